"""The watched folder of the window: a study that has come to rest in it is offered, or sent where that is wished."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.errors import CourierError
from gui.core.quiet_study import QuietStudy
from gui.core.receipt import Receipt
from gui.core.watch_settings import WatchSettings
from gui.courier import Courier
from gui.current import CurrentSettings
from gui.flow import Flow, State
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report
from gui.models import told, words
from gui.store.watched import WatchedAlready, WatchMemory, is_watched
from gui.unasked import Unasked
from gui.watch_look import Lookout
from gui.watch_rounds import Round, WatchOptions
from gui.widgets.main_window import MainWindow

_EVERY = 2.0
_SHARE = 4
_FREE = (State.IDLE, State.READY, State.DONE)


Archive = tuple[str, int, int]
"""Where it lies, its length and its modification time."""


@dataclass(frozen=True, slots=True)
class NewStudies:
    """What the button of the notice adds to the list: studies, and archives that need a password."""

    studies: tuple[QuietStudy, ...]
    archives: tuple[Archive, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the studies, and the archives."""
        files = (path for study in self.studies for path in study.paths)
        return tuple(dict.fromkeys([*files, *(path for path, _, _ in self.archives)]))


class Inbox(QObject):
    """Looks at the folder in short jobs, and joins what it finds to the window's notice.

    Where studies are sent without asking, :class:`gui.unasked.Unasked` looks instead, and what needs a person's
    choice is offered here.

    :param add: reads paths into the list.
    """

    upload_ended = Signal()
    """An upload without asking has ended for now: the history is not what it was."""

    def __init__(
        self,
        window: MainWindow,
        flow: Flow,
        crew: Crew,
        courier: Courier,
        settings: CurrentSettings,
        data: Path,
        add: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(window)
        self._window, self._flow, self._crew, self._courier = window, flow, crew, courier
        self._settings, self._data, self._add = settings, data, add
        self._unasked = Unasked(window.watch_line, flow, crew, courier, data, lambda: settings.value.keep_history)
        self._unasked.held.connect(self._hold)
        self._unasked.upload_ended.connect(self.upload_ended)
        self._watched = WatchSettings()
        self._why: dict[str, CourierError] = {}
        self._lookout: Lookout | None = None
        self._memory: WatchMemory | None = None
        self._job: Job | None = None
        self._studies: tuple[QuietStudy, ...] = ()
        self._archives: tuple[Archive, ...] = ()
        self._said: set[tuple[str, int, int]] = set()
        self._added: set[tuple[str, int, int]] = set()
        self._told_problem = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        window.notice_pressed.connect(self._press)
        flow.state_changed.connect(self._meet_state)
        flow.receipt_made.connect(self._note)
        settings.changed.connect(self._apply)
        crew.all_ended.connect(self._close)
        self._apply()

    def try_now(self) -> None:
        """Something has changed that may let through what could not be sent, such as a token."""
        self._unasked.try_now()

    def ask_open(self, answer: Callable[[Collection[int]], None]) -> None:
        """Which uploads are gone on with without asking; a person need not be asked about them."""
        self._unasked.ask_open(answer)

    def _apply(self) -> None:
        """Watch what is set from now on."""
        wished = self._settings.value.watch
        destination = self._destination(wished)
        if wished.on and wished.send and destination is None:
            wished = replace(wished, send=False)
            self._say_that_the_destination_is_gone(wished)
        if wished.on and wished.send and destination is not None:
            self._unasked.begin(wished, destination)
        else:
            self._unasked.end()
        if wished == self._watched:
            return
        self._watched = wished
        self._timer.stop()
        self._studies, self._archives = (), ()
        self._why.clear()
        self._said.clear()
        self._told_problem = False
        if self._job is not None:
            self._job.cancel()  # the next look begins with what is set
        else:
            self._begin()

    def _destination(self, wished: WatchSettings) -> Destination | None:
        return next((one for one in self._settings.destinations if one.id == wished.destination), None)

    def _say_that_the_destination_is_gone(self, wished: WatchSettings) -> None:
        if wished != self._watched:
            title = self.tr("New studies in “%1” are only offered").replace("%1", words.plain(_name(wished)))
            text = self.tr(
                "The destination that they should be sent to is not there any more. Choose one in Preferences."
            )
            self._window.show_notice(title, text, tone="warn")

    def _begin(self) -> None:
        """Begin to look, where that is what is wished: what is sent without asking is looked at elsewhere."""
        self._close()
        if self._watched.on and not self._watched.send:
            self._timer.start(0)

    def _look(self) -> None:
        if self._crew.closing or self._job is not None or not self._watched.on or self._watched.send:
            return
        if self._unasked.running:  # it lets go of the folder first
            self._timer.start(int(1000 * _EVERY))
            return
        watched, started = self._watched, time.monotonic()

        def work(cancel: CancelToken, _report: Report) -> NewStudies:
            if is_watched(self._data, watched.folder):
                raise WatchedAlready(detail="held")
            if self._lookout is None:
                self._memory = WatchMemory(self._data, watched.folder, "window")
                options = WatchOptions(quiet=watched.quiet)
                self._lookout = Lookout(self._courier, watched.folder, self._memory, options)
            return NewStudies(self._lookout.look(started, cancel), self._lookout.locked())

        def ended() -> None:
            self._job = None
            if self._watched != watched:
                self._begin()
                return
            took = time.monotonic() - started
            self._timer.start(int(1000 * max(_EVERY, _SHARE * took)))

        self._job = self._crew.run(
            work,
            succeeded=lambda found: self._show(found, watched),
            failed=lambda error: self._show_problem(error, watched),
            finished=ended,
        )

    def _show(self, found: NewStudies, watched: WatchSettings) -> None:
        if watched == self._watched:
            self._told_problem = False
            self._studies, self._archives = found.studies, found.archives
            self._offer()

    def _hold(self, one: Round) -> None:
        """A study that is not sent without a choice is offered, with the reason."""
        uid = one.study.study_instance_uid
        self._studies = (*(study for study in self._studies if study.study_instance_uid != uid), one.study)
        if one.problem is not None:
            self._why[uid] = one.problem
        self._offer()

    def _show_problem(self, error: CourierError, watched: WatchSettings) -> None:
        if watched == self._watched and not self._told_problem and self._flow.state in _FREE:
            self._told_problem = True
            self._window.show_notice(told.title(error), told.advice(error), tone="warn")

    def _offer(self) -> None:
        """Say what is there and has not been said yet."""
        known = self._said | self._added
        new = tuple(study for study in self._studies if not _marks((study,)) <= known)
        archives = tuple(one for one in self._archives if one not in known)
        if not (new or archives) or self._flow.state not in _FREE:
            return
        self._said |= _marks(new) | set(archives)
        if not new:
            self._offer_archives(archives)
            return
        images = sum(len(study.instances) for study in new)
        patients = len({patient for study in new for patient in study.patients})
        title = self.tr("A new study is in “%1”: %2, %3")
        if len(new) > 1:
            title = self.tr("%4 new studies are in “%1”: %2, %3").replace("%4", words.number(len(new)))
        title = title.replace("%3", words.images(images)).replace("%2", words.patients(patients))
        text = self.tr("Nothing is sent before you press Upload.")
        why = next((self._why[one.study_instance_uid] for one in new if one.study_instance_uid in self._why), None)
        if why is not None:
            text = f"{told.problem(why)} {self.tr('It was not sent without asking.')}"
        if archives:
            text = f"{self._asking(archives)} {text}"
        self._window.show_notice(
            title.replace("%1", words.plain(_name(self._watched))),
            text,
            tone="info" if why is None else "warn",
            action=self.tr("&Add to the list"),
            value=NewStudies(new, archives),
        )

    def _offer_archives(self, archives: Sequence[Archive]) -> None:
        title = self.tr("An archive with a password is in “%1”")
        if len(archives) > 1:
            title = self.tr("%2 archives with a password are in “%1”").replace("%2", words.number(len(archives)))
        self._window.show_notice(
            title.replace("%1", words.plain(_name(self._watched))),
            f"{self._asking(archives)} {self.tr('Nothing is sent before you press Upload.')}",
            action=self.tr("&Add to the list"),
            value=NewStudies((), tuple(archives)),
        )

    def _asking(self, archives: Sequence[Archive]) -> str:
        """That a password will be asked for, with the name of the first archive."""
        text = self.tr("“%1” can only be read with its password. You are asked for it when you add it to the list.")
        if len(archives) > 1:
            text = self.tr(
                "“%1” and others can only be read with their passwords. You are asked for them when you add them to "
                "the list."
            )
        return text.replace("%1", words.plain(Path(archives[0][0]).name))

    def _press(self, value: object) -> None:
        if isinstance(value, NewStudies):
            self._added |= _marks(value.studies) | set(value.archives)
            self._window.hide_banner()
            self._add(value.paths)

    def _meet_state(self, state: State) -> None:
        if state is State.IDLE:
            self._said.clear()  # with an empty list, what waits is said again
        QTimer.singleShot(0, self, self._offer)  # after what the window itself says

    def _note(self, receipt: Receipt) -> None:
        """What has arrived is not offered again, also not at the next start."""
        if not receipt.practice:
            self._unasked.note(receipt)
        lookout = self._lookout
        if lookout is not None and not receipt.practice and not self._crew.closing:
            self._crew.ask(lambda: lookout.note(receipt))

    def _close(self) -> None:
        memory, self._memory, self._lookout = self._memory, None, None
        if memory is not None:
            memory.close()


def _marks(studies: Sequence[QuietStudy]) -> set[tuple[str, int, int]]:
    return {(one.sop_instance_uid, one.size, one.mtime_ns) for study in studies for one in study.instances}


def _name(watched: WatchSettings) -> str:
    """What the folder is called."""
    return Path(watched.folder).name or watched.folder
