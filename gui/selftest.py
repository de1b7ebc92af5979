"""``--self-test [FOLDER]``: proves on made-up images, in a folder that it throws away, that the program can do its job.

A wrong recipe for the frozen program still builds, and a program that lacks a plug-in, a keyring or a certificate
still starts. So every build runs this, and IT can: each step prints a line, and the exit code is 0 only when all of
them went well.
Nothing of the person's own is read or written, and nothing leaves the computer.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pkgutil
import platform
import ssl
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gui import __version__
from gui import selftest_parts as parts
from gui.assets import asset
from gui.selftest_parts import WAIT, SelfTestFailed, need
from gui.store.places import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from gui.app import Program


def main(arguments: Sequence[str] = ()) -> int:
    """Run all steps, print a line for each; answers with 0, or with 1 when one failed. Any other error ends it too.

    What it writes goes below the folder that is named and stays there; without one it is thrown away.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments:
        return _run(str(Path(arguments[0]).absolute()))
    with tempfile.TemporaryDirectory(prefix="dicom-courier-self-test-", ignore_cleanup_errors=True) as folder:
        return _run(folder)


def _run(folder: str) -> int:
    os.environ[HOME_VARIABLE] = folder
    name = "program"
    try:
        _say(name, _program())
        for name, step in (
            ("policy", _policy),
            ("window", _window_and_upload),
            ("modules", _modules),
            ("pictures", parts.pictures),
            ("reading", _reading),
            ("anonymous", parts.anonymous),
            ("keyring", parts.keyring),
            ("trust", parts.trust),
            ("signature", parts.signature),
            ("locked ZIP", parts.locked_zip),
            ("languages", parts.languages),
        ):
            for line in step():
                _say(name, line)
    except SelfTestFailed as failure:
        sys.stdout.write(f"FAILED  {name:10} {failure}\n")
        return 1
    sys.stdout.write("All is well.\n")
    return 0


def _say(name: str, text: str) -> None:
    sys.stdout.write(f"ok      {name:10} {text}\n")
    sys.stdout.flush()


# -- the steps ----------------------------------------------------------------------------------------------


def _program() -> str:
    for name in ("icons/dicom-courier.svg", "styles/courier.qss"):
        need(asset(name).is_file(), f"resources/{name} is missing")
    how = "frozen" if getattr(sys, "frozen", False) else "from source"
    return f"{__version__}, {how}, Python {platform.python_version()}, {platform.platform(terse=True)}"


def _policy() -> list[str]:
    """What IT has set can be understood; the other steps do not heed it."""
    from gui.core.errors import CourierError
    from gui.store.policy_source import policy_of_this_computer

    try:
        policy = policy_of_this_computer()
    except CourierError as error:
        raise SelfTestFailed(f"{error.title}. {error.advice}") from error
    locked = ", locked" if policy.locked else ""
    return [f"{len(policy.destinations)} destinations set by IT{locked}"]


def _window_and_upload() -> list[str]:
    """The real window takes the sample images, shows them and sends them to the Practice service."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from gui.app import Program
    from gui.courier import Courier
    from gui.store.policy import Policy

    class FirstPaint(QObject):
        """Notes when something is painted for the first time, and after how many seconds."""

        seconds: float | None = None

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """See all events, keep none."""
            if self.seconds is None and event.type() == QEvent.Type.Paint:
                self.seconds = _seconds_since_start()
            return super().eventFilter(watched, event)

    app = QApplication([sys.argv[0]])
    first_paint = FirstPaint()
    app.installEventFilter(first_paint)
    places = Places.for_user()
    program = Program(app, places, courier=Courier(places, policy=Policy()))
    program.window.show()
    _until(lambda: first_paint.seconds is not None, "the window was not painted")
    app.removeEventFilter(first_paint)
    size = program.window.size()
    lines = [
        f"{size.width()} × {size.height()}, platform {app.platformName()}, "
        f"painted {first_paint.seconds:.2f} s after the process began"
    ]
    lines += _upload(program)
    program.window.close()
    _until(lambda: not program.flow.running and not program.window.isVisible(), "the window did not close")
    return lines


def _upload(program: Program) -> list[str]:
    from gui.core.receipt import Receipt
    from gui.core.upload import Outcome
    from gui.flow import State

    receipts: list[Receipt] = []
    errors: list[str] = []
    program.flow.receipt_made.connect(receipts.append)
    program.flow.problem_met.connect(lambda error: errors.append(f"{error.title} ({error.detail})"))
    started = time.monotonic()

    def wait_for(done: Callable[[], bool], failure: str) -> None:
        _until(lambda: done() or bool(errors), failure)
        need(not errors, "; ".join(errors))

    program.window.sample_images_pressed.emit()
    wait_for(lambda: program.flow.state is State.READY, "the sample images were not read")
    images = program.flow.catalogue.totals.to_send
    need(images, "no sample image was found")
    program.window.upload_pressed.emit()
    wait_for(lambda: bool(receipts), "the upload to the Practice service did not end")
    receipt = receipts[-1]
    need(
        receipt.outcome is Outcome.VERIFIED and receipt.arrived == images,
        f"of {images} images {receipt.arrived} have arrived at the Practice service: {receipt.outcome.value}",
    )
    series = len(receipt.lines)
    return [
        f"{images} images of {series} series sent to the Practice service in its own process, receipt "
        f"{receipt.outcome.value}, {time.monotonic() - started:.1f} s"
    ]


def _modules() -> list[str]:
    import gui

    names = [name for _, name, _ in pkgutil.walk_packages(gui.__path__, "gui.") if not name.endswith("__main__")]
    for name in names:
        importlib.import_module(name)
    need(len(names) > 50, f"only {len(names)} modules of the program were found")
    from PySide6 import __version__ as pyside
    from PySide6.QtCore import qVersion

    return [f"{len(names)} modules imported; Qt {qVersion()}, PySide6 {pyside}, {ssl.OPENSSL_VERSION}"]


def _reading() -> list[str]:
    """The reading processes really start; without them the program would read in its own, and slower."""
    from gui.dicom.elements import Left
    from gui.dicom.pool import ReaderPool, Task

    files = [str(path) for path in sorted((Places.for_user().data / "sample-images").rglob("IM*"))]
    task = Task(files)
    end = time.monotonic() + WAIT
    with ReaderPool(2) as pool:
        pool.start()
        pool.put(task)
        while not task.done:
            need(time.monotonic() < end, "the reading processes did not answer")
            pool.step(0.5)
        processes = len(pool.pids)
    need(processes == 2, "no reading process could be started")
    left_out = [record for record in task.records if isinstance(record, Left)]
    need(not left_out, f"{len(left_out)} sample images could not be read")
    need(not multiprocessing.active_children(), "a process was left over")
    return [f"{len(files)} files in {processes} processes, none left over"]


# -- small parts --------------------------------------------------------------------------------------------


def _until(done: Callable[[], bool], failure: str) -> None:
    """Let the window live until something is true."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look, limit = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start(5)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(int(WAIT * 1000))
    if not done():
        loop.exec()
    look.stop()
    need(done(), failure)


def _seconds_since_start() -> float:
    """Since this process began, where the system tells it; else since this module was first used."""
    if sys.platform == "linux":
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.monotonic() - _LOADED


_LOADED = time.monotonic()
