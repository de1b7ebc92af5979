"""The wish not to wait any longer."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Nudge:
    """A person's "Try now": ends the wait of one piece of work at once. May be given from every thread, often.

    Given while nothing waits it does nothing.
    """

    __slots__ = ("_callbacks", "_lock")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    def nudge(self) -> None:
        """Go on at once."""
        with self._lock:
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback()

    def on_nudge(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` whenever the wish comes, in the wisher's thread."""
        with self._lock:
            self._callbacks.append(callback)
