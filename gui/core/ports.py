"""What a room needs of its siblings, as protocols; the composition roots hand the real things in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from gui.core.entities import Instance
from gui.core.plan import Limits
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState, Outcome, Upload


class SourceFile(Protocol):
    """The bytes of one image, read once from the first to the last, as they are to be sent."""

    def readinto(self, room: memoryview) -> int:
        """Fill ``room`` as far as one step goes; 0 only at the end.

        Raises :class:`gui.core.errors.FileTrouble`, :class:`OSError` and :class:`gui.core.cancel.Cancelled`.
        """
        ...

    def check(self) -> None:
        """Raise :class:`gui.core.errors.FileChanged` when what was read has changed since the scan."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Opener(Protocol):
    """Opens images that are no files of their own; used by several connections at once."""

    def __call__(self, instance: Instance) -> SourceFile:
        """The bytes of an image, which is still as it was planned. Raises as :meth:`SourceFile.readinto` does."""
        ...


class UploadJournal(Protocol):
    """What the upload engine tells the journal, always before it tells anybody else.

    Every method may be called from every thread, returns only when the fact is on disk, and raises
    :class:`gui.core.errors.JournalFailed` when it cannot be written.
    """

    def begin(self, upload: Upload) -> int:
        """Keep the plan: all instances as ``planned``. The answer is the upload's ID."""
        ...

    def load(self, upload_id: int) -> Upload:
        """The plan as it was kept. Raises :class:`KeyError` when there is none."""
        ...

    def states(self, upload_id: int) -> Mapping[str, InstanceState]:
        """Where each instance stands, by SOPInstanceUID."""
        ...

    def results(self, upload_id: int) -> Sequence[BatchResult]:
        """All answers so far, in the order in which they were recorded."""
        ...

    def sending(self, upload_id: int, batch: Batch, attempt: int) -> None:
        """A request is about to go out: its instances are ``sending``, those that are verified stay so."""
        ...

    def record(self, upload_id: int, result: BatchResult) -> None:
        """An attempt has ended: its answer and each instance's new state, in one transaction."""
        ...

    def replan(self, upload_id: int, instance: Instance) -> None:
        """A file has changed and was read anew: its length, modification time and transfer syntax are these now."""
        ...

    def finish(self, upload_id: int, outcome: Outcome, finished: datetime, retries: int, problem: str = "") -> None:
        """The upload has ended for now; it may be resumed unless every instance is verified.

        ``problem`` is the title of what stopped it, for the receipt.
        """
        ...

    def reading(self, origin: str) -> CountReading:
        """What a destination is known to mean by its counts."""
        ...

    def learn_reading(self, origin: str, reading: CountReading) -> None:
        """A destination has shown what it means by its counts."""
        ...

    def limits(self, origin: str) -> Limits | None:
        """What one request to a destination may carry, as far as it has shown; None when it never did."""
        ...

    def learn_limits(self, origin: str, limits: Limits) -> None:
        """A destination has refused a request as too large, or as one of too many files."""
        ...
