"""How the cells of the tree are painted and ticked."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.models.roles import Level, Role, RowState
from gui.models.series_cells import RowShown
from gui.models.series_nodes import Column
from gui.widgets.painting import CHIP_LOOKS, ChipLook, paint_bar, paint_chip, paint_tick, tick_size
from gui.widgets.theme import Look
from gui.widgets.thumbnail import SIDE, ThumbnailPainter

AnyIndex = QModelIndex | QPersistentModelIndex

_WEIGHTS = {Level.PATIENT: 600, Level.STUDY: 500, Level.SERIES: 400}
_TICK_LEFT = 16
_SPACE = 8
_FITTED_AT_MOST = 2000


class SeriesDelegate(QStyledItemDelegate):
    """Paints names with grey identity, numbers, chips and bars; a click on a box ticks it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.shown: RowShown | None = None
        """The row that the view is about to paint; None for the delegate to ask for it itself."""
        self._fitted: dict[tuple[str, int, int], str] = {}
        self._thumbnails = ThumbnailPainter(look)
        look.changed.connect(self._fitted.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(self._look.theme.px(48), self._look.theme.height(32, padding=14))

    def tick_rect(self, cell: QRect) -> QRect:
        """Where the box of a row is within its first cell."""
        side = tick_size(self._look)
        return QRect(cell.x() + self._look.theme.px(_TICK_LEFT), cell.y() + (cell.height() - side) // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell; the row's ground is painted by the view."""
        painter.save()
        painter.setClipRect(option.rect)
        row, column = self.shown_of(index), index.column()
        if column == Column.NAME:
            self._paint_name(painter, option.rect, row)
        elif column == Column.STATE:
            self._paint_state(painter, option.rect, row)
        else:
            self._paint_text(painter, option.rect, row.cells[column], column)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tick or untick when the box (with some room around it) is clicked."""
        if index.column() != Column.NAME or not isinstance(event, QMouseEvent):
            return False
        if event.type() not in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonPress):
            return event.type() == QEvent.Type.MouseButtonDblClick and self._on_tick(event, option.rect)
        if event.button() != Qt.MouseButton.LeftButton or not self._on_tick(event, option.rect):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return True
        return toggle(model, index)

    def _on_tick(self, event: QMouseEvent, cell: QRect) -> bool:
        room = self._look.theme.px(6)
        return self.tick_rect(cell).adjusted(-room, -room, room, room).contains(event.position().toPoint())

    def shown_of(self, index: AnyIndex) -> RowShown:
        """What is to be painted of a row."""
        return self.shown or index.data(Role.ROW)

    def _paint_name(self, painter: QPainter, cell: QRect, row: RowShown) -> None:
        theme = self._look.theme
        tick = self.tick_rect(cell)
        paint_tick(painter, self._look, tick, row.tick, locked=row.locked)
        left = tick.right() + 1 + theme.px(_SPACE)
        if row.level == Level.PATIENT:
            side = theme.px(16)
            painter.drawPixmap(left, cell.y() + (cell.height() - side) // 2, self._look.pixmap("user-round", "text-2"))
            left += side + theme.px(_SPACE)
        elif row.level == Level.STUDY:
            side = theme.px(SIDE)
            place = QRect(left, cell.y() + (cell.height() - side) // 2, side, side)
            self._thumbnails.paint(painter, place, row.picture, row.cells[Column.TYPE])
            left += side + theme.px(_SPACE)
        room = QRect(left, cell.y(), cell.right() - left - theme.px(_SPACE), cell.height())
        name, aside = row.cells[Column.NAME], row.aside
        weight = _WEIGHTS.get(row.level, 400) if row.level is not None else 400
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.color("text"))
        shown = self._elided(name, weight, room.width())
        painter.drawText(room, _LEFT, shown)
        if not aside:
            return
        used = theme.metrics("body", weight).horizontalAdvance(shown) + theme.px(_SPACE)
        if room.width() - used > theme.px(32):
            painter.setFont(theme.font("body", 400))
            painter.setPen(theme.color("text-2"))
            rest = room.adjusted(used, 0, 0, 0)
            painter.drawText(rest, _LEFT, self._elided(aside, 400, rest.width()))

    def _paint_text(self, painter: QPainter, cell: QRect, text: str, column: int) -> None:
        if not text:
            return
        theme = self._look.theme
        room = cell.adjusted(theme.px(_SPACE), 0, -theme.px(_SPACE), 0)
        painter.setFont(theme.font("body", 400))
        painter.setPen(theme.color("text" if column == Column.IMAGES else "text-2"))
        numbers = column in (Column.IMAGES, Column.SIZE)
        painter.drawText(room, _RIGHT if numbers else _LEFT, self._elided(text, 400, room.width() + 1))

    def _paint_state(self, painter: QPainter, cell: QRect, row: RowShown) -> None:
        state, text = row.state, row.cells[Column.STATE]
        if state is None or not text:
            return
        theme = self._look.theme
        room = cell.adjusted(theme.px(2), 0, -theme.px(4), 0)
        if state == RowState.SUM:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text-2"))
            painter.drawText(room.adjusted(theme.px(6), 0, 0, 0), _LEFT, text)
        elif state == RowState.SENDING:
            self._paint_bar(painter, room, row.share, text)
        else:
            paint_chip(painter, self._look, room, text, CHIP_LOOKS.get(state, ChipLook("info", "plain")))

    def _paint_bar(self, painter: QPainter, room: QRect, share: float, text: str) -> None:
        theme = self._look.theme
        words = theme.metrics("body").horizontalAdvance("100 %") + theme.px(16)
        width = max(theme.px(24), min(theme.px(96), room.width() - words))
        height = theme.px(6)
        paint_bar(
            painter,
            self._look,
            QRectF(room.x() + theme.px(6), room.y() + (room.height() - height) / 2, width, height),
            share,
        )
        painter.setFont(theme.font("body", 400))
        painter.setPen(theme.color("text"))
        painter.drawText(room.adjusted(width + theme.px(18), 0, 0, 0), _LEFT, text)

    def _elided(self, text: str, weight: int, width: int) -> str:
        """A text of the body's size as it fits; what was measured lately is known."""
        key = (text, weight, width)
        known = self._fitted.get(key)
        if known is None:
            if len(self._fitted) >= _FITTED_AT_MOST:
                self._fitted.clear()
            metrics = self._look.theme.metrics("body", weight)
            known = self._fitted[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return known


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def toggle(model: QAbstractItemModel, index: AnyIndex) -> bool:
    """Tick what is not wholly ticked, untick what is. False while ticks are locked."""
    ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    wish = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
    return model.setData(index, wish.value, Qt.ItemDataRole.CheckStateRole)
