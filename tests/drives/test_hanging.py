"""A drive that does not answer at all: requests hang in the kernel, where no signal ends them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.asking import Asking, PasswordWish
from gui.core.cancel import Cancelled, CancelToken
from gui.dicom.disc_spool import Brought, Copying, DiscSpool, NotCopied, Told
from gui.dicom.optical import Disc
from tests.dicom.test_discs import index, record
from tests.drives.reads import Reading, stopped
from tests.helpers.archives import below
from tests.helpers.dicom_files import write_instance, write_study
from tests.helpers.drive import Drive, mounted
from tests.helpers.locked import locked_zip
from tests.helpers.promptness import Promptness

DISC = Disc("CT", (1, 2, 3), by_number=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_study(folder, series=2, images=40)
    return folder


@pytest.fixture
def drive(files: Path, tmp_path: Path) -> Iterator[Drive]:
    with mounted(files, tmp_path / "drive") as drive:
        yield drive


def release(drive: Drive, before: list[threading.Thread]) -> None:
    """Let the drive answer, and wait until the threads that hung have ended, which were not there ``before``."""
    left = [one for one in threading.enumerate() if one.name == "apart" and one not in before]
    assert left
    drive.release()
    for thread in left:
        thread.join(20)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("stat", "/"),
        ("list", "/"),
        ("list", "/s2"),
        ("open", "*/00001.dcm"),
        ("read", "*/00001.dcm"),
        ("open", "*/00055.dcm"),
    ],
)
def test_reading_stops_at_once_whatever_hangs(drive: Drive, kind: str, pattern: str) -> None:
    drive.hang(kind, pattern)
    reading = Reading(drive.path)
    drive.until_held()
    assert reading.stop().at_once


def test_reading_stops_at_once_while_a_reading_process_hangs(drive: Drive) -> None:
    drive.slow(open=0.02)  # slow enough for processes to be started
    drive.hang("open", "/s2/*")
    reading = Reading(drive.path)
    drive.until_held()
    assert reading.stop().at_once


def test_what_is_left_behind_changes_nothing_when_the_drive_answers_and_another_folder_is_read_meanwhile(
    drive: Drive, files: Path
) -> None:
    before_it = threading.enumerate()
    drive.hang("list", "/s2")
    reading = Reading(drive.path)
    drive.until_held()
    reading.stop()
    before = reading.catalogue.totals
    assert Reading(files).finish().totals.to_send == 80
    release(drive, before_it)
    assert reading.catalogue.totals == before


class Person(QObject):
    """Hears the questions, in the thread of the window."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.wishes: list[PasswordWish] = []
        asking.wished.connect(self.hear)

    def hear(self, wish: PasswordWish) -> None:
        self.wishes.append(wish)


def test_reading_stops_at_once_while_a_password_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    write_study(tmp_path / "made", series=1, images=3)
    (tmp_path / "a.zip").write_bytes(locked_zip(below(tmp_path / "made"), b"Open Sesame", aes=3))
    asking = Asking()
    person = Person(asking)
    reading = Reading(tmp_path / "a.zip", asker=asking.asker)
    qtbot.waitUntil(lambda: person.wishes != [], timeout=20_000)
    assert reading.stop().at_once


def test_reading_stops_at_once_while_a_password_is_tried_on_a_drive_that_hangs(
    qtbot: QtBot, files: Path, tmp_path: Path
) -> None:
    (tmp_path / "zips").mkdir()
    (tmp_path / "zips" / "a.zip").write_bytes(locked_zip(below(files), b"Open Sesame", aes=3))
    asking = Asking()
    person = Person(asking)
    with mounted(tmp_path / "zips", tmp_path / "drive") as drive:
        reading = Reading(drive.path, asker=asking.asker)
        qtbot.waitUntil(lambda: person.wishes != [], timeout=20_000)
        drive.hang("open")
        person.wishes[0].answer("Open Sesame")
        qtbot.waitUntil(lambda: drive.asked()["held"] > 0, timeout=20_000)
        assert reading.stop().at_once


