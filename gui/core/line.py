"""The clinic's line: how fast and when images may go out, and the way through it to the service."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from gui.core.address import parse_address
from gui.core.errors import AddressInvalid
from gui.core.pace import NightWindow

SLOWEST_MBIT = 0.1
FASTEST_MBIT = 10_000.0

_BITS = 1_000_000 / 8


class ProxyUse(StrEnum):
    """Which proxy the program goes through."""

    SYSTEM = "system"
    """The one that this computer is set to, if any."""
    NONE = "none"
    """None, whatever this computer is set to."""
    OWN = "own"
    """The one that is entered."""


@dataclass(frozen=True, slots=True)
class LineSettings:
    """What a person, or their IT, sets for all destinations alike.

    ``cap_mbit`` is in megabits (10⁶ bits) per second, from 0.1 to 10,000, None for no cap. ``night`` are the hours in
    which sending is allowed, None for all. ``proxy_address`` is the proxy's origin as :func:`parse_proxy` gives it,
    ``proxy_user`` the name to sign in with, empty for none; the password is in the keyring, under
    ``proxy_address``. ``ca_file`` is the path of an extra file of certificate authorities (PEM), or empty.

    Raises :class:`ValueError` for a cap out of range, and for an own proxy without an address.
    """

    cap_mbit: float | None = None
    night: NightWindow | None = None
    proxy: ProxyUse = ProxyUse.SYSTEM
    proxy_address: str = ""
    proxy_user: str = ""
    ca_file: str = ""

    def __post_init__(self) -> None:
        cap = self.cap_mbit
        if cap is not None and not (math.isfinite(cap) and SLOWEST_MBIT <= cap <= FASTEST_MBIT):
            raise ValueError("a cap is a number of megabits per second from 0.1 to 10,000, or None")
        if self.proxy is ProxyUse.OWN and not self.proxy_address:
            raise ValueError("an own proxy has an address")

    @property
    def bytes_per_second(self) -> float | None:
        """The cap in bytes per second."""
        return None if self.cap_mbit is None else self.cap_mbit * _BITS


def parse_proxy(typed: str) -> str:
    """The origin of a proxy, such as ``http://proxy.clinic.example:3128``; without a scheme it is taken as http.

    Raises :class:`AddressInvalid` with a sentence that names the problem: for what is no address, and where the
    port is missing, which no two proxies agree on.
    """
    text = "".join(typed.split())
    if not text:
        raise AddressInvalid(problem="The address of the proxy is empty.")
    if "://" not in text:
        text = f"http://{text}"
    address = parse_address(text)
    parts = urlsplit(text)
    if parts.port is None:
        raise AddressInvalid(problem="The number of the port is missing, such as :8080 after the name.")
    if parts.path.strip("/"):
        raise AddressInvalid(problem="After the port there is something that no proxy’s address has.")
    return address.origin
