"""Speed and time left, from bytes that the service has answered for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

_WINDOW = 30.0
_LEAST = 1.0


class RateEstimator:
    """Speed over the last half minute. ``clock`` answers in seconds and never goes back.

    Answers come in lumps of a whole request, so a speed is shown only after a second and an answer, and the time
    since the last answer counts too: a line that stands still slows down instead of keeping its old speed.
    """

    __slots__ = ("_acknowledged", "_clock", "_samples")

    def __init__(self, clock: Callable[[], float], *, acknowledged: int = 0) -> None:
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque([(clock(), acknowledged)])
        self._acknowledged = acknowledged

    def update(self, acknowledged: int) -> None:
        """Tell how many bytes have been answered for by now."""
        if acknowledged != self._acknowledged:
            self._acknowledged = acknowledged
            self._samples.append((self._clock(), acknowledged))
        self._forget()

    def speed(self) -> float | None:
        """Bytes per second, or None while too little is known."""
        self._forget()
        began, before = self._samples[0]
        seconds = self._clock() - began
        gained = self._acknowledged - before
        if seconds < _LEAST or gained <= 0:
            return None
        return gained / seconds

    def seconds_left(self, size: int) -> float | None:
        """Seconds until ``size`` bytes are answered for, or None while that cannot be told."""
        left = size - self._acknowledged
        if left <= 0:
            return 0.0
        speed = self.speed()
        return None if speed is None else left / speed

    def _forget(self) -> None:
        """Drop old samples, but keep one that lies before the window: the speed is measured from it."""
        edge = self._clock() - _WINDOW
        while len(self._samples) > 2 and self._samples[1][0] <= edge:
            self._samples.popleft()
