"""The window that lists the files that are not sent, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.core.entities import Instance, Skipped, SkipReason, Totals
from gui.models import rivals
from gui.models.left_out import Entry, LeftOutModel, Unticked, reason_of, why_not_sent
from gui.models.roles import Role
from gui.widgets import words
from gui.widgets.controls import Button, Field, Label, region
from gui.widgets.left_out_delegate import LeftOutDelegate
from gui.widgets.rows_view import dress_header
from gui.widgets.theme import Look

_OPEN_AT_MOST = 200


class LeftOutDialog(QDialog):
    """Grouped by reason with sums; the search looks into names, folders and reasons.

    What a disc's index lists without its being there is listed too, and counts in no sum.
    """

    folder_wished = Signal(str)
    """The folder of the one selected file is to be shown."""
    instead_pressed = Signal(object)
    """The files of these places (a tuple), left out in conflicts, are to be sent instead of the other ones."""
    anyway_pressed = Signal(object)
    """The series with these keys (a tuple) are to be ticked."""
    conflict_seen = Signal(object)
    """The one file of a conflict that came into view, for :meth:`show_rivals` to tell more about it; else None."""
    save_pressed = Signal()

    def __init__(self, look: Look, skipped: Sequence[Skipped], totals: Totals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._files: tuple[Entry, ...] = ()
        self._changeable = False
        theme = look.theme
        self.setObjectName("leftOutDialog")
        self.setWindowTitle(self.tr("Files left out"))
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(860), room.width()), min(theme.px(600), room.height() - theme.px(48)))
        self._model = LeftOutModel((), self)
        self._search = Field(look, self.tr("Search file names and reasons"), "search", name=self.tr("Search"))
        self._search.setObjectName("leftOutSearchEdit")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = self._make_tree()
        self._nothing = Label(look, self.tr("No file matches the search."), token="text-2", parent=self._tree)
        self._nothing.move(theme.px(24), theme.height(32, "caption", 14) + theme.px(16))
        self._about = Label(look, "", "caption", "text-2", wrap=True)
        self._about.setObjectName("leftOutAboutLabel")
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setMinimumHeight(2 * theme.metrics("caption").lineSpacing())
        self._title = Label(look, "", "title", wrap=True)
        self._sums = Label(look, "", token="text-2", wrap=True)
        self._sums.setObjectName("leftOutSumLabel")
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        head.setSpacing(theme.px(4))
        head.addWidget(self._title)
        head.addWidget(self._sums)
        head.addSpacing(theme.px(8))
        head.addWidget(self._search)
        about = QVBoxLayout()
        about.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        about.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tree, 1)
        column.addLayout(about)
        column.addWidget(self._make_foot())
        self._tree.selectionModel().selectionChanged.connect(self._offer)
        self.show_files(skipped, totals)

    def _make_tree(self) -> QTreeView:
        theme, tree = self._look.theme, QTreeView()
        tree.setObjectName("leftOutTree")
        tree.setAccessibleName(self.tr("Files left out, by reason"))
        tree.setModel(self._model)
        tree.setItemDelegate(LeftOutDelegate(self._look, tree))
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setIndentation(theme.px(24))
        header = tree.header()
        header.setStretchLastSection(False)
        dress_header(self._look, header)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(0, theme.px(320))
        tree.setColumnWidth(2, theme.px(96))
        return tree

    def _make_foot(self) -> QWidget:
        look, theme = self._look, self._look.theme
        self._folder = Button(look, self.tr("Show in f&older"), "folder-open")
        self._folder.setObjectName("leftOutFolderButton")
        self._folder.clicked.connect(self._show_folder)
        self._instead = Button(look, self.tr("Send this one &instead"), "upload")
        self._instead.setObjectName("sendInsteadButton")
        self._instead.clicked.connect(self._choose)
        copy = Button(look, self.tr("&Copy the list"), "copy")
        copy.setObjectName("copyLeftOutButton")
        copy.clicked.connect(self._copy)
        save = Button(look, self.tr("&Save the list…"), "file-down")
        save.setObjectName("saveLeftOutButton")
        save.clicked.connect(self.save_pressed)
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        foot = region("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(8))
        for button in (self._folder, self._instead, copy, save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return foot

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_files(
        self,
        skipped: Sequence[Skipped],
        totals: Totals,
        *,
        unticked: Sequence[Unticked] = (),
        changeable: bool = False,
    ) -> None:
        """List these files; ``changeable`` while it may still be chosen what is sent.

        ``unticked`` are among those that ``totals`` counts as to be sent.
        """
        self._files, self._changeable = (*skipped, *unticked), changeable
        left, to_send = totals.left_out, totals.to_send - len(unticked)
        title = self.tr("%1 left out, %2 not ticked") if unticked else self.tr("%1 left out")
        self._title.setText(title.replace("%1", words.files(left)).replace("%2", words.number(len(unticked))))
        sums = self.tr("%1 found = %2 + %4 not ticked + %3 left out") if unticked else ""
        sums = sums or self.tr("%1 found = %2 + %3 left out")
        sums = sums.replace("%1", words.files(totals.files_found)).replace("%2", words.images(to_send))
        sums = sums.replace("%3", words.number(left)).replace("%4", words.number(len(unticked)))
        self._sums.setText(sums + ". " + self.tr("They stay where they are."))
        before, open_before = self._place(), self._open_groups()
        self._model.show_files(self._files)
        self._open(open_before)
        self._go_to(before)
        self._offer()

    def show_rivals(self, sent: Instance | None, left: Instance | None) -> None:
        """Tell the two files of the conflict in view apart, as far as they are known."""
        if told := rivals.told_apart(sent, left):
            self._tell(told)

    def _tell(self, text: str) -> None:
        """Say something about what is selected, also to a screen reader, whose place is the list."""
        self._about.setText(text)
        self._tree.setAccessibleDescription(text)

    def _place(self) -> tuple[str, str, int]:
        """The file in view, its reason and its row, to find it, or what took its place, again."""
        index = self._tree.currentIndex().siblingAtColumn(0)
        entry = index.data(Role.VALUE)
        shown = entry.shown if isinstance(entry, Skipped | Unticked) else ""
        return shown, index.parent().data() or "", index.row()

    def _go_to(self, before: tuple[str, str, int]) -> None:
        shown, reason, row = before
        index = self._model.index_of(shown)
        group = next((one for one in self._groups() if one.data() == reason), QModelIndex())
        if not index.isValid() and group.isValid():
            index = self._model.index(min(row, self._model.rowCount(group) - 1), 0, group)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._tree.selectionModel().setCurrentIndex(index, flags)
            self._tree.scrollTo(index)

    # -- what is chosen --------------------------------------------------------------------------------------

    def _selected(self) -> list[Entry]:
        """The selected files; those of a reason when its own row is selected."""
        found: dict[Entry, None] = {}
        for index in self._tree.selectionModel().selectedRows():
            value = index.data(Role.VALUE)
            found.update(dict.fromkeys(value if isinstance(value, tuple) else (value,)))
        return list(found)

    def _offer(self) -> None:
        """Buttons are pressable when they would do something to what is selected."""
        chosen = self._selected()
        reasons = {entry.reason if isinstance(entry, Skipped) else None for entry in chosen}
        self._folder.setEnabled(len(chosen) == 1)
        self._instead.setVisible(any(_changes(entry) for entry in self._files))
        self._instead.setEnabled(self._changeable and len(reasons) == 1 and _changes(chosen[0]))
        many = words.number(len(chosen))
        if reasons == {None}:
            text = self.tr("Send its series &anyway") if len(chosen) == 1 else self.tr("Send their series &anyway")
        elif reasons == {SkipReason.CONFLICT} and len(chosen) > 1:
            text = self.tr("Send these %1 &instead").replace("%1", many)
        else:
            text = self.tr("Send this one &instead")
        self._instead.setText(text)
        self._tell(why_not_sent(chosen[0]) if len(reasons) == 1 else "")
        alone = len(chosen) == 1 and reasons == {SkipReason.CONFLICT}
        self.conflict_seen.emit(chosen[0] if alone else None)

    def _show_folder(self) -> None:
        for entry in self._selected()[:1]:
            self.folder_wished.emit(os.path.dirname(entry.path))

    def _choose(self) -> None:
        chosen = self._selected()
        keys = dict.fromkeys(entry.key for entry in chosen if isinstance(entry, Unticked))
        if keys:
            self.anyway_pressed.emit(tuple(keys))
        else:
            self.instead_pressed.emit(tuple(entry.shown for entry in chosen))

    # -- search ----------------------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        open_before = self._open_groups()
        self._model.set_filter(text)
        self._open(open_before)
        self._offer()

    def _groups(self) -> list[QModelIndex]:
        return [self._model.index(row, 0) for row in range(self._model.rowCount())]

    def _open_groups(self) -> set[str]:
        return {group.data() for group in self._groups() if self._tree.isExpanded(group)}

    def _open(self, groups: set[str]) -> None:
        """Open all groups, or of a long list those that were open."""
        few = self._model.files_shown() <= _OPEN_AT_MOST
        for group in self._groups():
            self._tree.setFirstColumnSpanned(group.row(), QModelIndex(), True)
            self._tree.setExpanded(group, few or group.data() in groups)
        self._nothing.setVisible(not self._model.rowCount() and bool(self._search.text()))

    def _copy(self) -> None:
        """Copy folder paths and reasons: the list stays on this computer until somebody pastes it."""
        lines = [f"{words.plain(entry.shown)}\t{reason_of(entry)}" for entry in self._files]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _changes(entry: Entry) -> bool:
    """True for a file that may be sent after all."""
    return isinstance(entry, Unticked) or entry.reason is SkipReason.CONFLICT
