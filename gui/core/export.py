"""Receipts and the history as text for files: CSV for spreadsheets, UIDs for archives."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from gui.core.entities import SKIP_TEXTS, Instance, Skipped, SkipReason, Totals
from gui.core.proof import SentFile
from gui.core.receipt import HistoryEntry, Receipt, ReceiptLine
from gui.core.sentences import Sentences, headline
from gui.core.upload import DiscIndex

PRACTICE_MARK = "PRACTICE – nothing leaves this computer"

_Cell = str | int | None

_SERIES_COLUMNS = (
    "Patient",
    "Patient ID",
    "Birth date",
    "Study",
    "Study date",
    "Accession number",
    "Series number",
    "Series",
    "Modality",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Images chosen",
    "Images sent",
    "Service's count",
    "Arrived",
    "Missing",
    "State",
    "Reason",
    "Bytes",
)
_HISTORY_COLUMNS = (
    "Receipt",
    "Started",
    "Finished",
    "Destination",
    "Practice",
    "Signed in",
    "Patients",
    "Patient IDs",
    "Studies",
    "Series",
    "Images",
    "Arrived",
    "Missing",
    "Outcome",
)
_FILE_COLUMNS = ("File", "SOPInstanceUID", "State", "SHA-256 as sent", "Bytes", "Reason")
_UNTICKED = "Not ticked in the list"
_LEFT_OUT_COLUMNS = ("Reason", "File", "Details", "Bytes")
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_SENTENCES = Sentences()


def receipt_csv(receipt: Receipt) -> str:
    """The receipt as CSV (RFC 4180): facts of the upload, then one row for each series, then the sum.

    The writer adds the byte order mark that spreadsheets need (``encoding="utf-8-sig", newline=""``). Times are in
    UTC. All rows have the same number of fields. A text that a spreadsheet would take as a formula gets an
    apostrophe before it.
    """
    rows: list[Sequence[_Cell]] = [
        ("Receipt", f"{receipt.upload_id:04}"),
        ("Result", headline(receipt)),
        ("Destination", receipt.destination_name),
        ("Address", receipt.endpoint),
        ("Signed in", receipt.user),
        *([("Identifying data", "Removed before sending")] if receipt.deidentified else []),
        ("Started", _moment(receipt.started)),
        ("Finished", _moment(receipt.finished)),
        ("Files found", receipt.files_found),
        ("Images chosen", receipt.chosen),
        ("Images not chosen", receipt.not_chosen),
        *((f"Left out: {SKIP_TEXTS[group.reason]}", group.files) for group in receipt.left_out),
        *(row for one in receipt.indexes for row in _index_rows(one)),
        ("Requests", receipt.requests),
        ("Tries again", receipt.retries),
        (),
        _SERIES_COLUMNS,
        *(_series_row(line) for line in receipt.lines),
        _sum_row(receipt),
    ]
    if receipt.practice:
        rows.insert(0, (PRACTICE_MARK,))
    return _csv(rows, len(_SERIES_COLUMNS))


def _index_rows(index: DiscIndex) -> list[Sequence[_Cell]]:
    """What a disc's index lists, how much of it could be read, and the names of the rest."""
    return [
        ("Images that the disc's index lists", index.listed),
        ("Of these, images that could be read", index.read),
        *(("In the disc's index, but not read", name) for name in index.named),
    ]


def receipt_uids(receipt: Receipt) -> str:
    """The SeriesInstanceUID of every series of the receipt, one a line."""
    return "".join(f"{line.series_instance_uid}\n" for line in receipt.lines)


def history_csv(entries: Iterable[HistoryEntry]) -> str:
    """The history as CSV, one row for each upload; as :func:`receipt_csv` otherwise."""
    return _csv([_HISTORY_COLUMNS, *map(_history_row, entries)], len(_HISTORY_COLUMNS))


def files_csv(receipt: Receipt, line: ReceiptLine, files: Iterable[SentFile]) -> str:
    """The files of one series as CSV, with the digest of each as it was sent; as :func:`receipt_csv` otherwise.

    The first column holds file names only, without their folders.
    """
    rows: list[Sequence[_Cell]] = [
        ("Receipt", f"{receipt.upload_id:04}"),
        ("Destination", receipt.destination_name),
        ("SeriesInstanceUID", line.series_instance_uid),
        (),
        _FILE_COLUMNS,
        *((_name(one.path), one.sop_instance_uid, one.state.value, one.digest, one.size, one.reason) for one in files),
    ]
    if receipt.practice:
        rows.insert(0, (PRACTICE_MARK,))
    return _csv(rows, len(_FILE_COLUMNS))


