"""Keeping the computer awake: on a private bus with the services of a desktop, and without any."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from gui.store.awake import NotKept, caffeinate, keep_awake, logind, power_management, session_manager, ways_here

ROOT = Path(__file__).resolve().parents[2]
REASON = "Images are being sent"

linux = pytest.mark.skipif(sys.platform != "linux", reason="the bus of a desktop is Linux's")
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon here (apt-get install dbus)")

# Owns the names it is given and says what is asked of it. "denied" refuses, "silent" never answers.
SERVICES = """
import os, sys, threading
from jeepney import HeaderFields, MatchRule, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

mood, names = sys.argv[1], sys.argv[2:]

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())  # a line at once, from either thread

bus = open_dbus_connection("SESSION", enable_fds=True)
for name in names:
    bus.send_and_get_reply(message_bus.RequestName(name, 4))
bus.send_and_get_reply(message_bus.AddMatch(MatchRule(type="signal", member="NameOwnerChanged")))
say("ready")

def watch(descriptor):
    os.read(descriptor, 1)
    os.close(descriptor)
    say("lock closed")

holders = set()
while True:
    message = bus.receive()
    fields = message.header.fields
    member = fields.get(HeaderFields.member)
    if member == "NameOwnerChanged" and message.body[0] in holders and not message.body[2]:
        say("caller gone")
    if message.header.message_type is not MessageType.method_call:
        continue
    say(fields[HeaderFields.interface], member, *message.body)
    holders.add(fields[HeaderFields.sender])
    if mood == "silent":
        continue
    if mood == "denied":
        bus.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied", "s", ("no",)))
    elif member.lower() == "uninhibit":
        bus.send(new_method_return(message))
    elif fields[HeaderFields.interface] == "org.freedesktop.login1.Manager":
        mine, yours = os.pipe()
        bus.send(new_method_return(message, "h", (yours,)))
        os.close(yours)
        threading.Thread(target=watch, args=(mine,), daemon=True).start()
    else:
        bus.send(new_method_return(message, "u", (7,)))
"""

HOLD = """
import sys
from gui.store.awake import keep_awake
with keep_awake("Images are being sent") as kept:
    print(kept, flush=True)
    sys.stdin.read()
"""


class Desktop:
    """A private bus, which is the session's and the system's at once, with services on it."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[str]] = []

    def start(self, *command: str) -> IO[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self._running.append(process)
        assert process.stdout is not None
        return process.stdout

    def offer(self, *names: str, mood: str = "willing") -> Callable[[], str]:
        """Put services on the bus; the answer reads the next thing that was asked of them."""
        said = self.start(sys.executable, "-c", SERVICES, mood, *names)
        assert said.readline() == "ready\n"
        return lambda: said.readline().rstrip("\n")

    def end(self) -> None:
        for process in reversed(self._running):
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


@pytest.fixture(autouse=True)
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus")


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    desktop = Desktop()
    address = desktop.start("dbus-daemon", "--session", "--nofork", "--print-address").readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    yield desktop
    desktop.end()


GNOME = "org.gnome.SessionManager"
POWER = "org.freedesktop.PowerManagement"
LOGIN = "org.freedesktop.login1"


@linux
@needs_bus
def test_gnome_is_asked_not_to_suspend_and_told_when_it_may(desktop: Desktop) -> None:
    asked = desktop.offer(GNOME)
    with keep_awake(REASON) as kept:
        assert kept
        assert asked() == f"{GNOME} Inhibit dicom-courier 0 {REASON} 4"
    assert asked() == f"{GNOME} Uninhibit 7"
    assert asked() == "caller gone"


@linux
@needs_bus
def test_power_management_is_asked_where_there_is_no_session_manager(desktop: Desktop) -> None:
    asked = desktop.offer(POWER)
    with keep_awake(REASON) as kept:
        assert kept
        assert asked() == f"{POWER}.Inhibit Inhibit DICOM Courier {REASON}"
    assert asked() == f"{POWER}.Inhibit UnInhibit 7"


@linux
@needs_bus
def test_the_lock_of_logind_is_open_as_long_as_the_block_runs(desktop: Desktop) -> None:
    asked = desktop.offer(LOGIN)
    with keep_awake(REASON) as kept:
        assert kept
        assert asked() == f"{LOGIN}.Manager Inhibit sleep DICOM Courier {REASON} block"
    assert {asked(), asked()} == {"lock closed", "caller gone"}


@linux
@needs_bus
def test_one_service_is_enough_and_the_others_are_not_asked(desktop: Desktop) -> None:
    asked = desktop.offer(GNOME, POWER, LOGIN)
    with keep_awake(REASON) as kept:
        assert kept
    assert [asked().split()[0] for _ in range(3)] == [GNOME, GNOME, "caller"]


@linux
def test_xfce_is_not_asked_through_what_would_keep_its_screen_unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ways_here() == (session_manager, power_management, logind)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "X-Distro:XFCE")
    assert ways_here() == (session_manager, logind)


@linux
@needs_bus
def test_the_next_service_is_asked_when_one_refuses(desktop: Desktop) -> None:
    desktop.offer(GNOME, mood="denied")
    asked = desktop.offer(LOGIN)
    with keep_awake(REASON) as kept:
        assert kept
        assert "Inhibit sleep" in asked()


