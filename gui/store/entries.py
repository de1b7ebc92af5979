"""The rows of History: what the journal says of each upload at a glance."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from gui.core.destination import PRACTICE_ID
from gui.core.receipt import HistoryEntry
from gui.core.upload import InstanceState, Outcome
from gui.core.verdict import judge_outcome
from gui.store import rows

_SETTLED = (InstanceState.VERIFIED.value, InstanceState.REFUSED.value)


def history(connection: sqlite3.Connection, running: Collection[int]) -> tuple[HistoryEntry, ...]:
    """All uploads, newest first; ``running`` are those that are sent at this moment."""
    found = connection.execute(
        "SELECT id, started, finished, destination_name, destination_id, user, images, arrived, outcome,"
        " deidentified, (SELECT COUNT(DISTINCT series_instance_uid) FROM series WHERE upload = upload.id)"
        " FROM upload ORDER BY started DESC, id DESC"
    ).fetchall()
    return tuple(_entry(connection, row, running=row[0] in running) for row in found)


def unfinished(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The uploads, newest first, that did not end, and of which an image is not settled."""
    found = connection.execute(
        "SELECT id FROM upload WHERE finished IS NULL AND EXISTS"
        " (SELECT 1 FROM instance WHERE upload = upload.id AND state NOT IN (?,?))"
        " ORDER BY started DESC, id DESC",
        _SETTLED,
    ).fetchall()
    return tuple(row[0] for row in found)


def _entry(connection: sqlite3.Connection, row: rows.Row, *, running: bool) -> HistoryEntry:
    upload_id, started, finished, name, destination_id, user, images, arrived, outcome, deidentified, series = row
    moment = rows.get_time(started)
    assert moment is not None
    ended = None if outcome is None else Outcome(outcome)
    if ended is None:
        tally = dict(
            connection.execute("SELECT state, COUNT(*) FROM instance WHERE upload = ? GROUP BY state", (upload_id,))
        )
        arrived = tally.get(InstanceState.VERIFIED.value, 0)
        if set(tally) <= set(_SETTLED):
            ended = judge_outcome(map(InstanceState, tally))
    return HistoryEntry(
        upload_id=upload_id,
        started=moment,
        finished=rows.get_time(finished),
        destination_name=rows.get_text(name),
        practice=destination_id == PRACTICE_ID,
        user=rows.get_text(user),
        patients=tuple(rows.get_patient(one) for one in connection.execute(rows.PATIENTS, (upload_id,))),
        studies=tuple(rows.get_study(one) for one in connection.execute(rows.STUDIES, (upload_id,))),
        images=images,
        series=series,
        arrived=arrived,
        outcome=ended,
        running=running,
        deidentified=bool(deidentified),
    )
