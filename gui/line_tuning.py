"""What is set for the clinic's line, made into what the upload engine heeds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.core.line import LineSettings, ProxyUse
from gui.core.proxy import ProxySettings
from gui.core.token import Token
from gui.store.ca_file import check_ca_file

if TYPE_CHECKING:
    from gui.service.tuning import Tuning


def tuned(base: Tuning, line: LineSettings, password_of: Callable[[str], Token | None]) -> Tuning:
    """``base`` with the line's cap, hours, proxy and certificates on top.

    ``password_of`` is asked for the password of the proxy at an address, only where the proxy wants a sign-in; without
    it the proxy says in its own words that it wants one. Raises :class:`gui.store.ca_file.CertificateFileUnusable`.
    """
    if line.ca_file:
        check_ca_file(line.ca_file)
    return dataclasses.replace(
        base,
        ca_file=line.ca_file or base.ca_file,
        bytes_per_second=line.bytes_per_second or base.bytes_per_second,
        night=line.night or base.night,
        proxy=_proxy(line, password_of) or base.proxy,
    )


def proxy_origin(proxy_address: str) -> str:
    """What a proxy's password is kept under in the keyring; never the same as a destination's token."""
    return f"proxy+{proxy_address}"


def _proxy(line: LineSettings, password_of: Callable[[str], Token | None]) -> ProxySettings | None:
    """The proxy to use; None for that of the system."""
    if line.proxy is ProxyUse.SYSTEM:
        return None
    if line.proxy is ProxyUse.NONE:
        return ProxySettings()
    password = password_of(line.proxy_address) if line.proxy_user else None
    return ProxySettings(line.proxy_address, line.proxy_user, password)
