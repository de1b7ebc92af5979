"""The desk that all connections of an upload come to: what goes out next, and what an ended request means.

Everything that is decided is decided here, under one lock, and is in the journal before anybody hears of it.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.core.errors import CourierError, JournalFailed, NotTheService, ServiceFailing, ServiceUnreachable
from gui.core.plan import make_batches
from gui.core.ports import UploadJournal
from gui.core.retry import Reaction
from gui.core.upload import Batch, BatchResult, InstanceState
from gui.service.attempt import Attempt
from gui.service.endpoint import Route
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.settlement import next_step
from gui.service.tuning import Tuning

_TOO_MANY = ("too many", "number of files", "number of fields")


@dataclass(eq=False, slots=True)
class Task:
    """One request to make, or under way.

    ``confirms`` is the series whose count it is to settle, None for a request that brings images. ``failures``
    counts the passing failures so far.
    """

    batch: Batch
    attempt: int = 1
    failures: int = 0
    confirms: SeriesRecord | None = None
    outage: int = 0
    handles: dict[str, int] = field(default_factory=dict)
    series: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.series = frozenset(instance.series.series_instance_uid for instance in self.batch.instances)

    @property
    def instances(self) -> tuple[Instance, ...]:
        """What it carries."""
        return self.batch.instances


class Desk:
    """Hands out requests and judges what becomes of them; used by all connections.

    ``problem`` is what stopped the upload, ``requests`` and ``retries`` are counted for this run. ``rng`` and
    ``clock`` are given by tests.
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
        rng: random.Random | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ledger = ledger
        self.problem: CourierError | None = None
        self.requests = 0
        self.retries = 0
        self.limits = tuning.limits
        self._upload_id = upload_id
        self._journal = journal
        self._route = route
        self._origin = route.destination.address.origin
        self._cancel = cancel
        self._tuning = tuning
        self._rng = rng or random.Random()  # noqa: S311 - jitter, not a secret
        self._clock = clock
        self._condition = threading.Condition()
        self._number = first_number
        self._queue: deque[Task] = deque(self._tasks(ledger.to_send(again=again)))
        self._in_flight: set[Task] = set()
        self._closed = False
        self._reached = False
        self._accepted = False
        self._outage = 0
        self._halved = False
        self._failures = 0
        self._waited = 0.0
        self._resume_at = 0.0
        self._given_up: CourierError | None = None
        with self._condition:
            self._record_interrupted()
            for record in ledger.series.values():
                self._settle(record)
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
                pause = self._seconds_to_wait()
                if pause == 0.0 and not (self._failures and self._in_flight):
                    task = self._pop()
                    if task is not None:
                        return task if self._begin(task) else None
                    if not self._in_flight and not self._settle_rest():
                        self._condition.notify_all()
                        return None
                    if self._queue:
                        continue
                if not wait:
                    return None
                self._condition.wait(pause or None)

    def wake(self) -> None:
        """Let everybody look again whether to go on."""
        with self._condition:
            self._condition.notify_all()

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Look at the ledger while nothing in it changes."""
        with self._condition:
            yield

    def close(self) -> None:
        """Nothing more goes out or is recorded. What is still out is written down as what it is: not answered."""
        with self._condition:
            for task in tuple(self._in_flight):
                self._finish(task, Attempt(whole=True, began=True, cancelled=True, detail="left behind"))
            self._closed = True
            self._condition.notify_all()

    @property
    def waiting(self) -> float | None:
        """Seconds until the next try while the service is not working, else None."""
        with self._condition:
            return self._seconds_to_wait() or None if self._failures and not self._in_flight else None

    @property
    def gave_up(self) -> CourierError | None:
        """The failure of requests that were given up while others went through."""
        return self._given_up

    def _seconds_to_wait(self) -> float:
        return max(0.0, self._resume_at - self._clock()) if self._failures else 0.0

    def _settle_rest(self) -> bool:
        """Look at every series once more when nothing is left to do. True when that gave something to do."""
        for record in self.ledger.series.values():
            self._settle(record, short=False)
        return bool(self._queue)

    def _pop(self) -> Task | None:
        while self._queue:
            task = self._queue.popleft()
            if task.confirms is not None:
                return task
            left = tuple(
                instance
                for instance in task.instances
                if self.ledger.states[instance.sop_instance_uid] is not InstanceState.VERIFIED
            )
            if not left:
                continue
            if not self.limits.allow(left):
                self._queue.extendleft(reversed(self._tasks(left)))
                continue
            if len(left) < len(task.instances):
                return Task(Batch(self._next_number(), left), failures=task.failures)
            return task
        return None

    def _begin(self, task: Task) -> bool:
        try:
            self._journal.sending(self._upload_id, task.batch, task.attempt)
        except JournalFailed as problem:
            self._stop(problem)
            return False
        task.handles = self.ledger.begin(task.instances)
        task.outage = self._outage
        self.requests += 1
        self._in_flight.add(task)
        return True

    # -- what an ended request means -------------------------------------------------------------------------

    def done(self, task: Task, attempt: Attempt) -> None:
        """Judge a request that has ended, record it, and queue what follows from it."""
        with self._condition:
            if task in self._in_flight:
                self._finish(task, attempt)
            self._condition.notify_all()

    def _finish(self, task: Task, attempt: Attempt) -> None:
        self._in_flight.discard(task)
        batch, tried = task.batch, task.attempt
        learnt = False
        if attempt.connected:
            self._reached = True
        if attempt.accepted:
            assert attempt.answer is not None
            self._passed()
            self._accepted = True
            learnt = self.ledger.answer(task.instances, task.handles, attempt.answer.counts)
            self._follow_up(task, learnt)
        elif attempt.failed is not None:
            self._without_file(task, attempt)
        elif attempt.answer is None or attempt.answer.reaction in (Reaction.ACCEPT, Reaction.RETRY):
            self._lost(task, attempt)
        else:
            self._refused(task, attempt)
        self._record(batch, tried, attempt, learnt=learnt)

    def _follow_up(self, task: Task, learnt: bool) -> None:
        touched = [self.ledger.series[uid] for uid in task.handles]
        for record in self.ledger.series.values() if learnt else touched:
            self._settle(record)

    def _lost(self, task: Task, attempt: Attempt) -> None:
        """No answer, or one that speaks of a passing failure."""
        if attempt.began:
            self.ledger.lose(task.instances, task.handles, whole=attempt.whole)
        else:
            self.ledger.refuse(task.instances, task.handles)
        if attempt.stop is not None:
            self._stop(attempt.stop)
        elif not attempt.cancelled:
            self._fail(task, attempt)
            if self.problem is None and not self._try_again(task, attempt):
                for uid in task.handles:
                    self._settle(self.ledger.series[uid])

    def _fail(self, task: Task, attempt: Attempt) -> None:
        """The service, or the way to it, is not working: nobody goes on before the wait is over."""
        task.failures += 1
        if task.outage != self._outage:
            return
        self._outage += 1
        self._failures += 1
        wait = self._tuning.backoff.wait(self._failures, self._rng, attempt.retry_after)
        self._waited += wait
        self._resume_at = self._clock() + wait
        tries = self._tuning.tries if self._reached else min(self._tuning.first_tries, self._tuning.tries)
        if self._failures >= tries or self._waited > self._tuning.total_wait:
            self._stop(self._failure(attempt, self._failures))

    def _failure(self, attempt: Attempt, tries: int) -> CourierError:
        kind = ServiceFailing if attempt.connected else ServiceUnreachable
        return self._route.error(kind, attempt.detail, tries=tries)

    def _try_again(self, task: Task, attempt: Attempt) -> bool:
        """Queue a request again that failed in passing.

        One that keeps failing at a service that took others is halved, once until something passes again: if a
        single file makes the service fail, its neighbours get through.
        """
        suspicious = task.failures >= max(2, self._tuning.tries // 2) and self._accepted and not self._halved
        if suspicious and len(task.instances) > 1 and task.confirms is None:
            self._halved = True
            halves = self._halves(task.instances)
            for half in halves:
                half.failures = task.failures
            self._queue.extendleft(halves)
            self.retries += 1
            return True
        if task.failures < self._tuning.tries:
            self._requeue(task, behind=int(task.failures > 1))
            self.retries += 1
            return True
        if task.confirms is not None:
            return False
        self._given_up = self._failure(attempt, task.failures)
        return False

    def _passed(self) -> None:
        self._failures = 0
        self._waited = 0.0
        self._halved = False

    def _without_file(self, task: Task, attempt: Attempt) -> None:
        """A file broke the body off: it is refused with its reason, and the others go out without it."""
        assert attempt.failed is not None
        bad, trouble = attempt.failed.instance, attempt.failed.trouble
        if attempt.began:
            self.ledger.lose(task.instances, task.handles, whole=False, surely_not=(bad.sop_instance_uid,))
        else:
            self.ledger.refuse(task.instances, task.handles)
        if task.confirms is not None:
            self._settle(task.confirms)
            return
        self.ledger.put(bad, InstanceState.REFUSED, f"{trouble.title}. {trouble.advice}")
        self._queue.extendleft(reversed(self._tasks(i for i in task.instances if i is not bad)))
        for uid in task.handles:
            self._settle(self.ledger.series[uid])

    def _refused(self, task: Task, attempt: Attempt) -> None:
        """The service answered, and took nothing."""
        assert attempt.answer is not None
        answer = attempt.answer
        if answer.status // 100 == 2 and answer.reaction is not Reaction.TOKEN:
            self.ledger.lose(task.instances, task.handles, whole=attempt.whole)
        else:
            self.ledger.refuse(task.instances, task.handles)
        if attempt.stop is not None:
            self._stop(attempt.stop)
            return
        self._passed()
        if attempt.moved:
            self._requeue(task)
        elif task.confirms is not None:
            self._settle(task.confirms)
        elif len(task.instances) > 1:
            self._learn_limit(task, attempt)
            self._queue.extendleft(reversed(self._halves(task.instances)))
        elif not answer.readable and not self._accepted and answer.reaction is Reaction.SPLIT:
            self._stop(self._route.error(NotTheService, attempt.detail))
        else:
            self.ledger.put(task.instances[0], InstanceState.REFUSED, _words(attempt))
            for uid in task.handles:
                self._settle(self.ledger.series[uid])

    def _learn_limit(self, task: Task, attempt: Attempt) -> None:
        assert attempt.answer is not None
        files, size = len(task.instances), task.batch.size
        if attempt.answer.reaction is Reaction.SHRINK:
            self.limits = replace(self.limits, max_bytes=max(1, min(self.limits.max_bytes, size // 2)))
        elif any(words in attempt.answer.message.lower() for words in _TOO_MANY):
            self.limits = replace(self.limits, max_files=max(1, min(self.limits.max_files, files // 2)))

    def _settle(self, record: SeriesRecord, *, short: bool = True) -> None:
        """Queue what a series needs to be judged, and give up what it is short of.

        ``short`` False asks for requests only, because what is found short must be recorded with an answer.
        """
        if self.problem is not None:
            return
        queued = any(record.uid in task.series for task in self._queue)
        step = next_step(self.ledger, record, queued=queued)
        if step.confirm:
            self._queue.appendleft(Task(Batch(self._next_number(), step.confirm), confirms=record))
        self._queue.extendleft(reversed(self._tasks(step.again)))
        if short:
            for group in step.halve:
                self._queue.extendleft(reversed(self._halves(group)))
            for instance in step.short:
                self.ledger.put(instance, InstanceState.SHORT)

    # -- small parts -----------------------------------------------------------------------------------------

    def _stop(self, problem: CourierError) -> None:
        if self.problem is None:
            self.problem = problem
        self._condition.notify_all()

    def _next_number(self) -> int:
        self._number += 1
        return self._number - 1

    def _tasks(self, instances: Iterable[Instance]) -> list[Task]:
        batches = make_batches(instances, self.limits, first_number=self._number)
        self._number += len(batches)
        return [Task(batch) for batch in batches]

    def _halves(self, instances: Sequence[Instance]) -> list[Task]:
        middle = (len(instances) + 1) // 2
        return [Task(Batch(self._next_number(), tuple(half))) for half in (instances[:middle], instances[middle:])]

    def _requeue(self, task: Task, *, behind: int = 0) -> None:
        """Queue a request again, before all others or behind so many: one bad request must not be the only probe."""
        task.attempt += 1
        self._queue.insert(behind, task)

    def _record_interrupted(self) -> None:
        """What was out when the program died ended without an answer."""
        states, _ = self.ledger.changes()
        if states:
            self._write(BatchResult(self._next_number(), 1, None, {}, {}, states, detail="interrupted"))

    def _write(self, result: BatchResult) -> None:
        try:
            self._journal.record(self._upload_id, result)
        except JournalFailed as problem:
            self._stop(problem)

    def _record(self, batch: Batch, tried: int, attempt: Attempt, *, learnt: bool) -> None:
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
        if learnt:
            try:
                self._journal.learn_reading(self._origin, self.ledger.reading)
            except JournalFailed as problem:
                self._stop(problem)


def _words(attempt: Attempt) -> str:
    """Why one file was refused, in the service's own words where it has any."""
    assert attempt.answer is not None
    if attempt.answer.reaction is Reaction.SHRINK:
        return "The file is larger than the service takes."
    if attempt.answer.message:
        return f"The service refused it: {attempt.answer.message}"
    return f"The service refused it (HTTP status {attempt.answer.status})."
