"""What an archive holds, in plain values that travel cheaply between processes."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from gui.core.entities import WITHIN, Skipped
from gui.dicom.containers.locks import Lock
from gui.dicom.containers.passwords import Keys, Password
from gui.dicom.containers.recognise import GZIP
from gui.dicom.elements import Left, Record

LONGEST_NAME = 4096
"""Bytes of an entry's name; no system makes longer ones."""

_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class Packing:
    """How the bytes of a member lie in its file: as they are, deflated (RFC 1951), or as gzip (RFC 1952).

    ``GZIP_CUT`` is gzip without its end: what there is of it.
    """

    STORED = 0
    DEFLATED = 8
    GZIP = 100
    GZIP_CUT = 101


class Member(NamedTuple):
    """Bytes in a file that are a file of their own.

    ``path`` is the file that they lie in, ``entry`` the name that is shown (empty for the file itself), ``mtime_ns``
    the file's. ``start`` is where its bytes begin, ``packed`` how many they are, ``size`` how many they unpack to.
    When ``header`` is True, a local file header of a ZIP stands at ``start``, before the bytes. ``crc`` is None where
    the archive keeps none. ``lock`` is how it is locked, and ``password`` what opens it, where that is known.
    """

    path: str
    entry: str
    mtime_ns: int
    start: int
    packed: int
    size: int
    packing: int = Packing.STORED
    header: bool = False
    crc: int | None = None
    lock: Lock | None = None
    password: Password | None = None

    @property
    def plain(self) -> bool:
        """True when its bytes lie in the file as they are."""
        return self.packing == Packing.STORED and self.lock is None


class Box(NamedTuple):
    """An archive that is to be opened: where its bytes lie, of which kind it is, where it may be unpacked.

    ``keys`` are the passwords that are known for it and for the archives in it.
    """

    member: Member
    kind: str
    spool: str = ""
    keys: Keys = ()


def may_open(box: Box, holds: str) -> bool:
    """True when an archive of a kind that lies in ``box`` may be opened too: one, and one file in gzip in that."""
    return not box.member.entry or (holds == GZIP and box.kind != GZIP and WITHIN not in box.member.entry)


class Contents(NamedTuple):
    """What an archive holds, in its order: what is still to be read, and what is known already.

    ``items`` are members to read, and (name, record) of those of which the record is known. ``trouble`` is what is to
    be said of the archive itself.
    """

    items: tuple[Member | tuple[str, Record], ...]
    trouble: Left | None = None


Item = str | Member | Box
Answer = Record | Contents


class Names:
    """Makes the names of an archive's entries such that each can be shown, and stands for one entry only."""

    def __init__(self, within: str = "") -> None:
        self._before = f"{within}{WITHIN}" if within else ""
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        """The name to show: the second entry of a name is numbered, and so on."""
        plain = self._before + plain_name(name)
        given = plain
        while given in self._given:
            # half a million entries may have one name: none is numbered from the beginning again
            number = self._numbers[plain] = self._numbers.get(plain, 1) + 1
            given = f"{plain} [{number}]"
        self._given.add(given)
        return given


def plain_name(name: str) -> str:
    """A name without what a screen or a line of text could take for something else."""
    if name.isascii() and name.isprintable():
        return name or "_"
    shown = "".join("\ufffd" if unicodedata.category(one) in _FORBIDDEN else one for one in name)
    return shown.replace(WITHIN.strip(), "_") or "_"


def skipped(path: str, entry: str, record: Left) -> Skipped:
    """The file that is left out."""
    return Skipped(path, record.reason, record.text, record.size, record.listed, entry)
