"""“All tags…”: from the button in the details pane to the rows on the clipboard."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QStyleOptionViewItem, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.scan import scan
from gui.dicom.tags_values import BROKEN, VANISHED, Tag, TagList
from gui.jobs.crew import Crew
from gui.tags import Tags
from gui.widgets.details_pane import DetailsPane
from gui.widgets.tags_dialog import TagsDialog
from gui.widgets.theme import Look
from tests.helpers.dicom_files import write_instance

TAGS = TagList(
    (
        Tag(0, "(0008,1140)", "Referenced Image Sequence", "ReferencedImageSequence", "SQ"),
        Tag(1, "", value="1"),
        Tag(2, "(0008,1155)", "Referenced SOP Instance UID", "ReferencedSOPInstanceUID", "UI", "1.2.3"),
        Tag(0, "(0010,0010)", "Patient's Name", "PatientName", "PN", "Sample^Sally"),
        Tag(0, "(0010,0020)", "Patient ID", "PatientID", "LO", "DEMO-4711"),
    )
)


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> TagsDialog:
    dialog = TagsDialog(look, "Sample, Sally", "2 · Lung · IM1")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def tree_of(dialog: TagsDialog) -> QTreeView:
    tree = dialog.findChild(QTreeView, "tagsTree")
    assert tree is not None
    return tree


def test_the_search_looks_into_tags_names_and_values_and_opens_what_it_finds(dialog: TagsDialog) -> None:
    dialog.show_tags(TAGS)
    tree, search = tree_of(dialog), dialog.findChild(QLineEdit, "tagsSearchEdit")
    assert tree.model().rowCount() == 3
    for wanted, tag in (("1.2.3", "(0008,1140)"), ("patientid", "(0010,0020)"), ("00100010", "(0010,0010)")):
        search.setText(wanted)
        assert tree.model().rowCount() == 1
        assert tree.model().index(0, 0).data() == tag
    search.setText("1155")
    assert tree.isExpanded(tree.model().index(0, 0))
    search.setText("nowhere")
    assert dialog.findChild(QLabel, "tagsSentenceLabel").text() == "No tag holds these words."
    search.clear()
    assert tree.isVisible()
    assert tree.model().rowCount() == 3


def test_no_tag_is_cut_off_however_deep_it_lies(dialog: TagsDialog) -> None:
    depth = 12
    rows = [Tag(one, "" if one % 2 else f"(0040,{one:04X})", "Name", "", "SQ", "1") for one in range(depth)]
    dialog.show_tags(TagList((*rows, Tag(depth, "(0018,9077)", "Parallel Acquisition", "", "CS", "YES"))))
    tree = tree_of(dialog)

    def room(index: QModelIndex) -> int:
        return tree.visualRect(index).width() - tree.fontMetrics().averageCharWidth()

    def deepest() -> QModelIndex:
        index = tree.model().index(0, 0)
        while tree.model().rowCount(index):
            tree.expand(index)
            index = tree.model().index(0, 0, index)
        return index

    option = QStyleOptionViewItem()
    tree.itemDelegate().initStyleOption(option, deepest())
    wanted = QFontMetrics(option.font).horizontalAdvance("(0018,9077)")
    assert room(deepest()) >= wanted
    tree.setColumnWidth(0, 100)
    dialog.findChild(QLineEdit, "tagsSearchEdit").setText("parallel")
    assert room(deepest()) >= wanted


def test_a_search_in_thousands_of_rows_does_not_hold_the_window_up(dialog: TagsDialog) -> None:
    tags = [Tag(0, "(5200,9230)", "Per-frame Functional Groups Sequence", "", "SQ")]
    for frame in range(150):
        tags.append(Tag(1, "", value=str(frame + 1)))
        tags += [Tag(2, f"(0018,{one:04X})", "Name", "", "LO", f"value {frame * one}") for one in range(24)]
    dialog.show_tags(TagList(tuple(tags)))
    search = dialog.findChild(QLineEdit, "tagsSearchEdit")
    search.setText("val")
    begun = time.process_time()
    search.setText("value 19")
    assert time.process_time() - begun < 0.6  # it was two seconds, and grew with the square of the rows


def test_the_selected_rows_are_copied_in_the_order_in_which_they_are_seen(dialog: TagsDialog) -> None:
    dialog.show_tags(TAGS)
    tree, copy = tree_of(dialog), dialog.findChild(QPushButton, "copyTagsButton")
    assert not copy.isEnabled()
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (2, 1):
        tree.selectionModel().select(tree.model().index(row, 0), rows)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = "(0010,0010)\tPatient's Name\tPN\tSample^Sally\n(0010,0020)\tPatient ID\tLO\tDEMO-4711"
    assert QApplication.clipboard().text() == copied
    QApplication.clipboard().clear()
    copy.click()
    assert QApplication.clipboard().text() == copied


def test_what_could_not_be_read_is_said(dialog: TagsDialog) -> None:
    sentence = dialog.findChild(QLabel, "tagsSentenceLabel")
    assert sentence.text() == "Reading the tags…"
    dialog.show_tags(VANISHED)
    assert sentence.text() == VANISHED.reason
    assert sentence.textFormat() is Qt.TextFormat.PlainText
    dialog.show_tags(TagList(TAGS.tags, BROKEN))
    assert tree_of(dialog).isVisible()
    assert dialog.findChild(QLabel, "tagsNoteLabel").text() == BROKEN


def test_everything_is_reached_with_the_keyboard_and_has_a_name(dialog: TagsDialog) -> None:
    dialog.show_tags(TAGS)
    tree_of(dialog).selectAll()
    dialog.activateWindow()
    dialog.findChild(QLineEdit, "tagsSearchEdit").setFocus()
    seen: list[str] = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
        assert focus.accessibleName() or (isinstance(focus, QPushButton) and focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["tagsSearchEdit", "tagsTree", "copyTagsButton", "closeButton"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


class Desk:
    """Pane, crew and tags as the program joins them."""

    def __init__(self, look: Look) -> None:
        self.pane = DetailsPane(look)
        self.crew = Crew()
        self.image: Instance | None = None
        self.tags = Tags(look, self.pane, self.crew, lambda: self.image)


@pytest.fixture
def desk(look: Look, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(look)
    qtbot.addWidget(desk.pane)
    desk.pane.show()
    yield desk
    qtbot.waitUntil(lambda: not desk.crew.running, timeout=20_000)


def open_dialogs(pane: QWidget) -> list[TagsDialog]:
    return [one for one in pane.findChildren(TagsDialog) if one.isVisible()]


def test_the_button_shows_the_tags_of_the_image_in_view(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    button = desk.pane.findChild(QPushButton, "allTagsButton")
    assert not button.isEnabled()
    write_instance(tmp_path / "one")
    (desk.image,) = (one for batch in scan([str(tmp_path)], cancel=CancelToken(), workers=1) for one in batch)
    desk.pane.preview.show_series(1, 0)
    assert button.isEnabled()
    button.click()
    (dialog,) = open_dialogs(desk.pane)
    qtbot.waitUntil(lambda: tree_of(dialog).model().rowCount() > 20, timeout=20_000)
    dialog.accept()


def test_closing_the_dialog_ends_the_reading(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    write_instance(tmp_path / "one")
    (desk.image,) = (one for batch in scan([str(tmp_path)], cancel=CancelToken(), workers=1) for one in batch)
    desk.tags.open()
    (dialog,) = open_dialogs(desk.pane)
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.crew.running, timeout=20_000)
    assert not open_dialogs(desk.pane)
