"""Reads the answer to a STOW-RS request (PS3.18 §10.5.3) into the fate of each instance.

The status speaks of the request only: real servers answer 200 and store nothing, and 400 or 409 while they stored
the good parts. What counts for an instance is the list in which it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from gui.core.entities import Instance
from gui.core.retry import Reaction, react
from gui.service.answers import Answer, Fate, FateKind, in_one_line

REFERENCED, FAILED, OTHER_FAILURES = "00081199", "00081198", "0008119A"
SOP_INSTANCE, FAILURE_REASON, WARNING_REASON = "00081155", "00081197", "00081196"

ALREADY_THERE = "It was already there."
"""The reason of an instance that the server did not take because it holds it, and shows when asked."""

UNLISTED = Fate(FateKind.UNLISTED, "The server did not name it among the images that it stored.")

_HELD = {
    0x0110: "it could not process it",
    0x0111: "it says that it holds an image of this UID already",
}
_FAILURES = {
    0x0105: "it knows no such attribute",
    0x0106: "a value in it is not valid",
    0x0107: "it does not know all of its attributes",
    0x0112: "it knows no such object",
    0x0115: "a value in it is not valid",
    0x0117: "its UID is not valid",
    0x0118: "it does not know this kind of image",
    0x0119: "its kind does not fit its content",
    0x0120: "an attribute that it needs is missing",
    0x0121: "a value that it needs is missing",
    0x0122: "it does not take this kind of image",
    0x0124: "this account may not store it",
    0xC122: "it does not take this transfer syntax",
}
_WARNINGS = {
    0xB000: "it changed some of its values",
    0xB006: "it left some of its elements out",
    0xB007: "it finds that the content does not fit the kind of image",
}


def read_stow(status: int, content: bytes, instances: Sequence[Instance]) -> Answer:
    """Read an answer; ``fates`` and ``counts`` are complete for what was carried when the reaction is ``ACCEPT``.

    An answer is judged by its lists whenever it has any, whatever the status says. A success without a word about
    any instance accepts none of them; one that is a web page is not the server's.
    """
    reaction = react(status)
    datasets = read_json(content)
    if datasets is None:
        if reaction is Reaction.ACCEPT and (not content.strip() or _is_dicom_xml(content)):
            return _answer(status, instances, {}, readable=False)
        reaction = Reaction.ADDRESS if reaction is Reaction.ACCEPT else reaction
        return Answer(status, reaction, readable=False)
    fates, nameless = _fates(datasets)
    message = next((words for one in datasets for words in _messages(one) if words), "")
    if reaction is Reaction.ACCEPT or (reaction is Reaction.SPLIT and (fates or nameless)):
        return _answer(status, instances, _attributed(instances, fates, nameless), readable=True, message=message)
    return Answer(status, reaction, readable=True, message=message)


def read_json(content: bytes) -> list[Mapping[str, object]] | None:
    """The data sets of a DICOM JSON text (PS3.18 Annex F), one or a list; None when it is none."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else None


def values(dataset: Mapping[str, object], tag: str) -> list[object]:
    """The values of an element, none when it is missing or empty; tags may be written in lower case."""
    element = dataset.get(tag, dataset.get(tag.lower()))
    value = element.get("Value") if isinstance(element, dict) else None
    return value if isinstance(value, list) else []


def uid_of(dataset: Mapping[str, object], tag: str) -> str:
    """The UID in an element, without its padding; empty when there is none."""
    found = values(dataset, tag)
    return found[0].strip(" \0") if found and isinstance(found[0], str) else ""


