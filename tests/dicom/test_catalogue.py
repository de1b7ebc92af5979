"""The catalogue: sums, order, second copies, warnings."""

from __future__ import annotations

import dataclasses
import os
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import (
    Instance,
    Patient,
    Series,
    SeriesSummary,
    SeriesWarning,
    Skipped,
    SkipReason,
    Study,
)
from gui.dicom.catalogue import Catalogue
from gui.dicom.scan import scan
from tests.helpers.dicom_files import write_instance


def instance(path: str, sop: str, **changes: object) -> Instance:
    """An image of one patient, study and series; ``changes`` by field, also of Patient, Study and Series."""
    parts: dict[str, object] = {
        "patient": Patient("4711", "", "Doe^John", "19620411", "M"),
        "study": Study("1.2"),
        "series": Series("1.2.1", "CT", "3", "lung"),
    }
    for name in list(changes):
        for part, whole in parts.items():
            if name in {field.name for field in dataclasses.fields(whole)}:  # type: ignore[arg-type]
                parts[part] = dataclasses.replace(whole, **{name: changes.pop(name)})  # type: ignore[type-var]
                break
    return Instance(path, 100, 1, sop, "1.2.840.10008.5.1.4.1.1.2", "1.2.840.1", **parts, **changes)  # type: ignore[arg-type]


def warnings_of(catalogue: Catalogue) -> dict[str, set[SeriesWarning]]:
    return {one.key.series_instance_uid: set(one.warnings) for one in catalogue.series()}


def read(folder: Path, catalogue: Catalogue | None = None) -> Catalogue:
    catalogue = catalogue or Catalogue()
    for batch in scan([str(folder)], cancel=CancelToken()):
        catalogue.add(batch)
    return catalogue


# -- second copies -------------------------------------------------------------------------------------------


def test_second_file_with_the_same_bytes_is_a_duplicate(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1)
    (tmp_path / "2").write_bytes((tmp_path / "1").read_bytes())
    catalogue = read(tmp_path)
    assert [(one.path, one.reason) for one in catalogue.skipped] == [(str(tmp_path / "2"), SkipReason.DUPLICATE)]
    assert (catalogue.totals.files_found, catalogue.totals.to_send) == (2, 1)
    assert catalogue.series()[0].warnings == ()


@pytest.mark.parametrize("size", [16, 17])
def test_second_file_with_other_bytes_is_a_conflict_and_the_first_is_kept(tmp_path: Path, size: int) -> None:
    write_instance(tmp_path / "1", seed=1)
    dataset = write_instance(tmp_path / "2", seed=2, size=size, SOPInstanceUID="1.2.3.4")
    write_instance(tmp_path / "3", seed=3, size=16, SOPInstanceUID="1.2.3.4")
    catalogue = read(tmp_path)
    assert [(one.path, one.reason) for one in catalogue.skipped] == [(str(tmp_path / "3"), SkipReason.CONFLICT)]
    assert [one.path for one in catalogue.instances()] == [str(tmp_path / "1"), str(tmp_path / "2")]
    assert catalogue.series()[0].warnings == (SeriesWarning.CONFLICT_LEFT_OUT,)
    assert dataset.SOPInstanceUID == "1.2.3.4"


@pytest.mark.parametrize(("cut", "whole"), [("1", "2"), ("2", "1")])
def test_a_copy_that_breaks_off_is_a_conflict_and_the_whole_one_is_kept(tmp_path: Path, cut: str, whole: str) -> None:
    write_instance(tmp_path / "0", seed=0)
    write_instance(tmp_path / whole, seed=1)
    content = (tmp_path / whole).read_bytes()
    (tmp_path / cut).write_bytes(content[:-100])
    catalogue = read(tmp_path)
    assert [(one.path, one.reason) for one in catalogue.skipped] == [(str(tmp_path / cut), SkipReason.CONFLICT)]
    assert [one.path for one in catalogue.instances()] == [str(tmp_path / "0"), str(tmp_path / whole)]
    assert (catalogue.totals.files_found, catalogue.totals.to_send) == (3, 2)
    assert catalogue.totals.size == len(content) + (tmp_path / "0").stat().st_size
    assert catalogue.series()[0].warnings == (SeriesWarning.CONFLICT_LEFT_OUT,)
    catalogue.use_instead(str(tmp_path / cut))
    assert str(tmp_path / cut) in {one.path for one in catalogue.instances()}


