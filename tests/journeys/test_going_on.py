"""What a crash, a power cut or a pause leaves behind is picked up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.cancel import CancelToken
from gui.core.destination import Destination, Dialect, Scheme
from gui.core.receipt import LineState
from gui.core.upload import Outcome, Upload
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from tests.helpers.dicom_files import write_study
from tests.helpers.server_process import free_port
from tests.helpers.stored import files_below, stored_digests
from tests.journeys.conftest import Person, end

pytestmark = pytest.mark.journey
ROOT = Path(__file__).resolve().parents[2]


def kill_a_sender_in_the_middle(service: PracticeProcess, disc: Path, stored: Path) -> None:
    """``kill -9`` for the sender as soon as the first images lie at the service."""
    sender = subprocess.Popen(
        [sys.executable, "-m", "gui", "send", str(disc), "--base-url", service.base_url, "--yes", "--token-env", "T"],
        cwd=ROOT,
        env={**os.environ, "T": service.token.reveal()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not files_below(stored, ".dcm"):
        assert sender.poll() is None
    sender.send_signal(signal.SIGKILL)
    sender.wait(30)


def test_the_next_start_says_what_has_arrived_and_sends_the_rest(
    qtbot: QtBot, qapp: QApplication, service: PracticeProcess, tmp_path: Path
) -> None:
    disc, stored = tmp_path / "disc", tmp_path / "stored"
    write_study(disc, series=5, images=100, size=1100)
    kill_a_sender_in_the_middle(service, disc, stored)
    assert len(stored_digests(stored)) < 500

    program = Program(qapp, Places.for_user())
    program.window.show()
    person = Person(qtbot, program)
    try:
        person.until(lambda: "was interrupted" in person.text("bannerTitle"))
        assert "of 500 images have arrived" in person.text("bannerTitle")
        go_on = next(one for one in program.window.findChildren(QPushButton) if "Go on" in one.text().replace("&", ""))
        go_on.click()
        person.until_state(State.STOPPED)
        person.write("newTokenEdit", service.token.reveal())
        person.press("checkAndGoOnButton")
        person.until_state(State.DONE)
        receipt = program.courier.journal.receipt(1)
        assert receipt.outcome is Outcome.VERIFIED
        assert [line.state for line in receipt.lines] == [LineState.VERIFIED] * 5
        assert len(stored_digests(stored)) == 500
        assert program.model.rowCount() == 1
    finally:
        end(qtbot, program)


def test_a_pause_stands_still_and_goes_on_without_sending_twice(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=6, images=100, size=900)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.SENDING)
    person.press("pauseButton")
    person.until_state(State.PAUSED, State.DONE)
    if program.flow.state is State.PAUSED:
        person.press("pauseButton")
        person.until_state(State.DONE)
    receipt = program.courier.journal.receipt(1)
    assert receipt.outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 600


def test_a_token_is_read_as_the_destination_of_the_upload_wants_it_not_the_chosen_one(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    places = Places.for_user()
    places.prepare()
    write_study(tmp_path / "disc", series=1, images=2)
    catalogue = Catalogue()
    courier = Courier(places)
    courier.read([str(tmp_path / "disc")], catalogue, cancel=CancelToken(), report=lambda _: None)
    url = f"http://127.0.0.1:{free_port()}/dicom-web"
    archive = Destination("a", "Archive", url, Scheme.BASIC, dialect=Dialect.DICOMWEB)
    courier.journal.begin(Upload(archive, catalogue.instances(), datetime.now(UTC)))
    courier.close()

    program = Program(qapp, places)
    program.window.show()
    person = Person(qtbot, program)
    try:
        assert program.destinations.selected.scheme is Scheme.TOKEN
        person.until(lambda: "was interrupted" in person.text("bannerTitle"))
        go_on = next(
            one for one in program.window.findChildren(QPushButton) if "Go on" in one.text() and one.isVisible()
        )
        go_on.click()
        person.until_state(State.STOPPED)
        person.write("newTokenEdit", "only-a-token")
        person.press("checkAndGoOnButton")
        person.until(lambda: person.text("bannerTitle") == "This token cannot be used")
        person.write("newTokenEdit", "reception:secret word")
        person.press("checkAndGoOnButton")
        person.until(lambda: person.text("bannerTitle") == "Archive could not be reached")  # it was a token
    finally:
        end(qtbot, program)
