"""Whatever goes wrong, no log, no standard error and no file name tells of whom or with which token."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui import newer
from gui.app import Program
from gui.core.token import Token
from gui.courier import Courier
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.logs import FILE_NAME, end_logging, set_up_logging
from gui.store.places import Places
from gui.store.policy_source import VARIABLE
from tests.helpers.dicom_files import ROOT, write_instance
from tests.helpers.notices import Signer
from tests.journeys.conftest import Person
from tests.service.servers import Exchange, serving

pytestmark = pytest.mark.journey

TOKEN = "planted-token-0815"
PLANTED = ("planted", "petra", "plant-4711", "19431224", "1943-12-24", TOKEN)
NAME = "Planted^Petra"


def tells(text: str) -> list[str]:
    """What of the planted words stands in a text."""
    return [word for word in PLANTED if word in text.casefold()]


def names_below(folder: Path) -> str:
    return "\n".join(path.name for path in folder.rglob("*"))


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """Images of one patient, a damaged one, and a picture that cannot be shown, in folders that name the patient."""
    folder = tmp_path / "stick" / "Petra Planted born 1943-12-24"
    for number in range(4):
        write_instance(
            folder / f"{NAME}{number}.dcm",
            seed=number + 1,
            PatientName=NAME,
            PatientID="PLANT-4711",
            PatientBirthDate="19431224",
            SeriesInstanceUID=f"{ROOT}7.{number // 2}",
        )
    whole = (folder / f"{NAME}0.dcm").read_bytes()
    (folder / f"{NAME} cut.dcm").write_bytes(whole[: len(whole) // 3])
    (folder / f"{NAME}.txt").write_text(NAME)
    return folder


@pytest.fixture
def log() -> Iterator[Path]:
    places = Places.for_user()
    places.prepare()
    handler = set_up_logging(places, level=logging.DEBUG)
    yield places.logs / FILE_NAME
    end_logging(handler)
    logging.getLogger("gui").setLevel(logging.NOTSET)


def refuse(exchange: Exchange) -> None:
    """A service that is rude enough to repeat names and tokens; and a notice that is none."""
    exchange.read()
    exchange.reply(401, {"message": f"{NAME}, {exchange.headers.get('authorization')}", "authenticated": False})


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A service that refuses everything; IT's policy looks there for newer versions."""
    monkeypatch.setattr(newer, "AFTER_THE_START", 3_600_000)
    with serving(refuse) as server:
        path = tmp_path / "policy.toml"
        path.write_text(f'[updates]\naddress = "{server.base_url}/{TOKEN}"\npublic_key = "{Signer().written}"\n')
        monkeypatch.setenv(VARIABLE, str(path))
        yield server.base_url


def break_down() -> None:
    raise RuntimeError(f"{NAME} in /media/petra with {TOKEN}")


def test_the_window_s_log_tells_of_nobody(
    wanted: str, log: Path, disc: Path, person: Person, program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    person.add_destination_at(wanted, TOKEN, name="City Radiology")
    person.read(disc)
    person.until(lambda: bool(program.flow.catalogue.totals.to_send))
    person.upload()
    person.until_state(State.STOPPED)
    program.flow.cancel()
    person.until_state(State.DONE)
    program.flow.resume(1)
    person.until_state(State.STOPPED)
    program.flow.cancel()
    person.until_state(State.DONE)
    program.newer.look()
    person.until(lambda: not program.newer.looking)
    ended: list[bool] = []
    program.crew.ask(break_down, finished=lambda: ended.append(True))
    person.until(lambda: bool(ended))
    written = log.read_text("utf-8")
    assert "Upload 1 begins" in written
    assert "Upload 1 goes on" in written
    assert written.count("Upload 1 has ended for now") == 2
    assert "TokenRefused" in written
    assert "NoticeUnusable (status 401)" in written
    assert "work ended by RuntimeError at tests.journeys.test_nothing_about_whom:" in written
    assert tells(written) == []
    assert tells(capfd.readouterr().err) == []
    assert tells(names_below(program.places.data.parent)) == []


def run(*arguments: str, token: str = TOKEN) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "gui", *arguments],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "T": token},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def inbox(disc: Path, tmp_path: Path) -> Path:
    """The same images in a folder that names nobody: which files were left out is said to whoever runs the command."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, path in enumerate(sorted(disc.glob("*[0-9].dcm"))):
        path.rename(folder / f"{number}.dcm")
    return folder


def test_watching_and_going_on_tell_of_nobody_but_in_their_receipts(inbox: Path, service: PracticeProcess) -> None:
    where = ("--base-url", service.base_url, "--token-env", "T")
    refused = run("watch", str(inbox), *where, "--quiet", "0.2", "--once", "--json")
    assert refused.returncode == 3
    assert "token" in refused.stderr
    assert tells(refused.stderr) == []
    resumed = run("resume", "--upload", "1", "--token-env", "T", "--json")
    assert resumed.returncode == 3
    assert tells(resumed.stderr) == []
    gone_on = run("resume", "--upload", "1", "--token-env", "T", "--json", token=service.token.reveal())
    assert gone_on.returncode == 0
    assert tells(gone_on.stderr) == []
    assert service.token.reveal() not in gone_on.stderr + gone_on.stdout
    assert TOKEN not in refused.stdout + resumed.stdout
    assert tells(names_below(Places.for_user().data.parent)) == []


def test_a_policy_that_is_wrong_is_told_by_its_place_and_not_by_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Path, inbox: Path
) -> None:
    path = tmp_path / "policy.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    for wrong in (
        f"[[destination]]\nbase_url = 'https://x.example'\ntoken = '{TOKEN}'\n",
        f"[[destination]]\nbase_url = 'https://petra:{TOKEN}@x.example'\n",
        f"[line]\nproxy = '{TOKEN}'\n",
        f"[updates]\naddress = 'https://x.example/r'\npublic_key = '{TOKEN}'\n",
        f"[audit]\nfolder = '{NAME}'\n",
        f"language = '{NAME}'\n",
    ):
        path.write_text(wrong)
        done = run("send", str(inbox), "--base-url", "https://x.example", "--token-env", "T", "--yes")
        assert done.returncode == 1
        assert "line " in done.stderr
        assert tells(done.stderr + done.stdout) == []
        courier = Courier(Places.for_user())
        assert courier.managed.problem is not None
        logging.getLogger("gui.test").error("the policy: %s", courier.managed.problem)
        courier.close()
    assert "PolicyInvalid" in log.read_text()
    assert tells(log.read_text()) == []


def test_a_token_shows_itself_to_nobody() -> None:
    token = Token(TOKEN)
    assert tells(f"{token} {token!r} {[token]} {vars(token) if hasattr(token, '__dict__') else ''}") == []