def left_out_csv(skipped: Iterable[Skipped], totals: Totals, unticked: Sequence[Instance] = ()) -> str:
    """The files that are not sent, and why, as CSV; as :func:`receipt_csv` otherwise. Holds whole paths.

    ``unticked`` are those of ``totals.to_send`` whose series are not ticked.
    """
    rows: list[Sequence[_Cell]] = [
        ("Files found", totals.files_found),
        ("Images to send", totals.to_send - len(unticked)),
        *((("Not ticked", len(unticked)),) if unticked else ()),
        ("Left out", totals.left_out),
        (),
        _LEFT_OUT_COLUMNS,
        *((SKIP_TEXTS[one.reason], one.shown, one.text, one.size) for one in _by_reason(skipped)),
        *((_UNTICKED, one.shown, _UNTICKED, one.size) for one in unticked),
    ]
    return _csv(rows, len(_LEFT_OUT_COLUMNS))


def left_out_text(skipped: Iterable[Skipped], totals: Totals, unticked: Sequence[Instance] = ()) -> str:
    """The files that are not sent as plain text, grouped by reason with their sums; as :func:`left_out_csv`."""
    to_send = totals.to_send - len(unticked)
    parts = [
        f"{to_send} to send",
        *([f"{len(unticked)} not ticked"] if unticked else ()),
        f"{totals.left_out} left out",
    ]
    lines = [f"{totals.files_found} files found = {' + '.join(parts)}"]
    for reason, files in itertools.groupby(_by_reason(skipped), key=lambda one: one.reason):
        group = list(files)
        lines += ["", f"{SKIP_TEXTS[reason]}: {len(group)}"]
        lines += [
            f"  {_line(one.shown)}" + (f" ({_line(one.text)})" if one.text != SKIP_TEXTS[reason] else "")
            for one in group
        ]
    if unticked:
        lines += ["", f"{_UNTICKED}: {len(unticked)}", *(f"  {_line(one.shown)}" for one in unticked)]
    return "\n".join(lines) + "\n"


def _by_reason(skipped: Iterable[Skipped]) -> list[Skipped]:
    order = list(SkipReason)
    return sorted(skipped, key=lambda one: order.index(one.reason))


def _line(text: str) -> str:
    """Text that stays on its line, of characters that UTF-8 can carry."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown.encode("utf-8", "replace").decode("utf-8")


def _name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _series_row(line: ReceiptLine) -> Sequence[_Cell]:
    return (
        line.patient.name,
        line.patient.patient_id,
        line.patient.birth_date,
        line.study.description,
        line.study.date,
        line.study.accession_number,
        line.series.number,
        line.series.description,
        line.series.modality,
        "\\".join(line.study_instance_uids),
        line.series_instance_uid,
        line.chosen,
        line.sent,
        line.service_count,
        line.arrived,
        line.missing,
        _SENTENCES.state(line),
        line.reason,
        line.size,
    )


def _sum_row(receipt: Receipt) -> Sequence[_Cell]:
    counts = (receipt.chosen, receipt.sent, None, receipt.arrived, receipt.missing)
    blank = _SERIES_COLUMNS.index("Images chosen") - 1
    return ("Sum", *("",) * blank, *counts, headline(receipt), "", receipt.size)


def _history_row(entry: HistoryEntry) -> Sequence[_Cell]:
    return (
        f"{entry.upload_id:04}",
        _moment(entry.started),
        _moment(entry.finished),
        entry.destination_name,
        "PRACTICE" if entry.practice else "",
        entry.user,
        "; ".join(patient.name for patient in entry.patients),
        "; ".join(patient.patient_id for patient in entry.patients),
        "; ".join(study.description for study in entry.studies),
        entry.series,
        entry.images,
        entry.arrived,
        entry.missing,
        entry.outcome.value if entry.outcome else "interrupted",
    )


def _csv(rows: Iterable[Sequence[_Cell]], columns: int) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([*map(_cell, row), *[""] * (columns - len(row))])
    return text.getvalue()


def _cell(value: _Cell) -> str:
    """A field: texts made harmless for spreadsheets, and of characters that UTF-8 can carry."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.lstrip(" ")[:1] in _FORMULA and text.strip() else text


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
