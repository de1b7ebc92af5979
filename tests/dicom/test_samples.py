"""Every sample file against the manifest, whose values come from other tools."""

from __future__ import annotations

import warnings
from collections import Counter
from typing import Any

import pydicom
import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.dicom.catalogue import Catalogue
from gui.dicom.header import careful_record_at, quick_record
from gui.dicom.instances import read_header
from gui.dicom.scan import scan
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable

pytestmark = needs_samples

RECORDS: list[dict[str, Any]] = manifest()["files"] if (SAMPLES / "manifest.json").is_file() else []

# The manifest keeps the patient name as DCMTK gives it. Delimiters at the end carry no meaning (PS3.5 §6.2.1) and
# are taken off here, so that one person is not shown as two.
NAMES = {
    "fo-dicom/charset/chrGB2312.dcm": "Zhang^XiaoDong=张^小东",  # manifest: …=张^小东=
    "pydicom/charset_files/chrX1.dcm": "Wang^XiaoDong=王^小東",  # manifest: …=王^小東=
    "orthanc-tests/Issue140.dcm": "Issue",  # manifest: Issue^^
}


def expected_reason(record: dict[str, Any]) -> SkipReason:
    if not record["is_dicom"]:
        return SkipReason.NOT_DICOM
    if record["is_dicomdir"]:
        return SkipReason.DICOMDIR
    # its data set ends in the middle of an element before the StudyInstanceUID; the other tools say so too
    if record["path"] == "fo-dicom/GH626.dcm":
        return SkipReason.DAMAGED
    return SkipReason.MISSING_UID


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["path"])
def test_file_is_what_the_manifest_says(record: dict[str, Any]) -> None:
    read = read_header(str(SAMPLES / record["path"]))
    if not storable(record):
        assert isinstance(read, Skipped)
        assert (read.reason, read.size) == (expected_reason(record), record["size"])
        return
    assert isinstance(read, Instance)
    assert read.size == record["size"]
    assert read.sop_instance_uid == record["sop_instance_uid"]
    assert read.study.study_instance_uid == record["study_instance_uid"]
    assert read.series.series_instance_uid == record["series_instance_uid"]
    assert read.sop_class_uid == (record["sop_class_uid"] or "")
    assert read.transfer_syntax_uid == (record["transfer_syntax_uid"] or "")
    assert read.series.modality == (record["modality"] or "")
    assert read.patient.patient_id == (record["patient_id"] or "")
    assert read.patient.name == NAMES.get(record["path"], record["patient_name"] or "")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["path"])
def test_quick_reader_gives_what_the_careful_one_gives(record: dict[str, Any]) -> None:
    path = str(SAMPLES / record["path"])
    quick = quick_record(path)
    assert quick is None or quick == careful_record_at(path)


