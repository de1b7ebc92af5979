"""The tree as it is shown."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.core.entities import Patient
from gui.models.series_nodes import Column
from gui.models.series_proxy import SeriesProxy
from gui.models.series_tree import SeriesTree
from tests.helpers.catalogue import summary, two_patients, update


def shown(*summaries: object) -> tuple[SeriesTree, SeriesProxy]:
    tree, proxy = SeriesTree(), SeriesProxy()
    proxy.setSourceModel(tree)
    tree.apply(update(*summaries) if summaries else two_patients())  # type: ignore[arg-type]
    return tree, proxy


def names(proxy: SeriesProxy, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [proxy.data(proxy.index(row, 0, parent)) for row in range(proxy.rowCount(parent))]


def study_of(proxy: SeriesProxy, patient: int = 0, study: int = 0) -> QModelIndex:
    return proxy.index(study, 0, proxy.index(patient, 0))


def test_series_2_stands_before_series_10(qapp: object) -> None:
    _tree, proxy = shown(*(summary(series=f"1.{n}", number=n, description="") for n in ("10", "2", "", "1")))
    assert names(proxy, study_of(proxy)) == ["Series 10", "Series 2", "Series without a number", "Series 1"]
    proxy.settle()
    assert names(proxy, study_of(proxy)) == ["Series 1", "Series 2", "Series 10", "Series without a number"]


def test_sizes_of_more_than_two_gigabytes_sort_as_numbers(qapp: object) -> None:
    sizes = (3_000_000_000, 5, 9_000_000_000, 4_294_967_299)
    _tree, proxy = shown(*(summary(series=f"1.{n}", number=str(n), size=size) for n, size in enumerate(sizes)))
    proxy.sort(Column.SIZE, Qt.SortOrder.DescendingOrder)
    assert [name[0] for name in names(proxy, study_of(proxy))] == ["2", "3", "0", "1"]


def test_every_column_can_be_sorted_both_ways(qapp: object) -> None:
    _tree, proxy = shown(
        summary(Patient("", "", "")), summary(Patient("1", "", "Zoë^Ä"), series="9", number="x", date="")
    )
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for column in Column:
        for order in Qt.SortOrder:
            proxy.sort(column, order)
    assert sorted(names(proxy)) == ["No name", "Zoë, Ä"]
    assert tester.model() is proxy


def test_patients_keep_the_order_in_which_they_were_found_until_a_column_is_chosen(qapp: object) -> None:
    _tree, proxy = shown()
    proxy.settle()
    assert names(proxy) == ["Sample, Sally", "Example, Edgar"]
    proxy.sort(Column.NAME, Qt.SortOrder.AscendingOrder)
    assert names(proxy) == ["Example, Edgar", "Sample, Sally"]
    proxy.settle()
    assert names(proxy) == ["Example, Edgar", "Sample, Sally"]


def test_rows_do_not_move_while_a_sorted_tree_grows(qapp: object) -> None:
    tree, proxy = shown(summary(series="1.5", number="5", description=""))
    proxy.settle()
    tree.apply(update(summary(series="1.1", number="1", description="")))
    assert names(proxy, study_of(proxy)) == ["Series 5", "Series 1"]
    proxy.settle()
    assert names(proxy, study_of(proxy)) == ["Series 1", "Series 5"]


def test_the_filter_shows_matching_series_with_their_patient_and_study(qapp: object) -> None:
    _tree, proxy = shown()
    proxy.set_filter("edgar T1")
    assert names(proxy) == ["Example, Edgar"]
    assert names(proxy, study_of(proxy)) == ["3 · T1 coronal"]
    proxy.set_filter("demo-4711")
    assert names(proxy) == ["Sample, Sally"]
    assert proxy.rowCount(study_of(proxy)) == 3
    proxy.set_filter("nobody")
    assert names(proxy) == []
    proxy.set_filter("  ")
    assert len(names(proxy)) == 2


def test_series_found_later_obey_the_filter(qapp: object) -> None:
    tree, proxy = shown()
    proxy.set_filter("localizer")
    assert names(proxy) == []
    tree.apply(update(summary(series="1.99", number="0", description="Localizer")))
    assert names(proxy) == ["Sample, Sally"]
    assert names(proxy, study_of(proxy)) == ["0 · Localizer"]
