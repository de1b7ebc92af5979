"""A screen of its own to look at the program on: Xvfb, a window manager, a mouse, a keyboard, a camera.

By hand, from the project's folder::

    .venv/bin/python -m tests.helpers.screen --theme dark --scale 1.5 --bare \\
        --step "window DICOM Courier" --step "shot /tmp/empty.png" -- .venv/bin/python -m gui

or in Python::

    with Screen(1280, 800) as screen, screen.program([sys.executable, "-m", "gui"]) as window:
        screen.wait_for_window("DICOM Courier")
        screen.click(640, 400)
        screen.shot("/tmp/clicked.png")

The program gets a home of its own, which is thrown away: nothing of this computer's user is read or changed.
Needs the system packages of :data:`PACKAGES`; runs on Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

PACKAGES = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick", "xprop": "x11-utils"}

# Ordinary windows fill the screen and have no frame; dialogs keep theirs.
_BARE = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application type="normal"><decor>no</decor><maximized>yes</maximized></application></applications>
</openbox_config>
"""

STEPS = """\
steps, one --step each, done in this order; places are in pixels of the screen, from its upper left corner:
  window TITLE       wait until a window shows whose title holds these words (30 seconds at most)
  gone TITLE         wait until no such window shows any more
  wait SECONDS       let the program go on
  shot FILE          write a PNG of the whole screen
  click X Y          press the left button          rightclick X Y     the right one
  doubleclick X Y    press it twice                 move X Y           only move the pointer
  drag X Y X2 Y2     press, move in ten small steps, let go
  key KEYS           press keys, as xdotool names them: ctrl+o, Tab, Return, alt+F4
  type TEXT          type a text
  size W H           give the active window this size
  end                end the program (as closing the session would)
"""


class ScreenTrouble(Exception):
    """The screen, or a step on it, did not work."""


def missing_packages() -> list[str]:
    """The system packages that the screen needs and this computer lacks."""
    return [package for program, package in PACKAGES.items() if shutil.which(program) is None]


