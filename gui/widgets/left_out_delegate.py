"""How the rows of the list of files that are not sent are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.models.roles import Role
from gui.widgets.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class LeftOutDelegate(QStyledItemDelegate):
    """Rows as high as those of the tree; reasons in bold over the whole width, with their sums."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The words of a file; those of a reason are painted here."""
        super().initStyleOption(option, index)
        option.font = self._look.theme.font("body", 400)
        if isinstance(index.data(Role.VALUE), tuple):
            option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        hint = super().sizeHint(option, index)
        hint.setHeight(self._look.theme.height(32, padding=14))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a file's cell, or a reason with its sums over the whole width."""
        super().paint(painter, option, index)
        theme = self._look.theme
        if isinstance(index.data(Role.VALUE), tuple):
            self._paint_reason(painter, option, index)
        painter.setPen(theme.color("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _paint_reason(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme = self._look.theme
        size = str(index.sibling(index.row(), 2).data())
        room = option.rect.adjusted(theme.px(4), 0, -theme.px(5), 0)
        painter.setFont(theme.font("body", 400))
        painter.setPen(theme.color("text-2"))
        painter.drawText(room, _RIGHT, size)
        room.setRight(room.right() - theme.metrics("body").horizontalAdvance(size) - theme.px(16))
        count = str(index.sibling(index.row(), 1).data())
        used = theme.metrics("body").horizontalAdvance(count) + theme.px(12)
        bold = theme.metrics("body", 600)
        reason = bold.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width() - used)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.color("text"))
        painter.drawText(room, _LEFT, reason)
        room.setLeft(room.left() + bold.horizontalAdvance(reason) + theme.px(12))
        painter.setFont(theme.font("body", 400))
        painter.setPen(theme.color("text-2"))
        painter.drawText(room, _LEFT, count)
