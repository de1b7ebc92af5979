"""What a person should look at before a series is sent."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, ObjectKind, SeriesSummary, SeriesWarning, SkipReason
from gui.dicom.catalogue import Catalogue
from gui.dicom.growing import Numbers
from gui.dicom.header import careful_record_at, quick_record
from gui.dicom.instances import read_header
from gui.dicom.kinds import kind_of
from gui.dicom.scan import scan
from tests.dicom.test_catalogue import instance
from tests.helpers.dicom_files import write_instance

GAP, FEWER = SeriesWarning.GAP, SeriesWarning.FEWER_THAN_CLAIMED


def read(folder: Path) -> Catalogue:
    catalogue = Catalogue()
    for batch in scan([str(folder)], cancel=CancelToken()):
        catalogue.add(batch)
    return catalogue


def only(catalogue: Catalogue) -> SeriesSummary:
    (series,) = catalogue.series()
    return series


def with_numbers(*numbers: int | None, **changes: object) -> SeriesSummary:
    catalogue = Catalogue()
    catalogue.add([instance(f"/{at}", str(at), instance_number=n, **changes) for at, n in enumerate(numbers)])
    return only(catalogue)


# -- gaps ----------------------------------------------------------------------------------------------------


def test_two_missing_numbers_are_a_gap_that_says_so() -> None:
    series = with_numbers(*(number for number in range(1, 27) if number not in (13, 14)))
    assert series.warnings == (GAP,)
    assert series.seen_of(GAP) == ("2",)


@pytest.mark.parametrize(
    "numbers",
    [
        (),
        (7,),
        range(1, 25),
        range(40, 60),
        range(-3, 9),
        [1, 3],
        range(1, 100, 2),
        [n for n in range(1, 60) if n % 3],
        [*range(1, 21), *range(1001, 1021)],
        [1, 2, 2, 4, 5, 6, 7, 8],
        [1, 2, None, 4, 5, 6, 7, 8],
        [56675, 12, 999_999_999_999],
    ],
    ids=str,
)
def test_whole_series_steps_blocks_and_unusable_numbers_are_no_gap(numbers: list[int | None]) -> None:
    found = Numbers()
    for number in numbers:
        found.add(number)
    assert found.missing == 0


@given(st.sets(st.integers(1, 60), min_size=1), st.randoms())
def test_a_gap_is_the_same_in_whatever_order_the_files_come(numbers: set[int], chance: random.Random) -> None:
    first, second = Numbers(), Numbers()
    shuffled = list(numbers)
    chance.shuffle(shuffled)
    for one, other in zip(sorted(numbers), shuffled, strict=True):
        first.add(one)
        second.add(other)
    assert first.missing == second.missing
    assert first.missing in (0, max(numbers) - min(numbers) + 1 - len(numbers))


# -- fewer images than the data claim ------------------------------------------------------------------------


def test_less_than_half_of_what_the_files_claim_is_warned_of() -> None:
    series = with_numbers(*range(1, 50), claimed=100)
    assert (series.warnings, series.seen_of(FEWER)) == ((FEWER,), ("100",))


@pytest.mark.parametrize("changes", [{"claimed": 98}, {"claimed": 500, "frames": 500}, {"claimed": None}])
def test_half_of_it_and_frames_within_one_file_are_no_cause(changes: dict[str, object]) -> None:
    assert with_numbers(*range(1, 50), **changes).warnings == ()


def test_files_that_claim_different_numbers_claim_nothing() -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1", claimed=50), instance("/b", "2", claimed=60)])
    assert only(catalogue).warnings == ()


def test_a_derived_image_claims_nothing(tmp_path: Path) -> None:
    for name, kind in (("a", "ORIGINAL"), ("b", "DERIVED")):
        write_instance(tmp_path / name, ImageType=[kind, "PRIMARY"], ImagesInAcquisition=300)
    assert [claimed(tmp_path / name) for name in "ab"] == [300, None]


def claimed(path: Path) -> int | None:
    found = read_header(str(path))
    assert isinstance(found, Instance)
    return found.claimed


# -- patients and studies ------------------------------------------------------------------------------------


def two_patients(**changes: object) -> dict[str, SeriesSummary]:
    catalogue = Catalogue()
    other = {"patient_id": "B", "study_instance_uid": "9", "series_instance_uid": "9.1", **changes}
    catalogue.add([instance("/a", "1"), instance("/b", "2", **other)])
    return {one.key.series_instance_uid: one for one in catalogue.series()}


ONE_NAME = ["Doe^John", "DOE^JOHN", "Doe^John=ドウ^ジョン", "doe^john "]


@pytest.mark.parametrize("name", ONE_NAME)
def test_same_name_and_birth_date_with_another_id_is_warned_of_on_both_sides(name: str) -> None:
    found = two_patients(name=name)
    assert found["1.2.1"].seen_of(SeriesWarning.SAME_NAME_OTHER_ID) == ("B",)
    assert found["9.1"].seen_of(SeriesWarning.SAME_NAME_OTHER_ID) == ("4711",)


@pytest.mark.parametrize("change", [{"name": "Doe^Jane"}, {"birth_date": "19620412"}, {"birth_date": ""}, {"name": ""}])
def test_other_names_and_birth_dates_are_no_likeness(change: dict[str, str]) -> None:
    assert all(SeriesWarning.SAME_NAME_OTHER_ID not in one.warnings for one in two_patients(**change).values())


def test_same_id_names_the_other_patient() -> None:
    found = two_patients(patient_id="4711", name="Roe^Jane")
    assert found["9.1"].seen_of(SeriesWarning.SAME_ID_OTHER_PATIENT) == ("Doe^John", "19620411")


@pytest.mark.parametrize("change", [*({"name": one} for one in ONE_NAME), {"issuer": "Other hospital"}], ids=str)
def test_the_same_patient_written_otherwise_is_no_other_patient(change: dict[str, str]) -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1", date="20261120"), instance("/b", "2", date="20261120", **change)])
    other_study = {"study_instance_uid": "9", "series_instance_uid": "9.1", "date": "20201120"}
    catalogue.add([instance("/c", "3", **other_study, **change)])
    warned = {one.study.date: one.warnings for one in catalogue.series()}
    assert warned.pop("20201120") == (SeriesWarning.OLD_STUDY,)
    assert set(warned.values()) == {()}


def test_the_same_id_and_name_without_a_birth_date_is_warned_of() -> None:
    found = two_patients(patient_id="4711", birth_date="")
    assert found["1.2.1"].seen_of(SeriesWarning.SAME_ID_OTHER_PATIENT) == ("Doe^John", "")


def test_a_study_more_than_a_year_older_than_the_newest_is_warned_of() -> None:
    catalogue = Catalogue()
    for at, day in enumerate(["20251119", "20251120", "2026.11.20", "", "20269999", "20261120"]):
        catalogue.add(
            [instance(f"/{at}", str(at), date=day, study_instance_uid=f"1.{at}", series_instance_uid=f"2.{at}")]
        )
    old = [one for one in catalogue.series() if SeriesWarning.OLD_STUDY in one.warnings]
    assert [(one.study.date, one.seen_of(SeriesWarning.OLD_STUDY)) for one in old] == [("20251119", ("20261120",))]


def test_another_patients_newer_study_makes_nothing_old() -> None:
    catalogue = Catalogue()
    catalogue.add(
        [
            instance("/a", "1", date="20010101"),
            instance("/b", "2", date="20260101", patient_id="B", name="X", study_instance_uid="9"),
        ]
    )
    assert all(SeriesWarning.OLD_STUDY not in one.warnings for one in catalogue.series())


# -- what is in a file ---------------------------------------------------------------------------------------


def test_burned_in_annotation_is_warned_of_with_the_number_of_files(tmp_path: Path) -> None:
    for number, value in enumerate(["YES", "NO", "YES"], 1):
        write_instance(tmp_path / str(number), seed=number, BurnedInAnnotation=value)
    series = only(read(tmp_path))
    assert series.seen_of(SeriesWarning.BURNED_IN) == ("2",)


@pytest.mark.parametrize("start", [b"MZ", b"\x7fELF", b"#!/bin/sh\n", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"])
def test_a_preamble_that_is_a_program_is_warned_of_and_sent_unchanged(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "1"
    write_instance(path)
    content = start + path.read_bytes()[len(start) :]
    path.write_bytes(content)
    catalogue = read(tmp_path)
    assert only(catalogue).seen_of(SeriesWarning.PROGRAM_START) == ("1",)
    assert [one.path for one in catalogue.instances()] == [str(path)]
    assert path.read_bytes() == content
    assert quick_record(str(path)) == careful_record_at(str(path))


@pytest.mark.parametrize("start", [b"\0\0", b"II*\0", b"MM\0*"])
def test_an_empty_preamble_and_a_tiff_one_are_none(tmp_path: Path, start: bytes) -> None:
    write_instance(tmp_path / "1")
    content = (tmp_path / "1").read_bytes()
    (tmp_path / "1").write_bytes(start + content[len(start) :])
    assert only(read(tmp_path)).warnings == ()


@pytest.mark.parametrize(
    ("sop_class", "rows", "kind"),
    [
        ("1.2.840.10008.5.1.4.1.1.2", 512, ObjectKind.IMAGES),
        ("1.2.840.10008.5.1.4.1.1.66.4", 512, ObjectKind.IMAGES),  # segmentation
        ("1.2.840.10008.5.1.4.1.1.481.2", 64, ObjectKind.IMAGES),  # dose
        ("1.2.840.10008.5.1.4.1.1.88.33", None, ObjectKind.REPORT),
        ("1.2.840.10008.5.1.4.1.1.88.59", None, ObjectKind.KEY_OBJECTS),
        ("1.2.840.10008.5.1.4.1.1.104.1", None, ObjectKind.PDF),
        ("1.2.840.10008.5.1.4.1.1.11.1", None, ObjectKind.PRESENTATION),
        ("1.2.840.10008.5.1.4.1.1.9.1.1", None, ObjectKind.WAVEFORM),
        ("1.2.840.10008.5.1.4.1.1.481.5", None, ObjectKind.RT_PLAN),
        ("1.2.840.10008.5.1.4.1.1.131", None, ObjectKind.PRESENTATION),  # basic structured display
        ("1.2.840.10008.5.1.4.1.1.200.2", None, ObjectKind.OTHER),  # CT performed procedure protocol
        ("1.2.840.10008.5.1.4.1.1.20", 512, ObjectKind.IMAGES),
        ("1.3.12.2.1107.5.9.1", None, ObjectKind.OTHER),
        ("1.3.12.2.1107.5.9.1", 512, ObjectKind.IMAGES),
        ("", None, ObjectKind.IMAGES),
    ],
)
def test_kinds_of_objects(sop_class: str, rows: int | None, kind: ObjectKind) -> None:
    assert kind_of(sop_class, rows) is kind


def test_a_report_is_sent_and_marked_and_its_numbers_are_no_gap(tmp_path: Path) -> None:
    for number in (1, 2, 3, 4, 6, 7, 8, 9):
        write_instance(tmp_path / str(number), seed=number, SOPClassUID="1.2.840.10008.5.1.4.1.1.88.22", Modality="SR")
    catalogue = read(tmp_path)
    assert (only(catalogue).kind, only(catalogue).warnings) == (ObjectKind.REPORT, ())
    assert catalogue.totals.to_send == 8


# -- conflicts -----------------------------------------------------------------------------------------------


def test_the_other_file_of_a_conflict_can_be_sent_instead() -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1"), instance("/b", "2"), instance("/x/c", "2", description="bone")])
    before = catalogue.totals
    assert [one.text for one in catalogue.skipped] == ["The same image UID as “//b”, but with different content"]
    update = catalogue.use_instead("/x/c")
    assert [one.path for one in catalogue.instances()] == ["/a", "/x/c"]
    assert [(one.path, one.reason) for one in catalogue.skipped] == [("/b", SkipReason.CONFLICT)]
    assert (update.totals, update.removed) == (before, ())
    assert update.changed == catalogue.series()
    catalogue.use_instead("/b")
    assert [one.path for one in catalogue.instances()] == ["/a", "/b"]
    assert catalogue.totals == before


def test_a_series_of_which_nothing_is_left_is_removed_and_its_likenesses_with_it() -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1"), instance("/b", "1", patient_id="B", study_instance_uid="9", date="20261120")])
    (left_out,) = catalogue.skipped
    old = catalogue.series()[0].key
    update = catalogue.use_instead(left_out.path)
    assert update.removed == (old,)
    assert [one.key.patient.patient_id for one in catalogue.series()] == ["B"]
    assert catalogue.series()[0].warnings == (SeriesWarning.CONFLICT_LEFT_OUT,)
    assert catalogue.totals.files_found == catalogue.totals.to_send + catalogue.totals.left_out == 2


def test_a_path_that_is_no_conflict_changes_nothing() -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1")])
    update = catalogue.use_instead("/a")
    assert (update.changed, update.left_out, update.removed) == ((), (), ())
    assert catalogue.totals.to_send == 1
