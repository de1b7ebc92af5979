"""What the answered numbers of a series prove."""

from __future__ import annotations

from gui.core.counts import SeriesCounts, registered_at_least
from gui.core.upload import CountReading

UNKNOWN, PER_REQUEST, CUMULATIVE = CountReading.UNKNOWN, CountReading.PER_REQUEST, CountReading.CUMULATIVE
A, B = frozenset({"1", "2"}), frozenset({"3", "4"})


def test_one_request_that_is_answered_in_full_proves_itself_under_both_readings() -> None:
    counts = SeriesCounts()
    counts.answer(counts.begin(A), 2)
    assert counts.proven(UNKNOWN) == A
    assert counts.evidence() is UNKNOWN


def test_two_answers_in_full_are_no_proof_while_the_reading_is_not_known() -> None:
    counts = SeriesCounts()
    counts.answer(counts.begin(A), 2)
    counts.answer(counts.begin(B), 2)
    assert counts.proven(UNKNOWN) == A
    assert counts.proven(PER_REQUEST) == A | B
    assert counts.proven(CUMULATIVE) == A


def test_a_number_larger_than_what_was_carried_proves_cumulative() -> None:
    counts = SeriesCounts()
    counts.answer(counts.begin(A), 2)
    counts.answer(counts.begin(B), 3)
    assert counts.evidence() is CUMULATIVE
    assert counts.proven(CUMULATIVE) == A
    assert counts.number_proven(CUMULATIVE) == 3


def test_a_lower_number_after_a_higher_one_proves_per_request() -> None:
    counts = SeriesCounts()
    counts.answer(counts.begin(A), 2)
    counts.answer(counts.begin({"3"}), 1)
    assert counts.evidence() is PER_REQUEST


def test_a_lower_number_of_a_request_that_overlapped_proves_nothing() -> None:
    counts = SeriesCounts()
    first, second = counts.begin(A), counts.begin({"3"})
    counts.answer(first, 2)
    counts.answer(second, 1)
    assert counts.evidence() is UNKNOWN


def test_a_series_that_is_not_named_proves_nothing_about_the_reading() -> None:
    counts = SeriesCounts()
    counts.answer(counts.begin(A), 2)
    counts.answer(counts.begin(B), 0)
    assert counts.evidence() is UNKNOWN
    assert counts.proven(PER_REQUEST) == A


def test_what_a_lost_request_may_have_delivered_cannot_stand_in_for_what_was_lost() -> None:
    counts = SeriesCounts()
    counts.lose(counts.begin(A))
    counts.answer(counts.begin(B), 2)
    assert counts.proven(CUMULATIVE) == frozenset()
    counts.answer(counts.begin({"1"}), 4)
    assert counts.proven(UNKNOWN) == A | B


def test_what_earlier_runs_may_have_delivered_counts_too() -> None:
    counts = SeriesCounts(A)
    counts.answer(counts.begin(B), 2)
    assert counts.proven(UNKNOWN) == frozenset()


def test_a_request_that_was_refused_as_a_whole_does_not_stand_in_the_way() -> None:
    counts = SeriesCounts()
    refused = counts.begin({"9"})
    counts.answer(counts.begin(A), 2)
    assert counts.proven(UNKNOWN) == frozenset()
    counts.refuse(refused)
    assert counts.proven(UNKNOWN) == A


def test_only_an_answer_to_a_request_that_was_alone_is_settled() -> None:
    counts = SeriesCounts()
    first, second = counts.begin(A), counts.begin(B)
    counts.answer(first, 2)
    assert not counts.settled
    counts.answer(second, 2)
    assert not counts.settled
    counts.answer(counts.begin({"1"}), 4)
    assert counts.settled


def test_a_sum_counts_distinct_instances_only() -> None:
    assert registered_at_least([(A, 2), (A, 2), (A | B, 3)]) == 3
    assert registered_at_least([(A, 1), (B, 1)]) == 2
    assert registered_at_least([(A, 1), (A, 1)]) == 1
    assert registered_at_least([]) == 0
