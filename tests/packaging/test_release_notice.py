"""The command that signs the notice of a newer version makes what the program reads."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gui.service.updates import read_notice

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "release_notice.py"


def run(*arguments: str | Path, passphrase: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        env={**os.environ, "DICOM_COURIER_RELEASE_PASSPHRASE": passphrase},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("passphrase", ["", "correct horse"])
def test_what_it_signs_is_read_by_the_program(tmp_path: Path, passphrase: str) -> None:
    key, out = tmp_path / "key.pem", tmp_path / "release.txt"
    public = run("key", key, passphrase=passphrase).stdout.strip()
    more = ("--text", "Alles ist neu: größer.", "--page", "https://it.example/new", "--days", "30")
    done = run("sign", key, "--version", "1.3.0", *more, "--out", out, passphrase=passphrase)
    assert done.returncode == 0, done.stderr
    assert public in done.stdout
    notice = read_notice(out.read_bytes(), base64.b64decode(public))
    today = datetime.now(UTC).date()
    assert (notice.version, notice.text, notice.page) == ("1.3.0", "Alles ist neu: größer.", "https://it.example/new")
    assert abs(notice.issued - today) <= timedelta(days=1)
    assert notice.expires - notice.issued == timedelta(days=30)
    checked = run("check", out, "--public-key", public)
    assert checked.returncode == 0
    assert "1.3.0" in checked.stdout


def test_a_key_is_its_owner_s_alone_and_never_written_over(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    run("key", key, passphrase="correct horse")
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    content = key.read_bytes()
    assert b"ENCRYPTED" in content
    again = run("key", key)
    assert (again.returncode, again.stdout) == (1, "")
    assert key.read_bytes() == content


def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    key, out = tmp_path / "key.pem", tmp_path / "release.txt"
    public = run("key", key, passphrase="correct horse").stdout.strip()
    for wrong in (
        run("sign", key, "--version", "v1.3", "--out", out, passphrase="correct horse"),
        run("sign", key, "--version", "1.3", "--page", "http://it.example", "--out", out, passphrase="correct horse"),
        run("sign", key, "--version", "1.3", "--out", out, passphrase="wrong"),
        run("sign", tmp_path / "none.pem", "--version", "1.3", "--out", out),
    ):
        assert wrong.returncode == 1
        assert wrong.stderr.startswith("It did not work: ")
        assert "Traceback" not in wrong.stderr
    assert not out.exists()
    out.write_bytes(b"nothing")
    checked = run("check", out, "--public-key", public)
    assert checked.returncode == 1
    assert "NoNotice" in checked.stderr
