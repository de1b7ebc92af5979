"""The journal's tables, and how an older journal becomes a newer one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        # An ID is never given twice, so that a printed receipt's number stays its own.
        """CREATE TABLE upload (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started TEXT NOT NULL,
            user TEXT NOT NULL,
            destination_id TEXT NOT NULL,
            destination_name TEXT NOT NULL,
            base_url TEXT NOT NULL,
            origin TEXT NOT NULL,
            scheme TEXT NOT NULL,
            source TEXT NOT NULL,
            plain_http_confirmed INTEGER NOT NULL,
            connections INTEGER NOT NULL,
            not_chosen INTEGER NOT NULL,
            images INTEGER NOT NULL,
            finished TEXT,
            outcome TEXT,
            reading TEXT,
            arrived INTEGER,
            retries INTEGER NOT NULL DEFAULT 0)""",
        """CREATE TABLE left_out (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            reason TEXT NOT NULL,
            files INTEGER NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
        """CREATE TABLE patient (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            patient_id TEXT NOT NULL,
            issuer TEXT NOT NULL,
            name TEXT NOT NULL,
            birth_date TEXT NOT NULL,
            sex TEXT NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
        """CREATE TABLE study (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            study_instance_uid TEXT NOT NULL,
            date TEXT NOT NULL,
            time TEXT NOT NULL,
            description TEXT NOT NULL,
            accession_number TEXT NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
        """CREATE TABLE series (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            series_instance_uid TEXT NOT NULL,
            modality TEXT NOT NULL,
            number TEXT NOT NULL,
            description TEXT NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
        # The path is what the operating system gave (os.fsencode): a name need not be text.
        """CREATE TABLE instance (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            path BLOB NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            sop_instance_uid TEXT NOT NULL,
            sop_class_uid TEXT NOT NULL,
            transfer_syntax_uid TEXT NOT NULL,
            patient INTEGER NOT NULL,
            study INTEGER NOT NULL,
            series INTEGER NOT NULL,
            instance_number INTEGER,
            rows INTEGER,
            columns INTEGER,
            frames INTEGER,
            state TEXT NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
        "CREATE INDEX instance_by_uid ON instance (upload, sop_instance_uid)",
        """CREATE TABLE result (
            id INTEGER PRIMARY KEY,
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            batch INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            status INTEGER,
            size INTEGER NOT NULL,
            detail TEXT NOT NULL)""",
        "CREATE INDEX result_by_upload ON result (upload)",
        """CREATE TABLE result_series (
            result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
            series_instance_uid TEXT NOT NULL,
            counted INTEGER,
            carried INTEGER,
            PRIMARY KEY (result, series_instance_uid)) WITHOUT ROWID""",
        """CREATE TABLE result_instance (
            result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
            sop_instance_uid TEXT NOT NULL,
            state TEXT,
            reason TEXT,
            digest BLOB,
            PRIMARY KEY (result, sop_instance_uid)) WITHOUT ROWID""",
        "CREATE TABLE destination (origin TEXT PRIMARY KEY, reading TEXT NOT NULL) WITHOUT ROWID",
    ),
    ("ALTER TABLE upload ADD COLUMN dialect TEXT NOT NULL DEFAULT 'service'",),
    ("ALTER TABLE upload ADD COLUMN problem TEXT NOT NULL DEFAULT ''",),
    (
        "ALTER TABLE destination ADD COLUMN max_files INTEGER",
        "ALTER TABLE destination ADD COLUMN max_bytes INTEGER",
    ),
    # The name within the archive at ``path``; it may hold anything that a name in an archive can.
    ("ALTER TABLE instance ADD COLUMN entry TEXT NOT NULL DEFAULT ''",),
    # Who sends it (:mod:`gui.store.owners`), and since when the destination's limits are known.
    (
        "ALTER TABLE upload ADD COLUMN owner TEXT",
        "ALTER TABLE destination ADD COLUMN limits_learnt TEXT",
    ),
    ("ALTER TABLE upload ADD COLUMN deidentified INTEGER NOT NULL DEFAULT 0",),
    # ``named`` holds the names of files that an index lists and that could not be read, one a line.
    (
        """CREATE TABLE disc_index (
            upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
            position INTEGER NOT NULL,
            listed INTEGER NOT NULL,
            read INTEGER NOT NULL,
            named TEXT NOT NULL,
            PRIMARY KEY (upload, position)) WITHOUT ROWID""",
    ),
)
"""What each version adds; ``PRAGMA user_version`` counts them. A published one is never changed."""


class TooNew(sqlite3.DatabaseError):
    """The journal was written by a newer version of the program."""


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the journal at ``path`` up to date, one version after the other, each whole or not at all.

    Before each step, what there was is copied aside (see :func:`copies`), unless the journal is being made just now.
    ``connection`` is in autocommit mode. Raises :class:`sqlite3.Error` or :class:`OSError`; :class:`TooNew` for a
    journal of a newer program.
    """
    made_now = _version(connection) == 0
    while (version := _version(connection)) != len(migrations):
        if version > len(migrations):
            raise TooNew
        if not made_now:
            _copy_aside(connection, path, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:  # another program may have been faster
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def copies(path: Path) -> tuple[Path, ...]:
    """The copies that migrations put aside; they hold what the journal held, so they are forgotten with it."""
    return tuple(sorted(path.parent.glob(f"{path.name}.version-*")))


def make_private_file(path: Path) -> None:
    """Make an empty file that only this person can read (0600); one that is there is only narrowed."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy_aside(connection: sqlite3.Connection, path: Path, version: int) -> None:
    aside = path.with_name(f"{path.name}.version-{version}")
    aside.unlink(missing_ok=True)
    make_private_file(aside)
    copy = sqlite3.connect(aside)
    try:
        connection.backup(copy)
    finally:
        copy.close()
