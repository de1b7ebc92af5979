"""The receipt as rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from gui.core.receipt import LineState, MissingInstance, Receipt
from gui.models.receipt_table import MissingTable, ReceiptColumn, ReceiptRow, ReceiptTable, group_lines
from gui.models.roles import Role, RowState
from tests.helpers.language import british
from tests.helpers.receipts import EDGAR, KNEE, line, missing, receipt, short_receipt, verified_receipt


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def table(made: Receipt) -> ReceiptTable:
    model = ReceiptTable()
    model.show(made)
    return model


def row(model: ReceiptTable, number: int) -> list[str]:
    return [str(model.index(number, column).data() or "") for column in range(model.columnCount())]


@pytest.mark.usefixtures("qapp")
def test_table_obeys_the_rules_of_models_before_and_after_a_reset(qtmodeltester: ModelTester) -> None:
    model = ReceiptTable()
    strict = QAbstractItemModelTester(model, FATAL)
    qtmodeltester.check(model)
    model.show(short_receipt())
    qtmodeltester.check(model)
    model.show(receipt())
    assert model.rowCount() == 0
    model.show(verified_receipt())
    qtmodeltester.check(model)
    assert strict.model() is model


@pytest.mark.usefixtures("qapp")
def test_series_stand_below_their_patient_and_study_and_the_sum_comes_last() -> None:
    model = table(short_receipt())
    kinds = [model.index(number, 0).data(Role.LEVEL) for number in range(model.rowCount())]
    assert kinds == [ReceiptRow.BAND, *[ReceiptRow.LINE] * 3, ReceiptRow.SUM]
    assert model.index(0, 0).data() == "Sample, Sally"
    assert model.index(0, 0).data(Role.ASIDE) == "11 Apr 1962 · ID DEMO-4711 · CT thorax with contrast, 20 Nov 2026"
    assert row(model, 1) == ["2 · Lung 1.0 mm", "2.25.31467905183290461187", "640", "640", "Verified"]
    assert row(model, 2)[2:] == ["172", "170", "Short by 2"]
    assert row(model, 3)[2:] == ["0", "–", "Not sent"]
    assert row(model, 4) == ["3 series", "", "812", "810", "1 verified · 1 short · 1 not sent"]
    assert model.index(1, 0).data(Role.ASIDE) == "640 images · 337.4 MB"
    assert model.index(2, ReceiptColumn.STATE).data(Role.ASIDE).startswith("The service counts 170 of the 172")
    assert model.index(2, ReceiptColumn.COUNT).data(Role.WEIGHT) == 600
    assert [model.index(number, 4).data(Role.STATE) for number in range(1, 5)] == [
        RowState.VERIFIED,
        RowState.SHORT,
        RowState.NOT_SENT,
        RowState.SUM,
    ]


@pytest.mark.usefixtures("qapp")
def test_two_patients_get_two_bands_even_when_their_series_are_mixed() -> None:
    knee = line("2.25.7", patient=EDGAR, study=KNEE, number="1")
    model = table(receipt(line("2.25.1"), knee, line("2.25.2")))
    assert [model.index(number, 0).data() for number in range(model.rowCount())] == [
        "Sample, Sally",
        "2 · Lung 1.0 mm",
        "2 · Lung 1.0 mm",
        "Example, Edgar",
        "1 · Lung 1.0 mm",
        "3 series",
    ]
    assert [found.series_instance_uid for found in model.lines()] == ["2.25.1", "2.25.2", "2.25.7"]


@pytest.mark.usefixtures("qapp")
def test_only_series_can_be_selected_and_they_are_spoken_whole() -> None:
    model = table(verified_receipt())
    selectable = [bool(model.flags(model.index(n, 0)) & Qt.ItemFlag.ItemIsSelectable) for n in range(5)]
    assert selectable == [False, True, True, True, False]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, ReceiptColumn.COUNT).data(spoken) == "the service counts 640"
    assert model.index(1, ReceiptColumn.STATE).data(spoken) == "Verified"
    nothing = table(receipt(line(count=None, sent=0, arrived=0, state=LineState.NOT_SENT, reason="It was not sent.")))
    assert nothing.index(1, ReceiptColumn.COUNT).data(spoken) == "the service gave no count"
    assert nothing.index(1, ReceiptColumn.STATE).data(spoken) == "Not sent. It was not sent."


@pytest.mark.usefixtures("qapp")
def test_tooltips_do_not_render_markup_of_files() -> None:
    model = table(receipt(line(description="<b>bold</b> & <img src=x>")))
    tip = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;" in tip
    assert model.index(1, 0).data() == "2 · <b>bold</b> & <img src=x>"


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 600), st.booleans()), min_size=1, max_size=8))
def test_sum_row_adds_up_what_stands_above_it(numbers: list[tuple[int, int, bool]]) -> None:
    lines = [
        line(f"2.25.{n}", chosen=max(sent, 1), sent=sent, count=count, patient=EDGAR if other else line().patient)
        for n, (sent, count, other) in enumerate(numbers)
    ]
    model = table(receipt(*lines))
    last = model.rowCount() - 1
    shown = [row(model, n) for n in range(last) if model.index(n, 0).data(Role.LEVEL) == ReceiptRow.LINE]
    assert len(shown) == len(lines)
    for column in (ReceiptColumn.SENT, ReceiptColumn.COUNT):
        total = int(row(model, last)[column].replace(",", ""))
        assert total == sum(int(cells[column].replace(",", "")) for cells in shown)
    assert sum(len(group.lines) for group in group_lines(lines)) == len(lines)


@pytest.mark.usefixtures("qapp")
def test_missing_images_are_listed_by_file_name_and_reason(qtmodeltester: ModelTester) -> None:
    found = (
        *missing("It was refused.", "It was not sent."),
        MissingInstance("2.25.8", "/media/EXPORT/IM\udcff <b>.dcm", "It was refused."),
    )
    model = MissingTable(found)
    strict = QAbstractItemModelTester(model, FATAL)
    qtmodeltester.check(model)
    shown = [[model.index(n, column).data() for column in range(2)] for n in range(3)]
    assert shown[0] == ["IM0001.dcm", "It was refused."]
    assert shown[2][0] == "IM\ufffd <b>.dcm"
    assert "/media/EXPORT/IM0001.dcm" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.as_text().splitlines()[0] == "/media/EXPORT/IM0001.dcm\tIt was refused."
    assert strict.model() is model
