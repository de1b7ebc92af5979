"""One SQLite file of this person's, used by all threads of a program and by several programs."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gui.core.errors import CourierError
from gui.store.schema import Migration, make_private_file, migrate

_BUSY_SECONDS = 10.0


class Database:
    """The file at ``path``, made for this person only (0600) where it is not there, and brought up to date.

    Each method and each of its blocks raises what ``failed`` makes of a foreign error (its class and SQLite's name for
    it, never a path or a value), the constructor too.

    What is deleted is overwritten with zeros.
    """

    def __init__(self, path: Path, migrations: Sequence[Migration], failed: Callable[[str], CourierError]) -> None:
        self._failed = failed
        self._lock = threading.RLock()
        with self.guarded():
            make_private_file(path)
            connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
            )
            with contextlib.ExitStack() as unless_ready:
                unless_ready.callback(connection.close)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")
                migrate(connection, path, migrations)
                unless_ready.pop_all()
        self._connection = connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction that is kept as a whole, or not at all; no other program writes."""
        with self.guarded():
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            with connection:  # commits, or rolls back
                yield connection

    @contextlib.contextmanager
    def view(self) -> Iterator[sqlite3.Connection]:
        """The connection, for looking at one state of the file; within a transaction, at that one's."""
        with self.guarded():
            connection = self._connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def empty_log(self) -> None:
        """Deleted pages are overwritten in the file only; the write-ahead log holds them until this."""
        with self.guarded():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; every later call fails."""
        with self.guarded():
            self._connection.close()

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """One thread at a time, and foreign errors become the file's own."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                status = getattr(error, "sqlite_errorname", "")
                raise self._failed(f"{type(error).__name__} {status}".strip()) from error
            except OSError as error:
                raise self._failed(type(error).__name__) from error
