"""The words of what should be looked at, of what is no image, and of what was sent before."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from gui.core.entities import WARNING_TEXTS, CatalogueUpdate, ObjectKind, SeriesSummary, SeriesWarning, Totals
from gui.core.receipt import SentBefore
from gui.models.roles import Role, RowState
from gui.models.series_nodes import Column
from gui.models.series_tree import SeriesTree
from gui.models.warning_words import kind_name, sent_before_sentence, short_warning, warning_sentences
from tests.helpers.catalogue import EDGAR, SALLY, summary, two_patients, update

NOW = datetime.now(UTC)
LONG_AGO = datetime(2019, 11, 5, 12, tzinfo=UTC)


def warned(warning: SeriesWarning, *seen: str) -> SeriesSummary:
    return dataclasses.replace(summary(warnings=(warning,)), seen=(seen,))


def shown(*summaries: SeriesSummary) -> SeriesTree:
    model = SeriesTree()
    model.apply(update(*summaries))
    model.finish_reading()
    return model


def cell(model: SeriesTree, column: int, *rows: int) -> QModelIndex:
    parent = QModelIndex()
    for row in rows[:-1]:
        parent = model.index(row, 0, parent)
    return model.index(rows[-1], column, parent)


@pytest.mark.parametrize(
    ("warning", "seen", "few", "sentence"),
    [
        (SeriesWarning.GAP, ("2",), "Gap: 2 missing", "missing between the others: 2 images"),
        (SeriesWarning.FEWER_THAN_CLAIMED, ("300",), "Only 10 of 300", "far more images than there are: 300 images"),
        (SeriesWarning.SAME_NAME_OTHER_ID, ("B-1", ""), "Name with two IDs", "but not this ID: ID B-1; without an ID"),
        (SeriesWarning.SAME_ID_OTHER_PATIENT, ("Roe^Jane", "19700102"), "ID used twice", ": Roe, Jane, 2 Jan 1970"),
        (SeriesWarning.SAME_ID_OTHER_PATIENT, ("Roe^Jane", ""), "ID used twice", ": Roe, Jane, no birth date"),
        (SeriesWarning.OLD_STUDY, ("20261120",), "Old study", "in the list: 20 Nov 2026"),
        (SeriesWarning.BURNED_IN, ("1",), "Text in pictures", "identifies the patient: 1 file"),
        (SeriesWarning.PROGRAM_START, ("3",), "Begins as a program", "should not be opened: 3 files"),
        (SeriesWarning.VALUES_DIFFER, (), "Files disagree", "type, number or description"),
    ],
)
def test_a_warning_says_what_was_seen(
    qapp: object, warning: SeriesWarning, seen: tuple[str, ...], few: str, sentence: str
) -> None:
    one = warned(warning, *seen)
    assert short_warning(one, warning) == few
    assert warning_sentences(one)[0].endswith(sentence)


def test_the_chip_tells_the_weightiest_of_several_warnings(qapp: object) -> None:
    two = dataclasses.replace(
        warned(SeriesWarning.VALUES_DIFFER),
        warnings=(SeriesWarning.VALUES_DIFFER, SeriesWarning.GAP),
        seen=((), ("2",)),
    )
    assert cell(shown(two), Column.STATE, 0, 0, 0).data() == "Gap: 2 missing +1"


def test_every_warning_and_every_kind_has_words(qapp: object) -> None:
    assert set(WARNING_TEXTS) == set(SeriesWarning)
    for warning in SeriesWarning:
        assert len(short_warning(warned(warning), warning)) < 25
        assert warning_sentences(warned(warning)) == (WARNING_TEXTS[warning],)
    assert [kind for kind in ObjectKind if not kind_name(kind)] == [ObjectKind.IMAGES]


def test_a_gap_stands_in_the_state_cell(qapp: object) -> None:
    model = shown(warned(SeriesWarning.GAP, "2"))
    state = cell(model, Column.STATE, 0, 0, 0)
    assert (state.data(), state.data(Role.STATE)) == ("Gap: 2 missing", RowState.WARNING)


def test_a_report_is_called_one_and_counts_in_the_sums(qapp: object) -> None:
    report = dataclasses.replace(summary(series="9", images=1), kind=ObjectKind.REPORT)
    views = dataclasses.replace(summary(series="10", images=3), kind=ObjectKind.PRESENTATION)
    model = shown(summary(images=10), report, views)
    assert [cell(model, Column.IMAGES, 0, 0, row).data() for row in range(3)] == ["10", "Report", "3 × Presentation"]
    assert cell(model, Column.IMAGES, 0).data() == "14"


# -- sent before ---------------------------------------------------------------------------------------------


def test_what_was_sent_before_says_when_and_whether_it_arrived(qapp: object) -> None:
    model = shown(summary(series="1.1", images=10), summary(series="1.2", images=12), summary(series="1.3"))
    model.show_sent_before(
        {
            "1.1": SentBefore(LONG_AGO, "City", 10, 10),
            "1.2": SentBefore(LONG_AGO, "City", 10, 10),
            "7": SentBefore(NOW, "", 1, 1),
        }
    )
    states = [cell(model, Column.STATE, 0, 0, row) for row in range(3)]
    assert [state.data() for state in states] == ["Sent 5 Nov 2019, verified", "Sent 5 Nov 2019, 10 of 12", "Ready"]
    assert states[0].data(Role.STATE) == RowState.SENT_BEFORE
    assert "all 10 images arrived" in states[0].data(Qt.ItemDataRole.ToolTipRole)
    assert cell(model, Column.STATE, 0, 0).data() == ""
    assert sent_before_sentence(states[1].data(Role.VALUE)) == (
        "Sent on 5 Nov 2019 to City: all 10 images arrived. Now there are 12 images"
    )


def test_a_day_of_this_year_needs_no_year(qapp: object) -> None:
    model = shown(summary(series="1.1", images=10))
    model.show_sent_before({"1.1": SentBefore(NOW, "City", 10, 4)})
    assert cell(model, Column.STATE, 0, 0, 0).data() == f"Sent {NOW.astimezone():%-d %b}, 4 of 10"


def test_a_study_that_was_sent_as_a_whole_says_so(qapp: object) -> None:
    model = shown(summary(series="1.1", images=10), summary(series="1.2", images=10))
    model.show_sent_before(dict.fromkeys(("1.1", "1.2"), SentBefore(LONG_AGO, "City", 10, 10)))
    study = cell(model, Column.STATE, 0, 0)
    assert (study.data(), study.data(Role.STATE)) == ("Sent 5 Nov 2019, verified", RowState.SENT_BEFORE)


def test_ticks_do_not_change_what_was_sent_before_and_growing_keeps_it(qapp: object) -> None:
    model = shown(summary(series="1.1", images=10))
    model.show_sent_before({"1.1": SentBefore(LONG_AGO, "City", 10, 10)})
    model.set_chosen(summary(series="1.1").key, False)
    state = cell(model, Column.STATE, 0, 0, 0)
    assert state.data() == "Sent 5 Nov 2019, verified"
    model.apply(update(summary(series="1.1", images=11)))
    model.finish_reading()
    assert state.data() == "Sent 5 Nov 2019, 10 of 11"
    model.lock(True)
    assert state.data() == "Not chosen"


def test_a_warning_goes_before_what_was_sent(qapp: object) -> None:
    model = shown(dataclasses.replace(warned(SeriesWarning.GAP, "2"), sent_before=None))
    model.show_sent_before({"1.2.3.4": SentBefore(LONG_AGO, "City", 10, 10)})
    state = cell(model, Column.STATE, 0, 0, 0)
    assert state.data() == "Gap: 2 missing +1"
    assert "Sent on 5 Nov 2019" in state.data(Qt.ItemDataRole.ToolTipRole)


# -- series that go ------------------------------------------------------------------------------------------


def removal(*gone: SeriesSummary) -> CatalogueUpdate:
    return CatalogueUpdate((), (), Totals(), tuple(one.key for one in gone))


def test_a_removed_series_takes_its_sums_and_empty_rows_with_it(qapp: object) -> None:
    model = SeriesTree()
    strict = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.apply(two_patients())
    changed = QSignalSpy(model.chosen_changed)
    model.apply(removal(summary(series="1.2.3.3"), summary(EDGAR, "1.2.5", "1.2.5.2"), summary(series="none")))
    assert changed.count() == 1
    assert model.chosen_totals().images == 962 - 172 - 28
    assert [entry.images for entry in model.patients()] == [738, 24]
    assert [cell(model, 0, 0, 0, row).data() for row in range(2)] == ["2 · Lung 1.0 mm", "4 · Coronal 3.0 mm"]
    model.apply(removal(summary(EDGAR, "1.2.5", "1.2.5.3")))
    assert [entry.patient for entry in model.patients()] == [SALLY]
    model.apply(update(summary(EDGAR, "1.2.5", "1.2.5.3", images=3)))
    assert model.chosen_totals().images == 741
    assert strict.model() is model