class Screen:
    """An X screen of its own with a window manager; use it with ``with``.

    ``scale`` is what Qt multiplies every size with (1.5 for 150 %), ``theme`` is ``light``, ``dark`` or ``system``;
    ``bare`` fills the screen with the program's window, without a frame.
    """

    def __init__(
        self, width: int = 1280, height: int = 800, *, scale: float = 1.0, theme: str = "system", bare: bool = False
    ) -> None:
        self.width, self.height, self.scale, self.theme, self.bare = width, height, scale, theme, bare
        self.display = ""
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Screen:
        if lacking := missing_packages():
            raise ScreenTrouble(
                "Some system packages are missing: sudo apt-get install -y --no-install-recommends "
                + " ".join(sorted(lacking))
            )
        with contextlib.ExitStack() as stack:
            self._home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="screen-")))
            self.display = f":{self._start_server(stack)}"
            self._start_window_manager(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def environment(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """What a program on this screen gets: the display, scale and theme, and a home that is thrown away."""
        home = self._home / "home"
        home.mkdir(exist_ok=True)
        unwanted = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY")
        environment = {name: value for name, value in os.environ.items() if name not in unwanted}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            environment[name] = str(home / name.lower())
        environment.update(
            DISPLAY=self.display,
            HOME=str(home),
            DICOM_COURIER_HOME=str(home / "courier"),
            DICOM_COURIER_THEME=self.theme,
            QT_SCALE_FACTOR=f"{self.scale:g}",
            QT_QPA_PLATFORM="xcb",
        )
        environment.update(changes or {})
        return environment

    @contextlib.contextmanager
    def program(
        self, command: Sequence[str], changes: Mapping[str, str] | None = None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run a program on this screen; it is ended, when it still runs, at the end of the ``with``."""
        with subprocess.Popen(command, env=self.environment(changes), stdin=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                _end(process)

    # -- looking ---------------------------------------------------------------------------------------------

    def shot(self, path: str | os.PathLike[str]) -> Path:
        """Write a PNG of the whole screen; answers with its path."""
        written = Path(path).absolute()
        written.parent.mkdir(parents=True, exist_ok=True)
        self._call("import", "-silent", "-window", "root", f"png:{written}")
        return written

    def titles(self) -> list[str]:
        """The titles of the windows that show."""
        found = self._call("xdotool", "search", "--onlyvisible", "--name", ".", check=False).split()
        names = (self._call("xdotool", "getwindowname", window, check=False).strip() for window in found)
        return [name for name in names if name]

    def wait_for_window(self, words: str, seconds: float = 30) -> None:
        """Wait until a window shows whose title holds these words."""
        self._wait(lambda: any(words in title for title in self.titles()), seconds, f"No window “{words}” came")

    def wait_until_gone(self, words: str, seconds: float = 30) -> None:
        """Wait until no window shows whose title holds these words."""
        self._wait(lambda: all(words not in title for title in self.titles()), seconds, f"“{words}” did not go")

    # -- mouse and keyboard ----------------------------------------------------------------------------------

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self._call("xdotool", "mousemove", "--sync", str(x), str(y))

    def click(self, x: int, y: int, *, button: int = 1, times: int = 1) -> None:
        """Press a button of the mouse: 1 is the left one, 3 the right one."""
        self.move(x, y)
        self._call("xdotool", "click", "--repeat", str(times), "--delay", "60", str(button))

    def drag(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """A drag that every program takes for one, as slow as a hand: press, ten small moves, a last nudge, let go."""
        self.move(x, y)
        self._call("xdotool", "mousedown", "1")
        for step in range(1, 11):
            time.sleep(0.06)
            self.move(x + (to_x - x) * step // 10, y + (to_y - y) * step // 10)
        self.move(to_x + 2, to_y + 2)
        time.sleep(0.2)
        self._call("xdotool", "mouseup", "1")

    def key(self, *keys: str) -> None:
        """Press keys, as xdotool names them: ``ctrl+o``, ``Tab``, ``Return``."""
        self._call("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._call("xdotool", "type", "--clearmodifiers", "--delay", "20", text)

    def resize(self, width: int, height: int) -> None:
        """Give the active window this size."""
        self._call("xdotool", "getactivewindow", "windowsize", "--sync", str(width), str(height))

    # -- the parts -------------------------------------------------------------------------------------------

    def _start_server(self, stack: contextlib.ExitStack) -> int:
        """Start Xvfb on a display that is free; the server itself chooses it and tells its number."""
        reading, writing = os.pipe()
        geometry = f"{self.width}x{self.height}x24"
        with open(reading, encoding="ascii") as answer:
            try:
                server = subprocess.Popen(
                    ["Xvfb", "-displayfd", str(writing), "-screen", "0", geometry, "-nolisten", "tcp", "-noreset"],
                    pass_fds=[writing],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            finally:
                os.close(writing)
            stack.callback(_end, server)
            number = answer.readline().strip()
        if not number:
            raise ScreenTrouble("Xvfb did not start.")
        return int(number)

    def _start_window_manager(self, stack: contextlib.ExitStack) -> None:
        command = ["openbox"]
        if self.bare:
            rules = self._home / "rc.xml"
            rules.write_text(_BARE, encoding="utf-8")
            command += ["--config-file", str(rules)]
        manager = subprocess.Popen(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, manager)
        ready = "_NET_SUPPORTING_WM_CHECK(WINDOW)"
        self._wait(lambda: ready in self._call("xprop", "-root", check=False), 15, "The window manager did not start")

    def _call(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # xdotool complains harmlessly about windows that went away
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=60,
        )
        if check and done.returncode != 0:
            raise ScreenTrouble(f"{command[0]} {command[1]} did not work (exit code {done.returncode}).")
        return done.stdout

    def _wait(self, holds: Callable[[], bool], seconds: float, otherwise: str) -> None:
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise ScreenTrouble(f"{otherwise} within {seconds:g} seconds.")
            time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end; after ten seconds it is ended."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def do_step(screen: Screen, process: subprocess.Popen[bytes], step: str) -> None:
    """Do one step of the command line; see :data:`STEPS`."""
    verb, _, rest = step.strip().partition(" ")
    words = rest.split()
    steps: dict[str, Callable[[], object]] = {
        "window": lambda: screen.wait_for_window(rest),
        "gone": lambda: screen.wait_until_gone(rest),
        "wait": lambda: time.sleep(float(rest)),
        "shot": lambda: screen.shot(rest),
        "click": lambda: screen.click(*map(int, words)),
        "doubleclick": lambda: screen.click(*map(int, words), times=2),
        "rightclick": lambda: screen.click(*map(int, words), button=3),
        "move": lambda: screen.move(*map(int, words)),
        "drag": lambda: screen.drag(*map(int, words)),
        "key": lambda: screen.key(*words),
        "type": lambda: screen.type(rest),
        "size": lambda: screen.resize(*map(int, words)),
        "end": lambda: _end(process),
    }
    if verb not in steps:
        raise ScreenTrouble(f"There is no step “{verb}”.")
    try:
        steps[verb]()
    except (TypeError, ValueError) as error:
        raise ScreenTrouble(f"The step “{step}” is not understood.") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a program on a screen of its own and do the steps."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.helpers.screen",
        description="Run a program on a screen of its own, do steps as a person would, take pictures.",
        epilog=STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--size", default="1280x800", metavar="WxH", help="the screen's size (1280x800)")
    parser.add_argument("--scale", type=float, default=1.0, metavar="F", help="Qt's scale factor (1.5 is 150 %%)")
    parser.add_argument("--theme", choices=("system", "light", "dark"), default="system")
    parser.add_argument("--bare", action="store_true", help="no window frame; the window fills the screen")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="an environment variable")
    parser.add_argument("--step", action="append", default=[], metavar="STEP", help="see below")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="after --: the program and its arguments")
    options = parser.parse_args(arguments)
    width, height = (int(number) for number in options.size.split("x"))
    changes = dict(setting.split("=", 1) for setting in options.set)
    try:
        with (
            Screen(width, height, scale=options.scale, theme=options.theme, bare=options.bare) as screen,
            screen.program(options.command, changes) as process,
        ):
            for step in options.step:
                do_step(screen, process, step)
                code = process.poll()
                if code not in (None, 0, -15):
                    raise ScreenTrouble(f"{shlex.join(options.command)} ended with exit code {code}.")
    except ScreenTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
