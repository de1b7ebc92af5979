"""Has an archive that a scan has met listed, and its members read, by the reading processes: in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused, needs_password
from gui.dicom.containers.passwords import Keys, Locked, within_of
from gui.dicom.containers.reading import nothing
from gui.dicom.containers.values import Box, Contents, Member, may_open, skipped
from gui.dicom.elements import Found, Left, Record
from gui.dicom.instances import Sharer
from gui.dicom.pool import ReaderPool, Task

_LOOK_FOR_CANCEL = 0.05
_PENDING = 8
_MANY = 500  # files that make it worth while to start all processes
_MOST_MEMBERS = 256
_MOST_CHARACTERS = 32_000
_ABOUT = 120  # characters that a member takes besides its name


@dataclass(slots=True)
class Waiting:
    """The entries of one archive that wait for its password, and the box to read them from then."""

    box: Box
    within: str
    entries: dict[str, Left] = field(default_factory=dict)

    @property
    def locked(self) -> Locked:
        """What the password is asked for."""
        return Locked(self.box.member.path, self.within, len(self.entries))


class Aside:
    """What is put aside because it needs a password, archive by archive."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Waiting] = {}
        self._asked: set[tuple[str, str]] = set()
        self.count = 0

    def put(self, box: Box, entry: str, record: Record) -> bool:
        """Put an entry aside if it needs a password; False when it does not, or its archive was asked for already."""
        if not isinstance(record, Left) or not needs_password(record):
            return False
        place = (box.member.path, within_of(entry))
        if place in self._asked:
            return False
        self._waiting.setdefault(place, Waiting(box, place[1])).entries[entry] = record
        self.count += 1
        return True

    def within(self, path: str) -> tuple[str, ...]:
        """The archives in the one at this path that something waits in."""
        return tuple(within for at, within in self._waiting if at == path)

    def take(self) -> Waiting | None:
        """The next archive to be asked for; it is not put aside again."""
        if not self._waiting:
            return None
        place = next(iter(self._waiting))
        self._asked.add(place)
        return self._waiting.pop(place)


def unfold(
    box: Box, pool: ReaderPool, sharer: Sharer, cancel: CancelToken, aside: Aside | None = None
) -> Iterator[Instance | Skipped]:
    """Everything in an archive, or one file that is left out when nothing of it is a DICOM file.

    What needs a password that is not known goes to ``aside``, or is left out without one. Raises
    :class:`gui.core.cancel.Cancelled`.
    """
    for entry, record in _all(box, pool, cancel, aside):
        yield _result(box.member.path, entry, record, sharer)


def unfold_waiting(
    waiting: Waiting, keys: Keys, pool: ReaderPool, sharer: Sharer, cancel: CancelToken, aside: Aside
) -> Iterator[Instance | Skipped]:
    """The entries that waited, now that the password is among the ``keys``.

    Those that have another one are left out. Raises :class:`gui.core.cancel.Cancelled`.
    """
    box, rest = waiting.box._replace(keys=keys), dict(waiting.entries)
    for entry, record in _all(box, pool, cancel, aside, waiting.entries):
        for outer in _outward(entry):
            rest.pop(outer, None)
        if needs_password(record):
            record = limits.OTHER_PASSWORD._replace(size=record.size)
        yield _result(box.member.path, entry, record, sharer)
    for within in aside.within(box.member.path):
        for outer in _outward(within):
            rest.pop(outer, None)
    yield from waiting_left_out(waiting, rest)


def waiting_left_out(waiting: Waiting, entries: Mapping[str, Left] | None = None) -> Iterator[Skipped]:
    """The entries that waited, or these of them, as files that are left out."""
    for entry, record in (waiting.entries if entries is None else entries).items():
        yield skipped(waiting.box.member.path, entry, record)


def _result(path: str, entry: str, record: Record, sharer: Sharer) -> Instance | Skipped:
    return sharer.instance(path, record, entry) if isinstance(record, Found) else skipped(path, entry, record)


def _outward(entry: str) -> Iterator[str]:
    """The entry, and the archives that it lies in."""
    while entry:
        yield entry
        entry = within_of(entry)


