"""Which series went out from this computer before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gui.core.destination import PRACTICE_ID
from gui.core.receipt import SentBefore
from gui.core.upload import InstanceState
from gui.store import rows

_AT_A_TIME = 500
_SERIES = (
    "SELECT upload, position, series_instance_uid FROM series JOIN upload ON upload.id = upload"
    " WHERE destination_id <> ? AND series_instance_uid IN"
)
_NEVER_OUT = (InstanceState.PLANNED.value, InstanceState.REFUSED.value)


def sent_before(connection: sqlite3.Connection, series_uids: Iterable[str]) -> Mapping[str, SentBefore]:
    """By SeriesInstanceUID, the upload that got most of it there; of several that did, the newest.

    Uploads to the Practice service do not count: nothing of them left this computer.
    """
    series: dict[tuple[int, int], str] = {}
    wanted = list(dict.fromkeys(rows.keep_text(uid) for uid in series_uids))
    for part in _parts(wanted):
        marks = ",".join("?" * len(part))
        found = connection.execute(
            f"{_SERIES} ({marks})",
            (PRACTICE_ID, *part),
        )
        series.update(((upload, position), rows.get_text(uid)) for upload, position, uid in found)
    answers: dict[str, SentBefore] = {}
    for upload in sorted({upload for upload, _ in series}):
        for uid, (chosen, arrived, out) in _tally(connection, upload, series).items():
            if not out:
                continue
            candidate = _answer(connection, upload, chosen, arrived)
            known = answers.get(uid)
            if known is None or (candidate.arrived, candidate.when) >= (known.arrived, known.when):
                answers[uid] = candidate
    return answers


def _tally(
    connection: sqlite3.Connection, upload: int, series: Mapping[tuple[int, int], str]
) -> Mapping[str, tuple[int, int, int]]:
    """Of one upload, by UID: images chosen, arrived, and sent or perhaps sent."""
    sums: dict[str, tuple[int, int, int]] = {}
    found = connection.execute(
        "SELECT series, COUNT(*), SUM(state = ?), SUM(state NOT IN (?,?)) FROM instance WHERE upload = ?"
        " GROUP BY series",
        (InstanceState.VERIFIED.value, *_NEVER_OUT, upload),
    )
    for position, *counts in found:
        uid = series.get((upload, position))
        if uid is not None:
            chosen, arrived, out = sums.get(uid, (0, 0, 0))
            sums[uid] = (chosen + counts[0], arrived + counts[1], out + counts[2])
    return sums


def _answer(connection: sqlite3.Connection, upload: int, chosen: int, arrived: int) -> SentBefore:
    started, name = connection.execute(
        "SELECT started, destination_name FROM upload WHERE id = ?", (upload,)
    ).fetchone()
    moment = rows.get_time(started)
    assert moment is not None
    return SentBefore(moment, rows.get_text(name), chosen, arrived)


def _parts(values: Sequence[str | bytes]) -> Iterator[Sequence[str | bytes]]:
    """The values, as many at a time as a statement takes."""
    for start in range(0, len(values), _AT_A_TIME):
        yield values[start : start + _AT_A_TIME]
