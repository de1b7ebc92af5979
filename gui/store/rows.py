"""How values become the journal's rows, and rows values again, without loss."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from gui.core.destination import Destination, Dialect, Scheme
from gui.core.entities import Instance, Patient, Series, SkipReason, Study
from gui.core.upload import BatchResult, DiscIndex, InstanceState, LeftOut, Upload

Row = tuple[Any, ...]

_LARGEST = 2**63 - 1

PATIENTS = "SELECT patient_id, issuer, name, birth_date, sex FROM patient WHERE upload = ? ORDER BY position"
STUDIES = (
    "SELECT study_instance_uid, date, time, description, accession_number FROM study WHERE upload = ? ORDER BY position"
)
SERIES = "SELECT series_instance_uid, modality, number, description FROM series WHERE upload = ? ORDER BY position"
INSTANCES = (
    "SELECT path, size, mtime_ns, sop_instance_uid, sop_class_uid, transfer_syntax_uid, patient, study, series,"
    " instance_number, rows, columns, frames, entry FROM instance WHERE upload = ? ORDER BY position"
)
INDEXES = "SELECT listed, read, named FROM disc_index WHERE upload = ? ORDER BY position"
RESULT_SERIES = "SELECT series_instance_uid, counted, carried FROM result_series WHERE result = ?"
RESULT_INSTANCES = "SELECT sop_instance_uid, state, reason, digest FROM result_instance WHERE result = ?"


def keep_text(text: str) -> str | bytes:
    """The text as SQLite takes it: what UTF-8 cannot carry (lone surrogates) is kept as bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def get_text(kept: str | bytes) -> str:
    """The text that :func:`keep_text` was given."""
    return kept.decode("utf-8", "surrogatepass") if isinstance(kept, bytes) else kept


def keep_time(moment: datetime) -> str:
    """The moment in UTC, written so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def get_time(kept: str | None) -> datetime | None:
    """The moment that :func:`keep_time` was given, in UTC."""
    return None if kept is None else datetime.fromisoformat(kept)


def upload_row(upload: Upload) -> Row:
    """Columns ``started`` to ``images``, and the later ones. Raises :class:`gui.core.errors.AddressInvalid`."""
    to = upload.destination
    return (
        keep_time(upload.started),
        keep_text(upload.user),
        keep_text(to.id),
        keep_text(to.name),
        keep_text(to.base_url),
        to.address.origin,
        to.scheme.value,
        keep_text(to.source),
        int(to.plain_http_confirmed),
        to.connections,
        upload.not_chosen,
        len(upload.instances),
        to.dialect.value,
        int(upload.deidentified),
    )


class Shared:
    """Numbers the patients, studies and series of an upload, each distinct value once, in order of appearance."""

    def __init__(self) -> None:
        self.patients: dict[Patient, int] = {}
        self.studies: dict[Study, int] = {}
        self.series: dict[Series, int] = {}

    def instance_rows(self, upload_id: int, instances: Iterable[Instance]) -> Iterator[Row]:
        """One row of table ``instance`` for each; fills the three numberings on the way."""
        for position, one in enumerate(instances):
            yield (
                upload_id,
                position,
                os.fsencode(one.path),
                one.size,
                one.mtime_ns,
                keep_text(one.sop_instance_uid),
                keep_text(one.sop_class_uid),
                keep_text(one.transfer_syntax_uid),
                self.patients.setdefault(one.patient, len(self.patients)),
                self.studies.setdefault(one.study, len(self.studies)),
                self.series.setdefault(one.series, len(self.series)),
                _keep_number(one.instance_number),
                _keep_number(one.rows),
                _keep_number(one.columns),
                _keep_number(one.frames),
                InstanceState.PLANNED.value,
                keep_text(one.entry),
            )


def insert_upload(connection: sqlite3.Connection, upload: Upload) -> int:
    """Write an upload into all tables of the plan; the answer is its ID."""
    cursor = connection.execute(
        "INSERT INTO upload (started, user, destination_id, destination_name, base_url, origin, scheme, source,"
        " plain_http_confirmed, connections, not_chosen, images, dialect, deidentified)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        upload_row(upload),
    )
    upload_id = cursor.lastrowid
    assert upload_id is not None
    connection.executemany(
        "INSERT INTO left_out VALUES (?,?,?,?)",
        ((upload_id, n, group.reason.value, group.files) for n, group in enumerate(upload.left_out)),
    )
    connection.executemany(
        "INSERT INTO disc_index VALUES (?,?,?,?,?)",
        ((upload_id, n, one.listed, one.read, "\n".join(one.named)) for n, one in enumerate(upload.indexes)),
    )
    shared = Shared()
    connection.executemany(
        "INSERT INTO instance VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        shared.instance_rows(upload_id, upload.instances),
    )
    connection.executemany(
        "INSERT INTO patient VALUES (?,?,?,?,?,?,?)",
        ((upload_id, n, *patient_row(patient)) for patient, n in shared.patients.items()),
    )
    connection.executemany(
        "INSERT INTO study VALUES (?,?,?,?,?,?,?)",
        ((upload_id, n, *study_row(study)) for study, n in shared.studies.items()),
    )
    connection.executemany(
        "INSERT INTO series VALUES (?,?,?,?,?,?)",
        ((upload_id, n, *series_row(series)) for series, n in shared.series.items()),
    )
    return upload_id


def patient_row(patient: Patient) -> Row:
    """Columns ``patient_id`` to ``sex``."""
    texts = (patient.patient_id, patient.issuer, patient.name, patient.birth_date, patient.sex)
    return tuple(map(keep_text, texts))


def study_row(study: Study) -> Row:
    """Columns ``study_instance_uid`` to ``accession_number``."""
    texts = (study.study_instance_uid, study.date, study.time, study.description, study.accession_number)
    return tuple(map(keep_text, texts))


def series_row(series: Series) -> Row:
    """Columns ``series_instance_uid`` to ``description``."""
    return tuple(map(keep_text, (series.series_instance_uid, series.modality, series.number, series.description)))


def get_patient(row: Row) -> Patient:
    """The patient of :func:`patient_row`."""
    return Patient(*map(get_text, row))


def get_study(row: Row) -> Study:
    """The study of :func:`study_row`."""
    return Study(*map(get_text, row))


def get_series(row: Row) -> Series:
    """The series of :func:`series_row`."""
    return Series(*map(get_text, row))


def get_index(row: Row) -> DiscIndex:
    """The index of a disc again, of ``listed``, ``read`` and ``named``."""
    listed, read, named = row
    return DiscIndex(listed, read, tuple(named.split("\n")) if named else ())


def get_upload(
    row: Row,
    left_out: Iterable[Row],
    indexes: Iterable[Row],
    instances: Iterable[Row],
    shared: tuple[list[Patient], list[Study], list[Series]],
) -> Upload:
    """The upload again: of :func:`upload_row` without ``origin``, (reason, files), discs' indexes, ``instance``."""
    started, user, id_, name, base_url, scheme, source, confirmed, connections, not_chosen, dialect, deidentified = row
    moment = get_time(started)
    assert moment is not None
    return Upload(
        destination=Destination(
            id=get_text(id_),
            name=get_text(name),
            base_url=get_text(base_url),
            scheme=Scheme(scheme),
            source=get_text(source),
            plain_http_confirmed=bool(confirmed),
            connections=connections,
            dialect=Dialect(dialect),
        ),
        instances=tuple(_get_instance(one, shared) for one in instances),
        started=moment,
        user=get_text(user),
        left_out=tuple(LeftOut(SkipReason(reason), files) for reason, files in left_out),
        not_chosen=not_chosen,
        deidentified=bool(deidentified),
        indexes=tuple(get_index(one) for one in indexes),
    )


