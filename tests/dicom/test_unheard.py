"""The processes that read files are not heard: what they would say could name somebody, and may end in a log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gui.core.entities import SkipReason
from gui.dicom.elements import Left
from gui.dicom.pool import ReaderPool, Task
from tests.dicom import loud
from tests.helpers.dicom_files import write_instance

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "Planted^Petra"
    for number in range(4):
        write_instance(folder / f"{number}.dcm", seed=number + 1, PatientName="Planted^Petra")
    return [str(folder / f"{number}.dcm") for number in range(4)]


def test_a_reader_that_fails_as_nobody_foresaw_costs_its_file_and_says_nothing(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    with ReaderPool(2, reader=loud.reads_and_fails) as pool:
        task = Task(files)
        pool.put(task)
        while not task.done:
            pool.step(1.0)
    assert [isinstance(record, Left) for record in task.records] == [False, True, False, False]
    broken = task.records[1]
    assert isinstance(broken, Left)
    assert broken.reason is SkipReason.DAMAGED
    heard = capfd.readouterr()
    assert (heard.out, heard.err) == ("", "")


@pytest.mark.parametrize("what", ["picture", "tags"])
def test_a_process_that_fails_as_nobody_foresaw_says_nothing(files: list[str], what: str) -> None:
    done = subprocess.run(  # with pipes: these processes may not write files
        [sys.executable, "-m", "tests.dicom.loud", what, files[0]], cwd=PROJECT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
