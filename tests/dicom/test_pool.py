"""Reading processes that die, stand still, or cannot be started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.dicom import pool as pool_module
from gui.dicom import scan as scan_module
from gui.dicom.elements import Found, Left
from gui.dicom.header import HeaderReader, read_record
from gui.dicom.pool import DIED, ReaderPool, Task
from tests.dicom import readers
from tests.helpers.dicom_files import write_instance

posix = pytest.mark.skipif(os.name != "posix", reason="signals as this test sends them exist on POSIX only")


def finish(pool: ReaderPool, task: Task) -> None:
    while not task.done:
        pool.step(1.0)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def some_files(folder: Path, count: int, deadly: tuple[int, ...] = ()) -> list[str]:
    paths = []
    for number in range(count):
        path = folder / f"{'deadly' if number in deadly else 'image'}{number:03}"
        write_instance(path, seed=number + 1)
        paths.append(str(path))
    return paths


@posix
@pytest.mark.parametrize("reader", [readers.dies_on_deadly_files, readers.runs_out_of_memory])
def test_file_that_kills_its_reader_costs_only_itself(
    tmp_path: Path, reader: Callable[[str], Found | Left], capfd: pytest.CaptureFixture[str]
) -> None:
    paths = some_files(tmp_path, 30, deadly=(0, 7, 8, 29))
    with ReaderPool(2, reader=reader) as pool:
        task = Task(paths)
        pool.put(task)
        finish(pool, task)
    for path, record in zip(paths, task.records, strict=True):
        if "deadly" in path:
            assert record == Left(SkipReason.DAMAGED, DIED, None)
        else:
            assert record == read_record(path)
    assert str(tmp_path) not in capfd.readouterr().err


@posix
def test_reader_that_is_killed_from_outside_costs_at_most_the_file_it_was_on(tmp_path: Path) -> None:
    paths = some_files(tmp_path, 60) * 20
    with ReaderPool(2) as pool:
        tasks = [Task(paths[at : at + 100]) for at in range(0, len(paths), 100)]
        for task in tasks:
            pool.put(task)
        while not pool.up:
            pool.step(1.0)
        killed = 0
        while not all(task.done for task in tasks):
            if killed < 4:
                os.kill(pool.pids[0], signal.SIGKILL)
                killed += 1
            pool.step(1.0)
    records = [record for task in tasks for record in task.records]
    assert len(records) == len(paths)
    lost = [record for record in records if not isinstance(record, Found)]
    assert all(isinstance(record, Left) and record.reason is SkipReason.DAMAGED for record in lost)
    assert len(lost) <= killed


@posix
def test_scan_goes_on_when_its_readers_die(tmp_path: Path) -> None:
    paths = some_files(tmp_path, 8, deadly=(3,))
    for number in range(8):  # what the quick reader hands over, so that it reaches a process
        content = Path(paths[number]).read_bytes()
        Path(paths[number]).write_bytes(content.replace(b"ISO_IR 192", b"ISO_IR 101"))
    scanned = scan_module._scan([str(tmp_path)], CancelToken(), 1, True, readers.dies_on_deadly_files)
    found = [item for batch in scanned for item in batch]
    assert len(found) == 8
    assert [item for item in found if isinstance(item, Skipped)] == [
        Skipped(str(tmp_path / "deadly003"), SkipReason.DAMAGED, DIED)
    ]


@posix
def test_no_process_is_left_after_use(tmp_path: Path) -> None:
    with ReaderPool(2, reader=readers.tells_its_process) as pool:
        pool.start()
        task = Task(["any"] * 10)
        pool.put(task)
        finish(pool, task)
        pids = set(pool.pids)
    assert {record.size for record in task.records if isinstance(record, Left)} <= pids
    assert os.getpid() not in pids
    assert not any(alive(pid) for pid in pids)


@posix
def test_cancel_ends_a_scan_that_stands_still_and_its_processes(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    # not DICOM by its beginning, but a data set for all the quick reader knows
    (folder / "odd").write_bytes(b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100" + bytes(400))
    cancel = CancelToken()
    noticed: list[float] = []

    def cancel_when_it_stands_still() -> None:
        while not list(folder.glob("*.sign")):
            cancel.wait(0.01)
        noticed.append(time.monotonic())
        cancel.cancel()

    watcher = threading.Thread(target=cancel_when_it_stands_still)
    watcher.start()
    with pytest.raises(Cancelled):
        list(scan_module._scan([str(folder)], cancel, 1, True, readers.stands_still))
    took = time.monotonic() - noticed[0]
    watcher.join()
    assert took < 0.2
    (sign,) = folder.glob("*.sign")
    assert not alive(int(sign.name.split(".")[1]))


@posix
def test_closing_the_generator_ends_its_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_module, "_START_AFTER", -1.0)
    some_files(tmp_path, 200)
    pools: list[ReaderPool] = []

    class Watched(ReaderPool):
        def __enter__(self) -> ReaderPool:
            pools.append(self)
            return super().__enter__()

    monkeypatch.setattr(scan_module, "ReaderPool", Watched)
    scanned = scan_module.scan([str(tmp_path)], cancel=CancelToken())
    next(scanned)
    pids = pools[0].pids
    assert pids
    scanned.close()
    assert not any(alive(pid) for pid in pids)


def test_work_is_taken_back_only_while_no_reader_has_begun_with_it_and_when_it_needs_no_care(tmp_path: Path) -> None:
    paths = some_files(tmp_path, 4)
    with ReaderPool(1) as pool:
        assert pool.take_back() is None
        pool.start()
        begun, careful, plain = Task(paths, careful=False), Task(paths), Task(paths[:2], careful=False)
        pool.put(begun)
        assert pool.take_back() is None
        pool.put(careful)
        assert pool.take_back() is None
        pool.put(plain)
        assert pool.take_back() is plain
        assert pool.take_back() is None
        finish(pool, careful)
        finish(pool, begun)
    assert (careful.records, plain.missing) == (begun.records, 2)


@posix
def test_reader_that_talks_nonsense_is_replaced_and_costs_its_file(tmp_path: Path) -> None:
    paths = some_files(tmp_path, 3)
    with ReaderPool(1, reader=readers.talks_nonsense_of_deadly_files) as pool:
        task = Task([paths[0], f"{paths[1]}.deadly", paths[2]])
        pool.put(task)
        finish(pool, task)
    assert task.records == [read_record(paths[0]), Left(SkipReason.DAMAGED, DIED, None), read_record(paths[2])]


def test_files_are_read_here_when_no_process_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoMore:
        def __init__(self, *_: object) -> None:
            raise OSError("no more processes")

    monkeypatch.setattr(pool_module, "_Worker", NoMore)
    paths = some_files(tmp_path, 3)
    with ReaderPool(2) as pool:
        task = Task(paths)
        pool.put(task)
        finish(pool, task)
    assert all(isinstance(record, Found) for record in task.records)


def test_processes_give_the_same_as_the_calling_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_files(tmp_path, 120)
    here = [item for batch in scan_module.scan([str(tmp_path)], cancel=CancelToken()) for item in batch]
    monkeypatch.setattr(HeaderReader, "quick", lambda self, path: None)
    there = [item for batch in scan_module.scan([str(tmp_path)], cancel=CancelToken(), workers=2) for item in batch]
    assert there == here
    assert len(here) == 120
    assert all(isinstance(item, Instance) for item in here)


def test_a_reading_process_begins_with_little() -> None:
    asked = "import sys, gui.dicom.worker; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"dataclasses", "pydicom", "numpy", "gui.core.entities", "gui.dicom.containers.values"} & set(told)
