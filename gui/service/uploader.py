"""Sends an upload that is in the journal, on several connections, and tells how it ended."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.errors import CourierError, JournalFailed, SourceGone, SourceRefused, TokenRefused
from gui.core.nudge import Nudge
from gui.core.pace import Pace
from gui.core.plan import Limits
from gui.core.ports import Opener, UploadJournal
from gui.core.rate import RateEstimator
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Progress
from gui.service.attempt import Attempt, send_once
from gui.service.desk import Desk
from gui.service.dialects import speech_of
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.source import Reread, Source
from gui.service.tasks import Task
from gui.service.tuning import Tuning

__all__ = ["Tuning", "UploadEnd", "upload"]


@dataclass(frozen=True, slots=True)
class UploadEnd:
    """How a run ended. ``problem`` is what stopped it, or kept some images from being sent, if anything did.

    ``requests`` and ``retries`` are those of this run; ``limits`` are what one request may carry, as learnt.
    ``gone`` are the folders that vanished meanwhile (a disc was taken out): when
    :func:`gui.service.source.source_is_back` says so, it makes sense to go on.
    """

    outcome: Outcome
    problem: CourierError | None
    requests: int
    retries: int
    limits: Limits
    gone: tuple[str, ...] = field(default=(), repr=False)


def upload(
    upload_id: int,
    journal: UploadJournal,
    token: Token,
    *,
    cancel: CancelToken,
    report: Callable[[Progress], None],
    tuning: Tuning | None = None,
    destination: Destination | None = None,
    again: bool = False,
    reread: Reread | None = None,
    nudge: Nudge | None = None,
    opener: Opener | None = None,
) -> UploadEnd:
    """Send whatever the journal does not know as verified; a first send and going on are the same.

    ``destination`` replaces the kept one (a Practice service that has moved to another port). ``again`` also tries
    what was refused before. ``reread`` reads the header of a file that has changed since it was planned: the same
    image goes out as it is now. Without it, and when it is another image now, a changed file is refused.
    ``opener`` opens images that lie in archives; without it they are refused.
    ``nudge`` ends a wait at once: the next try after a failure, or the night (for the rest of this run). ``report`` is
    called in this thread, ten times a second at most and once at the end; bytes count when they are answered for.
    Blocks until the end, and returns within a second of a cancel.

    What concerns the whole upload (token, Source, address, certificate, a service that stays away, the journal)
    comes back as ``problem``. Raises :class:`KeyError` when there is no such upload and
    :class:`CourierError` for what makes it impossible to begin (:class:`PlainHttpRefused`, a journal that
    cannot be read).
    """
    run = _Run(upload_id, journal, token, cancel, report, tuning or Tuning(), destination, again, reread, nudge, opener)
    return run.run()


class _Run:
    """One run of :func:`upload`: its connections, its desk, and the thread that reports."""

    def __init__(
        self,
        upload_id: int,
        journal: UploadJournal,
        token: Token,
        cancel: CancelToken,
        report: Callable[[Progress], None],
        tuning: Tuning,
        destination: Destination | None,
        again: bool,
        reread: Reread | None,
        nudge: Nudge | None,
        opener: Opener | None,
    ) -> None:
        plan = journal.load(upload_id)
        results = journal.results(upload_id)
        self._upload_id = upload_id
        self._journal = journal
        self._cancel = cancel
        self._report = report
        self._tuning = tuning
        self._destination = destination or plan.destination
        self._route = Route(self._destination)
        self._opener = opener
        self._source = Source(plan.instances, reread)
        reading = journal.reading(self._destination.address.origin)
        self._speech = speech_of(self._destination.dialect)
        self._ledger = self._speech.ledger(plan, journal.states(upload_id), results, reading)
        self._desk = Desk(
            upload_id,
            journal,
            self._ledger,
            self._route,
            again=again,
            first_number=1 + max((result.batch for result in results), default=0),
            cancel=cancel,
            tuning=tuning,
            speech=self._speech,
        )
        connections = min(8, max(1, self._destination.connections))
        pace = Pace(tuning.bytes_per_second, time.monotonic)
        self._lines = [Line(self._destination, token, tuning, pace) for _ in range(connections)]
        if nudge is not None:
            nudge.on_nudge(self._desk.hurry)
        self._last: Progress | None = None
        self._error: BaseException | None = None
        self._rate = RateEstimator(time.monotonic, acknowledged=self._acknowledged())

    def run(self) -> UploadEnd:
        threads = [
            threading.Thread(target=self._work, args=(line,), name=f"upload-{index}", daemon=True)
            for index, line in enumerate(self._lines)
        ]
        self._cancel.on_cancel(self._abort)
        for thread in threads:
            thread.start()
        with contextlib.ExitStack() as at_the_end:
            for line in reversed(self._lines):
                at_the_end.callback(line.close)
            at_the_end.callback(self._desk.close)
            with contextlib.ExitStack() as if_broken_off:
                if_broken_off.callback(self._abort)
                self._watch(threads)
                if_broken_off.pop_all()
        if self._error is not None:
            raise self._error
        return self._end()

    def _work(self, line: Line) -> None:
        try:
            while (task := self._desk.take()) is not None:
                self._desk.done(task, self._send(line, task))
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that called upload()
            self._error = error
            self._desk.close()

    def _send(self, line: Line, task: Task) -> Attempt:
        if task.look is not None:
            return task.look.send(line, self._route, cancel=self._cancel, tuning=self._tuning)
        attempt = send_once(
            line,
            self._route,
            task.instances,
            speech=self._speech,
            cancel=self._cancel,
            tuning=self._tuning,
            opener=self._opener,
        )
        return self._source.look(attempt)

    def _watch(self, threads: list[threading.Thread]) -> None:
        """Report until all connections are done; after a cancel, not longer than patience lasts."""
        patience: float | None = None
        reported = 0.0
        for thread in threads:
            while thread.is_alive():
                now = time.monotonic()
                if self._cancel.cancelled:
                    patience = now + self._tuning.stop_patience if patience is None else patience
                    if now >= patience:
                        return
                elif now - reported >= self._tuning.report_interval:
                    reported = now
                    self._report(self._progress())
                thread.join(self._tuning.report_interval / 2)

    def _abort(self) -> None:
        for line in self._lines:
            line.abort()

    def _end(self) -> UploadEnd:
        desk = self._desk
        outcome = self._outcome(desk.problem)
        problem = None if outcome is Outcome.VERIFIED else desk.problem or desk.gave_up or self._gone()
        try:
            title = problem.title if problem else ""
            self._journal.finish(self._upload_id, outcome, datetime.now(UTC), desk.retries, title)
        except JournalFailed as error:
            outcome, problem = Outcome.FAILED, error
        self._report(self._progress())
        return UploadEnd(outcome, problem, desk.requests, desk.retries, desk.limits, desk.gone)

    def _outcome(self, problem: CourierError | None) -> Outcome:
        if isinstance(problem, JournalFailed):
            return Outcome.FAILED
        if all(state is InstanceState.VERIFIED for state in self._ledger.states.values()):
            return Outcome.VERIFIED
        if isinstance(problem, TokenRefused | SourceRefused):
            return Outcome.REFUSED
        if problem is not None:
            return Outcome.FAILED
        if self._cancel.cancelled:
            return Outcome.CANCELLED
        return Outcome.FAILED if self._desk.gave_up is not None or self._desk.gone else Outcome.SHORT

    def _gone(self) -> CourierError | None:
        return SourceGone(detail="folder gone") if self._desk.gone and not self._cancel.cancelled else None

    def _acknowledged(self) -> int:
        return sum(series.acknowledged for series in self._ledger.progress())

    def _progress(self) -> Progress:
        if isinstance(self._desk.problem, JournalFailed) and self._last is not None:
            return self._last
        with self._desk.looking():
            series = self._ledger.progress()
        acknowledged = sum(one.acknowledged for one in series)
        size = sum(one.size for one in series)
        self._rate.update(acknowledged)
        self._last = Progress(
            arrived=sum(one.arrived for one in series),
            images=sum(one.images for one in series),
            acknowledged=acknowledged,
            size=size,
            series=series,
            speed=self._rate.speed(),
            seconds_left=self._rate.seconds_left(size),
            waiting=self._desk.waiting,
            night=self._desk.night,
        )
        return self._last
