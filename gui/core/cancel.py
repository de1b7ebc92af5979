"""The one wish that goes upstream: stop."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator


class Cancelled(Exception):
    """The person stopped the work. Not an error: nothing is shown as failed."""


class CancelToken:
    """Tells running work to stop; may be used from every thread.

    Work calls :meth:`raise_if_cancelled` often and waits only through :meth:`wait`, so that it ends within
    a moment of the wish.
    """

    __slots__ = ("_callbacks", "_event", "_lock")

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.RLock()  # a signal's handler may cancel while its thread is in here
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """True from the moment of the wish on."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop. A second call does nothing."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            callbacks = tuple(self._callbacks)
            self._callbacks.clear()
        for callback in callbacks:
            callback()

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` once when the wish comes (at once when it has come already), in the wisher's thread."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return
        callback()

    @contextlib.contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """The same for as long as the block takes; the callback may still run when that has ended."""
        self.on_cancel(callback)
        try:
            yield
        finally:
            with self._lock, contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

    def raise_if_cancelled(self) -> None:
        """Raise :class:`Cancelled` when the wish has come."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait for the wish, ``seconds`` at most. True when it has come."""
        return self._event.wait(seconds)
