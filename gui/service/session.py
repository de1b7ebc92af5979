"""One kept-alive connection to the service: requests, with what it gets wrong for uploads put right.

- the token travels in an auth object, so that no ``.netrc`` entry can replace it;
- the system's proxies are used unless another is set, and none for this computer itself; but no environment
  variable can replace the trusted certificates;
- redirects are never followed here;
- whatever it is doing, it can be broken off from another thread.
"""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
import time

import requests
import requests.utils
from requests.auth import AuthBase

from gui import __version__
from gui.core.destination import Destination, Scheme
from gui.core.pace import Pace
from gui.core.token import Token
from gui.service.body import MultipartBody
from gui.service.connection import Adapter
from gui.service.tuning import Tuning


class TokenAuth(AuthBase):
    """Writes the ``Authorization`` header; as an auth object it comes before any ``.netrc`` entry."""

    def __init__(self, scheme: Scheme, token: Token) -> None:
        self._scheme = scheme
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign one request."""
        request.headers["Authorization"] = f"{self._scheme.value} {self._credentials()}"
        return request

    def _credentials(self) -> str:
        """The token, or ``name:password`` as Basic wants it (RFC 7617 §2)."""
        text = self._token.reveal()
        return base64.b64encode(text.encode("utf-8")).decode("ascii") if self._scheme is Scheme.BASIC else text


class Line:
    """One connection, used by one thread at a time; :meth:`abort` alone may be called from others.

    ``pace`` is the cap that it shares with the other connections of an upload; without a ``token`` nobody signs in.
    ``late`` is True when the last answer was broken off because it took too long.
    """

    def __init__(
        self,
        destination: Destination,
        token: Token | None,
        tuning: Tuning,
        pace: Pace | None = None,
        *,
        agent: str = f"DICOM-Courier/{__version__}",
    ) -> None:
        self._tuning = tuning
        self._pace = pace or Pace(None, time.monotonic)
        self._loopback = destination.address.loopback
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer: threading.Timer | None = None
        self._aborted = threading.Event()
        self.late = False
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.auth = None if token is None else TokenAuth(destination.scheme, token)
        self._session.headers.update(
            {
                "User-Agent": agent,
                "Accept-Encoding": "identity",
            }
        )
        if destination.source:
            self._session.headers["Source"] = destination.source
        adapter = Adapter(self, tuning)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def post(self, url: str, body: MultipartBody) -> requests.Response:
        """Send one request; the answer's head has come, its body is still to be read.

        Raises what requests raises, and unchanged what the body raises.
        """
        return self._ask("POST", url, {"Content-Type": body.content_type, "Accept": body.accept}, body)

    def get(self, url: str, accept: str) -> requests.Response:
        """Ask for something of this media type; otherwise as :meth:`post`."""
        return self._ask("GET", url, {"Accept": accept})

    def _ask(
        self, method: str, url: str, headers: dict[str, str], body: MultipartBody | None = None
    ) -> requests.Response:
        return self._session.request(
            method,
            url,
            data=body,  # type: ignore[arg-type]
            headers=headers,
            timeout=(self._tuning.connect_timeout, self._tuning.read_timeout),
            allow_redirects=False,
            stream=True,
            verify=True,
            proxies=self._proxies(url),
        )

    def _proxies(self, url: str) -> dict[str, str]:
        if self._loopback:
            return {}
        if self._tuning.proxy is None:
            return requests.utils.get_environ_proxies(url, no_proxy=None)
        chosen = self._tuning.proxy.url
        return {"http": chosen, "https": chosen} if chosen else {}

    def answer_begins(self) -> None:
        """The body is out, or was broken off: from now on the whole answer has a deadline."""
        self.answer_ended()
        self.late = False
        timer = threading.Timer(self._tuning.answer_deadline, self._too_late)
        timer.daemon = True
        self._timer = timer
        timer.start()

    def answer_ended(self) -> None:
        """The answer was read, or will not be."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def abort(self) -> None:
        """Break off whatever is being sent or waited for, for good; the thread that does so gets an error at once."""
        with self._lock:
            self._aborted.set()
        self._shut()

    def drop(self) -> None:
        """Give up the connection but not the line: the next request makes a new one."""
        self._session.get_adapter("https://").close()

    def close(self) -> None:
        """Close the connection."""
        self.answer_ended()
        self._session.close()

    def opened(self, made: socket.socket) -> None:
        """A connection was made (called by the connection itself)."""
        with self._lock:
            self._socket = made
            aborted = self._aborted.is_set()
        if aborted:
            self._shut()

    def next_block(self, left: int) -> int:
        """How many bytes of those left may go out now; waits until they may, or the line is broken off."""
        block = self._pace.block_size(left)
        self._aborted.wait(self._pace.delay(block))
        return block

    @property
    def send_timeout(self) -> float:
        """Seconds that one write may make no headway."""
        return self._tuning.send_timeout

    def _too_late(self) -> None:
        self.late = True
        self._shut()

    def _shut(self) -> None:
        """Shut the transport below TLS, whose own state belongs to the thread that uses it."""
        with self._lock:
            opened = self._socket
        if opened is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(opened, socket.SHUT_RDWR)
