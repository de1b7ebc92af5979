"""Asks the person at the window for a password, from the thread of a job that cannot go on without it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from gui.core.cancel import CancelToken
from gui.dicom.containers.passwords import Asker, Locked


class PasswordWish:
    """One question; the job waits until it is answered."""

    def __init__(self, locked: Locked, wrong: bool) -> None:
        self.locked = locked
        self.wrong = wrong
        self._text: str | None = None
        self._answered = threading.Event()

    def answer(self, text: str | None) -> None:
        """The password, or None to leave out what is locked. A second answer does nothing."""
        if not self._answered.is_set():
            self._text = text
            self._answered.set()

    def wait(self) -> str | None:
        """The answer, when it has come."""
        self._answered.wait()
        return self._text


class Asking(QObject):
    """Brings the questions of jobs into the window's thread; connect bound methods of objects that live there."""

    wished = Signal(object)
    """A :class:`PasswordWish`."""
    opened = Signal()
    """The last answer was right."""

    def asker(self, cancel: CancelToken) -> Asker:
        """Who a job asks; a question that is open is over when the job is cancelled."""
        return _Asker(self, cancel)


class _Asker:
    def __init__(self, asking: Asking, cancel: CancelToken) -> None:
        self._asking = asking
        self._cancel = cancel

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:
        wish = PasswordWish(locked, wrong)
        self._cancel.on_cancel(lambda: wish.answer(None))
        self._asking.wished.emit(wish)
        text = wish.wait()
        self._cancel.raise_if_cancelled()
        return text

    def opened(self, locked: Locked) -> None:  # noqa: ARG002 - there is one dialog at a time
        self._asking.opened.emit()
