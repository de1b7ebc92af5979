"""The Practice service as a process of its own: it is there in time, and never longer than it should."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from gui.core.token import Token
from gui.practice.process import PracticeProcess, PracticeUnavailable
from tests.helpers.dicom_files import write_instance
from tests.practice.test_server import post

ROOT = Path(__file__).resolve().parents[2]


def status(base_url: str, token: str) -> int:
    with requests.Session() as session:
        session.trust_env = False
        return session.post(f"{base_url}/studies", headers={"Authorization": f"Token {token}"}, data=b"").status_code


def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    practice = PracticeProcess(tmp_path / "store")
    practice.start()
    base_url, token = practice.base_url, practice.token
    assert status(base_url, token.reveal()) == 400
    assert status(base_url, "wrong") == 401
    practice.stop()
    practice.stop()
    with pytest.raises(requests.ConnectionError):
        status(base_url, "any")
    with pytest.raises(PracticeUnavailable):
        _ = practice.base_url


def test_each_run_has_a_token_of_its_own_unless_one_is_given(tmp_path: Path) -> None:
    first, second = PracticeProcess(tmp_path), PracticeProcess(tmp_path)
    assert first.token != second.token
    assert PracticeProcess(tmp_path, token=Token("given")).token == Token("given")


def test_it_can_be_started_again(tmp_path: Path) -> None:
    practice = PracticeProcess(tmp_path / "store")
    for _ in range(2):
        practice.start()
        assert status(practice.base_url, practice.token.reveal()) == 400
        practice.stop()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    practice = PracticeProcess(tmp_path / "file" / "store")
    with pytest.raises(PracticeUnavailable) as failed:
        practice.start()
    assert failed.value.detail == "NotADirectoryError"
    assert str(tmp_path) not in str(failed.value) + failed.value.advice


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        practice = PracticeProcess(tmp_path / "store", port=taken.getsockname()[1])
        with pytest.raises(PracticeUnavailable) as failed:
            practice.start()
    assert failed.value.detail == "OSError"
    assert not list((tmp_path / "store").iterdir())


PARENT = """
import os, sys
from pathlib import Path
from gui.practice.process import PracticeProcess
if __name__ == "__main__":
    practice = PracticeProcess(Path(sys.argv[1]))
    practice.start()
    print(practice.base_url, practice.token.reveal(), practice._process.pid, flush=True)
    sys.stdin.readline()
    if sys.argv[2] == "forget":
        sys.exit()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("how", ["forget", "kill"])
@pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="only Linux lets a test wait for a process that is not its child"
)
def test_it_ends_when_the_program_ends_in_whatever_way(tmp_path: Path, how: str) -> None:
    import select

    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "store"), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    base_url, token, pid = parent.stdout.readline().split()
    assert status(base_url, token) == 400
    watched = os.pidfd_open(int(pid))
    parent.communicate("\n")
    assert parent.returncode in (0, -signal.SIGKILL)
    ended, _, _ = select.select([watched], [], [], 20)
    os.close(watched)
    assert ended
    with pytest.raises(requests.ConnectionError):
        status(base_url, token)


def test_the_token_is_not_on_any_command_line(tmp_path: Path) -> None:
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("no /proc here")
    practice = PracticeProcess(tmp_path / "store")
    practice.start()
    pid = practice._process.pid
    secret = practice.token.reveal().encode()
    for name in ("cmdline", "environ"):
        assert secret not in Path(f"/proc/{pid}/{name}").read_bytes()
    practice.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGTERM for other processes")
def test_alone_it_prints_its_address_and_ends_cleanly(tmp_path: Path, number: int) -> None:
    script = (
        "import sys; from pathlib import Path; from gui.core.token import Token\n"
        "from gui.practice.process import serve_forever\n"
        "serve_forever(0, Path(sys.argv[1]), Token('abc'))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "store")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    base_url = process.stdout.readline().strip()
    assert status(base_url, "abc") == 400
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")
    assert list((tmp_path / "store").iterdir()) == []


def test_images_sent_to_it_are_in_the_folder(tmp_path: Path) -> None:
    write_instance(tmp_path / "one.dcm", seed=3)
    practice = PracticeProcess(tmp_path / "store", token=Token("0123456789abcdef"))
    practice.start()
    try:
        with requests.Session() as session:
            assert post(session, practice, [tmp_path / "one.dcm"]).status_code == 200
    finally:
        practice.stop()
    (kept,) = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert kept.read_bytes() == (tmp_path / "one.dcm").read_bytes()
