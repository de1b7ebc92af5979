"""The proxy on the way to the services."""

from __future__ import annotations

from dataclasses import dataclass

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