@linux
@needs_bus
def test_a_refusal_of_all_is_no_error(desktop: Desktop) -> None:
    desktop.offer(GNOME, POWER, LOGIN, mood="denied")
    with keep_awake(REASON) as kept:
        assert not kept


@linux
@needs_bus
def test_a_bus_without_such_services_is_no_error(desktop: Desktop) -> None:
    with keep_awake(REASON) as kept:
        assert not kept


@linux
@needs_bus
def test_a_service_that_never_answers_holds_nobody_up(desktop: Desktop) -> None:
    asked = desktop.offer(GNOME, POWER, LOGIN, mood="silent")
    begin = time.monotonic()
    with keep_awake(REASON, time_limit=0.2) as kept:
        assert not kept
    assert time.monotonic() - begin < 2
    assert asked().startswith(GNOME)


@linux
def test_a_bus_that_takes_the_call_and_says_nothing_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(os.fspath(tmp_path / "bus"))
        bus.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        begin = time.monotonic()
        with keep_awake(REASON, time_limit=0.2) as kept:
            assert not kept
        assert time.monotonic() - begin < 2


@linux
@pytest.mark.parametrize("address", ["", "nonsense", "unix:path=/nonexistent/bus", "unixexec:path=/bin/true"])
def test_without_a_bus_it_is_no_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    with keep_awake(REASON) as kept:
        assert not kept


@linux
@needs_bus
def test_several_at_once_each_hold_their_own(desktop: Desktop) -> None:
    asked = desktop.offer(LOGIN)
    with keep_awake(REASON) as first:
        with keep_awake(REASON) as second:
            assert first
            assert second
            assert [asked().split()[1] for _ in range(2)] == ["Inhibit", "Inhibit"]
        assert {asked(), asked()} == {"lock closed", "caller gone"}
    assert {asked(), asked()} == {"lock closed", "caller gone"}


@linux
@needs_bus
@pytest.mark.parametrize("name", [GNOME, LOGIN])
def test_a_program_that_is_killed_lets_the_computer_sleep_again(desktop: Desktop, name: str) -> None:
    asked = desktop.offer(name)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert "Inhibit" in asked()
        holder.send_signal(signal.SIGKILL)
    heard = {asked()} if name == GNOME else {asked(), asked()}
    assert "caller gone" in heard


def test_an_error_in_the_block_comes_out_as_it_is_and_lets_go() -> None:
    left = threading.Event()

    @contextmanager
    def way(reason: str) -> Iterator[None]:
        yield
        left.set()

    def send() -> None:
        with keep_awake(REASON, ways=[way]) as kept:
            assert kept
            assert not left.is_set()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send()
    assert left.wait(10)


def test_a_way_is_entered_and_left_in_one_thread_as_windows_wants_it() -> None:
    seen: list[tuple[str, int]] = []

    @contextmanager
    def way(reason: str) -> Iterator[None]:
        seen.append((reason, threading.get_ident()))
        yield
        seen.append((reason, threading.get_ident()))

    with keep_awake(REASON, ways=[way]) as kept:
        assert kept
    assert len(seen) == 2
    assert seen[0] == seen[1]
    assert seen[0] != (REASON, threading.get_ident())


def test_a_way_that_works_too_late_is_held_and_let_go_all_the_same() -> None:
    go, entered, left = threading.Event(), threading.Event(), threading.Event()

    @contextmanager
    def way(reason: str) -> Iterator[None]:
        go.wait(30)
        entered.set()
        yield
        left.set()

    with keep_awake(REASON, ways=[way], time_limit=0.05) as kept:
        assert not kept
        go.set()
        assert entered.wait(10)
        assert not left.is_set()
    assert left.wait(10)


def stand_in(tmp_path: Path, rest: str) -> tuple[str, Path, Path]:
    """A script in the place of caffeinate, with pipes that tell what it was told and that all of it has ended."""
    told, ended = tmp_path / "told", tmp_path / "ended"
    os.mkfifo(told)
    os.mkfifo(ended)
    program = tmp_path / "caffeinate"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" > "{told}"\nshift\nexec {rest} > "{ended}"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return os.fspath(program), told, ended


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for the program")
@pytest.mark.parametrize("rest", ['"$@"', "sleep 600"], ids=["ends with its input", "has to be killed"])
def test_caffeinate_runs_beside_this_process_and_is_ended_after_it(tmp_path: Path, rest: str) -> None:
    program, told, ended = stand_in(tmp_path, rest)
    with caffeinate(REASON, program):
        assert told.read_text() == "-i /bin/cat\n"
        reader = open(ended)  # noqa: SIM115 - opened now, read to its end after the block
    with reader:
        assert reader.read() == ""


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for the program")
def test_caffeinate_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    program, told, ended = stand_in(tmp_path, '"$@"')
    hold = f"import signal\nfrom gui.store.awake import caffeinate\nwith caffeinate('x', {program!r}): signal.pause()"
    with subprocess.Popen([sys.executable, "-c", hold], cwd=ROOT) as process:
        told.read_text()
        with open(ended) as reader:
            process.kill()
            assert reader.read() == ""


def test_a_mac_without_caffeinate_is_no_error(tmp_path: Path) -> None:
    with pytest.raises(NotKept), caffeinate(REASON, os.fspath(tmp_path / "none")):
        pass
