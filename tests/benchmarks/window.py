"""How smooth the window stays while it reads and fills the tree, and how much memory a file takes in its process.

``python -m tests.benchmarks.window [--files 1000 5000 20000] [--series 1000]``: tiny made-up files, each number of
files in a new process, offscreen. A heartbeat in the window's thread should come every 2 ms; what it is late is a
stall. The processor time of that thread between two beats says how much of a stall is its own work.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BEAT_MS = 2
SOP, SERIES, STUDY = "1.2.826.0.1.3680043.8.498.9.1", "1.2.826.0.1.3680043.8.498.2.1", "1.2.826.0.1.3680043.8.498.3.1"


def make_files(folder: Path, files: int, series: int) -> None:
    """Write ``files`` CT images of 256 pixels, spread over ``series`` series, 4 of them in a study, 20 in a patient."""
    from tests.helpers.dicom_files import write_instance

    write_instance(
        folder / "template",
        seed=1,
        SOPInstanceUID=f"{SOP}0000000000",
        SeriesInstanceUID=f"{SERIES}000000",
        StudyInstanceUID=f"{STUDY}000000",
        PatientID="P-000000",
        PatientName="Sample^P-000000",
        InstanceNumber="900000",
        SeriesNumber="800000",
    )
    template = (folder / "template").read_bytes()
    (folder / "template").unlink()
    for number in range(files):
        of = number * series // files if files >= series else number
        content = template
        for old, new in (
            (f"{SOP}0000000000", f"{SOP}{number:010}"),
            (f"{SERIES}000000", f"{SERIES}{of:06}"),
            (f"{STUDY}000000", f"{STUDY}{of // 4:06}"),
            ("P-000000", f"P-{of // 20:06}"),
            ("900000", f"{number:06}"),
            ("800000", f"{of:06}"),
        ):
            content = content.replace(old.encode(), new.encode())
        place = folder / f"{of:06}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}.dcm").write_bytes(content)


def watch_window(folder: str) -> dict[str, Any]:
    """Drop ``folder`` on a real window, sort and filter the tree, and answer with what was seen."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit, QTreeView

    from gui.app import Program
    from gui.store.places import Places

    app = QApplication([])
    program = Program(app, Places.for_user())
    program.window.show()
    late: dict[str, list[float]] = {"reading": [], "sorting and filtering": []}
    worked: dict[str, list[float]] = {"reading": [], "sorting and filtering": []}
    seen: dict[str, Any] = {}
    phase = ["idle"]
    last = [time.perf_counter(), time.thread_time()]
    heart = QTimer()
    heart.setTimerType(Qt.TimerType.PreciseTimer)

    def beat() -> None:
        now, used = time.perf_counter(), time.thread_time()
        if phase[0] in late:
            worked[phase[0]].append(1000 * (used - last[1]))
            late[phase[0]].append(max(0.0, 1000 * (now - last[0]) - BEAT_MS))
        last[:] = now, used

    def get_ready() -> None:
        gc.collect()
        seen["before"] = resident()
        QTimer.singleShot(100, begin)

    def begin() -> None:
        seen["started"] = time.perf_counter()
        phase[0] = "reading"
        program.reading.add([folder])

    def first_rows(_update: object) -> None:
        seen.setdefault("first", time.perf_counter() - seen["started"])

    def ended(_stopped: bool) -> None:
        seen["seconds"] = time.perf_counter() - seen["started"]
        QTimer.singleShot(500, play)

    def play() -> None:
        phase[0] = "sorting and filtering"
        tree = program.window.findChild(QTreeView, "seriesTree")
        edit = program.window.findChild(QLineEdit, "filterEdit")
        steps = [
            tree.expandAll,
            *(lambda c=c, o=o: tree.sortByColumn(c, o) for c in range(1, 5) for o in Qt.SortOrder),
            *(lambda text=text: edit.setText(text) for text in ("p-0000", "p-000001", "nothing", "")),
        ]
        took = seen["steps"] = []

        def step() -> None:
            if not steps:
                finish()
                return
            started = time.perf_counter()
            steps.pop(0)()
            took.append(1000 * (time.perf_counter() - started))
            QTimer.singleShot(100, step)

        step()

    def finish() -> None:
        phase[0] = "idle"
        gc.collect()
        seen["after"] = resident()
        seen["files"] = program.flow.catalogue.totals.files_found
        program.crew.all_ended.connect(app.quit)
        program.window.close()
        QTimer.singleShot(5_000, app.quit)

    heart.timeout.connect(beat)
    heart.start(BEAT_MS)
    program.flow.catalogue_updated.connect(first_rows)
    program.reading.ended.connect(ended)
    QTimer.singleShot(1_000, get_ready)
    app.exec()
    return {**{key: value for key, value in seen.items() if key != "started"}, "late": late, "worked": worked}


def resident() -> int:
    """Bytes of this process in the computer's memory; 0 where the system has no ``/proc``."""
    try:
        text = Path("/proc/self/statm").read_text()
    except OSError:
        return 0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def show(files: int, seen: dict[str, Any]) -> float:
    """Print one run; answers with its growth in bytes."""
    grown = seen["after"] - seen["before"]
    print(f"\n{files} files: first rows after {1000 * seen['first']:.0f} ms, all after {seen['seconds']:.1f} s")
    for phase, late in seen["late"].items():
        late.sort()
        shares = ", ".join(f"{100 * share:g} %: {late[int(share * (len(late) - 1))]:.0f}" for share in (0.5, 0.9, 0.99))
        over = [one for one in late if one > 50]
        print(f"  {phase}: late by (ms) {shares}, longest {late[-1]:.0f}; {len(over)} of {len(late)} beats over 50 ms")
        own = sorted(seen["worked"][phase])
        print(
            f"    of its own work (ms) 99 %: {own[int(0.99 * (len(own) - 1))]:.0f}, longest {own[-1]:.0f}; "
            f"{sum(one > 50 for one in own)} over 50 ms"
        )
    print(f"  longest single step of sorting and filtering: {max(seen['steps']):.0f} ms")
    print(f"  memory of the window's process: {grown / 2**20:.1f} MiB more, {grown / files:.0f} bytes a file")
    return float(grown)


def main() -> None:
    """Run each size in a process of its own and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--series", type=int, default=1_000)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(watch_window(options.child)))
        return
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors{load}, {options.series} series")
    runs: list[tuple[int, float, float]] = []
    for files in options.files:
        with tempfile.TemporaryDirectory() as name:
            folder, home = Path(name, "images"), Path(name, "home")
            folder.mkdir()
            make_files(folder, files, options.series)
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.window", "--child", str(folder)],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DICOM_COURIER_HOME": str(home)},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        seen = json.loads(done.stdout.splitlines()[-1])
        assert seen["files"] == files
        runs.append((files, seen["seconds"], show(files, seen)))
    for (fewer, time_a, memory_a), (more, time_b, memory_b) in itertools.pairwise(runs):
        print(
            f"\nfrom {fewer} to {more} files: {1e6 * (time_b - time_a) / (more - fewer):.0f} µs and "
            f"{(memory_b - memory_a) / (more - fewer):.0f} bytes for each file more"
        )


if __name__ == "__main__":
    main()
