"""A folder that is read in a thread as the window's job reads it, and how long it takes to stop that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import CatalogueUpdate
from gui.core.errors import CourierError
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.passwords import Asker
from gui.store.places import Places
from tests.helpers.promptness import Promptness, promptness


def stopped(wish: CancelToken, ended: threading.Event) -> Promptness:
    """Wish it, and wait until it is done."""
    with promptness() as prompt:
        prompt.wish()
        wish.cancel()
        assert ended.wait(5), "it does not stop"
    return prompt


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

    def stop(self) -> Promptness:
        """Wish that it stops, and wait until it has."""
        took = stopped(self.cancel, self._ended)
        assert isinstance(self._outcome, Cancelled), self._outcome
        return took

    def finish(self) -> Catalogue:
        """Wait until all has been read."""
        assert self._ended.wait(60), "it does not end"
        if self._outcome is not None:
            raise self._outcome
        return self.catalogue
