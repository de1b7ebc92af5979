"""What the tests of the watched folder share: a real Practice service in a process, and a watcher over real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.token import Token
from gui.courier import Courier
from gui.dicom.containers.passwords import Asker
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.watched import WatchMemory
from gui.watch import Watcher
from gui.watch_rounds import Round, WatchOptions, target_of

TOKEN = "t-watch"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PracticeProcess]:
    service = PracticeProcess(tmp_path / "stored", token=Token(TOKEN))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def courier() -> Iterator[Courier]:
    courier = Courier(Places.for_user())
    yield courier
    courier.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


class Watched:
    """One run of the watcher over the inbox; ``told`` is what it had to say beside the rounds."""

    def __init__(
        self,
        courier: Courier,
        destination: Destination,
        inbox: Path,
        options: WatchOptions,
        asker: Asker | None = None,
    ) -> None:
        self.told: list[object] = []
        places = Places.for_user()
        places.prepare()
        self.memory = WatchMemory(places.data, str(inbox), target_of(destination))
        how = {"token": Token(TOKEN), "tell": self.told.append, "asker": asker}
        self.watcher = Watcher(courier, destination, str(inbox), self.memory, options, **how)  # type: ignore[arg-type]

    def once(self) -> list[Round]:
        """Everything that is there now, until nothing waits."""
        return list(self.watcher.run(CancelToken(), once=True))


Watching = Callable[..., Watched]


@pytest.fixture
def watching(courier: Courier, service: PracticeProcess, inbox: Path) -> Iterator[Watching]:
    """Makes watchers, each as after a start of the program."""
    made: list[Watched] = []

    def make(
        *, move_to: Path | None = None, url: str = "", first_wait: float = 60.0, asker: Asker | None = None
    ) -> Watched:
        destination = Destination("", "City Radiology", url or service.base_url)
        options = WatchOptions(
            quiet=0.1, every=0.05, move_to=None if move_to is None else str(move_to), first_wait=first_wait
        )
        made.append(Watched(courier, destination, inbox, options, asker))
        return made[-1]

    yield make
    for one in made:
        one.memory.close()
