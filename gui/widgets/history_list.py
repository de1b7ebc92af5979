"""The list of the history: rows, chips, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from gui.core.receipt import HistoryEntry
from gui.models.history_table import HistoryColumn, HistoryProxy
from gui.models.roles import Role, RowState
from gui.widgets.painting import CHIP_LOOKS, chip_size, paint_chip, paint_row_ground
from gui.widgets.rows_view import RowsView
from gui.widgets.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
_LEFT = 16
_SIDE = 8
_WIDTHS = {
    HistoryColumn.WHEN: 152,
    HistoryColumn.PATIENT: 216,
    HistoryColumn.DESTINATION: 168,
    HistoryColumn.USER: 128,
    HistoryColumn.IMAGES: 96,
    HistoryColumn.RESULT: 184,
}
_STUDY_AT_LEAST = 176
_GIVE_WAY = (HistoryColumn.USER, HistoryColumn.DESTINATION, HistoryColumn.STUDY)
_QUIET = (HistoryColumn.DESTINATION, HistoryColumn.USER)


class HistoryList(RowsView):
    """One upload a row; Enter and a double click open its receipt."""

    opened = Signal(int)
    current_changed = Signal(object)
    """The HistoryEntry of the current row, or None."""

    def __init__(self, look: Look, proxy: HistoryProxy) -> None:
        super().__init__(look)
        self._proxy = proxy
        self._delegate = HistoryDelegate(look, self)
        self.setObjectName("historyTable")
        self.setAccessibleName(self.tr("Uploads"))
        self.setModel(proxy)
        self.setItemDelegate(self._delegate)
        self._be_flat()
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        header = self.header()
        header.setSectionsClickable(True)
        header.setSectionResizeMode(int(HistoryColumn.STUDY), QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        self.sortByColumn(int(HistoryColumn.WHEN), Qt.SortOrder.DescendingOrder)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit(self.entry()))
        look.changed.connect(self._dress)
        self._dress()

    def entry(self) -> HistoryEntry | None:
        """The upload of the current row."""
        index = self.currentIndex()
        value = index.data(Role.VALUE) if index.isValid() else None
        return value if isinstance(value, HistoryEntry) else None

    def choose(self, upload_id: int | None) -> None:
        """Make an upload the current one; the first row when it is not shown."""
        if not self._proxy.rowCount():
            self.current_changed.emit(None)
            return
        rows = range(self._proxy.rowCount())
        row = next((row for row in rows if self._proxy.index(row, 0).data(Role.KEY) == upload_id), 0)
        self.setCurrentIndex(self._proxy.index(row, 0))
        self.current_changed.emit(self.entry())

    def _open(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.opened.emit(entry.upload_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; all other keys move about."""
        self._ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, cells, hairline, and the ring for who works by keyboard."""
        theme = self._look.theme
        row = QRect(0, option.rect.y(), self.viewport().width(), option.rect.height())
        ground = None
        if self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            ground = theme.color("selection")
        elif self._hover.isValid() and self._hover.row() == index.row():
            ground = theme.color("hover")
        if ground is not None:
            painter.fillRect(row, ground)
        cell = QStyleOptionViewItem(option)
        for column in HistoryColumn:
            if not self.isColumnHidden(column):
                left, width = self.columnViewportPosition(column), self.columnWidth(column)
                cell.rect = QRect(left, row.y(), width, row.height())
                self._delegate.paint(painter, cell, index.sibling(index.row(), column))
        focus = self.hasFocus() and self._ring and self.currentIndex().row() == index.row()
        paint_row_ground(painter, self._look, row, None, focus=focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way: who signed in first, then the destination, so that patients keep their room."""
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet takes the header's font away when the view gets its place."""
        super().showEvent(event)
        self._dress()

    def _fit_columns(self) -> None:
        theme, room = self._look.theme, self.viewport().width()
        needed = sum(theme.px(width) for width in _WIDTHS.values()) + theme.px(_STUDY_AT_LEAST)
        for column in _GIVE_WAY:
            narrow = needed > room
            if self.isColumnHidden(column) != narrow:
                self.setColumnHidden(column, narrow)
            needed -= theme.px(_WIDTHS.get(column, _STUDY_AT_LEAST)) if narrow else 0
        stretch = HistoryColumn.PATIENT if self.isColumnHidden(HistoryColumn.STUDY) else HistoryColumn.STUDY
        for column in (HistoryColumn.PATIENT, HistoryColumn.STUDY):
            mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.Fixed
            self.header().setSectionResizeMode(int(column), mode)
        for column, width in _WIDTHS.items():
            if column != stretch:
                self.setColumnWidth(column, theme.px(width))

    def _dress(self) -> None:
        self._dress_header()
        self._fit_columns()
        self.viewport().update()


class HistoryDelegate(QStyledItemDelegate):
    """Paints one cell; the row's ground and line are painted by the view."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(self._look.theme.px(48), self._look.theme.height(40, padding=20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        theme, column, text = self._look.theme, index.column(), index.data() or ""
        left = _LEFT if column == HistoryColumn.WHEN else _SIDE
        if column == HistoryColumn.RESULT:
            room = option.rect.adjusted(theme.px(_LEFT + 2), 0, -theme.px(_SIDE), 0)
            room.setWidth(max(room.width(), min(chip_size(self._look, text).width(), theme.px(48))))
            paint_chip(painter, self._look, room, text, CHIP_LOOKS[RowState(index.data(Role.STATE))])
            return
        room = option.rect.adjusted(theme.px(left), 0, -theme.px(_SIDE), 0)
        weight = index.data(Role.WEIGHT)
        painter.save()
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.color("text-2" if column in _QUIET else "text"))
        shown = theme.metrics("body", weight).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        painter.restore()
