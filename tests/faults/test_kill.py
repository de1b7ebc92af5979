"""``kill -9`` for the sender in the middle of a run with faults; the next run goes on and the truth is compared."""

from __future__ import annotations

import random
import subprocess
import sys
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
from tests.faults.conftest import KILLS, TOKEN, check_truth, quick_tuning, stored, story
from tests.faults.plans import plan
from tests.faults.proxy import FaultProxy
from tests.helpers.stored import files_below

ROOT = Path(__file__).resolve().parents[2]

SENDER = """
import random, sys
from pathlib import Path
from gui.core.cancel import CancelToken
from gui.service.uploader import upload
from gui.store.journal import Journal
from tests.faults.conftest import TOKEN, quick_tuning

journal = Journal(Path(sys.argv[1]))
for again in (False, True, True):
    upload(int(sys.argv[2]), journal, TOKEN, cancel=CancelToken(), report=lambda _: None,
           tuning=quick_tuning(random.Random(int(sys.argv[3]))), again=again)
"""


@pytest.mark.parametrize("seed", range(9_001, 9_001 + KILLS))
def test_a_killed_sender_loses_nothing_and_claims_nothing(
    seed: int, images: list[Instance], server: tuple[PracticeProcess, Path], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    process, store = server
    for old in files_below(store, ".dcm"):
        old.unlink()
    sent = sorted(chance.sample(images, 60), key=lambda one: (one.series.series_instance_uid, one.sop_instance_uid))
    host, port = process.base_url.removeprefix("http://").split(":")
    proxy = FaultProxy((host, int(port)), plan(seed), notify_at=chance.randrange(1, 12))
    journal = Journal(tmp_path / "journal.sqlite3")
    destination = Destination("d", "City Radiology", proxy.base_url, connections=chance.choice((1, 2, 3)))
    upload_id = journal.begin(Upload(destination, tuple(sent), datetime.now(UTC)))
    journal.release(upload_id)
    try:
        sender = subprocess.Popen(
            [sys.executable, "-c", SENDER, str(tmp_path / "journal.sqlite3"), str(upload_id), str(seed)], cwd=ROOT
        )
        while sender.poll() is None and not proxy.notified.wait(0.05):
            pass
        sender.kill()
        sender.wait(30)
        check_truth(journal.receipt(upload_id), dict(journal.states(upload_id)), sent, store, ended=False)
        for step in range(40):
            end = upload(
                upload_id,
                journal,
                TOKEN,
                cancel=CancelToken(),
                report=lambda _: None,
                tuning=quick_tuning(chance),
                again=step > 0,
            )
            receipt = journal.receipt(upload_id)
            check_truth(receipt, dict(journal.states(upload_id)), sent, store)
            if end.outcome is Outcome.VERIFIED:
                break
        assert receipt.outcome is Outcome.VERIFIED, (proxy.done, story(journal, upload_id))
        assert set(stored(store)) == {one.sop_instance_uid for one in sent}
    finally:
        proxy.stop()
        journal.close()
