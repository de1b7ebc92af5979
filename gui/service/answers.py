"""Reads an answer of the service into a value; what is not clearly success is never read as success."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from gui.core.retry import Reaction, react

_WORDS_LIMIT = 200
NO_FILES = "no dicom files"
"""What the 400 says when none of the parts was taken, in lower case (service contract, Answers)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer says.

    ``readable`` is True for a JSON object; ``counts`` are the answered NumberOfSeriesRelatedInstances by
    SeriesInstanceUID; ``message`` is the service's own words (one line, cut), empty when it said none.
    """

    status: int
    reaction: Reaction
    readable: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    message: str = ""


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
    message = content.get("message")
    words = " ".join(message.split())[:_WORDS_LIMIT] if isinstance(message, str) else ""
    counts: dict[str, int] = {}
    if reaction is Reaction.ACCEPT:
        if not _speaks_of_success(content):
            reaction = Reaction.ADDRESS
        else:
            counts = _counts(content.get("detailed_info"))
    return Answer(status, reaction, readable=True, counts=counts, message=words)


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
