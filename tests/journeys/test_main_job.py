"""From drop to receipt, on real files, against a service in a process of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from gui.app import Program
from gui.core.receipt import LineState, Receipt
from gui.core.upload import Outcome
from gui.flow import State
from gui.models.roles import Role
from gui.practice.process import PracticeProcess
from tests.helpers.dicom_files import write_instance, write_study
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable
from tests.helpers.stored import stored_digests
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey


def receipt_of(program: Program) -> Receipt:
    """The receipt that is on show, read from the journal as it will be tomorrow."""
    newest = max(entry.upload_id for entry in program.courier.history())
    return program.courier.journal.receipt(newest)


def series_uids_in_tree(program: Program) -> set[str]:
    found: set[str] = set()

    def walk(parent: QModelIndex) -> None:
        for row in range(program.model.rowCount(parent)):
            index = program.model.index(row, 0, parent)
            key = index.data(Role.KEY)
            if hasattr(key, "series_instance_uid"):
                found.add(key.series_instance_uid)
            walk(index)

    walk(QModelIndex())
    return found


def tick_everybody(person: Person) -> None:
    """Tick each patient of the confirmation."""
    for box in person.dialog().findChildren(QCheckBox):
        if not box.isChecked():
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)


@needs_samples
def test_the_samples_go_from_drop_to_a_receipt_that_equals_the_manifest(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    person.add_destination(service)
    person.read(SAMPLES)

    known = {record["sop_instance_uid"]: record for record in manifest()["files"] if storable(record)}
    chosen = program.flow.catalogue.instances()
    totals = program.flow.catalogue.totals
    assert totals.files_found == totals.to_send + totals.left_out == len(list(filter(Path.is_file, SAMPLES.rglob("*"))))
    assert {instance.sop_instance_uid for instance in chosen} <= set(known)
    assert series_uids_in_tree(program) == {instance.series.series_instance_uid for instance in chosen}

    person.press("uploadButton")
    tick_everybody(person)
    person.press("confirmUploadButton")
    person.until_state(State.DONE)

    receipt = receipt_of(program)
    assert receipt.outcome is Outcome.VERIFIED
    assert receipt.files_found == receipt.chosen + receipt.not_chosen + receipt.files_left_out == totals.files_found
    counted: dict[str, int] = {}
    for instance in chosen:
        uid = known[instance.sop_instance_uid]["series_instance_uid"]
        counted[uid] = counted.get(uid, 0) + 1
    assert {line.series_instance_uid: line.service_count for line in receipt.lines} == counted
    by_path = {str(SAMPLES / record["path"]): record["sha256"] for record in manifest()["files"]}
    assert stored_digests(tmp_path / "stored") == {one.sop_instance_uid: by_path[one.path] for one in chosen}
    assert person.text("receiptSummaryLabel").startswith(f"All {receipt.chosen} images of {len(receipt.lines)} series")


def test_a_refused_token_is_asked_for_and_the_upload_goes_on(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=2, images=30)
    person.add_destination(service, token="withdrawn-token")
    person.read(tmp_path / "disc")
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.STOPPED)
    assert "did not accept the token" in person.text("bannerTitle")

    person.write("newTokenEdit", service.token.reveal())
    person.press("checkAndGoOnButton")
    person.until_state(State.DONE)

    receipt = receipt_of(program)
    assert [line.state for line in receipt.lines] == [LineState.VERIFIED] * 2
    assert len(stored_digests(tmp_path / "stored")) == 60


def test_files_that_cannot_be_sent_cost_only_themselves(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    disc = tmp_path / "disc"
    write_study(disc, series=1, images=5)
    (disc / "letter.pdf").write_bytes(b"%PDF-1.4 nothing of interest")
    (disc / "empty.dcm").write_bytes(b"")
    whole = (disc / "s1" / "00001.dcm").read_bytes()
    (disc / "cut.dcm").write_bytes(whole[:200])
    write_instance(disc / "nameless.dcm", seed=99, SeriesInstanceUID="")
    person.add_destination(service)
    person.read(disc)

    totals = program.flow.catalogue.totals
    assert (totals.files_found, totals.to_send, totals.left_out) == (9, 5, 4)
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.DONE)
    receipt = receipt_of(program)
    assert receipt.outcome is Outcome.VERIFIED
    assert receipt.files_left_out == 4


def test_a_file_that_vanishes_after_reading_is_named_and_the_others_arrive(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=1, images=5)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    (tmp_path / "disc" / "s1" / "00003.dcm").unlink()
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.DONE)

    receipt = receipt_of(program)
    assert (receipt.chosen, receipt.arrived, receipt.missing) == (5, 4, 1)
    assert receipt.outcome is Outcome.SHORT
    (missing,) = receipt.lines[0].missing_instances
    assert missing.path.endswith("00003.dcm")
    assert "no longer there" in missing.reason
    assert person.text("receiptSummaryLabel") == "1 of 5 images has not arrived at City Radiology"


def test_an_empty_folder_gets_a_sentence(person: Person, program: Program, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    person.drop(tmp_path / "nothing")
    person.until(lambda: person.text("bannerTitle") == "Nothing was found")
    assert program.flow.state is State.IDLE


def test_a_second_drop_of_the_same_folder_adds_nothing_twice(person: Person, program: Program, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=5)
    person.read(tmp_path / "disc")
    person.drop(tmp_path / "disc")
    person.until(lambda: person.text("bannerTitle") == "Nothing new was found")
    assert program.flow.catalogue.totals.files_found == 5


def test_the_first_start_practises_without_any_setting_up(person: Person, program: Program, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=2, images=3)
    assert program.window.windowTitle().startswith("PRACTICE")
    person.read(tmp_path / "disc")
    person.press("uploadButton")
    person.until_state(State.DONE)
    receipt = receipt_of(program)
    assert receipt.practice
    assert receipt.outcome is Outcome.VERIFIED
    stored = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "disc").rglob("*.dcm")]
    assert sorted(stored_digests(program.places.practice).values()) == sorted(stored)


def test_closing_while_sending_asks_and_then_ends_in_order(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=4, images=100, size=300)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.SENDING)
    program.window.close()
    if program.flow.state is State.SENDING:
        assert program.window.isVisible()
        person.press("yesButton")
    person.until(lambda: not program.window.isVisible())
    assert not program.flow.running


def test_cancelling_says_what_had_arrived(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=6, images=100, size=400)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.SENDING)
    person.press("cancelButton")
    person.until_state(State.DONE)
    receipt = receipt_of(program)
    stored = stored_digests(tmp_path / "stored")
    assert receipt.chosen == 600 == receipt.arrived + receipt.missing
    assert receipt.arrived <= len(stored)
    assert receipt.outcome in (Outcome.CANCELLED, Outcome.VERIFIED)
