"""What the journal knows of destinations, by origin; it says nothing about a patient and outlives all uploads."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from gui.core.plan import Limits
from gui.core.upload import CountReading
from gui.store.rows import get_time, keep_time

_DOUBLED_AFTER = timedelta(days=7)
_MOST_DOUBLINGS = 30


def reading(connection: sqlite3.Connection, origin: str) -> CountReading:
    """What a destination is known to mean by its counts."""
    row = connection.execute("SELECT reading FROM destination WHERE origin = ?", (origin,)).fetchone()
    return CountReading.UNKNOWN if row is None else CountReading(row[0])


def keep_reading(connection: sqlite3.Connection, origin: str, reading: CountReading) -> None:
    """A destination has shown what it means by its counts."""
    connection.execute(
        "INSERT INTO destination (origin, reading) VALUES (?,?)"
        " ON CONFLICT (origin) DO UPDATE SET reading = excluded.reading",
        (origin, reading.value),
    )


def limits(connection: sqlite3.Connection, origin: str, now: datetime) -> Limits | None:
    """What one request to a destination may carry, as far as it has shown; None when it never did.

    A destination may have refused a request only once, or have been given more room since. So what was learnt is
    doubled with every whole week since then, until it limits nothing any more; what is refused again is learnt anew.
    That costs one refused request a week at the most where the limit is real.
    """
    row = connection.execute(
        "SELECT max_files, max_bytes, limits_learnt FROM destination WHERE origin = ? AND max_files IS NOT NULL",
        (origin,),
    ).fetchone()
    if row is None:
        return None
    max_files, max_bytes, kept = row
    learnt = get_time(kept)
    if learnt is None:
        return None
    weeks = max(0, (now - learnt) // _DOUBLED_AFTER)
    return None if weeks > _MOST_DOUBLINGS else Limits(max_files << weeks, max_bytes << weeks)


def keep_limits(connection: sqlite3.Connection, origin: str, limits: Limits, now: datetime) -> None:
    """A destination takes no more than this in one request, as it has shown at this moment."""
    connection.execute(
        "INSERT INTO destination (origin, reading, max_files, max_bytes, limits_learnt) VALUES (?,?,?,?,?)"
        " ON CONFLICT (origin) DO UPDATE SET max_files = excluded.max_files, max_bytes = excluded.max_bytes,"
        " limits_learnt = excluded.limits_learnt",
        (origin, CountReading.UNKNOWN.value, limits.max_files, limits.max_bytes, keep_time(now)),
    )
