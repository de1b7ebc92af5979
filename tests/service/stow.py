"""A DICOMweb server on loopback that keeps to the standard, except where a test asks it not to."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pydicom

from tests.service.servers import TOKEN, Exchange

JSON = "application/dicom+json"


def parts(exchange: Exchange) -> list[tuple[bytes, bytes]]:
    """The header lines and the content of each part."""
    boundary = exchange.headers["content-type"].rpartition("boundary=")[2].encode()
    found = []
    for part in exchange.read().split(b"--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        found.append((head.removeprefix(b"\r\n"), content[:-2]))
    return found


def item(uid: str, reason: int | None = None, warning: int | None = None) -> dict[str, object]:
    made: dict[str, object] = {"00081155": {"vr": "UI", "Value": [uid]}}
    if reason is not None:
        made["00081197"] = {"vr": "US", "Value": [reason]}
    if warning is not None:
        made["00081196"] = {"vr": "US", "Value": [warning]}
    return made


def lists(
    stored: Iterable[Mapping[str, object]], failed: Iterable[Mapping[str, object]] = ()
) -> dict[str, dict[str, object]]:
    return {
        "00081199": {"vr": "SQ", "Value": list(stored)},
        "00081198": {"vr": "SQ", "Value": list(failed)},
    }


@dataclass
class Pacs:
    """Stores, lists and answers questions.

    ``fails`` are FailureReasons by SOPInstanceUID, ``warns`` WarningReasons; ``unlisted`` are stored or not as
    ``keeps_unlisted`` says, but named in neither list; ``liar`` are listed as stored and dropped, each once when
    ``lies_once``. ``query`` replaces the answers to questions, ``shrink`` lowers the numbers in them.
    """

    fails: dict[str, int] = field(default_factory=dict)
    warns: dict[str, int] = field(default_factory=dict)
    unlisted: set[str] = field(default_factory=set)
    keeps_unlisted: bool = False
    liar: set[str] = field(default_factory=set)
    lies_once: bool = False
    status: int | None = None
    query: Callable[[Exchange], bool] | None = None
    shrink: int = 0
    numbered: bool = True
    page: int = 1000
    packed: bool = False
    authorization: str = f"Bearer {TOKEN}"
    held: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    posts: list[list[str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, exchange: Exchange) -> None:
        exchange.read()
        with self.lock:
            if exchange.headers.get("authorization") != self.authorization:
                exchange.reply(401, b"", kind="text/plain")
            elif exchange.length:
                self._store(exchange)
            else:
                self._show(exchange)

    @property
    def digests(self) -> dict[str, str]:
        return {uid: digest for uid, (_, _, digest) in self.held.items()}

    def _store(self, exchange: Exchange) -> None:
        stored, failed, carried = [], [], []
        for head, content in parts(exchange):
            self.heads.append(head)
            dataset = pydicom.dcmread(io.BytesIO(content))
            uid = str(dataset.SOPInstanceUID)
            carried.append(uid)
            if uid in self.fails:
                failed.append(item(uid, self.fails[uid]))
                continue
            if uid in self.liar:
                if self.lies_once:
                    self.liar.discard(uid)
                stored.append(item(uid))
                continue
            if uid in self.unlisted and not self.keeps_unlisted:
                continue
            digest = hashlib.sha256(content).hexdigest()
            self.held[uid] = (str(dataset.StudyInstanceUID), str(dataset.SeriesInstanceUID), digest)
            if uid not in self.unlisted:
                stored.append(item(uid, warning=self.warns.get(uid)))
        self.posts.append(carried)
        status = self.status or (200 if not failed else 202 if stored else 409)
        data = json.dumps(lists(stored, failed)).encode()
        if self.packed:
            exchange.reply(status, gzip.compress(data), headers=("Content-Encoding: gzip",), kind=JSON)
        else:
            exchange.reply(status, data, kind=JSON)

    def _show(self, exchange: Exchange) -> None:
        self.asked.append(exchange.path)
        if self.query is not None and self.query(exchange):
            return
        url = urlsplit(exchange.path)
        given = {name: values[0] for name, values in parse_qs(url.query).items()}
        steps = url.path.strip("/").split("/")
        if len(steps) == 1:
            exchange.reply(200, b"[]", kind=JSON)
            return
        study = steps[1]
        series = given.get("SeriesInstanceUID") if len(steps) == 3 else steps[3]
        own = [uid for uid, (in_study, in_series, _) in self.held.items() if (in_study, in_series) == (study, series)]
        if len(steps) == 3:
            shown = [{"0020000E": {"vr": "UI", "Value": [series]}}] if own else []
            if own and self.numbered:
                shown[0]["00201209"] = {"vr": "IS", "Value": [max(0, len(own) - self.shrink)]}
        else:
            first = int(given.get("offset", "0"))
            last = first + min(self.page, int(given.get("limit", "1000")))
            shown = [{"00080018": {"vr": "UI", "Value": [uid]}} for uid in own[first:last]]
        if shown:
            exchange.reply(200, json.dumps(shown).encode(), kind=JSON)
        else:
            with contextlib.suppress(OSError):
                exchange.raw(b"HTTP/1.1 204 No Content\r\n\r\n")


def answers(status: int, content: bytes = b"", kind: str = "text/plain") -> Callable[[Exchange], bool]:
    """Questions are all answered with this."""

    def reply(exchange: Exchange) -> bool:
        exchange.reply(status, content, kind=kind)
        return True

    return reply


def basic(login: str) -> str:
    """What ``Authorization`` holds for a name and a password."""
    return "Basic " + base64.b64encode(login.encode()).decode()
