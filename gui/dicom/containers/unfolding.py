"""Has an archive that a scan has met listed, and its members read, by the reading processes: in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.containers import limits
from gui.dicom.containers.reading import nothing
from gui.dicom.containers.values import Box, Contents, Member, may_open, skipped
from gui.dicom.elements import Found, Left, Record, Sharer
from gui.dicom.pool import ReaderPool, Task

_LOOK_FOR_CANCEL = 0.05
_PENDING = 8
_MANY = 500  # files that make it worth while to start all processes
_MOST_MEMBERS = 256
_MOST_CHARACTERS = 32_000
_ABOUT = 120  # characters that a member takes besides its name


def unfold(box: Box, pool: ReaderPool, sharer: Sharer, cancel: CancelToken) -> Iterator[Instance | Skipped]:
    """Everything in an archive, or one file that is left out when nothing of it is a DICOM file.

    Raises :class:`gui.core.cancel.Cancelled`.
    """
    path = box.member.path
    for entry, record in _settled(box, pool, cancel):
        if isinstance(record, Found):
            yield sharer.instance(path, record, entry)
        else:
            yield skipped(path, entry, record)


def _settled(box: Box, pool: ReaderPool, cancel: CancelToken) -> Iterator[tuple[str, Record]]:
    """All records; one for the archive itself when they say that there is nothing in it, or when it is damaged."""
    held: list[tuple[str, Record]] | None = []
    contents = _ask(Task([box]), pool, cancel)
    if isinstance(contents, Left):  # the reading process broke down
        yield box.member.entry, contents
        return
    assert isinstance(contents, Contents)
    for named in _records(contents, box, pool, cancel):
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
    elif held is not None:
        yield box.member.entry, limits.NO_DICOM._replace(size=box.member.size)


def _records(contents: Contents, box: Box, pool: ReaderPool, cancel: CancelToken) -> Iterator[tuple[str, Record]]:
    """The records of what an archive holds, those of archives in it too."""
    waiting = deque(contents.items)
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
                yield item
                continue
            record = next(records)
            assert record is not None
            assert not isinstance(record, Contents)
            if not (isinstance(record, Left) and record.holds):
                yield item.entry, record
            elif may_open(box, record.holds):
                yield from _settled(Box(item, record.holds, box.spool), pool, cancel)
            else:
                yield item.entry, limits.TOO_DEEP._replace(size=item.size)


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


def as_box(path: str, record: Left, spool: str) -> Box:
    """The archive that a file turned out to be."""
    size = record.size or 0
    return Box(Member(path, "", 0, 0, size, size), record.holds, spool)
