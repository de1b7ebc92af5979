"""How much work the tree of 1,000 series makes: counted, because times depend on the computer."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from gui.core.entities import CatalogueUpdate, Patient, Totals
from gui.models import series_order
from gui.models.series_nodes import Column, Node
from gui.models.series_proxy import SeriesProxy
from gui.models.series_tree import SeriesTree
from tests.helpers.catalogue import summary, update

AnyIndex = QModelIndex | QPersistentModelIndex


class CountingTree(SeriesTree):
    """Counts how often cells are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked["data"] += 1
        return super().data(index, role)


class CountingProxy(SeriesProxy):
    """Counts how often a row goes through the filter."""

    def __init__(self) -> None:
        super().__init__()
        self.filtered_rows = 0

    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        self.filtered_rows += 1
        return super().filterAcceptsRow(row, parent)


def thousand_series() -> tuple[CountingTree, CountingProxy]:
    """50 patients with 5 studies of 4 series each, as views know them: every level has been looked at."""
    tree, proxy = CountingTree(), CountingProxy()
    proxy.setSourceModel(tree)
    tree.apply(
        update(
            *(
                summary(
                    Patient(f"P{n // 20:02}", "", f"Sample^{97 * (n // 20) % 50:02}", "19700101"),
                    f"1.{n // 4}",
                    f"1.2.{n}",
                    number=str(7 * n % 1000),
                    size=(n * 7919) % 1000 + 3_000_000_000,
                )
                for n in range(1000)
            )
        )
    )
    look_at_all(proxy)
    return tree, proxy


def look_at_all(proxy: SeriesProxy, parent: QModelIndex | None = None) -> int:
    parent = parent or QModelIndex()
    rows = proxy.rowCount(parent)
    return rows + sum(look_at_all(proxy, proxy.index(row, 0, parent)) for row in range(rows))


@pytest.fixture
def valued(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often the raw value of each row was made."""
    counts: Counter[int] = Counter()
    make = series_order.sort_value

    def counting(node: Node, column: int) -> tuple[object, ...]:
        counts[node.ident] += 1
        return make(node, column)

    monkeypatch.setattr(series_order, "sort_value", counting)
    return counts


@pytest.mark.parametrize("column", list(Column))
def test_sorting_makes_each_rows_value_once_and_asks_for_no_cell(
    qapp: object, valued: Counter[int], column: Column
) -> None:
    tree, proxy = thousand_series()
    told = QSignalSpy(proxy.layoutChanged)
    tree.asked.clear()
    valued.clear()
    proxy.sort(column, Qt.SortOrder.DescendingOrder)
    assert tree.asked["data"] == 0
    assert set(valued.values()) == {1}
    assert len(valued) <= 1300
    assert told.count() <= 1


def test_the_order_at_the_end_of_reading_needs_no_value_any_more(qapp: object, valued: Counter[int]) -> None:
    tree, proxy = thousand_series()
    assert set(valued.values()) == {1}
    valued.clear()
    proxy.settle()
    assert not valued
    study = tree.index(0, 0, tree.index(0, 0))
    assert [tree.index(row, 0, study).data().split()[0] for row in range(4)] == ["0", "7", "14", "21"]


def test_rows_that_are_in_order_are_not_moved_again(qapp: object) -> None:
    _tree, proxy = thousand_series()
    proxy.settle()
    told = QSignalSpy(proxy.layoutChanged)
    proxy.settle()
    assert told.count() == 0


def test_each_row_goes_through_the_filter_once(qapp: object) -> None:
    tree, proxy = thousand_series()
    tree.asked.clear()
    proxy.filtered_rows = 0
    proxy.set_filter("p07")
    assert proxy.filtered_rows <= 1300
    assert look_at_all(proxy) == 1 + 5 + 20
    assert tree.asked["data"] == 0


def test_chosen_rows_stay_chosen_where_they_have_moved(qapp: object) -> None:
    _tree, proxy = thousand_series()
    strict = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    study = proxy.index(2, 0, proxy.index(13, 0))
    held = [QPersistentModelIndex(proxy.index(row, 0, study)) for row in range(4)]
    names = [proxy.data(index) for index in held]
    uids = {proxy.index(row, 4, study).data() for row in range(4)}
    proxy.sort(Column.SIZE, Qt.SortOrder.DescendingOrder)
    proxy.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert [proxy.data(index) for index in held] == names
    parent = held[0].parent()
    assert {proxy.index(row, 4, parent).data() for row in range(4)} == uids
    assert strict.model() is proxy


def test_a_filter_outlives_the_rows_that_it_found(qapp: object) -> None:
    tree, proxy = thousand_series()
    proxy.set_filter("p07")
    patient = Patient("P07", "", "Sample^29", "19700101")
    gone = tuple(summary(patient, f"1.{n // 4}", f"1.2.{n}").key for n in range(140, 144))
    tree.apply(CatalogueUpdate((), (), Totals(), removed=gone))
    assert look_at_all(proxy) == 1 + 4 + 16