def test_copy_is_a_conflict_when_the_first_can_no_longer_be_compared(tmp_path: Path) -> None:
    write_instance(tmp_path / "a" / "1", seed=1)
    write_instance(tmp_path / "b" / "1", seed=1)
    catalogue = read(tmp_path / "a")
    (tmp_path / "a" / "1").unlink()
    read(tmp_path / "b", catalogue)
    assert [one.reason for one in catalogue.skipped] == [SkipReason.CONFLICT]


def test_second_drop_of_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    write_instance(tmp_path / "images" / "1", seed=1)
    (tmp_path / "images" / "text").write_text("no image")
    catalogue = read(tmp_path)
    before = (catalogue.totals, catalogue.series(), catalogue.skipped)
    assert before[0].files_found == 2
    for batch in scan([str(tmp_path / "images")], cancel=CancelToken()):
        update = catalogue.add(batch)
        assert (update.changed, update.left_out, update.totals) == ((), (), before[0])
    assert (catalogue.totals, catalogue.series(), catalogue.skipped) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights here")
def test_what_could_not_be_read_and_now_can_is_left_out_no_more(tmp_path: Path) -> None:
    images = [instance(str(tmp_path / f"{n}"), f"1.{n}") for n in range(4)]
    unread = [Skipped(one.path, SkipReason.UNREADABLE, "The file cannot be read") for one in images]
    catalogue = Catalogue()
    catalogue.add([images[0], *unread[1:], Skipped(str(tmp_path / "x"), SkipReason.NOT_DICOM, "Not a DICOM file")])
    again = catalogue.add([*images[:3], unread[3]])
    assert again.totals == catalogue.totals
    assert (again.totals.files_found, again.totals.to_send, again.totals.left_out) == (5, 3, 2)
    assert [one.path for one in catalogue.skipped] == [images[3].path, str(tmp_path / "x")]
    assert catalogue.add(images).totals.left_out == 1
    assert catalogue.add(unread).totals.left_out == 1


def test_a_folder_that_could_not_be_opened_and_now_can_is_left_out_no_more(tmp_path: Path) -> None:
    folder = Skipped(str(tmp_path / "in"), SkipReason.UNREADABLE, "The folder cannot be opened")
    in_part = Skipped(str(tmp_path / "part"), SkipReason.UNREADABLE, "Not everything in the folder could be read")
    catalogue = Catalogue()
    catalogue.add([folder, in_part])
    catalogue.add([instance(str(tmp_path / "in" / "1"), "1.1"), instance(str(tmp_path / "part" / "2"), "1.2")])
    assert catalogue.skipped == (in_part,)
    assert catalogue.totals.files_found == 3
    assert catalogue.add([folder]).totals.left_out == 2  # it cannot be opened again


def test_same_file_through_a_link_in_a_second_drop_changes_nothing(tmp_path: Path) -> None:
    write_instance(tmp_path / "images" / "1", seed=1)
    (tmp_path / "link").symlink_to(tmp_path / "images")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "one").symlink_to(tmp_path / "images" / "1")
    catalogue = read(tmp_path / "images")
    for folder in ("link", "other"):
        read(tmp_path / folder, catalogue)
    assert (catalogue.totals.files_found, catalogue.totals.to_send) == (1, 1)


def test_hard_link_is_a_file_of_its_own_and_a_duplicate(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1)
    os.link(tmp_path / "1", tmp_path / "2")
    assert [one.reason for one in read(tmp_path).skipped] == [SkipReason.DUPLICATE]


