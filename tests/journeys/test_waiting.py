"""What an upload waits for, and what waits for it: the service, the night, the disc, the next folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from gui.app import Program
from gui.core.line import LineSettings
from gui.core.pace import NightWindow
from gui.core.receipt import LineState
from gui.core.upload import Outcome
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.settings import Settings
from tests.faults.proxy import Do, Fault, FaultProxy
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.stored import stored_digests
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey

DOWN = Fault(Do.ANSWER_INSTEAD, status=503, headers=(("Retry-After", "290"),))
"""The service asks for more time than any test has."""

Trouble = Callable[..., FaultProxy]


def begin_an_upload_that_waits(person: Person, service: PracticeProcess, in_trouble: Trouble, disc: Path) -> None:
    """Drop, send, and find the service down."""
    write_study(disc, series=1, images=3)
    person.add_destination_at(in_trouble(DOWN).base_url, service.token.reveal())
    person.read(disc)
    person.upload()
    person.until(lambda: "Next try in" in person.text("uploadDetailLabel"))


def test_try_now_ends_the_wait_for_a_service_that_is_down(
    person: Person, program: Program, service: PracticeProcess, in_trouble: Trouble, tmp_path: Path
) -> None:
    begin_an_upload_that_waits(person, service, in_trouble, tmp_path / "disc")
    shown = person.text("uploadDetailLabel")
    assert shown.startswith("Next try in 4:")
    assert shown.endswith("City Radiology is not working at the moment; nothing is lost.")
    person.press("tryNowButton")
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 3


def test_pausing_an_upload_that_waits_takes_the_button_away(
    person: Person, program: Program, service: PracticeProcess, in_trouble: Trouble, tmp_path: Path
) -> None:
    begin_an_upload_that_waits(person, service, in_trouble, tmp_path / "disc")
    person.press("pauseButton")
    person.until_state(State.PAUSED)
    assert not person.find(QPushButton, "tryNowButton").isVisible()
    person.press("pauseButton")
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED


def in_hours(hours: float) -> time:
    moment = datetime.now().astimezone() + timedelta(hours=hours)
    return moment.time().replace(second=0, microsecond=0)


def test_at_other_hours_an_upload_waits_until_it_is_told_to_go(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    person.add_destination(service)
    window = NightWindow(in_hours(2), in_hours(3))
    settings = program.settings.value
    program.settings.keep(
        Settings(settings.destinations, settings.selected_id, line=LineSettings(night=window)),
    )
    person.read(tmp_path / "disc")
    person.upload()
    person.until(lambda: person.text("uploadDetailLabel").startswith(f"Sending starts at {window.start:%H:%M}."))
    assert person.text("tryNowButton").replace("&", "") == "Send now"
    assert not stored_digests(tmp_path / "stored")
    person.press("tryNowButton")
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED


def test_practising_waits_for_no_hour(person: Person, program: Program, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=3)
    program.settings.keep(Settings(line=LineSettings(night=NightWindow(in_hours(2), in_hours(3)), cap_mbit=0.1)))
    person.read(tmp_path / "disc")
    person.upload()
    person.until_state(State.DONE)
    assert program.courier.journal.receipt(1).outcome is Outcome.VERIFIED


def take_out(disc: Path) -> Path:
    """The disc is gone, with its folder."""
    return disc.rename(disc.with_name("in the drawer"))


def test_an_upload_goes_on_by_itself_when_the_disc_is_back(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    disc = tmp_path / "disc"
    write_study(disc, series=2, images=4)
    person.add_destination(service)
    person.read(disc)
    drawer = take_out(disc)
    person.upload()
    person.until_state(State.STOPPED)
    assert person.text("bannerTitle") == "The disc or drive was taken out"
    assert "Insert the disc again" in person.text("bannerText")
    assert person.text("uploadDetailLabel") == "Goes on by itself when the disc or drive is back"

    drawer.rename(disc)
    person.until_state(State.DONE)
    receipt = program.courier.journal.receipt(1)
    assert [line.state for line in receipt.lines] == [LineState.VERIFIED] * 2
    sent = {hashlib.sha256(path.read_bytes()).hexdigest() for path in disc.rglob("*.dcm")}
    assert set(stored_digests(tmp_path / "stored").values()) == sent
    assert not person.find(QWidget, "banner").isVisible()


def test_cancelling_without_the_disc_ends_with_the_receipt(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=1, images=4)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    drawer = take_out(tmp_path / "disc")
    person.upload()
    person.until_state(State.STOPPED)
    person.press("cancelButton")
    person.until_state(State.DONE)
    assert program.window.page == "receipt"
    receipt = program.courier.journal.receipt(1)
    assert (receipt.chosen, receipt.arrived) == (4, 0)
    drawer.rename(tmp_path / "disc")
    assert not program.flow._source.watching


def test_what_is_dropped_meanwhile_waits_in_line_and_is_read_with_the_next_upload(
    person: Person, program: Program, service: PracticeProcess, in_trouble: Trouble, tmp_path: Path
) -> None:
    later, never = tmp_path / "later", tmp_path / "never"
    write_study(later, series=1, images=2, first=100)
    write_study(never, series=1, images=2, first=200)
    begin_an_upload_that_waits(person, service, in_trouble, tmp_path / "disc")
    person.drop(later, never)
    line = program.window.findChild(QWidget, "waitingLine")
    assert line is not None
    assert line.isVisible()
    assert person.text("waitingLabel").startswith("2 folders and files")
    removes = program.window.findChildren(QPushButton, "removeWaitingButton")
    assert [button.accessibleName() for button in removes] == ["Do not read later", "Do not read never"]
    QTest.mouseClick(removes[1], Qt.MouseButton.LeftButton)
    assert program.flow.waiting == (str(later),)

    person.press("tryNowButton")
    person.until_state(State.DONE)
    assert person.text("receiptWaitingLabel") == "1 folder or file is next in line"
    person.press("nextButton")
    person.until_state(State.READY)
    assert {one.path for one in program.flow.catalogue.instances()} == {str(path) for path in later.rglob("*.dcm")}
    assert not line.isVisible()


def test_reading_again_takes_in_what_is_new_and_nothing_twice(person: Person, program: Program, tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    write_study(disc, series=1, images=4)
    person.read(disc)
    write_instance(disc / "s2" / "late.dcm", seed=77, SeriesInstanceUID=f"{ROOT}1.2", SeriesNumber=2)
    QTest.keyClick(program.window, Qt.Key.Key_F5)
    person.until(lambda: program.flow.state is State.READY and program.flow.catalogue.totals.files_found == 5)
    assert {one.sop_instance_uid for one in program.flow.catalogue.instances()} >= {f"{ROOT}9.77"}
    QTest.keyClick(program.window, Qt.Key.Key_F5)
    person.until(lambda: person.text("bannerTitle") == "Nothing new was found")
    assert program.flow.catalogue.totals.files_found == 5
