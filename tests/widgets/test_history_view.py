"""The history page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.entities import Patient
from gui.core.upload import Outcome
from gui.models import words
from gui.models.history_table import Result
from gui.models.roles import Role
from gui.widgets.history_view import HistoryView
from gui.widgets.questions import Question
from gui.widgets.theme import Look
from tests.helpers.language import british
from tests.helpers.receipts import EDGAR, KNEE, entry

NOW = datetime.now(UTC)
ENTRIES = (
    entry(1, started=NOW, arrived=810, outcome=Outcome.SHORT),
    entry(2, started=NOW - timedelta(days=3), patients=(EDGAR,), studies=(KNEE,), images=52, name="Lakeside"),
    entry(3, started=NOW - timedelta(days=40), arrived=12, finished=None, outcome=None),
    entry(4, started=NOW - timedelta(days=60), practice=True, images=24, series=2),
)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> HistoryView:
    made = HistoryView(look)
    qtbot.addWidget(made)
    made.resize(1280, 712)
    made.show()
    qtbot.waitExposed(made)
    made.show_history(ENTRIES, keep_days=90)
    return made


def child(view: HistoryView, kind: type, name: str) -> QWidget:
    found = view.findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def shown(view: HistoryView) -> list[int]:
    proxy = view._proxy
    return [proxy.index(row, 0).data(Role.KEY) for row in range(proxy.rowCount())]


def text(view: HistoryView, name: str) -> str:
    return child(view, QLabel, name).text()  # type: ignore[attr-defined, no-any-return]


def test_newest_upload_comes_first_and_is_told_below(view: HistoryView) -> None:
    assert shown(view) == [1, 2, 3, 4]
    assert text(view, "historyEntryLabel").startswith(f"Sample, Sally · {words.when(ENTRIES[0].started)}")
    assert text(view, "historyEntryHint") == "810 of 908 images have arrived at City Radiology, 98 missing"
    assert text(view, "historyNote") == "4 uploads. Entries are deleted from this computer after 90 days."


def test_interrupted_and_practice_uploads_are_named_so(qtbot: QtBot, view: HistoryView) -> None:
    table = view._list
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert text(view, "historyEntryLabel").startswith("PRACTICE · Sample, Sally")
    assert text(view, "historyEntryHint") == "All 24 images of 2 series have arrived at the Practice service"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert text(view, "historyEntryHint") == (
        "Interrupted: 12 of 908 images have arrived at City Radiology, 896 missing"
    )


def test_search_and_filters_narrow_the_list_and_say_how_far(qtbot: QtBot, view: HistoryView) -> None:
    search = child(view, QLineEdit, "historySearchEdit")
    qtbot.keyClicks(search, "knee edgar")
    assert shown(view) == [2]
    assert text(view, "historyNote").startswith("1 of 4 uploads.")
    search.clear()  # type: ignore[attr-defined]
    result, period, place = (
        child(view, QComboBox, name) for name in ("historyResultBox", "historyPeriodBox", "historyDestinationBox")
    )
    assert isinstance(result, QComboBox)
    assert isinstance(period, QComboBox)
    assert isinstance(place, QComboBox)
    result.setCurrentIndex(result.findData(Result.INTERRUPTED))
    assert shown(view) == [3]
    result.setCurrentIndex(0)
    period.setCurrentIndex(period.findData(7))
    assert shown(view) == [1, 2]
    place.setCurrentIndex(place.findData("Lakeside"))
    assert shown(view) == [2]


def test_nothing_found_says_so_and_leads_back_to_all(qtbot: QtBot, view: HistoryView) -> None:
    qtbot.keyClicks(child(view, QLineEdit, "historySearchEdit"), "nobody")
    assert child(view, QLabel, "historyEmptyLabel").isVisible()
    assert child(view, QLabel, "historyEmptyLabel").text() == "No upload matches"  # type: ignore[attr-defined]
    assert not child(view, QPushButton, "openReceiptButton").isEnabled()
    child(view, QPushButton, "clearHistoryFilterButton").click()  # type: ignore[attr-defined]
    assert shown(view) == [1, 2, 3, 4]
    assert child(view, QPushButton, "openReceiptButton").isEnabled()


def test_empty_history_has_a_sentence_and_no_tools(view: HistoryView) -> None:
    view.show_history(())
    label = child(view, QLabel, "historyEmptyLabel")
    assert label.isVisible()
    assert label.text() == "Nothing has been sent yet"  # type: ignore[attr-defined]
    for name in ("openReceiptButton", "saveHistoryButton", "emptyHistoryButton"):
        assert not child(view, QPushButton, name).isEnabled()
    assert text(view, "historyNote") == "No uploads. Entries are deleted from this computer after 90 days."


def test_receipt_is_opened_by_button_enter_and_double_click(qtbot: QtBot, view: HistoryView) -> None:
    opened: list[int] = []
    view.receipt_wished.connect(opened.append)
    child(view, QPushButton, "openReceiptButton").click()  # type: ignore[attr-defined]
    table = view._list
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    at = table.visualRect(view._proxy.index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [1, 2, 3]


def test_chosen_upload_stays_chosen_when_a_new_one_arrives(qtbot: QtBot, view: HistoryView) -> None:
    view._list.choose(3)
    view.show_history((entry(9, started=NOW + timedelta(seconds=5)), *ENTRIES))
    current = view._list.entry()
    assert current is not None
    assert current.upload_id == 3
    assert shown(view)[0] == 9


def test_history_is_emptied_only_after_the_question_was_answered(qtbot: QtBot, view: HistoryView) -> None:
    emptied: list[bool] = []
    view.empty_confirmed.connect(lambda: emptied.append(True))
    press = child(view, QPushButton, "emptyHistoryButton").click  # type: ignore[attr-defined]
    press()
    question = view.findChild(Question)
    assert question is not None
    assert emptied == []
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert emptied == []
    press()
    second = next(found for found in view.findChildren(Question) if found.isVisible())
    yes = second.findChild(QPushButton, "yesButton")
    assert yes is not None
    yes.click()
    assert emptied == [True]


def test_wishes_to_save_and_to_go_back_come_out(qtbot: QtBot, view: HistoryView) -> None:
    with qtbot.waitSignal(view.save_list_pressed):
        child(view, QPushButton, "saveHistoryButton").click()  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.back_pressed):
        child(view, QPushButton, "historyBackButton").click()  # type: ignore[attr-defined]


def test_header_sorts_by_raw_values(qtbot: QtBot, view: HistoryView) -> None:
    view.show_history((entry(1, images=9), entry(2, images=1200), entry(3, images=80)))
    view._list.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    assert shown(view) == [1, 3, 2]


def test_find_key_leads_to_the_search_field(qtbot: QtBot, view: HistoryView) -> None:
    view.activateWindow()
    view._list.setFocus()
    qtbot.keyClick(view._list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is child(view, QLineEdit, "historySearchEdit")


def test_narrow_list_gives_up_person_and_destination_before_patient_and_result(qtbot: QtBot, view: HistoryView) -> None:
    view.resize(880, 560)
    hidden = [column for column in range(7) if view._list.isColumnHidden(column)]
    assert hidden == [3, 4]
    view.resize(1280, 712)
    assert not any(view._list.isColumnHidden(column) for column in range(7))


def test_everything_that_takes_the_focus_has_a_name(view: HistoryView) -> None:
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_names_with_markup_are_told_as_text(view: HistoryView) -> None:
    view.show_history((entry(1, patients=(Patient(name="<b>Bob"),)),))
    assert text(view, "historyEntryLabel").startswith("<b>Bob")
    assert child(view, QLabel, "historyEntryLabel").textFormat() == Qt.TextFormat.PlainText  # type: ignore[attr-defined]
