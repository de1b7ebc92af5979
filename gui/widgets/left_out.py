"""The window that lists the files that are not sent, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.core.entities import Skipped, SkipReason, Totals
from gui.models import told
from gui.models.left_out import LeftOutModel
from gui.models.roles import Role
from gui.widgets import words
from gui.widgets.controls import Button, Field, Label, region
from gui.widgets.theme import Look

_OPEN_AT_MOST = 200


class LeftOutDialog(QDialog):
    """Grouped by reason with sums; the search looks into names, folders and reasons.

    What a disc's index lists without its being there is listed too, and counts in no sum.
    """

    folder_wished = Signal(str)
    """The folder of the one selected file is to be shown."""
    instead_pressed = Signal(str)
    """The file of this path, left out in a conflict, is to be sent instead of the other one."""
    save_pressed = Signal()

    def __init__(self, look: Look, skipped: Sequence[Skipped], totals: Totals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._skipped: tuple[Skipped, ...] = ()
        self._changeable = False
        theme = look.theme
        self.setObjectName("leftOutDialog")
        self.setWindowTitle(self.tr("Files left out"))
        self.resize(theme.px(760), theme.px(520))
        self._model = LeftOutModel(skipped, self)
        self._search = Field(look, self.tr("Search file names and reasons"), "search", name=self.tr("Search"))
        self._search.setObjectName("leftOutSearchEdit")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = QTreeView()
        self._tree.setObjectName("leftOutTree")
        self._tree.setAccessibleName(self.tr("Files left out, by reason"))
        self._tree.setModel(self._model)
        self._tree.setItemDelegate(_Delegate(look, self._tree))
        self._tree.setUniformRowHeights(True)
        self._tree.setTabKeyNavigation(False)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._tree.setIndentation(theme.px(24))
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setFixedHeight(theme.height(32, "caption", 14))
        header.setFont(theme.font("caption", 500))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._tree.setColumnWidth(0, theme.px(320))
        self._tree.setColumnWidth(2, theme.px(96))
        self._tree.selectionModel().selectionChanged.connect(self._offer)
        self._model.modelReset.connect(self._offer)
        self._title = Label(look, "", "title")
        self._sums = Label(look, "", token="text-2", wrap=True)
        self._sums.setObjectName("leftOutSumLabel")
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        head.setSpacing(theme.px(4))
        head.addWidget(self._title)
        head.addWidget(self._sums)
        head.addSpacing(theme.px(8))
        head.addWidget(self._search)
        copy = Button(look, self.tr("&Copy the list"), "copy")
        copy.setObjectName("copyLeftOutButton")
        copy.clicked.connect(self._copy)
        save = Button(look, self.tr("&Save the list…"), "file-down")
        save.setObjectName("saveLeftOutButton")
        save.clicked.connect(self.save_pressed)
        self._folder = Button(look, self.tr("Show in f&older"), "folder-open")
        self._folder.setObjectName("leftOutFolderButton")
        self._folder.clicked.connect(self._show_folder)
        self._instead = Button(look, self.tr("Send this one &instead"), "upload")
        self._instead.setObjectName("sendInsteadButton")
        self._instead.clicked.connect(self._choose)
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        foot = region("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        for button in (self._folder, self._instead, copy, save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tree, 1)
        column.addWidget(foot)
        self.show_files(skipped, totals)

    def show_files(self, skipped: Sequence[Skipped], totals: Totals, *, changeable: bool = False) -> None:
        """List these files; ``changeable`` while another one of a conflict may still be chosen."""
        self._skipped, self._changeable = tuple(skipped), changeable
        self._title.setText(self.tr("%1 left out").replace("%1", words.files(totals.left_out)))
        sums = self.tr("%1 found = %2 + %3 left out").replace("%1", words.files(totals.files_found))
        sums = sums.replace("%2", words.images(totals.to_send)).replace("%3", words.number(totals.left_out))
        self._sums.setText(sums + ". " + self.tr("They stay where they are."))
        self._model.show_files(self._skipped)
        self._open()
        self._offer()

    def _selected(self) -> Skipped | None:
        """The one selected file, if it is one."""
        entries = [index.data(Role.VALUE) for index in self._tree.selectionModel().selectedRows()]
        return entries[0] if len(entries) == 1 and isinstance(entries[0], Skipped) else None

    def _offer(self) -> None:
        """Buttons are pressable when they would do something to what is selected."""
        entry = self._selected()
        self._folder.setEnabled(entry is not None)
        self._instead.setVisible(any(one.reason is SkipReason.CONFLICT for one in self._skipped))
        self._instead.setEnabled(self._changeable and entry is not None and entry.reason is SkipReason.CONFLICT)

    def _show_folder(self) -> None:
        entry = self._selected()
        if entry is not None:
            self.folder_wished.emit(os.path.dirname(entry.path))

    def _choose(self) -> None:
        entry = self._selected()
        if entry is not None:
            self.instead_pressed.emit(entry.shown)

    def _filter(self, text: str) -> None:
        self._model.set_filter(text)
        self._open()

    def _open(self) -> None:
        if self._model.files_shown() <= _OPEN_AT_MOST:
            self._tree.expandAll()

    def _copy(self) -> None:
        """Copy folder paths and reasons: the list stays on this computer until somebody pastes it."""
        lines = [f"{words.plain(entry.shown)}\t{words.plain(told.told(entry.text))}" for entry in self._skipped]
        QGuiApplication.clipboard().setText("\n".join(lines))


class _Delegate(QStyledItemDelegate):
    """Rows as high as those of the tree; reasons in bold."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        super().initStyleOption(option, index)
        reason = not isinstance(index.data(Role.VALUE), Skipped)
        option.font = self._look.theme.font("body", 600 if reason and index.column() == 0 else 400)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> object:  # type: ignore[override]
        hint = super().sizeHint(option, index)
        hint.setHeight(self._look.theme.height(32, padding=14))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        super().paint(painter, option, index)
        painter.setPen(self._look.theme.color("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
