"""The receipt page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.receipt import LineState, Receipt
from gui.core.upload import Outcome
from gui.widgets.missing_dialog import MissingDialog
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.theme import Look
from gui.widgets.uid_cell import UidCell
from tests.helpers.language import british
from tests.helpers.receipts import line, receipt, short_receipt, verified_receipt


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> ReceiptView:
    made = ReceiptView(look)
    qtbot.addWidget(made)
    made.resize(1280, 712)
    made.show()
    qtbot.waitExposed(made)
    return made


def said(view: QWidget, name: str) -> str:
    label = view.findChild(QLabel, name)
    assert label is not None
    return label.text()


def button(view: QWidget, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert found is not None
    return found


def cells(view: ReceiptView) -> list[UidCell]:
    return view.findChildren(UidCell)


def figures(view: ReceiptView) -> str:
    found = view.findChild(QWidget, "receiptFigures")
    assert found is not None
    return found.accessibleName()


def settle(qtbot: QtBot, view: ReceiptView, rows: int) -> None:
    qtbot.waitUntil(lambda: len([cell for cell in cells(view) if cell.isVisible()]) >= rows)


def test_short_receipt_says_what_is_missing_and_offers_to_send_it(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    assert said(view, "receiptSummaryLabel") == "98 of 908 images have not arrived at City Radiology"
    assert figures(view) == "908 chosen = 810 arrived + 98 missing"
    following = button(view, "nextButton")
    assert following.text().replace("&", "") == "Send the 98 missing images"
    with qtbot.waitSignal(view.send_missing_pressed) as wish:
        qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
    assert wish.args == [148]


def test_verified_receipt_leads_to_the_next_upload(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(verified_receipt())
    assert said(view, "receiptSummaryLabel").startswith("All 908 images of 3 series have arrived")
    assert figures(view) == "908 chosen = 908 arrived + 0 missing"
    with qtbot.waitSignal(view.next_pressed):
        qtbot.mouseClick(button(view, "nextButton"), Qt.MouseButton.LeftButton)
    assert not view.findChildren(QPushButton, "showMissingButton")


@pytest.mark.parametrize(
    ("made", "text", "sum_"),
    [
        (
            receipt(line(chosen=9, arrived=8, state=LineState.SHORT), outcome=Outcome.SHORT),
            "Send the missing image",
            "9 chosen = 8 arrived + 1 missing",
        ),
        (
            receipt(line(chosen=9, arrived=8, state=LineState.UNKNOWN), outcome=Outcome.FAILED),
            "Send the unconfirmed images again",
            "9 chosen = 8 arrived + 1 not confirmed",
        ),
        (
            receipt(line(chosen=9, arrived=9, state=LineState.UNKNOWN), outcome=Outcome.FAILED),
            "Send the unconfirmed images again",
            "9 chosen = 9 arrived + 0 not confirmed",
        ),
        (
            receipt(line(chosen=1200, arrived=0, sent=0, state=LineState.NOT_SENT), outcome=Outcome.CANCELLED),
            "Send the 1,200 missing images",
            "1,200 chosen = 0 arrived + 1,200 missing",
        ),
        (receipt(), "Next upload", "0 chosen = 0 arrived + 0 missing"),
    ],
)
def test_each_outcome_has_its_next_step_and_its_sum(view: ReceiptView, made: Receipt, text: str, sum_: str) -> None:
    view.show_receipt(made)
    assert button(view, "nextButton").text().replace("&", "") == text
    assert figures(view) == sum_


def test_meta_line_names_receipt_time_person_and_files_left_out(view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    whole = view.findChild(QLabel, "receiptMetaLabel").text()  # type: ignore[union-attr]
    assert whole.startswith("Receipt 0148 · 24 Nov 2026, ")
    assert whole.endswith("signed in as reception1 · 2 images not chosen · 5 files left out")


def test_practice_is_marked_in_head_and_meta_line_and_only_there(view: ReceiptView) -> None:
    mark = view.findChild(QWidget, "practiceMark")
    assert mark is not None
    view.show_receipt(verified_receipt(practice=True))
    assert mark.isVisible()
    assert view.findChild(QLabel, "receiptMetaLabel").text().startswith("PRACTICE · ")  # type: ignore[union-attr]
    view.show_receipt(verified_receipt())
    assert not mark.isVisible()


def test_copy_all_takes_every_uid_in_the_order_shown(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(verified_receipt())
    with qtbot.waitSignal(view.uids_copied):
        button(view, "copyUidsButton").click()
    assert QGuiApplication.clipboard().text().split() == [
        "2.25.31467905183290461187",
        "2.25.90215347716028843355",
        "2.25.57718240093361542096",
    ]


def test_uid_can_be_selected_and_copied_on_its_own(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(verified_receipt())
    settle(qtbot, view, 3)
    cell = cells(view)[1]
    edit = cell.findChild(QLineEdit)
    assert edit is not None
    assert edit.isReadOnly()
    assert edit.text() == "2.25.90215347716028843355"
    assert edit.accessibleName() == "Series instance UID of 3 · Mediastinum 3.0 mm"
    cell.copy.click()
    assert QGuiApplication.clipboard().text() == "2.25.90215347716028843355"


def test_keys_lead_from_the_table_to_copy_and_missing_files(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    table = view._table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2.25.57718240093361542096"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = view.findChild(MissingDialog)
    assert dialog is not None
    assert any(label.text() == "96 of 96 images missing" for label in dialog.findChildren(QLabel))
    button(dialog, "copyMissingButton").click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 96
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_missing_images_that_the_service_does_not_name_are_said_to_be_unnamed(qtbot: QtBot, look: Look) -> None:
    dialog = MissingDialog(look, short_receipt().lines[1])
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "2 of 172 images missing" in texts
    assert "The service does not say which 2 images it lacks." in texts
    assert not button(dialog, "copyMissingButton").isEnabled()


def test_saving_is_a_wish_with_its_kind(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(verified_receipt())
    save = view.findChild(QToolButton, "saveReceiptButton")
    assert save is not None
    wishes: list[str] = []
    view.save_requested.connect(wishes.append)
    save.click()
    qtbot.keyClick(save, Qt.Key.Key_Space)
    menu = save.menu()
    assert menu is not None
    for action in menu.actions():
        action.trigger()
    assert wishes == ["pdf", "pdf", "pdf", "csv"]
    view.show_receipt(receipt())
    assert not save.isEnabled()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    settle(qtbot, view, 3)
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    for name in ("receiptTable", "receiptSummaryLabel", "saveReceiptButton", "copyUidsButton"):
        assert view.findChild(QWidget, name) is not None
    assert view.objectName() == "receiptView"


def test_tab_visits_back_table_tools_and_the_next_step(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    settle(qtbot, view, 3)
    view.activateWindow()
    button(view, "receiptBackButton").setFocus()
    seen = []
    for _ in range(20):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.objectName())
        if widget.objectName() == "nextButton":
            break
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert seen[0] == "receiptBackButton"
    assert seen[1] == "receiptTable"
    assert seen.count("copyUidButton") == 3
    assert seen.count("showMissingButton") == 2
    assert [name for name in seen if name in ("copyUidsButton", "saveReceiptButton", "nextButton")] == [
        "copyUidsButton",
        "saveReceiptButton",
        "nextButton",
    ]


def test_long_receipt_furnishes_only_the_rows_that_are_seen(qtbot: QtBot, view: ReceiptView) -> None:
    lines = [line(f"2.25.{n}", number=str(n)) for n in range(400)]
    view.show_receipt(receipt(*lines))
    settle(qtbot, view, 3)
    assert len(cells(view)) < 40
    view._table.scrollToBottom()
    qtbot.waitUntil(lambda: any(cell.edit.text() == "2.25.399" for cell in cells(view)))
    assert len(cells(view)) < 80


def test_markup_in_names_stays_text(qtbot: QtBot, view: ReceiptView) -> None:
    view.show_receipt(receipt(line(chosen=2), name="<b>City</b><img src='x'>"))
    label = view.findChild(QLabel, "receiptSummaryLabel")
    assert label is not None
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>City</b>" in label.text()
    for each in view.findChildren(QLabel):
        assert each.pixmap().isNull() is False or each.textFormat() == Qt.TextFormat.PlainText


def test_numbers_of_the_figures_are_those_of_the_receipt(view: ReceiptView) -> None:
    view.show_receipt(short_receipt())
    shown = [int(label.text().replace(",", "")) for label in view._head._figures.labels()]
    assert shown == [908, 810, 98]
    assert shown[0] == shown[1] + shown[2]


def test_row_with_a_long_reason_is_as_high_as_the_reason_needs(qtbot: QtBot, view: ReceiptView) -> None:
    reason = (
        "The service has not confirmed 20 of the images. Send them again to be sure; no image can arrive twice." * 2
    )
    view.show_receipt(
        receipt(
            line("2.25.1"),
            line("2.25.2", chosen=30, arrived=10, state=LineState.UNKNOWN, reason=reason),
            outcome=Outcome.FAILED,
        )
    )
    table = view._table
    heights = [table.visualRect(table.model().index(row, 0)).height() for row in (1, 2)]
    assert heights[1] > heights[0]
    assert table.indexAt(QPoint(5, 5)).row() == 0