def test_cancel_while_comparing_keeps_what_was_taken_in_and_tells_it_later(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1)
    (tmp_path / "2").write_bytes((tmp_path / "1").read_bytes())
    found = [item for batch in scan([str(tmp_path)], cancel=CancelToken()) for item in batch]
    catalogue, cancel = Catalogue(), CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        catalogue.add(found, cancel=cancel)
    assert catalogue.totals.files_found == catalogue.totals.to_send == 1
    update = catalogue.add(found)
    assert [one.instances for one in update.changed] == [1]
    assert [one.reason for one in update.left_out] == [SkipReason.DUPLICATE]


# -- warnings ------------------------------------------------------------------------------------------------


def test_one_study_under_two_patients_is_shown_twice_and_warned_of(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1, PatientID="A", PatientName="X")
    write_instance(tmp_path / "2", seed=2, PatientID="B", PatientName="Y")
    catalogue = read(tmp_path)
    assert [one.patient.patient_id for one in catalogue.series()] == ["A", "B"]
    assert all(one.warnings == (SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS,) for one in catalogue.series())


def test_one_series_in_two_studies_is_shown_twice_and_warned_of(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1, StudyInstanceUID="1.2.3")
    write_instance(tmp_path / "2", seed=2, StudyInstanceUID="1.2.4")
    catalogue = read(tmp_path)
    assert [one.key.study_instance_uid for one in catalogue.series()] == ["1.2.3", "1.2.4"]
    assert all(one.warnings == (SeriesWarning.SERIES_IN_SEVERAL_STUDIES,) for one in catalogue.series())


@pytest.mark.parametrize("change", [{"name": "Doe^Jane"}, {"birth_date": "19620412"}, {"birth_date": ""}])
def test_same_id_of_another_patient_is_warned_of(change: dict[str, str]) -> None:
    catalogue = Catalogue()
    first = catalogue.add([instance("/a", "1")])
    assert [one.warnings for one in first.changed] == [()]
    second = catalogue.add([instance("/b", "2", study_instance_uid="1.3", series_instance_uid="1.3.1", **change)])
    assert {one.key.series_instance_uid for one in second.changed} == {"1.2.1", "1.3.1"}
    assert all(one.warnings == (SeriesWarning.SAME_ID_OTHER_PATIENT,) for one in catalogue.series())
    third = catalogue.add([instance("/c", "3")])
    assert {one.key.series_instance_uid for one in third.changed} == {"1.2.1"}


def test_patients_without_id_are_never_merged() -> None:
    catalogue = Catalogue()
    catalogue.add(
        [
            instance("/a", "1", patient_id="", study_instance_uid="1.1", series_instance_uid="1.1.1"),
            instance("/b", "2", patient_id="", study_instance_uid="1.2", series_instance_uid="1.2.1"),
        ]
    )
    assert len({one.key.patient for one in catalogue.series()}) == 2
    assert all(one.warnings == (SeriesWarning.NO_PATIENT_ID,) for one in catalogue.series())


@pytest.mark.parametrize("change", [{"modality": "MR"}, {"number": "4"}, {"description": "bone"}])
def test_values_that_differ_within_a_series_are_warned_of(change: dict[str, str]) -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1")])
    series = Series("1.2.1", "CT", "3", "lung")
    other = dataclasses.replace(instance("/b", "2"), series=dataclasses.replace(series, **change))
    assert [one.warnings for one in catalogue.add([other]).changed] == [(SeriesWarning.VALUES_DIFFER,)]
    assert catalogue.series()[0].series == series


# -- order ---------------------------------------------------------------------------------------------------


def test_images_come_series_by_series_by_number_then_path() -> None:
    catalogue = Catalogue()
    catalogue.add(
        [
            instance("/x/IM10", "1", instance_number=2),
            instance("/x/other", "2", series_instance_uid="1.2.2", instance_number=1),
            instance("/x/none", "3", instance_number=None),
            instance("/x/IM9", "4", instance_number=2),
            instance("/x/first", "5", instance_number=-1),
            instance("/x/stranger", "6", patient_id="B", study_instance_uid="9", series_instance_uid="9.1"),
            instance("/x/late", "7", series_instance_uid="1.2.2", instance_number=0),
        ]
    )
    expected = ["first", "IM9", "IM10", "none", "late", "other", "stranger"]
    assert [os.path.basename(one.path) for one in catalogue.instances()] == expected
    keys = [one.key for one in catalogue.series()]
    assert [one.path for one in catalogue.instances([keys[2]])] == ["/x/stranger"]
    assert [one.path for one in catalogue.instances(keys[:0])] == []


