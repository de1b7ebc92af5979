"""The files of a series on a receipt, each with its state and the SHA-256 of its bytes as they were sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.core.proof import SentFile
from gui.core.receipt import ReceiptLine
from gui.models.files_table import FilesColumn, FilesTable
from gui.models.roles import Role, RowState
from gui.widgets import words
from gui.widgets.controls import Button, Label, region
from gui.widgets.dialogs import CourierDialog, announce
from gui.widgets.painting import CHIP_LOOKS, chip_size, paint_chip
from gui.widgets.rows_view import dress_header, header_height
from gui.widgets.theme import Look

_COPIED_MS = 1500
_SHOWN_AT_MOST = 10
_ABOVE_AND_BELOW = 320
_WIDEST, _NARROWEST, _AROUND = 960, 480, 32


class FilesDialog(CourierDialog):
    """Lists every file; ``save_requested`` asks for a CSV. Nothing is written here."""

    save_requested = Signal()

    def __init__(self, look: Look, line: ReceiptLine, files: Sequence[SentFile], parent: QWidget | None = None) -> None:
        super().__init__(look, "", _width(look), parent)
        self.setObjectName("filesDialog")
        self.setWindowTitle(self.tr("Files of a series"))
        px = look.theme.px
        self._model = FilesTable(files, self)
        column = self.body.column
        column.addWidget(Label(look, words.series_title(line.series), "title", wrap=True))
        text = self.tr(
            "%1, in the order in which they were sent. A SHA-256 is the fingerprint of a file: the same bytes give the "
            "same one."
        )
        column.addWidget(Label(look, text.replace("%1", words.files(len(files))), token="text-2", wrap=True))
        column.addSpacing(px(8))
        card = region("surface-card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, px(4))
        self._tree = self._make_tree(len(files))
        inside.addWidget(self._tree)
        column.addWidget(card, 1)
        self._copy = Button(look, self.tr("&Copy the fingerprints"), "copy")
        self._copy.setObjectName("copyDigestsButton")
        self._copy.clicked.connect(self._copy_digests)
        self._copy.setEnabled(any(found.digest for found in files))
        self._save = Button(look, self.tr("&Save as CSV…"), "file-down")
        self._save.setObjectName("saveFilesButton")
        self._save.clicked.connect(self.save_requested)
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        self.foot.addWidget(self._copy)
        self.foot.addWidget(self._save)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._tree).activated.connect(self._copy_selected)
        self.finished.connect(self.deleteLater)
        self.fit()
        self._tree.setFocus()

    def _make_tree(self, files: int) -> QTreeView:
        theme, tree = self._look.theme, QTreeView()
        tree.setObjectName("filesTable")
        tree.setAccessibleName(self.tr("Files, states and fingerprints"))
        tree.setModel(self._model)
        tree.setItemDelegate(_Delegate(self._look, tree))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = tree.header()
        dress_header(self._look, header)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        tree.setColumnWidth(int(FilesColumn.FILE), theme.px(180))
        tree.setColumnWidth(int(FilesColumn.STATE), theme.px(136))
        room = QGuiApplication.primaryScreen().availableGeometry().height() - theme.px(_ABOVE_AND_BELOW)
        rows = min(max(files, 4), _SHOWN_AT_MOST, max(4, room // row_height(self._look)))
        tree.setMinimumHeight(rows * row_height(self._look) + header_height(self._look) + 2)
        if files:
            tree.setCurrentIndex(self._model.index(0, 0))
        return tree

    def _copy_digests(self) -> None:
        QGuiApplication.clipboard().setText(self._model.as_text())
        self._copy.set_icon_name("check")
        QTimer.singleShot(_COPIED_MS, self, lambda: self._copy.set_icon_name("copy"))
        announce(self, self.tr("The fingerprints have been copied."))

    def _copy_selected(self) -> None:
        rows = sorted({index.row() for index in self._tree.selectedIndexes()})
        QGuiApplication.clipboard().setText(self._model.as_text(rows))


class _Delegate(QStyledItemDelegate):
    """A chip for the state, a font with equally wide letters for the digest."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row as high as those of the tree."""
        return QSize(self._look.theme.px(96), row_height(self._look))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The fonts of the columns."""
        super().initStyleOption(option, index)
        if index.column() == FilesColumn.DIGEST:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(self._look.theme.font("caption").pointSizeF())
            option.font = font
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        elif index.column() == FilesColumn.STATE:
            option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground and words, then the chip."""
        super().paint(painter, option, index)
        state = index.data(Role.STATE)
        theme = self._look.theme
        if state is not None:
            text = index.data() or ""
            room = option.rect.adjusted(theme.px(5), 0, -theme.px(4), 0)
            place = QRect(room.x(), room.y(), min(room.width(), chip_size(self._look, text).width()), room.height())
            paint_chip(painter, self._look, place, text, CHIP_LOOKS[RowState(state)])
        painter.setPen(theme.color("hairline"))
        rect = option.rect
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _width(look: Look) -> int:
    """Wide enough for whole digests, where the screen is (in pixels of the design)."""
    room = QGuiApplication.primaryScreen().availableGeometry().width() / look.theme.k
    return max(_NARROWEST, min(_WIDEST, int(room) - _AROUND))


def row_height(look: Look) -> int:
    """The height of a row."""
    return look.theme.height(32, padding=14)
