"""Compares a disc's index with what was found below its folder."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Set

from gui.core.apart import apart
from gui.core.cancel import CancelToken
from gui.core.entities import SKIP_TEXTS, WITHIN, IndexCheck, Skipped, SkipReason

_READABLE = frozenset({SkipReason.DUPLICATE, SkipReason.CONFLICT})
_BETWEEN_LOOKS = 64


def check_indexes(
    skipped: Iterable[Skipped], found: Set[str], place: Callable[[Skipped], str], cancel: CancelToken | None
) -> tuple[IndexCheck, ...]:
    """What became of the files that each index lists.

    ``found`` are the places of all files, ``place`` says that of one. Names are compared without regard to
    capitals, and to the version (``;1``) and the dot that some systems leave at the end of a name on a disc. A
    folder's several indexes that list the same are told once. Raises :class:`gui.core.cancel.Cancelled` within a moment
    of the wish, whatever the drive does that is asked for what was not found.
    """
    skipped = tuple(skipped)
    indexes = [one for one in skipped if one.reason is SkipReason.DICOMDIR and one.listed]
    if not indexes:
        return ()
    unread = {_plain(place(one)) for one in skipped if one.reason not in _READABLE}
    there = {_plain(path) for path in found}
    checks = []
    known: set[tuple[str, frozenset[str]]] = set()
    for index in indexes:
        top = os.path.dirname(place(index))
        listed = {_plain(name): name for name in index.listed}
        if (top, frozenset(listed)) in known:
            continue
        known.add((top, frozenset(listed)))
        check = functools.partial(_check, index, top, listed, there, unread, cancel)
        checks.append(check() if cancel is None else apart(check, cancel))
    return tuple(checks)


def _check(
    index: Skipped,
    top: str,
    listed: dict[str, str],
    there: Set[str],
    unread: Set[str],
    cancel: CancelToken | None,
) -> IndexCheck:
    start, folder = _plain(top).rstrip("/"), os.path.dirname(index.path)
    readable = broken = 0
    missing: list[Skipped] = []
    named: list[str] = []
    for number, (plain, name) in enumerate(listed.items()):
        if cancel is not None and number % _BETWEEN_LOOKS == 0:
            cancel.raise_if_cancelled()
        place = f"{start}/{plain}"
        if place in unread:
            broken += 1
            named.append(name)
        elif place in there:
            readable += 1
        else:
            parts = name.split("/")
            path = os.path.join(folder, *parts)
            if not os.path.lexists(os.path.join(top, *parts)):
                entry = ""
                if index.entry:
                    path, entry = index.path, index.entry[: _before_name(index.entry)] + name
                missing.append(Skipped(path, SkipReason.MISSING, SKIP_TEXTS[SkipReason.MISSING], entry=entry))
                named.append(name)
    return IndexCheck(index.path, readable + broken + len(missing), readable, broken, tuple(missing), tuple(named))


def _before_name(entry: str) -> int:
    """Where the last name begins in the name of an archive's entry."""
    inner = entry.rfind(WITHIN)
    return max(entry.rfind("/") + 1, inner + len(WITHIN) if inner >= 0 else 0)


def _plain(path: str) -> str:
    """A path for comparing."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    return path.casefold().removesuffix(";1").rstrip(".")
