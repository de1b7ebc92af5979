"""Who sends an upload: one program at a time, and never one that is dead. Real processes, real kill -9."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gui.core.errors import JournalFailed, UploadInUse
from gui.core.upload import Outcome
from gui.store.journal import Journal
from gui.store.locks import is_held, try_lock
from tests.store.uploads import STARTED, batches, make_upload

ROOT = Path(__file__).resolve().parents[2]

CLAIMER = """
import sys
from pathlib import Path
from gui.core.errors import UploadInUse
from gui.store.journal import Journal
journal = Journal(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
try:
    journal.claim(int(sys.argv[2]))
    print("mine", flush=True)
except UploadInUse:
    print("in use", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


@contextlib.contextmanager
def claimer(path: Path, upload_id: int) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the journal open and waits for a line before it wants the upload."""
    process = subprocess.Popen(
        [sys.executable, "-c", CLAIMER, str(path), str(upload_id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def lock_files(path: Path) -> list[Path]:
    return sorted(path.parent.glob("journal.sqlite3.owner-*"))


def test_an_upload_belongs_to_who_began_it_until_it_ends(journal: Journal, path: Path) -> None:
    upload_id = journal.begin(make_upload())
    other = Journal(path)
    with pytest.raises(UploadInUse):
        other.claim(upload_id)
    with pytest.raises(UploadInUse):
        other.sending(upload_id, batches(make_upload(), 5)[0], 1)
    assert other.running() == journal.running() == {upload_id}
    assert [entry.running for entry in other.history()] == [True]
    journal.finish(upload_id, Outcome.CANCELLED, STARTED, 0)
    assert other.running() == frozenset()
    other.claim(upload_id)
    with pytest.raises(UploadInUse):
        journal.claim(upload_id)
    other.close()
    journal.claim(upload_id)


def test_within_one_program_an_upload_is_owned_once(journal: Journal) -> None:
    upload_id = journal.begin(make_upload())
    with pytest.raises(UploadInUse):
        journal.claim(upload_id)
    journal.release(upload_id)
    journal.release(upload_id)
    journal.claim(upload_id)
    assert journal.running() == {upload_id}


def test_an_upload_that_is_not_there_cannot_be_owned(journal: Journal) -> None:
    with pytest.raises(KeyError):
        journal.claim(7)
    assert journal.running() == frozenset()


@pytest.mark.parametrize("times", range(3))
def test_of_many_that_want_it_at_once_exactly_one_gets_it(journal: Journal, path: Path, times: int) -> None:
    upload_id = journal.begin(make_upload())
    journal.release(upload_id)
    with contextlib.ExitStack() as stack:
        others = [stack.enter_context(claimer(path, upload_id)) for _ in range(4)]
        for one in others:
            go(one)
        answers = sorted(map(answer, others))
    assert answers == ["in use", "in use", "in use", "mine"]


def test_threads_that_want_it_at_once_do_not_share_it(journal: Journal) -> None:
    upload_id = journal.begin(make_upload())
    journal.release(upload_id)

    def claim(_: int) -> bool:
        try:
            journal.claim(upload_id)
        except UploadInUse:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(16))) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_what_a_killed_program_sent_is_free_at_once_and_its_file_is_cleared(journal: Journal, path: Path) -> None:
    upload_id = journal.begin(make_upload())
    journal.release(upload_id)
    with claimer(path, upload_id) as other:
        go(other)
        assert answer(other) == "mine"
        with pytest.raises(UploadInUse):
            journal.claim(upload_id)
        other.kill()
        other.wait()
        journal.claim(upload_id)
    assert len(lock_files(path)) == 2
    next_one = Journal(path)
    next_one.begin(make_upload())
    assert len(lock_files(path)) == 2
    next_one.close()
    assert len(lock_files(path)) == 1


def test_after_a_power_cut_nothing_stays_locked(journal: Journal, path: Path) -> None:
    upload_id = journal.begin(make_upload())
    (left_behind,) = lock_files(path)
    content = left_behind.read_bytes()
    journal.close()
    assert lock_files(path) == []
    left_behind.write_bytes(content)  # as the disk has it after the cut: the row, the file, and nobody who holds it
    again = Journal(path)
    assert again.running() == frozenset()
    again.claim(upload_id)
    assert lock_files(path) != [left_behind]
    again.close()


def test_what_runs_elsewhere_is_not_forgotten(journal: Journal, path: Path) -> None:
    upload_id = journal.begin(make_upload())
    other = Journal(path)
    other.forget_older_than(STARTED.replace(year=2100))
    other.forget_ended()
    assert [entry.upload_id for entry in other.history()] == [upload_id]
    journal.release(upload_id)
    other.forget_older_than(STARTED.replace(year=2100))
    assert other.history() == ()
    other.close()


def test_looking_at_the_journal_makes_no_lock_file(journal: Journal, path: Path) -> None:
    journal.history()
    journal.running()
    assert lock_files(path) == []


def test_where_there_can_be_no_locks_nothing_is_begun(path: Path) -> None:
    journal = Journal(path)
    blocked = path.with_name(f"{path.name}.owner-{journal._owner._name}")
    blocked.mkdir()
    with pytest.raises(JournalFailed):
        journal.begin(make_upload())
    assert journal.history() == ()
    blocked.rmdir()
    journal.begin(make_upload())
    journal.close()


def test_asking_who_holds_a_lock_never_looks_like_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.touch()

    def ask(_: int) -> bool:
        return is_held(path)

    with ThreadPoolExecutor(4) as pool:
        assert not any(pool.map(ask, range(400)))


def test_a_lock_is_held_once_and_its_file_is_for_this_person_only(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    assert not is_held(path)
    held = try_lock(path)
    assert held is not None
    assert path.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert is_held(path)
    assert try_lock(path) is None
    held.release()
    held.release()
    assert not is_held(path)
    again = try_lock(path)
    assert again is not None
    again.release(remove=True)
    assert not path.exists()
