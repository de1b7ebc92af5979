"""The list, worked by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.entities import Skipped, SkipReason, Totals
from gui.models.roles import Role
from gui.models.series_tree import SeriesTree
from gui.widgets.details_pane import DetailsPane
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.series_delegate import SeriesDelegate
from gui.widgets.series_view import SeriesView
from gui.widgets.theme import Look
from tests.helpers.catalogue import EDGAR, summary, two_patients, update


@pytest.fixture
def model(qapp: object) -> SeriesTree:
    return SeriesTree()


@pytest.fixture
def view(look: Look, model: SeriesTree, qtbot: QtBot) -> SeriesView:
    shown = SeriesView(look)
    qtbot.addWidget(shown)
    shown.resize(960, 600)
    shown.show_model(model)
    model.apply(two_patients())
    model.finish_reading()
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def row(view: SeriesView, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for number in rows:
        index = view.tree.model().index(number, 0, index)
    return index


def click(qtbot: QtBot, view: SeriesView, place: QPoint) -> None:
    qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def tick_place(view: SeriesView, index: QModelIndex) -> QPoint:
    delegate = view.tree.itemDelegate()
    assert isinstance(delegate, SeriesDelegate)
    return delegate.tick_rect(view.tree.visualRect(index)).center()


def test_patients_and_studies_are_open_as_they_come(view: SeriesView, model: SeriesTree) -> None:
    assert view.tree.isExpanded(row(view, 0))
    assert view.tree.isExpanded(row(view, 1, 0))
    model.apply(update(summary(EDGAR, "9.9", "9.9.1")))
    assert view.tree.isExpanded(row(view, 1, 1))


def test_painting_asks_once_for_each_row_in_sight(look: Look, qtbot: QtBot) -> None:
    class Counting(SeriesTree):
        asked = 0

        def data(self, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            self.asked += 1
            return super().data(index, role)  # type: ignore[arg-type]

    model, shown = Counting(), SeriesView(look)
    qtbot.addWidget(shown)
    shown.resize(960, 600)
    shown.show_model(model)
    model.apply(two_patients())
    shown.show()
    qtbot.waitExposed(shown)
    model.asked = 0
    shown.tree.viewport().grab()
    totals = model.chosen_totals()
    assert 0 < model.asked <= totals.patients + totals.studies + totals.series


def test_a_click_on_the_box_ticks_and_a_click_beside_it_selects(
    view: SeriesView, model: SeriesTree, qtbot: QtBot
) -> None:
    click(qtbot, view, tick_place(view, row(view, 0, 1)))
    assert model.chosen_totals().images == 960
    click(qtbot, view, tick_place(view, row(view, 0)))
    assert model.chosen_totals().images == 962
    click(qtbot, view, view.tree.visualRect(row(view, 0, 0, 1)).center())
    assert model.chosen_totals().images == 962
    assert view.tree.currentIndex().siblingAtColumn(0) == row(view, 0, 0, 1)


def test_both_halves_of_the_chevron_open_and_close(view: SeriesView, qtbot: QtBot) -> None:
    cell = view.tree.visualRect(row(view, 0))
    click(qtbot, view, QPoint(cell.x() + 4, cell.center().y()))
    assert not view.tree.isExpanded(row(view, 0))
    click(qtbot, view, QPoint(cell.x() - 6, cell.center().y()))
    assert view.tree.isExpanded(row(view, 0))


def test_space_ticks_and_del_leaves_out_what_is_selected(view: SeriesView, model: SeriesTree, qtbot: QtBot) -> None:
    view.tree.setCurrentIndex(row(view, 0, 0, 0))
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    assert model.chosen_totals().images == 962 - 640
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    assert model.chosen_totals().images == 962
    qtbot.keyClick(view.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.tree, Qt.Key.Key_Delete)
    assert model.chosen_totals().images == 962 - 640 - 172


def test_a_click_on_another_column_still_lets_space_tick(view: SeriesView, model: SeriesTree, qtbot: QtBot) -> None:
    sizes = row(view, 1, 0, 0).siblingAtColumn(4)
    click(qtbot, view, view.tree.visualRect(sizes).center())
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    assert model.chosen_totals().images == 962 - 28


def test_locked_ticks_stand_still_under_mouse_and_keyboard(view: SeriesView, model: SeriesTree, qtbot: QtBot) -> None:
    model.lock(True)
    click(qtbot, view, tick_place(view, row(view, 0)))
    view.tree.setCurrentIndex(row(view, 0))
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    qtbot.keyClick(view.tree, Qt.Key.Key_Delete)
    assert model.chosen_totals().images == 962


def test_the_context_menu_copies_the_uid_and_leaves_out(view: SeriesView, model: SeriesTree) -> None:
    actions = {action.text().replace("&", ""): action for action in view.tree.make_menu(row(view, 0, 0, 1)).actions()}
    actions["Copy series instance UID"].trigger()
    assert QGuiApplication.clipboard().text() == "1.2.3.3"
    actions["Leave out"].trigger()
    assert model.chosen_totals().images == 962 - 172


def test_show_in_folder_names_the_folder_of_the_series(view: SeriesView, qtbot: QtBot) -> None:
    actions = {action.text().replace("&", ""): action for action in view.tree.make_menu(row(view, 0, 0, 1)).actions()}
    with qtbot.waitSignal(view.tree.folder_wished) as told:
        actions["Show in folder"].trigger()
    assert told.args == ["/media/EXPORT/SALLY"]


def test_the_scan_line_adds_up(view: SeriesView, qtbot: QtBot) -> None:
    view.show_scanning("EXPORT", 861, 2)
    stop = view.findChild(QPushButton, "stopReadingButton")
    assert stop.isVisible()
    with qtbot.waitSignal(view.stop_scan_pressed):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    skipped = [Skipped("/a", SkipReason.NOT_DICOM, "x")] * 3 + [Skipped("/b", SkipReason.DUPLICATE, "y")] * 2
    view.show_found(Totals(967, 962, 5, 1), skipped)
    assert not stop.isVisible()
    assert view.findChild(QLabel, "scanTitleLabel").text() == "5 files left out:"
    assert view.findChild(QLabel, "scanSummaryLabel").text() == "3 are not DICOM and 2 are duplicates"
    assert view.findChild(QLabel, "scanSumLabel").text() == "967 files found = 962 images + 5 left out"
    with qtbot.waitSignal(view.left_out_pressed):
        qtbot.mouseClick(view.findChild(QPushButton, "skippedButton"), Qt.MouseButton.LeftButton)


def test_the_filter_shows_what_matches(view: SeriesView, qtbot: QtBot) -> None:
    view.focus_filter()
    qtbot.keyClicks(view.focusWidget() or view, "coronal edgar")
    assert view.tree.model().rowCount() == 1
    assert view.tree.isExpanded(row(view, 0, 0))
    assert view.clear_filter()
    assert view.tree.model().rowCount() == 2


def test_a_header_click_sorts_and_a_second_one_turns_around(view: SeriesView, qtbot: QtBot) -> None:
    header = view.tree.header()
    place = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert row(view, 0).data() == "Example, Edgar"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert row(view, 0).data() == "Sample, Sally"


def test_names_keep_their_room_in_a_narrow_list(view: SeriesView) -> None:
    view.resize(800, 400)
    assert not view.tree.isColumnHidden(3)
    assert view.tree.isColumnHidden(2)
    view.resize(1200, 400)
    assert not view.tree.isColumnHidden(2)


def test_details_show_plain_text_and_copy_the_uid(look: Look, qtbot: QtBot) -> None:
    pane = DetailsPane(look)
    qtbot.addWidget(pane)
    pane.show_value(two_patients().changed[5])
    labels = [label.text() for label in pane.findChildren(QLabel)]
    assert "Its files disagree about the series’ type, number or description" in labels
    assert "24 · 512 × 512" in labels
    assert "19 Nov 2026, 10:14" in labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in pane.findChildren(QLabel) if label.text())
    pane.findChild(QPushButton, "copySeriesUidButton").click()
    assert QGuiApplication.clipboard().text() == "1.2.5.3"
    with qtbot.waitSignal(pane.folder_wished) as told:
        pane.findChild(QPushButton, "showInFolderButton").click()
    assert told.args == ["/media/EXPORT/SALLY"]
    pane.show_value(None)
    assert not pane.findChild(QPushButton, "showInFolderButton").isVisibleTo(pane)


def test_details_of_patients_and_studies_are_their_sums(view: SeriesView, look: Look, qtbot: QtBot) -> None:
    pane = DetailsPane(look)
    qtbot.addWidget(pane)
    view.tree.value_changed.connect(pane.show_value)

    def facts() -> list[str]:
        return [label.accessibleName() for label in pane.findChildren(QLabel) if ": " in label.accessibleName()]

    view.tree.setCurrentIndex(row(view, 0))
    assert facts() == ["Born: 11 Apr 1962", "ID: DEMO-4711", "Studies: 2", "Series: 4", "Images: 910", "Size: 508.9 MB"]
    view.tree.setCurrentIndex(row(view, 1, 0))
    assert "Taken: 19 Nov 2026, 10:14" in facts()


def test_files_left_out_are_grouped_with_sums_and_can_be_searched(look: Look, qtbot: QtBot) -> None:
    odd = b"/media/caf\xe9/IM1".decode("utf-8", "surrogateescape")
    skipped = [
        Skipped("/media/EXPORT/a.txt", SkipReason.NOT_DICOM, "Not a DICOM file", 12),
        Skipped("/media/EXPORT/b.txt", SkipReason.NOT_DICOM, "Not a DICOM file", 12),
        Skipped(odd, SkipReason.UNREADABLE, "The file cannot be read", None),
    ]
    dialog = LeftOutDialog(look, skipped, Totals(5, 2, 3, 100))
    qtbot.addWidget(dialog)
    model = dialog._model
    assert [model.data(model.index(row, 0)) for row in range(2)] == ["Not a DICOM file", "The file cannot be read"]
    assert model.data(model.index(0, 1)) == "2 files"
    assert model.data(model.index(0, 1, model.index(1, 0))) == "/media/caf\ufffd"
    assert model.data(model.index(1, 0, model.index(0, 0)), Role.VALUE) is skipped[1]
    dialog._search.setText("b.txt")
    assert model.files_shown() == 1
    assert model.rowCount() == 1
    dialog.findChild(QPushButton, "copyLeftOutButton").click()
    assert QGuiApplication.clipboard().text().count("\n") == 2


def test_buttons_of_the_list_follow_what_is_selected(look: Look, qtbot: QtBot) -> None:
    skipped = [
        Skipped("/media/EXPORT/a.txt", SkipReason.NOT_DICOM, "Not a DICOM file", 12),
        Skipped("/media/EXPORT/B/IM1", SkipReason.CONFLICT, "The same image UID as “A/IM1”, but …", 12),
        Skipped("/media/EXPORT/C/IM2", SkipReason.MISSING, "Listed in the disc’s index, but not there"),
    ]
    dialog = LeftOutDialog(look, skipped, Totals(5, 3, 2, 100))
    qtbot.addWidget(dialog)
    folder, instead, save = (
        dialog.findChild(QPushButton, name)
        for name in ("leftOutFolderButton", "sendInsteadButton", "saveLeftOutButton")
    )
    tree, model = dialog._tree, dialog._model
    assert dialog._sums.text() == "5 files found = 3 images + 2 left out. They stay where they are."
    assert (folder.isEnabled(), instead.isEnabled(), instead.isHidden()) == (False, False, False)
    folders, paths = QSignalSpy(dialog.folder_wished), QSignalSpy(dialog.instead_pressed)
    conflict = model.index(0, 0, model.index(1, 0))
    tree.setCurrentIndex(conflict)
    assert (folder.isEnabled(), instead.isEnabled()) == (True, False)
    folder.click()
    assert folders.at(0) == ["/media/EXPORT/B"]
    dialog.show_files(skipped, Totals(5, 3, 2, 100), changeable=True)
    assert instead.isEnabled()  # the same file is in view as before
    tree.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    assert not instead.isEnabled()
    tree.setCurrentIndex(model.index(0, 0, model.index(1, 0)))
    instead.click()
    assert paths.at(0) == [("/media/EXPORT/B/IM1",)]
    with qtbot.waitSignal(dialog.save_pressed):
        save.click()
    dialog.show_files(skipped[:1], Totals(5, 4, 1, 100))
    assert instead.isHidden()


def test_the_sum_below_the_list_tells_what_is_not_ticked(look: Look, qtbot: QtBot) -> None:
    view = SeriesView(look)
    qtbot.addWidget(view)
    view.show_found(Totals(9, 9, 0, 100), [])
    assert (view._sum.text(), view._skipped.isHidden()) == ("9 files found = 9 images", True)
    view.show_sum(Totals(9, 9, 0, 100), 4)
    assert (view._sum.text(), view._skipped.isHidden()) == ("9 files found = 4 images + 5 not ticked", False)


def test_what_an_index_lists_and_is_not_there_counts_in_no_sum(look: Look, qtbot: QtBot) -> None:
    view = SeriesView(look)
    qtbot.addWidget(view)
    index = Skipped("/DICOMDIR", SkipReason.DICOMDIR, "x")
    view.show_found(Totals(6, 5, 1, 100), [index, *[Skipped("/IM", SkipReason.MISSING, "x")] * 14])
    assert view._title.text() == "1 file left out:"
    assert view._summary.text() == "14 images of the disc’s index missing; 1 is a disc’s index"
    assert view._sum.text() == "6 files found = 5 images + 1 left out"
