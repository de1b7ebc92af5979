"""The proxy that the operating system would use for an address, also where a PAC file decides."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery


def system_proxy(url: str) -> str:
    """The proxy's address for ``url`` (``http://host:port``), or nothing when the way is direct.

    Windows and macOS are asked for their settings, automatic ones (WPAD, PAC) included; elsewhere the environment's
    variables are. May block while a PAC file is fetched, so it belongs in a job.
    """
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url))):
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            return ""
        if proxy.type() in (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy):
            host = proxy.hostName()
            shown = f"[{host}]" if ":" in host else host
            return f"http://{shown}:{proxy.port() or 80}"
    return ""
