"""How soon a wish is done, on a machine that is busy with other things."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

AT_ONCE = 0.2
"""Seconds: longer, and a person takes the program for one that does not answer."""
_TICK = 0.005


class Promptness:
    """The seconds from :meth:`wish` to :meth:`done`, and how late this machine woke a thread meanwhile."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.late = 0.0
        self._begun = 0.0
        self._over = threading.Event()

    def __repr__(self) -> str:
        return f"{1000 * self.seconds:.0f} ms, where a thread was woken {1000 * self.late:.0f} ms late"

    def watch(self) -> None:
        """Look at the machine until :meth:`done`; in a thread of its own."""
        before = time.monotonic()
        while not self._over.wait(_TICK):
            now = time.monotonic()
            self.late, before = max(self.late, now - before - _TICK), now

    def wish(self) -> None:
        """The wish comes now."""
        self.late, self._begun = 0.0, time.monotonic()

    def done(self) -> None:
        """And has been done."""
        if not self._over.is_set():
            self.seconds = time.monotonic() - self._begun
            self._over.set()

    @property
    def at_once(self) -> bool:
        """True when a person has seen no delay that is not the machine's."""
        assert self._begun
        assert self._over.is_set()
        print(f"\ndone after {self}")
        return self.seconds < AT_ONCE + 3 * self.late


@contextlib.contextmanager
def promptness() -> Iterator[Promptness]:
    """Call ``wish`` in the block; it is done at its end, unless ``done`` is called before."""
    made = Promptness()
    thread = threading.Thread(target=made.watch, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.done()
        thread.join()
