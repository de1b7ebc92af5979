"""Start-up to the first paint, against the smallest Qt window in the same run.

``python -m tests.benchmarks.startup [ROUNDS]``: medians of interleaved rounds, offscreen, each in a new process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

_PAINTED = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(repr(time.time())); sys.stdout.flush()
            QTimer.singleShot(0, app.quit)
            app.removeEventFilter(self)
        return False
"""
_SMALLEST = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([]); painted = Painted(); app.installEventFilter(painted)
window = QLabel("DICOM Courier"); window.resize(1280, 800); window.show(); app.exec()
"""
_PROGRAM = """
from PySide6.QtWidgets import QApplication
from gui.app import Program
from gui.store.places import Places
app = QApplication([]); painted = Painted(); app.installEventFilter(painted)
program = Program(app, Places.for_user()); program.window.show(); app.exec()
program.flow.all_ended.connect(app.quit); program.flow.shut_down()
if program.flow.running: app.exec()
program.courier.close()
"""


def seconds_to_paint(code: str) -> float:
    """From the process's start to the first paint event, in seconds."""
    with tempfile.TemporaryDirectory() as home:
        started = time.time()
        done = subprocess.run(
            [sys.executable, "-c", _PAINTED + code],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DICOM_COURIER_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
        )
        return float(done.stdout) - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    ways = {"smallest Qt window": _SMALLEST, "DICOM Courier": _PROGRAM}
    seen: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, code in ways.items():
            seen[name].append(seconds_to_paint(code))
    least = statistics.median(seen["smallest Qt window"])
    for name, values in seen.items():
        median = statistics.median(values)
        print(f"{name:20} {median * 1000:6.0f} ms   {median / least:4.1f} × the smallest Qt window")


if __name__ == "__main__":
    main()
