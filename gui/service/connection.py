"""The connections below a session: what urllib3 and requests get wrong for uploads put right.

- an answer that comes while the body is still going out is read, over TLS too;
- a write is given up only when it makes no headway, however slow the line is;
- what is trusted are the operating system's certificate authorities, and one extra file, and nothing else.
"""

from __future__ import annotations

import base64
import errno
import socket
import ssl
from typing import TYPE_CHECKING, Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_read

from gui.core.errors import AuthoritiesUnusable
from gui.service.tuning import Tuning

if TYPE_CHECKING:
    from gui.service.session import Line


def _write(line: Line, opened: socket.socket, data: memoryview) -> None:
    """Write everything. A peer that is gone or stands still may have answered: then the answer is to be read.

    ``socket.sendall`` would limit the whole block in time, which a slow line exceeds.
    """
    opened.settimeout(line.send_timeout)
    try:
        while data:
            block, data = data[: (size := line.next_block(len(data)))], data[size:]
            while block:
                block = block[opened.send(block) :]
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionAbortedError) as error:
        raise BrokenPipeError(errno.EPIPE, "closed while the body was being sent") from error
    except TimeoutError as error:
        if wait_for_read(opened, timeout=0.0):
            raise BrokenPipeError(errno.EPIPE, "answered while the body was being sent") from error
        raise


class _OfLine:
    """What a connection of a line does beside urllib3's: it says when it is made, and writes with patience."""

    line: Line
    sock: Any

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.line.opened(self.sock)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        _write(self.line, self.sock, memoryview(data))

    def getresponse(self) -> Any:
        self.line.answer_begins()
        return super().getresponse()  # type: ignore[misc]


class _PlainConnection(_OfLine, HTTPConnection):
    """Without TLS: to this computer, and where IT allows it."""


class _SecureConnection(_OfLine, HTTPSConnection):
    """With TLS."""


class Adapter(HTTPAdapter):
    """Brings the connections above, the operating system's certificates, and the sign-in at a proxy into requests.

    Raises :class:`AuthoritiesUnusable` for a file of certificate authorities that cannot be used.
    """

    def __init__(self, line: Line, tuning: Tuning) -> None:
        plain = type("PlainConnection", (_PlainConnection,), {"line": line})
        secure = type("SecureConnection", (_SecureConnection,), {"line": line})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        self._context = _trust(tuning.ca_file)
        self._proxy = tuning.proxy
        super().__init__(pool_connections=2, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Give the pool manager our trust and our connections."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The same on the way through a proxy. The proxy itself, if it speaks TLS, is checked alike."""
        context = self._context
        manager = super().proxy_manager_for(proxy, ssl_context=context, proxy_ssl_context=context, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """The sign-in at the proxy that was entered; at the system's, what its address holds."""
        if self._proxy is None or not self._proxy.user:
            return super().proxy_headers(proxy)
        password = self._proxy.password.reveal() if self._proxy.password else ""
        signed = base64.b64encode(f"{self._proxy.user}:{password}".encode()).decode("ascii")
        return {"Proxy-Authorization": f"Basic {signed}"}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 - requests' signature
        """Leave the trust to the context alone: requests would add its own bundle of authorities."""
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


def _trust(ca_file: str | None) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ValueError) as error:
            raise AuthoritiesUnusable(detail=type(error).__name__) from error
    return context