def test_reading_stops_at_once_while_two_files_are_compared(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_instance(tmp_path / "files" / name, size=1200)
    with mounted(tmp_path / "files", tmp_path / "drive") as drive:
        drive.hang("read", beyond=1 << 20)  # headers are read with what lies a little behind them
        reading = Reading(drive.path)
        drive.until_held()
        assert reading.stop().at_once
        drive.release()
    assert reading.catalogue.totals.files_found == 1


def test_reading_stops_at_once_while_the_disc_is_asked_for_what_its_index_lists(tmp_path: Path) -> None:
    write_instance(tmp_path / "files" / "IM1")
    (tmp_path / "files" / "DICOMDIR").write_bytes(index(record("IM1"), record("MORE/IM2"), record("MORE/IM3")))
    with mounted(tmp_path / "files", tmp_path / "drive") as drive:
        drive.hang("stat", "/MORE*")
        reading = Reading(drive.path)
        drive.until_held()
        assert reading.stop().at_once
    assert reading.catalogue.totals.files_found == 2
    assert reading.catalogue.indexes == ()


class Copy:
    """A disc that is brought in, in a thread."""

    def __init__(self, spool: DiscSpool, path: Path) -> None:
        self.cancel, self.leave = CancelToken(), CancelToken()
        self.told: list[Told] = []
        self.outcome: Brought | BaseException | None = None
        self._spool, self._path = spool, str(path)
        self._ended = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self.outcome = self._spool.bring_in(
                [self._path], cancel=self.cancel, report=self.told.append, leave=self.leave
            )
        except Cancelled as error:
            self.outcome = error
        self._ended.set()

    def stop(self, wish: CancelToken) -> Promptness:
        """Wish one of the two."""
        return stopped(wish, self._ended)


@pytest.mark.parametrize(
    ("kind", "pattern", "requests"),
    [("list", "/s2", 1), ("open", "*/00005.dcm", 1), ("read", "*", 2)],  # of what the system fetches ahead, too
)
def test_copying_a_disc_stops_at_once_and_its_copy_goes_when_the_drive_answers(
    drive: Drive, tmp_path: Path, kind: str, pattern: str, requests: int
) -> None:
    before_it = threading.enumerate()
    spool = DiscSpool(tmp_path / "spool", lambda _path: DISC)
    drive.hang(kind, pattern)
    copy = Copy(spool, drive.path)
    drive.until_held(requests)
    assert copy.stop(copy.cancel).at_once
    assert isinstance(copy.outcome, Cancelled)
    told = list(copy.told)
    release(drive, before_it)
    assert spool.empty
    assert copy.told == told


def test_a_disc_that_hangs_can_be_read_where_it_lies(drive: Drive, tmp_path: Path) -> None:
    spool = DiscSpool(tmp_path / "spool", lambda _path: DISC)
    drive.hang("read")
    copy = Copy(spool, drive.path)
    drive.until_held(2)
    assert copy.stop(copy.leave).at_once
    assert copy.outcome == Brought((str(drive.path),))
    assert not any(isinstance(told, NotCopied) for told in copy.told)
    assert isinstance(copy.told[-1], Copying)


def test_a_drive_that_does_not_say_whether_it_is_a_disc_can_be_left(drive: Drive, tmp_path: Path) -> None:
    def ask(path: str) -> Disc | None:
        os.stat(path)
        return DISC

    before_it = threading.enumerate()
    spool = DiscSpool(tmp_path / "spool", ask)
    drive.hang("stat", "/")
    copy = Copy(spool, drive.path)
    drive.until_held()
    assert copy.stop(copy.cancel).at_once
    release(drive, before_it)
    assert copy.told == []


def test_reading_stops_at_once_while_the_drive_is_asked_where_a_folder_really_lies(drive: Drive) -> None:
    drive.hang("stat", "/s2", opened=1)
    reading = Reading(drive.path / "s2" / "00050.dcm")
    drive.until_held()
    assert reading.stop().at_once
