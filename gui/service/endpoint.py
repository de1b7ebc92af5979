"""Where a request goes: the endpoint of a destination, and the contract's rule for redirects."""

from __future__ import annotations

import threading
from urllib.parse import urljoin, urlsplit

from gui.core.destination import Destination
from gui.core.errors import CourierError, NotTheService, PlainHttpRefused, RedirectRefused, TokenRefused

_PORTS = {"http": 80, "https": 443}
_SIGN_IN = ("login", "signin", "sign-in", "logon")


class Route:
    """The endpoint in use, shared by the connections of one upload.

    Raises :class:`PlainHttpRefused` when images and token would go out in clear to another computer and nobody
    confirmed that for the destination.
    """

    __slots__ = ("_lock", "_moved", "_url", "destination")

    def __init__(self, destination: Destination) -> None:
        address = destination.address
        if address.needs_consent and not destination.plain_http_confirmed:
            raise PlainHttpRefused(host=address.host)
        self.destination = destination
        self._lock = threading.Lock()
        self._url = address.endpoint
        self._moved = False

    @property
    def url(self) -> str:
        """Where the next request goes."""
        with self._lock:
            return self._url

    def follow(self, asked: str, location: str | None) -> None:
        """Take the new address that a request to ``asked`` was pointed to.

        It is taken once in an upload, on the same host only, and never from https to http (service contract,
        3xx). Another port counts as another service, unless http moves to https. Raises
        :class:`RedirectRefused`, :class:`TokenRefused` for a page to sign in on, or :class:`NotTheService`.
        """
        with self._lock:
            if asked != self._url:
                return
            self._url = self._target(asked, location)
            self._moved = True

    def _target(self, asked: str, location: str | None) -> str:
        if not location:
            raise self.error(NotTheService, "redirect without an address")
        try:
            target = urljoin(asked, location)
            old, new = urlsplit(asked), urlsplit(target)
            old_port, new_port = (part.port or _PORTS.get(part.scheme, 0) for part in (old, new))
        except ValueError as error:
            raise self.error(NotTheService, "redirect to an address that cannot be read") from error
        shown = f"{new.scheme}://{new.netloc.rpartition('@')[2]}"
        upgrade = (old.scheme, new.scheme) == ("http", "https")
        same_place = new.scheme == old.scheme and new_port == old_port
        if new.hostname != old.hostname or new.username is not None or not (upgrade or same_place):
            raise self.error(RedirectRefused, "redirect to another place", target=shown)
        if any(word in new.path.lower().rstrip("/").rpartition("/")[2] for word in _SIGN_IN):
            raise self.error(TokenRefused, "redirect to a page to sign in")
        if self._moved:
            raise self.error(RedirectRefused, "redirected twice", target=shown)
        return target.partition("#")[0]

    def error(self, kind: type[CourierError], detail: str, **values: object) -> CourierError:
        """An error about this destination, with what its sentences need."""
        return kind(
            detail=detail,
            name=self.destination.name,
            endpoint=self.destination.address.endpoint,
            host=self.destination.address.host,
            **values,
        )
