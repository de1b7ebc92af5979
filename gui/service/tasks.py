"""The requests that wait to go out, in order. Its owner (the desk) holds the lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gui.core.batch_size import first_size, next_size
from gui.core.entities import Instance
from gui.core.plan import Cutter, Limits, make_batches
from gui.core.upload import Batch, InstanceState
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.source import is_below
from gui.service.speech import Look


@dataclass(eq=False, slots=True)
class Task:
    """One request to make, or under way.

    ``confirms`` is the series whose count it is to settle, None for a request that brings images. ``look`` is a
    question about a series, which carries nothing. ``failures`` counts the passing failures so far, ``begun``
    is when it went out.
    """

    batch: Batch
    attempt: int = 1
    failures: int = 0
    confirms: SeriesRecord | None = None
    look: Look | None = None
    outage: int = 0
    begun: float = 0.0
    handles: dict[str, int] = field(default_factory=dict)
    series: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.series = frozenset(instance.series.series_instance_uid for instance in self.batch.instances)

    @property
    def instances(self) -> tuple[Instance, ...]:
        """What it carries."""
        return self.batch.instances


class TaskQueue:
    """Cuts what is to be sent into numbered requests and keeps them in order.

    ``limits`` are what the destination takes in one request, ``size`` is how much the next ones carry. What nobody
    has tried yet is cut only when its turn comes. What lies in a folder of ``gone`` does not go out.
    """

    def __init__(self, ledger: Ledger, instances: Iterable[Instance], limits: Limits, *, first_number: int) -> None:
        self.limits = limits
        self.size = first_size(limits)
        self._ledger = ledger
        self._number = first_number
        self._waiting: deque[Task] = deque()
        self._rest = Cutter(instances)
        self._late: list[Instance] = []
        self.gone: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._waiting) or bool(self._rest) or bool(self._late)

    def holds(self, series: str) -> bool:
        """True while something of the series waits to go out."""
        late = any(instance.series.series_instance_uid == series for instance in self._late)
        return late or series in self._rest or any(series in task.series for task in self._waiting)

    def narrow(self, limits: Limits) -> None:
        """The destination has shown that it takes no more than this in one request."""
        self.limits = limits
        self.size = self.size.within(limits)

    def took(self, task: Task, seconds: float) -> None:
        """A request was answered with success after so long; later ones become larger or smaller."""
        if task.confirms is None:
            files, nbytes = len(task.instances), task.batch.size
            self.size = next_size(self.size, self.limits, files=files, nbytes=nbytes, seconds=seconds)

    def pop(self) -> Task | None:
        """The next request, without what has been verified or has vanished; None when nothing is left."""
        while self._waiting or self._cut():
            task = self._waiting.popleft()
            if task.look is not None:
                return task
            left = self._still_to_send(task)
            if not left:
                continue
            if task.confirms is None and not self.limits.allow(left):
                self.put_first(left)
                continue
            if left == task.instances:
                return task
            return Task(Batch(self.next_number(), left), failures=task.failures, confirms=task.confirms)
        return None

    def put_first(self, instances: Iterable[Instance]) -> None:
        """Queue instances, in as many requests as they need, before all others."""
        batches = make_batches(instances, self.size, first_number=self._number)
        self._number += len(batches)
        self._waiting.extendleft(Task(batch) for batch in reversed(batches))

    def put_last(self, instance: Instance) -> None:
        """Queue an instance behind all others."""
        self._late.append(instance)

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
        while len(self._waiting) < behind and self._cut():
            pass
        self._waiting.insert(behind, task)

    def _still_to_send(self, task: Task) -> tuple[Instance, ...]:
        known = (self._ledger.series_of[i.sop_instance_uid].instances[i.sop_instance_uid] for i in task.instances)
        return tuple(
            instance
            for instance in known
            if (task.confirms or self._ledger.states[instance.sop_instance_uid] is not InstanceState.VERIFIED)
            and not is_below(instance.path, self.gone)
        )

    def _cut(self) -> bool:
        """Cut one request off what nobody has tried yet. False when nothing of it is left."""
        part = self._rest.cut(self.size)
        if not part and self._late:
            part = (self._late.pop(0),)
        if part:
            self._waiting.append(Task(Batch(self.next_number(), part)))
        return bool(part)

    def next_number(self) -> int:
        """A number that no request has had."""
        self._number += 1
        return self._number - 1
