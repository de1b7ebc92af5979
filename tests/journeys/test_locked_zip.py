"""A ZIP with a password, from the drop to the receipt, and when the program starts anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.upload import Outcome
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers import limits
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from tests.helpers.archives import below
from tests.helpers.dicom_files import write_study
from tests.helpers.locked import Answers, locked_zip
from tests.helpers.stored import files_below, stored_digests
from tests.journeys.conftest import Person, end

pytestmark = pytest.mark.journey


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[str, bytes]]:
    write_study(tmp_path / "made", series=1, images=6)
    return below(tmp_path / "made")


def archive(tmp_path: Path, files: list[tuple[str, bytes]], name: str = "export.zip") -> Path:
    path = tmp_path / "dropped" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(locked_zip(files, b"Open Sesame", aes=3, plain=[files[0][0]]))
    return path


def test_the_password_is_asked_for_once_and_everything_arrives(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    archive(tmp_path, files)
    archive(tmp_path, files, "more.zip")
    person.add_destination(service)
    person.drop(tmp_path / "dropped")
    dialog = person.dialog()
    assert dialog.objectName() == "passwordDialog"
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "“export.zip” is locked with a password" in shown
    assert "5 files in it" in shown
    assert str(tmp_path) not in shown
    person.write("zipPasswordEdit", "open sesame")
    person.press("readImagesButton")
    person.until(lambda: "does not open it" in person.text("zipPasswordHint"))
    assert person.dialogs() == [dialog]
    person.write("zipPasswordEdit", "Open Sesame")
    person.press("readImagesButton")
    person.until_state(State.READY)
    assert person.dialogs() == []
    totals = program.flow.catalogue.totals
    assert (totals.files_found, totals.to_send, totals.left_out) == (12, 6, 6)  # the second has the same images
    person.upload()
    person.until_state(State.DONE)
    (entry, *_) = program.courier.history()
    assert entry.outcome is Outcome.VERIFIED
    assert set(stored_digests(tmp_path / "stored").values()) == {hashlib.sha256(data).hexdigest() for _, data in files}
    home = Places.for_user().data.parent
    assert not any(b"Open Sesame" in path.read_bytes() for path in files_below(home))
    program.flow.start_over()
    assert program.courier.passwords.all() == ()


def test_left_out_images_come_in_when_the_archive_is_read_again(
    person: Person, program: Program, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    path = archive(tmp_path, files)
    person.drop(path)
    person.dialog()
    QTest.keyClick(person.dialog(), Qt.Key.Key_Escape)
    person.until_state(State.READY)
    assert [one.text for one in program.flow.catalogue.skipped] == [limits.PASSWORD.text] * 5
    assert program.flow.catalogue.totals.to_send == 1
    program.flow.read_again()
    person.dialog()
    person.write("zipPasswordEdit", "Open Sesame")
    QTest.keyClick(person.find(QLineEdit, "zipPasswordEdit"), Qt.Key.Key_Return)
    person.until_state(State.READY)
    assert (program.flow.catalogue.totals.to_send, program.flow.catalogue.totals.left_out) == (6, 0)


def test_closing_the_window_while_it_asks_ends_the_program(
    person: Person, program: Program, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    person.drop(archive(tmp_path, files))
    person.dialog()
    program.window.close()
    person.until(lambda: not program.flow.running)
    person.until(lambda: person.dialogs() == [])


def test_the_next_start_asks_for_the_password_before_it_goes_on(
    qtbot: QtBot, qapp: QApplication, service: PracticeProcess, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    path = archive(tmp_path, files)
    earlier = Courier(Places.for_user())
    catalogue, cancel = Catalogue(), CancelToken()
    earlier.read([str(path)], catalogue, cancel=cancel, report=lambda _: None, asker=Answers("Open Sesame"))
    destination = Destination(id="x", name="City Radiology", base_url=service.base_url)

    def stop(_value: object) -> None:
        cancel.cancel()

    earlier.send(destination, catalogue.instances(), token=service.token, cancel=cancel, report=stop)
    earlier.close()

    program = Program(qapp, Places.for_user())
    program.window.show()
    person = Person(qtbot, program)
    try:
        program.flow.resume(1, token=service.token)
        person.until(lambda: bool(person.dialogs()))
        person.write("zipPasswordEdit", "Open Sesame")
        person.press("readImagesButton")
        person.until_state(State.DONE)
        receipt = program.courier.journal.receipt(1)
        assert receipt.outcome is Outcome.VERIFIED
        assert len(stored_digests(tmp_path / "stored")) == 6
    finally:
        end(qtbot, program)


def test_without_the_password_the_rest_goes_and_the_receipt_says_why(
    qtbot: QtBot, service: PracticeProcess, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    courier = Courier(Places.for_user())
    catalogue = Catalogue()
    path = archive(tmp_path, files)
    courier.read([str(path)], catalogue, cancel=CancelToken(), report=lambda _: None, asker=Answers("Open Sesame"))
    courier.passwords.forget()
    destination = Destination(id="x", name="City Radiology", base_url=service.base_url)
    sent = courier.send(
        destination, catalogue.instances(), token=service.token, cancel=CancelToken(), report=lambda _: None
    )
    (line,) = sent.receipt.lines
    assert (line.chosen, line.arrived) == (6, 1)
    assert {one.reason for one in line.missing_instances} == {
        "The archive needs its password. Send it again: the password is asked for then."
    }
    nobody = Answers()
    sent = courier.resume(1, again=True, token=service.token, cancel=CancelToken(), report=lambda _: None, asker=nobody)
    assert nobody.asked == [("export.zip", "", False)]
    assert sent.receipt.arrived == 1
    sent = courier.resume(
        1, again=True, token=service.token, cancel=CancelToken(), report=lambda _: None, asker=Answers("Open Sesame")
    )
    assert sent.receipt.outcome is Outcome.VERIFIED
    courier.close()
