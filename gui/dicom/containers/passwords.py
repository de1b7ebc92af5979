"""Passwords of archives: in memory only, for as long as the list that they opened is on show."""

from __future__ import annotations

import os
import threading
import unicodedata
from typing import NamedTuple, Protocol

from gui.core.entities import WITHIN

_CODE_PAGES = ("utf-8", "cp850", "cp437", "cp1252")
"""How programs spell a password: those of today, Windows' own of old in Europe and America, and its other one."""


class Password:
    """The bytes that open an archive; keeps them out of ``repr`` and so out of logs.

    It is handed to the program's own reading processes, and written nowhere.
    """

    __slots__ = ("__secret",)

    def __init__(self, secret: bytes) -> None:
        self.__secret = secret

    def reveal(self) -> bytes:
        """The bytes themselves. Never log, store in a file, or show them."""
        return self.__secret

    def __repr__(self) -> str:
        return "Password(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Password) and other.reveal() == self.__secret

    def __hash__(self) -> int:
        return hash(self.__secret)

    def __reduce__(self) -> tuple[type[Password], tuple[bytes]]:
        return Password, (self.__secret,)


def spellings(text: str) -> tuple[Password, ...]:
    """The bytes that a typed password may stand for: an archive does not say how its maker spelt it."""
    found: dict[bytes, None] = {}
    for form in ("NFC", "NFD"):
        spelt = unicodedata.normalize(form, text)
        for page in _CODE_PAGES:
            try:
                found[spelt.encode(page)] = None
            except UnicodeEncodeError:
                continue
    return tuple(Password(secret) for secret in found)


class Locked(NamedTuple):
    """An archive with entries that need its password.

    ``within`` is empty for the archive at ``path``, or the name of the archive in it. ``entries`` counts what is
    locked, 0 when that is not known.
    """

    path: str
    within: str = ""
    entries: int = 0


class Asker(Protocol):
    """Who knows a password: a person at a window or a terminal, or a file."""

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:
        """The password, None to leave the locked entries out; ``wrong``: the last answer was not it.

        May take as long as a person takes. Raises :class:`gui.core.cancel.Cancelled`.
        """
        ...

    def opened(self, locked: Locked) -> None:
        """The last answer was right."""
        ...


Keys = tuple[tuple[str, Password], ...]
"""The passwords of an archive and of the archives in it, by the names of these (empty for the archive itself)."""


class Passwords:
    """The passwords that were right, each for the archive that it opened; for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Password] = {}
        self._stamps: dict[str, tuple[int, int] | None] = {}
        self._ever: dict[Password, None] = {}

    def keep(self, path: str, within: str, password: Password) -> None:
        """This one opens that archive, as it is now."""
        stamp = _stamp(path)
        with self._lock:
            self._known[path, within] = password
            self._stamps[path] = stamp
            self._ever[password] = None

    def of(self, path: str, within: str) -> Password | None:
        """What opens an archive, as far as it is known."""
        with self._lock:
            return self._known.get((path, within))

    def keys(self, path: str) -> Keys:
        """All that is known for an archive and for those in it; nothing when another one has come in its place."""
        with self._lock:
            kept = self._stamps.get(path)
        if kept is not None and _stamp(path) != kept:
            self.take(path, ())
        with self._lock:
            return tuple((within, password) for (at, within), password in self._known.items() if at == path)

    def all(self) -> tuple[Password, ...]:
        """Each that was ever right, once: archives that come together, or one after the other, often have the same."""
        with self._lock:
            return tuple(self._ever)

    def take(self, path: str, keys: Keys) -> None:
        """Know exactly these for an archive and for those in it."""
        with self._lock:
            self._known = {place: kept for place, kept in self._known.items() if place[0] != path}
            self._known.update({(path, within): password for within, password in keys})
            self._stamps.pop(path, None)
            self._ever.update(dict.fromkeys(password for _, password in keys))

    def forget(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._known.clear()
            self._stamps.clear()
            self._ever.clear()


def _stamp(path: str) -> tuple[int, int] | None:
    """By what another archive in the same place is told; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def within_of(entry: str) -> str:
    """The name of the archive, within the one at the path, that an entry lies in; empty for that one itself."""
    return entry.rpartition(WITHIN)[0]
