"""What the rooms without Qt say (errors, reasons, warnings), in the person's language.

Those rooms speak English: so do the command line, the files and the journal. Their finished sentences are found in
the translation again here, where they are shown. The same goes for a sentence that the journal has kept for weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from gui.core.errors import CourierError
from gui.models import words

CONTEXT = "core"

TEMPLATES = (
    "%1 of %2 images: %3",
    "After “%1:” two slashes are missing.",
    "An archive of a kind that cannot be read here (%1); unpack it and add the folder",
    "An archive of more than %1 files; unpack it and add the folder",
    "It starts with “%1://” instead of “https://”.",
    "The same image UID as “%1”, but with different content",
    "The server refused it (reason %1).",
    "The server refused it: it has no room for it (%1).",
    "The server refused it: %1 (%2).",
    "The server stored it, but %1 (%2).",
    "The service counts %1 of the %2 images that were sent.",
    "The service has not confirmed %1 of the images. Send them again to be sure; no image can arrive twice.",
    "The service refused it (HTTP status %1).",
    "The service refused it: %1",
    "There is no setting “%1” for a destination.",
    "There is no setting “%1” here.",
    "This Source cannot be used. %1",
    "This address cannot be used. %1",
    "This proxy cannot be used. %1",
    "This word for “%1” is not known.",
    "a table, beginning with [%1]",
    "a whole number from %1 to %2",
    "key %1",
    "line %1",
    "value %1",
    "“%1” has to be a whole path, from the root on.",
    "“%1” has to be %2.",
)
"""The sentences with values in them; where several fit, the first counts. A test finds those that are missing here."""

_PLACE = re.compile(r"%[1-9]|\{[a-z_]+\}")


@lru_cache(maxsize=4096)
def told(text: str) -> str:
    """A sentence of those rooms, or several, in the person's language; what is not known stays as it is."""
    if not text or not _speaks():
        return text
    known = _exactly(text) or _with_values(text) or _several(text)
    return text if known is None else known


def title(error: CourierError) -> str:
    """What did not happen."""
    return _filled(error, error.title_template)


def advice(error: CourierError) -> str:
    """What to do next, and who can do it."""
    return _filled(error, error.advice_template)


def problem(error: CourierError) -> str:
    """What is wrong with something that was typed, where the error says so; else what did not happen."""
    return told(error.values["problem"]) if "problem" in error.values else title(error)


def _filled(error: CourierError, template: str) -> str:
    values = {name: _date(value) if name == "today" else told(value) for name, value in error.values.items()}
    return (_exactly(template) or template).format_map(values)


def _date(english: str) -> str:
    """``24 November 2026``, as the person writes it."""
    try:
        return words.date(datetime.strptime(english, "%d %B %Y").strftime("%Y%m%d"))  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return english


def _speaks() -> bool:
    """True when the window speaks another language than English."""
    return _exactly("Not a DICOM file") is not None


def _exactly(text: str) -> str | None:
    found = QCoreApplication.translate(CONTEXT, text)
    return None if found == text else found


def _with_values(text: str) -> str | None:
    for template in (*TEMPLATES, *_titles(CourierError)):
        found = _pattern(template).fullmatch(text)
        if found is not None:
            return _put(found.groupdict(), _exactly(template) or template)
    return None


def _put(values: dict[str, str], template: str) -> str:
    return _PLACE.sub(lambda place: told(values.get(_name(place[0]), place[0])), template)


def _several(text: str) -> str | None:
    """Sentences that were joined, such as a title, a full stop and an advice."""
    if text.endswith("."):
        known = _exactly(text[:-1]) or _with_values(text[:-1])
        if known is not None:
            return f"{known}."
    for border in re.finditer(r"\. ", text):
        first, rest = text[: border.start()], text[border.end() :]
        start = _exactly(f"{first}.") or told(first)
        if start != first and told(rest) != rest:
            return f"{start.removesuffix('.')}. {told(rest)}"
    return None


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _PLACE.split(template)]
    places = [f"(?P<{_name(place)}>.+)" for place in _PLACE.findall(template)]
    return re.compile("".join(part + place for part, place in zip(parts, [*places, ""], strict=True)), re.DOTALL)


def _name(place: str) -> str:
    return f"v{place[1:]}" if place.startswith("%") else place.strip("{}")


def _titles(kind: type[CourierError]) -> Iterator[str]:
    """The titles of all errors that hold a value."""
    if "{" in kind.title_template:
        yield kind.title_template
    for child in kind.__subclasses__():
        yield from _titles(child)