def _get_instance(row: Row, shared: tuple[list[Patient], list[Study], list[Series]]) -> Instance:
    path, size, mtime_ns, uid, sop_class, syntax, patient, study, series, number, rows, columns, frames, entry = row
    patients, studies, all_series = shared
    return Instance(
        path=os.fsdecode(path),
        size=size,
        mtime_ns=mtime_ns,
        sop_instance_uid=get_text(uid),
        sop_class_uid=get_text(sop_class),
        transfer_syntax_uid=get_text(syntax),
        patient=patients[patient],
        study=studies[study],
        series=all_series[series],
        instance_number=number,
        rows=rows,
        columns=columns,
        frames=frames,
        entry=get_text(entry),
    )


def result_series_rows(result_id: int, result: BatchResult) -> Iterator[Row]:
    """One row for each series that was counted or carried."""
    for uid in {**result.counts, **result.carried}:
        yield result_id, keep_text(uid), result.counts.get(uid), result.carried.get(uid)


def result_instance_rows(result_id: int, result: BatchResult) -> Iterator[Row]:
    """One row for each instance that has a state, a reason or a digest."""
    for uid in {**result.states, **result.reasons, **result.digests}:
        state = result.states.get(uid)
        reason = result.reasons.get(uid)
        digest = result.digests.get(uid)
        yield (
            result_id,
            keep_text(uid),
            None if state is None else state.value,
            None if reason is None else keep_text(reason),
            None if digest is None else bytes.fromhex(digest),
        )


def get_result(row: Row, series: Iterable[Row], instances: Iterable[Row]) -> BatchResult:
    """The result again: of (batch, attempt, status, size, detail) and the rows of its two tables, without ID."""
    batch, attempt, status, size, detail = row
    counts: dict[str, int] = {}
    carried: dict[str, int] = {}
    for uid, counted, number in series:
        if counted is not None:
            counts[get_text(uid)] = counted
        if number is not None:
            carried[get_text(uid)] = number
    states: dict[str, InstanceState] = {}
    reasons: dict[str, str] = {}
    digests: dict[str, str] = {}
    for kept, state, reason, digest in instances:
        uid = get_text(kept)
        if state is not None:
            states[uid] = InstanceState(state)
        if reason is not None:
            reasons[uid] = get_text(reason)
        if digest is not None:
            digests[uid] = digest.hex()
    return BatchResult(
        batch, attempt, status, counts, carried, states, reasons, digests, size=size, detail=get_text(detail)
    )


def _keep_number(number: int | None) -> int | None:
    """A number that a file claims; one that no column can hold says nothing."""
    return number if number is not None and -_LARGEST <= number <= _LARGEST else None
