"""The proxy that a Linux desktop is set to, for programs without a toolkit of their own."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit
from urllib.request import getproxies_environment

from gui.core.proxy import ProxySettings, first_proxy
from gui.store.desktop_bus import NoAnswer, Service, ask, connected

_PORTAL = Service(
    "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.ProxyResolver"
)
_PATIENCE = 5.0
"""Seconds; the desktop may first have to fetch a PAC file."""


def desktop_proxy(address: str) -> ProxySettings | None:
    """The proxy of the desktop's network settings for an address, also where a PAC file decides (as far as the
    desktop understands PAC); None when the way is direct or nothing is known.

    It asks the desktop's portal (``org.freedesktop.portal.ProxyResolver``), which GNOME, KDE and others have, for the
    origin only. Proxies in the environment's variables go first and are not told here: requests reads them. May
    block for some seconds.
    """
    if not sys.platform.startswith("linux") or set(getproxies_environment()) - {"no"}:
        return None
    parts = urlsplit(address)
    try:
        with connected("SESSION") as bus:
            origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
            found = ask(bus, _PORTAL, "Lookup", "s", (origin,), start=True, patience=_PATIENCE)
    except NoAnswer:
        return None
    return first_proxy([uri for uri in found if isinstance(uri, str)]) if isinstance(found, list) else None
