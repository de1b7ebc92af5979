"""The proxy that Windows or macOS would use for an address, also where a PAC file decides."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from gui.core.proxy import ProxySettings
from gui.core.token import Token


def system_proxy(address: str) -> ProxySettings | None:
    """The proxy for ``address``, None when the way is direct.

    Windows and macOS are asked for their settings, automatic ones (WPAD, PAC) included; elsewhere the environment's
    variables are. Needs no window. May block while a PAC file is fetched, so it belongs in a job.
    """
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address))):
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            return None
        if proxy.type() in (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy):
            host = proxy.hostName()
            shown = f"[{host}]" if ":" in host else host
            password = Token(proxy.password()) if proxy.password() else None
            return ProxySettings(f"http://{shown}:{proxy.port() or 80}", proxy.user(), password)
    return None
