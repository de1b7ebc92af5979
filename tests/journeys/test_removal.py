"""Where IT wants identifying data to be removed, the window says so before, while and after, and keeps to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.app import Program
from gui.core.upload import Outcome
from gui.flow import State
from gui.models.roles import RowState
from gui.practice.process import PracticeProcess
from gui.store.policy_source import VARIABLE
from gui.widgets.left_out import LeftOutDialog
from tests.deidentify.planted import named_in, plant
from tests.helpers.dicom_files import ROOT
from tests.helpers.stored import files_below
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey

TOLD = "Names and other identifying data are removed before sending. Set by your IT."


@pytest.fixture
def removing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: PracticeProcess) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        f"[deidentify]\non = true\n"
        f"[[destination]]\nname = 'City Radiology'\nbase_url = '{service.base_url}'\n"
        f"[[destination]]\nname = 'Own archive'\nbase_url = '{service.base_url}'\nsource = 'own'\noriginals = true\n"
    )
    monkeypatch.setenv(VARIABLE, str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Plantagenet"
    for seed in range(1, 5):
        plant(folder / f"{seed}.dcm", seed=seed, SeriesInstanceUID=f"{ROOT}1.1", SeriesDescription="Lung 1.0 mm")
    plant(folder / "burned.dcm", seed=8, SeriesInstanceUID=f"{ROOT}1.1", BurnedInAnnotation="YES")
    plant(folder / "echo.dcm", seed=9, SeriesInstanceUID=f"{ROOT}1.2", SOPClassUID="1.2.840.10008.5.1.4.1.1.6.1")
    return folder


def band(person: Person) -> QWidget:
    return person.find(QWidget, "removalBand")


def test_names_are_removed_from_what_goes_out_and_the_window_says_it_all_along(
    removing: None, person: Person, program: Program, service: PracticeProcess, folder: Path, tmp_path: Path
) -> None:
    assert band(person).isVisible()
    assert band(person).accessibleName() == TOLD
    program.courier.keep_token(program.destinations.selected, service.token)
    person.read(folder)
    person.press("uploadButton")
    dialog = person.dialog()
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert TOLD in told
    assert any("1 image is an ultrasound picture" in text for text in told)
    person.press("confirmUploadButton")
    person.until_state(State.DONE)
    receipt = program.courier.journal.receipt(1)
    assert (receipt.outcome, receipt.arrived, receipt.files_left_out) == (Outcome.VERIFIED, 5, 1)
    assert named_in(path.read_bytes() for path in files_below(tmp_path / "stored")) == []
    states = {leaf.key.series_instance_uid: leaf.state for leaf in program.model._root.leaves()}
    assert states == {f"{ROOT}1.1": RowState.VERIFIED, f"{ROOT}1.2": RowState.VERIFIED}

    view = program.receipts._receipt_view
    texts = [label.text() for label in view.findChildren(QLabel)]
    assert any("were removed before sending" in text for text in texts)
    assert any("One image could not be sent" in text for text in texts)
    shown = view._receipt
    assert {line.series.description for line in shown.lines} == {"Lung 1.0 mm"}
    assert {line.series_instance_uid for line in shown.lines} == {line.series_instance_uid for line in receipt.lines}
    assert all(line.patient.name.startswith("Patient^") for line in shown.lines)

    banner = person.find(QWidget, "banner")
    (show,) = (button for button in banner.findChildren(QPushButton) if "how…" in button.text() and button.isVisible())
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    left = person.dialog()
    assert isinstance(left, LeftOutDialog)
    sums = [label.text() for label in left.findChildren(QLabel)]
    assert any("6 files found = 5 images + 1 left out" in text for text in sums)


def test_a_destination_of_it_s_that_wants_originals_gets_them_and_shows_no_band(
    removing: None, person: Person, program: Program, service: PracticeProcess, folder: Path, tmp_path: Path
) -> None:
    archive = next(one for one in program.destinations.all if one.name == "Own archive")
    program.courier.keep_token(archive, service.token)
    program.destinations.choose(archive.id)
    person.until(lambda: not band(person).isVisible())
    person.read(folder)
    person.upload()
    person.until_state(State.DONE)
    assert not program.courier.journal.receipt(1).deidentified
    assert named_in(path.read_bytes() for path in files_below(tmp_path / "stored"))


def test_without_the_policy_there_is_no_band(person: Person) -> None:
    assert not band(person).isVisible()
