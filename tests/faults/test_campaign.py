"""Seeded random runs against a real server behind a proxy that misbehaves; afterwards the truth is compared.

Each run: some files, a plan of faults, an upload with going-on until it ends well or nothing is left to try. After
*every* step, what the receipt calls verified must lie in the server's folder with the same SHA-256. In the end
nothing is lost. ``COURIER_CAMPAIGN_RUNS`` sets how many runs (200 unless set), ``COURIER_CAMPAIGN_FIRST`` the
first seed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Instance
from gui.core.upload import Outcome, Upload
from gui.practice.process import PracticeProcess
from gui.service.uploader import upload
from gui.store.journal import Journal
from tests.faults.conftest import FIRST, RUNS, TOKEN, check_truth, quick_tuning, stored, story
from tests.faults.plans import plan
from tests.faults.proxy import FaultProxy
from tests.helpers.stored import files_below


def _stop_after(cancel: CancelToken, reports: int) -> Callable[[object], None]:
    """A listener that cancels at the given report; 0 never does."""
    seen = itertools.count(1)

    def report(_: object) -> None:
        if next(seen) == reports:
            cancel.cancel()

    return report


@pytest.mark.parametrize("seed", range(FIRST, FIRST + RUNS))
def test_the_receipt_tells_the_truth_and_in_the_end_nothing_is_lost(
    seed: int, images: list[Instance], server: tuple[PracticeProcess, Path], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    process, store = server
    for old in files_below(store, ".dcm"):
        old.unlink()
    sent = chance.sample(images, chance.randrange(1, len(images) + 1))
    sent.sort(key=lambda one: (one.series.series_instance_uid, one.sop_instance_uid))
    host, port = process.base_url.removeprefix("http://").split(":")
    proxy = FaultProxy((host, int(port)), plan(seed))
    journal = Journal(tmp_path / "journal.sqlite3")
    tuning = quick_tuning(chance)
    destination = Destination("d", "City Radiology", proxy.base_url, connections=chance.choice((1, 1, 2, 3)))
    upload_id = journal.begin(Upload(destination, tuple(sent), datetime.now(UTC)))
    try:
        for step in range(40):
            cancel = CancelToken()
            report = _stop_after(cancel, chance.randrange(1, 60) if step < 3 else 0)
            end = upload(upload_id, journal, TOKEN, cancel=cancel, report=report, tuning=tuning, again=step > 0)
            receipt = journal.receipt(upload_id)
            check_truth(receipt, dict(journal.states(upload_id)), sent, store)
            if end.outcome is Outcome.VERIFIED:
                break
        assert receipt.outcome is Outcome.VERIFIED, (proxy.done, story(journal, upload_id))
        assert set(stored(store)) == {one.sop_instance_uid for one in sent}
    finally:
        proxy.stop()
        journal.close()
