"""What IT has set holds in the window and on the command line, and is shown as such."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.upload import Outcome
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.audit import read_trail
from gui.store.policy_source import VARIABLE
from tests.helpers.dicom_files import write_study
from tests.helpers.stored import stored_digests
from tests.journeys.conftest import Person
from tests.journeys.test_preferences import close_the_list, open_preferences

pytestmark = pytest.mark.journey


@pytest.fixture
def policy_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.fixture
def locked(policy_file: Path, service: PracticeProcess, tmp_path: Path) -> Path:
    """One destination and no other, a cap, days, and an audit trail; answers with the trail's folder."""
    folder = tmp_path / "audit"
    policy_file.write_text(
        f"""
        lock_destinations = true
        [[destination]]
        name = "City Radiology"
        base_url = "{service.base_url}"
        [line]
        cap_mbit = 800
        [history]
        days = 30
        [audit]
        on = true
        folder = "{folder}"
        """
    )
    return folder


@pytest.fixture
def without_practice(policy_file: Path, service: PracticeProcess) -> None:
    policy_file.write_text(f"practice = false\n[[destination]]\nname = 'City'\nbase_url = '{service.base_url}'\n")


@pytest.fixture
def broken(policy_file: Path) -> None:
    policy_file.write_text("practice = true\ncolour = 'blue'\n")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "gui", *arguments],
        env={**os.environ, "T": "t-1234567890"},
        capture_output=True,
        text=True,
        timeout=100,
    )


def test_a_locked_destination_is_there_from_the_start_and_asks_only_for_its_token(
    locked: Path, person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    assert program.destinations.selected.name == "City Radiology"
    box = person.find(QComboBox, "destinationBox")
    assert [box.itemText(row) for row in range(box.count())] == ["Practice service", "City Radiology"]

    person.press("destinationSettingsButton")
    dialog = person.dialog()
    rows = dialog.findChild(QListWidget, "destinationList")
    assert rows.currentItem().text() == "City Radiology"
    add, change, remove = (
        dialog.findChild(QPushButton, name)
        for name in ("addDestinationButton", "editDestinationButton", "removeDestinationButton")
    )
    assert [button.isEnabled() for button in (add, change, remove)] == [False, True, False]
    assert (add.toolTip(), remove.toolTip()) == ("Set by your IT", "Set by your IT")
    assert "Set by your IT" in person.text("destinationsNote")

    person.press("editDestinationButton")
    person.until(lambda: len(person.dialogs()) == 2)
    form = next(one for one in person.dialogs() if one.objectName() == "destinationDialog")
    fields = {name: form.findChild(QLineEdit, name) for name in ("nameEdit", "baseUrlEdit", "sourceEdit", "tokenEdit")}
    assert [name for name, field in fields.items() if field.isEnabled()] == ["tokenEdit"]
    fields["tokenEdit"].setText(service.token.reveal())
    form.findChild(QPushButton, "saveDestinationButton").click()
    close_the_list(person)

    write_study(tmp_path / "disc", series=2, images=2)
    person.read(tmp_path / "disc")
    person.upload()
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 4
    assert service.base_url not in (program.places.config / "settings.json").read_text()
    told = [event["EventIdentification"]["EventTypeCode"][-1]["csd-code"] for event in read_trail(locked)]
    assert told == ["token-kept", "upload-begun", "upload-ended"]
    assert service.token.reveal() not in "".join(path.read_text() for path in locked.iterdir())


def test_a_token_that_is_missing_is_asked_for_and_the_upload_begins_with_it(
    locked: Path, person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    program.courier.keep_token(program.destinations.selected, service.token)  # so that there is a place for tokens
    program.courier.forget_token(program.destinations.selected)
    write_study(tmp_path / "disc", series=1, images=2)
    person.read(tmp_path / "disc")
    person.upload()
    person.until_state(State.STOPPED)
    person.write("newTokenEdit", service.token.reveal())
    person.press("checkAndGoOnButton")
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED


def test_locked_preferences_say_who_has_set_them(locked: Path, person: Person, program: Program) -> None:
    open_preferences(person)
    boxes = {name: person.find(QCheckBox, name).isEnabled() for name in ("capBox", "nightBox", "keepHistoryBox")}
    assert boxes == {"capBox": False, "nightBox": True, "keepHistoryBox": False}
    assert not person.find(QLineEdit, "capEdit").isEnabled()
    assert person.find(QWidget, "proxyBox").isEnabled()
    assert (person.text("capHint"), person.text("historyHint")) == ("Set by your IT", "Set by your IT")
    assert person.text("nightHint") == ""
    person.tick("nightBox")
    person.press("savePreferencesButton")
    close_the_list(person)
    settings = program.settings.value
    assert (settings.line.cap_mbit, settings.history_days) == (800.0, 30)
    assert settings.line.night is not None
    kept = json.loads((program.places.config / "settings.json").read_text())
    assert (kept["line"]["cap_mbit"], kept["history_days"]) == (None, 90)


def test_the_command_line_obeys(locked: Path, service: PracticeProcess, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=2)
    send = ("send", str(tmp_path / "disc"), "--token-env", "T", "--yes", "--json")
    elsewhere = run(*send, "--base-url", "http://127.0.0.1:9")
    assert elsewhere.returncode != 0
    assert "Your IT does not allow uploads to 127.0.0.1" in elsewhere.stderr
    assert stored_digests(tmp_path / "stored") == {}
    done = run(*send, "--destination", "City Radiology")
    assert json.loads(done.stdout)["outcome"] == "verified"
    told = run("audit")
    assert [line.split(" · ")[2] for line in told.stdout.splitlines()] == ["upload begun", "upload ended"]
    assert len(json.loads(run("audit", "--json", "--folder", str(locked)).stdout)) == 2


def test_settings_of_it_that_make_no_sense_are_said_at_the_start_and_nothing_is_sent(
    broken: None, person: Person, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert person.text("bannerTitle") == "The settings that your IT made for this computer cannot be used"
    assert "line 2" in person.text("bannerText")
    write_study(tmp_path / "disc", series=1, images=1)
    person.read(tmp_path / "disc")
    person.upload()
    person.until_state(State.STOPPED)
    assert "line 2" in person.text("bannerText")
    assert program.courier.journal.history() == ()
    done = run("send", str(tmp_path / "disc"), "--base-url", "http://127.0.0.1:9", "--token-env", "T", "--yes")
    assert done.returncode != 0
    assert "line 2: There is no setting “colour” here." in done.stderr
    named = run("send", str(tmp_path / "disc"), "--destination", "City Radiology", "--yes")
    assert "line 2: There is no setting “colour” here." in named.stderr


def test_without_the_practice_service_there_is_no_trace_of_it(
    without_practice: None, person: Person, program: Program, tmp_path: Path
) -> None:
    box = person.find(QComboBox, "destinationBox")
    assert [box.itemText(row) for row in range(box.count())] == ["City", "Add destination…"]
    assert not program.destinations.selected.practice
    write_study(tmp_path / "disc", series=1, images=1)
    done = run("send", str(tmp_path / "disc"), "--destination", "Practice service", "--yes")
    assert "Your IT has switched the Practice service off" in done.stderr
    person.add_destination_at("https://own.example", "t-own", name="Own place")
    assert [one.name for one in program.destinations.all] == ["City", "Own place"]
    assert program.destinations.selected.name == "Own place"
