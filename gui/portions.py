"""What a scan finds comes to the window in portions, so that no moment of it is long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.entities import CatalogueUpdate

_SERIES = 150
"""How many rows are made, placed and painted within a few hundredths of a second."""
_PAUSE = 10
"""Milliseconds in which the view can place and paint one portion before the next one comes."""


class Portions(QObject):
    """Hands updates of the catalogue on, in their order, with so few series each that the window stays smooth.

    The first comes at once; the next when the window has had time to show it, and to look after the person.
    """

    told = Signal(object)
    """A CatalogueUpdate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[CatalogueUpdate | Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setInterval(_PAUSE)
        self._turn.timeout.connect(self._take)

    def put(self, update: CatalogueUpdate) -> None:
        """Hand an update on, now or when its turn comes."""
        parts = [update.changed[at : at + _SERIES] for at in range(0, len(update.changed), _SERIES)] or [()]
        self._waiting.extend(
            replace(update, changed=part, left_out=() if at else update.left_out, removed=() if at else update.removed)
            for at, part in enumerate(parts)
        )
        if not self._turn.isActive():
            self._turn.start()
            self._take()

    def then(self, do: Callable[[], None]) -> None:
        """Call this when all that was put before has been shown; now, when it has."""
        if self._turn.isActive():
            self._waiting.append(do)
        else:
            do()

    def _take(self) -> None:
        if not self._waiting:
            self._turn.stop()
            return
        one = self._waiting.popleft()
        if isinstance(one, CatalogueUpdate):
            self.told.emit(one)
        else:
            one()
