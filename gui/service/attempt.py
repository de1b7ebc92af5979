"""One request and what became of it, as a value; nothing foreign is raised from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import requests
import urllib3

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.core.errors import CourierError, ProxySignIn, ServiceUnreachable, WebPageAnswered
from gui.core.ports import Opener
from gui.core.retry import Reaction, parse_retry_after
from gui.core.verdict import ANSWERED
from gui.service.answers import Answer, Sighting
from gui.service.body import FileFailed, MultipartBody
from gui.service.diagnosis import explain_loss
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.speech import Speech
from gui.service.tuning import Tuning

_SIGN_IN_FIRST = 511  # Network Authentication Required (RFC 6585 §6)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one request ended.

    ``answer`` is None when none could be read. ``whole`` is True when every byte of the body went out, ``began``
    when any did (the service may have kept parts of it). ``digests`` are the SHA-256 of the files of a whole
    body. At most one of the rest is set: ``stop`` is a problem that concerns the whole upload, ``failed`` the
    file that broke the body off, ``cancelled`` the person's wish. ``moved`` is True when the same request is to
    go to another address at once. ``unreached`` is what a failure without ``connected`` is called. ``sighting`` is what
    a server showed that was asked about a series. With ``failed`` may come ``changed``, the image as its file is now,
    or ``gone``, the folder that vanished with the file. ``detail`` is for the log: class and status names only.
    """

    answer: Answer | None = None
    whole: bool = False
    began: bool = False
    connected: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)
    stop: CourierError | None = None
    failed: FileFailed | None = None
    cancelled: bool = False
    moved: bool = False
    retry_after: float | None = None
    unreached: type[CourierError] = ServiceUnreachable
    sighting: Sighting | None = None
    changed: Instance | None = None
    gone: str = field(default="", repr=False)
    detail: str = ""

    @property
    def status(self) -> int | None:
        """The HTTP status, or None without an answer."""
        return self.answer.status if self.answer else None

    @property
    def accepted(self) -> bool:
        """True for a readable success that answers the whole body."""
        return self.answer is not None and self.answer.reaction is Reaction.ACCEPT and self.whole


def send_once(
    line: Line,
    route: Route,
    instances: Sequence[Instance],
    *,
    speech: Speech,
    cancel: CancelToken,
    tuning: Tuning,
    opener: Opener | None = None,
) -> Attempt:
    """Send one request with these files (none: an empty body) and read its answer.

    ``opener`` opens images that lie in archives.
    """
    url = route.url
    body = MultipartBody(instances, cancel=cancel, block=tuning.block, framing=speech.framing, opener=opener)
    try:
        with line.post(url, body) as response:
            content = read_limited(response, tuning.answer_limit)
            framed = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
            status, location = response.status_code, response.headers.get("Location")
            retry_after = parse_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
    except Cancelled:
        return _ended(body, cancelled=True, detail="cancelled")
    except FileFailed as failure:
        return _ended(body, failed=failure, detail=type(failure.trouble).__name__)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        if cancel.cancelled:
            return _ended(body, cancelled=True, detail="cancelled")
        return _lost(route, body, error)
    finally:
        line.answer_ended()
        if not body.whole:
            line.drop()
        body.close()
    if line.late:
        return _ended(body, connected=True, detail=f"answer too slow after {status}")
    if content is None:
        return _ended(body, connected=True, detail=f"answer too long after {status}")
    answer = speech.read(status, content, instances)
    if status in ANSWERED and not answer.readable and not framed and not content.lstrip().startswith(b"<"):
        return _ended(body, connected=True, detail=f"answer cut after {status}")
    page = status == _SIGN_IN_FIRST or (status in ANSWERED and content.lstrip().startswith(b"<"))
    if answer.reaction is Reaction.PROXY or (answer.reaction is Reaction.ADDRESS and not answer.readable and page):
        return _on_the_way(route, body, answer)
    return _judge(speech, route, url, body, answer, location, retry_after)


def _on_the_way(route: Route, body: MultipartBody, answer: Answer) -> Attempt:
    """Something between here and the service has answered in its place."""
    kind: type[CourierError] = ProxySignIn if answer.reaction is Reaction.PROXY else WebPageAnswered
    detail = f"status {answer.status}" if answer.readable else f"status {answer.status}, not JSON"
    return _ended(body, answer=answer, connected=True, stop=route.error(kind, detail), detail=detail)


def _judge(
    speech: Speech,
    route: Route,
    url: str,
    body: MultipartBody,
    answer: Answer,
    location: str | None,
    retry_after: float | None,
) -> Attempt:
    detail = f"status {answer.status}"
    if answer.reaction is Reaction.MOVED:
        try:
            route.follow(url, location)
        except CourierError as refused:
            return _ended(body, answer=answer, connected=True, stop=refused, detail=detail)
        return _ended(body, answer=answer, connected=True, moved=True, detail=detail)
    if answer.reaction in speech.stops:
        shown = detail if answer.readable else f"{detail}, not JSON"
        problem = route.error(speech.stops[answer.reaction], shown)
        return _ended(body, answer=answer, connected=True, stop=problem, detail=shown)
    return _ended(body, answer=answer, connected=True, retry_after=retry_after, detail=detail)


def _ended(body: MultipartBody, **what: object) -> Attempt:
    digests = dict(body.digests) if body.whole else {}
    return Attempt(whole=body.whole, began=body.began, digests=digests, **what)  # type: ignore[arg-type]


def _lost(route: Route, body: MultipartBody, error: BaseException) -> Attempt:
    loss = explain_loss(route, error)
    connected = body.began and loss.stop is None
    return _ended(body, connected=connected, stop=loss.stop, unreached=loss.unreached, detail=loss.detail)


def read_limited(response: requests.Response, limit: int) -> bytes | None:
    """The answer's body, unpacked, or None when it is longer than any answer of the service can be."""
    read = bytearray()
    while len(read) <= limit:
        block = response.raw.read(min(65536, limit + 1 - len(read)), decode_content=True)
        if not block:
            return bytes(read)
        read += block
    return None
