"""One window for each person: real second processes, also where the first one hangs or was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from gui.jobs.single_instance import LIMIT, MAGIC, TAKEN, SingleInstance, parse_paths
from tests.helpers.still import hold_still

ROOT = Path(__file__).resolve().parents[2]

posix = pytest.mark.skipif(os.name != "posix", reason="signals and names in bytes")

# Claims, says so, and prints what it is told; ends at “q”.
FIRST = """
import os, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from gui.jobs.single_instance import SingleInstance

app = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]))

def show(paths):
    print([os.fsencode(path) for path in paths], flush=True)

single.paths_received.connect(show)
print(single.claim(), flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), QMetaObject.invokeMethod(app, "quit", Qt.QueuedConnection))).start()
app.exec()
"""

# What a second start does: claims, hands over its paths when it is not the first, says both and ends.
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.jobs.single_instance import SingleInstance

app = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]))
first = single.claim()
print(first, first or single.send(sys.argv[3:], int(sys.argv[2])))
"""


class First:
    """A program that runs, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", FIRST, os.fspath(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self.is_first = self.says() == "True"

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().rstrip("\n")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        self.process.communicate()


@pytest.fixture
def start() -> Iterator[Callable[[Path], First]]:
    begun: list[First] = []

    def go(folder: Path) -> First:
        begun.append(First(folder))
        return begun[-1]

    yield go
    for first in begun:
        first.kill()
        first.process.communicate()


def second(folder: Path, *paths: bytes | str, timeout: int = 10_000, cwd: Path = ROOT) -> str:
    """How a second start fares: whether it is the first, and whether its paths were taken."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SECOND, os.fspath(folder), str(timeout), *paths],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert done.stderr == b""
    return done.stdout.decode().strip()


def test_a_second_start_hands_its_paths_to_the_first_in_order(tmp_path: Path, start: Callable[[Path], First]) -> None:
    first = start(tmp_path)
    assert first.is_first
    assert second(tmp_path, "/b/two words", "/a") == "False True"
    assert first.says() == "[b'/b/two words', b'/a']"


@posix
def test_names_that_are_no_utf_8_arrive_byte_for_byte(tmp_path: Path, start: Callable[[Path], First]) -> None:
    first = start(tmp_path)
    assert second(tmp_path, b"/r\xf6ntgen/\xff\xfe", "/ö\n/x") == "False True"
    assert first.says() == repr([b"/r\xf6ntgen/\xff\xfe", "/ö\n/x".encode()])


def test_a_start_without_paths_brings_the_first_to_the_front(tmp_path: Path, start: Callable[[Path], First]) -> None:
    first = start(tmp_path)
    assert second(tmp_path) == "False True"
    assert first.says() == "[]"


def test_relative_paths_are_those_of_the_second_start(tmp_path: Path, start: Callable[[Path], First]) -> None:
    first = start(tmp_path)
    assert second(tmp_path, "disc", cwd=tmp_path) == "False True"
    assert first.says() == repr([os.fsencode(tmp_path / "disc")])


def test_more_paths_than_one_message_holds_arrive_in_several(tmp_path: Path, qtbot: QtBot) -> None:
    single = SingleInstance(tmp_path)
    told: list[list[str]] = []
    single.paths_received.connect(told.append)
    assert single.claim()
    paths = [f"/{number:04}{'x' * 2000}" for number in range(600)]
    command = [sys.executable, "-c", SECOND, os.fspath(tmp_path), "20000", *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
        assert other.communicate()[0] == "False True\n"
    assert told[0] + told[1] == paths
    single.release()


def test_another_folder_has_a_first_of_its_own(tmp_path: Path, start: Callable[[Path], First]) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "ben").mkdir()
    assert start(tmp_path / "anna").is_first
    assert start(tmp_path / "ben").is_first


def test_of_several_at_once_exactly_one_is_the_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST, os.fspath(tmp_path)]
    starts = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(5)
    ]
    said = [process.stdout.readline() for process in starts if process.stdout is not None]
    for process in starts:
        process.communicate()
    assert sorted(said) == ["False\n"] * 4 + ["True\n"]


@posix
def test_after_a_kill_the_next_start_is_the_first_and_can_be_reached(
    tmp_path: Path, start: Callable[[Path], First]
) -> None:
    start(tmp_path).kill()
    assert (tmp_path / "program.lock").exists()
    heir = start(tmp_path)
    assert heir.is_first
    assert second(tmp_path, "/a") == "False True"
    assert heir.says() == "[b'/a']"


@posix
def test_a_lock_whose_process_number_was_given_to_another_program_is_taken_over(
    tmp_path: Path, start: Callable[[Path], First]
) -> None:
    start(tmp_path).kill()
    lock = tmp_path / "program.lock"
    number, rest = lock.read_bytes().split(b"\n", 1)
    assert number.isdigit()
    (tmp_path / "other").mkdir()
    stranger = start(tmp_path / "other")
    lock.write_bytes(b"%d\n%s" % (stranger.process.pid, rest))
    assert start(tmp_path).is_first


def test_after_an_orderly_end_the_next_start_is_the_first(tmp_path: Path, start: Callable[[Path], First]) -> None:
    start(tmp_path).end()
    assert start(tmp_path).is_first


@posix
def test_a_first_that_hangs_holds_nobody_up(tmp_path: Path, start: Callable[[Path], First]) -> None:
    first = start(tmp_path)
    hold_still(first.process)
    other = SingleInstance(tmp_path)
    begin = time.monotonic()
    assert not other.claim()
    assert not other.send(["/a"], 500)
    assert not other.send([f"/{'x' * 4000}"] * 1000, 500)
    assert time.monotonic() - begin < 4
    first.process.send_signal(signal.SIGCONT)
    assert other.send(["/b"], 10_000)


