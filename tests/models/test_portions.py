"""Updates of the catalogue come to the window in portions: in order, whole, and not all at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.core.entities import CatalogueUpdate, Patient, SeriesKey, Skipped, SkipReason
from gui.portions import Portions
from tests.helpers.catalogue import summary, update

ANNA = Patient("1", "", "Sample^Anna", "19700101")


@pytest.fixture
def portions() -> Portions:
    return Portions()


@pytest.fixture
def told(portions: Portions) -> list[CatalogueUpdate]:
    seen: list[CatalogueUpdate] = []
    portions.told.connect(seen.append)
    return seen


def some(first: int, count: int) -> CatalogueUpdate:
    return update(*(summary(ANNA, "1.1", f"1.1.{n}") for n in range(first, first + count)))


def keys(updates: list[CatalogueUpdate]) -> list[SeriesKey]:
    return [one.key for part in updates for one in part.changed]


def test_a_small_update_comes_at_once(portions: Portions, told: list[CatalogueUpdate]) -> None:
    small = some(0, 10)
    portions.put(small)
    assert told == [small]


def test_an_update_without_series_comes_too(portions: Portions, told: list[CatalogueUpdate]) -> None:
    portions.put(some(0, 0))
    assert told == [some(0, 0)]


def test_a_large_one_comes_whole_and_in_order_while_the_window_goes_on(
    qtbot: QtBot, portions: Portions, told: list[CatalogueUpdate]
) -> None:
    large = some(0, 1000)
    beats: list[int] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(len(told)))
    heart.start(0)
    portions.put(large)
    assert len(told) == 1
    portions.put(some(1000, 1))
    ended: list[int] = []
    portions.then(lambda: ended.append(len(told)))
    qtbot.waitUntil(lambda: bool(ended))
    assert keys(told) == keys([large, some(1000, 1)])
    assert max(len(one.changed) for one in told) <= 150
    assert ended == [len(told)]
    assert set(range(1, len(told) - 1)) <= set(beats)  # between any two of them the window was looked after


def test_what_is_left_out_and_removed_is_told_once(
    qtbot: QtBot, portions: Portions, told: list[CatalogueUpdate]
) -> None:
    left = Skipped("/a", SkipReason.NOT_DICOM, "Not a DICOM file")
    gone = some(0, 1).changed[0].key
    large = some(1, 400)
    portions.put(CatalogueUpdate(large.changed, (left,), large.totals, (gone,)))
    qtbot.waitUntil(lambda: len(keys(told)) == 400)
    assert [one.left_out for one in told] == [(left,), (), ()]
    assert [one.removed for one in told] == [(gone,), (), ()]
    assert {one.totals for one in told} == {large.totals}


def test_what_is_to_be_done_then_is_done_now_when_nothing_waits(portions: Portions) -> None:
    done: list[bool] = []
    portions.then(lambda: done.append(True))
    assert done == [True]
