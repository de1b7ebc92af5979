"""The JSON that the command line prints; the shapes are part of the product and stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from gui.core.entities import IndexCheck, SeriesSummary, Skipped, Totals
from gui.core.receipt import HistoryEntry, Receipt
from gui.core.upload import Outcome


def scan_json(
    totals: Totals,
    series: Iterable[SeriesSummary],
    skipped: Iterable[Skipped],
    seconds: float,
    indexes: Iterable[IndexCheck] = (),
) -> dict[str, Any]:
    """What ``scan --json`` prints. What an index lists without its being there is under ``indexes`` only."""
    return {
        "files": totals.files_found,
        "series": [_series_json(one) for one in series],
        "skipped": [_skipped_json(one) for one in skipped],
        "indexes": [_index_json(one) for one in indexes],
        "seconds": round(seconds, 3),
    }


def receipt_json(receipt: Receipt, skipped: Sequence[Skipped], seconds: float) -> dict[str, Any]:
    """What ``send --json`` and ``resume --json`` print.

    A series that stands in several studies names all their UIDs, with a backslash between (PS3.5 §6.2).
    """
    return {
        "outcome": receipt.outcome.value,
        "endpoint": receipt.endpoint,
        "series": [
            {
                "StudyInstanceUID": "\\".join(line.study_instance_uids),
                "SeriesInstanceUID": line.series_instance_uid,
                "sent": line.sent,
                "service_count": line.service_count,
                "state": line.state.value,
                "reason": line.reason,
            }
            for line in receipt.lines
        ],
        "skipped": [_skipped_json(one) for one in skipped],
        "left_out": {group.reason.value: group.files for group in receipt.left_out},
        "instances": receipt.chosen,
        "bytes": receipt.size,
        "requests": receipt.requests,
        "retries": receipt.retries,
        "deidentified": receipt.deidentified,
        "indexes": [{"listed": one.listed, "read": one.read, "not_read": list(one.named)} for one in receipt.indexes],
        "seconds": round(seconds, 3),
    }


def not_begun_json(
    outcome: Outcome,
    reason: str,
    endpoint: str,
    totals: Totals,
    series: Iterable[SeriesSummary],
    skipped: Sequence[Skipped],
    seconds: float,
) -> dict[str, Any]:
    """The shape of :func:`receipt_json` for an upload that ended before its first request."""
    return {
        "outcome": outcome.value,
        "endpoint": endpoint,
        "series": [
            {
                "StudyInstanceUID": one.key.study_instance_uid,
                "SeriesInstanceUID": one.key.series_instance_uid,
                "sent": 0,
                "service_count": None,
                "state": "not_sent",
                "reason": reason,
            }
            for one in series
        ],
        "skipped": [_skipped_json(one) for one in skipped],
        "left_out": dict(Counter(one.reason.value for one in skipped)),
        "instances": totals.to_send,
        "bytes": totals.size,
        "requests": 0,
        "retries": 0,
        "deidentified": False,
        "indexes": [],
        "seconds": round(seconds, 3),
    }


def history_json(entries: Iterable[HistoryEntry]) -> dict[str, Any]:
    """What ``history --json`` prints."""
    return {
        "uploads": [
            {
                "upload": entry.upload_id,
                "started": entry.started.isoformat(),
                "finished": entry.finished.isoformat() if entry.finished else None,
                "destination": entry.destination_name,
                "practice": entry.practice,
                "user": entry.user,
                "series": entry.series,
                "instances": entry.images,
                "arrived": entry.arrived,
                "outcome": entry.outcome.value if entry.outcome else None,
                "deidentified": entry.deidentified,
                "running": entry.running,
            }
            for entry in entries
        ]
    }


def _series_json(series: SeriesSummary) -> dict[str, Any]:
    return {
        "PatientID": series.patient.patient_id,
        "PatientName": series.patient.name,
        "StudyInstanceUID": series.key.study_instance_uid,
        "SeriesInstanceUID": series.key.series_instance_uid,
        "Modality": series.series.modality,
        "SeriesDescription": series.series.description,
        "SeriesNumber": series.series.number,
        "kind": series.kind.value,
        "instances": series.instances,
        "bytes": series.size,
        "warnings": [warning.value for warning in series.warnings],
    }


def _index_json(check: IndexCheck) -> dict[str, Any]:
    return {
        "path": check.path,
        "listed": check.listed,
        "read": check.read,
        "unread": check.unread,
        "missing": [one.path for one in check.missing],
    }


def _skipped_json(skipped: Skipped) -> dict[str, str]:
    return {"path": skipped.shown, "reason": skipped.reason.value, "text": skipped.text}
