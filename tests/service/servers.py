"""Real services on loopback, port 0: one that follows a script, and one that stores and counts like the service."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import ipaddress
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pydicom

from gui.core.upload import CountReading

TOKEN = "secret-token-of-the-tests"
_PART = re.compile(rb'Content-Disposition: form-data; name="([^"]*)"; filename="([^"]*)"')


@dataclass
class Exchange:
    """One request while it is being served."""

    connection: socket.socket
    reader: io.BufferedReader
    path: str
    headers: dict[str, str]
    number: int
    of_connection: int = 0
    body: bytes | None = None

    @property
    def length(self) -> int:
        return int(self.headers.get("content-length", "0"))

    def read(self) -> bytes:
        if self.body is None:
            self.body = self.reader.read(self.length)
        return self.body

    def files(self) -> list[tuple[str, bytes]]:
        """The parts: file name and content."""
        boundary = self.headers["content-type"].rpartition("boundary=")[2].encode()
        found = []
        for part in self.read().split(b"--" + boundary)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            matched = _PART.search(head)
            assert matched is not None
            assert matched[1] == matched[2]
            found.append((matched[1].decode(), content[:-2]))
        return found

    def reply(self, status: int, content: object = b"", *, headers: tuple[str, ...] = (), kind: str = "") -> None:
        """Answer; anything but bytes goes out as JSON."""
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        kind = kind or ("text/html" if isinstance(content, bytes) else "application/json")
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(data)}", *headers]
        self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + data)

    def raw(self, data: bytes) -> None:
        self.connection.sendall(data)

    def cut(self) -> None:
        """Close without a word more."""
        raise ConnectionAbortedError

    def linger(self) -> None:
        """Keep the connection open without reading until the other side closes it or the test is over."""
        self.connection.settimeout(0.05)
        while not self.stopped.is_set():
            try:
                if not self.connection.recv(1, socket.MSG_PEEK):
                    return
                self.stopped.wait(0.02)
            except TimeoutError:
                continue

    stopped: threading.Event = field(default_factory=threading.Event)


Script = Callable[[Exchange], None]


class Server:
    """Serves each request with ``script``; ``seen`` are the requests in the order in which they began."""

    def __init__(self, script: Script, *, tls: tuple[str, str] | None = None) -> None:
        self.script = script
        self.seen: list[Exchange] = []
        self.problems: list[BaseException] = []
        self.connections = 0
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._context: ssl.SSLContext | None = None
        if tls is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*tls)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base_url(self) -> str:
        return f"https://localhost:{self.port}" if self._context else f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self.connections += 1
        try:
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            self._open.add(connection)
            with connection, connection.makefile("rb") as reader:
                served = 0
                while (exchange := self._begin(connection, reader, served)) is not None:
                    served += 1
                    self.script(exchange)
                    if exchange.body is None and exchange.length:
                        return
        except OSError:
            pass
        except BaseException as error:  # noqa: BLE001 - fails the test that serves
            self.problems.append(error)
        finally:
            self._open.discard(connection)
            connection.close()

    def _begin(self, connection: socket.socket, reader: io.BufferedReader, served: int) -> Exchange | None:
        first = reader.readline().split()
        if len(first) < 2:
            return None
        headers = {}
        while (line := reader.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            headers[name.decode().lower()] = value.strip().decode("latin-1")
        with self._lock:
            exchange = Exchange(connection, reader, first[1].decode(), headers, len(self.seen) + 1, served)
            exchange.stopped = self._stopped
            self.seen.append(exchange)
        return exchange


@contextlib.contextmanager
def serving(script: Script, *, tls: tuple[str, str] | None = None) -> Iterator[Server]:
    """A server for one test. What goes wrong within a script fails the test."""
    server = Server(script, tls=tls)
    try:
        yield server
    finally:
        server.stop()
    assert not server.problems, server.problems


class Store:
    """Stores and counts as the contract says, under either reading.

    ``refuses`` are SOPInstanceUIDs that are dropped without a word; ``drops_once`` the same, but the next time
    they are kept.
    """

    def __init__(
        self,
        reading: CountReading = CountReading.CUMULATIVE,
        *,
        refuses: Iterable[str] = (),
        drops_once: Iterable[str] = (),
    ) -> None:
        self.reading = reading
        self.refuses = set(refuses)
        self.drops_once = set(drops_once)
        self.held: dict[str, dict[str, str]] = {}
        self.received: list[str] = []
        self.lock = threading.Lock()

    def __call__(self, exchange: Exchange) -> None:
        if exchange.headers.get("authorization") != f"Token {TOKEN}":
            exchange.read()
            exchange.reply(401, {"message": "Invalid token header.", "authenticated": False})
            return
        exchange.reply(*self.take(exchange))

    def take(self, exchange: Exchange) -> tuple[int, object]:
        """Store what the request carries; the answer's status and JSON."""
        carried: dict[str, set[str]] = {}
        with self.lock:
            for _, content in exchange.files():
                dataset = pydicom.dcmread(io.BytesIO(content))
                series, sop = str(dataset.SeriesInstanceUID), str(dataset.SOPInstanceUID)
                self.received.append(sop)
                if sop in self.refuses or sop in self.drops_once:
                    self.drops_once.discard(sop)
                    continue
                carried.setdefault(series, set()).add(sop)
                self.held.setdefault(series, {})[sop] = hashlib.sha256(content).hexdigest()
            if not carried:
                return 400, {"message": "No DICOM files were uploaded!"}
            cumulative = self.reading is CountReading.CUMULATIVE
            numbers = {uid: len(self.held[uid]) if cumulative else len(sops) for uid, sops in carried.items()}
        return 200, {
            "message": "Success",
            "series_instance_uids": list(numbers),
            "detailed_info": [
                {"SeriesInstanceUID": uid, "NumberOfSeriesRelatedInstances": number} for uid, number in numbers.items()
            ],
        }

    @property
    def digests(self) -> dict[str, str]:
        return {sop: digest for series in self.held.values() for sop, digest in series.items()}


def make_certificate(folder: Path, *, host: str = "localhost", days: tuple[int, int] = (-1, 9)) -> tuple[str, str]:
    """A throwaway certificate, valid between two days from now: paths of the certificate and of its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(paths[0]), str(paths[1])
