"""What happens to a plan: states of an instance, answers to a batch, progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from gui.core.destination import Destination
from gui.core.entities import Instance, SkipReason


class InstanceState(StrEnum):
    """Where an instance stands; nothing else exists.

    planned → sending → verified | short | refused | unknown. ``refused`` is settled: the service, or the
    disk, said no to this very file. ``unknown`` means that a body went out whole and no answer came.
    """

    PLANNED = "planned"
    SENDING = "sending"
    VERIFIED = "verified"
    SHORT = "short"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How an upload ended, in the words of the command line."""

    VERIFIED = "verified"
    SHORT = "short"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class CountReading(StrEnum):
    """What a service means by NumberOfSeriesRelatedInstances; the contract leaves it open."""

    UNKNOWN = "unknown"
    PER_REQUEST = "per_request"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Batch:
    """The instances of one request; ``number`` counts from 1 within a plan."""

    number: int
    instances: tuple[Instance, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files, without the multipart framing."""
        return sum(instance.size for instance in self.instances)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many files were left out for one reason."""

    reason: SkipReason
    files: int


@dataclass(frozen=True, slots=True)
class DiscIndex:
    """A disc's index (DICOMDIR) that lists more than could be read: ``read`` of ``listed`` files.

    ``named`` are the others as the index names them, none where nothing may tell who the patient is.
    """

    listed: int
    read: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """One press of the Upload button, as the journal keeps it.

    ``instances`` are what the person chose, in sending order; ``not_chosen`` counts instances that were not
    ticked; so files found = instances + not_chosen + left out. ``started`` is in UTC. ``deidentified`` True: the
    instances are anonymous copies, with other names and UIDs than the files that were chosen. ``indexes`` are those of
    discs of which not all could be read.
    """

    destination: Destination
    instances: tuple[Instance, ...]
    started: datetime
    user: str = ""
    left_out: tuple[LeftOut, ...] = ()
    not_chosen: int = 0
    deidentified: bool = False
    indexes: tuple[DiscIndex, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What one request did. In the journal before anyone is told.

    ``counts`` are the answered NumberOfSeriesRelatedInstances by SeriesInstanceUID (empty when no answer could
    be read), ``carried`` the distinct SOPInstanceUIDs that the request carried of each series, ``states`` and
    ``reasons`` are by SOPInstanceUID, ``digests`` the SHA-256 (hex) of each file as it was sent, ``status`` the
    HTTP status or None without an answer. Sizes are in bytes.
    """

    batch: int
    attempt: int
    status: int | None
    counts: Mapping[str, int]
    carried: Mapping[str, int]
    states: Mapping[str, InstanceState]
    reasons: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    detail: str = ""

    @property
    def witness(self) -> bool:
        """True for the answer to a question: it carried nothing, and ``counts`` are what the service now holds."""
        return bool(self.counts) and not self.carried and not self.size


@dataclass(frozen=True, slots=True)
class SeriesProgress:
    """How far one SeriesInstanceUID is: images and bytes that the service acknowledged."""

    series_instance_uid: str
    arrived: int
    images: int
    acknowledged: int
    size: int
    missing: int = 0
    sending: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload is, at most ten times a second.

    ``acknowledged`` of ``size`` bytes have been answered for; ``speed`` is in bytes per second and
    ``seconds_left`` an estimate, both None until they are known. ``waiting`` is the seconds until the next try
    while the service is not working, or, where ``night`` is True, until the hours in which sending is allowed; None
    while nothing is waited for. ``preparing`` is how many images identifying data has been removed from, before
    anything is sent; None when that is not what goes on.
    """

    arrived: int
    images: int
    acknowledged: int
    size: int
    series: tuple[SeriesProgress, ...]
    speed: float | None = None
    seconds_left: float | None = None
    waiting: float | None = None
    night: bool = False
    preparing: int | None = None
