"""Ctrl+C while a drive does not answer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from gui.core.exit_codes import CANCELLED
from tests.helpers.dicom_files import write_study
from tests.helpers.drive import mounted

ROOT = Path(__file__).parents[2]


def test_ctrl_c_ends_a_scan_of_a_drive_that_hangs(tmp_path: Path) -> None:
    write_study(tmp_path / "files", series=1, images=3)
    with mounted(tmp_path / "files", tmp_path / "drive") as drive:
        drive.hang("open")
        process = subprocess.Popen(
            [sys.executable, "-m", "gui", "scan", str(drive.path)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        with process:
            drive.until_held()
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            assert process.stderr.readline() == "Cancelled.\n"
            print(f"cancelled after {1000 * (time.monotonic() - begun):.0f} ms")
            drive.end()  # the kernel keeps what is left of the process until then
            assert process.wait(30) == CANCELLED
