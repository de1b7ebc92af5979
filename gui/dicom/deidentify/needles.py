"""What must not be found in an anonymous copy any more: the original's own values, and how to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SHORTEST = 3
"""Characters of a value that is looked for; shorter ones stand everywhere."""

_SHORT = 6
"""Below this many characters a value is looked for as a word of its own, else anywhere within others."""
_TELLING = 10
"""From this many characters on, a value that was removed is looked for within others too."""

_DELIMITERS = re.compile(r"[\\^=\s]+")
_PUNCTUATION = re.compile(r"[\W_]+")
_SHORTEST_PART = 4
_DIGITS = re.compile(r"[0-9.]+")
_NAMES_NOBODY = frozenset(
    {"unknown", "anonymous", "anonymized", "none", "patient", "removed", "null", "19000101", "000000"}
)

TOLD = frozenset({"LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"})
"""Value representations of what people type."""
LISTED = frozenset({"AE", "AS", "CS"})
"""Those of words out of a list, or so it should be."""
NUMBERS = frozenset({"IS", "DS"})


@dataclass(slots=True)
class Needles:
    """``people`` are names, numbers and addresses of the patient and of others; ``uids`` the original's own UIDs.

    ``values`` are all other texts that the profile removes: equal ones are looked for, and long ones within others.
    ``exact`` are those of both that are looked for among bytes, as they were written.
    """

    people: set[str] = field(default_factory=set)
    uids: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)

    def add_person(self, text: str) -> None:
        """A name, number or address as it stood in the original, and each of its parts."""
        parts = (one for one in _PUNCTUATION.split(text) if len(one) >= _SHORTEST_PART)
        for part in (text, *_DELIMITERS.split(text), *parts):
            written = part.strip(" ,.;:\0")
            word = written.casefold()
            if len(word) >= SHORTEST and word not in _NAMES_NOBODY:
                self.people.add(word)
                if len(word) >= _SHORT:
                    self.exact |= {written, word, word.upper(), word.title()} if word.isascii() else {written, word}

    def add_value(self, text: str) -> None:
        """Another text of the original that is to be gone."""
        for part in text.split("\\"):
            written = part.strip(" \0")
            if len(written) >= SHORTEST and not _DIGITS.fullmatch(written):
                self.values.add(written.casefold())
                if len(written) >= _TELLING:
                    self.exact.add(written)


class Search:
    """Looks for needles in texts and in bytes."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._people = _pattern(needles.people)
        self._long = _pattern(one for one in needles.values if len(one) >= _TELLING)
        self._bytes = tuple(_byte_patterns(needles))

    def names(self, vr: str, text: str) -> bool:
        """True when a value of this VR names what it must not."""
        if vr in NUMBERS:
            return self._is_number_of(text)
        return (vr in TOLD or vr in LISTED) and self._in_text(text, told=vr in TOLD)

    def _in_text(self, text: str, *, told: bool) -> bool:
        folded = text.casefold()
        if self._people is not None and self._people.search(folded):
            return True
        if not told:
            return False
        if any(part.strip(" \0") in self._needles.values for part in folded.split("\\")):
            return True
        return self._long is not None and self._long.search(folded) is not None

    def _is_number_of(self, text: str) -> bool:
        """True for a number by which a person is known, of six digits or more."""
        return any(len(part) >= _SHORT and part in self._needles.people for part in map(str.strip, text.split("\\")))

    def in_bytes(self, block: bytes) -> bool:
        """True when bytes hold a UID of the original, or a name or number of six characters or more."""
        return any(literal in block and pattern.search(block) for literal, pattern in self._bytes)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    parts = [_in_context(re.escape(word), word) for word in sorted(words)]
    return re.compile("|".join(parts)) if parts else None


def _in_context(escaped: str, word: str) -> str:
    """Digits do not count within longer numbers, short words not within longer words."""
    if _DIGITS.fullmatch(word):
        return rf"(?<![0-9.]){escaped}(?![0-9.])"
    return rf"(?<!\w){escaped}(?!\w)" if len(word) < _SHORT and word.isascii() else escaped


def _byte_patterns(needles: Needles) -> Iterator[tuple[bytes, re.Pattern[bytes]]]:
    """What to look for, and how it has to stand: each alone, which is many times as fast as all at once."""
    for uid in sorted(needles.uids):
        yield _among_no_digits(uid.encode("utf-8"))
    for written in sorted(needles.exact):
        literal = written.encode("utf-8", "surrogatepass")
        if _DIGITS.fullmatch(written):
            yield _among_no_digits(literal)
        else:
            yield literal, re.compile(re.escape(literal))
            if written.isascii():
                wide = written.encode("utf-16-le")
                yield wide, re.compile(re.escape(wide))


def _among_no_digits(literal: bytes) -> tuple[bytes, re.Pattern[bytes]]:
    return literal, re.compile(rb"(?<![0-9.])" + re.escape(literal) + rb"(?![0-9.])")
