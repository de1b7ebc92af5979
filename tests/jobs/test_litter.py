"""The garbage collector while very many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from gui.jobs.litter import Litter


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


def full_rounds() -> int:
    return int(gc.get_stats()[2]["collections"])


def make_many() -> list[list[int]]:
    return [[number] for number in range(400_000)]


def test_no_full_round_comes_while_many_objects_are_made() -> None:
    litter = Litter()
    before = full_rounds()
    litter.hold()
    held = make_many()
    assert full_rounds() == before
    litter.keep()
    assert gc.get_freeze_count() >= len(held)


def test_afterwards_everything_is_as_usual() -> None:
    usual = gc.get_threshold()
    litter = Litter()
    litter.hold()
    litter.hold()
    litter.keep()
    assert gc.get_threshold() == usual
    litter.release()
    assert gc.get_freeze_count() == 0
    litter.hold()
    litter.release()
    litter.keep()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
