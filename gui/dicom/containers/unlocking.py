"""Finds out whether a password opens an archive: by a file in it that it opens and that proves to be whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gui.core.apart import Home
from gui.core.cancel import CancelToken
from gui.core.entities import WITHIN, Instance
from gui.core.errors import FileTrouble
from gui.dicom.containers.limits import NeedsPassword
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Asker, Locked, Password, spellings, within_of
from gui.dicom.containers.streams import Broken, Bytes, member_bytes

_MOST_TRIED = 64
_MOST_PROVEN = 64 << 20
"""Bytes of a file that is read whole to prove a password; of a longer one the beginning has to do."""
_BEGINNING = 1 << 20


def unlock(
    locked: Locked, entries: Iterable[str], opener: EntryOpener, asker: Asker | None, cancel: CancelToken
) -> bool:
    """Have an archive opened, by a password that is known already or else by one that is asked for.

    ``entries`` are the locked ones. What opens it is kept in the opener's passwords. False when nobody knows it, or
    the archive cannot be read. Raises :class:`gui.core.cancel.Cancelled`.
    """
    known = opener.passwords
    if known.of(locked.path, locked.within) is not None:
        return True
    tried = _few(entries, opener, locked)
    if not tried:
        return False
    if _take_first(known.all(), locked, tried, opener, cancel):
        return True
    wrong = False
    while asker is not None:
        text = asker.ask(locked, wrong=wrong)
        cancel.raise_if_cancelled()
        if text is None:
            return False
        if _take_first(spellings(text), locked, tried, opener, cancel):
            asker.opened(locked)
            return True
        wrong = True
    return False


class AskedAtHome:
    """An asker for work that is done apart: it is asked in the thread that waits, as a terminal has to be."""

    def __init__(self, asker: Asker, home: Home) -> None:
        self._asker = asker
        self._home = home

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:
        """As the protocol says."""
        return self._home.do(lambda: self._asker.ask(locked, wrong=wrong))

    def opened(self, locked: Locked) -> None:
        """As the protocol says."""
        self._home.do(lambda: self._asker.opened(locked))


def unlock_for_sending(
    instances: Iterable[Instance], opener: EntryOpener, asker: Asker | None, cancel: CancelToken
) -> None:
    """Have everything opened that these images lie in, as far as somebody knows the passwords.

    Raises :class:`gui.core.cancel.Cancelled`.
    """
    by_place: dict[tuple[str, str], list[str]] = {}
    for instance in instances:
        if instance.entry:
            by_place.setdefault((instance.path, within_of(instance.entry)), []).append(instance.entry)
    for (path, within), entries in by_place.items():
        parts = within.split(WITHIN) if within else []
        for depth, part in enumerate(parts):  # the archives that it lies in come first
            outer = WITHIN.join(parts[:depth])
            name = f"{outer}{WITHIN}{part}" if outer else part
            if _is_locked(path, name, opener):
                unlock(Locked(path, outer), [name], opener, asker, cancel)
        if any(_is_locked(path, entry, opener) for entry in entries):
            unlock(Locked(path, within, len(entries)), entries, opener, asker, cancel)


def _is_locked(path: str, entry: str, opener: EntryOpener) -> bool:
    try:
        with opener.looking_at(path, entry) as (_, member):
            return member.lock is not None and member.password is None
    except (FileTrouble, NeedsPassword):
        return False


def _few(entries: Iterable[str], opener: EntryOpener, locked: Locked) -> list[str]:
    """The smallest of the locked entries."""
    sizes: list[tuple[int, str]] = []
    try:
        for entry in entries:
            with opener.looking_at(locked.path, entry) as (_, member):
                if member.lock is not None:
                    sizes.append((member.packed, entry))
    except (FileTrouble, NeedsPassword):
        return []
    return [entry for _, entry in sorted(sizes)[:_MOST_TRIED]]


def _take_first(
    passwords: Sequence[Password], locked: Locked, entries: Sequence[str], opener: EntryOpener, cancel: CancelToken
) -> bool:
    """Keep the first of the passwords that opens one of the entries; False when none does."""
    for password in passwords:
        for entry in entries:
            cancel.raise_if_cancelled()
            if _opens(password, locked.path, entry, opener, cancel):
                opener.passwords.keep(locked.path, locked.within, password)
                return True
    return False


def _opens(password: Password, path: str, entry: str, opener: EntryOpener, cancel: CancelToken) -> bool:
    try:
        with opener.looking_at(path, entry) as (file, member):
            source = member_bytes(file, member._replace(password=password))
            _read(source, member.size if member.size <= _MOST_PROVEN else _BEGINNING, cancel)
            return True
    except (NeedsPassword, Broken, FileTrouble):
        return False


def _read(source: Bytes, count: int, cancel: CancelToken) -> None:
    room = memoryview(bytearray(1 << 16))
    while count > 0:
        cancel.raise_if_cancelled()
        got = source.readinto(room[: min(count, len(room))])
        if not got:
            raise Broken
        count -= got
