"""How fast images go out: ``python -m tests.benchmarks.upload [--tls] [--files N] [--size BYTES] [--rounds N]``.

Compares, in interleaved rounds to a sink in a process of its own on loopback, the whole engine (digest of each file,
checks, journal in memory) with the sample client of the service's document (``MultipartEncoder`` with requests'
own reads) and with the limit, a raw socket and ``sendfile``. Prints medians and ratios; nothing is asserted,
because a busy machine would decide.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import socket
import ssl
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import requests
from requests_toolbelt import MultipartEncoder

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Instance, Patient, Series, Study
from gui.core.plan import Limits
from gui.core.token import Token
from gui.core.upload import CountReading, Outcome, Upload
from gui.service.uploader import Tuning, upload
from tests.service.memory_journal import MemoryJournal

SERIES = "1.2.3"


def sink(port: multiprocessing.Queue[int], certificate: str = "") -> None:
    """Read every body to its end, count its files by its length, and answer in full."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=50)
    port.put(listener.getsockname()[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(certificate, f"{certificate}.key")
    while True:
        made = listener.accept()[0]
        threading.Thread(target=_swallow, args=(made, context if certificate else None), daemon=True).start()


def _swallow(connection: socket.socket, context: ssl.SSLContext | None) -> None:
    if context is not None:
        connection = context.wrap_socket(connection, server_side=True)
    buffer = memoryview(bytearray(4 * 1024 * 1024))
    with connection, connection.makefile("rb", buffering=65536) as reader:
        while (line := reader.readline()) != b"":
            length, size = 0, 1
            while (line := reader.readline().strip()) != b"":
                name, _, value = line.partition(b": ")
                length = int(value) if name.lower() == b"content-length" else length
                size = int(value) if name.lower() == b"source" else size
            files = length // size  # the framing of a whole request is smaller than one file
            while length:
                length -= reader.readinto1(buffer[: min(length, len(buffer))])
            body = (
                f'{{"message": "Success", "detailed_info": [{{"SeriesInstanceUID": "{SERIES}", '
                f'"NumberOfSeriesRelatedInstances": {files}}}]}}'
            ).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def describe(path: Path, number: int) -> Instance:
    """The instance that a scan would make; the content is of no interest here."""
    found = path.stat()
    return Instance(
        str(path), found.st_size, found.st_mtime_ns, str(number), "1.2", "1.2", Patient(), Study("1"), Series(SERIES)
    )


def make_certificate(folder: str) -> str:
    """A throwaway certificate for ``localhost``; the key lies beside it."""
    path = str(Path(folder, "localhost.pem"))
    order = f"req -x509 -newkey rsa:2048 -nodes -keyout {path}.key -out {path} -days 2 -subj /CN=localhost"
    subprocess.run(
        ["openssl", *order.split(), "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True
    )
    return path


def engine(
    instances: list[Instance], base_url: str, files: int, connections: int, certificate: str | None = None
) -> None:
    """Ours, from plan to verdict."""
    journal = MemoryJournal()
    destination = Destination("d", "Sink", base_url, source=str(instances[0].size), connections=connections)
    journal.readings[destination.address.origin] = CountReading.PER_REQUEST
    upload_id = journal.begin(Upload(destination, tuple(instances), datetime.now(UTC)))
    tuning = Tuning(limits=Limits(max_files=files, max_bytes=1 << 40), ca_file=certificate)
    end = upload(upload_id, journal, Token("t"), cancel=CancelToken(), report=lambda _: None, tuning=tuning)
    assert end.outcome is Outcome.VERIFIED, end


def sample_client(instances: list[Instance], base_url: str, files: int, certificate: str | None = None) -> None:
    """The service's own script, one request after the other."""
    for start in range(0, len(instances), files):
        with ExitStack() as opened:
            part = instances[start : start + files]
            encoder = MultipartEncoder(
                {i.path: (i.path, opened.enter_context(open(i.path, "rb")), "application/dicom") for i in part}
            )
            kind = f"multipart/related; type=application/dicom; boundary={encoder.boundary_value}"
            headers = {"Content-Type": kind, "Authorization": "Token t"}
            verify = certificate or True
            answer = requests.post(f"{base_url}/studies", data=encoder, headers=headers, timeout=60, verify=verify)
            answer.raise_for_status()


def send_file(instances: list[Instance], base_url: str, files: int, certificate: str | None = None) -> None:
    """The limit: the same bytes without framing, by ``sendfile``, or block by block through TLS."""
    port = int(base_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as plain, ExitStack() as opened:
        connection = plain
        if certificate:
            context = ssl.create_default_context(cafile=certificate)
            connection = opened.enter_context(context.wrap_socket(plain, server_hostname="localhost"))
        for start in range(0, len(instances), files):
            part = instances[start : start + files]
            length = sum(instance.size for instance in part)
            connection.sendall(b"POST /studies HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % length)
            for instance in part:
                with open(instance.path, "rb") as file:
                    connection.sendfile(file)
            connection.recv(65536)


def main() -> None:
    """Make the files, run the rounds, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--size", type=int, default=525_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tls", action="store_true")
    asked = parser.parse_args()
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(folder) if asked.tls else None
        process = multiprocessing.Process(target=sink, args=(port, certificate or ""), daemon=True)
        process.start()
        base_url = f"https://localhost:{port.get()}" if asked.tls else f"http://127.0.0.1:{port.get()}"
        instances = []
        for number in range(asked.files):
            path = Path(folder, f"{number:05}.dcm")
            path.write_bytes(os.urandom(asked.size))
            instances.append(describe(path, number))
        ways: dict[str, Callable[[], None]] = {
            "raw socket (limit)": lambda: send_file(instances, base_url, 100, certificate),
            "sample client": lambda: sample_client(instances, base_url, 100, certificate),
            "engine, 1 connection": lambda: engine(instances, base_url, 100, 1, certificate),
            "engine, 3 connections": lambda: engine(instances, base_url, 100, 3, certificate),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        processor: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(asked.rounds):
            for name, way in ways.items():
                used, begun = _processor(), time.perf_counter()
                way()
                seconds[name].append(time.perf_counter() - begun)
                processor[name].append(_processor() - used)
    process.kill()
    size = asked.files * asked.size
    client = statistics.median(seconds["sample client"])
    print(f"{asked.files} files of {asked.size} bytes, requests of 100, {asked.rounds} rounds")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        per_gb = statistics.median(processor[name]) / size * 1e9
        print(f"{name:24} {size / median / 1e6:8.0f} MB/s   × {client / median:5.2f}   {per_gb:5.2f} CPU s/GB")


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
