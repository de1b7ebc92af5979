"""What a notice of a newer version says, and when it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui import __version__
from gui.core.release import (
    LARGEST,
    LONGEST_TEXT,
    NoticeUnusable,
    Release,
    from_statement,
    join_notice,
    judge,
    split_notice,
    to_statement,
    version_key,
)
from tests.helpers.notices import EXPIRES, ISSUED, release

numbers = st.lists(st.integers(0, 999_999), min_size=1, max_size=4)
versions = numbers.map(lambda found: ".".join(map(str, found)))
days = st.dates(date(2020, 1, 1), date(2090, 1, 1))
texts = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=LONGEST_TEXT)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def why(notice: Release, *, seen: Release | None = None, now: datetime) -> str:
    with pytest.raises(NoticeUnusable) as failed:
        judge(notice, seen=seen, now=now)
    return failed.value.detail


# -- versions --------------------------------------------------------------------------------------------------


@given(numbers, numbers)
def test_versions_are_ordered_by_their_numbers(one: list[int], other: list[int]) -> None:
    keys = [version_key(".".join(map(str, found))) for found in (one, other)]
    padded = [(*found, 0, 0, 0, 0)[:4] for found in (one, other)]
    assert (keys[0] > keys[1]) == (padded[0] > padded[1])
    assert (keys[0] == keys[1]) == (padded[0] == padded[1])


def test_ten_is_more_than_nine_and_a_nought_at_the_end_is_nothing() -> None:
    assert version_key("1.10") > version_key("1.9.9")
    assert version_key("1.2.0") == version_key("1.2") == version_key("1.2.0.0")
    assert version_key("0") < version_key("0.0.1")


@pytest.mark.parametrize(
    "text", ["", "v1.2", "1.2rc1", "1..2", "1.2.", ".1", "1.2.3.4.5", "01.2", "-1", "1.2 ", "1.2\n", "٣.١", "1234567"]
)
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        version_key(text)


def test_this_program_s_own_version_is_one() -> None:
    assert version_key(__version__)


# -- what it says ----------------------------------------------------------------------------------------------


@given(versions, days, st.integers(0, 9000), texts, st.sampled_from(["", "https://it.example/new"]))
def test_a_statement_is_read_as_it_was_written(version: str, issued: date, life: int, text: str, page: str) -> None:
    notice = Release(version, issued, issued + timedelta(days=life), text, page)
    assert from_statement(to_statement(notice)) == notice


@pytest.mark.parametrize(
    "more",
    [
        {"expires": ISSUED - timedelta(days=1)},
        {"text": "x" * (LONGEST_TEXT + 1)},
        {"text": "two\nlines"},
        {"text": "turned \u202e round"},
        {"page": "http://it.example/new"},
        {"page": "it.example/new"},
        {"page": "javascript:alert(1)"},
        {"page": "https://user:word@it.example/"},
        {"page": "file:///etc/passwd"},
    ],
)
def test_what_no_notice_may_say_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        release(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [b"", b"[]", b"null", b"{}", b"\xff", b'{"version": 1}', b"[" * 100_000,
     b'{"version": "1.2", "issued": "2026-11-20"}', b'{"version": "1.2", "issued": "today", "expires": "2027-01-01"}',
     b'{"version": "1.2", "issued": "2026-11-20", "expires": "2027-01-01", "text": 3}'],
)  # fmt: skip
def test_a_statement_that_says_too_little_is_no_notice(statement: bytes) -> None:
    with pytest.raises(NoticeUnusable):
        from_statement(statement)


def test_what_a_later_program_adds_is_passed_over() -> None:
    statement = b'{"version": "1.2", "issued": "2026-11-20", "expires": "2027-01-01", "size": 3}'
    assert from_statement(statement).version == "1.2"


# -- when it counts --------------------------------------------------------------------------------------------


def test_it_counts_from_the_day_before_it_was_issued_to_its_last() -> None:
    judge(release(), seen=None, now=noon(ISSUED - timedelta(days=1)))
    judge(release(), seen=None, now=noon(EXPIRES))
    assert why(release(), now=noon(ISSUED - timedelta(days=2))) == "NotYet"
    assert why(release(), now=noon(EXPIRES + timedelta(days=1))) == "Expired"


def test_an_older_one_than_was_seen_does_not_count() -> None:
    now = noon(ISSUED + timedelta(days=10))
    seen = release("1.3.0", ISSUED + timedelta(days=5))
    assert why(release("1.2.9", ISSUED + timedelta(days=9)), seen=seen, now=now) == "Older"
    assert why(release("1.3", ISSUED + timedelta(days=4)), seen=seen, now=now) == "Older"
    judge(release("1.3", ISSUED + timedelta(days=5)), seen=seen, now=now)
    judge(release("1.3.1", ISSUED), seen=seen, now=now)


# -- the file --------------------------------------------------------------------------------------------------


@given(st.binary(min_size=64, max_size=64), st.binary(max_size=500))
def test_a_file_is_taken_apart_as_it_was_put_together(signature: bytes, statement: bytes) -> None:
    assert split_notice(join_notice(signature, statement)) == (signature, statement)


@given(st.binary(max_size=300))
def test_what_is_no_notice_is_refused(content: bytes) -> None:
    with pytest.raises(NoticeUnusable):
        split_notice(content)


@pytest.mark.parametrize("signature", [b"", b"x" * 63, b"x" * 65])
def test_a_signature_of_another_length_is_none(signature: bytes) -> None:
    with pytest.raises(NoticeUnusable):
        split_notice(join_notice(signature, b"{}"))


def test_a_file_that_is_too_long_is_refused() -> None:
    split_notice(join_notice(b"x" * 64, b"{}").ljust(LARGEST))
    with pytest.raises(NoticeUnusable):
        split_notice(join_notice(b"x" * 64, b"{}").ljust(LARGEST + 1))
