"""Fetches the notice of a newer version, and proves who made it.

It goes the way that uploads go (the same proxy, trust and TLS), without a token, a Source, a cookie or a word about
the person, the computer or the version that asks. The answer is small, comes soon, and from this very address, or
does not count.
"""

from __future__ import annotations

import requests
import urllib3

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.release import LARGEST, NoticeUnusable, Release, from_statement, signed_bytes, split_notice
from gui.service.diagnosis import explain_loss
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.tuning import Tuning

QUICK = Tuning(connect_timeout=15.0, read_timeout=15.0, send_timeout=15.0, answer_deadline=30.0)
"""Time-outs for a file that nobody waits for."""

_AGENT = "DICOM-Courier"


def source_of(address: str) -> Destination:
    """The address of the notice, as the line to it needs it."""
    made = Destination(id="", name="", base_url=address)
    return Destination(id="", name=made.address.host, base_url=address)


def fetch_notice(address: str, tuning: Tuning, cancel: CancelToken) -> bytes:
    """The file at an address, as it is.

    Raises :class:`NoticeUnusable` for any answer but 200 with a small file, another
    :class:`gui.core.errors.CourierError` when there is none, and :class:`gui.core.cancel.Cancelled` within a moment
    of the wish.
    """
    route = Route(source_of(address))
    line = Line(route.destination, None, tuning, agent=_AGENT)
    cancel.on_cancel(line.abort)
    try:
        cancel.raise_if_cancelled()
        with line.get(address, "*/*") as response:
            return _content(response)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        cancel.raise_if_cancelled()
        loss = explain_loss(route, error)
        raise (loss.stop or route.error(loss.unreached, loss.detail)) from error
    finally:
        line.close()


def _content(response: requests.Response) -> bytes:
    if response.status_code != 200:
        detail = f"status {response.status_code}"
        raise NoticeUnusable(problem="It is not there: another answer came from its address.", detail=detail)
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NoticeUnusable(problem="It came packed, which was not asked for.", detail="Packed")
    content = b""
    while len(content) <= LARGEST and (more := response.raw.read(LARGEST + 1 - len(content), decode_content=False)):
        content += more
    if len(content) > LARGEST:
        raise NoticeUnusable(problem="It is far too long for a notice.", detail="TooLong")
    return content


def read_notice(content: bytes, public_key: bytes) -> Release:
    """What a file says whose signature is right. ``public_key`` is the raw key (32 bytes, RFC 8032 §5.1.5).

    Raises :class:`NoticeUnusable`. Nothing of the statement is looked at before the signature is proven.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        problem = "This computer has nothing to prove its signature with."
        raise NoticeUnusable(problem=problem, detail="ImportError") from error
    signature, statement = split_notice(content)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed_bytes(statement))
    except (InvalidSignature, ValueError) as error:
        raise NoticeUnusable(problem="Its signature is not that of your IT’s key.", detail="Signature") from error
    return from_statement(statement)
