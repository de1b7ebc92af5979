"""The command line sends to a DICOMweb server, and goes on where it stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.dicom_files import write_study
from tests.helpers.orthanc import LOGIN, Orthanc, needs_orthanc

pytestmark = needs_orthanc

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, login: str = LOGIN) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "gui", *arguments, "--token-env", "LOGIN", "--json"],
        cwd=ROOT,
        env={**os.environ, "LOGIN": login},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
    )


def test_a_study_is_sent_and_after_a_wrong_password_gone_on_with(orthanc: Orthanc, tmp_path: Path) -> None:
    write_study(tmp_path / "in", series=2, images=5)
    sending = ("send", str(tmp_path / "in"), "--base-url", orthanc.base_url, "--dialect", "dicomweb", "--yes")
    refused = run(*sending, login="clinic:wrong")
    assert refused.returncode == 3
    assert json.loads(refused.stdout)["outcome"] == "refused"
    assert "wrong" not in refused.stdout + refused.stderr
    assert orthanc.series() == []
    done = run("resume", "--upload", "1")
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["endpoint"] == f"{orthanc.base_url}/studies"
    counted = {one["SeriesInstanceUID"]: one["service_count"] for one in printed["series"]}
    assert counted == {held.series: len(held.instances) for held in orthanc.series()}
    assert sorted(counted.values()) == [5, 5]
    assert run(*sending).returncode == 0


def test_basic_is_for_dicomweb_servers_only(tmp_path: Path) -> None:
    write_study(tmp_path, series=1, images=1)
    done = run("send", str(tmp_path), "--base-url", "http://127.0.0.1:9", "--scheme", "Basic", "--yes")
    assert done.returncode == 2
    assert "--dialect dicomweb" in done.stderr
