"""A ZIP from the drop to the receipt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gui.app import Program
from gui.core.upload import Outcome
from gui.flow import State
from gui.practice.process import PracticeProcess
from tests.helpers.archives import below, zipped
from tests.helpers.dicom_files import write_study
from tests.helpers.stored import stored_digests
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey


def test_a_zip_that_is_dropped_arrives_with_the_digests_of_its_files(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "made", series=2, images=4)
    files = below(tmp_path / "made")
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped([*files, ("README.TXT", b"text"), ("../../AUTORUN.INF", b"text")]))
    person.add_destination(service)
    person.read(archive)
    totals = program.flow.catalogue.totals
    assert (totals.files_found, totals.to_send, totals.left_out) == (10, 8, 2)
    person.press("uploadButton")
    person.press("confirmUploadButton")
    person.until_state(State.DONE)
    newest = program.courier.history()[0].upload_id
    receipt = program.courier.journal.receipt(newest)
    assert receipt.outcome is Outcome.VERIFIED
    assert [(line.chosen, line.arrived) for line in receipt.lines] == [(4, 4), (4, 4)]
    sent = {hashlib.sha256(data).hexdigest() for _, data in files}
    assert set(stored_digests(tmp_path / "stored").values()) == sent
    shown = {one.path for line in receipt.lines for one in program.courier.files(newest, line.series_instance_uid)}
    assert shown == {f"{archive} › {name}" for name, _ in files}
