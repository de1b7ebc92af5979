"""The contract's status table, and the waits between tries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.retry import Backoff, Reaction, parse_retry_after, react

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("statuses", "reaction"),
    [
        ([200, 201, 202], Reaction.ACCEPT),
        ([400, 402, 409, 415, 422, 431, 451], Reaction.SPLIT),
        ([401], Reaction.TOKEN),
        ([403], Reaction.SOURCE),
        ([404, 405, 203, 204, 206, 300, 304, 410, 501, 505, 511, 101, 999], Reaction.ADDRESS),
        ([301, 302, 303, 307, 308], Reaction.MOVED),
        ([408, 425, 429, 500, 502, 503, 504, 507, 520, 529], Reaction.RETRY),
        ([413], Reaction.SHRINK),
        ([407], Reaction.PROXY),
    ],
)
def test_every_row_of_the_table(statuses: list[int], reaction: Reaction) -> None:
    assert {react(status) for status in statuses} == {reaction}


@given(st.integers(100, 999))
def test_not_authenticated_means_the_token_whatever_the_status(status: int) -> None:
    assert react(status, unauthenticated=True) is Reaction.TOKEN


@given(st.integers(100, 999))
def test_only_three_statuses_speak_of_success(status: int) -> None:
    assert (react(status) is Reaction.ACCEPT) == (status in {200, 201, 202})


@given(st.integers(0, 10**8))
def test_retry_after_in_seconds_is_read(seconds: int) -> None:
    assert parse_retry_after(f" {seconds} ", NOW) == seconds


@given(st.integers(-(10**6), 10**6))
def test_retry_after_as_a_date_is_read(seconds: int) -> None:
    text = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert parse_retry_after(text, NOW) == max(0, seconds)


def test_retry_after_in_the_obsolete_date_forms_is_read() -> None:
    assert parse_retry_after("Tuesday, 24-Nov-26 12:00:30 GMT", NOW) == 30
    assert parse_retry_after("Tue Nov 24 12:00:30 2026", NOW) == 30


@pytest.mark.parametrize("text", [None, "", "soon", "-1", "1.5", "²", "Tue, 99 Nov 2026 12:00:00 GMT"])
def test_retry_after_that_cannot_be_read_is_none(text: str | None) -> None:
    assert parse_retry_after(text, NOW) is None


@given(st.text())
def test_no_retry_after_is_a_crash(text: str) -> None:
    seconds = parse_retry_after(text, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 1000), st.integers(0, 2**32))
def test_the_wait_lies_between_nought_and_the_doubled_ceiling(failures: int, seed: int) -> None:
    wait = Backoff(first=0.5, cap=60).wait(failures, Random(seed))
    assert 0 <= wait <= min(60, 0.5 * 2 ** min(failures - 1, 60))


@given(st.integers(1, 20), st.floats(0, 10**6), st.integers(0, 2**32))
def test_retry_after_is_obeyed_up_to_its_cap(failures: int, asked: float, seed: int) -> None:
    wait = Backoff(first=0.5, retry_after_cap=300).wait(failures, Random(seed), asked)
    assert min(asked, 300) <= wait <= min(asked, 300) + 0.5


def test_the_jitter_is_full() -> None:
    waits = [Backoff(first=1.0, cap=8.0).wait(4, Random(seed)) for seed in range(500)]
    assert min(waits) < 0.5
    assert max(waits) > 7.5
