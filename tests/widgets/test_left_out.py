"""The list of the files that are not sent, and what of it can be sent after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.entities import Instance, Series, Skipped, SkipReason, Study, Totals
from gui.models.left_out import Unticked, why_not_sent
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.theme import Look
from tests.helpers.catalogue import SALLY
from tests.helpers.language import british


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


IMAGE = Instance("/e/B/IM1", 1000, 0, "1.1", "1.2", "1.2.1", SALLY, Study("1.2.3"), Series("1.2.3.4"))
UNTICKED = [Unticked.of(replace(IMAGE, path=f"/e/B/IM{n}")) for n in range(3)]
CONFLICTS = [Skipped(f"/e/C/IM{n}", SkipReason.CONFLICT, "The same image UID as “A/IM1”, but …", 12) for n in range(2)]


@pytest.fixture
def left_out(look: Look, qtbot: QtBot) -> LeftOutDialog:
    """Two conflicts, and three files of a series that is not ticked."""
    dialog = LeftOutDialog(look, CONFLICTS, Totals(9, 7, 2, 100))
    qtbot.addWidget(dialog)
    dialog.show_files(CONFLICTS, Totals(9, 7, 2, 100), unticked=UNTICKED, changeable=True)
    dialog.show()
    return dialog


def anyway(dialog: LeftOutDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "sendInsteadButton")
    assert found is not None
    return found


def test_files_that_are_not_ticked_are_listed_and_the_sum_holds(left_out: LeftOutDialog) -> None:
    model = left_out._model
    assert left_out._sums.text().startswith("9 files found = 4 images + 3 not ticked + 2 left out.")
    assert [model.index(1, column).data() for column in range(3)] == ["Not ticked in the list", "3 files", "3.0 kB"]
    left_out.findChild(QPushButton, "copyLeftOutButton").click()
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "/e/B/IM2\tNot ticked in the list"


def test_files_of_series_that_are_not_ticked_can_be_sent_anyway(left_out: LeftOutDialog) -> None:
    keys = QSignalSpy(left_out.anyway_pressed)
    left_out._tree.setCurrentIndex(left_out._model.index(2, 0, left_out._model.index(1, 0)))
    assert anyway(left_out).text() == "Send its series &anyway"
    anyway(left_out).click()
    left_out._tree.setCurrentIndex(left_out._model.index(1, 0))  # the reason stands for all of its files
    anyway(left_out).click()
    assert [keys.at(0), keys.at(1)] == [[(IMAGE.key,)]] * 2


def test_all_files_of_conflicts_can_be_exchanged_at_once(left_out: LeftOutDialog) -> None:
    places = QSignalSpy(left_out.instead_pressed)
    left_out._tree.setCurrentIndex(left_out._model.index(0, 0))
    assert anyway(left_out).text() == "Send these 2 &instead"
    anyway(left_out).click()
    assert places.at(0) == [("/e/C/IM0", "/e/C/IM1")]


def test_files_of_several_reasons_cannot_be_sent_by_one_press(left_out: LeftOutDialog) -> None:
    left_out._tree.selectAll()
    assert not anyway(left_out).isEnabled()
    assert left_out._about.text() == ""


def test_why_a_file_stays_is_said_and_how_two_of_one_image_differ(left_out: LeftOutDialog) -> None:
    seen = QSignalSpy(left_out.conflict_seen)
    left_out._tree.setCurrentIndex(left_out._model.index(0, 0, left_out._model.index(0, 0)))
    assert seen.at(seen.count() - 1) == [CONFLICTS[0]]
    assert "only one of them can be sent" in left_out._about.text()
    left_out.show_rivals(IMAGE, replace(IMAGE, path="/e/C/IM0", size=2000, instance_number=7))
    sent, left = left_out._about.text().splitlines()
    assert sent.startswith("Sent now: B/IM1 · 1.0 kB · changed ")
    assert sent.endswith(" · image without a number")
    assert left.startswith("Left out: C/IM0 · 2.0 kB · changed ")
    assert left.endswith(" · image 7")


def test_the_place_in_the_list_stays_when_a_file_goes(left_out: LeftOutDialog) -> None:
    left_out._tree.setCurrentIndex(left_out._model.index(1, 0, left_out._model.index(1, 0)))
    left_out.show_files(CONFLICTS, Totals(9, 7, 2, 100), unticked=UNTICKED[:1], changeable=True)
    assert left_out._tree.currentIndex().data() == "IM0"
    assert left_out._tree.currentIndex().parent().data() == "Not ticked in the list"


def test_every_reason_has_words_for_what_it_means(qapp: object) -> None:
    for reason in SkipReason:
        assert why_not_sent(Skipped("/a", reason, "x"))


def test_every_control_has_a_name_and_why_a_file_stays_is_read_aloud(left_out: LeftOutDialog, qtbot: QtBot) -> None:
    qtbot.waitExposed(left_out)
    for widget in left_out.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget.objectName()
    left_out._tree.setCurrentIndex(left_out._model.index(1, 0))
    assert left_out._tree.accessibleDescription().startswith("Its series is not ticked")


def test_the_list_is_worked_by_keyboard_alone(left_out: LeftOutDialog, qtbot: QtBot) -> None:
    qtbot.waitExposed(left_out)
    left_out.activateWindow()
    qtbot.waitUntil(left_out.isActiveWindow)
    keys = QSignalSpy(left_out.anyway_pressed)
    qtbot.keyClicks(QApplication.focusWidget(), "im2")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is left_out._tree
    qtbot.keyClick(left_out._tree, Qt.Key.Key_End)
    assert left_out._tree.currentIndex().data() == "IM2"
    while QApplication.focusWidget() is not anyway(left_out):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert keys.count() == 1
