"""What the lists of the window share: the header's look, and which row the mouse and the keyboard are at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from gui.widgets.theme import Look


def header_height(look: Look) -> int:
    """How high the columns' titles are, in pixels."""
    return look.theme.height(32, "caption", 14)


def dress_header(look: Look, header: QHeaderView) -> None:
    """Give the columns' titles their font and height; the style sheet takes the font when a view gets its place."""
    header.setFont(look.theme.font("caption", 500))
    header.setFixedHeight(header_height(look))


class RowsView(QTreeView):
    """Knows the row under the mouse (``_hover``), and shows a ring (``_ring``) only to who works by keyboard."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ring = False
        self._hover = QModelIndex()

    def _be_flat(self) -> None:
        """One row after the other, of which one is current; the columns are as wide as the view makes them."""
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _dress_header(self) -> None:
        dress_header(self._look, self.header())
        self.header().setMinimumSectionSize(self._look.theme.px(40))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """No ring for who works by mouse."""
        self._ring = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse with the hover ground."""
        super().mouseMoveEvent(event)
        self._set_hover(self.indexAt(event.position().toPoint()).siblingAtColumn(0))

    def leaveEvent(self, _event: QEvent) -> None:
        """No row is under the mouse."""
        self._set_hover(QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when Tab came here."""
        super().focusInEvent(event)
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.viewport().update()

    def _set_hover(self, index: QModelIndex) -> None:
        if index != self._hover:
            self._hover = index
            self.viewport().update()
