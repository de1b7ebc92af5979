"""One upload, several programs that want to go on with it: exactly one does. Real processes, a real service."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gui.core.line import LineSettings
from gui.core.token import Token
from gui.core.upload import InstanceState
from gui.courier import Courier
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.settings import Settings, SettingsStore
from tests.helpers.dicom_files import write_study
from tests.helpers.still import hold_still
from tests.helpers.stored import files_below, stored_digests

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and stopping a process are POSIX")

TOKEN = "t-in-use"
IMAGES = 150
ROOT = Path(__file__).resolve().parents[2]
_TICK = threading.Event()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PracticeProcess]:
    service = PracticeProcess(tmp_path / "stored", token=Token(TOKEN))
    service.start()
    yield service
    service.stop()


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "gui", *arguments, "--token-env", "COURIER_TEST_TOKEN"],
        cwd=ROOT,
        env={**os.environ, "COURIER_TEST_TOKEN": TOKEN},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, dict[str, Any], str]:
    with process:
        out, said = process.communicate(timeout=100)
    assert "Traceback" not in said, said
    return process.returncode, json.loads(out) if out else {}, said


def until_stored(store: Path, images: int, process: subprocess.Popen[str]) -> None:
    while len(files_below(store, ".dcm")) < images and process.poll() is None:
        _TICK.wait(0.005)


def stop(process: subprocess.Popen[str]) -> None:
    """Hold a process still, at a moment at which it is not writing to the journal."""
    while True:
        hold_still(process)
        connection = sqlite3.connect(Places.for_user().data / "journal.sqlite3", timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            process.send_signal(signal.SIGCONT)
            _TICK.wait(0.005)
        else:
            return
        finally:
            connection.close()


@pytest.fixture
def cut_off(service: PracticeProcess, tmp_path: Path) -> Path:
    """An upload that was killed in the middle; answers with the folder of what the service has stored."""
    write_study(tmp_path / "disc", series=2, images=IMAGES // 2, size=300)
    SettingsStore(Places.for_user()).save(Settings(line=LineSettings(cap_mbit=30)))  # 14 MB take four seconds
    where = ("--base-url", service.base_url, "--connections", "1", "--yes")
    with start("send", str(tmp_path / "disc"), *where) as sender:
        until_stored(tmp_path / "stored", 10, sender)
        sender.kill()
        sender.communicate()
    assert len(files_below(tmp_path / "stored", ".dcm")) < IMAGES
    return tmp_path / "stored"


def check_that_nothing_went_out_twice(store: Path) -> None:
    assert len(stored_digests(store)) == IMAGES
    courier = Courier(Places.for_user())
    try:
        (entry,) = courier.journal.history()
        verified: set[str] = set()
        for result in courier.journal.results(entry.upload_id):
            assert len(result.digests) == 1 or not verified & set(result.digests)
            verified |= {uid for uid, state in result.states.items() if state is InstanceState.VERIFIED}
        assert len(verified) == IMAGES
    finally:
        courier.close()


def test_what_is_being_sent_is_refused_with_6_and_the_first_one_ends_it(cut_off: Path) -> None:
    first = start("resume", "--json")
    until_stored(cut_off, len(files_below(cut_off, ".dcm")) + 1, first)
    stop(first)
    try:
        for more in ([], ["--upload", "1"]):
            code, printed, said = end(start("resume", "--json", *more))
            assert code == 6, said
            assert said.startswith("This upload is being sent by another window or command on this computer.")
            assert printed["outcome"] == "in_use"
            assert printed["instances"] == IMAGES
        history = subprocess.run(
            [sys.executable, "-m", "gui", "history", "--json"], cwd=ROOT, capture_output=True, text=True, timeout=100
        )
        (entry,) = json.loads(history.stdout)["uploads"]
        assert (entry["running"], entry["outcome"]) == (True, None)
    finally:
        first.send_signal(signal.SIGCONT)
    code, printed, said = end(first)
    assert (code, printed["outcome"]) == (0, "verified"), said
    check_that_nothing_went_out_twice(cut_off)


@pytest.mark.parametrize("_time", range(3))
def test_of_two_that_begin_at_once_exactly_one_sends(_time: int, cut_off: Path) -> None:
    both = [start("resume", "--json") for _ in range(2)]
    codes = sorted(end(one)[0] for one in both)
    assert codes in ([0, 6], [0, 5])  # 5: by then, nothing was left to send
    check_that_nothing_went_out_twice(cut_off)


def test_after_kill_9_of_the_one_that_sends_the_next_one_takes_it_over(cut_off: Path) -> None:
    with start("resume") as first:
        until_stored(cut_off, len(files_below(cut_off, ".dcm")) + 1, first)
        first.kill()
        first.communicate()
    code, printed, said = end(start("resume", "--json"))
    assert (code, printed["outcome"]) == (0, "verified"), said
    check_that_nothing_went_out_twice(cut_off)
    left = [path.name for path in Places.for_user().data.glob("journal.sqlite3.owner-*")]
    assert left == []
