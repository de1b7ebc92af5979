"""What a series was that goes out under another UID: where identifying data is removed before sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gui.core.entities import Series, Study
from gui.core.receipt import Receipt, ReceiptLine
from gui.core.upload import Progress


@dataclass(frozen=True, slots=True)
class AsRead:
    """A series as it was read. For the window only: it leads back to the patient."""

    series_instance_uid: str
    study: Study
    series: Series


Known = Mapping[str, AsRead]
"""By the SeriesInstanceUID that goes out; empty where that is the one that was read."""


def progress_as_read(progress: Progress, known: Known) -> Progress:
    """The progress of the series by the UIDs that they were read with."""
    if not known:
        return progress
    parts = (replace(one, series_instance_uid=_read_uid(one.series_instance_uid, known)) for one in progress.series)
    return replace(progress, series=tuple(parts))


def lines_as_read(lines: Sequence[ReceiptLine], known: Known) -> tuple[ReceiptLine, ...]:
    """A receipt's lines by the UIDs that the series were read with."""
    return tuple(replace(one, series_instance_uid=_read_uid(one.series_instance_uid, known)) for one in lines)


def receipt_to_show(receipt: Receipt, known: Known) -> Receipt:
    """A receipt in which a person finds the series again: described as they were read, with the UIDs that went out."""
    return replace(receipt, lines=tuple(_described(line, known) for line in receipt.lines)) if known else receipt


def _described(line: ReceiptLine, known: Known) -> ReceiptLine:
    read = known.get(line.series_instance_uid)
    if read is None:
        return line
    study = replace(line.study, description=read.study.description, date=read.study.date)
    series = replace(line.series, number=read.series.number, description=read.series.description)
    return replace(line, study=study, series=series)


def _read_uid(uid: str, known: Known) -> str:
    read = known.get(uid)
    return uid if read is None else read.series_instance_uid
