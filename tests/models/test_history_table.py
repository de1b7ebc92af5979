"""The list of uploads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from gui.core.entities import Patient, Study
from gui.core.receipt import HistoryEntry
from gui.core.upload import Outcome
from gui.models.history_table import HistoryColumn, HistoryProxy, HistoryTable, Result, result_of
from gui.models.roles import Role, RowState
from tests.helpers.language import british
from tests.helpers.receipts import EDGAR, KNEE, SALLY, THORAX, entry


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def listed(*entries: HistoryEntry) -> tuple[HistoryTable, HistoryProxy]:
    model = HistoryTable()
    model.show(entries)
    proxy = HistoryProxy()
    proxy.setSourceModel(model)
    return model, proxy


def column(proxy: HistoryProxy, number: int) -> list[str]:
    return [str(proxy.index(row, number).data()) for row in range(proxy.rowCount())]


def keys(proxy: HistoryProxy) -> list[int]:
    return [int(proxy.index(row, 0).data(Role.KEY)) for row in range(proxy.rowCount())]


@pytest.mark.usefixtures("qapp")
def test_list_and_proxy_obey_the_rules_of_models_before_and_after_a_reset(qtmodeltester: ModelTester) -> None:
    model, proxy = listed()
    strict = [QAbstractItemModelTester(each, FATAL) for each in (model, proxy)]
    qtmodeltester.check(proxy)
    model.show([entry(1), entry(2, practice=True)])
    qtmodeltester.check(model)
    proxy.set_filter("sally")
    proxy.sort(HistoryColumn.WHEN, Qt.SortOrder.DescendingOrder)
    model.show([entry(3)])
    qtmodeltester.check(proxy)
    assert len(strict) == 2


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("made", "words", "state", "result"),
    [
        (entry(), "Verified", RowState.VERIFIED, Result.VERIFIED),
        (entry(arrived=810, outcome=Outcome.SHORT), "98 missing", RowState.SHORT, Result.MISSING),
        (entry(arrived=0, outcome=Outcome.REFUSED), "908 missing", RowState.SHORT, Result.MISSING),
        (entry(outcome=Outcome.FAILED), "Unknown", RowState.UNKNOWN, Result.UNKNOWN),
        (entry(arrived=1, outcome=Outcome.CANCELLED), "Cancelled", RowState.CANCELLED, Result.CANCELLED),
        (entry(arrived=1, outcome=None, finished=None), "Interrupted", RowState.STOPPED, Result.INTERRUPTED),
        (
            entry(arrived=1, outcome=None, finished=None, running=True),
            "Being sent",
            RowState.SENDING,
            Result.INTERRUPTED,
        ),
        (entry(practice=True), "Practice", RowState.PRACTICE, Result.VERIFIED),
        (
            entry(practice=True, arrived=907, outcome=Outcome.SHORT),
            "Practice: 1 missing",
            RowState.PRACTICE,
            Result.MISSING,
        ),
    ],
)
def test_result_says_how_an_upload_ended(made: HistoryEntry, words: str, state: RowState, result: Result) -> None:
    model, _ = listed(made)
    cell = model.index(0, HistoryColumn.RESULT)
    assert (cell.data(), cell.data(Role.STATE), result_of(made)) == (words, state, result)


@given(
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from([*Outcome, None]),
    st.booleans(),
    st.booleans(),
)
def test_green_is_shown_only_when_every_image_has_arrived(
    images: int, arrived: int, outcome: Outcome | None, finished: bool, practice: bool
) -> None:
    made = entry(
        images=images,
        arrived=min(arrived, images),
        outcome=outcome,
        finished=NOW if finished else None,
        practice=practice,
    )
    model = HistoryTable()
    model.show([made])
    green = model.index(0, HistoryColumn.RESULT).data(Role.STATE) == RowState.VERIFIED
    assert not green or (made.images > 0 and made.missing == 0 and not practice and outcome is Outcome.VERIFIED)


@pytest.mark.usefixtures("qapp")
def test_row_names_patients_studies_destination_and_person() -> None:
    model, _ = listed(entry(images=1204, patients=(SALLY, EDGAR), studies=(THORAX, KNEE)), entry(2, user=""))
    cells = [model.index(0, number).data() for number in range(1, 7)]
    assert cells == ["Sample, Sally +1", "2 studies", "City Radiology", "reception1", "1,204", "Verified"]
    assert model.index(1, HistoryColumn.USER).data() == "–"
    assert "Example, Edgar" in model.index(0, HistoryColumn.PATIENT).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.usefixtures("qapp")
def test_search_looks_for_every_word_in_patient_study_destination_and_person() -> None:
    _, proxy = listed(
        entry(1),
        entry(2, patients=(EDGAR,), studies=(KNEE,), user="ct-room"),
        entry(3, name="Lakeside"),
    )
    for text, found in (
        ("", [1, 2, 3]),
        ("SALLY", [1, 3]),
        ("sally lake", [3]),
        ("DEMO-0815", [2]),
        ("knee ct-room", [2]),
        ("2.25.1", [1, 3]),
        ("nobody", []),
    ):
        proxy.set_filter(text)
        assert keys(proxy) == found


@pytest.mark.usefixtures("qapp")
def test_filters_ask_for_destination_result_and_time() -> None:
    _, proxy = listed(
        entry(1, started=NOW),
        entry(2, started=NOW - timedelta(days=6), name="Lakeside"),
        entry(3, started=NOW - timedelta(days=40), outcome=None, finished=None, arrived=0),
    )
    proxy.set_filter(destination="Lakeside")
    assert keys(proxy) == [2]
    proxy.set_filter(result=Result.INTERRUPTED)
    assert keys(proxy) == [3]
    assert proxy.filtered
    for days, found in ((1, [1]), (7, [1, 2]), (30, [1, 2]), (90, [1, 2, 3])):
        proxy.set_filter(days=days, now=NOW)
        assert keys(proxy) == found
    proxy.set_filter()
    assert keys(proxy) == [1, 2, 3]
    assert not proxy.filtered


@pytest.mark.usefixtures("qapp")
def test_numbers_are_sorted_as_numbers_and_days_as_days() -> None:
    _, proxy = listed(
        entry(1, images=9, started=NOW - timedelta(days=400)),
        entry(2, images=3_000_000_000, started=NOW),
        entry(3, images=1200, started=NOW - timedelta(days=1)),
    )
    proxy.sort(HistoryColumn.IMAGES)
    assert keys(proxy) == [1, 3, 2]
    proxy.sort(HistoryColumn.WHEN, Qt.SortOrder.DescendingOrder)
    assert keys(proxy) == [2, 3, 1]


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 200), min_size=2, max_size=12))
def test_patients_are_sorted_the_way_people_count(numbers: list[int]) -> None:
    _, proxy = listed(*(entry(n, patients=(Patient(name=f"Bed {number}"),)) for n, number in enumerate(numbers)))
    proxy.sort(HistoryColumn.PATIENT)
    assert column(proxy, HistoryColumn.PATIENT) == [f"Bed {number}" for number in sorted(numbers)]


@pytest.mark.usefixtures("qapp")
def test_markup_in_names_is_never_rendered() -> None:
    model, _ = listed(entry(patients=(Patient(name="<b>Big^Bob"),), studies=(Study("1", description="<i>x"),)))
    for number in (HistoryColumn.PATIENT, HistoryColumn.STUDY):
        tip = model.index(0, number).data(Qt.ItemDataRole.ToolTipRole)
        assert "<b>" not in tip
        assert "<i>" not in tip
