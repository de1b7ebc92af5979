"""The notice that a newer version exists: what it says, when it counts, and how its signed file is laid out.

The file is text of two parts. The first line is ``DICOM-Courier-Release 1`` and the signature (Ed25519, RFC 8032, in
base64), all that follows is the statement, one JSON object. What is signed are the statement's exact bytes with a
few words before them, so that no signature that was made for something else will do.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gui.core.address import parse_address
from gui.core.errors import AddressInvalid, CourierError

LARGEST = 16 * 1024
"""Bytes that such a file has at most."""
LONGEST_TEXT = 200
"""Characters that the sentence about what is new has at most."""

_HEAD = b"DICOM-Courier-Release 1 "
_CONTEXT = b"DICOM Courier release notice 1\n"
_SIGNATURE = 64
_NUMBER = r"(?:0|[1-9][0-9]{0,5})"
_VERSION = re.compile(rf"{_NUMBER}(?:\.{_NUMBER}){{0,3}}", re.ASCII)
_LEEWAY = timedelta(days=1)


class NoticeUnusable(CourierError):
    """There is a notice, and it does not count. ``problem`` says why in a sentence."""

    title_template = "The notice of a newer version cannot be used"
    advice_template = "{problem} Your IT can mend it. Uploads are not affected."


@dataclass(frozen=True, slots=True)
class Release:
    """A version that exists.

    ``version`` is numbers with dots, ``issued`` the day of the notice and ``expires`` the last day on which it counts
    (UTC). ``text`` says in one sentence what is new, ``page`` is an https address with more; both may be empty.

    Raises :class:`ValueError` for what no notice may say.
    """

    version: str
    issued: date
    expires: date
    text: str = ""
    page: str = ""

    def __post_init__(self) -> None:
        version_key(self.version)
        if self.expires < self.issued:
            raise ValueError("it would expire before it was issued")
        if len(self.text) > LONGEST_TEXT or not self.text.isprintable():
            raise ValueError(f"a text has at most {LONGEST_TEXT} characters, all on one line")
        if self.page:
            try:
                encrypted = parse_address(self.page).encrypted
            except AddressInvalid as error:
                raise ValueError("the page is no address") from error
            if not encrypted or not self.page.startswith("https://") or not self.page.isascii():
                raise ValueError("a page is an https address")


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: 1.10 is newer than 1.9, and 1.2.0 is 1.2. Raises :class:`ValueError`."""
    if not _VERSION.fullmatch(version):
        raise ValueError("a version is one to four numbers with dots")
    numbers = [int(number) for number in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def judge(release: Release, *, seen: Release | None, now: datetime) -> None:
    """Raise :class:`NoticeUnusable` when a notice no longer counts, or not yet, or there was a newer one before.

    ``seen`` is the newest notice that this computer has had: whoever stands between could else repeat an older one that
    was signed, and so hide that there is a newer version.
    """
    today = now.astimezone(UTC).date()
    if today > release.expires:
        raise NoticeUnusable(problem="It has expired.", detail="Expired")
    if release.issued > today + _LEEWAY:
        raise NoticeUnusable(problem="Its day is yet to come: this computer’s clock is wrong.", detail="NotYet")
    if seen is not None and _age(release) < _age(seen):
        raise NoticeUnusable(problem="A newer one was there before.", detail="Older")


def _age(release: Release) -> tuple[tuple[int, ...], date]:
    return version_key(release.version), release.issued


# -- the file --------------------------------------------------------------------------------------------------


def to_statement(release: Release) -> bytes:
    """The statement of a notice, as it is signed."""
    values = {
        "version": release.version,
        "issued": release.issued.isoformat(),
        "expires": release.expires.isoformat(),
        "text": release.text,
        "page": release.page,
    }
    kept = {name: value for name, value in values.items() if value}
    return json.dumps(kept, indent=2, ensure_ascii=False).encode() + b"\n"


def from_statement(statement: bytes) -> Release:
    """What a statement says; only for one whose signature is right. Raises :class:`NoticeUnusable`."""
    try:
        values = json.loads(statement)
        return Release(
            version=_text(values["version"]),
            issued=date.fromisoformat(_text(values["issued"])),
            expires=date.fromisoformat(_text(values["expires"])),
            text=_text(values.get("text", "")),
            page=_text(values.get("page", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = "It is signed, but does not say what a notice has to say."
        raise NoticeUnusable(problem=problem, detail=type(error).__name__) from error


def signed_bytes(statement: bytes) -> bytes:
    """Exactly what is signed."""
    return _CONTEXT + statement


def join_notice(signature: bytes, statement: bytes) -> bytes:
    """The file."""
    return _HEAD + base64.b64encode(signature) + b"\n" + statement


def split_notice(content: bytes) -> tuple[bytes, bytes]:
    """Signature and statement of a file. Raises :class:`NoticeUnusable` for what is no such file."""
    first, _, statement = content.partition(b"\n")
    signature = b""
    if first.startswith(_HEAD) and len(content) <= LARGEST:
        try:
            signature = base64.b64decode(first[len(_HEAD) :], validate=True)
        except binascii.Error:
            signature = b""
    if len(signature) != _SIGNATURE or join_notice(signature, statement) != content:
        raise NoticeUnusable(problem="What was found is no such notice.", detail="NoNotice")
    return signature, statement


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
