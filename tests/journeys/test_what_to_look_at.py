"""What the window says between reading and sending."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QFileDialog, QTreeView

from gui.core.export import receipt_csv
from gui.core.upload import DiscIndex
from gui.flow import State
from gui.models.roles import Role
from gui.models.series_nodes import Column
from gui.practice.process import PracticeProcess
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.receipt_pdf import receipt_html
from tests.dicom.test_discs import index, record
from tests.helpers.dicom_files import ROOT, write_instance
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey


def states(person: Person) -> list[str]:
    """The words of the State cells of all series."""
    model = person.program.model
    found: list[str] = []

    def look(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            below = model.index(row, 0, parent)
            if not model.rowCount(below):
                found.append(model.index(row, Column.STATE, parent).data())
            look(below)

    look(QModelIndex())
    return found


def select(dialog: LeftOutDialog, name: str) -> None:
    """Select the file of this name in the list."""
    tree = dialog.findChild(QTreeView, "leftOutTree")
    model = tree.model()
    for group in range(model.rowCount()):
        above = model.index(group, 0)
        for row in range(model.rowCount(above)):
            if model.index(row, 0, above).data() == name:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                tree.selectionModel().select(model.index(row, 0, above), flags)
                return
    raise AssertionError(f"{name} is not listed")


def test_a_disc_that_lacks_files_says_so_and_names_them(
    person: Person, service: PracticeProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc = tmp_path / "disc"
    person.add_destination(service)
    for number in (1, 2, 3, 6, 7, 8):
        write_instance(disc / "A" / f"IM{number}", seed=number)
    (disc / "A" / "IM4").write_bytes(b"scratched")
    (disc / "DICOMDIR").write_bytes(index(*(record(f"A/IM{number}") for number in range(1, 9))))
    person.read(disc)
    person.until(lambda: "8 images, 6 could be read" in person.text("bannerTitle"))
    assert states(person) == ["Gap: 2 missing"]
    assert person.text("scanSumLabel") == "8 files found = 6 images + 2 left out"
    person.press("skippedButton")
    dialog = person.dialog()
    assert isinstance(dialog, LeftOutDialog)
    assert "8 files found = 6 images + 2 left out" in person.text("leftOutSumLabel")
    select(dialog, "IM5")
    saved = tmp_path / "list.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    person.press("saveLeftOutButton")
    text = saved.read_text(encoding="utf-8")
    assert text.startswith("8 files found = 6 to send + 2 left out\n")
    assert f"Listed in the disc’s index, but not there: 1\n  {disc / 'A' / 'IM5'}\n" in text
    dialog.reject()
    person.upload()
    person.until_state(State.DONE)
    advice = person.text("receiptAdviceLabel")
    assert "The disc’s index lists 8 images, 6 could be read." in advice
    assert "is named in the receipt that you save" in advice
    receipt = person.program.courier.journal.receipt(1)
    assert receipt.indexes == (DiscIndex(8, 6, ("A/IM4", "A/IM5")),)
    assert (receipt.files_found, receipt.chosen, receipt.files_left_out) == (8, 6, 2)
    page = receipt_html(receipt)
    assert "A/IM4<br>A/IM5" in page
    assert 'not read",A/IM4' in receipt_csv(receipt)


def test_the_other_file_of_a_conflict_is_sent_instead(person: Person, service: PracticeProcess, tmp_path: Path) -> None:
    write_instance(tmp_path / "a", seed=1)
    write_instance(tmp_path / "b", seed=2, SOPInstanceUID=f"{ROOT}9.1", PatientName="Other^One", PatientID="X")
    person.add_destination(service)
    person.read(tmp_path / "a", tmp_path / "b")
    person.press("skippedButton")
    dialog = person.dialog()
    assert isinstance(dialog, LeftOutDialog)
    select(dialog, "b")
    person.press("sendInsteadButton")
    person.until(lambda: [entry.patient.patient_id for entry in person.program.model.patients()] == ["X"])
    assert states(person) == ["Conflict left out"]
    select(dialog, "a")
    assert "2 files found = 1 image + 1 left out" in person.text("leftOutSumLabel")
    person.press("sendInsteadButton")
    person.until(lambda: [entry.patient.patient_id for entry in person.program.model.patients()] == ["DEMO-4711"])


def test_what_was_sent_yesterday_is_known_today(person: Person, service: PracticeProcess, tmp_path: Path) -> None:
    write_instance(tmp_path / "study" / "1", seed=1)
    person.add_destination(service)
    person.read(tmp_path / "study")
    assert states(person) == ["Ready"]
    person.program.flow.send(person.program.destinations.selected, person.program.model.chosen())
    person.until_state(State.DONE)
    person.program.flow.start_over()
    person.until_state(State.IDLE)
    write_instance(tmp_path / "study" / "2", seed=2)
    person.read(tmp_path / "study")
    person.until(lambda: states(person)[0].startswith("Sent ") and states(person)[0].endswith(", 1 of 2"))
    value = person.program.model.index(0, 0, person.program.model.index(0, 0, person.program.model.index(0, 0)))
    assert value.data(Role.VALUE).sent_before.destination_name == "City Radiology"
