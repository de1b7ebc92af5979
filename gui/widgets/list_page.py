"""The page of a filled list: the tree, and the details beside it where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QSplitter

from gui.widgets.details_pane import DetailsPane
from gui.widgets.series_view import SeriesView
from gui.widgets.theme import Look

_WIDE = 1200
"""From this width on (design pixels) the details have a place of their own; below it a button shows them."""
_PANE = 320


class ListPage(QSplitter):
    """Joins :class:`SeriesView` and :class:`DetailsPane`."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._wished = False
        self._wide: bool | None = None
        self.list = SeriesView(look)
        self.pane = DetailsPane(look)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self.list)
        self.addWidget(self.pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.list.tree.value_changed.connect(self.pane.show_value)
        self.list.pane_toggled.connect(self._wish)
        self.list.tree.folder_wished.connect(_open_folder)
        self.pane.folder_wished.connect(_open_folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the details where they have no room."""
        super().resizeEvent(event)
        self._fold()

    def _wish(self, wished: bool) -> None:
        self._wished = wished
        self._wide = None
        self._fold()

    def _fold(self) -> None:
        theme = self._look.theme
        wide = self.width() >= theme.px(_WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        shown = wide or self._wished
        self.pane.setVisible(shown)
        self.list.show_pane_button(not wide, shown)
        if shown:
            pane = theme.px(_PANE)
            self.setSizes([max(1, self.width() - pane), pane])


def _open_folder(folder: str) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
