"""``watch`` in processes of its own: real folders, a real service, real signals, and ``kill -9`` in the middle."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from gui.core.upload import InstanceState
from gui.courier import Courier
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.stored import files_below, stored_digests
from tests.watch.conftest import TOKEN

PROJECT = Path(__file__).resolve().parents[2]
IMAGES = 150
_TICK = threading.Event()


def start(inbox: Path, url: str, *more: str, token: str = TOKEN) -> subprocess.Popen[str]:
    command = ["watch", str(inbox), "--base-url", url, "--token-env", "COURIER_TEST_TOKEN", "--quiet", "0.2"]
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "gui", *command, *more],
        cwd=PROJECT,
        env={**os.environ, "COURIER_TEST_TOKEN": token},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def once(inbox: Path, url: str, *more: str, token: str = TOKEN) -> tuple[int, list[dict[str, Any]], str]:
    with start(inbox, url, "--once", "--json", *more, token=token) as process:
        out, said = process.communicate(timeout=100)
    assert "Traceback" not in said, said
    return process.returncode, [json.loads(line) for line in out.splitlines()], said


def until_stored(store: Path, images: int, process: subprocess.Popen[str]) -> None:
    while len(files_below(store, ".dcm")) < images and process.poll() is None:
        _TICK.wait(0.005)


def test_each_study_is_one_line_in_the_shape_of_send(service: PracticeProcess, inbox: Path, tmp_path: Path) -> None:
    write_study(inbox / "a", series=2, images=3)
    write_instance(inbox / "b.dcm", seed=50, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    code, lines, _ = once(inbox, service.base_url, "--leave")
    assert code == 0
    assert sorted(line["instances"] for line in lines) == [1, 6]
    assert {line["outcome"] for line in lines} == {"verified"}
    assert set(lines[0]) == {
        "outcome", "endpoint", "series", "skipped", "left_out", "instances", "bytes", "requests", "retries",
        "deidentified", "indexes", "seconds",
    }  # fmt: skip
    assert len(stored_digests(tmp_path / "stored")) == 7
    assert once(inbox, service.base_url) == (0, [], "")


def test_a_name_alone_is_a_folder_below_the_watched_one(service: PracticeProcess, inbox: Path) -> None:
    write_study(inbox / "a", series=1, images=2)
    assert once(inbox, service.base_url, "--move-to", "sent")[0] == 0
    assert len(list((inbox / "sent" / "a" / "s1").iterdir())) == 2
    assert not list((inbox / "a").rglob("*.dcm"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a program hears")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_comes_while_it_runs_is_sent_and_a_signal_ends_it_with_0(
    number: signal.Signals, service: PracticeProcess, inbox: Path
) -> None:
    with start(inbox, service.base_url, "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for study in (1, 2):
            write_instance(inbox / f"{study}.dcm", seed=study, StudyInstanceUID=f"{ROOT}{study}")
            assert json.loads(process.stdout.readline())["outcome"] == "verified"
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a program hears")
def test_a_signal_during_an_upload_ends_with_130_and_the_next_start_sends_the_rest(
    service: PracticeProcess, inbox: Path, tmp_path: Path
) -> None:
    write_study(inbox, series=1, images=IMAGES, size=300)
    with start(inbox, service.base_url, "--json", "--connections", "1") as process:
        until_stored(tmp_path / "stored", 1, process)
        process.send_signal(signal.SIGTERM)
        out, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert json.loads(out)["outcome"] == "cancelled"
    code, lines, _ = once(inbox, service.base_url)
    assert (code, [line["outcome"] for line in lines]) == (0, ["verified"])
    assert_nothing_verified_went_out_again()


@pytest.mark.parametrize("seed", range(4))
def test_after_kill_9_at_any_moment_everything_arrives_and_nothing_verified_goes_out_again(
    seed: int, service: PracticeProcess, inbox: Path, tmp_path: Path
) -> None:
    write_study(inbox, series=2, images=IMAGES // 2, size=300)
    chance = random.Random(seed)
    options = ("--move-to", "sent", "--connections", "1")
    for images in sorted(chance.sample(range(1, IMAGES + 1), 3)):
        with start(inbox, service.base_url, *options) as process:
            until_stored(tmp_path / "stored", images, process)
            _TICK.wait(chance.random() / 50)
            process.kill()
            process.communicate()
    code, lines, said = once(inbox, service.base_url, *options)
    assert code == 0, said
    assert all(line["outcome"] == "verified" for line in lines)
    assert len(stored_digests(tmp_path / "stored")) == IMAGES
    assert not list((inbox / "s1").iterdir())
    moved = [path.stat().st_size for path in (inbox / "sent").rglob("*.dcm")]
    assert len(moved) == IMAGES
    assert min(moved) > 90_000
    assert_nothing_verified_went_out_again()


def assert_nothing_verified_went_out_again() -> None:
    """Over all uploads of the journal: once an image is verified, no later request carries it.

    But for the one image by which the engine finds out what a service counts (see ``gui.service.settlement``).
    """
    courier = Courier(Places.for_user())
    try:
        verified: set[str] = set()
        for entry in reversed(courier.journal.history()):
            for result in courier.journal.results(entry.upload_id):
                assert len(result.digests) == 1 or not verified & set(result.digests)
                verified |= {uid for uid, state in result.states.items() if state is InstanceState.VERIFIED}
    finally:
        courier.close()
    assert len(verified) == IMAGES


def test_a_refused_token_ends_a_single_pass_with_3_and_the_files_stay(service: PracticeProcess, inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    code, lines, said = once(inbox, service.base_url, "--move-to", "sent", token="withdrawn-token")
    assert (code, [line["outcome"] for line in lines]) == (3, ["refused"])
    assert "did not accept the token" in said
    assert "withdrawn-token" not in said
    assert len(list((inbox / "s1").iterdir())) == 2


def test_a_study_that_needs_a_choice_is_one_line_and_ends_a_single_pass_with_1(
    service: PracticeProcess, inbox: Path, tmp_path: Path
) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    write_instance(inbox / "b.dcm", seed=2, PatientID="4712", PatientName="Example^Edgar")
    code, lines, said = once(inbox, service.base_url, "--move-to", "sent")
    assert (code, [line["outcome"] for line in lines]) == (1, ["failed"])
    assert {series["state"] for series in lines[0]["series"]} == {"not_sent"}
    assert {series["reason"] for series in lines[0]["series"]} == {
        "A study in the watched folder waits for somebody to look at it."
    }
    assert "Its images name more than one patient." in said
    assert "Edgar" not in said
    assert stored_digests(tmp_path / "stored") == {}
    assert sorted(path.name for path in inbox.iterdir()) == ["a.dcm", "b.dcm"]


def test_a_destination_without_a_token_is_said_in_the_shape_of_send(inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    from gui.core.destination import Destination
    from gui.store.settings import Settings, SettingsStore

    SettingsStore(Places.for_user()).save(Settings((Destination("d", "City Radiology", "https://service.example"),)))
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "gui", "watch", str(inbox), "--destination", "City Radiology"),
            *("--quiet", "0.2", "--once", "--json"),
        ],
        cwd=PROJECT,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        out, said = process.communicate(timeout=60)
    assert process.returncode in (1, 3), said
    (line,) = map(json.loads, out.splitlines())
    assert line["requests"] == 0
    assert [series["state"] for series in line["series"]] == ["not_sent"]


def test_two_programs_never_watch_one_folder(service: PracticeProcess, inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    with start(inbox, service.base_url, "--json") as first:
        assert first.stdout is not None
        first.stdout.readline()
        code, lines, said = once(inbox, service.base_url)
        first.kill()
        first.communicate()
    assert (code, lines) == (1, [])
    assert "being watched already" in said
    assert once(inbox, service.base_url)[0] == 0


@pytest.mark.parametrize(
    "more",
    [["--move-to", "."], ["--move-to", ".."], ["--quiet", "0"], ["--quiet", "nan"], ["--move-to", "a", "--leave"]],
)
def test_a_wrong_call_ends_with_2(more: list[str], inbox: Path) -> None:
    code, lines, _ = once(inbox, "https://service.example", *more)
    assert (code, lines) == (2, [])


def test_a_folder_that_is_not_there_ends_with_2(inbox: Path) -> None:
    code, _, said = once(inbox / "nothing", "https://service.example")
    assert code == 2
    assert "no folder" in said


def test_watching_never_imports_qt() -> None:
    code = "import sys, gui.watching; sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, timeout=60).returncode == 0
