"""What the two dialects differ in, as a protocol; everything else in this package is the same for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.core.errors import CourierError
from gui.core.retry import Reaction
from gui.core.upload import BatchResult, CountReading, InstanceState, Upload
from gui.service.answers import Answer, Sighting
from gui.service.body import Framing

if TYPE_CHECKING:
    from gui.service.attempt import Attempt
    from gui.service.endpoint import Route
    from gui.service.ledger import Ledger, SeriesRecord
    from gui.service.session import Line
    from gui.service.settlement import Step
    from gui.service.tuning import Tuning


class Speech(Protocol):
    """How one kind of destination is spoken to. It keeps nothing: one object serves all uploads."""

    @property
    def framing(self) -> Framing:
        """What stands around the files of a request."""
        ...

    @property
    def stops(self) -> Mapping[Reaction, type[CourierError]]:
        """Which reactions stop the whole upload, and with which error."""
        ...

    def read(self, status: int, content: bytes, instances: Sequence[Instance]) -> Answer:
        """Read the answer to a request that carried these instances."""
        ...

    def ledger(
        self,
        upload: Upload,
        states: Mapping[str, InstanceState],
        results: Sequence[BatchResult],
        reading: CountReading,
    ) -> Ledger:
        """The ledger that knows what this dialect's answers prove."""
        ...

    def next_step(self, ledger: Ledger, record: SeriesRecord, *, queued: bool) -> Step:
        """What a series needs next. ``queued`` is True while requests that carry it wait to go out."""
        ...

    def check(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> None:
        """Ask whether address and token are good; raises the :class:`CourierError` that says what is wrong."""
        ...


class Look(Protocol):
    """A question about one series, for a server that can be asked what it holds."""

    @property
    def series(self) -> str:
        """The SeriesInstanceUID."""
        ...

    def send(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> Attempt:
        """Ask. What the server shows is the attempt's ``sighting``."""
        ...

    def take(self, sighting: Sighting) -> None:
        """Let the ledger know what was seen; under the desk's lock."""
        ...

    def give_up(self) -> None:
        """Let the ledger know that no answer came, however often it was asked; under the desk's lock."""
        ...
