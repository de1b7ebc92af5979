"""The watched folder of the window, sent without asking: beside the person's own work, once, and never against it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.destination import Destination
from gui.core.line import LineSettings
from gui.core.receipt import HistoryEntry
from gui.core.upload import InstanceState, Outcome
from gui.core.watch_settings import SHORTEST_QUIET, WatchSettings
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.policy_source import VARIABLE
from gui.store.settings import Settings, SettingsStore
from gui.store.watched import only_watcher
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.stored import files_below, stored_digests
from tests.journeys.conftest import Person, end
from tests.journeys.test_preferences import close_the_list, open_preferences

pytestmark = pytest.mark.journey

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "Inbox"
    folder.mkdir()
    return folder


Start = Callable[..., Person]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, service: PracticeProcess, inbox: Path) -> Iterator[Start]:
    """Starts the program with a folder whose studies go to the service without asking."""
    made: list[Program] = []

    def start(*, move_to: str = "", cap: float | None = None, token: bool = True) -> Person:
        city = Destination("c", "City Radiology", service.base_url)
        watch = WatchSettings(True, str(inbox), SHORTEST_QUIET, True, "c", move_to)
        settings = Settings((city,), "c", watch=watch, line=LineSettings(cap_mbit=cap))
        SettingsStore(Places.for_user()).save(settings)
        program = Program(qapp, Places.for_user())
        made.append(program)
        if token:
            program.courier.keep_token(city, service.token)
        program.window.show()
        return Person(qtbot, program)

    yield start
    for program in made:
        end(qtbot, program)


def title(person: Person) -> str:
    return person.text("watchTitle") if person.window.watch_line.isVisible() else ""


def images(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.dcm"))


def check_that_nothing_went_out_twice(person: Person, stored: Path, count: int) -> None:
    """Over all uploads: once an image is verified, no later request carries it."""
    assert len(stored_digests(stored)) == count
    journal = person.program.courier.journal
    verified: set[str] = set()
    for entry in reversed(journal.history()):
        for result in journal.results(entry.upload_id):
            assert len(result.digests) == 1 or not verified & set(result.digests)
            verified |= {uid for uid, state in result.states.items() if state is InstanceState.VERIFIED}
    assert len(verified) == count


def test_a_study_is_sent_moved_told_and_kept_in_history_without_a_question(
    start: Start, inbox: Path, tmp_path: Path
) -> None:
    person = start(move_to="sent")
    write_study(inbox / "export", series=2, images=3)
    person.until(lambda: title(person).startswith("All 6 images of 2 series have arrived at City Radiology"))
    assert person.program.flow.state is State.IDLE
    assert person.text("watchText").endswith("sent from “Inbox” without asking")
    person.until(lambda: len(list((inbox / "sent").rglob("*.dcm"))) == 6)
    assert not list((inbox / "export").rglob("*.dcm"))
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 6)
    (entry,) = person.program.courier.journal.history()
    assert (entry.outcome, entry.destination_name) == (Outcome.VERIFIED, "City Radiology")
    person.press("watchReceiptButton")
    person.until(lambda: person.window.page == "receipt")
    assert "All 6 images" in person.text("receiptSummaryLabel")
    person.press("closeWatchButton")
    assert not person.window.watch_line.isVisible()


def test_what_needs_a_choice_is_offered_and_not_sent_again_once_a_person_has_sent_it(
    start: Start, inbox: Path, tmp_path: Path
) -> None:
    person = start()
    write_instance(inbox / "a.dcm", seed=1)
    write_instance(inbox / "b.dcm", seed=2, PatientID="4712", PatientName="Example^Edgar")
    write_instance(inbox / "c.dcm", seed=3, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    person.until(lambda: person.window.isVisible() and "A new study" in person.text("bannerTitle"))
    assert person.text("bannerTitle") == "A new study is in “Inbox”: 2 patients, 2 images"
    assert person.text("bannerText").startswith("Its images name more than one patient.")
    person.until(lambda: len(stored_digests(tmp_path / "stored")) == 1)
    add = next(
        one for one in person.window.findChildren(QPushButton) if "Add to the list" in one.text().replace("&", "")
    )
    add.click()
    person.until_state(State.READY)
    assert person.program.flow.catalogue.totals.to_send == 2
    person.press("uploadButton")
    dialog = person.dialog()
    for box in dialog.findChildren(QCheckBox, "patientBox"):
        box.setChecked(True)
    person.press("confirmUploadButton")
    person.until_state(State.DONE)
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 3)
    write_instance(inbox / "d.dcm", seed=4, StudyInstanceUID=f"{ROOT}3", SeriesInstanceUID=f"{ROOT}3.1")
    journal = person.program.courier.journal
    person.until(lambda: sum(entry.outcome is Outcome.VERIFIED for entry in journal.history()) == 3)
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 4)


def test_the_person_s_own_upload_goes_first_and_the_other_one_goes_on_after_it(
    start: Start, inbox: Path, tmp_path: Path
) -> None:
    person = start(cap=24)
    write_study(inbox, series=1, images=120, size=300)
    person.until(lambda: title(person) == "Sending a study from “Inbox”")
    write_study(tmp_path / "disc", series=1, images=10, first=500)
    person.read(tmp_path / "disc")
    assert person.window.page == "list"
    person.upload()
    person.until_state(State.DONE)
    own = person.program.flow.upload_id
    receipt = person.program.courier.journal.receipt(own)
    assert receipt.outcome is Outcome.VERIFIED
    person.until(lambda: "120 images" in title(person))
    assert person.program.flow.state is State.DONE
    assert person.program.flow.upload_id == own
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 130)
    assert len(person.program.courier.journal.history()) == 2


def test_it_stops_when_that_is_wished_and_goes_on_where_it_was(start: Start, inbox: Path, tmp_path: Path) -> None:
    person = start(cap=24)
    write_study(inbox, series=1, images=120, size=300)
    person.until(lambda: title(person) == "Sending a study from “Inbox”")
    person.press("stopWatchButton")
    assert title(person) == "Nothing is sent from “Inbox” at the moment"
    person.until(lambda: not person.program.flow.running)
    there = len(stored_digests(tmp_path / "stored"))
    assert there < 120
    person.press("goOnWatchButton")
    person.until(lambda: "120 images" in title(person))
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 120)
    assert len(person.program.courier.journal.history()) == 1


def test_a_missing_token_is_said_and_the_study_goes_as_soon_as_it_is_there(
    start: Start, inbox: Path, tmp_path: Path, service: PracticeProcess
) -> None:
    person = start(token=False)
    write_study(inbox, series=1, images=3)
    person.until(lambda: bool(title(person)))
    assert "It is tried again by itself." in person.text("watchText")
    assert stored_digests(tmp_path / "stored") == {}
    person.program.errands.keep_token(person.program.destinations.selected, service.token)
    person.until(lambda: "3 images" in title(person))
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 3)


def watch_on_the_command_line(inbox: Path, service: PracticeProcess) -> subprocess.Popen[bytes]:
    """Slow enough to be killed while it sends."""
    SettingsStore(Places.for_user()).save(Settings(line=LineSettings(cap_mbit=6)))
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gui", "watch", str(inbox), "--base-url", service.base_url, "--quiet", "0.2"),
            *("--token-env", "T", "--connections", "1"),
        ],
        cwd=PROJECT,
        env={**os.environ, "T": service.token.reveal()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_beside_watch_on_the_command_line_the_window_waits_and_takes_over_when_that_dies(
    start: Start, inbox: Path, tmp_path: Path, service: PracticeProcess
) -> None:
    write_study(inbox, series=1, images=120, size=300)
    with watch_on_the_command_line(inbox, service) as other:
        try:
            while not files_below(tmp_path / "stored", ".dcm"):
                assert other.poll() is None
            person = start()
            person.until(lambda: title(person) == "This folder is being watched already")
            assert "was interrupted" not in person.text("bannerTitle")
        finally:
            other.kill()
    assert len(stored_digests(tmp_path / "stored")) < 120
    person.program.inbox.try_now()
    person.until(lambda: "120 images" in title(person))
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 120)
    assert len(person.program.courier.journal.history()) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_what_a_crash_broke_off_is_gone_on_with_and_nobody_is_asked_about_it(
    start: Start, inbox: Path, tmp_path: Path, service: PracticeProcess
) -> None:
    write_study(inbox, series=1, images=120, size=300)
    with watch_on_the_command_line(inbox, service) as other:
        while not files_below(tmp_path / "stored", ".dcm"):
            assert other.poll() is None
        other.kill()
    assert len(stored_digests(tmp_path / "stored")) < 120
    with only_watcher(Places.for_user().data, str(inbox)):  # so that it stands still at first
        person = start()
        told: list[tuple[HistoryEntry, ...]] = []
        person.program.errands.history_read.connect(told.append)
        person.until(lambda: bool(told))
    assert [(entry.finished, entry.running) for entry in told[0]] == [(None, False)]
    assert "was interrupted" not in person.text("bannerTitle")
    person.until(lambda: title(person) == "This folder is being watched already")
    person.program.inbox.try_now()
    person.until(lambda: "120 images" in title(person))
    check_that_nothing_went_out_twice(person, tmp_path / "stored", 120)


def test_a_destination_that_was_removed_is_said_and_studies_are_only_offered(
    start: Start, inbox: Path, tmp_path: Path
) -> None:
    person = start()
    person.program.destinations.remove("c")
    assert person.text("bannerTitle") == "New studies in “Inbox” are only offered"
    person.window.hide_banner()
    write_study(inbox, series=1, images=2)
    person.until(lambda: "A new study" in person.text("bannerTitle"))
    assert stored_digests(tmp_path / "stored") == {}


def test_it_is_chosen_in_the_preferences(
    person: Person, program: Program, service: PracticeProcess, inbox: Path
) -> None:
    person.add_destination(service)
    dialog = open_preferences(person)
    person.tick("watchBox")
    dialog.show_watch_folder(str(inbox))
    person.write("watchQuietEdit", str(SHORTEST_QUIET))
    person.choose("watchSendBox", True)
    person.tick("watchMoveBox")
    person.press("savePreferencesButton")
    close_the_list(person)
    (city,) = program.settings.value.destinations
    assert SettingsStore(program.places).load().watch == WatchSettings(
        True, str(inbox), SHORTEST_QUIET, True, city.id, "sent"
    )
    write_study(inbox, series=1, images=2)
    person.until(lambda: "2 images" in title(person) and "arrived" in title(person))
    program.settings.keep(dataclasses.replace(program.settings.value, watch=WatchSettings()))
    person.until(lambda: not program.flow.running)


def test_what_it_has_set_is_done_and_shown_with_a_lock(
    qtbot: QtBot,
    qapp: QApplication,
    service: PracticeProcess,
    inbox: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "token").write_text(service.token.reveal())
    (tmp_path / "token").chmod(0o600)
    (tmp_path / "policy.toml").write_text(
        f"[[destination]]\nname = 'City'\nbase_url = '{service.base_url}'\ntoken_file = '{tmp_path / 'token'}'\n"
        f"[watch]\nfolder = '{inbox}'\nquiet_seconds = 5\nsend = 'send'\nafter = 'move'\n"
    )
    monkeypatch.setenv(VARIABLE, str(tmp_path / "policy.toml"))
    program = Program(qapp, Places.for_user())
    program.window.show()
    person = Person(qtbot, program)
    try:
        write_study(inbox, series=1, images=2)
        person.until(lambda: "2 images" in title(person) and "arrived at City" in title(person))
        person.until(lambda: len(list((inbox / "sent").rglob("*.dcm"))) == 2)
        open_preferences(person)
        boxes = [person.find(QCheckBox, "watchBox"), person.find(QComboBox, "watchSendBox")]
        assert [box.isEnabled() for box in boxes] == [False, False]
        assert person.text("watchHint") == "Set by your IT"
        person.press("savePreferencesButton")
        close_the_list(person)
        assert program.settings.value.watch.send
        assert not SettingsStore(program.places).load().watch.on
    finally:
        end(qtbot, program)
