"""Which program sends an upload: one at a time, and never one that has died.

An owner has a name that is never used twice, and while it lives it holds a file of that name beside the journal. The
journal keeps the name with each upload that the owner sends. Who wants an upload of another owner tries that file: as
long as it is held, the owner lives. All of it happens within a transaction of the journal that writes, so that nobody
else is looking meanwhile.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from gui.store.locks import HeldLock, is_held, try_lock


class Owner:
    """One open journal as the owner of uploads. Its methods raise :class:`OSError` where there can be no locks.

    :param journal: the journal's file.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._name = uuid.uuid4().hex
        self._lock: HeldLock | None = None

    def name(self) -> str:
        """The name to keep with an upload; from now on others see that this owner lives."""
        if self._lock is None:
            self._clear()
            self._lock = try_lock(self._file(self._name))
        return self._name

    def is_me(self, name: str | None) -> bool:
        """True for the name of this owner."""
        return name == self._name

    def lives(self, name: str | None) -> bool:
        """True while the program of this name lives, or this one holds the name; nobody is None."""
        if name is None:
            return False
        return self._lock is not None if self.is_me(name) else is_held(self._file(name))

    def close(self) -> None:
        """From now on this owner sends nothing, and what it left is free."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release(remove=True)

    def _clear(self) -> None:
        """Remove what owners left that have died."""
        for path in self._journal.parent.glob(f"{self._journal.name}.owner-*"):
            if not is_held(path):
                path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._journal.with_name(f"{self._journal.name}.owner-{name}")
