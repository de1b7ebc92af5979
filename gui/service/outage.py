"""How long everybody waits while the service, or the way to it, is not working."""

from __future__ import annotations

import random
from collections.abc import Callable

from gui.service.tuning import Tuning


class Outage:
    """The passing failures in a row, and the wait that each of them brings; one for all connections.

    ``number`` counts the failures that brought a wait: a request that began before the newest of them tells
    nothing new. ``failures`` are those in a row. ``asked`` is True while the try that is under way is one that a person
    asked for.
    """

    def __init__(self, tuning: Tuning, rng: random.Random, clock: Callable[[], float]) -> None:
        self.number = 0
        self.failures = 0
        self.asked = False
        self._tuning = tuning
        self._rng = rng
        self._clock = clock
        self._waited = 0.0
        self._resume_at = 0.0
        self._hurried = 0

    def fail(self, retry_after: float | None, *, reached: bool) -> bool:
        """A request failed in passing: nobody goes on before a wait is over. True when it was once too often."""
        self.asked = False
        self.number += 1
        self.failures += 1
        wait = self._tuning.backoff.wait(self.failures, self._rng, retry_after)
        self._waited += wait
        self._resume_at = self._clock() + wait
        tries = self._tuning.tries if reached else min(self._tuning.first_tries, self._tuning.tries)
        return self.failures - self._hurried >= tries or self._waited > self._tuning.total_wait

    def over(self) -> None:
        """The service has answered."""
        self.failures = 0
        self._waited = 0.0
        self._hurried = 0
        self.asked = False

    def hurry(self) -> None:
        """End the wait: a person wants to try now. That try does not count among those that are allowed."""
        left = self.seconds_left()
        if left:
            self._waited -= left
            self._resume_at = self._clock()
            self._hurried += 1
            self.asked = True

    def seconds_left(self) -> float:
        """How long to wait from now on; nought when the service is working."""
        return max(0.0, self._resume_at - self._clock()) if self.failures else 0.0
