"""Where images go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.core.address import Address, parse_address
from gui.core.errors import SourceInvalid


class Scheme(StrEnum):
    """The word before the token in ``Authorization`` (service contract, Request)."""

    TOKEN = "Token"
    BEARER = "Bearer"
    BASIC = "Basic"
    """DICOMweb servers only; the token is then ``name:password`` (RFC 7617)."""


class Dialect(StrEnum):
    """How a destination is spoken to."""

    SERVICE = "service"
    """The upload service of the contract."""
    DICOMWEB = "dicomweb"
    """A STOW-RS server (PS3.18 §10.5)."""


PRACTICE_ID = "practice"
PRACTICE_NAME = "Practice service"


@dataclass(frozen=True, slots=True)
class Destination:
    """One place that images can be sent to. The token is not part of it.

    ``plain_http_confirmed`` is True when a person confirmed, for this address, that it is not encrypted.
    ``connections`` is how many requests are in flight at once (1–8).
    """

    id: str
    name: str
    base_url: str
    scheme: Scheme = Scheme.TOKEN
    source: str = ""
    plain_http_confirmed: bool = False
    connections: int = 3
    dialect: Dialect = Dialect.SERVICE

    @property
    def address(self) -> Address:
        """The parsed base URL. Raises :class:`gui.core.errors.AddressInvalid`."""
        return parse_address(self.base_url)

    @property
    def practice(self) -> bool:
        """True for the built-in Practice service."""
        return self.id == PRACTICE_ID


def practice_destination() -> Destination:
    """The built-in destination; its address is known only while its service runs."""
    return Destination(id=PRACTICE_ID, name=PRACTICE_NAME, base_url="http://127.0.0.1")


def parse_source(pasted: str) -> str:
    """The Source setting as it goes into the header. Raises :class:`SourceInvalid` for what no header carries."""
    text = pasted.strip()
    if any(not " " <= character <= "~" for character in text):
        raise SourceInvalid(problem="It holds a character that no Source has, such as an accent or a line end.")
    return text
