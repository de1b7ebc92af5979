"""A proxy between the sender and a real server that misbehaves by a plan.

It speaks just enough HTTP/1.1 to take one request, do one thing with it, and, when the thing allows, go on with
the next request on the same connection. The plan is a list of faults, one for each request in order of arrival;
when it is used up every request passes.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO


class Do(Enum):
    """What happens to one request."""

    PASS = auto()
    CUT_AT_ONCE = auto()
    CUT_IN_BODY = auto()
    LOSE_ANSWER = auto()
    CUT_ANSWER = auto()
    STALL = auto()
    TRICKLE = auto()
    ANSWER_EARLY = auto()
    ANSWER_INSTEAD = auto()
    ANSWER_AFTER = auto()
    CUT_JSON = auto()
    COUNT_LESS = auto()
    OMIT_SERIES = auto()
    DROP_PART = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to do: ``share`` is how far into the body or answer, ``status``/``headers``/``body`` an answer."""

    do: Do
    share: float = 0.5
    status: int = 500
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def __repr__(self) -> str:
        return f"{self.do.name}({self.status})" if "ANSWER_" in self.do.name else self.do.name


PASS = Fault(Do.PASS)


@dataclass(slots=True)
class _Request:
    head: bytes
    headers: dict[str, str]
    length: int


class FaultProxy:
    """Listens on a free loopback port and passes requests to ``upstream`` (host, port) by ``plan``."""

    def __init__(self, upstream: tuple[str, int], plan: Sequence[Fault], *, notify_at: int = 0) -> None:
        self._upstream = upstream
        self._plan = list(plan)
        self._lock = threading.Lock()
        self.requests = 0
        self.notified = threading.Event()
        self._notify_at = notify_at
        self.done: list[Fault] = []
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def base_url(self) -> str:
        """The address to send to."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def stop(self) -> None:
        """Close the listener and every connection."""
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _next(self) -> Fault:
        with self._lock:
            self.requests += 1
            if self.requests == self._notify_at:
                self.notified.set()
            fault = self._plan.pop(0) if self._plan else PASS
            self.done.append(fault)
            return fault

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as reader:
                while (request := _read_head(reader)) is not None:
                    if not self._one(connection, reader, request, self._next()):
                        return
        except OSError:
            return
        finally:
            with self._lock:
                self._open.discard(connection)

    def _one(self, connection: socket.socket, reader: BinaryIO, request: _Request, fault: Fault) -> bool:
        """Do one fault; True when the connection may be used again."""
        if fault.do is Do.CUT_AT_ONCE:
            _reset(connection)
            return False
        if fault.do is Do.ANSWER_EARLY:
            connection.sendall(_answer(fault.status, fault.headers, fault.body, close=True))
            if fault.share >= 0.3:
                connection.shutdown(socket.SHUT_WR)
                _drain(reader, request.length)
            return False
        if fault.do is Do.CUT_IN_BODY:
            _drain(reader, int(request.length * fault.share))
            _reset(connection)
            return False
        body = reader.read(request.length)
        if len(body) < request.length:
            return False
        if fault.do is Do.ANSWER_INSTEAD:
            connection.sendall(_answer(fault.status, fault.headers, fault.body))
            return True
        if fault.do is Do.STALL:
            self._stopping.wait(fault.share * 4)
            return False
        if fault.do is Do.DROP_PART:
            body = _without_a_part(body, fault.share)
        answer = self._forward(request, body)
        if fault.do is Do.LOSE_ANSWER:
            _reset(connection)
            return False
        if fault.do is Do.CUT_ANSWER:
            connection.sendall(answer[: max(1, int(len(answer) * fault.share))])
            return False
        if fault.do is Do.TRICKLE:
            for start in range(0, len(answer), 7):
                connection.sendall(answer[start : start + 7])
                if self._stopping.wait(0.002):
                    return False
            return True
        if fault.do is Do.ANSWER_AFTER:
            connection.sendall(_answer(fault.status, fault.headers, fault.body))
            return True
        if fault.do is Do.CUT_JSON:
            answer = _with_body(answer, lambda text: text[: int(len(text) * fault.share)])
        elif fault.do is Do.COUNT_LESS:
            answer = _with_json(answer, _count_less)
        elif fault.do is Do.OMIT_SERIES:
            answer = _with_json(answer, _omit_series)
        connection.sendall(answer)
        return True

    def _forward(self, request: _Request, body: bytes) -> bytes:
        head = b"\r\n".join(
            line
            for line in request.head.split(b"\r\n")
            if line and not line.lower().startswith((b"content-length:", b"connection:"))
        )
        with socket.create_connection(self._upstream, timeout=30) as server:
            length = str(len(body)).encode()
            server.sendall(head + b"\r\nConnection: close\r\nContent-Length: " + length + b"\r\n\r\n" + body)
            pieces = []
            while piece := server.recv(65536):
                pieces.append(piece)
        answer = b"".join(pieces)
        start, _, rest = answer.partition(b"\r\n\r\n")
        lines = [line for line in start.split(b"\r\n") if not line.lower().startswith((b"connection:",))]
        return b"\r\n".join(lines) + b"\r\n\r\n" + rest


def _read_head(reader: BinaryIO) -> _Request | None:
    lines = []
    while (line := reader.readline()) not in (b"\r\n", b""):
        lines.append(line.rstrip(b"\r\n"))
    if not lines:
        return None
    headers = {}
    for line in lines[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    return _Request(b"\r\n".join(lines), headers, int(headers.get("content-length", 0)))


def _drain(reader: BinaryIO, length: int) -> None:
    while length > 0 and (piece := reader.read(min(length, 65536))):
        length -= len(piece)


def _reset(connection: socket.socket) -> None:
    """Close so that the peer sees a reset instead of an orderly end (SO_LINGER of zero seconds)."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _answer(status: int, headers: Sequence[tuple[str, str]], body: bytes, *, close: bool = False) -> bytes:
    lines = [f"HTTP/1.1 {status} Planned", f"Content-Length: {len(body)}", *(f"{n}: {v}" for n, v in headers)]
    if close:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _with_body(answer: bytes, change: Callable[[bytes], bytes]) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    body = change(body)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    lines.append(f"Content-Length: {len(body)}".encode())
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def _with_json(answer: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    def changed(body: bytes) -> bytes:
        try:
            value = json.loads(body)
        except ValueError:
            return body
        change(value)
        return json.dumps(value).encode()

    return _with_body(answer, changed)


def _count_less(value: dict[str, object]) -> None:
    for item in value.get("detailed_info", ()):  # type: ignore[union-attr, attr-defined]
        item["NumberOfSeriesRelatedInstances"] = max(0, int(item["NumberOfSeriesRelatedInstances"]) - 1)


def _omit_series(value: dict[str, object]) -> None:
    details = value.get("detailed_info")
    if isinstance(details, list) and details:
        gone = details.pop()
        uids = value.get("series_instance_uids")
        if isinstance(uids, list) and gone["SeriesInstanceUID"] in uids:
            uids.remove(gone["SeriesInstanceUID"])


def _without_a_part(body: bytes, share: float) -> bytes:
    boundary, _, _ = body.partition(b"\r\n")
    parts = body.split(boundary)
    files = len(parts) - 2
    if files < 1:
        return body
    del parts[1 + min(files - 1, int(files * share))]
    return boundary.join(parts)