def number_of(dataset: Mapping[str, object], tag: str) -> int | None:
    """The number in an element, which some servers write as text; None when there is none."""
    found = values(dataset, tag)
    if not found or isinstance(found[0], bool):
        return None
    if isinstance(found[0], int | float):
        return int(found[0]) if 0 <= found[0] < 2**53 and found[0] == int(found[0]) else None
    text = found[0].strip() if isinstance(found[0], str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def failure(reason: int | None) -> Fate:
    """What a FailureReason (0008,1197) means, in words (PS3.4 §B.2.3, PS3.18 Annex I)."""
    if reason is None:
        return Fate(FateKind.FAILED, "The server refused it without saying why.")
    code = f"{reason:04X}H"
    if reason in _HELD:
        return Fate(FateKind.HELD, f"The server refused it: {_HELD[reason]} ({code}).")
    if 0xA700 <= reason <= 0xA7FF or reason == 0x0213:
        return Fate(FateKind.PASSING, f"The server refused it: it has no room for it ({code}).")
    if 0xA900 <= reason <= 0xA9FF:
        words = "the content does not fit the kind of image"
    elif reason in _FAILURES:
        words = _FAILURES[reason]
    elif 0xC000 <= reason <= 0xCFFF:
        words = "it does not understand it"
    else:
        return Fate(FateKind.FAILED, f"The server refused it (reason {code}).")
    return Fate(FateKind.FAILED, f"The server refused it: {words} ({code}).")


def _stored(warning: int | None) -> Fate:
    if warning is None:
        return Fate(FateKind.STORED)
    code = f"{warning:04X}H"
    words = _WARNINGS.get(warning, "it has a warning about it")
    return Fate(FateKind.STORED, f"The server stored it, but {words} ({code}).")


def _fates(datasets: Sequence[Mapping[str, object]]) -> tuple[dict[str, Fate], list[Fate]]:
    """The fates by SOPInstanceUID, and those that the server gave without one. A failure outweighs a success."""
    named: dict[str, Fate] = {}
    nameless: list[Fate] = []
    for dataset in datasets:
        for item in _items(dataset, REFERENCED):
            named[uid_of(item, SOP_INSTANCE)] = _stored(number_of(item, WARNING_REASON))
    for dataset in datasets:
        for item in (*_items(dataset, FAILED), *_items(dataset, OTHER_FAILURES)):
            fate, uid = failure(number_of(item, FAILURE_REASON)), uid_of(item, SOP_INSTANCE)
            if uid:
                named[uid] = fate
            else:
                nameless.append(fate)
    named.pop("", None)
    return named, nameless


def _items(dataset: Mapping[str, object], tag: str) -> Iterator[Mapping[str, object]]:
    return (item for item in values(dataset, tag) if isinstance(item, dict))


def _attributed(
    instances: Sequence[Instance], named: Mapping[str, Fate], nameless: Sequence[Fate]
) -> Mapping[str, Fate]:
    """Give a failure without a UID to the instances that are in no list, where it is certain that it means them."""
    rest = [one.sop_instance_uid for one in instances if one.sop_instance_uid not in named]
    if nameless and len(nameless) == len(rest) and len(set(nameless)) == 1:
        return {**named, **dict.fromkeys(rest, nameless[0])}
    return named


def _answer(
    status: int, instances: Sequence[Instance], fates: Mapping[str, Fate], *, readable: bool, message: str = ""
) -> Answer:
    counts: dict[str, int] = {}
    for one in instances:
        stored = fates.get(one.sop_instance_uid, UNLISTED).kind is FateKind.STORED
        series = one.series.series_instance_uid
        counts[series] = counts.get(series, 0) + stored
    carried = {one.sop_instance_uid: fates.get(one.sop_instance_uid, UNLISTED) for one in instances}
    return Answer(status, Reaction.ACCEPT, readable, counts, message, carried)


def _messages(dataset: Mapping[str, object]) -> Iterator[str]:
    for name in ("message", "Message", "error", "detail"):
        yield in_one_line(dataset.get(name))


def _is_dicom_xml(content: bytes) -> bool:
    """True for the other form of the answer, which some servers send unasked: it is not read, and proves nothing."""
    return b"NativeDicomModel" in content[:1000]
