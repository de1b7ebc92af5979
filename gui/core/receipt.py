"""The receipt: what was sent of each series, and what the service counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gui.core.entities import Patient, Series, Study
from gui.core.upload import DiscIndex, LeftOut, Outcome


class LineState(StrEnum):
    """The verdict on a series."""

    VERIFIED = "verified"
    SHORT = "short"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MissingInstance:
    """One instance that has not arrived: its file, and the reason in a sentence."""

    sop_instance_uid: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One SeriesInstanceUID.

    ``chosen`` = ``arrived`` + ``missing`` instances; ``sent`` counts the distinct instances that went out whole
    in a request that was not refused, ``service_count`` is what the service registered, None when it never said. A
    series that stands in several studies (or under several patients) is one line, because the service counts it as
    one.
    """

    series_instance_uid: str
    study_instance_uids: tuple[str, ...]
    patient: Patient
    study: Study
    series: Series
    chosen: int
    sent: int
    service_count: int | None
    arrived: int
    state: LineState
    reason: str
    size: int
    missing_instances: tuple[MissingInstance, ...] = ()

    @property
    def missing(self) -> int:
        """Instances chosen that are not proven to have arrived."""
        return self.chosen - self.arrived


@dataclass(frozen=True, slots=True)
class Receipt:
    """The whole upload. ``chosen`` = ``arrived`` + ``missing``; times are in UTC.

    ``deidentified`` True: who the patient is was removed before sending, and the lines' names and UIDs are other ones.
    ``indexes`` are those of discs of which not all could be read.
    """

    upload_id: int
    outcome: Outcome
    destination_name: str
    endpoint: str
    practice: bool
    user: str
    started: datetime
    finished: datetime | None
    lines: tuple[ReceiptLine, ...]
    left_out: tuple[LeftOut, ...]
    not_chosen: int
    requests: int
    retries: int
    deidentified: bool = False
    indexes: tuple[DiscIndex, ...] = ()

    @property
    def chosen(self) -> int:
        """Instances that the person chose."""
        return sum(line.chosen for line in self.lines)

    @property
    def arrived(self) -> int:
        """Instances that are proven to have arrived."""
        return sum(line.arrived for line in self.lines)

    @property
    def missing(self) -> int:
        """Instances that are not proven to have arrived."""
        return self.chosen - self.arrived

    @property
    def sent(self) -> int:
        """Distinct instances that went out whole, in a request that was not refused."""
        return sum(line.sent for line in self.lines)

    @property
    def size(self) -> int:
        """Bytes of the chosen files."""
        return sum(line.size for line in self.lines)

    @property
    def files_left_out(self) -> int:
        """Files that were left out, for all reasons together."""
        return sum(group.files for group in self.left_out)

    @property
    def files_found(self) -> int:
        """Every file that was found: chosen + not chosen + left out."""
        return self.chosen + self.not_chosen + self.files_left_out


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A series that went out from this computer earlier, in the words of its upload.

    ``chosen`` and ``arrived`` count its images in that upload; ``when`` is in UTC.
    """

    when: datetime
    destination_name: str
    chosen: int
    arrived: int

    @property
    def verified(self) -> bool:
        """True when all images that were chosen then are proven to have arrived."""
        return self.arrived == self.chosen


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of History. ``missing`` instances are not proven to have arrived.

    ``finished`` None = interrupted, or ``running``: a program on this computer is sending it now.
    """

    upload_id: int
    started: datetime
    finished: datetime | None
    destination_name: str
    practice: bool
    user: str
    patients: tuple[Patient, ...]
    studies: tuple[Study, ...]
    images: int
    series: int
    arrived: int
    outcome: Outcome | None
    running: bool = False
    deidentified: bool = False

    @property
    def missing(self) -> int:
        """Instances that are not proven to have arrived."""
        return self.images - self.arrived
