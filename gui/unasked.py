"""Sends what comes into the watched folder without asking, as ``watch`` on the command line does, beside the window."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Skipped
from gui.core.errors import CourierError
from gui.core.receipt import Receipt
from gui.core.sending import Begun
from gui.core.upload import Progress
from gui.core.watch_settings import WatchSettings
from gui.courier import Courier
from gui.flow import Flow, State
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report
from gui.store.watched import WatchMemory, only_watcher
from gui.watch import Watcher
from gui.watch_rounds import Round, StudyHeld, WatchOptions, target_of
from gui.widgets.watch_line import WatchLine

_AGAIN = 30_000
_RESTS = (State.SENDING, State.PAUSED)
"""The line is the person's: their own upload runs, or stands still because they wished it."""


class Unasked(QObject):
    """Runs the watcher in a job of its own while it is wished, and joins it to its line in the window.

    The person's own upload goes first: what is under way here stops within a second, stays open in the journal, and
    goes on as the same upload afterwards. Never are two programs at one folder (:func:`only_watcher`), or at one
    upload (the journal's owners).
    """

    held = Signal(object)
    """A Round: this study needs a person's choice."""
    upload_ended = Signal()
    """An upload has ended for now: the history is not what it was."""

    def __init__(
        self,
        line: WatchLine,
        flow: Flow,
        crew: Crew,
        courier: Courier,
        data: Path,
        keeps_history: Callable[[], bool],
    ) -> None:
        super().__init__(line)
        self._line, self._flow, self._crew, self._courier, self._data = line, flow, crew, courier, data
        self._keeps_history = keeps_history
        self._wished: tuple[WatchSettings, Destination] | None = None
        self._made_for: tuple[WatchSettings, Destination] | None = None
        self._watcher: Watcher | None = None
        self._memory: WatchMemory | None = None
        self._report: Report = lambda _: None
        self._job: Job | None = None
        self._sending = self._stopped = self._failed = self._waiting = False
        self._told: set[type[CourierError]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        line.stop_pressed.connect(self._stop)
        line.go_on_pressed.connect(self._go_on)
        flow.state_changed.connect(self._follow)
        crew.all_ended.connect(self._close)

    @property
    def running(self) -> bool:
        """True while its job runs, and so the folder is taken."""
        return self._job is not None

    def begin(self, watched: WatchSettings, destination: Destination) -> None:
        """Send what comes into this folder to this destination from now on."""
        if (watched, destination) == self._wished:
            return
        self._wished, self._stopped = (watched, destination), False
        self._told.clear()
        self._line.hide()
        self._renew()

    def end(self) -> None:
        """Send nothing more by itself."""
        self._wished = None
        self._line.hide()
        self._renew()

    def try_now(self) -> None:
        """Something has changed that may let it through, such as a token: do not wait for the next try."""
        self._made_for = None
        self._renew()

    def note(self, receipt: Receipt) -> None:
        """What the person has sent does not go out here again."""
        watcher = self._watcher
        if watcher is not None and not self._crew.closing:
            lookout = watcher.lookout
            self._crew.ask(lambda: lookout.note(receipt))

    def ask_open(self, answer: Callable[[Collection[int]], None]) -> None:
        """Which uploads it goes on with because the last run could not end them; none while nothing is wished."""
        if self._wished is None:
            answer(())
            return
        watched, destination = self._wished

        def look() -> tuple[int, ...]:
            with contextlib.closing(WatchMemory(self._data, watched.folder, target_of(destination))) as memory:
                return memory.open_rounds()

        self._crew.ask(look, succeeded=answer, failed=lambda _: answer(()))

    # -- the job ---------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self._go()

    def _go(self) -> None:
        self._timer.stop()
        if self._job is not None or self._crew.closing:
            return
        if self._wished != self._made_for:
            self._close()
        if self._wished is None or self._stopped or self._flow.state in _RESTS:
            return
        watched, destination = self._made_for = self._wished

        def work(cancel: CancelToken, report: Report) -> None:
            self._report = report
            with only_watcher(self._data, watched.folder):
                for one in self._watch(watched, destination).run(cancel, report=report):
                    report(one)

        if self._waiting:
            self._line.hide()
        self._failed = self._waiting = False
        self._job = self._crew.run(work, reported=self._show, failed=self._fail, finished=self._end)

    def _watch(self, watched: WatchSettings, destination: Destination) -> Watcher:
        """In the job: the watcher, which knows over several jobs what failed and when it is tried again."""
        if self._watcher is None:
            move_to = os.path.join(watched.folder, watched.move_to) if watched.move_to else None
            self._memory = WatchMemory(self._data, watched.folder, target_of(destination))
            self._watcher = Watcher(
                self._courier,
                destination,
                watched.folder,
                self._memory,
                WatchOptions(quiet=watched.quiet, move_to=move_to),
                tell=lambda what: self._report(what),
                tidy=lambda: None,  # what History does not keep goes when the window has read it again
            )
        return self._watcher

    def _end(self) -> None:
        self._job = None
        if self._sending:
            self._sending = False
            self.upload_ended.emit()
        if self._wished is None or self._crew.closing:
            self._close()
        elif self._stopped:
            self._line.show_stopped(self._name)
        else:
            self._timer.start(_AGAIN if self._failed and self._wished == self._made_for else 0)

    def _fail(self, error: CourierError) -> None:
        """The watcher could not go on at all: the folder is another program's, or there is no record."""
        self._failed = True
        if type(error) not in self._told:
            self._told.add(type(error))
            self._line.show_problem(error, again=True)

    def _close(self) -> None:
        memory, self._memory, self._watcher, self._made_for = self._memory, None, None, None
        if memory is not None:
            memory.close()

    # -- what the person sees and wishes ---------------------------------------------------------------------

    @property
    def _name(self) -> str:
        folder = self._wished[0].folder if self._wished is not None else ""
        return Path(folder).name or folder

    def _show(self, value: object) -> None:
        if self._wished is None or self._wished != self._made_for:
            return
        if isinstance(value, Round):
            self._show_round(value)
        elif isinstance(value, Skipped):
            self._line.show_left_out(self._name, Path(value.path).name, value.text)
        elif isinstance(value, CourierError):
            self._line.show_problem(value, again=False)
        elif isinstance(value, Begun | Progress) and self._flow.state not in _RESTS and not self._stopped:
            self._sending = True
            self._line.show_sending(self._name, self._wished[1], value if isinstance(value, Progress) else None)

    def _show_round(self, one: Round) -> None:
        self._told.clear()
        if one.cancelled:
            return
        self._sending = False
        if isinstance(one.problem, StudyHeld):
            self.held.emit(one)
        elif one.sent is None:
            if one.problem is not None and one.news:
                self._line.show_problem(one.problem, again=True)
        elif one.news:
            self._line.show_sent(self._name, one.sent.receipt, kept=self._keeps_history())
        else:
            self._line.hide()
        if one.sent is not None:
            self.upload_ended.emit()

    def _stop(self) -> None:
        self._stopped = True
        self._line.show_stopped(self._name)
        if self._job is not None:
            self._job.cancel()

    def _go_on(self) -> None:
        self._stopped = False
        self._line.hide()
        self._go()

    def _follow(self, state: State) -> None:
        if state in _RESTS:
            if self._job is not None:
                self._job.cancel()
                if self._sending and not self._stopped:
                    self._waiting = True
                    self._line.show_waiting(self._name)
        elif self._wished is not None:
            self._go()
