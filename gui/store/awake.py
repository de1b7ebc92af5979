"""Keeps the computer from going to sleep by itself while images are sent. The screen still turns off and locks.

Therefore ``org.freedesktop.ScreenSaver`` is not asked: it keeps the screen on and unlocked as well, which is for films,
not for a room that patients walk through.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import Any, Literal

from gui.store.desktop_bus import NoAnswer, Service, ask, connected

Way = Callable[[str], AbstractContextManager[None]]
"""One way of keeping awake: entered and left in a thread of its own. Raises :class:`NotKept` when it does not work."""

_NAME = "DICOM Courier"
_DESKTOP_FILE = "dicom-courier"
_PATIENCE = 1.0
"""Seconds that a program which kept the computer awake may take to end."""


class NotKept(Exception):
    """This way does not work on this computer; the next one is tried."""


@contextmanager
def keep_awake(reason: str, *, ways: Sequence[Way] | None = None, time_limit: float = 2.0) -> Iterator[bool]:
    """Keep the computer awake inside the ``with`` block; yields whether that is known to work.

    It never raises, and takes at most ``time_limit`` seconds at either end. ``reason`` is one short sentence that
    the system may show to whoever asks why the computer does not sleep; it names no patient. A closed lid or the
    person's own wish may still send the computer to sleep. When the program is killed, the system lets go by itself.
    """
    hold = _Hold(reason, ways_here() if ways is None else ways)
    hold.start()
    try:
        yield hold.works(time_limit)
    finally:
        hold.let_go(time_limit)


def ways_here() -> tuple[Way, ...]:
    """The ways that this system has, the one to try first in front."""
    if sys.platform == "win32":
        return (execution_state,)
    if sys.platform == "darwin":
        return (caffeinate,)
    if "XFCE" in os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        return (session_manager, logind)  # its PowerManagement keeps the screen unlocked too
    return session_manager, power_management, logind


class _Hold(threading.Thread):
    """Takes the first way that works, and holds it until it is told to let go."""

    def __init__(self, reason: str, ways: Sequence[Way]) -> None:
        super().__init__(name="keep-awake", daemon=True)
        self._reason = reason
        self._ways = ways
        self._works = False
        self._answered = threading.Event()
        self._released = threading.Event()

    def run(self) -> None:
        try:
            with ExitStack() as held:
                self._works = any(self._take(held, way) for way in self._ways)
                if self._works:
                    self._answered.set()
                    self._released.wait()
        finally:
            self._answered.set()

    def _take(self, held: ExitStack, way: Way) -> bool:
        if self._released.is_set():
            return False
        with suppress(NotKept):
            held.enter_context(way(self._reason))
            return True
        return False

    def works(self, seconds: float) -> bool:
        """True when a way was found within the time; one that is found later is held all the same."""
        return self._answered.wait(seconds) and self._works

    def let_go(self, seconds: float) -> None:
        """Let the computer sleep again; does not wait for a service that hangs."""
        self._released.set()
        self.join(seconds)


# -- Windows ---------------------------------------------------------------------------------------------------

_CONTINUOUS = 0x80000000
_SYSTEM_REQUIRED = 0x00000001


@contextmanager
def execution_state(reason: str) -> Iterator[None]:  # noqa: ARG001 - Windows takes no reason
    """Windows: ``SetThreadExecutionState``, which lasts until the thread that called it calls again or ends."""
    if sys.platform != "win32":
        raise NotKept
    import ctypes

    set_state = ctypes.WinDLL("kernel32").SetThreadExecutionState
    set_state.argtypes, set_state.restype = [ctypes.c_uint32], ctypes.c_uint32
    if not set_state(_CONTINUOUS | _SYSTEM_REQUIRED):
        raise NotKept
    try:
        yield
    finally:
        set_state(_CONTINUOUS)


# -- macOS -----------------------------------------------------------------------------------------------------


@contextmanager
def caffeinate(reason: str, program: str = "/usr/bin/caffeinate") -> Iterator[None]:  # noqa: ARG001 - nor does this
    """macOS: ``caffeinate -i`` prevents idle sleep while the program that it is given runs.

    That program is ``cat``, which ends when its input does: when it is closed here, or this process is gone.
    """
    try:
        process = subprocess.Popen(
            [program, "-i", "/bin/cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise NotKept from error
    assert process.stdin is not None
    try:
        yield
    finally:
        process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# -- Linux -----------------------------------------------------------------------------------------------------


@contextmanager
def session_manager(reason: str) -> Iterator[None]:
    """GNOME, Cinnamon, MATE, Budgie: ``org.gnome.SessionManager``, where 4 stands for suspending."""
    service = Service("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
    with _holding("SESSION") as bus:
        cookie = ask(bus, service, "Inhibit", "susu", (_DESKTOP_FILE, 0, reason, 4))
        try:
            yield
        finally:
            with suppress(NoAnswer):  # closing the connection lets go as well
                ask(bus, service, "Uninhibit", "u", (cookie,))


@contextmanager
def power_management(reason: str) -> Iterator[None]:
    """KDE, LXQt and others: ``org.freedesktop.PowerManagement.Inhibit``."""
    name = "org.freedesktop.PowerManagement"
    service = Service(name, "/org/freedesktop/PowerManagement/Inhibit", f"{name}.Inhibit")
    with _holding("SESSION") as bus:
        cookie = ask(bus, service, "Inhibit", "ss", (_NAME, reason))
        try:
            yield
        finally:
            with suppress(NoAnswer):
                ask(bus, service, "UnInhibit", "u", (cookie,))


@contextmanager
def logind(reason: str) -> Iterator[None]:
    """Every Linux with systemd or elogind: a lock of ``org.freedesktop.login1``, held while its descriptor is open.

    It stops sleep only (not ``idle``, which some desktops take for the screen), also when the person asks for it;
    therefore it comes last.
    """
    service = Service("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
    with _holding("SYSTEM") as bus, ask(bus, service, "Inhibit", "ssss", ("sleep", _NAME, reason, "block")):
        yield


@contextmanager
def _holding(kind: Literal["SESSION", "SYSTEM"]) -> Iterator[Any]:
    """A connection to a bus; no answer on it means that this way does not work here."""
    try:
        with connected(kind) as bus:
            yield bus
    except NoAnswer as error:
        raise NotKept from error
