"""Why there was no answer, told apart so that a person hears who can mend it."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
import urllib3

from gui.core.errors import (
    CertificateExpired,
    CertificateForAnother,
    CertificateIssuerUnknown,
    CertificateNotYetValid,
    CertificateRefused,
    CourierError,
    NameNotFound,
    ProxyRefused,
    ProxySignIn,
    ProxyUnreachable,
    ServiceUnreachable,
)
from gui.service.endpoint import Route

_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_CERTIFICATES: Mapping[int, type[CertificateRefused]] = {
    # OpenSSL, x509_vfy.h
    9: CertificateNotYetValid,
    10: CertificateExpired,
    18: CertificateIssuerUnknown,
    19: CertificateIssuerUnknown,
    20: CertificateIssuerUnknown,
    21: CertificateIssuerUnknown,
    62: CertificateForAnother,
    64: CertificateForAnother,
    # Windows, winerror.h
    0x800B0101: CertificateExpired,
    0x800B0109: CertificateIssuerUnknown,
    0x800B010A: CertificateIssuerUnknown,
    0x800B010F: CertificateForAnother,
    # macOS, SecBase.h
    -67818 & 0xFFFFFFFF: CertificateExpired,
    -67819 & 0xFFFFFFFF: CertificateNotYetValid,
    -67843 & 0xFFFFFFFF: CertificateIssuerUnknown,
    -25318 & 0xFFFFFFFF: CertificateIssuerUnknown,
    -67602 & 0xFFFFFFFF: CertificateForAnother,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """What a request without an answer amounts to.

    ``stop`` is what no further try can mend, None for what may pass; ``unreached`` is what the latter is called when
    it does not pass and the service was not reached. ``detail`` is for the log: class names only.
    """

    stop: CourierError | None
    unreached: type[CourierError]
    detail: str


def explain_loss(route: Route, error: BaseException) -> Loss:
    """Look into an error and all that it grew out of.

    Only a certificate that was really looked at, and a proxy that said no, stop the upload; the rest may pass.
    """
    causes = tuple(_causes(error))
    detail = " < ".join(type(cause).__name__ for cause in causes[:4])
    if any(isinstance(cause, requests.exceptions.ProxyError | urllib3.exceptions.ProxyError) for cause in causes):
        return _at_the_proxy(route, causes, detail)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Loss(_certificate(route, cause, detail), ServiceUnreachable, detail)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Loss(None, NameNotFound, detail)
    return Loss(None, ServiceUnreachable, detail)


def _at_the_proxy(route: Route, causes: tuple[BaseException, ...], detail: str) -> Loss:
    for cause in causes:
        answered = _TUNNEL.search(str(cause)) if type(cause) is OSError else None
        if answered is None:
            continue
        status = int(answered[1])
        if status == 407:
            return Loss(route.error(ProxySignIn, f"{detail} 407"), ProxySignIn, f"{detail} 407")
        if 400 <= status < 500:
            return Loss(route.error(ProxyRefused, f"{detail} {status}"), ProxyRefused, f"{detail} {status}")
        return Loss(None, ServiceUnreachable, f"{detail} {status}")
    return Loss(None, ProxyUnreachable, detail)


def _certificate(route: Route, error: ssl.SSLCertVerificationError, detail: str) -> CourierError:
    code = getattr(error, "verify_code", None)
    kind = _CERTIFICATES.get(code & 0xFFFFFFFF, CertificateRefused) if isinstance(code, int) else CertificateRefused
    today = datetime.now(UTC).astimezone()
    return route.error(kind, f"{detail} {code}", today=f"{today.day} {today:%B %Y}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and everything that it grew out of, also where libraries keep it as an argument."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
