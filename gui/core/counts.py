"""The count rule: what the answered numbers of a series prove, whatever the service means by them.

The service answers NumberOfSeriesRelatedInstances for each series that a request carried, and its document does
not say whether that counts the instances of *this request* or *all that it now holds* of the series (the DICOM
attribute of that name, (0020,1209), means the latter). Both readings are right until one is disproved.

What is taken for granted:

- identity is the SOPInstanceUID: a repeat replaces, and is counted once;
- what is held stays held;
- per request: an answer counts the distinct instances of the request that were registered;
- cumulative: an answer counts what is held of the series after this request. Requests that overlap in time may
  or may not have been counted, and instances that the service held before may be counted too.

What follows, and nothing else is used:

1. An answer that is larger than what its request carried of the series proves *cumulative*.
2. An answer that is lower (but not nought) than that of a request which had been answered before this one began
   proves *per request*: what is held does not shrink.
3. An answer that reaches the number of all distinct instances of the series that had gone out *by the moment it
   came* proves all of these, under both readings.
4. Under *per request* an answer that reaches what its request carried proves those.

Rule 3 counts everything that may have been stored: also the bodies that were cut, the requests without an answer
and the instances of earlier runs. Otherwise an instance that arrived unseen could stand in for one that was lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gui.core.upload import CountReading


@dataclass(slots=True)
class _Sent:
    """One request, as far as one series is concerned. ``begun`` and ``ended`` are positions in time."""

    carried: frozenset[str]
    begun: int
    highest_before: int
    alone: bool
    ended: int | None = None
    answer: int = -1
    recalled: bool = False


class SeriesCounts:
    """All that is known about the counts of one series at one destination.

    ``maybe_held`` are the instances that earlier runs may have delivered, proven or not. Not safe for threads:
    its owner holds a lock.
    """

    __slots__ = (
        "_cumulative",
        "_earlier",
        "_full",
        "_largest",
        "_open",
        "_per_request",
        "_proven",
        "_requests",
        "_settled",
        "_time",
        "_touched",
    )

    def __init__(self, maybe_held: Iterable[str] = ()) -> None:
        self._earlier = frozenset(maybe_held)
        self._requests: dict[int, _Sent] = {}
        self._touched = set(self._earlier)
        self._proven: set[str] = set()
        self._full: set[str] = set()
        self._open = 0
        self._time = 0
        self._largest = 0
        self._settled = False
        self._cumulative = False
        self._per_request = False

    def begin(self, carried: Iterable[str]) -> int:
        """A request that carries these instances is about to go out; the answer is a handle for it."""
        self._time += 1
        sent = _Sent(frozenset(carried), self._time, self._largest, alone=self._open == 0)
        self._requests[self._time] = sent
        self._touched |= sent.carried
        self._open += 1
        self._settled = False
        return self._time

    def recall(self, carried: frozenset[str], number: int) -> None:
        """Tell of a request that an earlier run sent, and of its answer.

        What was in flight beside it is not known any more, so that it proves nothing under rule 3.
        """
        self._time += 1
        self._requests[self._time] = _Sent(
            carried, self._time, 0, alone=False, ended=self._time, answer=number, recalled=True
        )
        self._touched |= carried
        self._earlier |= carried
        self._largest = max(self._largest, number)
        self._cumulative = self._cumulative or number > len(carried)
        if number >= len(carried):
            self._full |= carried

    def answer(self, handle: int, number: int) -> None:
        """The request was answered; ``number`` is nought when the answer did not name the series."""
        sent = self._end(handle)
        sent.answer = number
        self._settled = sent.alone and self._open == 0 and sent.begun == max(self._requests)
        self._largest = max(self._largest, number)
        self._cumulative = self._cumulative or number > len(sent.carried)
        self._per_request = self._per_request or 0 < number < sent.highest_before
        if number >= len(sent.carried):
            self._full |= sent.carried
        if number >= len(self._touched):
            self._proven |= self._touched

    def lose(self, handle: int, *, surely_not: Iterable[str] = ()) -> None:
        """The request ended without an answer that can be read: its instances may or may not be held.

        ``surely_not`` are those of which the body held no whole file.
        """
        sent = self._end(handle)
        sent.carried = sent.carried.difference(surely_not)
        self._recount()

    def refuse(self, handle: int) -> None:
        """The request was refused as a whole: by the contract none of its instances was taken."""
        self._end(handle)
        del self._requests[handle]
        self._recount()

    @property
    def touched(self) -> frozenset[str]:
        """Every instance that the service may hold because of us."""
        return frozenset(self._touched)

    @property
    def requests(self) -> int:
        """How many requests that were not refused as a whole have gone out."""
        return len(self._requests)

    @property
    def answers(self) -> int:
        """How many requests were answered."""
        return sum(sent.answer >= 0 for sent in self._requests.values())

    @property
    def largest(self) -> int:
        """The largest answered number; nought when there is none."""
        return self._largest

    @property
    def in_flight(self) -> bool:
        """True while a request that carries the series has not ended."""
        return self._open > 0

    @property
    def settled(self) -> bool:
        """True when the newest answer belongs to a request that began after all others had ended.

        Only such an answer, under the cumulative reading, is sure to have counted all the others.
        """
        return self._settled

    def evidence(self) -> CountReading:
        """Which reading the answers prove; ``UNKNOWN`` when they fit both.

        Where a service contradicts itself, cumulative wins: whatever that reading proves, the other proves too.
        """
        if self._cumulative:
            return CountReading.CUMULATIVE
        return CountReading.PER_REQUEST if self._per_request else CountReading.UNKNOWN

    def proven(self, reading: CountReading) -> frozenset[str]:
        """The instances that the answers prove to be held, under a known reading or, for ``UNKNOWN``, under both."""
        if reading is CountReading.PER_REQUEST:
            return frozenset(self._proven | self._full)
        return frozenset(self._proven)

    def short_requests(self) -> tuple[frozenset[str], ...]:
        """What of each answered request is not proven under *per request*, newest first, none of it twice."""
        seen = self._proven | self._full
        groups = []
        for sent in sorted(self._requests.values(), key=lambda sent: -sent.begun):
            rest = sent.carried - seen
            if sent.answer >= 0 and rest:
                groups.append(rest)
                seen |= rest
        return tuple(groups)

    def number_proven(self, reading: CountReading) -> int:
        """How many of the series' instances are held at least, though it may not be known which."""
        if reading is CountReading.PER_REQUEST:
            return len(self._proven | self._full)
        return min(max(len(self._proven), self._largest), len(self._touched))

    def _recount(self) -> None:
        """Judge the answers anew, now that less may be held than was thought."""
        self._touched = self._touched_by(self._time + 1)
        for sent in self._requests.values():
            if sent.answer >= 0 and sent.ended is not None and not sent.recalled:
                touched = self._touched_by(sent.ended)
                if sent.answer >= len(touched):
                    self._proven |= touched

    def _end(self, handle: int) -> _Sent:
        sent = self._requests[handle]
        self._time += 1
        self._open -= 1
        sent.ended = self._time
        return sent

    def _touched_by(self, time: int) -> set[str]:
        return set(self._earlier).union(*(sent.carried for sent in self._requests.values() if sent.begun < time))


def registered_at_least(answers: Iterable[tuple[frozenset[str], int]]) -> int:
    """Per request: how many distinct instances the answers prove to be registered, in the order they were given.

    Answers that reach what was carried prove every one of theirs. Of the others the newest count first, and
    only where they do not overlap one that was taken already.
    """
    pairs = list(answers)
    full: set[str] = set()
    for carried, number in pairs:
        if number >= len(carried):
            full |= carried
    total = len(full)
    used: set[str] = set()
    for carried, number in reversed(pairs):
        rest = carried - full
        if rest and not rest & used and number > len(carried & full):
            used |= rest
            total += number - len(carried & full)
    return total
