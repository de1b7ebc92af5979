"""Limits for the clinic's line: how fast bytes may go out, and in which hours."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

_SMALLEST_BLOCK = 4 * 1024
_BLOCKS_PER_SECOND = 4
_QUARTER = 900.0
_DAY = 86_400.0


class Pace:
    """A cap on the bytes that go out in a second, shared by all connections of an upload; safe for threads.

    ``cap`` is in bytes per second, None for no cap. ``clock`` answers in seconds and never goes back.

    The line is promised block after block: a block may go out when all that were promised before it have had their
    time. Idle time is not saved up, so that no burst follows it. Callers that wait as long as they are told send at
    most ``cap`` times the time and one block, in every interval; callers that come late as well, at most one
    block more for each connection.

    Raises :class:`ValueError` for a cap that is not a positive number.
    """

    __slots__ = ("_cap", "_clock", "_free_at", "_lock")

    def __init__(self, cap: float | None, clock: Callable[[], float]) -> None:
        if cap is not None and not (cap > 0 and math.isfinite(cap)):
            raise ValueError("a cap is a positive number of bytes per second, or None")
        self._cap = cap
        self._clock = clock
        self._lock = threading.Lock()
        self._free_at = -math.inf

    @property
    def cap(self) -> float | None:
        """Bytes per second, None for no cap."""
        return self._cap

    def delay(self, nbytes: int) -> float:
        """Seconds to wait before the next block of ``nbytes`` may go out; nought without a cap.

        The block counts as sent from this call on: ask once for each, and wait so that a cancel is heard.
        """
        if nbytes < 0:
            raise ValueError("a block has no negative length")
        if self._cap is None:
            return 0.0
        with self._lock:
            now = self._clock()
            begin = max(now, self._free_at)
            self._free_at = begin + nbytes / self._cap
            return begin - now

    def block_size(self, most: int) -> int:
        """How many bytes to send at a time, ``most`` at the most.

        Under a cap about four blocks go out in a second, so that a waiting service hears from us often enough not
        to hang up, and a cancel is heard soon.
        """
        if self._cap is None:
            return most
        return min(most, max(_SMALLEST_BLOCK, int(self._cap / _BLOCKS_PER_SECOND)))


@dataclass(frozen=True, slots=True)
class NightWindow:
    """The hours in which sending is allowed, by the clock on the wall.

    From ``start`` on and before ``end``, over midnight when ``end`` is the earlier one; the same time twice means
    the whole day. Both are without a time zone; raises :class:`ValueError` otherwise.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("the hours of a window follow the clock on the wall and have no time zone")

    def holds(self, moment: time) -> bool:
        """True when the clock on the wall shows a time within the window."""
        if self.start == self.end:
            return True
        moment = moment.replace(tzinfo=None, fold=0)
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def seconds_until_open(self, now: datetime) -> float:
        """Seconds that pass until sending is allowed; nought within the window.

        ``now`` is aware: in a zone with rules (``zoneinfo``), or ``datetime.now().astimezone()``, for which the
        rules of this computer's zone are used. Hours that the clock skips or shows twice when summer time begins
        or ends are taken as the clock shows them. Raises :class:`ValueError` for a naive ``now``.
        """
        if now.utcoffset() is None:
            raise ValueError("the time of day needs its zone")
        wall = _wall_clock(now)
        begin = now.astimezone(UTC)
        moment = begin
        while not self.holds(shown := wall(moment)):
            # Never past a full quarter of an hour at once: clocks are changed at these only.
            to_quarter = _QUARTER - (moment.timestamp() % _QUARTER)
            moment += timedelta(seconds=min(to_quarter, _seconds_between(shown, self.start)))
        return (moment - begin).total_seconds()


def _wall_clock(now: datetime) -> Callable[[datetime], time]:
    """What the clock on the wall shows at a moment, where ``now`` was read."""
    if isinstance(now.tzinfo, timezone) and now.astimezone().utcoffset() == now.utcoffset():
        # A bare offset forgets the rules that it came from; the system's zone knows them.
        return lambda moment: moment.astimezone().time()
    return lambda moment: moment.astimezone(now.tzinfo).time()


def _seconds_between(shown: time, start: time) -> float:
    """From one time of the day to the next time that it is ``start``, for a clock that is not changed."""
    return (_seconds_of(start) - _seconds_of(shown)) % _DAY


def _seconds_of(moment: time) -> float:
    return moment.hour * 3600.0 + moment.minute * 60.0 + moment.second + moment.microsecond / 1e6
