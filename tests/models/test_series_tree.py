"""The tree of what was found."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.modeltest import ModelTester

from gui.core.entities import Patient, SeriesWarning, Study
from gui.core.receipt import LineState, ReceiptLine
from gui.core.upload import Progress, SeriesProgress
from gui.models.roles import Role, RowState
from gui.models.series_nodes import Column
from gui.models.series_tree import SeriesTree
from tests.helpers.catalogue import EDGAR, SALLY, summary, two_patients, update


@pytest.fixture
def tree(qapp: object) -> SeriesTree:
    model = SeriesTree()
    model.apply(two_patients())
    model.finish_reading()
    return model


def text(model: SeriesTree, column: int, *rows: int) -> str:
    return str(model.data(cell(model, column, *rows)))


def cell(model: SeriesTree, column: int, *rows: int) -> QModelIndex:
    parent = QModelIndex()
    for row in rows[:-1]:
        parent = model.index(row, 0, parent)
    return model.index(rows[-1], column, parent)


def test_tree_obeys_the_rules_of_models_before_and_after_a_reset(qtmodeltester: ModelTester) -> None:
    model = SeriesTree()
    strict = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtmodeltester.check(model)
    model.apply(two_patients())
    model.apply(update(summary(series="1.2.3.9", number="9"), summary(EDGAR, "1.9", "1.9.1")))
    qtmodeltester.check(model)
    model.clear()
    assert model.rowCount() == 0
    model.apply(two_patients())
    model.lock(True)
    qtmodeltester.check(model)
    assert strict.model() is model


def test_rows_stand_as_patient_study_series_with_their_sums(tree: SeriesTree) -> None:
    assert text(tree, Column.NAME, 0) == "Sample, Sally"
    assert tree.data(cell(tree, 0, 0), Role.ASIDE) == "11 Apr 1962 · ID DEMO-4711"
    assert [text(tree, column, 0, 0) for column in range(6)] == [
        "CT thorax with contrast",
        "CT",
        "20 Nov 2026",
        "908",
        "478.7 MB",
        "",
    ]
    assert [text(tree, column, 1, 0, 1) for column in range(6)] == [
        "3 · T1 coronal",
        "MR",
        "",
        "24",
        "7.1 MB",
        "Files disagree",
    ]
    assert tree.data(cell(tree, Column.STATE, 1, 0, 1), Role.STATE) is RowState.WARNING


def test_partly_ticked_parents_say_how_many_of_how_many(tree: SeriesTree) -> None:
    assert tree.setData(cell(tree, 0, 0, 1), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert text(tree, Column.IMAGES, 0) == "908 of 910"
    assert text(tree, Column.IMAGES, 0, 1) == "2"
    states = [tree.data(cell(tree, 0, *rows), Qt.ItemDataRole.CheckStateRole) for rows in ((0,), (0, 0), (0, 1), (1,))]
    checks = Qt.CheckState
    assert states == [checks.PartiallyChecked, checks.Checked, checks.Unchecked, checks.Checked]
    totals = tree.chosen_totals()
    assert (totals.patients, totals.studies, totals.series, totals.images) == (2, 2, 5, 960)
    assert totals.size == 494_100_000
    assert len(tree.chosen()) == 5


def test_ticking_a_partly_ticked_parent_ticks_everything_below(tree: SeriesTree) -> None:
    tree.set_chosen(summary(series="1.2.3.3").key, False)
    assert tree.chosen_totals().images == 962 - 172
    tree.setData(cell(tree, 0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert tree.chosen_totals().images == 962


def test_locked_ticks_cannot_be_changed(tree: SeriesTree) -> None:
    tree.set_chosen(summary(series="1.2.3.3").key, False)
    tree.lock(True)
    assert not tree.setData(cell(tree, 0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not tree.flags(cell(tree, 0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    tree.set_chosen(SALLY_KEY, True)
    assert tree.chosen_totals().images == 962 - 172
    assert [text(tree, Column.STATE, 0, 0, row) for row in range(3)] == ["Waiting", "Not chosen", "Waiting"]
    tree.lock(False)
    assert [text(tree, Column.STATE, 0, 0, row) for row in range(2)] == ["Ready", "Not chosen"]


SALLY_KEY = summary(SALLY).key.patient


def test_only_one_patient_can_be_kept(tree: SeriesTree) -> None:
    tree.choose_only(SALLY_KEY)
    assert [(entry.patient.name, entry.images) for entry in tree.patients()] == [
        ("Sample^Sally", 910),
        ("Example^Edgar", 0),
    ]
    tree.choose_only(summary(EDGAR).key.patient)
    assert [entry.images for entry in tree.patients()] == [0, 52]


def test_a_patient_whose_name_is_written_in_several_ways_has_one_row(qtmodeltester: ModelTester) -> None:
    tree = SeriesTree()
    qtmodeltester.check(tree)
    loud, both = (replace(SALLY, name=name) for name in ("SAMPLE^SALLY", "Sample^Sally=山田^花子"))
    other = summary(loud, series="1.2.3.5", images=7)
    tree.apply(update(summary(), other, summary(both, study="1.9", series="1.9.1", images=3)))
    assert tree.rowCount() == 1
    assert [text(tree, 0, 0, row) for row in range(2)] == ["CT thorax with contrast"] * 2
    assert text(tree, Column.IMAGES, 0, 0) == "17"
    assert (tree.chosen_totals().patients, tree.chosen_totals().images) == (1, 20)
    tree.choose_only(SALLY_KEY)
    assert len(tree.chosen()) == 3
    tree.apply(replace(update(), removed=(summary().key, other.key)))
    tree.apply(update(other))
    assert (tree.rowCount(), tree.chosen_totals().images) == (1, 10)
    tree.apply(replace(update(), removed=tuple(tree.chosen())))
    assert tree.rowCount() == 0
    tree.apply(update(other))
    assert (tree.rowCount(), tree.chosen_totals().images) == (1, 7)


def test_several_rows_are_unticked_at_once_and_told_of_once(tree: SeriesTree) -> None:
    changed = QSignalSpy(tree.chosen_changed)
    tree.set_all_chosen([*tree.chosen()[:2], summary(EDGAR).key.patient, summary(series="none").key], False)
    assert changed.count() == 1
    assert (len(tree.chosen()), tree.chosen_totals().patients) == (2, 1)
    tree.lock(True)
    tree.set_all_chosen(tree.series_keys(), True)
    assert len(tree.chosen()) == 2


def test_a_growing_series_keeps_its_place_and_says_what_changed(tree: SeriesTree) -> None:
    changed, inserted = QSignalSpy(tree.dataChanged), QSignalSpy(tree.rowsInserted)
    tree.apply(update(summary(series="1.2.3.3", images=200, size=100_000_000, number="3", description="Mediastinum")))
    assert inserted.count() == 0
    assert changed.count() == 3  # the series, its study, its patient
    assert text(tree, Column.IMAGES, 0, 0, 1) == "200"
    assert text(tree, Column.IMAGES, 0, 0) == "936"
    assert text(tree, Column.STATE, 0, 0, 1) == "Reading"
    tree.finish_reading()
    assert text(tree, Column.STATE, 0, 0, 1) == "Ready"


def test_new_series_of_one_study_come_in_one_insertion(tree: SeriesTree) -> None:
    inserted = QSignalSpy(tree.rowsInserted)
    tree.apply(update(*(summary(series=f"1.2.3.{number}", number=str(number)) for number in range(20, 60))))
    assert inserted.count() == 1
    tree.apply(update(summary(EDGAR, "7.1", "7.1.1"), summary(Patient("X", "", "New^Nina"), "8.1", "8.1.1")))
    assert inserted.count() == 3
    assert text(tree, Column.NAME, 2, 0, 0) == "2 · Lung 1.0 mm"


def test_what_is_found_later_of_an_unticked_patient_is_not_ticked(tree: SeriesTree) -> None:
    tree.set_chosen(SALLY_KEY, False)
    tree.apply(update(summary(series="1.2.3.77"), summary(study="5.5", series="5.5.1"), summary(EDGAR, "6.6", "6.6.1")))
    assert [entry.images for entry in tree.patients()] == [0, 62]


def test_a_row_that_is_no_longer_found_does_not_say_reading_for_ever(qapp: object) -> None:
    model = SeriesTree()
    model.apply(update(summary(series="1.1", number="1")))
    for images in range(1, 9):
        model.apply(update(summary(series="1.2", number="2", images=images)))
    assert [text(model, Column.STATE, 0, 0, row) for row in (0, 1)] == ["Ready", "Reading"]


def test_progress_reaches_every_ticked_row_of_a_uid(tree: SeriesTree) -> None:
    tree.apply(update(summary(EDGAR, "1.2.5", "1.2.3.3", images=3, number="9", modality="MR")))
    tree.set_chosen(summary(series="1.2.3.4").key, False)
    tree.lock(True)
    tree.show_progress(
        Progress(
            arrived=640,
            images=815,
            acknowledged=100,
            size=200,
            series=(
                SeriesProgress("1.2.3.2", 640, 640, 337_400_000, 337_400_000),
                SeriesProgress("1.2.3.3", 105, 175, 61, 100, sending=True),
                SeriesProgress("1.2.5.2", 20, 28, 8, 8, missing=8),
            ),
        )
    )
    assert [text(tree, Column.STATE, 0, 0, row) for row in range(3)] == ["Verified", "61 %", "Not chosen"]
    assert text(tree, Column.STATE, 0, 0) == "1 of 2 verified"
    assert text(tree, Column.STATE, 1, 0, 2) == "61 %"
    assert text(tree, Column.STATE, 1, 0, 0) == "Short by 8"
    assert tree.data(cell(tree, Column.STATE, 0, 0, 1), Role.SHARE) == pytest.approx(0.61)
    tree.show_standstill(RowState.STOPPED)
    assert text(tree, Column.STATE, 0, 0, 1) == "Stopped at 61 %"


def test_the_receipts_verdict_stands_in_the_row(tree: SeriesTree) -> None:
    value = summary(series="1.2.3.3")
    line = ReceiptLine(
        "1.2.3.3", ("1.2.3",), SALLY, Study("1.2.3"), value.series, 172, 172, 170, 170, LineState.SHORT, "", 1
    )
    tree.show_receipt([line])
    assert text(tree, Column.STATE, 0, 0, 1) == "Short by 2"
    assert tree.data(cell(tree, Column.STATE, 0, 0, 1), Role.STATE) is RowState.SHORT


def test_markup_in_names_is_no_markup_in_tooltips(qapp: object) -> None:
    model = SeriesTree()
    model.apply(update(summary(Patient("<b>1</b>", "", "<img src>^<b>Bold</b>\u202ecod.exe"))))
    hint = model.data(cell(model, 0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in hint
    assert "&lt;img src&gt;" in hint
    assert text(model, Column.NAME, 0) == "<img src>, <b>Bold</b>cod.exe"


def test_warnings_are_whole_in_the_tooltip(qapp: object) -> None:
    model = SeriesTree()
    model.apply(update(summary(warnings=(SeriesWarning.NO_PATIENT_ID, SeriesWarning.VALUES_DIFFER))))
    model.finish_reading()
    assert text(model, Column.STATE, 0, 0, 0) == "No patient ID +1"
    hint = model.data(cell(model, Column.STATE, 0, 0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "The patient has no ID in this file<br>Its files disagree" in hint


def test_every_cell_has_words_for_a_screen_reader(tree: SeriesTree) -> None:
    spoken = tree.data(cell(tree, 0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Patient Sample, Sally, 11 Apr 1962 · ID DEMO-4711"
    assert tree.data(cell(tree, Column.STATE, 0, 0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Ready"


def test_uids_and_keys_are_found_under_roles(tree: SeriesTree) -> None:
    index = cell(tree, 0, 0, 0, 1)
    assert tree.data(index, Role.UID) == "1.2.3.3"
    assert tree.data(index, Role.KEY) == summary(series="1.2.3.3").key
    assert tree.data(index, Role.VALUE).instances == 172
    assert tree.index_of(summary(series="1.2.3.3").key) == index
    assert not tree.index_of(summary(series="none").key).isValid()


def test_a_thousand_series_of_a_hundred_thousand_files_stay_quick(qapp: object) -> None:
    model = SeriesTree()
    begin = time.perf_counter()
    for step in range(100):  # each update brings 10 new series and lets 50 others grow
        new = [summary(study=f"1.{step // 2}", series=f"1.{step}.{n}", images=1) for n in range(10)]
        grown = [
            summary(study=f"1.{s // 2}", series=f"1.{s}.{n}", images=step)
            for s in range(max(0, step - 5), step)
            for n in range(10)
        ]
        model.apply(update(*new, *grown))
    assert time.perf_counter() - begin < 3
    assert model.chosen_totals().series == 1000
