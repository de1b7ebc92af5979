"""The watched folder of the window: what comes to rest in it is offered, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.upload import Outcome
from gui.core.watch_settings import SHORTEST_QUIET, WatchSettings
from gui.flow import State
from gui.inbox import NewStudies
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.settings import SettingsStore
from tests.helpers.archives import below
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.locked import locked_zip
from tests.helpers.stored import stored_digests
from tests.journeys.conftest import WAIT, Person
from tests.journeys.test_preferences import close_the_list, open_preferences


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "Inbox"
    folder.mkdir()
    return folder


def watch(person: Person, folder: Path) -> None:
    dialog = open_preferences(person)
    person.tick("watchBox")
    dialog.show_watch_folder(str(folder))
    person.write("watchQuietEdit", str(SHORTEST_QUIET))
    person.press("savePreferencesButton")
    close_the_list(person)


def offer(person: Person) -> QPushButton:
    """The button of the notice; waits for it."""

    def buttons() -> list[QPushButton]:
        found = person.window.findChildren(QPushButton)
        return [one for one in found if "Add to the list" in one.text().replace("&", "") and one.isVisible()]

    person.until(lambda: bool(buttons()))
    return buttons()[0]


def test_a_new_study_is_offered_added_sent_and_never_offered_again(
    person: Person, program: Program, service: PracticeProcess, inbox: Path, tmp_path: Path
) -> None:
    person.add_destination(service)
    watch(person, inbox)
    assert SettingsStore(program.places).load().watch == WatchSettings(True, str(inbox), SHORTEST_QUIET)
    write_study(inbox / "export", series=2, images=3)
    button = offer(person)
    assert person.text("bannerTitle") == "A new study is in “Inbox”: 1 patient, 6 images"
    assert program.flow.state is State.IDLE
    button.click()
    person.until_state(State.READY)
    assert program.flow.catalogue.totals.to_send == 6
    person.upload()
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 6
    assert len(list(inbox.rglob("*.dcm"))) == 6

    write_instance(inbox / "later.dcm", seed=60, StudyInstanceUID=f"{ROOT}2", PatientID="DEMO-2")
    write_instance(inbox / "more.dcm", seed=61, StudyInstanceUID=f"{ROOT}3", PatientID="DEMO-2")
    offer(person)
    assert person.text("bannerTitle") == "2 new studies are in “Inbox”: 1 patient, 2 images"


@pytest.fixture
def second_start(qtbot: QtBot, qapp: QApplication, inbox: Path) -> Iterator[Program]:
    """A program that begins with a folder to watch."""
    store = SettingsStore(Places.for_user())
    before = store.load()
    import dataclasses

    store.save(dataclasses.replace(before, watch=WatchSettings(True, str(inbox), SHORTEST_QUIET)))
    program = Program(qapp, Places.for_user())
    program.window.show()
    yield program
    program.flow.shut_down()
    qtbot.waitUntil(lambda: not program.flow.running, timeout=WAIT)
    program.courier.close()
    program.window.deleteLater()
    program.deleteLater()


def test_what_waits_is_offered_again_when_the_list_is_emptied(qtbot: QtBot, second_start: Program, inbox: Path) -> None:
    person = Person(qtbot, second_start)
    write_study(inbox, series=1, images=2)
    offer(person)
    second_start.window.hide_banner()
    second_start.reading.add([str(inbox / "nothing")])
    person.until_state(State.READY)
    second_start.flow.start_over()
    offer(person)
    assert second_start.flow.state is State.IDLE


def test_a_folder_that_is_not_there_is_said_once(qtbot: QtBot, second_start: Program, inbox: Path) -> None:
    person = Person(qtbot, second_start)
    inbox.rename(inbox.with_name("away"))
    person.until(lambda: person.text("bannerTitle").startswith("The watched folder cannot be opened"))
    second_start.window.hide_banner()
    inbox.with_name("away").rename(inbox)
    write_study(inbox, series=1, images=2)
    offer(person)


def test_the_button_adds_each_file_once(tmp_path: Path) -> None:
    assert NewStudies(()).paths == ()


def test_an_archive_with_a_password_is_offered_once_and_asked_for_when_it_is_added(
    qtbot: QtBot, second_start: Program, inbox: Path, tmp_path: Path
) -> None:
    person = Person(qtbot, second_start)
    write_study(tmp_path / "made", series=1, images=2)
    (inbox / "export.zip").write_bytes(locked_zip(below(tmp_path / "made"), b"secret", aes=3))
    button = offer(person)
    assert person.text("bannerTitle") == "An archive with a password is in “Inbox”"
    assert "“export.zip” can only be read with its password." in person.text("bannerText")
    button.click()
    person.until(lambda: any(dialog.objectName() == "passwordDialog" for dialog in person.dialogs()))
    person.write("zipPasswordEdit", "secret")
    person.press("readImagesButton")
    person.until_state(State.READY)
    assert second_start.flow.catalogue.totals.to_send == 2
