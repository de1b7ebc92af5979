"""What the tags of an object are, and how they travel from the process that reads them: as plain JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gui.dicom.preview_reasons import CHANGED, LOCKED, NO_RIGHTS, NOT_DICOM, NOT_FOUND, UNREADABLE

MOST_TAGS = 5_000
"""Rows that are read of one object at the most."""
DEEPEST = 8
"""Sequences within sequences that are opened."""
LONGEST_VALUE = 1_000
"""Characters of a value that are shown."""
NOT_OPENED = "…"
"""The value of a sequence that lies within too many others, or holds too many within itself: it is not listed."""
LONGEST_MESSAGE = 32 << 20
"""Bytes that the answer of the process may have; 5,000 rows in any script need less."""

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Tag:
    """One row: an element of the data set, or an item of a sequence.

    ``tag`` is ``(0010,0010)``, empty for an item, whose ``value`` is its number. ``name`` is the standard's, or that of
    a private element where it is known; ``keyword`` is empty for private ones. ``size`` in bytes is given where the
    value is not text, ``value`` is empty then. A row of greater ``depth`` belongs to the last one before it of less.
    """

    depth: int
    tag: str
    name: str = ""
    keyword: str = ""
    vr: str = ""
    value: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class TagList:
    """The rows in the order of the data set; ``note`` is a sentence to translate about what is missing, if anything."""

    tags: tuple[Tag, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoTags:
    """Why there are none: a sentence to translate."""

    reason: str


TagsAnswer = TagList | NoTags

CUT = "The object has more tags than can be shown here; these are the first ones."
BROKEN = "The header is damaged: the tags after these cannot be read."
TOO_SLOW = NoTags("It took too long to read the tags. The image can be sent all the same.")
BROKE_DOWN = NoTags("Reading the tags broke down. The file may be damaged.")
NO_PROCESS = NoTags("The tags cannot be read: the program that reads them could not be started.")
PACKED = NoTags("The tags of this image cannot be shown before its archive is unpacked. It can be sent all the same.")
DAMAGED = NoTags("The header is damaged and cannot be read.")
VANISHED, FORBIDDEN, UNREAD, FOREIGN, CLOSED, OTHER = (
    NoTags(one.template) for one in (NOT_FOUND, NO_RIGHTS, UNREADABLE, NOT_DICOM, LOCKED, CHANGED)
)

_SENTENCES = frozenset({"", CUT, BROKEN})
_REASONS = {one.reason: one for one in (PACKED, DAMAGED, VANISHED, FORBIDDEN, UNREAD, FOREIGN, CLOSED, OTHER)}


def to_wire(answer: TagsAnswer) -> bytes:
    """An answer as bytes."""
    if isinstance(answer, NoTags):
        return json.dumps({"reason": answer.reason}).encode()
    rows = [[one.depth, one.tag, one.name, one.keyword, one.vr, one.value, one.size] for one in answer.tags]
    return json.dumps({"note": answer.note, "tags": rows}).encode()


def from_wire(message: bytes) -> TagsAnswer | None:
    """The answer in a message, None when it is none; nothing in it is believed unchecked."""
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    if "reason" in found:
        reason = found["reason"]
        return _REASONS.get(reason) if isinstance(reason, str) else None
    rows, note = found.get("tags"), found.get("note")
    if not isinstance(rows, list) or len(rows) > MOST_TAGS or not isinstance(note, str) or note not in _SENTENCES:
        return None
    tags: list[Tag] = []
    for row in rows:
        tag = _row(row, tags[-1].depth if tags else -1)
        if tag is None:
            return None
        tags.append(tag)
    return TagList(tuple(tags), note)


def _row(row: object, before: int) -> Tag | None:
    """A row that fits behind one of the depth ``before``."""
    if not isinstance(row, list) or len(row) != 7:
        return None
    depth, *texts, size = row
    if type(depth) is not int or not 0 <= depth <= before + 1:
        return None
    if not all(isinstance(text, str) for text in texts) or not (size is None or (type(size) is int and size >= 0)):
        return None
    tag, name, keyword, vr, value = texts
    return Tag(depth, tag[:16], name[:_LONGEST_NAME], keyword[:_LONGEST_NAME], vr[:8], value[: LONGEST_VALUE + 1], size)
