"""The dialog with the files of a series."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from gui.core.proof import SentFile
from gui.core.upload import InstanceState
from gui.widgets.files_dialog import FilesDialog
from gui.widgets.missing_dialog import MissingDialog
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.theme import Look
from tests.helpers.receipts import line, missing, short_receipt, verified_receipt

FILES = tuple(
    SentFile(f"1.2.{n}", f"/media/EXPORT/IM{n}.dcm", 10, InstanceState.VERIFIED, f"{n:064x}") for n in range(1, 4)
)


def shown(qtbot: QtBot, look: Look, files: tuple[SentFile, ...] = FILES) -> FilesDialog:
    dialog = FilesDialog(look, line(), files)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_selected_fingerprints_are_copied_by_key(qtbot: QtBot, look: Look) -> None:
    dialog = shown(qtbot, look)
    tree = dialog.findChild(QTreeView, "filesTable")
    assert tree is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == f"{2:064x}  IM2.dcm"
    dialog.reject()


def test_nothing_can_be_copied_when_nothing_was_sent(qtbot: QtBot, look: Look) -> None:
    dialog = shown(qtbot, look, (SentFile("1.2.1", "/a", 1, InstanceState.PLANNED, ""),))
    button = dialog.findChild(QPushButton, "copyDigestsButton")
    assert button is not None
    assert not button.isEnabled()
    with qtbot.waitSignal(dialog.save_requested):
        qtbot.mouseClick(dialog.findChild(QPushButton, "saveFilesButton"), Qt.MouseButton.LeftButton)
    dialog.reject()


def view_of(qtbot: QtBot, look: Look) -> ReceiptView:
    view = ReceiptView(look)
    qtbot.addWidget(view)
    view.resize(1280, 712)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_each_verified_series_leads_to_its_files(qtbot: QtBot, look: Look) -> None:
    view = view_of(qtbot, look)
    view.show_receipt(verified_receipt())
    qtbot.waitUntil(lambda: len(view.findChildren(QPushButton, "showFilesButton")) == 3)
    button = view.findChildren(QPushButton, "showFilesButton")[0]
    assert button.accessibleName().startswith("Show the files of ")
    with qtbot.waitSignal(view.files_wished) as wish:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wish.args[0] in verified_receipt().lines


def test_the_missing_files_lead_to_all_files(qtbot: QtBot, look: Look) -> None:
    dialog = MissingDialog(look, line(missing_instances=missing("Gone."), arrived=639))
    dialog.show()
    with qtbot.waitSignal(dialog.all_files_wished):
        qtbot.mouseClick(dialog.findChild(QPushButton, "allFilesButton"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_the_receipt_says_what_is_next_in_line(qtbot: QtBot, look: Look) -> None:
    view = view_of(qtbot, look)
    view.show_receipt(short_receipt())
    label = view.findChild(object, "receiptWaitingLabel")
    assert not label.isVisible()
    view.show_waiting(2)
    assert label.isVisible()
    assert label.text() == "2 folders and files are next in line"
