"""Drags over the window: what they hold, where they land, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from gui.widgets import words
from gui.widgets.drop_area import DropArea


@dataclass(frozen=True, slots=True)
class Dragged:
    """The local paths of a drag, as the operating system writes them, and how many things in it are not local."""

    paths: tuple[str, ...]
    foreign: int

    @property
    def names(self) -> tuple[str, ...]:
        """The paths' last parts, as they can be shown."""
        return tuple(words.file_name(path) for path in self.paths)


def dragged(data: QMimeData) -> Dragged | None:
    """What a drag holds; None when it holds no files at all (text, a picture)."""
    urls = data.urls() if data.hasUrls() else []
    if not urls:
        return None
    local = tuple(path for url in urls if url.isLocalFile() and (path := url.toLocalFile()))
    return Dragged(local, len(urls) - len(local))


class DropGuard(QObject):
    """Takes drops anywhere in ``window``. ``area`` shows them while it is seen, else ``overlay`` over ``pages``.

    ``hint`` gives the sentence below “Let go to add…”, or an empty text for the usual one.
    """

    dropped = Signal(list)
    """Local folders and files were let go over the window."""
    refused = Signal()
    """Something in the drop is not a folder or file of this computer."""

    def __init__(
        self, window: QWidget, pages: QWidget, area: DropArea, overlay: DropArea, hint: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._window, self._pages, self._area, self._overlay, self._hint = window, pages, area, overlay, hint
        overlay.setParent(window)
        overlay.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the drag events of the window."""
        kinds = QEvent.Type
        kind = event.type()
        if kind == kinds.DragLeave:
            self._calm()
            return True
        if kind == kinds.Resize and self._overlay.isVisible():
            self._place()
        if kind not in (kinds.DragEnter, kinds.DragMove, kinds.Drop) or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        found = dragged(event.mimeData())
        if found is None:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind == kinds.DragEnter:
            self._show(found)
        elif kind == kinds.Drop:
            self._calm()
            if found.foreign:
                self.refused.emit()
            if found.paths:
                self.dropped.emit(list(found.paths))
        return True

    def _show(self, found: Dragged) -> None:
        place = self._area if self._area.isVisible() else self._overlay
        if found.paths:
            place.show_over(found.names, self._hint())
        else:
            place.show_refused()
        if place is self._overlay:
            self._place()
            self._overlay.show()
            self._overlay.raise_()

    def _calm(self) -> None:
        self._overlay.hide()
        self._area.show_calm()

    def _place(self) -> None:
        at = self._pages.mapTo(self._window, self._pages.rect().topLeft())
        self._overlay.setGeometry(self._pages.rect().translated(at))
