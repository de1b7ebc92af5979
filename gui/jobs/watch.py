"""Asks a question again and again, in jobs, until the answer is yes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.jobs.crew import Crew
from gui.jobs.job import Job

EVERY_MS = 1000


class Watch(QObject):
    """One question at a time, off the window's thread; a slow answer is waited for, never asked for twice.

    ``came_true`` comes once for each :meth:`begin`, when the answer was yes. A question that fails counts as no.
    """

    came_true = Signal()

    def __init__(self, crew: Crew, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crew = crew
        self._question: Callable[[], bool] | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def watching(self) -> bool:
        """True from :meth:`begin` until the answer was yes, or :meth:`end`."""
        return self._question is not None

    def begin(self, question: Callable[[], bool]) -> None:
        """Ask about once a second; ``question`` runs in a thread of its own and may block."""
        self._question = question
        self._timer.start()

    def end(self) -> None:
        """Ask no more; an answer that is still to come is not heard."""
        self._question = None
        self._timer.stop()

    def _ask(self) -> None:
        question = self._question
        if question is None or self._job is not None or self._crew.closing:
            return

        def hear(answer: object) -> None:
            if answer is True and self._question is question:
                self.end()
                self.came_true.emit()

        def ended() -> None:
            self._job = None

        self._job = self._crew.ask(question, succeeded=hear, finished=ended)