def _all(
    box: Box,
    pool: ReaderPool,
    cancel: CancelToken,
    aside: Aside | None = None,
    only: Container[str] | None = None,
) -> Iterator[tuple[str, Record]]:
    """All records, as long as they are not more than any export has: what was found up to there stays."""
    try:
        yield from _settled(box, pool, cancel, aside, limits.Tally(), only)
    except Refused as refused:
        yield "", refused.left


def _settled(
    box: Box,
    pool: ReaderPool,
    cancel: CancelToken,
    aside: Aside | None,
    tally: limits.Tally,
    only: Container[str] | None = None,
) -> Iterator[tuple[str, Record]]:
    """All records; one for the archive itself when they say that there is nothing in it, or when it is damaged.

    ``only``: of these entries and of what lies in them.
    """
    before = 0 if aside is None else aside.count
    held: list[tuple[str, Record]] | None = []
    contents = _ask(Task([box]), pool, cancel)
    if isinstance(contents, Left):  # the reading process broke down
        yield box.member.entry, contents
        return
    assert isinstance(contents, Contents)
    for named in _records(contents, box, pool, cancel, aside, tally, only):
        if aside is not None and aside.put(box, *named):
            continue
        if held is None:
            yield named
            continue
        held.append(named)
        if not nothing(named[1]):
            yield from held
            held = None
    if contents.trouble is not None:
        yield from held or ()
        yield box.member.entry, contents.trouble
    elif held is not None and (only is not None or (aside is not None and aside.count > before)):
        yield from held
    elif held is not None:
        yield box.member.entry, limits.NO_DICOM._replace(size=box.member.size)


def _records(
    contents: Contents,
    box: Box,
    pool: ReaderPool,
    cancel: CancelToken,
    aside: Aside | None,
    tally: limits.Tally,
    only: Container[str] | None,
) -> Iterator[tuple[str, Record]]:
    """The records of what an archive holds, those of archives in it too."""
    waiting = deque(item for item in contents.items if only is None or _belongs(item, only))
    if len(waiting) > _MANY:
        pool.start()
    pending: deque[tuple[list[Member | tuple[str, Record]], Task]] = deque()
    while waiting or pending:
        while waiting and len(pending) < _PENDING:
            part = _part(waiting, pool.good_size)
            task = Task([item for item in part if isinstance(item, Member)])
            pool.put(task)
            pending.append((part, task))
        part, task = pending.popleft()
        _finish(task, pool, cancel)
        records = iter(task.records)
        for item in part:
            if not isinstance(item, Member):
                tally.add(item[0])
                yield item
                continue
            tally.add(item.entry)
            record = next(records)
            assert record is not None
            assert not isinstance(record, Contents)
            if not (isinstance(record, Left) and record.holds):
                yield item.entry, record
            elif may_open(box, record.holds):
                yield from _settled(Box(item, record.holds, box.spool, box.keys), pool, cancel, aside, tally)
            else:
                yield item.entry, limits.TOO_DEEP._replace(size=item.size)


def _belongs(item: Member | tuple[str, Record], only: Container[str]) -> bool:
    return any(name in only for name in _outward(item.entry if isinstance(item, Member) else item[0]))


def _part(waiting: deque[Member | tuple[str, Record]], size: int) -> list[Member | tuple[str, Record]]:
    """The next members, few enough for the way to a process."""
    part: list[Member | tuple[str, Record]] = []
    room = _MOST_CHARACTERS
    while waiting and room > 0 and len(part) < min(size, _MOST_MEMBERS):
        item = waiting.popleft()
        part.append(item)
        room -= len(item.entry) + _ABOUT if isinstance(item, Member) else 0
    return part


def _ask(task: Task, pool: ReaderPool, cancel: CancelToken) -> Record | Contents:
    pool.put(task)
    _finish(task, pool, cancel)
    answer = task.records[0]
    assert answer is not None
    return answer


def _finish(task: Task, pool: ReaderPool, cancel: CancelToken) -> None:
    while not task.done:
        cancel.raise_if_cancelled()
        pool.step(_LOOK_FOR_CANCEL)


def as_box(path: str, record: Left, spool: str, keys: Keys = ()) -> Box:
    """The archive that a file turned out to be."""
    size = record.size or 0
    return Box(Member(path, "", 0, 0, size, size), record.holds, spool, keys)
