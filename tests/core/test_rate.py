"""Speed and time left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.core.rate import RateEstimator


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_no_speed_is_shown_before_an_answer() -> None:
    clock = Clock()
    rate = RateEstimator(clock)
    clock.now += 60
    assert rate.speed() is None
    assert rate.seconds_left(100) is None


def test_speed_is_bytes_answered_for_per_second() -> None:
    clock = Clock()
    rate = RateEstimator(clock, acknowledged=1000)
    clock.now += 2
    rate.update(1400)
    assert rate.speed() == 200.0
    assert rate.seconds_left(2400) == 5.0


def test_what_had_arrived_before_does_not_count_as_speed() -> None:
    clock = Clock()
    rate = RateEstimator(clock, acknowledged=10**9)
    clock.now += 5
    rate.update(10**9)
    assert rate.speed() is None


def test_a_line_that_stands_still_slows_down() -> None:
    clock = Clock()
    rate = RateEstimator(clock)
    clock.now += 1
    rate.update(1000)
    before = rate.speed()
    clock.now += 60
    after = rate.speed()
    assert before is not None
    assert after is None or after < before / 10


def test_old_speed_is_forgotten() -> None:
    clock = Clock()
    rate = RateEstimator(clock)
    for step in range(1, 61):
        clock.now += 1
        rate.update(step * 1_000_000)
    for step in range(1, 121):
        clock.now += 1
        rate.update(60_000_000 + step * 1000)
    assert rate.speed() == 1000.0


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 10**9)), max_size=30))
def test_speed_is_never_negative_and_nothing_left_takes_no_time(steps: list[tuple[float, int]]) -> None:
    clock, total = Clock(), 0
    rate = RateEstimator(clock)
    for seconds, gained in steps:
        clock.now += seconds
        total += gained
        rate.update(total)
        speed = rate.speed()
        assert speed is None or speed > 0
    assert rate.seconds_left(total) == 0.0
