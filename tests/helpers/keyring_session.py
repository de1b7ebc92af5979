"""A private D-Bus session with a real Secret Service, for scripts and for single tests.

As a program: ``python -m tests.helpers.keyring_session [--locked] [--silent] COMMAND…`` runs one command in such a
session, for example ``… python -m pytest tests/journeys/test_token.py``. From a test: :func:`run_scripts`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = b"a password of a test"

missing = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if shutil.which(name) is None]
needs_keyring = pytest.mark.skipif(
    bool(missing),
    reason=f"no Secret Service here: {', '.join(missing)} not found (apt-get install dbus gnome-keyring)",
)

# Owns the Secret Service's name on the bus, reads every call, and never answers one: a prompt that nobody sees.
SILENT_SERVICE = """
from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets", 4))
print("silent", flush=True)
while True:
    bus.receive()
"""


def run_scripts(
    *scripts: str, home: Path, locked: bool = False, silent: bool = False, environment: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Run Python scripts one after the other, each in a process of its own, in one session; their outputs.

    ``home`` holds the keyring's files, so that a later session finds what an earlier one kept. ``locked`` leaves
    the keyring locked, ``silent`` puts a service there that never answers. A script that fails fails the test.
    """
    order = {"scripts": scripts, "locked": locked, "silent": silent, "environment": dict(environment or {})}
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.helpers.keyring_session", "--inner"],
        input=json.dumps(order).encode(),
        capture_output=True,
        cwd=ROOT,
        env={**_environment(), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(_runtime(home))},
        timeout=90,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return tuple(json.loads(done.stdout))


def _environment() -> dict[str, str]:
    """This environment without a display, which a locked keyring would open a window on."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def _runtime(home: Path) -> Path:
    folder = home / "runtime"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _start_service(*, locked: bool, silent: bool) -> subprocess.Popen[bytes]:
    """The Secret Service of this session; answers when it has said that it is there."""
    if silent:
        process = subprocess.Popen([sys.executable, "-c", SILENT_SERVICE], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"silent\n"
        return process
    how = ["--start"] if locked else ["--unlock"]
    process = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--components=secrets", *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"" if locked else PASSWORD)
    process.stdin.close()
    process.stdout.readline()  # GNOME_KEYRING_CONTROL=…: it listens
    _wait_for_name()
    return process


def _wait_for_name() -> None:
    """Return when the Secret Service's name has an owner on the session bus."""
    from jeepney import MatchRule, message_bus
    from jeepney.io.blocking import open_dbus_connection

    bus = open_dbus_connection(bus="SESSION")
    try:
        rule = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
        bus.send_and_get_reply(message_bus.AddMatch(rule))
        with bus.filter(rule) as changes:
            owned = bus.send_and_get_reply(message_bus.NameHasOwner("org.freedesktop.secrets")).body[0]
            while not owned:
                owned = bus.recv_until_filtered(changes, timeout=20).body[0] == "org.freedesktop.secrets"
    finally:
        bus.close()


def _inner() -> int:
    order = json.load(sys.stdin)
    service = _start_service(locked=order["locked"], silent=order["silent"])
    outputs = []
    try:
        for script in order["scripts"]:
            done = subprocess.run(
                [sys.executable, "-W", "error", "-c", script],
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env={**os.environ, **order["environment"]},
                timeout=60,
            )
            if done.returncode:
                return done.returncode
            outputs.append(done.stdout.decode())
    finally:
        _end(service)
    sys.stdout.write(json.dumps(outputs))
    return 0


def _end(service: subprocess.Popen[bytes]) -> None:
    service.kill()
    service.wait()
    if service.stdout is not None:
        service.stdout.close()


def main(arguments: Sequence[str]) -> int:
    """Run one command in a session; answers with its exit code."""
    if arguments[:1] == ["--inner"]:
        return _inner()
    flags = [flag for flag in ("--locked", "--silent") if flag in arguments]
    command = [word for word in arguments if word not in flags]
    if os.environ.get("IN_KEYRING_SESSION"):
        service = _start_service(locked="--locked" in flags, silent="--silent" in flags)
        threading.Thread(target=service.wait, daemon=True).start()
        try:
            return subprocess.run(command).returncode
        finally:
            _end(service)
    with tempfile.TemporaryDirectory() as home:
        own = [sys.executable, "-m", "tests.helpers.keyring_session", *flags, *command]
        environment = {
            **_environment(),
            "IN_KEYRING_SESSION": "1",
            "XDG_DATA_HOME": home,
            "XDG_RUNTIME_DIR": str(_runtime(Path(home))),
        }
        return subprocess.run(["dbus-run-session", "--", *own], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
