"""What came into a watched folder and went out: remembered, so that nothing is sent twice, also after a crash."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gui.core.entities import Instance
from gui.core.errors import CourierError
from gui.store.database import Database
from gui.store.locks import is_held, try_lock

_AT_A_TIME = 500
_SENT = "sent"
_MIGRATIONS = (
    (
        "CREATE TABLE image (mark BLOB PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE round (upload INTEGER PRIMARY KEY, scope BLOB NOT NULL)",
    ),
)


class WatchMemoryFailed(CourierError):
    """What was sent from a watched folder could not be remembered, or not be read again."""

    title_template = "The record of the watched folder could not be written"
    advice_template = (
        "Nothing more is sent from it, so that nothing is sent twice. Make room on this computer’s disk, then start "
        "again. If it stays so, ask your IT."
    )


class WatchedAlready(CourierError):
    """Another program of this person watches the folder."""

    title_template = "This folder is being watched already"
    advice_template = "Nothing was sent. End the other program that watches it, or watch another folder."


def mark_of(target: str, instance: Instance) -> bytes:
    """What one image, as it lies there, is remembered by for one destination: no UID can be read from it.

    The same image with another length or modification time is another one: its content may have changed.
    """
    text = f"{target}\0{instance.sop_instance_uid}\0{instance.size}\0{instance.mtime_ns}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class WatchMemory:
    """The memory of one watched folder and its destination, in an SQLite file beside the journal (0600).

    What is kept is on disk when a method returns. All methods, and the constructor, raise :class:`WatchMemoryFailed`.

    :param folder: this person's data folder, which exists.
    :param watched: the folder that is watched.
    :param target: the destination, in a spelling that stays.
    """

    def __init__(self, folder: Path, watched: str, target: str) -> None:
        self._target = target
        place = os.path.normcase(os.path.realpath(watched))
        self._scope = hashlib.blake2b(os.fsencode(place) + b"\0" + target.encode(), digest_size=16).digest()
        self._database = Database(
            folder / "watched.sqlite3", _MIGRATIONS, lambda detail: WatchMemoryFailed(detail=detail)
        )

    def mark(self, instance: Instance) -> bytes:
        """What this image is remembered by."""
        return mark_of(self._target, instance)

    def known(self, marks: Sequence[bytes]) -> frozenset[bytes]:
        """Those of these that are proven to have arrived."""
        found: set[bytes] = set()
        with self._database.view() as connection:
            for start in range(0, len(marks), _AT_A_TIME):
                part = marks[start : start + _AT_A_TIME]
                rows = connection.execute(
                    f"SELECT mark FROM image WHERE state = ? AND mark IN ({','.join('?' * len(part))})",  # noqa: S608
                    (_SENT, *part),
                )
                found.update(bytes(row[0]) for row in rows)
        return frozenset(found)

    def keep(self, marks: Iterable[bytes]) -> None:
        """Remember that these have arrived, and that this is proven."""
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO image VALUES (?,?)", ((one, _SENT) for one in marks))

    def begin(self, upload_id: int) -> None:
        """An upload from this folder is in the journal and has not ended."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO round VALUES (?,?)", (upload_id, self._scope))

    def open_rounds(self) -> tuple[int, ...]:
        """The uploads from this folder that began and that :meth:`end` has not heard of, oldest first."""
        with self._database.view() as connection:
            found = connection.execute("SELECT upload FROM round WHERE scope = ? ORDER BY upload", (self._scope,))
            return tuple(row[0] for row in found)

    def end(self, upload_id: int) -> None:
        """An upload needs no more attention."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM round WHERE upload = ?", (upload_id,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


@contextlib.contextmanager
def only_watcher(folder: Path, watched: str) -> Iterator[None]:
    """Be the only program of this person that watches a folder; a program that has died holds nothing.

    Raises :class:`WatchedAlready`, :class:`WatchMemoryFailed`.
    """
    try:
        held = try_lock(_lock_file(folder, watched))
    except OSError as error:
        raise WatchMemoryFailed(detail=type(error).__name__) from error
    if held is None:
        raise WatchedAlready(detail="held")
    try:
        yield
    finally:
        held.release()


def is_watched(folder: Path, watched: str) -> bool:
    """True while a program watches the folder on its own account. Raises :class:`WatchMemoryFailed`."""
    try:
        return is_held(_lock_file(folder, watched))
    except OSError as error:
        raise WatchMemoryFailed(detail=type(error).__name__) from error


def _lock_file(folder: Path, watched: str) -> Path:
    place = hashlib.blake2b(os.fsencode(os.path.normcase(os.path.realpath(watched))), digest_size=12).hexdigest()
    return folder / f"watched-{place}.lock"
