"""The requests that wait to go out, in order. Its owner (the desk) holds the lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gui.core.entities import Instance
from gui.core.plan import Limits, make_batches
from gui.core.upload import Batch, InstanceState
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.speech import Look


@dataclass(eq=False, slots=True)
class Task:
    """One request to make, or under way.

    ``confirms`` is the series whose count it is to settle, None for a request that brings images. ``look`` is a
    question about a series, which carries nothing. ``failures`` counts the passing failures so far.
    """

    batch: Batch
    attempt: int = 1
    failures: int = 0
    confirms: SeriesRecord | None = None
    look: Look | None = None
    outage: int = 0
    handles: dict[str, int] = field(default_factory=dict)
    series: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.series = frozenset(instance.series.series_instance_uid for instance in self.batch.instances)

    @property
    def instances(self) -> tuple[Instance, ...]:
        """What it carries."""
        return self.batch.instances


class TaskQueue:
    """Cuts what is to be sent into numbered requests, within ``limits``, and keeps them in order."""

    def __init__(self, ledger: Ledger, limits: Limits, *, first_number: int) -> None:
        self.limits = limits
        self._ledger = ledger
        self._number = first_number
        self._waiting: deque[Task] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def holds(self, series: str) -> bool:
        """True while a request waits that carries something of the series."""
        return any(series in task.series for task in self._waiting)

    def pop(self) -> Task | None:
        """The next request, without what has been verified meanwhile; None when nothing is left."""
        while self._waiting:
            task = self._waiting.popleft()
            if task.confirms is not None or task.look is not None:
                return task
            left = tuple(
                instance
                for instance in task.instances
                if self._ledger.states[instance.sop_instance_uid] is not InstanceState.VERIFIED
            )
            if not left:
                continue
            if not self.limits.allow(left):
                self.put_first(left)
                continue
            if len(left) < len(task.instances):
                return Task(Batch(self.next_number(), left), failures=task.failures)
            return task
        return None

    def put_first(self, instances: Iterable[Instance]) -> None:
        """Queue instances, in as many requests as they need, before all others."""
        batches = make_batches(instances, self.limits, first_number=self._number)
        self._number += len(batches)
        self._waiting.extendleft(Task(batch) for batch in reversed(batches))

    def put_halves(self, instances: Sequence[Instance], *, failures: int = 0) -> None:
        """Queue two requests with half of the instances each, before all others."""
        middle = (len(instances) + 1) // 2
        halves = [
            Task(Batch(self.next_number(), tuple(half)), failures=failures)
            for half in (instances[:middle], instances[middle:])
        ]
        self._waiting.extendleft(reversed(halves))

    def put_confirm(self, record: SeriesRecord, instances: tuple[Instance, ...]) -> None:
        """Queue a request that is to settle the count of a series, before all others."""
        self._waiting.appendleft(Task(Batch(self.next_number(), instances), confirms=record))

    def put_look(self, look: Look) -> None:
        """Queue a question about a series, before all others."""
        self._waiting.appendleft(Task(Batch(self.next_number(), ()), look=look))

    def put_again(self, task: Task, *, behind: int = 0) -> None:
        """Queue a request again, before all others or behind so many: one bad request must not be the only probe."""
        task.attempt += 1
        self._waiting.insert(behind, task)

    def next_number(self) -> int:
        """A number that no request has had."""
        self._number += 1
        return self._number - 1