@pytest.mark.parametrize("record", [one for one in RECORDS if storable(one)], ids=lambda record: record["path"])
def test_values_are_those_of_pydicom(record: dict[str, Any]) -> None:
    path = str(SAMPLES / record["path"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            dataset = pydicom.dcmread(path, stop_before_pixels=True, force=True)
        except (OSError, RecursionError):
            assert record["tools"]["pydicom"].startswith("error")
            return
        read = read_header(path)
        assert isinstance(read, Instance)
        assert read.study.date == text(dataset, "StudyDate")
        assert read.study.time == text(dataset, "StudyTime")
        assert read.study.description == text(dataset, "StudyDescription")
        assert read.study.accession_number == text(dataset, "AccessionNumber")
        assert read.series.description == text(dataset, "SeriesDescription")
        assert read.series.number == text(dataset, "SeriesNumber")
        assert read.patient.birth_date == text(dataset, "PatientBirthDate")
        assert read.patient.sex == text(dataset, "PatientSex")
        assert read.patient.issuer == text(dataset, "IssuerOfPatientID")
        assert read.instance_number == number(dataset, "InstanceNumber")
        assert read.frames == number(dataset, "NumberOfFrames")
        assert read.rows == dataset.get("Rows")
        assert read.columns == dataset.get("Columns")


def text(dataset: pydicom.Dataset, keyword: str) -> str:
    value = dataset.get(keyword)
    if value is None:
        return ""
    if isinstance(value, pydicom.multival.MultiValue):
        return "\\".join(str(one) for one in value)
    return str(value).strip()


def number(dataset: pydicom.Dataset, keyword: str) -> int | None:
    value = dataset.get(keyword)
    try:
        return None if value in (None, "") else int(value)
    except ValueError:
        return None  # badVR.dcm has 1A frames


def test_whole_folder_comes_in_order_and_each_file_once() -> None:
    found = [item for batch in scan([str(SAMPLES)], cancel=CancelToken()) for item in batch]
    paths = [item.path for item in found]
    assert len(paths) == len(set(paths))
    everything = {str(path) for path in SAMPLES.rglob("*") if path.is_file()}
    assert set(paths) == everything
    again = [item.path for batch in scan([str(SAMPLES)], cancel=CancelToken(), workers=2) for item in batch]
    assert again == paths


def test_sums_hold_and_duplicate_groups_are_sorted_out_as_in_the_manifest() -> None:
    summary = manifest()["summary"]
    catalogue = Catalogue()
    for batch in scan([str(SAMPLES / record["path"]) for record in RECORDS], cancel=CancelToken()):
        catalogue.add(batch)
    totals = catalogue.totals
    reasons = Counter(skipped.reason for skipped in catalogue.skipped)
    assert totals.files_found == summary["files"] == totals.to_send + totals.left_out
    # one of them is a DICOM file in gzip, which is read: the same image as another sample
    assert reasons[SkipReason.NOT_DICOM] == summary["not_dicom"] - 1
    assert reasons[SkipReason.DICOMDIR] == len(summary["dicomdir_files"])
    assert totals.to_send == len({record["sop_instance_uid"] for record in RECORDS if storable(record)})
    digests = {str(SAMPLES / record["path"]): record["sha256"] for record in RECORDS}
    kept = {instance.sop_instance_uid: digests[instance.path] for instance in catalogue.instances()}
    uids = {str(SAMPLES / record["path"]): record["sop_instance_uid"] for record in RECORDS}
    for skipped in catalogue.skipped:
        if skipped.entry:
            assert (skipped.entry, skipped.reason) == ("zipMR", SkipReason.DUPLICATE)
        elif skipped.reason in (SkipReason.DUPLICATE, SkipReason.CONFLICT):
            same = kept[uids[skipped.path]] == digests[skipped.path]
            assert skipped.reason is (SkipReason.DUPLICATE if same else SkipReason.CONFLICT)
    for pair in summary["same_sop_uid_same_bytes"]:
        assert [one.reason for one in catalogue.skipped if one.path == str(SAMPLES / pair[1])] == [SkipReason.DUPLICATE]
    for group in summary["same_sop_uid_different_bytes"]:
        left_out = {one.path for one in catalogue.skipped if one.reason is SkipReason.CONFLICT}
        storable_ones = [record for record in RECORDS if record["path"] in group and storable(record)]
        members = {str(SAMPLES / record["path"]) for record in storable_ones}
        assert len(left_out & members) == max(len(members) - 1, 0)


def test_names_in_every_script_are_right() -> None:
    names = {
        read.patient.name
        for record in RECORDS
        if storable(record) and isinstance(read := read_header(str(SAMPLES / record["path"])), Instance)
    }
    scripts = (
        "Äneas^Rüdiger",
        "Διονυσιος",
        "Люкceмбypг",
        "قباني^لنزار",
        "山田^太郎",
        "やまだ^たろう",
        "김희중",
        "王^小東",
        "张^小东",
    )
    for part in scripts:
        assert any(part in name for name in names), part
    assert not any("\x1b" in name or "�" in name for name in names)


def test_file_that_breaks_a_recursive_parser_is_read_up_to_its_uids() -> None:
    path = SAMPLES / "orthanc-tests" / "2026-05-06-Deeply-Nested-Sequence.dcm"
    with pytest.raises(RecursionError):
        pydicom.dcmread(path, stop_before_pixels=True)
    read = read_header(str(path))
    assert isinstance(read, Instance)
    assert read.series.series_instance_uid == "1.2.3.4.5.6"


def test_second_scan_of_the_same_folder_adds_nothing() -> None:
    catalogue = Catalogue()
    folder = str(SAMPLES / "dcmqi")
    for batch in scan([folder], cancel=CancelToken()):
        catalogue.add(batch)
    before = catalogue.totals
    for batch in scan([folder, str(SAMPLES / "dcmqi" / ".." / "dcmqi")], cancel=CancelToken()):
        update = catalogue.add(batch)
        assert (update.changed, update.left_out) == ((), ())
    assert catalogue.totals == before
