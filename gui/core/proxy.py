"""The proxy on the way to the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from gui.core.token import Token


@dataclass(frozen=True, slots=True)
class ProxySettings:
    """A proxy to use instead of the one that this computer is set to. It is never used for this computer itself.

    ``url`` is its origin, as :func:`gui.core.line.parse_proxy` gives it; empty for no proxy at all. ``user`` and
    ``password`` are what it asks for, empty and None for nothing (RFC 7617).
    """

    url: str = ""
    user: str = ""
    password: Token | None = None


FindProxy = Callable[[str], ProxySettings | None]
"""Answers with the proxy that the system would use for an address, None for none; may block for some seconds."""


def first_proxy(found: list[str]) -> ProxySettings | None:
    """The proxy to use of those that a system names, best first; None when it says that the way is direct.

    Each is a URI, ``http://name:password@host:port`` or ``direct://``. Kinds that cannot be used here (SOCKS), and what
    is no address, are passed over. Name and password are taken out of the address, so that it can be shown.
    """
    for uri in found:
        try:
            parts = urlsplit(uri)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            continue
        if parts.scheme == "direct":
            return None
        if parts.scheme not in ("http", "https") or not host:
            continue
        shown = f"[{host}]" if ":" in host else host
        url = f"{parts.scheme}://{shown}:{port or (443 if parts.scheme == 'https' else 80)}"
        password = Token(unquote(parts.password)) if parts.username and parts.password else None
        return ProxySettings(url, unquote(parts.username or ""), password)
    return None
