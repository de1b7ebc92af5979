"""The window beside a drive that is slow, or does not answer at all."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from gui.app import Program
from gui.flow import State
from gui.jobs.single_instance import SingleInstance
from gui.store.places import Places
from tests.helpers.dicom_files import write_study
from tests.helpers.drive import Drive, mounted
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]


class Heart:
    """Beats in the window's thread; knows how much of its own work lay between two beats, and how late they came."""

    def __init__(self) -> None:
        self.work = self.late = 0.0
        self.beats = 0
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._worked, self._at = time.thread_time(), time.monotonic()

    def _beat(self) -> None:
        worked, now = time.thread_time(), time.monotonic()
        self.work, self.late = max(self.work, worked - self._worked), max(self.late, now - self._at - 0.005)
        self._worked, self._at = worked, now
        self.beats += 1


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_study(folder, series=2, images=40)
    return folder


@pytest.fixture
def drive(files: Path, tmp_path: Path) -> Iterator[Drive]:
    with mounted(files, tmp_path / "drive") as drive:
        yield drive


@pytest.mark.parametrize(("kind", "pattern"), [("list", "/s2"), ("open", "*/00030.dcm"), ("stat", "/")])
def test_stop_is_done_at_once_while_the_drive_hangs_and_the_next_folder_is_read(
    person: Person, program: Program, drive: Drive, files: Path, kind: str, pattern: str
) -> None:
    drive.hang(kind, pattern)
    person.drop(drive.path)
    person.until(lambda: drive.asked()["held"] > 0)
    heart = Heart()
    begun = time.monotonic()
    person.press("stopReadingButton")
    person.until_state(State.READY, State.IDLE)
    took = time.monotonic() - begun
    print(f"stopped after {1000 * took:.0f} ms, heart {1000 * heart.late:.0f} ms late")
    assert took < 0.2 + 2 * heart.late
    person.read(files)
    assert program.flow.catalogue.totals.to_send == 80


def test_the_window_works_on_while_a_drive_is_slow(person: Person, program: Program, drive: Drive) -> None:
    drive.slow(open=0.01, read=0.01, list=0.2)
    heart = Heart()
    person.read(drive.path)
    assert program.flow.catalogue.totals.to_send == 80
    print(f"{heart.beats} beats, {1000 * heart.late:.0f} ms late, {1000 * heart.work:.0f} ms of own work")
    assert heart.work < 0.05


def test_what_could_be_read_of_a_share_that_is_gone_is_in_the_list_and_can_be_read_again(
    person: Person, program: Program, drive: Drive
) -> None:
    drive.pull_after("open", 50)
    person.read(drive.path)
    totals = program.flow.catalogue.totals
    assert totals.to_send == 50
    assert totals.left_out > 0
    drive.put_back()
    person.press("clearButton")
    person.read(drive.path)
    assert program.flow.catalogue.totals.to_send == 80


def start(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.drives.window_program", str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, text=True)


def close(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("close\n")
    process.stdin.close()


def test_the_program_ends_while_a_reading_process_hangs(drive: Drive) -> None:
    drive.slow(open=0.05)  # slow enough for processes to be started
    process = start(drive.path)
    drive.hang("open", spared=process.pid)
    try:
        drive.until_held()
        begun = time.monotonic()
        close(process)
        assert process.wait(30) == 0
        print(f"ended after {1000 * (time.monotonic() - begun):.0f} ms")
    finally:
        drive.end()
        process.kill()
        process.wait()


def test_the_program_lets_go_of_everything_while_one_of_its_threads_hangs(drive: Drive) -> None:
    drive.hang("list", "/")
    process = start(drive.path)
    try:
        drive.until_held()
        close(process)
        state = Path(f"/proc/{process.pid}/stat")
        until, between = time.monotonic() + 30, threading.Event()
        while state.read_text().rpartition(")")[2].split()[0] != "Z":  # all of it is gone but for that thread
            assert time.monotonic() < until
            between.wait(0.02)
        another = SingleInstance(Places.for_user().data)
        assert another.claim()
        another.release()
    finally:
        drive.end()
    assert process.wait(30) == 0
