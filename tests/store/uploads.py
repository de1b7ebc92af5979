"""Made-up uploads for the journal's tests."""

from __future__ import annotations

from datetime import UTC, datetime

from gui.core.destination import PRACTICE_ID, Destination, Dialect, Scheme
from gui.core.entities import Instance, Patient, Series, SkipReason, Study
from gui.core.upload import Batch, BatchResult, DiscIndex, InstanceState, LeftOut, Upload

SALLY = Patient("DEMO-4711", "Clinic", "Sample^Sally", "19620411", "F")
STARTED = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)
PLACE = Destination(
    "d1", "City Radiology", "https://dicom.example:8443/in", Scheme.BEARER, "K-1", True, 2, Dialect.DICOMWEB
)
PRACTICE = Destination(PRACTICE_ID, "Practice service", "http://127.0.0.1:40001")


def uid(number: int) -> str:
    return f"1.2.826.0.1.3680043.8.498.9.{number}"


def make_upload(
    images: int = 10,
    *,
    series: int = 2,
    started: datetime = STARTED,
    destination: Destination = PLACE,
    patient: Patient = SALLY,
    first: int = 1,
) -> Upload:
    """An upload of one study."""
    study = Study("1.2.3", "20261120", "101400", "CT thorax", "A-17")
    all_series = [Series(f"1.2.3.{n}", "CT", str(n), f"Series {n}") for n in range(1, series + 1)]
    instances = tuple(
        Instance(
            path=f"/media/stick/{n:06}.dcm",
            size=1000 + n,
            mtime_ns=1_700_000_000_000_000_000 + n,
            sop_instance_uid=uid(n),
            sop_class_uid="1.2.840.10008.5.1.4.1.1.2",
            transfer_syntax_uid="1.2.840.10008.1.2.1",
            patient=patient,
            study=study,
            series=all_series[(n - first) * series // images],
            instance_number=n,
            rows=512,
            columns=512,
            frames=None,
        )
        for n in range(first, first + images)
    )
    left_out = (LeftOut(SkipReason.NOT_DICOM, 3), LeftOut(SkipReason.DUPLICATE, 1))
    indexes = (DiscIndex(512, 510, ("IMAGES/IM0013", "ÄRZTE/IM1")), DiscIndex(3, 2))
    return Upload(destination, instances, started, "reception", left_out, 4, indexes=indexes)


def batches(upload: Upload, size: int) -> list[Batch]:
    """The upload's instances in requests of ``size``."""
    cut = range(0, len(upload.instances), size)
    return [Batch(n + 1, upload.instances[start : start + size]) for n, start in enumerate(cut)]


def accepted(batch: Batch, *, attempt: int = 1, state: InstanceState = InstanceState.VERIFIED) -> BatchResult:
    """The answer 200 that counts, per series, what the request carried."""
    carried: dict[str, int] = {}
    for one in batch.instances:
        key = one.series.series_instance_uid
        carried[key] = carried.get(key, 0) + 1
    uids = [one.sop_instance_uid for one in batch.instances]
    return BatchResult(
        batch=batch.number,
        attempt=attempt,
        status=200,
        counts=dict(carried),
        carried=carried,
        states=dict.fromkeys(uids, state),
        reasons={},
        digests={one: f"{n:064x}" for n, one in enumerate(uids)},
        size=batch.size,
        detail="",
    )