def test_where_nobody_listens_sending_says_no_in_time(tmp_path: Path) -> None:
    begin = time.monotonic()
    assert not SingleInstance(tmp_path).send(["/a"], 200)
    assert 0.15 < time.monotonic() - begin < 2


def test_a_claim_can_be_repeated_and_given_back(tmp_path: Path, qtbot: QtBot) -> None:
    one, two = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert one.claim()
    assert one.claim()
    assert not two.claim()
    one.release()
    assert two.claim()
    two.release()


def test_a_program_that_is_closing_takes_no_more_paths_and_is_still_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    single = SingleInstance(tmp_path)
    assert single.claim()
    single.stop_listening()
    assert second(tmp_path, "/a", timeout=200) == "False False"
    single.release()


@posix
def test_a_damaged_secret_is_made_anew(tmp_path: Path, start: Callable[[Path], First]) -> None:
    (tmp_path / "program.key").write_bytes(b"short")
    assert start(tmp_path).is_first
    assert second(tmp_path) == "False True"


def test_without_a_folder_to_lock_the_window_opens_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    single = SingleInstance(tmp_path / "none")
    assert single.claim()
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert str(tmp_path) not in caplog.text


@posix
def test_secret_and_socket_are_for_this_person_only(tmp_path: Path, qtbot: QtBot) -> None:
    single = SingleInstance(tmp_path)
    assert single.claim()
    assert (tmp_path / "program.key").stat().st_mode & 0o077 == 0
    socket = Path(single._server.fullServerName())
    assert socket.stat().st_mode & 0o077 == 0
    single.release()
    assert not socket.exists()


# -- what comes over the socket is not trusted -----------------------------------------------------------------


def message(payload: bytes, length: int | None = None) -> bytes:
    return MAGIC + (len(payload) if length is None else length).to_bytes(4, "big") + payload


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"X",
        b"DCC2" + bytes(4),
        message(b"relative/path"),
        message(b"/a\0\0/b"),
        message(b"/a\0b"),
        message(b"\0"),
        message(b"/a", LIMIT + 1),
        message(b"/a", 1),
        message(b"") + b"more",
    ],
)
def test_what_is_no_message_is_hung_up_on(tmp_path: Path, qtbot: QtBot, sent: bytes) -> None:
    single = SingleInstance(tmp_path)
    told: list[object] = []
    single.paths_received.connect(told.append)
    assert single.claim()
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected, timeout=4_000):
        socket.connectToServer(single._server.serverName())
        assert socket.waitForConnected(2_000)
        socket.write(QByteArray(sent))
        socket.flush()
    assert socket.readAll().data() == b""
    assert told == []
    single.release()


@pytest.mark.parametrize("sent", [b"", b"DC", message(b"/a", 1000)])
def test_a_visitor_that_does_not_finish_is_put_out(tmp_path: Path, qtbot: QtBot, sent: bytes) -> None:
    single = SingleInstance(tmp_path, patience=50)
    told: list[object] = []
    single.paths_received.connect(told.append)
    assert single.claim()
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected, timeout=10_000):
        socket.connectToServer(single._server.serverName())
        assert socket.waitForConnected(2_000)
        socket.write(QByteArray(sent))
        socket.flush()
    assert told == []
    single.release()


def test_a_visitor_in_the_middle_is_put_out_when_the_program_closes(tmp_path: Path, qtbot: QtBot) -> None:
    single = SingleInstance(tmp_path, patience=600_000)
    assert single.claim()
    socket = QLocalSocket()
    with qtbot.waitSignal(single._server.newConnection, timeout=10_000):
        socket.connectToServer(single._server.serverName())
        assert socket.waitForConnected(2_000)
    with qtbot.waitSignal(socket.disconnected, timeout=10_000):
        single.stop_listening()
    single.release()


def test_a_message_in_pieces_is_taken_once_it_is_whole(tmp_path: Path, qtbot: QtBot) -> None:
    single = SingleInstance(tmp_path)
    assert single.claim()
    socket = QLocalSocket()
    with qtbot.waitSignal(single._server.newConnection, timeout=10_000):
        socket.connectToServer(single._server.serverName())
        assert socket.waitForConnected(2_000)
    heard = single.findChild(QLocalSocket)
    assert isinstance(heard, QLocalSocket)
    with qtbot.waitSignal(single.paths_received, timeout=10_000) as caught:
        for piece in message(b"/a\0/b"):
            with qtbot.waitSignal(heard.readyRead, timeout=10_000):
                socket.write(QByteArray(bytes([piece])))
                socket.flush()
    assert caught.args == [["/a", "/b"]]
    qtbot.waitUntil(lambda: socket.bytesAvailable() == 1)
    assert socket.readAll().data() == TAKEN
    socket.abort()
    single.release()


@posix
@given(st.lists(st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name), max_size=5))
def test_every_absolute_name_comes_back_as_it_was(names: list[bytes]) -> None:
    paths = [os.fsdecode(b"/" + name) for name in names]
    assert parse_paths(b"\0".join(map(os.fsencode, paths))) == paths


@given(st.binary(max_size=100))
def test_any_bytes_are_absolute_paths_or_nothing(payload: bytes) -> None:
    paths = parse_paths(payload)
    assert paths is None or all(Path(path).is_absolute() for path in paths)
