"""Orthanc, which nobody here wrote, holds what the receipt says; nothing more and nothing less."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Scheme
from gui.core.errors import (
    AccessRefused,
    CourierError,
    NotTheService,
    ServiceFailing,
    ServiceUnreachable,
    TokenRefused,
)
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.service.check import check_connection
from gui.store.places import Places
from tests.dicomweb.sending import QUICK, destination_of, send
from tests.helpers.orthanc import LOGIN, Orthanc, needs_orthanc, run_orthanc
from tests.helpers.samples import SAMPLES, needs_samples
from tests.helpers.server_process import free_port
from tests.service.files import describe, write_series

pytestmark = needs_orthanc

DEADLY = "2026-05-06-Deeply-Nested-Sequence.dcm"
"""A sample whose sequences are nested so deeply that this Orthanc dies of it (a stack overflow)."""


@needs_samples
def test_all_sample_files_arrive_and_the_receipt_says_what_orthanc_says(orthanc: Orthanc) -> None:
    courier, catalogue = Courier(Places.for_user()), Catalogue()
    try:
        courier.read([str(SAMPLES)], catalogue, cancel=CancelToken(), report=lambda update: None)
        instances = [one for one in catalogue.instances() if not one.path.endswith(DEADLY)]
        sent = courier.send(
            destination_of(orthanc.base_url, Scheme.BASIC),
            instances,
            left_out=catalogue.skipped,
            token=Token(LOGIN),
            cancel=CancelToken(),
            report=lambda progress: None,
        )
        digests = {uid: one for result in courier.journal.results(1) for uid, one in result.digests.items()}
        states = courier.journal.states(1)
    finally:
        courier.close()
    receipt = sent.receipt
    counted: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for held in orthanc.series():
        counted[held.series] += len(held.instances)
        names.setdefault(held.series, set()).update(held.instances)
    assert sent.problem is None
    assert len(instances) > 100
    for line in receipt.lines:
        arrived = {
            one.sop_instance_uid
            for one in instances
            if one.series.series_instance_uid == line.series_instance_uid
            and states[one.sop_instance_uid] is InstanceState.VERIFIED
        }
        assert (line.service_count or 0) == counted[line.series_instance_uid], line.series_instance_uid
        assert arrived == names.get(line.series_instance_uid, set())
        assert (line.state is LineState.VERIFIED) == (len(arrived) == line.chosen)
    assert {line.series_instance_uid for line in receipt.lines} >= names.keys()
    assert receipt.arrived == sum(counted.values())
    stored = {
        one["MainDicomTags"]["SOPInstanceUID"]: hashlib.sha256(orthanc.file(one["ID"])).hexdigest()
        for held in orthanc.series()
        for one in orthanc.rest(f"/series/{held.orthanc_id}/instances")
    }
    assert stored == {uid: digest for uid, digest in digests.items() if states[uid] is InstanceState.VERIFIED}


@needs_samples
def test_a_file_that_kills_the_server_makes_no_false_claim(tmp_path: Path) -> None:
    (deadly,) = SAMPLES.rglob(DEADLY)
    catalogue = Catalogue()
    Courier(Places.for_user()).read([str(deadly)], catalogue, cancel=CancelToken(), report=lambda update: None)
    images = [*write_series(tmp_path, 1, 3), *catalogue.instances(), *write_series(tmp_path, 2, 3)]
    assert len(images) == 7
    tuning = dataclasses.replace(QUICK, limits=Limits(max_files=4))
    with run_orthanc(tmp_path / "orthanc") as first:
        destination = destination_of(first.base_url, Scheme.BASIC, connections=1)
        end, receipt, journal = send(destination, LOGIN, images, tuning=tuning)
    assert end.outcome is Outcome.FAILED
    assert isinstance(end.problem, ServiceFailing | ServiceUnreachable)
    with run_orthanc(tmp_path / "orthanc") as second:
        held = {uid for one in second.series() for uid in one.instances}
    verified = {uid for uid, state in journal.states(1).items() if state is InstanceState.VERIFIED}
    assert verified <= held
    assert receipt.arrived <= len(held)
    assert all(line.state is not LineState.VERIFIED for line in receipt.lines)


def test_what_is_sent_again_is_held_once(orthanc: Orthanc, tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 30)
    destination = destination_of(orthanc.base_url, Scheme.BASIC)
    for _ in range(2):
        end, receipt, _ = send(destination, orthanc.token, images)
        assert end.outcome is Outcome.VERIFIED
        assert [(line.sent, line.service_count) for line in receipt.lines] == [(30, 30)]
    assert [len(held.instances) for held in orthanc.series()] == [30]


def test_a_file_that_is_no_image_is_named_and_the_others_arrive(orthanc: Orthanc, tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 6)
    bad = Path(images[2].path)
    bad.write_bytes(b"not dicom" * 20)
    images[2] = describe(bad, images[2].series.series_instance_uid, images[2].sop_instance_uid)
    end, receipt, journal = send(destination_of(orthanc.base_url, Scheme.BASIC), orthanc.token, images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert end.problem is None
    assert (line.chosen, line.arrived, line.service_count, line.state) == (6, 5, 5, LineState.SHORT)
    assert [one.path for one in line.missing_instances] == [str(bad)]
    assert "refused" in line.missing_instances[0].reason
    assert journal.results(1)[0].status == 400, "Orthanc speaks of a bad request, and stores five"
    (held,) = orthanc.series()
    assert set(held.instances) == {one.sop_instance_uid for one in images if one is not images[2]}


def test_images_that_it_held_before_are_counted_as_well(orthanc: Orthanc, tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 8)
    destination = destination_of(orthanc.base_url, Scheme.BASIC)
    send(destination, orthanc.token, images[:5])
    _, receipt, _ = send(destination, orthanc.token, images[3:])
    (line,) = receipt.lines
    assert (line.sent, line.service_count, line.arrived, line.state) == (5, 8, 5, LineState.VERIFIED)


def test_a_series_that_stands_in_two_studies_is_counted_in_both(orthanc: Orthanc, tmp_path: Path) -> None:
    import pydicom

    images = write_series(tmp_path, 1, 4)
    for index in (2, 3):
        path = Path(images[index].path)
        dataset = pydicom.dcmread(path)
        dataset.StudyInstanceUID += ".2"
        dataset.save_as(path)
        found = path.stat()
        study = dataclasses.replace(images[index].study, study_instance_uid=str(dataset.StudyInstanceUID))
        images[index] = dataclasses.replace(images[index], study=study, size=found.st_size, mtime_ns=found.st_mtime_ns)
    end, receipt, _ = send(destination_of(orthanc.base_url, Scheme.BASIC), orthanc.token, images)
    assert end.outcome is Outcome.VERIFIED
    assert [(line.sent, line.service_count) for line in receipt.lines] == [(4, 4)]
    assert sorted(len(held.instances) for held in orthanc.series()) == [2, 2]


def test_a_wrong_password_stops_the_upload_before_anything_is_stored(orthanc: Orthanc, tmp_path: Path) -> None:
    end, receipt, _ = send(destination_of(orthanc.base_url, Scheme.BASIC), "clinic:wrong", write_series(tmp_path, 1, 3))
    assert end.outcome is Outcome.REFUSED
    assert isinstance(end.problem, TokenRefused)
    assert receipt.arrived == 0
    assert orthanc.series() == []


def test_the_check_tells_a_good_address_and_login(orthanc: Orthanc) -> None:
    check_connection(destination_of(orthanc.base_url, Scheme.BASIC), Token(LOGIN), CancelToken())


@pytest.mark.parametrize(
    ("path", "token", "error"),
    [
        ("/dicom-web", "clinic:wrong", TokenRefused),
        ("/elsewhere", LOGIN, NotTheService),
        ("/app", LOGIN, NotTheService),
    ],
)
def test_the_check_tells_what_is_wrong(orthanc: Orthanc, path: str, token: str, error: type[CourierError]) -> None:
    destination = destination_of(f"http://127.0.0.1:{orthanc.port}{path}", Scheme.BASIC)
    with pytest.raises(error) as told:
        check_connection(destination, Token(token), CancelToken())
    assert not isinstance(told.value, AccessRefused)


@pytest.mark.usefixtures("orthanc")
def test_the_check_tells_that_nobody_listens() -> None:
    destination = destination_of(f"http://127.0.0.1:{free_port()}/dicom-web", Scheme.BASIC)
    with pytest.raises(ServiceUnreachable):
        check_connection(destination, Token(LOGIN), CancelToken())
