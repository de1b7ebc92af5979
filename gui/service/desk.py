"""The desk that all connections of an upload come to: what goes out next, and where ended requests are handed in.

Everything that is decided is decided under its one lock, and is in the journal before anybody hears of it.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError, JournalFailed
from gui.core.plan import Limits
from gui.core.ports import UploadJournal
from gui.core.upload import Batch, BatchResult
from gui.service.attempt import Attempt
from gui.service.endpoint import Route
from gui.service.judge import Judge
from gui.service.ledger import Ledger
from gui.service.outage import Outage
from gui.service.speech import Speech
from gui.service.tasks import Task, TaskQueue
from gui.service.tuning import Tuning

_LOOK_AGAIN = 30.0  # seconds: the clock on the wall may be set, and the computer may have slept


class Desk:
    """Hands out requests and takes in what becomes of them; used by all connections.

    ``requests`` counts those of this run. ``speech`` is the destination's dialect. ``rng``,
    ``clock`` and ``wall`` (the time of the day, with its zone) are given by tests.
    """

    def __init__(
        self,
        upload_id: int,
        journal: UploadJournal,
        ledger: Ledger,
        route: Route,
        *,
        again: bool,
        first_number: int,
        cancel: CancelToken,
        tuning: Tuning,
        speech: Speech | None = None,
        rng: random.Random | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        self.ledger = ledger
        self.requests = 0
        self._upload_id = upload_id
        self._journal = journal
        self._origin = route.destination.address.origin
        self._cancel = cancel
        self._condition = threading.Condition()
        self._in_flight: dict[Task, None] = {}
        self._closed = False
        self._clock = clock
        self._wall = wall
        self._night = tuning.night
        self._outage = Outage(tuning, rng or random.Random(), clock)  # noqa: S311 - jitter, not a secret
        limits = tuning.limits.within(journal.limits(self._origin))
        self._queue = TaskQueue(ledger, ledger.to_send(again=again), limits, first_number=first_number)
        self._judge = Judge(ledger, self._queue, self._outage, route, tuning, speech)
        with self._condition:
            self._record_interrupted()
            for record in ledger.series.values():
                self._judge.settle(record)
        cancel.on_cancel(self.wake)

    # -- what goes out next ----------------------------------------------------------------------------------

    def take(self, *, wait: bool = True) -> Task | None:
        """The next request to make, in sending order; waits for it. None when there is nothing more to do.

        ``wait`` False answers None as well when there is nothing to do at this moment.
        """
        with self._condition:
            while True:
                if self._closed or self._cancel.cancelled or self.problem is not None:
                    return None
                pause = max(self._outage.seconds_left(), self._until_night() if self._queue else 0.0)
                if pause == 0.0 and not (self._outage.failures and self._in_flight):
                    task = self._queue.pop()
                    if task is not None:
                        return task if self._begin(task) else None
                    if not self._in_flight and not self._settle_rest():
                        self._condition.notify_all()
                        return None
                    if self._queue:
                        continue
                if not wait:
                    return None
                self._condition.wait(min(pause, _LOOK_AGAIN) or None)

    def wake(self) -> None:
        """Let everybody look again whether to go on."""
        with self._condition:
            self._condition.notify_all()

    def hurry(self) -> None:
        """End what is waited for at once: try now, and for the rest of this run also outside the hours of the night."""
        with self._condition:
            if self._until_night():
                self._night = None
            self._outage.hurry()
            self._condition.notify_all()

    def _until_night(self) -> float:
        return self._night.seconds_until_open(self._wall()) if self._night else 0.0

    def _settle_rest(self) -> bool:
        """Look at every series once more when nothing is left to do. True when that gave something to do."""
        for record in self.ledger.series.values():
            self._judge.settle(record, short=False)
        return bool(self._queue)

    def _begin(self, task: Task) -> bool:
        try:
            self._journal.sending(self._upload_id, task.batch, task.attempt)
        except JournalFailed as problem:
            self._stop(problem)
            return False
        task.handles = self.ledger.begin(task.instances)
        task.outage = self._outage.number
        task.begun = self._clock()
        self.requests += 1
        self._in_flight[task] = None
        return True

    # -- what has ended --------------------------------------------------------------------------------------

    def done(self, task: Task, attempt: Attempt) -> None:
        """Judge a request that has ended, record it, and queue what follows from it."""
        with self._condition:
            if task in self._in_flight:
                self._finish(task, attempt)
            self._condition.notify_all()

    def close(self) -> None:
        """Nothing more goes out or is recorded. What is still out is written down as what it is: not answered."""
        with self._condition:
            for task in tuple(self._in_flight):
                self._finish(task, Attempt(whole=True, began=True, cancelled=True, detail="left behind"))
            self._closed = True
            self._condition.notify_all()

    def _finish(self, task: Task, attempt: Attempt) -> None:
        self._in_flight.pop(task, None)
        batch, tried = task.batch, task.attempt
        limits = self._queue.limits
        if attempt.accepted:
            self._queue.took(task, self._clock() - task.begun)
        if attempt.changed is not None and task.confirms is None:
            try:
                self._journal.replan(self._upload_id, attempt.changed)
            except JournalFailed as problem:
                self._stop(problem)
        learnt = self._judge.end(task, attempt)
        self._record(batch, tried, attempt)
        try:
            if learnt:
                self._journal.learn_reading(self._origin, self.ledger.reading)
            if self._queue.limits != limits:
                self._journal.learn_limits(self._origin, self._queue.limits)
        except JournalFailed as problem:
            self._stop(problem)

    def _record(self, batch: Batch, tried: int, attempt: Attempt) -> None:
        carried: dict[str, int] = {}
        for instance in batch.instances if attempt.whole else ():
            uid = instance.series.series_instance_uid
            carried[uid] = carried.get(uid, 0) + 1
        states, reasons = self.ledger.changes()
        result = BatchResult(
            batch=batch.number,
            attempt=tried,
            status=attempt.status,
            counts=dict(attempt.answer.counts) if attempt.answer else {},
            carried=carried,
            states=states,
            reasons=reasons,
            digests=dict(attempt.digests),
            size=batch.size,
            detail=attempt.detail,
        )
        self._write(result)

    def _record_interrupted(self) -> None:
        """What was out when the program died ended without an answer."""
        states, _ = self.ledger.changes()
        if states:
            number = self._queue.next_number()
            self._write(BatchResult(number, 1, None, {}, {}, states, detail="interrupted"))

    def _write(self, result: BatchResult) -> None:
        try:
            self._journal.record(self._upload_id, result)
        except JournalFailed as problem:
            self._stop(problem)

    def _stop(self, problem: CourierError) -> None:
        self._judge.stop(problem)
        self._condition.notify_all()

    # -- how it stands ---------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Look at the ledger while nothing in it changes."""
        with self._condition:
            yield

    @property
    def problem(self) -> CourierError | None:
        """What stopped the upload."""
        return self._judge.problem

    @property
    def gave_up(self) -> CourierError | None:
        """The failure of requests that were given up while others went through."""
        return self._judge.gave_up

    @property
    def gone(self) -> tuple[str, ...]:
        """The folders that vanished while their files waited to be sent."""
        with self._condition:
            return tuple(sorted(self._queue.gone))

    @property
    def retries(self) -> int:
        """How many requests of this run went out again after a passing failure."""
        return self._judge.retries

    @property
    def limits(self) -> Limits:
        """What one request may carry, as learnt."""
        return self._queue.limits

    @property
    def waiting(self) -> float | None:
        """Seconds until the next try, while nothing is out because the service is not working or by the hour."""
        with self._condition:
            if self._in_flight:
                return None
            return max(self._outage.seconds_left(), self._until_night() if self._queue else 0.0) or None

    @property
    def night(self) -> bool:
        """True while the hour is what is waited for."""
        with self._condition:
            return not self._in_flight and bool(self._queue) and self._until_night() > self._outage.seconds_left()
