"""What the journal knows of destinations, by origin; it says nothing about a patient and outlives all uploads."""

from __future__ import annotations

import sqlite3

from gui.core.plan import Limits
from gui.core.upload import CountReading


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


def limits(connection: sqlite3.Connection, origin: str) -> Limits | None:
    """What one request to a destination may carry, as far as it has shown; None when it never did."""
    row = connection.execute(
        "SELECT max_files, max_bytes FROM destination WHERE origin = ? AND max_files IS NOT NULL", (origin,)
    ).fetchone()
    return None if row is None else Limits(*row)


def keep_limits(connection: sqlite3.Connection, origin: str, limits: Limits) -> None:
    """A destination takes no more than this in one request."""
    connection.execute(
        "INSERT INTO destination (origin, reading, max_files, max_bytes) VALUES (?,?,?,?)"
        " ON CONFLICT (origin) DO UPDATE SET max_files = excluded.max_files, max_bytes = excluded.max_bytes",
        (origin, CountReading.UNKNOWN.value, limits.max_files, limits.max_bytes),
    )
