"""How much an archive may ask for, and what is said when it asks for more, or is not whole."""

from __future__ import annotations

from gui.core.entities import Skipped, SkipReason
from gui.dicom.elements import Left

MOST_ENTRIES = 500_000
MOST_NAME_BYTES = 64 << 20
"""Bytes of all names together."""
MOST_UNPACKED = 1 << 41
"""Bytes that all entries together may unpack to: two tebibytes."""
ALWAYS_ALLOWED = 1 << 30
HIGHEST_RATIO = 200
"""An archive may unpack to a gibibyte, or to so many times its own length."""
KEPT_FREE = 1 << 30
"""Bytes that unpacking leaves free on the disk."""


class Refused(Exception):
    """An archive, or an entry, cannot be read; ``left`` says why."""

    def __init__(self, left: Left) -> None:
        super().__init__(left.reason.value)
        self.left = left


class NeedsPassword(Refused):
    """An entry is locked. ``within`` names the archive that the password is of, as an entry; empty at the top."""

    def __init__(self, within: str, left: Left | None = None) -> None:
        super().__init__(left or PASSWORD)
        self.within = within


def _unreadable(text: str) -> Left:
    return Left(SkipReason.UNREADABLE, text, None)


def _damaged(text: str) -> Left:
    return Left(SkipReason.DAMAGED, text, None)


TOO_MANY = _unreadable(f"An archive of more than {MOST_ENTRIES:,} files; unpack it and add the folder")
NAMES_TOO_LONG = _unreadable("An archive whose file names are too long to be real")
NAME_TOO_LONG = _unreadable("Its name in the archive is too long to be real")
TOO_LARGE = _unreadable("The archive claims to unpack to more than any disk holds")
BOMB = _unreadable("The archive unpacks to far more than images can; it looks like a trap")
OVERLAPS = _damaged("Files in the archive overlap each other; it is damaged, or a trap")
TOO_DEEP = _unreadable("An archive within an archive within an archive; unpack it and add the folder")
PASSWORD = _unreadable("It needs the archive’s password, which was not given; add the archive again to be asked for it")
LOCKED = _unreadable("Locked with a password that is not known here; add the archive to the list to be asked for it")
OTHER_PASSWORD = _unreadable("It needs another password than the rest of its archive; unpack it and add the folder")
OTHER_LOCK = _unreadable("Locked in a way that this program cannot open; unpack the archive and add the folder")
OTHER_PACKING = _unreadable("Packed in a way that this program cannot read; unpack the archive and add the folder")
SEVERAL_PARTS = _unreadable("One part of an archive in several parts; unpack it and add the folder")
LINK = _unreadable("A link in an archive, not a file")
NOT_A_FILE = _unreadable("Not an ordinary file (a pipe or a device)")
NO_ROOM = _unreadable("There is not enough room on this computer’s disk to unpack the archive")
DAMAGED = _damaged("The archive is damaged and cannot be read")
CUT_SHORT = _damaged("The archive is damaged; some of its files may be missing here")
ENTRY_DAMAGED = _damaged("Damaged within the archive")
EMPTY = Left(SkipReason.NOT_DICOM, "An archive with nothing in it", None)
NO_DICOM = Left(SkipReason.NOT_DICOM, "An archive without any DICOM file", None)


_LASTING = frozenset(
    left.text
    for left in (
        *(TOO_MANY, NAMES_TOO_LONG, NAME_TOO_LONG, TOO_LARGE, BOMB, TOO_DEEP, SEVERAL_PARTS, LINK, NOT_A_FILE),
        *(PASSWORD, LOCKED, OTHER_PASSWORD, OTHER_LOCK, OTHER_PACKING),
    )
)


def needs_password(record: object) -> bool:
    """True for an entry, or an archive, that is left out because its password is not known."""
    return isinstance(record, (Left, Skipped)) and record.text in (PASSWORD.text, LOCKED.text)


def may_pass(record: Left | Skipped) -> bool:
    """True where the same file may be readable a while later: another program holds it, the disk is full."""
    return record.reason is SkipReason.UNREADABLE and record.text not in _LASTING


def sized(left: Left, size: int) -> Left:
    """The same with the size that an archive claims, unless no disk holds that."""
    return left._replace(size=size if size <= MOST_UNPACKED else None)


def check_unpacked(packed: int, unpacked: int) -> None:
    """Raise :class:`Refused` when so many bytes may not become so many more."""
    if unpacked > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    if unpacked > max(ALWAYS_ALLOWED, packed * HIGHEST_RATIO):
        raise Refused(BOMB)


class Tally:
    """How many files of an archive have been named so far, with those of the archives in it."""

    def __init__(self) -> None:
        self._entries = self._characters = 0

    def add(self, name: str) -> None:
        """One more. Raises :class:`Refused` when they are more than any export has."""
        self._entries += 1
        self._characters += len(name)
        if self._entries > MOST_ENTRIES:
            raise Refused(TOO_MANY)
        if self._characters > MOST_NAME_BYTES:
            raise Refused(NAMES_TOO_LONG)
