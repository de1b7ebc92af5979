"""The cap on the clinic's line, and the hours in which sending is allowed."""

from __future__ import annotations

import heapq
import math
import threading
import time as clock_time
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gui.core.pace import NightWindow, Pace


class Clock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


# -- the cap ---------------------------------------------------------------------------------------------------


def test_without_a_cap_nothing_waits_and_blocks_stay_as_they_are() -> None:
    pace = Pace(None, Clock())
    assert [pace.delay(10**9) for _ in range(5)] == [0.0] * 5
    assert pace.block_size(2**20) == 2**20
    assert pace.cap is None


def test_each_block_waits_for_the_time_of_those_before_it() -> None:
    pace = Pace(1000, Clock())
    assert [pace.delay(500) for _ in range(3)] == [0.0, 0.5, 1.0]


def test_time_that_passes_is_taken_off_the_wait() -> None:
    clock = Clock()
    pace = Pace(1000, clock)
    pace.delay(1000)
    clock.now += 0.75
    assert pace.delay(10) == pytest.approx(0.25)


def test_idle_time_is_not_saved_up_for_a_burst() -> None:
    clock = Clock()
    pace = Pace(1000, clock)
    pace.delay(100)
    clock.now += 3600
    assert [pace.delay(1000) for _ in range(3)] == [0.0, 1.0, 2.0]


def test_a_low_cap_makes_small_blocks_so_that_the_service_hears_from_us() -> None:
    assert Pace(100_000, Clock()).block_size(2**20) == 25_000
    assert Pace(10, Clock()).block_size(2**20) == 4096
    assert Pace(10, Clock()).block_size(100) == 100
    assert Pace(10**9, Clock()).block_size(2**20) == 2**20


@pytest.mark.parametrize("cap", [0, -1, math.nan, math.inf])
def test_a_cap_that_is_no_positive_number_is_refused(cap: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        Pace(cap, Clock())


def test_a_block_of_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Pace(1000, Clock()).delay(-1)


def test_connections_in_threads_of_their_own_are_promised_different_moments() -> None:
    pace = Pace(1000, Clock())
    promised: list[float] = []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait(10)
        for _ in range(200):
            promised.append(pace.delay(10))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(promised) == pytest.approx([number / 100 for number in range(1600)])


Step = tuple[int, float, float]
"""Bytes of a block, seconds that its sender oversleeps, seconds that sending takes."""

blocks = st.integers(1, 5000)
moments = st.floats(0, 3)


def run(cap: float, connections: list[list[Step]]) -> list[tuple[float, int]]:
    """When each block went out, and its length: every connection asks, waits, sends, and asks again."""
    clock = Clock()
    pace = Pace(cap, clock)
    sent: list[tuple[float, int]] = []
    due: list[tuple[float, int, bool]] = [(clock.now, number, True) for number in range(len(connections))]
    left = [list(steps) for steps in connections]
    while due:
        clock.now, number, asks = heapq.heappop(due)
        if not left[number]:
            continue
        size, late, takes = left[number][0]
        if asks:
            heapq.heappush(due, (clock.now + pace.delay(size) + late, number, False))
        else:
            sent.append((clock.now, size))
            left[number].pop(0)
            heapq.heappush(due, (clock.now + takes, number, True))
    return sent


def most_over(cap: float, sent: list[tuple[float, int]]) -> float:
    """The most bytes by which any interval holds more than the cap allows."""
    worst = 0.0
    for first, (begin, _) in enumerate(sent):
        total = 0
        for moment, size in sent[first:]:
            total += size
            worst = max(worst, total - cap * (moment - begin))
    return worst


@given(st.floats(10, 10_000), st.lists(st.lists(st.tuples(blocks, st.just(0.0), moments), max_size=12), max_size=5))
def test_no_interval_holds_more_than_the_cap_and_one_block(cap: float, connections: list[list[Step]]) -> None:
    largest = max((step[0] for steps in connections for step in steps), default=0)
    assert most_over(cap, run(cap, connections)) <= largest + 1e-3


@given(st.floats(10, 10_000), st.lists(st.lists(st.tuples(blocks, moments, moments), max_size=12), max_size=5))
@example(100.0, [[(1000, 3.0, 0.0), (1000, 0.0, 0.0)], [(10, 0.0, 0.0)]])
def test_senders_that_oversleep_add_one_block_for_each_connection_at_most(
    cap: float, connections: list[list[Step]]
) -> None:
    largest = [max((step[0] for step in steps), default=0) for steps in connections]
    allowed = sum(largest) + max(largest, default=0)
    assert most_over(cap, run(cap, connections)) <= allowed + 1e-3


@given(st.floats(1000, 10_000), st.integers(1, 6), st.integers(100, 1000))
def test_a_busy_line_is_used_up_to_the_cap(cap: float, connections: int, block: int) -> None:
    sent = run(cap, [[(block, 0.0, 0.0)] * 20] * connections)
    seconds = sent[-1][0] - sent[0][0]
    assert sum(size for _, size in sent[:-1]) == pytest.approx(cap * seconds)


# -- the hours -------------------------------------------------------------------------------------------------

ROME = ZoneInfo("Europe/Rome")
NIGHT = NightWindow(time(20), time(6))
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "UTC")
]


