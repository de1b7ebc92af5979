"""The way to a destination: whether it may be gone, the address, the token, and what the clinic's line wants heeded.

requests and the Practice service are imported when they are first needed: the window is painted before that.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.errors import KeyringUnavailable, TokenMissing
from gui.core.proxy import FindProxy
from gui.core.token import Token
from gui.line_tuning import proxy_origin, tuned
from gui.store.managed import Managed
from gui.store.proxy_portal import desktop_proxy
from gui.store.secrets import TokenStore
from gui.store.settings import Settings

if TYPE_CHECKING:
    from gui.practice.process import PracticeProcess
    from gui.service.uploader import Tuning


class Ways:
    """Every method blocks and belongs in a job.

    :param settings: gives the settings that hold at the moment.
    :param practice: gives the Practice service, started when it is first needed.
    :param tuning: limits, time-outs and waits of the upload engine; what is set for the line comes on top.

    ``find_proxy`` answers with the proxy that the system would use for an address, or None; on Windows and macOS one is
    put in that knows automatic settings.
    """

    def __init__(
        self,
        managed: Managed,
        tokens: TokenStore,
        settings: Callable[[], Settings],
        practice: Callable[[], PracticeProcess],
        tuning: Tuning | None = None,
    ) -> None:
        self._managed, self._tokens, self._settings, self._practice = managed, tokens, settings, practice
        self._tuning = tuning
        self.find_proxy: FindProxy = desktop_proxy

    def reach(self, destination: Destination, token: Token | None) -> tuple[Destination, Token]:
        """The destination with the address to use now, and its token: the given one, IT's, or the kept one.

        Raises :class:`gui.core.errors.CourierError` where nothing may be sent there, or there is no token.
        """
        self._managed.allow(destination)
        if destination.practice:
            practice = self._practice()
            return dataclasses.replace(destination, base_url=practice.base_url), practice.token
        token = token or self._managed.token(destination, self._tokens)
        token = token or self._tokens.load(destination.address.origin)
        if token is None:
            raise TokenMissing(name=destination.name)
        return destination, token

    def tuning(self, destination: Destination, base: Tuning | None = None) -> Tuning:
        """How the engine behaves on this clinic's line, ``base`` where nothing is set for it.

        Nothing is limited on the way to the Practice service, which uses no line. Raises
        :class:`gui.core.errors.CourierError` for what is set and cannot be used.
        """
        from gui.service.uploader import Tuning

        made = base or self._tuning or Tuning()
        if destination.practice:
            return made
        found = self.find_proxy(destination.base_url)
        if found:
            made = dataclasses.replace(made, proxy=found)
        return tuned(made, self._settings().line, self._proxy_password)

    def check(self, destination: Destination, token: Token | None, cancel: CancelToken) -> None:
        """Ask the service whether address, token and Source are good, without a patient's data.

        Raises :class:`gui.core.errors.CourierError` with what is wrong.
        """
        from gui.service.check import QUICK, check_connection

        tuning = self.tuning(destination, QUICK)
        destination, token = self.reach(destination, token)
        with self._managed.noting_refusal(destination):
            check_connection(destination, token, cancel, tuning)

    def _proxy_password(self, proxy_address: str) -> Token | None:
        with contextlib.suppress(KeyringUnavailable):
            return self._tokens.load(proxy_origin(proxy_address))
        return None