def test_summary_names_the_folder_and_the_first_image(tmp_path: Path) -> None:
    write_instance(tmp_path / "one" / "2", seed=2, size=8)
    write_instance(tmp_path / "two" / "1", seed=1, size=4)
    (summary,) = read(tmp_path).series()
    assert summary.folder == str(tmp_path / "one")
    assert (summary.rows, summary.columns, summary.instances) == (8, 8, 2)
    assert summary.size == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


# -- what always holds ---------------------------------------------------------------------------------------

skips = st.builds(
    Skipped,
    path=st.integers(0, 30).map(lambda number: f"/no/{number}"),
    reason=st.sampled_from([SkipReason.NOT_DICOM, SkipReason.DAMAGED, SkipReason.UNREADABLE]),
    text=st.just("because"),
)


@st.composite
def images(draw: st.DrawFn) -> Instance:
    number = draw(st.integers(0, 40))
    chance = random.Random(number)  # the path decides what is in the file
    study = chance.randrange(4)
    return instance(
        f"/no/image{number}",
        str(chance.randrange(25)),
        patient_id=chance.choice(["", "A", "B"]),
        name=chance.choice(["X", "Y"]),
        study_instance_uid=f"1.{study}",
        series_instance_uid=f"2.{chance.randrange(4)}",
        modality=chance.choice(["CT", "MR"]),
        instance_number=chance.choice([None, 1, 2, 3]),
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(skips | images(), max_size=8), max_size=8))
def test_sums_always_hold_and_updates_tell_every_change(batches: list[list[Instance | Skipped]]) -> None:
    catalogue = Catalogue()
    shown: dict[object, SeriesSummary] = {}
    left_out: list[Skipped] = []
    for batch in batches:
        update = catalogue.add(batch)
        shown.update((one.key, one) for one in update.changed)
        told = {one.path for one in update.left_out} | {one.path for one in catalogue.instances()}
        left_out = [one for one in left_out if one.path not in told or one.reason is not SkipReason.UNREADABLE]
        left_out.extend(update.left_out)
        assert update.totals == catalogue.totals
        assert {one.key: one for one in catalogue.series()} == shown
    totals = catalogue.totals
    assert totals.files_found == totals.to_send + totals.left_out
    assert totals.files_found == len({item.path for batch in batches for item in batch})
    assert tuple(left_out) == catalogue.skipped
    assert totals.left_out == sum(Counter(one.reason for one in catalogue.skipped).values())
    sent = catalogue.instances()
    assert totals.to_send == len(sent) == len({one.sop_instance_uid for one in sent})
    assert totals.size == sum(one.size for one in sent) == sum(one.size for one in catalogue.series())
    assert [one.key for one in sent] == [one.key for one in catalogue.series() for _ in range(one.instances)]


@settings(max_examples=60, deadline=None)
@given(st.lists(skips | images(), max_size=25), st.randoms())
def test_batches_of_any_size_end_in_the_same_catalogue(found: list[Instance | Skipped], chance: random.Random) -> None:
    whole, piecewise = Catalogue(), Catalogue()
    whole.add(found)
    at = 0
    while at < len(found):
        step = chance.randrange(1, 6)
        piecewise.add(found[at : at + step])
        at += step
    assert (whole.series(), whole.instances(), whole.skipped) == (
        piecewise.series(),
        piecewise.instances(),
        piecewise.skipped,
    )


def test_a_name_never_shows_in_what_the_catalogue_calls_itself() -> None:
    catalogue = Catalogue()
    catalogue.add([instance("/a", "1")])
    assert "Doe" not in repr(catalogue)
