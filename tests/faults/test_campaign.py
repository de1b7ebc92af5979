"""Seeded random runs against a real server behind a proxy that misbehaves; afterwards the truth is compared.

Each run: some files, a plan of faults, an upload with going-on until it ends well or nothing is left to try. After
*every* step, what the receipt calls verified must lie in the server's folder with the same SHA-256. In the end
nothing is lost. ``COURIER_CAMPAIGN_RUNS`` sets how many runs (200 unless set), ``COURIER_CAMPAIGN_FIRST`` the
first seed.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Instance
from gui.core.plan import Limits
from gui.core.receipt import LineState, Receipt
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Upload
from gui.dicom.header import read_header
from gui.practice.process import PracticeProcess
from gui.service.uploader import Tuning, upload
from gui.store.journal import Journal
from tests.faults.plans import plan
from tests.faults.proxy import FaultProxy
from tests.helpers.dicom_files import write_study

RUNS = int(os.environ.get("COURIER_CAMPAIGN_RUNS", "200"))
FIRST = int(os.environ.get("COURIER_CAMPAIGN_FIRST", "1"))
TOKEN = Token("t-campaign")


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[Instance]:
    """Four series of 5 to 20 images; each run takes some of them."""
    folder = tmp_path_factory.mktemp("images")
    write_study(folder, series=4, images=20, size=24)
    found = [read_header(str(path)) for path in sorted(folder.rglob("*.dcm"))]
    return [instance for instance in found if isinstance(instance, Instance)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PracticeProcess, Path]]:
    store = tmp_path_factory.mktemp("stored")
    process = PracticeProcess(store, token=TOKEN)
    process.start()
    yield process, store
    process.stop()


def stored(folder: Path) -> dict[str, str]:
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.dcm")}


def check_truth(receipt: Receipt, states: dict[str, InstanceState], sent: list[Instance], folder: Path) -> None:
    """Nothing is called verified that is not there, byte for byte; and the sums add up."""
    there = stored(folder)
    for instance in sent:
        if states.get(instance.sop_instance_uid) is InstanceState.VERIFIED:
            original = hashlib.sha256(Path(instance.path).read_bytes()).hexdigest()
            assert there.get(instance.sop_instance_uid) == original
    for line in receipt.lines:
        mine = [one for one in sent if one.series.series_instance_uid == line.series_instance_uid]
        held = sum(one.sop_instance_uid in there for one in mine)
        assert line.chosen == len(mine) == line.arrived + line.missing
        assert line.arrived <= held
        if line.state is LineState.VERIFIED:
            assert held == line.chosen
            assert line.service_count is not None
            assert line.service_count >= line.chosen
    assert receipt.chosen == len(sent) == receipt.arrived + receipt.missing
    assert (receipt.outcome is Outcome.VERIFIED) == (receipt.missing == 0)


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
    for old in store.rglob("*.dcm"):
        old.unlink()
    sent = chance.sample(images, chance.randrange(1, len(images) + 1))
    sent.sort(key=lambda one: (one.series.series_instance_uid, one.sop_instance_uid))
    host, port = process.base_url.removeprefix("http://").split(":")
    proxy = FaultProxy((host, int(port)), plan(seed))
    journal = Journal(tmp_path / "journal.sqlite3")
    tuning = Tuning(
        limits=Limits(max_files=chance.choice((1, 3, 7, 20, 100)), max_bytes=chance.choice((3_000, 20_000, 10**7))),
        connect_timeout=5,
        send_timeout=2,
        read_timeout=0.5,
        answer_deadline=1,
        tries=4,
        first_tries=3,
        total_wait=5,
        backoff=Backoff(first=0.001, cap=0.01, retry_after_cap=0.02),
    )
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
        assert receipt.outcome is Outcome.VERIFIED, (proxy.done, _story(journal, upload_id))
        assert set(stored(store)) == {one.sop_instance_uid for one in sent}
    finally:
        proxy.stop()
        journal.close()


def _story(journal: Journal, upload_id: int) -> list[tuple[int | None, str]]:
    """The last requests, to understand a run that failed."""
    return [(result.status, result.detail) for result in journal.results(upload_id)][-12:]
