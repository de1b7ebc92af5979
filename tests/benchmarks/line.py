"""Time on a clinic's line, and memory: ``python -m tests.benchmarks.line [--megabytes N] [--gigabytes N]``.

First part: a sink that takes 100 Mbit/s in all and answers after 0, 50 and 200 ms; the whole engine with 1, 3 and 5
connections against the bound. The bound is what no sender can beat: all bytes at the line's speed, and the service's
waits, which one connection meets one after the other and several hide behind each other's sending.
Second part: the engine's peak memory over its own at the start, for 100 MB and for many GB (sparse files), each in a
process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import socket
import tempfile
import threading
import time
from pathlib import Path

from gui.core.entities import Instance
from tests.benchmarks.upload import SERIES, describe, engine, sink

LINE = 100e6 / 8
FILES = 100


class _Line:
    """Bytes a second that all connections share."""

    def __init__(self, speed: float) -> None:
        self._speed, self._lock, self._free_at = speed, threading.Lock(), 0.0

    def take(self, count: int) -> None:
        with self._lock:
            self._free_at = max(self._free_at, time.perf_counter()) + count / self._speed
            wait = self._free_at - time.perf_counter()
        if wait > 0:
            time.sleep(wait)


def slow_sink(port: multiprocessing.Queue[int], latency: float) -> None:
    """Like the sink of the upload benchmark, at the line's speed and with a wait before each answer."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=50)
    port.put(listener.getsockname()[1])
    line = _Line(LINE)
    while True:
        threading.Thread(target=_serve, args=(listener.accept()[0], line, latency), daemon=True).start()


def _serve(connection: socket.socket, line: _Line, latency: float) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 256 * 1024)
    with connection, connection.makefile("rb", buffering=65536) as reader:
        while reader.readline():
            length, size = 0, 1
            while (text := reader.readline().strip()) != b"":
                name, _, value = text.partition(b": ")
                length = int(value) if name.lower() == b"content-length" else length
                size = int(value) if name.lower() == b"source" else size
            files = length // size
            while length:
                piece = reader.read1(min(length, 65536))
                line.take(len(piece))
                length -= len(piece)
            time.sleep(latency)
            body = (
                f'{{"message": "Success", "detailed_info": [{{"SeriesInstanceUID": "{SERIES}", '
                f'"NumberOfSeriesRelatedInstances": {files}}}]}}'
            ).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def on_the_line(instances: list[Instance], latency: float, connections: int) -> float:
    """Seconds for the whole upload."""
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = multiprocessing.Process(target=slow_sink, args=(port, latency), daemon=True)
    process.start()
    base_url = f"http://127.0.0.1:{port.get()}"
    begun = time.perf_counter()
    engine(instances, base_url, FILES, connections)
    taken = time.perf_counter() - begun
    process.kill()
    return taken


def bound(size: int, requests: int, latency: float, connections: int) -> float:
    """The least that any sender needs, in seconds."""
    return size / LINE + latency * (requests if connections == 1 else 1)


def peak_memory(answer: multiprocessing.Queue[float], folder: str, files: int, size: int) -> None:
    """MB of the peak over the start, for files that take no room on the disk."""
    instances = []
    for number in range(files):
        path = Path(folder, f"{files}-{number:05}.dcm")
        with path.open("wb") as file:
            file.truncate(size)
        instances.append(describe(path, number))
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = multiprocessing.Process(target=sink, args=(port,), daemon=True)
    process.start()
    base_url = f"http://127.0.0.1:{port.get()}"
    engine(instances[:1], base_url, FILES, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    engine(instances, base_url, FILES, 1)
    process.kill()
    answer.put((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def main() -> None:
    """Run both parts and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=60)
    parser.add_argument("--gigabytes", type=int, default=10)
    asked = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        instances = []
        for number in range(asked.megabytes * 10):
            path = Path(folder, f"{number:05}.dcm")
            path.write_bytes(bytes(100_000))
            instances.append(describe(path, number))
        size, requests = len(instances) * 100_000, -(-len(instances) // FILES)
        print(f"{asked.megabytes} MB in {requests} requests at 100 Mbit/s; seconds, and times the bound")
        for latency in (0.0, 0.05, 0.2):
            for connections in (1, 3, 5):
                taken, least = on_the_line(instances, latency, connections), bound(size, requests, latency, connections)
                print(f"{latency * 1000:4.0f} ms, {connections} connections: {taken:6.2f} s   × {taken / least:4.2f}")
        for files, each in ((200, 500_000), (asked.gigabytes * 2, 500_000_000)):
            answer = context.Queue()
            process = context.Process(target=peak_memory, args=(answer, folder, files, each))
            process.start()
            print(f"{files * each / 1e9:5.1f} GB: {answer.get():5.1f} MB over the start")
            process.join()


if __name__ == "__main__":
    main()
