"""Several patients in words, and which of them are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gui.core.entities import Patient
from gui.models.likeness import likenesses, named, names_apart
from gui.models.series_tree import SeriesTree
from gui.models.sums import PatientTotals
from tests.helpers.catalogue import EDGAR, SALLY, summary, update
from tests.helpers.language import british


@pytest.fixture(autouse=True)
def language(qapp: object) -> Iterator[None]:
    with british():
        yield


def patients(*them: Patient, one_study: bool = False) -> tuple[PatientTotals, ...]:
    """The sums of a tree that holds a study of each."""
    tree = SeriesTree()
    for number, one in enumerate(them):
        found = summary(one, "1" if one_study else f"1.{number}", f"1.{number}.1")
        if not one.patient_id:
            key = found.key.patient._replace(apart=found.key.study_instance_uid)
            found = replace(found, key=found.key._replace(patient=key))
        tree.apply(update(found))
    return tree.patients()


def test_patients_who_differ_in_everything_are_not_alike() -> None:
    assert likenesses(patients(SALLY, EDGAR)) == ()
    assert names_apart(patients(SALLY, EDGAR)) == ["Sample, Sally", "Example, Edgar"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "Samples^Sally"}, "The ID DEMO-4711 belongs to Sample, Sally and Samples, Sally."),
        (
            {"birth_date": ""},
            "The ID DEMO-4711 belongs to Sample, Sally (11 Apr 1962) and Sample, Sally (no birth date).",
        ),
        ({"patient_id": "DEMO-4712"}, "Sample, Sally, born 11 Apr 1962, has several IDs: DEMO-4711 and DEMO-4712."),
        (
            {"patient_id": "X", "name": "SAMPLE^SALLY^^"},
            "Sample, Sally, born 11 Apr 1962, has several IDs: DEMO-4711 and X.",
        ),
        (
            {"patient_id": ""},
            "Sample, Sally, born 11 Apr 1962, has an ID (DEMO-4711) and stands in the list without one as well.",
        ),
    ],
)
def test_what_was_seen_is_named(changes: dict[str, str], sentence: str) -> None:
    assert likenesses(patients(SALLY, EDGAR, replace(SALLY, **changes))) == (sentence,)


def test_one_study_of_two_patients_is_named() -> None:
    assert likenesses(patients(SALLY, EDGAR, one_study=True)) == (
        "The files of one study name several patients: CT thorax with contrast, 20 Nov 2026 "
        "(Sample, Sally and Example, Edgar).",
    )


def test_the_same_patient_written_otherwise_is_one() -> None:
    assert len(patients(SALLY, replace(SALLY, name="SAMPLE^SALLY"), one_study=True)) == 1


def test_two_studies_without_an_id_are_not_proven_to_be_one_persons() -> None:
    nobody = replace(SALLY, patient_id="")
    assert likenesses(patients(nobody, nobody)) == (
        "Sample, Sally, born 11 Apr 1962, has no ID in several studies: nothing proves that it is one person.",
    )


def test_equal_names_are_told_apart() -> None:
    two = patients(SALLY, replace(SALLY, patient_id="42"), EDGAR)
    assert names_apart(two) == [
        "Sample, Sally (11 Apr 1962 · ID DEMO-4711)",
        "Sample, Sally (11 Apr 1962 · ID 42)",
        "Example, Edgar",
    ]
    assert named(two[1]) == "Sample, Sally · 11 Apr 1962 · ID 42"
