"""The command line in processes of its own, against the Practice service in another."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gui.core.token import Token
from gui.practice.process import PracticeProcess
from tests.helpers.dicom_files import write_study
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable
from tests.helpers.stored import files_below, stored_digests

TOKEN = "t-command-line"
ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, token: str = TOKEN, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "gui", *arguments],
        cwd=ROOT,
        env={**os.environ, "COURIER_TEST_TOKEN": token},
        input=text if text is not None else "",
        capture_output=True,
        text=True,
        timeout=100,
    )


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PracticeProcess]:
    service = PracticeProcess(tmp_path / "stored", token=Token(TOKEN))
    service.start()
    yield service
    service.stop()


def send(service_url: str, *more: str, token: str = TOKEN) -> tuple[int, dict[str, Any], str]:
    done = run(
        "send", *more, "--base-url", service_url, "--token-env", "COURIER_TEST_TOKEN", "--yes", "--json", token=token
    )
    return done.returncode, json.loads(done.stdout), done.stderr


def test_the_command_line_never_imports_qt() -> None:
    code = "import sys, gui.cli; sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0


@needs_samples
def test_scan_lists_each_series_of_the_samples_and_every_file_left_out() -> None:
    done = run("scan", str(SAMPLES), "--json")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert set(found) == {"files", "series", "skipped", "indexes", "seconds"}
    assert found["files"] == sum(series["instances"] for series in found["series"]) + len(found["skipped"])
    known = {record["series_instance_uid"] for record in manifest()["files"] if storable(record)}
    assert {series["SeriesInstanceUID"] for series in found["series"]} == known
    assert set(found["series"][0]) == {
        "PatientID", "PatientName", "StudyInstanceUID", "SeriesInstanceUID", "Modality", "SeriesDescription",
        "SeriesNumber", "kind", "instances", "bytes", "warnings",
    }  # fmt: skip
    assert set(found["skipped"][0]) == {"path", "reason", "text"}
    disc, whole = found["indexes"]
    assert (disc["listed"], disc["read"], len(disc["missing"])) == (20, 0, 20)
    assert (whole["listed"], whole["read"], whole["missing"]) == (31, 31, [])


def test_everything_verified_ends_with_0_and_the_bytes_are_there(service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=3, images=40)
    code, receipt, _ = send(service.base_url, str(tmp_path / "disc"))

    assert code == 0
    assert receipt["outcome"] == "verified"
    assert receipt["endpoint"] == f"{service.base_url}/studies"
    assert [(s["sent"], s["service_count"], s["state"]) for s in receipt["series"]] == [(40, 40, "verified")] * 3
    assert receipt["instances"] == 120 == len(stored_digests(tmp_path / "stored"))


def test_a_refused_token_ends_with_3_and_nothing_is_claimed(service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    code, receipt, said = send(service.base_url, str(tmp_path / "disc"), token="wrong-token")
    assert (code, receipt["outcome"]) == (3, "refused")
    assert {series["state"] for series in receipt["series"]} == {"not_sent"}
    assert "did not accept the token" in said
    assert "wrong-token" not in said


def test_a_service_that_is_not_there_ends_with_4(tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, receipt, said = send(f"http://127.0.0.1:{port}", str(tmp_path / "disc"))
    assert (code, receipt["outcome"]) == (4, "failed")
    assert "could not be reached" in said


def test_nothing_to_send_ends_with_5_and_names_what_was_left_out(service: PracticeProcess, tmp_path: Path) -> None:
    (tmp_path / "disc").mkdir()
    (tmp_path / "disc" / "letter.txt").write_text("no image")
    code, receipt, _ = send(service.base_url, str(tmp_path / "disc"))
    assert code == 5
    assert [one["reason"] for one in receipt["skipped"]] == ["not_dicom"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["send", "somewhere"],
        ["send", "somewhere", "--base-url", "htp:/typo", "--token-env", "COURIER_TEST_TOKEN", "--yes"],
        ["send", "somewhere", "--base-url", "https://service.example", "--yes"],
        ["send", "somewhere", "--destination", "unknown", "--yes"],
        ["scan"],
    ],
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_plain_http_to_another_computer_is_refused_before_anything_goes_out(tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=1)
    code, receipt, said = send("http://service.example", str(tmp_path / "disc"))
    assert code == 2
    assert "not encrypted" in said
    assert receipt["requests"] == 0


def test_without_yes_and_without_a_terminal_nothing_is_sent(service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    done = run("send", str(tmp_path / "disc"), "--base-url", service.base_url, "--token-env", "COURIER_TEST_TOKEN")
    assert done.returncode == 2
    assert stored_digests(tmp_path / "stored") == {}


def test_the_token_may_come_from_standard_input(service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    done = run(
        "send", str(tmp_path / "disc"), "--base-url", service.base_url, "--token-stdin", "--yes", text=f"{TOKEN}\n"
    )
    assert done.returncode == 0
    assert "All 3 images of 1 series have arrived" in done.stdout


def test_ctrl_c_ends_with_130_and_resume_sends_the_rest(service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=4, images=100, size=1200)
    sender = subprocess.Popen(
        [sys.executable, "-m", "gui", "send", str(tmp_path / "disc"), "--base-url", service.base_url,
         "--token-env", "COURIER_TEST_TOKEN", "--yes", "--json"],
        cwd=ROOT, env={**os.environ, "COURIER_TEST_TOKEN": TOKEN}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    waiting = iter(lambda: bool(files_below(tmp_path / "stored", ".dcm")), True)
    for _ in waiting:
        assert sender.poll() is None
    sender.send_signal(signal.SIGINT)
    out, _ = sender.communicate(timeout=60)
    receipt = json.loads(out)
    assert (sender.returncode, receipt["outcome"]) in ((130, "cancelled"), (0, "verified"))
    if sender.returncode == 130:
        done = run("resume", "--upload", "1", "--token-env", "COURIER_TEST_TOKEN", "--json")
        receipt = json.loads(done.stdout)
        assert (done.returncode, receipt["outcome"]) == (0, "verified")
    assert len(stored_digests(tmp_path / "stored")) == 400


def test_an_upload_that_waits_for_its_hour_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from gui.cli import _progress
    from gui.core.upload import Progress

    show = _progress()
    for waiting in (3600.0, 3599.9):
        show(Progress(0, 1, 0, 1, (), waiting=waiting, night=True))
    assert capfd.readouterr().err.count("Sending starts at") == 1
