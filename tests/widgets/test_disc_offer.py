"""A disc that is put in while the window is empty is offered, and never read unasked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.jobs.drives import Drive, DriveWatch, drives_with_index, has_index
from gui.widgets.drop_area import DropArea
from gui.widgets.theme import Look

DISC = Drive("CT_2026_11", "/media/anna/CT_2026_11", True)
STICK = Drive("EXPORT", "/media/anna/EXPORT", False)


class Drives:
    """What is in the drives, as the test says it; counts the looks."""

    def __init__(self, *drives: Drive) -> None:
        self.drives = drives
        self.looks = threading.Semaphore(0)

    def look(self) -> tuple[Drive, ...]:
        self.looks.release()
        return self.drives


@pytest.fixture
def watching() -> Iterator[list[DriveWatch]]:
    made: list[DriveWatch] = []
    yield made
    for one in made:
        one.end()


def test_what_is_put_in_and_taken_out_is_told_once(qtbot: QtBot, watching: list[DriveWatch]) -> None:
    drives = Drives(STICK)
    watch = DriveWatch(drives.look, every=0.01)
    watching.append(watch)
    told: list[object] = []
    watch.appeared.connect(told.append)
    watch.gone.connect(told.append)
    watch.begin()
    assert drives.looks.acquire(timeout=20)
    assert drives.looks.acquire(timeout=20)
    drives.drives = (STICK, DISC)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    drives.drives = (STICK,)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert told == [DISC, DISC.path]


def test_nothing_is_told_after_the_end(qtbot: QtBot, watching: list[DriveWatch]) -> None:
    drives = Drives()
    watch = DriveWatch(drives.look, every=0.01)
    told: list[object] = []
    watch.appeared.connect(told.append)
    watch.begin()
    assert drives.looks.acquire(timeout=20)
    watch.end()
    drives.drives = (DISC,)
    names = [thread for thread in threading.enumerate() if thread.name == "drives"]
    for thread in names:
        thread.join(20)
    assert not told


def test_a_dicomdir_at_the_top_makes_a_disc_worth_offering(tmp_path: Path) -> None:
    assert not has_index(str(tmp_path))
    (tmp_path / "DICOMDIR").mkdir()
    assert not has_index(str(tmp_path))
    (tmp_path / "DICOMDIR").rmdir()
    (tmp_path / "DICOMDIR").write_bytes(b"")
    assert has_index(str(tmp_path))
    assert all(drive.path != "/" for drive in drives_with_index())


@pytest.fixture
def area(look: Look, qtbot: QtBot) -> DropArea:
    area = DropArea(look)
    qtbot.addWidget(area)
    area.resize(1100, 600)
    area.show()
    qtbot.waitExposed(area)
    return area


def test_the_offer_names_the_disc_and_is_taken_with_a_button(area: DropArea, qtbot: QtBot) -> None:
    assert not area.offer.isVisible()
    area.offer.offer("<b>CT</b>", DISC.path, disc=True)
    title, read = area.findChild(QLabel, "discOfferTitle"), area.findChild(QPushButton, "readDiscButton")
    assert title.text() == "Disc “<b>CT</b>” was put in."
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert read.text() == "&Read this disc"
    read.setFocus()
    with qtbot.waitSignal(area.offer.read_pressed) as taken:
        QTest.keyClick(read, Qt.Key.Key_Space)
    assert taken.args == [DISC.path]
    area.offer.offer(STICK.name, STICK.path, disc=False)
    assert (title.text(), read.text()) == ("Drive “EXPORT” was plugged in.", "&Read this drive")


def test_the_offer_can_be_closed_and_gives_way_to_what_is_dragged_over(area: DropArea) -> None:
    area.offer.offer(DISC.name, DISC.path, disc=True)
    area.show_over(["EXPORT"])
    assert not area.offer.isVisible()
    area.show_calm()
    assert area.offer.isVisible()
    close = area.findChild(QPushButton, "closeDiscOfferButton")
    assert close.accessibleName() == "Do not read it now"
    close.click()
    assert not area.offer.isVisible()
    area.show_calm()
    assert not area.offer.isVisible()
