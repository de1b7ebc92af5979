"""Which instances go out together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.entities import Instance, Patient, Series, Study
from gui.core.plan import Limits, make_batches


def image(series: int, number: int, size: int = 10) -> Instance:
    uid = f"{series}.{number}"
    return Instance(f"/{uid}", size, 1, uid, "1.2", "1.2", Patient(), Study("1"), Series(str(series)))


IMAGES = st.lists(st.builds(image, st.integers(1, 4), st.integers(1, 30), st.integers(0, 120)), max_size=60)


@given(IMAGES, st.integers(1, 10), st.integers(1, 200))
def test_every_instance_goes_out_exactly_once_within_the_limits(
    images: list[Instance], max_files: int, max_bytes: int
) -> None:
    batches = make_batches(images, Limits(max_files, max_bytes))
    sent = [instance.sop_instance_uid for batch in batches for instance in batch.instances]
    assert len(sent) == len(set(sent))
    assert set(sent) == {instance.sop_instance_uid for instance in images}
    assert [batch.number for batch in batches] == list(range(1, len(batches) + 1))
    for batch in batches:
        assert 1 <= len(batch.instances) <= max_files
        assert batch.size <= max_bytes or len(batch.instances) == 1


@given(IMAGES, st.integers(1, 10))
def test_whole_series_finish_first(images: list[Instance], max_files: int) -> None:
    batches = make_batches(images, Limits(max_files))
    order = [instance.series.series_instance_uid for batch in batches for instance in batch.instances]
    assert order == sorted(order, key=list(dict.fromkeys(order)).index)


def test_a_file_larger_than_the_limit_stands_alone() -> None:
    batches = make_batches([image(1, 1, 5), image(1, 2, 50), image(1, 3, 5)], Limits(10, 20))
    assert [[i.sop_instance_uid for i in batch.instances] for batch in batches] == [
        ["1.1"],
        ["1.2"],
        ["1.3"],
    ]


def test_the_first_of_two_instances_with_one_uid_is_kept() -> None:
    first, second = image(1, 1, 5), image(1, 1, 6)
    (batch,) = make_batches([first, second], Limits())
    assert batch.instances == (first,)


def test_a_series_is_not_torn_over_two_requests_when_it_fits_into_one() -> None:
    images = [image(1, n) for n in range(6)] + [image(2, n) for n in range(8)]
    assert [len(batch.instances) for batch in make_batches(images, Limits(10))] == [6, 8]


def test_requests_of_small_series_are_filled() -> None:
    images = [image(series, 1) for series in range(250)]
    assert [len(batch.instances) for batch in make_batches(images, Limits(100))] == [100, 100, 50]


def test_limits_that_carry_nothing_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least"):
        Limits(max_files=0)
