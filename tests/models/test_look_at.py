"""What should be looked at in all ticked series together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gui.core.entities import SeriesSummary, SeriesWarning
from gui.core.receipt import SentBefore
from gui.models.look_at import to_look_at
from tests.helpers.catalogue import summary
from tests.helpers.language import british

NOON = datetime(2019, 11, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def language(qapp: object) -> Iterator[None]:
    with british():
        yield


def seen(number: int, warning: SeriesWarning, *what: str, study: str = "", date: str = "20261120") -> SeriesSummary:
    found = summary(study=study or f"1.{number}", series=f"1.{number}.1", images=30, date=date, warnings=(warning,))
    return replace(found, seen=(what,))


def told(*series: SeriesSummary) -> list[tuple[str, int, str]]:
    return [(one.sentence, len(one.keys), one.untick) for one in to_look_at(series)]


def test_of_ordinary_series_nothing_is_said() -> None:
    assert to_look_at([summary()]) == ()


def test_gaps_are_added_up() -> None:
    two = seen(1, SeriesWarning.GAP, "2"), seen(2, SeriesWarning.GAP, "1")
    assert told(*two) == [("Going by the numbers, 3 images are missing in 2 series.", 2, "")]
    assert told(two[1])[0][0] == "Going by the numbers, 1 image is missing in 1 series."


def test_one_series_with_too_few_images_says_how_many() -> None:
    few = seen(1, SeriesWarning.FEWER_THAN_CLAIMED, "120")
    assert told(few) == [("1 series has 30 images, but its own data speak of 120.", 1, "")]
    assert told(few, seen(2, SeriesWarning.FEWER_THAN_CLAIMED, "90"))[0][0].startswith("2 series have far fewer")


def test_an_acquisition_that_was_made_into_several_series_lacks_nothing() -> None:
    parts = [seen(n, SeriesWarning.FEWER_THAN_CLAIMED, "90", study="1.1") for n in range(3)]
    assert told(*parts) == []
    assert told(*parts[:2])[0][1] == 2
    elsewhere = replace(parts[2], key=parts[2].key._replace(study_instance_uid="2"))
    assert told(*parts[:2], elsewhere)[0][1] == 3


def test_old_studies_are_counted_dated_and_can_be_unticked() -> None:
    old = [seen(n, SeriesWarning.OLD_STUDY, "20261120", date=f"201{n}0304", study=f"1.{n}") for n in range(5)]
    assert told(old[4], replace(old[4], key=old[4].key._replace(series_instance_uid="9"))) == [
        ("1 study is more than a year older than the patient’s newest: 4 Mar 2014.", 2, "Unt&ick the old study")
    ]
    sentence, series, untick = told(*old)[0]
    assert sentence.endswith(": 4 Mar 2010, 4 Mar 2011, 4 Mar 2012, ….")
    assert (series, untick) == (5, "Unt&ick the 5 old studies")


def test_what_has_arrived_whole_before_is_said_and_what_has_not_is_left_to_its_row() -> None:
    whole = replace(summary(), sent_before=SentBefore(NOON, "City Radiology", 10, 10))
    short = replace(summary(series="9"), sent_before=SentBefore(NOON, "City Radiology", 10, 9))
    assert told(whole, short) == [
        (
            "1 series was sent before and has arrived: on 5 Nov 2019 at City Radiology.",
            1,
            "Unt&ick what was sent before",
        )
    ]


@pytest.mark.parametrize("warning", [SeriesWarning.BURNED_IN, SeriesWarning.PROGRAM_START, SeriesWarning.NO_PATIENT_ID])
def test_others_name_how_many_series_or_studies(warning: SeriesWarning) -> None:
    (one,), (two,) = told(seen(1, warning, "1")), told(seen(1, warning, "1"), seen(2, warning, "1"))
    assert "1 s" in one[0]
    assert "2 s" in two[0]


def test_likenesses_and_conflicts_are_said_elsewhere() -> None:
    elsewhere = SeriesWarning.SAME_ID_OTHER_PATIENT, SeriesWarning.CONFLICT_LEFT_OUT, SeriesWarning.VALUES_DIFFER
    assert told(*(seen(1, warning) for warning in elsewhere)) == []
