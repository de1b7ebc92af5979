"""The window that lists the files that are not sent, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
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

from gui.core.entities import Skipped, Totals
from gui.models.left_out import LeftOutModel
from gui.models.roles import Role
from gui.widgets import words
from gui.widgets.controls import Button, Field, Label, region
from gui.widgets.theme import Look

_OPEN_AT_MOST = 200


class LeftOutDialog(QDialog):
    """Grouped by reason with sums; the search looks into names, folders and reasons."""

    def __init__(self, look: Look, skipped: Sequence[Skipped], totals: Totals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._skipped = tuple(skipped)
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
        title = self.tr("%1 left out").replace("%1", words.files(totals.left_out))
        sums = self.tr("%1 found = %2 + %3 left out").replace("%1", words.files(totals.files_found))
        sums = sums.replace("%2", words.images(totals.to_send)).replace("%3", words.number(totals.left_out))
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        head.setSpacing(theme.px(4))
        head.addWidget(Label(look, title, "title"))
        head.addWidget(Label(look, sums + ". " + self.tr("They stay where they are."), token="text-2", wrap=True))
        head.addSpacing(theme.px(8))
        head.addWidget(self._search)
        copy = Button(look, self.tr("&Copy the list"), "copy")
        copy.setObjectName("copyLeftOutButton")
        copy.clicked.connect(self._copy)
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        foot = region("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tree, 1)
        column.addWidget(foot)
        self._open()

    def _filter(self, text: str) -> None:
        self._model.set_filter(text)
        self._open()

    def _open(self) -> None:
        if self._model.files_shown() <= _OPEN_AT_MOST:
            self._tree.expandAll()

    def _copy(self) -> None:
        """Copy folder paths and reasons: the list stays on this computer until somebody pastes it."""
        lines = [f"{words.plain(entry.path)}\t{entry.text}" for entry in self._skipped]
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
