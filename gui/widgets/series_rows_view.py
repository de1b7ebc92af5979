"""How the rows of the tree look and feel: bands for patients, hairlines, chevrons, hover, focus ring."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from gui.core.entities import StudyKey
from gui.models.roles import Level, Role
from gui.widgets.painting import paint_row_ground
from gui.widgets.rows_view import RowsView
from gui.widgets.series_delegate import AnyIndex, SeriesDelegate
from gui.widgets.theme import Look

_WISH_AFTER = 80
"""Milliseconds without painting after which pictures are wished for: not for each row that is scrolled past."""


class SeriesRowsView(RowsView):
    """Paints the rows of a :class:`SeriesRows`, and tells which studies in sight want a small picture."""

    pictures_wished = Signal(object)
    """The keys of the studies in sight that have no small picture, as a tuple, from the top; comes after painting."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._bare: dict[StudyKey, None] = {}
        self._wishing = QTimer(self)
        self._wishing.setSingleShot(True)
        self._wishing.setInterval(_WISH_AFTER)
        self._wishing.timeout.connect(self._wish_pictures)
        self._delegate = SeriesDelegate(look)
        self.setItemDelegate(self._delegate)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, cells, hairline; the focus ring only for who works by keyboard."""
        theme = self._look.theme
        shown = self._delegate.shown = index.data(Role.ROW)
        row = QRect(0, option.rect.y(), self.viewport().width(), option.rect.height())
        selected = self.selectionModel().isRowSelected(index.row(), index.parent())
        ground = None
        if shown.picture is None and isinstance(shown.key, StudyKey):
            self._bare[shown.key] = None
            self._wishing.start()
        if selected:
            ground = theme.color("selection")
        elif self._hover.isValid() and index == self._hover:
            ground = theme.color("hover")
        elif shown.level == Level.PATIENT:
            ground = theme.color("band")
        if ground is not None:
            painter.fillRect(row, ground)
        super().drawRow(painter, option, index)
        self._delegate.shown = None
        current = self.currentIndex().siblingAtColumn(0) == index and self.hasFocus() and self._ring
        paint_row_ground(painter, self._look, row, None, focus=current)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """A chevron for every row that has others below it."""
        if self._delegate.shown_of(index).level == Level.SERIES:
            return
        theme = self._look.theme
        side = theme.px(16)
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        left = rect.right() + 1 - self.indentation() + theme.px(12) + (self.indentation() - side) // 2
        painter.drawPixmap(left, rect.y() + (rect.height() - side) // 2, self._look.pixmap(name, "text-2"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The chevron stands half in the cell: a click on that half opens and closes, too."""
        self._ring = False
        at = event.position().toPoint()
        index = self.indexAt(at).siblingAtColumn(0)
        cell = self.visualRect(index)
        if index.isValid() and cell.x() <= at.x() < cell.x() + self._look.theme.px(10) and self.model().rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when Tab came here, and have a current row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), flags.SelectCurrent | flags.Rows)

    def _wish_pictures(self) -> None:
        wished = tuple(self._bare)
        self._bare.clear()
        self.pictures_wished.emit(wished)
