"""What the window says between reading and sending."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QFileDialog, QPushButton, QTreeView, QWidget

from gui.core.export import receipt_csv
from gui.core.upload import DiscIndex
from gui.flow import State
from gui.models.roles import Role
from gui.models.series_nodes import Column
from gui.practice.process import PracticeProcess
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.receipt_pdf import receipt_html
from tests.dicom.test_discs import index, record
from tests.helpers.dicom_files import ROOT, write_instance, write_study
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


def press_in_notice(person: Person, text: str, choice: str = "") -> None:
    """Press a button of the message above the list, and choose an entry of its menu."""
    banner = person.find(QWidget, "banner")
    person.until(
        lambda: any(one.text().startswith(text) for one in banner.findChildren(QPushButton) if one.isVisible())
    )
    button = next(one for one in banner.findChildren(QPushButton) if one.isVisible() and one.text().startswith(text))
    if choice:
        next(one for one in button.menu().actions() if one.text().startswith(choice)).trigger()
    else:
        button.click()


def test_two_files_of_one_image_are_told_apart_and_all_conflicts_are_exchanged_at_once(
    person: Person, tmp_path: Path
) -> None:
    for number in range(1, 5):
        write_instance(tmp_path / "a" / f"IM{number}", seed=number)
        other = {"SOPInstanceUID": f"{ROOT}9.{number}", "InstanceNumber": number + 40, "size": 24}
        write_instance(tmp_path / "b" / f"IM{number}", seed=10 + number, **other)
    person.read(tmp_path / "a", tmp_path / "b")
    assert person.text("bannerText") == "4 images are there twice, with different content; one of each is sent."
    press_in_notice(person, "&Choose which")
    dialog = person.dialog()
    select(dialog, "IM3")
    person.until(lambda: person.text("leftOutAboutLabel").startswith("Sent now: a/IM3"))
    sent, left = person.text("leftOutAboutLabel").splitlines()
    assert sent.endswith("image 3 · 16 × 16")
    assert left.startswith("Left out: b/IM3")
    assert left.endswith("image 43 · 24 × 24")
    tree = dialog.findChild(QTreeView, "leftOutTree")
    tree.setCurrentIndex(tree.model().index(0, 0))
    assert person.text("sendInsteadButton") == "Send these 4 &instead"
    person.press("sendInsteadButton")
    catalogue = person.program.flow.catalogue
    assert {Path(one.path).parent.name for one in catalogue.instances()} == {"b"}
    assert person.text("leftOutSumLabel").startswith("8 files found = 4 images + 4 left out.")
    assert person.text("scanSumLabel") == "8 files found = 4 images + 4 left out"


def test_what_is_not_ticked_is_in_the_sum_in_the_list_and_in_what_is_saved(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_study(tmp_path / "cd", series=2, images=3)
    (tmp_path / "cd" / "README.TXT").write_text("no image")
    person.read(tmp_path / "cd")
    model = person.program.model
    first, _second = model.chosen()
    model.set_chosen(first, False)
    assert person.text("scanSumLabel") == "7 files found = 3 images + 3 not ticked + 1 left out"
    person.press("skippedButton")
    dialog = person.dialog()
    assert person.text("leftOutSumLabel").startswith("7 files found = 3 images + 3 not ticked + 1 left out.")
    saved = tmp_path / "list.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    person.press("saveLeftOutButton")
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "7 files found = 3 to send + 3 not ticked + 1 left out"
    assert lines[-4:] == ["Not ticked in the list: 3", *(f"  {tmp_path}/cd/s1/0000{n}.dcm" for n in (1, 2, 3))]
    select(dialog, "00002.dcm")
    person.press("sendInsteadButton")
    assert len(model.chosen()) == 2
    assert person.text("leftOutSumLabel").startswith("7 files found = 6 images + 1 left out.")
    assert person.text("scanSumLabel") == "7 files found = 6 images + 1 left out"


def test_old_studies_and_gaps_are_said_above_the_list_and_follow_the_ticks(person: Person, tmp_path: Path) -> None:
    old = {"StudyInstanceUID": f"{ROOT}2", "SeriesInstanceUID": f"{ROOT}2.1", "StudyDate": "20140304"}
    for number in (1, 2, 3, 4, 6, 7, 8, 9):
        write_instance(tmp_path / "new" / f"IM{number}", seed=number)
        write_instance(tmp_path / "old" / f"IM{number}", seed=50 + number, InstanceNumber=1, **old)
    person.read(tmp_path)
    gap = "Going by the numbers, 1 image is missing in 1 series."
    assert person.text("bannerText") == (
        f"{gap} 1 study is more than a year older than the patient’s newest: 4 Mar 2014."
    )
    press_in_notice(person, "Go &there", "1 study is more")
    shown = person.find(QTreeView, "seriesTree").currentIndex().data(Role.VALUE)
    assert shown.study.date == "20140304"
    press_in_notice(person, "Unt&ick the old study")
    assert person.text("bannerText") == gap
    assert person.program.model.chosen_totals().images == 8
    person.press("closeBannerButton")
    write_instance(tmp_path / "more" / "IM5", seed=5)
    person.read(tmp_path / "more")
    person.until(lambda: person.program.model.chosen_totals().images == 9)
    assert not person.find(QWidget, "banner").isVisible()


def test_what_comes_while_the_question_is_open_takes_it_back(
    person: Person, service: PracticeProcess, tmp_path: Path
) -> None:
    write_instance(tmp_path / "a" / "1", seed=1)
    write_instance(tmp_path / "b" / "2", seed=2)
    person.add_destination(service)
    person.read(tmp_path / "a")
    person.press("uploadButton")
    dialog = person.dialog()
    assert "1 image of Sample, Sally will go" in person.text("confirmText")
    person.program.reading.receive([str(tmp_path / "b")])  # a second start of the program brings more
    person.until(lambda: not dialog.isVisible())
    person.until_state(State.READY)
    assert person.program.model.chosen_totals().images == 2
    person.press("uploadButton")
    person.until(lambda: bool(person.dialogs()))
    assert "2 images of Sample, Sally will go" in person.text("confirmText")


def test_nearly_the_same_patients_are_named_in_the_question(person: Person, tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1)
    other = {"StudyInstanceUID": f"{ROOT}2", "SeriesInstanceUID": f"{ROOT}2.1"}
    write_instance(tmp_path / "2", seed=2, PatientName="SAMPLE^SALLY", PatientID="0042", **other)
    person.read(tmp_path)
    person.press("uploadButton")
    person.dialog()
    assert person.text("confirmAlike") == "Sample, Sally, born 11 Apr 1962, has several IDs: DEMO-4711 and 0042."


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
