"""How the cells of the receipt are painted: bands, two lines, chips with a reason, sums."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from gui.core.receipt import ReceiptLine
from gui.models.receipt_table import ReceiptColumn, ReceiptRow
from gui.models.roles import Role, RowState
from gui.widgets.painting import CHIP_LOOKS, chip_size, paint_chip
from gui.widgets.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
LEFT = 16
"""Room left of the first column, in design pixels."""

_SIDE = 8
_GAP = 3
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_FILES_WIDTH = 52
_WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class ReceiptDelegate(QStyledItemDelegate):
    """Paints one cell; the row's ground and line are painted by the view, copy buttons are real widgets."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self.action_width = 0
        """Room that a row's button takes at the right of the state, in pixels."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Bands and sums are low; a series is as high as its reason needs."""
        theme = self._look.theme
        if index.data(Role.LEVEL) != ReceiptRow.LINE:
            return QSize(0, theme.height(40, padding=20))
        lines = theme.metrics("body").height() + theme.metrics("caption").height() + theme.px(_GAP)
        height = max(theme.px(64), lines + theme.px(24))
        if index.column() == ReceiptColumn.STATE:
            note = index.data(Role.ASIDE)
            if note:
                needed = chip_size(self._look, "").height() + theme.px(_GAP) + self._note_height(index, note)
                height = max(height, needed + theme.px(20))
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        painter.save()
        kind = index.data(Role.LEVEL)
        if kind == ReceiptRow.BAND:
            self._paint_band(painter, option.rect, index)
        elif index.column() == ReceiptColumn.STATE:
            self._paint_state(painter, option.rect, index)
        elif index.column() == ReceiptColumn.SERIES and kind == ReceiptRow.LINE:
            self._paint_series(painter, option.rect, index)
        elif index.column() != ReceiptColumn.UID:
            self._paint_number(painter, option.rect, index)
        painter.restore()

    def _left(self, column: int) -> int:
        return self._look.theme.px(LEFT if column == ReceiptColumn.SERIES else _SIDE)

    def _paint_band(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        if index.column():
            return
        theme = self._look.theme
        side, left = theme.px(16), cell.x() + theme.px(LEFT)
        painter.drawPixmap(left, cell.y() + (cell.height() - side) // 2, self._look.pixmap("user-round", "text-2"))
        left += side + theme.px(8)
        room = QRect(left, cell.y(), self._view.viewport().width() - left - theme.px(16), cell.height())
        elide = Qt.TextElideMode.ElideRight
        metrics = theme.metrics("body", 600)
        name = metrics.elidedText(index.data() or "", elide, room.width())
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.color("text"))
        painter.drawText(room, _MIDDLE_LEFT, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + theme.px(10))
        if room.width() > theme.px(32):
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text-2"))
            facts = theme.metrics("body").elidedText(index.data(Role.ASIDE) or "", elide, room.width())
            painter.drawText(room, _MIDDLE_LEFT, facts)

    def _paint_series(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        theme = self._look.theme
        room = cell.adjusted(theme.px(LEFT), 0, -theme.px(_SIDE), 0)
        heights = theme.metrics("body", 500).height(), theme.metrics("caption").height()
        top = room.y() + (room.height() - sum(heights) - theme.px(_GAP)) // 2
        for text, role, weight, token, height in (
            (index.data(), "body", 500, "text", heights[0]),
            (index.data(Role.ASIDE), "caption", 400, "text-2", heights[1]),
        ):
            metrics = theme.metrics(role, weight)  # type: ignore[arg-type]
            painter.setFont(theme.font(role, weight))  # type: ignore[arg-type]
            painter.setPen(theme.color(token))
            shown = metrics.elidedText(text or "", Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.x(), top, room.width(), height), _MIDDLE_LEFT, shown)
            top += height + theme.px(_GAP)

    def _paint_number(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        theme = self._look.theme
        weight = index.data(Role.WEIGHT) or 400
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.color("text"))
        room = cell.adjusted(self._left(index.column()), 0, -theme.px(_SIDE), 0)
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), index.data() or "")

    def _paint_state(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        theme = self._look.theme
        state, text = index.data(Role.STATE), index.data() or ""
        room = cell.adjusted(theme.px(LEFT + _SIDE), 0, -theme.px(_SIDE), 0)
        if state == RowState.SUM:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text-2"))
            painter.drawText(room, _MIDDLE_LEFT, text)
            return
        note = index.data(Role.ASIDE) or ""
        chip = chip_size(self._look, text).height()
        height = chip + (theme.px(_GAP) + self._note_height(index, note) if note else 0)
        top = room.y() + (room.height() - height) // 2
        width = self._note_width(index)
        paint_chip(painter, self._look, QRect(room.x(), top, width, chip), text, CHIP_LOOKS[RowState(state)])
        if note:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text-2"))
            place = QRect(room.x(), top + chip + theme.px(_GAP), width, self._note_height(index, note))
            painter.drawText(place, _WRAP, note)

    def _note_width(self, index: AnyIndex) -> int:
        theme = self._look.theme
        width = self._view.columnWidth(index.column()) - theme.px(LEFT + 2 * _SIDE)
        line = index.data(Role.VALUE)
        if isinstance(line, ReceiptLine):
            width -= self.action_width if line.missing else theme.px(_FILES_WIDTH)
        return max(width, theme.px(80))

    def _note_height(self, index: AnyIndex, note: str) -> int:
        metrics = self._look.theme.metrics("caption")
        return metrics.boundingRect(QRect(0, 0, self._note_width(index), 10_000), _WRAP, note).height()