def wait_at(window: NightWindow, *when: int, zone: ZoneInfo = ROME, fold: int = 0) -> float:
    return window.seconds_until_open(datetime(*when, tzinfo=zone, fold=fold))  # type: ignore[arg-type,misc]


def test_within_the_window_nothing_waits_and_its_end_is_outside() -> None:
    assert wait_at(NIGHT, 2026, 3, 10, 20, 0) == 0
    assert wait_at(NIGHT, 2026, 3, 10, 23, 59, 59) == 0
    assert wait_at(NIGHT, 2026, 3, 11, 5, 59, 59) == 0
    assert wait_at(NIGHT, 2026, 3, 11, 6, 0) == 14 * 3600
    assert wait_at(NIGHT, 2026, 3, 10, 19, 59, 30) == 30


def test_a_window_within_one_day_opens_again_the_next_day() -> None:
    noon = NightWindow(time(12), time(13, 30))
    assert wait_at(noon, 2026, 3, 10, 11, 0) == 3600
    assert wait_at(noon, 2026, 3, 10, 13, 0) == 0
    assert wait_at(noon, 2026, 3, 10, 13, 30) == 22.5 * 3600


def test_the_same_time_twice_is_the_whole_day() -> None:
    assert wait_at(NightWindow(time(9), time(9)), 2026, 3, 10, 3, 0) == 0


def test_an_hour_is_missing_in_the_night_in_which_summer_time_begins() -> None:
    early = NightWindow(time(4), time(6))
    assert wait_at(early, 2026, 3, 28, 23, 0) == 4 * 3600
    assert wait_at(early, 2026, 10, 24, 23, 0) == 6 * 3600


def test_a_start_that_the_clock_skips_opens_when_it_has_been_skipped() -> None:
    assert wait_at(NightWindow(time(2, 30), time(6)), 2026, 3, 29, 1, 0) == 3600


def test_a_window_that_the_clock_skips_opens_the_next_night() -> None:
    assert wait_at(NightWindow(time(2, 10), time(2, 40)), 2026, 3, 29, 1, 0) == (24 + 1 - 1) * 3600 + 600


def test_an_hour_that_is_shown_twice_opens_twice() -> None:
    window = NightWindow(time(2, 30), time(2, 50))
    assert wait_at(window, 2026, 10, 25, 2, 55, fold=0) == 35 * 60
    assert wait_at(window, 2026, 10, 25, 2, 40, fold=1) == 0


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        NIGHT.seconds_until_open(datetime(2026, 3, 10, 12))  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="zone"):
        NightWindow(time(20, tzinfo=UTC), time(6))


@pytest.fixture
def in_rome(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(clock_time, "tzset"):
        pytest.skip("this system's zone cannot be changed for one process")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Rome")
        clock_time.tzset()
        yield
    clock_time.tzset()


@pytest.mark.usefixtures("in_rome")
def test_a_bare_offset_of_this_computer_follows_the_rules_of_its_zone() -> None:
    early = NightWindow(time(4), time(6))
    evening = datetime(2026, 3, 28, 23, 0, tzinfo=ROME).astimezone()
    assert isinstance(evening.tzinfo, timezone)
    assert early.seconds_until_open(evening) == 4 * 3600


@pytest.mark.usefixtures("in_rome")
def test_a_bare_offset_of_another_place_stays_as_it_is() -> None:
    evening = datetime(2026, 3, 28, 23, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert NightWindow(time(4), time(6)).seconds_until_open(evening) == 5 * 3600


hours = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
changes = [(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1), (6, 1)]
around_changes = st.sampled_from([datetime(2026, month, day, tzinfo=UTC) for month, day in changes])


@given(hours, hours, around_changes, st.integers(-86_400, 86_400), st.sampled_from(ZONES))
def test_the_wait_ends_at_the_first_moment_within_the_window(
    start: time, end: time, day: datetime, seconds: int, zone: ZoneInfo
) -> None:
    window = NightWindow(start, end)
    begin = day + timedelta(seconds=seconds)

    def inside(after: float) -> bool:
        shown = (begin + timedelta(seconds=after)).astimezone(zone).time()
        if start == end:
            return True
        return (start <= shown < end) if start < end else not (end <= shown < start)

    wait = window.seconds_until_open(begin.astimezone(zone))
    assert 0 <= wait <= 49 * 3600
    assert inside(wait)
    assert not any(inside(wait - before) for before in (1, 2, 30, 60, 600, 3600, 5000) if before <= wait)
    assert not any(inside(moment) for moment in range(0, int(wait), 61))
