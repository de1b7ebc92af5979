"""Reads an answer of the service into a value; what is not clearly success is never read as success."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gui.core.retry import Reaction, react

_WORDS_LIMIT = 200
NO_FILES = "no dicom files"
"""What the 400 says when none of the parts was taken, in lower case (service contract, Answers)."""


class FateKind(StrEnum):
    """What a DICOMweb server says of one instance (PS3.18 Annex I)."""

    STORED = "stored"
    """It is in ReferencedSOPSequence (0008,1199)."""
    HELD = "held"
    """It is in FailedSOPSequence (0008,1198) for a reason that also means “already there”."""
    PASSING = "passing"
    """It is there for a reason that may pass, such as no room."""
    FAILED = "failed"
    """It is there for any other reason."""
    UNLISTED = "unlisted"
    """It is in neither."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What a DICOMweb server says of one instance, with a sentence for a person where there is one to say."""

    kind: FateKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a DICOMweb server shows of one series when it is asked.

    ``number`` is how many instances it holds of it, ``names`` their SOPInstanceUIDs, None when only their number
    was asked for. ``absent`` is True for a server that cannot be asked at all: then the others say nothing.
    """

    number: int = 0
    names: frozenset[str] | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer says.

    ``readable`` is True for a JSON object; ``counts`` are the answered NumberOfSeriesRelatedInstances by
    SeriesInstanceUID, of a DICOMweb server how many instances of the request it listed as stored, or shows when
    asked. ``fates`` are what it says of each instance, by SOPInstanceUID. ``message`` is the service's own words
    (one line, cut), empty when it said none.
    """

    status: int
    reaction: Reaction
    readable: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    message: str = ""
    fates: Mapping[str, Fate] = field(default_factory=dict)


def read_answer(status: int, body: bytes) -> Answer:
    """Read an answer by the contract's table.

    A success whose body is not a JSON object, or whose object does not speak of success, is not the service:
    its reaction is ``ADDRESS``.
    """
    content = _json_object(body)
    if content is None:
        reaction = react(status)
        return Answer(status, Reaction.ADDRESS if reaction is Reaction.ACCEPT else reaction, readable=False)
    reaction = react(status, unauthenticated=content.get("authenticated") is False)
    words = in_one_line(content.get("message"))
    counts: dict[str, int] = {}
    if reaction is Reaction.ACCEPT:
        if not _speaks_of_success(content):
            reaction = Reaction.ADDRESS
        else:
            counts = _counts(content.get("detailed_info"))
    return Answer(status, reaction, readable=True, counts=counts, message=words)


def in_one_line(message: object) -> str:
    """What a service says in its own words, in one line and cut; nothing when it is not a text."""
    return " ".join(message.split())[:_WORDS_LIMIT] if isinstance(message, str) else ""


def _json_object(body: bytes) -> dict[str, object] | None:
    try:
        content = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _speaks_of_success(content: Mapping[str, object]) -> bool:
    """False for an object that says of itself that it failed, or that holds nothing of the contract."""
    if content.get("success") is False:
        return False
    return any(name in content for name in ("message", "series_instance_uids", "detailed_info"))


def _counts(listed: object) -> dict[str, int]:
    """The counts of ``detailed_info``; of a series that is listed twice the lower one, which claims less."""
    counts: dict[str, int] = {}
    for entry in listed if isinstance(listed, list) else ():
        if not isinstance(entry, dict):
            continue
        uid = entry.get("SeriesInstanceUID")
        number = _number(entry.get("NumberOfSeriesRelatedInstances"))
        if isinstance(uid, str) and number is not None:
            uid = uid.strip(" \0")
            counts[uid] = min(counts.get(uid, number), number)
    return counts


def _number(value: object) -> int | None:
    """An integer, or a quoted one; anything else is not a count."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 2**53 else None
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.isdigit() and len(text) <= 15:
            return int(text)
    return None
