"""A folder that is read in a thread as the window's job reads it, and how long it takes to stop that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import CatalogueUpdate
from gui.core.errors import CourierError
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.passwords import Asker
from gui.store.places import Places

AT_ONCE = 0.2
"""Seconds: longer, and a person takes the program for one that does not answer."""
_TICK = 0.005


@dataclass(frozen=True)
class Stopped:
    """The seconds from a wish until it was done, and how late this machine, busy as it was, woke a thread meanwhile."""

    seconds: float
    late: float

    @property
    def at_once(self) -> bool:
        """True when a person has seen no delay that is not the machine's."""
        return self.seconds < AT_ONCE + 3 * self.late


def stopped(wish: CancelToken, ended: threading.Event) -> Stopped:
    """Wish it, and wait until it is done."""
    late, begun = 0.0, time.monotonic()
    wish.cancel()
    before = begun
    while not ended.wait(_TICK):
        now = time.monotonic()
        late, before = max(late, now - before - _TICK), now
        assert now - begun < 5, "it does not stop"
    return Stopped(time.monotonic() - begun, late)


class Reading:
    """One reading, which begins at once. It is a thread that the end of the tests does not wait for."""

    def __init__(
        self,
        *paths: Path,
        asker: Callable[[CancelToken], Asker] | None = None,
        report: Callable[[CatalogueUpdate], None] = lambda _update: None,
    ) -> None:
        self.catalogue = Catalogue()
        self.cancel = CancelToken()
        self._report = report
        self._ended = threading.Event()
        self._outcome: BaseException | None = None
        made = None if asker is None else asker(self.cancel)
        threading.Thread(target=self._run, args=([str(path) for path in paths], made), daemon=True).start()

    def _run(self, paths: list[str], asker: Asker | None) -> None:
        courier = Courier(Places.for_user())
        try:
            courier.read(paths, self.catalogue, cancel=self.cancel, report=self._report, asker=asker)
        except (Cancelled, CourierError, OSError) as error:
            self._outcome = error
        self._ended.set()

    def stop(self) -> Stopped:
        """Wish that it stops, and wait until it has."""
        took = stopped(self.cancel, self._ended)
        print(f"stopped after {1000 * took.seconds:.0f} ms, {1000 * took.late:.0f} ms late")
        assert isinstance(self._outcome, Cancelled), self._outcome
        return took

    def finish(self) -> Catalogue:
        """Wait until all has been read."""
        assert self._ended.wait(60), "it does not end"
        if self._outcome is not None:
            raise self._outcome
        return self.catalogue
