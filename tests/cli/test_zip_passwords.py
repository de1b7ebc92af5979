"""Archives with a password on the command line: from a file, at a terminal, or left out with advice."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from gui.core.token import Token
from gui.dicom.containers import limits
from gui.practice.process import PracticeProcess
from gui.terminal_passwords import ADVICE
from tests.helpers.archives import below
from tests.helpers.dicom_files import write_study
from tests.helpers.locked import locked_zip
from tests.helpers.stored import stored_digests

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Grüße 7"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_study(tmp_path / "made", series=1, images=4)
    path = tmp_path / "export.zip"
    path.write_bytes(locked_zip(below(tmp_path / "made"), SECRET.encode("cp850")))
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "gui", *arguments]
    return subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, timeout=100)


def test_a_password_file_opens_the_archive(archive: Path, tmp_path: Path) -> None:
    known = tmp_path / "passwords.txt"
    known.write_text(f"no\n\n{SECRET}\n", encoding="utf-8-sig")
    done = run("scan", str(archive), "--json", "--zip-password-file", str(known))
    found = json.loads(done.stdout)
    assert [series["instances"] for series in found["series"]] == [4]
    assert done.stderr == ""
    known.write_text("no\nneither")
    done = run("scan", str(archive), "--json", "--zip-password-file", str(known))
    assert [one["text"] for one in json.loads(done.stdout)["skipped"]] == [limits.PASSWORD.text] * 4


def test_a_locked_archive_is_sent_with_its_password(archive: Path, tmp_path: Path) -> None:
    known = tmp_path / "password.txt"
    known.write_text(SECRET, encoding="utf-8")
    service = PracticeProcess(tmp_path / "stored", token=Token("t-1"))
    service.start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "gui", "send", str(archive), "--base-url", service.base_url, "--token-env", "T",
             "--yes", "--zip-password-file", str(known)],
            cwd=ROOT, env={**os.environ, "T": "t-1"}, capture_output=True, text=True, timeout=100, input="",
        )  # fmt: skip
        assert done.returncode == 0
        assert len(stored_digests(tmp_path / "stored")) == 4
        assert SECRET not in done.stdout + done.stderr
    finally:
        service.stop()


def test_without_a_password_the_images_are_left_out_with_advice(archive: Path) -> None:
    done = run("scan", str(archive))
    assert done.returncode == 0
    assert ADVICE in done.stderr
    assert done.stdout.count(limits.PASSWORD.text) == 4


def test_a_password_file_that_is_not_there_is_told(archive: Path, tmp_path: Path) -> None:
    done = run("scan", str(archive), "--zip-password-file", str(tmp_path / "none"))
    assert done.returncode != 0
    assert "The file with the password cannot be read" in done.stderr


@pytest.mark.parametrize(("typed", "images"), [(["wrong", SECRET], 4), ([""], 0)])
def test_at_a_terminal_the_password_is_asked_for_and_not_shown(archive: Path, typed: list[str], images: int) -> None:
    terminal, far = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gui", "scan", str(archive)],
        cwd=ROOT, stdin=far, stdout=far, stderr=far, start_new_session=True,
    )  # fmt: skip
    os.close(far)
    shown = b""
    for word in typed:
        while not shown.endswith(b"files out): "):
            shown += os.read(terminal, 1)
        os.write(terminal, f"{word}\n".encode())
        shown += b" "
    while True:
        try:
            block = os.read(terminal, 1000)
        except OSError:
            break
        if not block:
            break
        shown += block
    assert process.wait(100) == 0
    os.close(terminal)
    text = shown.decode()
    assert f"4 files found = {images} images + {4 - images} left out" in text
    assert "Password of export.zip" in text
    assert SECRET not in text
    assert text.count("does not open it") == len(typed) - 1
