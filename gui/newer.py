"""Tells in the window that a newer version exists, where IT wants that. It looks while nothing is sent."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from gui.core.cancel import CancelToken
from gui.core.release import Release
from gui.flow import Flow, State
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report
from gui.updates import Updates
from gui.widgets.newer_line import NewerLine

AFTER_THE_START = 3000
"""Milliseconds until the first look: what the person came for goes first."""

_EVERY = 60 * 60 * 1000
_CALM = (State.IDLE, State.READY, State.DONE)


class Newer(QObject):
    """Joins what is known of newer versions to the line in the window. Where IT sets nothing, it does nothing."""

    def __init__(self, line: NewerLine, flow: Flow, crew: Crew, updates: Updates) -> None:
        super().__init__(line)
        self._line, self._flow, self._crew, self._updates = line, flow, crew, updates
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        if not updates.on:
            return
        line.dismissed.connect(self._dismiss)
        flow.state_changed.connect(self._follow)
        crew.all_ended.connect(self._timer.stop)
        self._timer.start()
        QTimer.singleShot(AFTER_THE_START, self, self.look)

    @property
    def looking(self) -> bool:
        """True while a look is under way."""
        return self._job is not None

    def look(self) -> None:
        """Look, unless something is being sent; whether it is time to ask again, the notice's own rules say."""
        if self._job is not None or self._crew.closing or self._flow.state not in _CALM:
            return

        def work(cancel: CancelToken, _report: Report) -> Release | None:
            return self._updates.newer(cancel)

        self._job = self._crew.run(work, succeeded=self._line.show_release, finished=self._forget)

    def _forget(self) -> None:
        self._job = None

    def _follow(self, state: State) -> None:
        """An upload does not share its line with a look."""
        if self._job is not None and state not in _CALM:
            self._job.cancel()

    def _dismiss(self, release: Release) -> None:
        self._crew.ask(lambda: self._updates.dismiss(release))
