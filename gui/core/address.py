"""The address of a service: what people paste, made into one endpoint."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from gui.core.errors import AddressInvalid

_LONE_SLASH = re.compile(r"(https?(?=:)|[A-Za-z][A-Za-z0-9+.-]*(?=:/)):", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """One normalised base URL.

    ``base_url`` ends without ``/`` and without ``studies``; ``scheme``, ``host`` and ``port`` are its origin.
    """

    base_url: str
    scheme: str
    host: str
    port: int

    @property
    def endpoint(self) -> str:
        """The full URL that images are sent to: ``{base URL}/studies`` (service contract, Request)."""
        return f"{self.base_url}/studies"

    @property
    def origin(self) -> str:
        """Scheme, host and port (RFC 6454 §4); a kept token belongs to exactly this."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def encrypted(self) -> bool:
        """True for https."""
        return self.scheme == "https"

    @property
    def loopback(self) -> bool:
        """True when the address cannot leave this computer (127.0.0.0/8, ::1, ``localhost``)."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def needs_consent(self) -> bool:
        """True when images and token would go out in clear to another computer."""
        return not self.encrypted and not self.loopback


def parse_address(pasted: str) -> Address:
    """Normalise a pasted base URL: white space, trailing ``/`` and a trailing ``studies`` are dropped.

    A text without a scheme is taken as https. Raises :class:`AddressInvalid` with a sentence that names the
    problem.
    """
    text = "".join(pasted.split())
    if not text:
        raise AddressInvalid(problem="The address is empty.")
    if "://" not in text:
        lone = _LONE_SLASH.match(text)
        if lone is not None:
            raise AddressInvalid(problem=f"After “{lone[1]}:” two slashes are missing.")
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressInvalid(problem="The number after the colon, or the host, is not valid.") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise AddressInvalid(problem=f"It starts with “{parts.scheme}://” instead of “https://”.")
    if parts.username is not None or parts.password is not None:
        raise AddressInvalid(problem="It holds a user name or a password; only the token signs in.")
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise AddressInvalid(problem="It holds a “?” or a “#”, which no base address has.")
    host = _host(parts.hostname or "")
    if port == 0:
        raise AddressInvalid(problem="Port 0 cannot be used.")
    segments = [segment for segment in parts.path.split("/") if segment]
    if any(not "!" <= character <= "~" or character in '\\"<>^`{|}' for character in parts.path):
        raise AddressInvalid(problem="The part after the host holds a character that no address has.")
    if segments and segments[-1].lower() == "studies":
        segments.pop()
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port is None or port == _PORTS[scheme] else f":{port}"
    path = "".join(f"/{segment}" for segment in segments)
    return Address(
        base_url=f"{scheme}://{shown_host}{shown_port}{path}", scheme=scheme, host=host, port=port or _PORTS[scheme]
    )


def _host(host: str) -> str:
    """The host in lower-case ASCII (RFC 5891 for names in other scripts)."""
    if not host:
        raise AddressInvalid(problem="The name of the service’s computer is missing.")
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host).compressed
        except ValueError as error:
            raise AddressInvalid(problem="The number between the square brackets is not an address.") from error
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise AddressInvalid(problem="The name of the service’s computer is not valid.") from error
    allowed = all(character.isalnum() or character in "-._" for character in name)
    if not name or len(name) > 253 or not allowed or ".." in name or name.startswith((".", "-")):
        raise AddressInvalid(problem="The name of the service’s computer is not valid.")
    return name
