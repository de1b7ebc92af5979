"""The Practice service: answers as the real one by its contract, on this computer only, and keeps what it gets."""

from __future__ import annotations

import hmac
import json
import os
import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import Any

from gui.core.token import Token
from gui.practice.parts import NotMultipart, Parts, TooManyFiles, find_boundary
from gui.practice.shelf import Shelf
from gui.practice.uids import read_uids

_PIECE = 256 * 1024
_IDLE_SECONDS = 120
_END_SECONDS = 5.0

Answer = tuple[int, dict[str, Any]]

_NOTHING_TAKEN: Answer = (400, {"message": "No DICOM files were uploaded!"})
_NO_TOKEN: Answer = (
    401,
    {
        "message": "Invalid token header. No credentials provided.",
        "next": "/accounts/login/",
        "authenticated": False,
    },
)
_NO_SOURCE: Answer = (403, {"success": False, "message": "Access denied!"})


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a request is judged by."""

    shelf: Shelf
    token: Token
    required_source: str | None
    max_body: int | None
    max_files: int | None


class PracticeService:
    """Receives images on 127.0.0.1, stores them below ``store``, and answers by the service's contract.

    :param store: the folder; made when it is not there. Raises :class:`OSError`.
    :param token: the one token that is accepted, after ``Token`` or ``Bearer``.
    :param port: 0 for a free one.
    :param required_source: when given, a request needs this ``Source`` header.
    :param max_body: when given, a longer body (bytes) is answered with 413.
    :param max_files: when given, more files in one request are answered with 400, as Django does (100 there).
    """

    def __init__(
        self,
        store: Path,
        token: Token,
        port: int = 0,
        *,
        required_source: str | None = None,
        max_body: int | None = None,
        max_files: int | None = None,
    ) -> None:
        self._shelf = Shelf(store)
        try:
            self._server = _Server(port, _Rules(self._shelf, token, required_source, max_body, max_files))
        except OSError:
            self._shelf.close()
            raise
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="practice", daemon=True)

    @property
    def port(self) -> int:
        """The port that it listens on, from its making until :meth:`stop`."""
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        """The base URL to send to."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin to answer; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, cut what is running, and remove what was not received whole. A second call does nothing."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.cut_connections()
        self._shelf.close()


class _Server(ThreadingMixIn, TCPServer):
    """One thread for each connection."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs share one port
    request_queue_size = 32

    def __init__(self, port: int, rules: _Rules) -> None:
        self.rules = rules
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        me = threading.current_thread()
        with self._lock:
            self._connections[me] = request
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                del self._connections[me]

    def cut_connections(self) -> None:
        """End all connections, and wait for their threads."""
        with self._lock:
            running = dict(self._connections)
            for connection in running.values():
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        for thread in running:
            thread.join(_END_SECONDS)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no event; nothing is printed."""


class _Cut(Exception):
    """The client went away before its body had come."""


class _Body:
    """The body of one request: never read further than it goes."""

    def __init__(self, file: BufferedIOBase, length: int) -> None:
        self._file = file
        self._left = length

    def read(self) -> bytes:
        """The next piece; nothing at the end. Raises :class:`_Cut`."""
        if not self._left:
            return b""
        piece = self._file.read(min(_PIECE, self._left))
        if not piece:
            raise _Cut
        self._left -= len(piece)
        return piece

    def drain(self) -> None:
        """Read and drop the rest: a client that still writes would not see the answer."""
        while self.read():
            pass


class _Handler(BaseHTTPRequestHandler):
    """One connection, which may bring many requests."""

    protocol_version = "HTTP/1.1"
    server_version = "PracticeService"
    sys_version = ""
    timeout = _IDLE_SECONDS
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are written nowhere."""

    def do_POST(self) -> None:
        """Take images."""
        self._serve()

    do_GET = do_HEAD = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST

    def _serve(self) -> None:
        length = self._body_length()
        if length is None:
            self.close_connection = True
            self._answer(411, {"message": "A Content-Length is required."})
            return
        body = _Body(self.rfile, length)
        try:
            status, answer = self._decide(body, length)
            body.drain()
            self._answer(status, answer)
        except (_Cut, ConnectionError):
            self.close_connection = True

    def _body_length(self) -> int | None:
        """Bytes of the body; None when nobody can know."""
        if self.headers.get("Transfer-Encoding") is not None or len(self.headers.get_all("Content-Length", [])) > 1:
            return None
        text = self.headers.get("Content-Length")
        if text is None:
            return None if self.command in ("POST", "PUT", "PATCH") else 0
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None

    def _decide(self, body: _Body, length: int) -> Answer:
        rules = self.server.rules
        if self.path.partition("?")[0] not in ("/studies", "/studies/"):
            return 404, {"message": "Not found."}
        if self.command != "POST":
            return 405, {"message": f'Method "{self.command}" not allowed.'}
        if not self._signed_in(rules.token):
            return _NO_TOKEN
        if rules.required_source is not None and not _same(self.headers.get("Source", ""), rules.required_source):
            return _NO_SOURCE
        if rules.max_body is not None and length > rules.max_body:
            return 413, {"message": "Request entity too large."}
        boundary = find_boundary(self.headers.get("Content-Type", ""))
        if boundary is None or not length:
            return _NOTHING_TAKEN
        try:
            with Parts(boundary, rules.shelf, rules.max_files) as parts:
                return _take(parts.receive(body.read), rules.shelf)
        except NotMultipart:
            return 400, {"message": "Multipart form parse error."}
        except TooManyFiles:
            return 400, {"message": "The number of files exceeded the limit of one request."}
        except (ConnectionError, TimeoutError):
            raise
        except OSError:
            return 500, {"message": "The images could not be stored."}

    def _signed_in(self, token: Token) -> bool:
        words = self.headers.get("Authorization", "").split()
        return len(words) == 2 and words[0].lower() in ("token", "bearer") and _same(words[1], token.reveal())

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode("ascii")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if status == 405:
            self.send_header("Allow", "POST")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _take(files: tuple[Path, ...], shelf: Shelf) -> Answer:
    """Store what is DICOM among the files; the answer counts all that is held of each series."""
    series: dict[str, None] = {}
    for file in files:
        uids = read_uids(file)
        if uids is not None:
            shelf.put(file, uids)
            series[uids.series] = None
    if not series:
        return _NOTHING_TAKEN
    return 200, {
        "message": "Success",
        "series_instance_uids": list(series),
        "detailed_info": [
            {"SeriesInstanceUID": uid, "NumberOfSeriesRelatedInstances": shelf.count(uid)} for uid in series
        ],
    }


def _same(given: str, expected: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8"))
