"""Made-up receipts and history entries."""

from __future__ import annotations

from datetime import UTC, datetime

from gui.core.entities import Patient, Series, SkipReason, Study
from gui.core.receipt import HistoryEntry, LineState, MissingInstance, Receipt, ReceiptLine
from gui.core.upload import LeftOut, Outcome

SALLY = Patient("DEMO-4711", "", "Sample^Sally", "19620411", "F")
EDGAR = Patient("DEMO-0815", "", "Example^Edgar", "19480203", "M")
THORAX = Study("2.25.1", "20261120", "101400", "CT thorax with contrast")
KNEE = Study("2.25.2", "20261119", "090000", "MR knee, left")
STARTED = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)
FINISHED = datetime(2026, 11, 24, 14, 36, tzinfo=UTC)


def missing(*reasons: str) -> tuple[MissingInstance, ...]:
    """Missing images, one for each reason."""
    return tuple(
        MissingInstance(f"2.25.9.{n}", f"/media/EXPORT/IM{n:04}.dcm", reason) for n, reason in enumerate(reasons, 1)
    )


def line(
    uid: str = "2.25.31467905183290461187",
    *,
    number: str = "2",
    description: str = "Lung 1.0 mm",
    chosen: int = 640,
    sent: int | None = None,
    count: int | None = -1,
    arrived: int | None = None,
    state: LineState = LineState.VERIFIED,
    reason: str = "",
    size: int = 337_400_000,
    patient: Patient = SALLY,
    study: Study = THORAX,
    missing_instances: tuple[MissingInstance, ...] = (),
) -> ReceiptLine:
    """One series; what is left out is that of a verified one."""
    sent = chosen if sent is None else sent
    return ReceiptLine(
        series_instance_uid=uid,
        study_instance_uids=(study.study_instance_uid,),
        patient=patient,
        study=study,
        series=Series(uid, "CT", number, description),
        chosen=chosen,
        sent=sent,
        service_count=sent if count == -1 else count,
        arrived=chosen if arrived is None else arrived,
        state=state,
        reason=reason,
        size=size,
        missing_instances=missing_instances,
    )


def receipt(
    *lines: ReceiptLine,
    outcome: Outcome = Outcome.VERIFIED,
    practice: bool = False,
    name: str = "City Radiology",
    finished: datetime | None = FINISHED,
    upload_id: int = 148,
    user: str = "reception1",
) -> Receipt:
    """A receipt with these lines."""
    return Receipt(
        upload_id=upload_id,
        outcome=outcome,
        destination_name="Practice service" if practice else name,
        endpoint="https://upload.city-radiology.example/api/studies",
        practice=practice,
        user=user,
        started=STARTED,
        finished=finished,
        lines=lines,
        left_out=(LeftOut(SkipReason.NOT_DICOM, 3), LeftOut(SkipReason.DUPLICATE, 2)),
        not_chosen=2,
        requests=10,
        retries=0,
    )


def verified_receipt(*, practice: bool = False) -> Receipt:
    """Three series of one patient, all arrived."""
    return receipt(
        line(),
        line("2.25.90215347716028843355", number="3", description="Mediastinum 3.0 mm", chosen=172, size=90_700_000),
        line("2.25.57718240093361542096", number="4", description="Coronal 3.0 mm", chosen=96, size=50_600_000),
        practice=practice,
    )


def short_receipt() -> Receipt:
    """The receipt of the design's picture: one verified, one short by 2, one not sent."""
    gone = "The USB drive was taken out before it was read."
    return receipt(
        line(),
        line(
            "2.25.90215347716028843355",
            number="3",
            description="Mediastinum 3.0 mm",
            chosen=172,
            count=170,
            arrived=170,
            state=LineState.SHORT,
            reason="The service counts 170 of the 172 images that were sent.",
            size=90_700_000,
        ),
        line(
            "2.25.57718240093361542096",
            number="4",
            description="Coronal 3.0 mm",
            chosen=96,
            sent=0,
            count=None,
            arrived=0,
            state=LineState.NOT_SENT,
            reason=gone,
            size=50_600_000,
            missing_instances=missing(*[gone] * 96),
        ),
        outcome=Outcome.SHORT,
    )


def entry(
    upload_id: int = 1,
    *,
    started: datetime = STARTED,
    finished: datetime | None = FINISHED,
    name: str = "City Radiology",
    practice: bool = False,
    user: str = "reception1",
    patients: tuple[Patient, ...] = (SALLY,),
    studies: tuple[Study, ...] = (THORAX,),
    images: int = 908,
    series: int = 3,
    arrived: int | None = None,
    outcome: Outcome | None = Outcome.VERIFIED,
    running: bool = False,
) -> HistoryEntry:
    """One upload of the history; what is left out is that of a verified one."""
    return HistoryEntry(
        upload_id=upload_id,
        started=started,
        finished=finished,
        destination_name="Practice service" if practice else name,
        practice=practice,
        user=user,
        patients=patients,
        studies=studies,
        images=images,
        series=series,
        arrived=images if arrived is None else arrived,
        outcome=outcome,
        running=running,
    )
