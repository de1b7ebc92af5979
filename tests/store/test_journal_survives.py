"""Kill -9, a full disk, a hundred thousand images: the journal keeps what it said that it kept."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.core.errors import JournalFailed
from gui.core.upload import Batch, InstanceState, Outcome
from gui.store.journal import Journal
from tests.helpers.small_disk import fill, small_disk
from tests.store.uploads import STARTED, accepted, batches, make_upload

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from pathlib import Path
from gui.core.upload import Outcome
from gui.store.journal import Journal
from tests.store.uploads import STARTED, accepted, batches, make_upload
journal = Journal(Path(sys.argv[1]))
print("open", flush=True)
while True:
    upload = make_upload(60, series=3)
    upload_id = journal.begin(upload)
    print("begun", upload_id, flush=True)
    for batch in batches(upload, 5):
        journal.sending(upload_id, batch, 1)
        print("sending", upload_id, batch.number, flush=True)
        journal.record(upload_id, accepted(batch))
        print("recorded", upload_id, batch.number, flush=True)
    journal.finish(upload_id, Outcome.VERIFIED, STARTED, 0)
    print("finished", upload_id, flush=True)
    if upload_id % 3 == 0:
        journal.forget(upload_id - 1)
        print("forgotten", upload_id - 1, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_nothing_that_was_recorded_is_lost_by_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    chance = random.Random(4711)
    said: list[tuple[str, ...]] = []
    for _ in range(10):
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert child.stdout is not None
        for _ in range(chance.randint(1, 60)):
            line = child.stdout.readline()
            assert line
            said.append(tuple(line.split()))
        child.send_signal(signal.SIGKILL)
        said.extend(tuple(line.split()) for line in child.stdout.read().splitlines() if line)
        child.wait()
        child.stdout.close()
        check(path, said)


def check(path: Path, said: list[tuple[str, ...]]) -> None:
    """All that the children said is there, and the file is sound."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    journal = Journal(path)
    history = {entry.upload_id: entry for entry in journal.history()}
    forgotten = {int(words[1]) for words in said if words[0] == "forgotten"}
    for upload_id in {int(words[1]) for words in said if words[0] == "begun"} - forgotten:
        if upload_id not in history:  # killed between forgetting and saying so
            assert upload_id % 3 == 2
            continue
        upload = journal.load(upload_id)
        assert len(upload.instances) == 60
        states = journal.states(upload_id)
        results = journal.results(upload_id)
        done = [int(words[2]) for words in said if words[:2] == ("recorded", str(upload_id))]
        assert [result.batch for result in results][: len(done)] == done
        assert len(results) - len(done) in (0, 1)
        for result in results:
            assert len(result.digests) == 5
            assert all(states[uid] is InstanceState.VERIFIED for uid in result.states)
        assert set(states.values()) <= {InstanceState.PLANNED, InstanceState.SENDING, InstanceState.VERIFIED}
        if ("finished", str(upload_id)) in said:
            assert history[upload_id].outcome is Outcome.VERIFIED
        if len(results) < 12:
            assert upload_id in journal.unfinished()
    assert not forgotten & set(history)
    journal.close()


def record_until_full(journal: Journal, upload_id: int, cut: list[Batch]) -> None:
    """Record answers until one cannot be kept; a megabyte of them would not fit on the disk."""
    for number in range(1, 1000):
        journal.record(upload_id, accepted(cut[number % len(cut)]))


def test_a_full_disk_is_said_and_the_journal_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "512k") as disk:
        journal = Journal(disk / "journal.sqlite3")
        upload = make_upload(40)
        upload_id = journal.begin(upload)
        cut = batches(upload, 5)
        journal.sending(upload_id, cut[0], 1)
        journal.record(upload_id, accepted(cut[0]))
        filler = fill(disk)
        with pytest.raises(JournalFailed) as failed:
            record_until_full(journal, upload_id, cut)
        kept = len(journal.results(upload_id))
        verified = list(journal.states(upload_id).values()).count(InstanceState.VERIFIED)
        assert verified == 5 * min(kept, len(cut))
        assert failed.value.detail.startswith("OperationalError SQLITE_")
        with pytest.raises(JournalFailed):
            journal.begin(make_upload(2000))
        filler.unlink()
        journal.record(upload_id, accepted(cut[-1]))
        journal.finish(upload_id, Outcome.FAILED, STARTED, 0)
        journal.close()
        again = Journal(disk / "journal.sqlite3")
        assert len(again.results(upload_id)) == kept + 1
        assert len(again.history()) == 1
        again.close()


def test_on_a_disk_without_room_the_journal_cannot_even_be_made(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        fill(disk)
        with pytest.raises(JournalFailed) as failed:
            Journal(disk / "journal.sqlite3")
        assert failed.value.detail


def test_a_hundred_thousand_images_are_kept_and_found_without_a_long_wait(tmp_path: Path) -> None:
    upload = make_upload(100_000, series=100)
    journal = Journal(tmp_path / "journal.sqlite3")
    started = time.process_time()
    upload_id = journal.begin(upload)
    begun = time.process_time()
    assert journal.load(upload_id) == upload
    loaded = time.process_time()
    cut = batches(upload, 100)
    for batch in cut[:20]:
        journal.sending(upload_id, batch, 1)
        journal.record(upload_id, accepted(batch))
    recorded = time.process_time()
    journal.history()
    listed = time.process_time()
    journal.close()
    assert begun - started < 15
    assert loaded - begun < 15
    assert (recorded - loaded) / 20 < 0.1
    assert listed - recorded < 2
