"""The receipt: one true line for each series."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gui.core.destination import Destination
from gui.core.entities import Instance, Patient, Series, SkipReason, Study
from gui.core.receipt import LineState, Receipt
from gui.core.upload import BatchResult, CountReading, InstanceState, LeftOut, Outcome, Upload
from gui.core.verdict import make_receipt

S = InstanceState


def image(series: int, number: int, study: str = "1") -> Instance:
    uid = f"{series}.{number}"
    return Instance(f"/{uid}", 10, 1, uid, "1.2", "1.2", Patient(name="A^B"), Study(study), Series(str(series)))


def upload(*instances: Instance) -> Upload:
    return Upload(
        Destination("d", "City Radiology", "https://pacs.example/api"),
        instances,
        datetime(2026, 11, 24, tzinfo=UTC),
        user="anna",
        left_out=(LeftOut(SkipReason.NOT_DICOM, 3),),
        not_chosen=2,
    )


def answered(number: int, counts: dict[str, int], states: dict[str, S], status: int | None = 200) -> BatchResult:
    carried: dict[str, int] = {}
    for uid in states:
        carried[uid.split(".")[0]] = carried.get(uid.split(".")[0], 0) + 1
    digests = dict.fromkeys(states, "d")
    return BatchResult(number, 1, status, counts, carried, states, digests=digests)


def receipt(
    instances: list[Instance], results: list[BatchResult], reading: CountReading = CountReading.UNKNOWN
) -> Receipt:
    states = {instance.sop_instance_uid: S.PLANNED for instance in instances}
    for result in results:
        states.update(result.states)
    return make_receipt(7, upload(*instances), states, results, reading=reading)


def test_a_series_whose_every_instance_is_verified_is_verified() -> None:
    made = receipt([image(1, 1), image(1, 2)], [answered(1, {"1": 2}, {"1.1": S.VERIFIED, "1.2": S.VERIFIED})])
    (line,) = made.lines
    assert (line.state, line.sent, line.service_count, line.arrived, line.missing) == (LineState.VERIFIED, 2, 2, 2, 0)
    assert (made.outcome, line.reason) == (Outcome.VERIFIED, "")
    assert (made.files_found, made.requests, made.endpoint) == (7, 1, "https://pacs.example/api/studies")


def test_per_request_counts_are_summed_over_distinct_instances() -> None:
    results = [
        answered(1, {"1": 2}, {"1.1": S.VERIFIED, "1.2": S.VERIFIED}),
        answered(2, {"1": 1}, {"1.3": S.VERIFIED}),
        answered(3, {"1": 1}, {"1.1": S.VERIFIED}),
    ]
    (line,) = receipt([image(1, n) for n in (1, 2, 3)], results, CountReading.PER_REQUEST).lines
    assert (line.state, line.service_count) == (LineState.VERIFIED, 3)


def test_cumulative_counts_are_the_largest() -> None:
    results = [
        answered(2, {"1": 3}, {"1.3": S.VERIFIED, "1.1": S.VERIFIED, "1.2": S.VERIFIED}),
        answered(1, {"1": 2}, {"1.1": S.VERIFIED, "1.2": S.VERIFIED}),
    ]
    (line,) = receipt([image(1, n) for n in (1, 2, 3)], results, CountReading.CUMULATIVE).lines
    assert (line.state, line.service_count) == (LineState.VERIFIED, 3)


def test_a_short_series_says_by_how_many() -> None:
    results = [answered(1, {"1": 2}, {f"1.{n}": S.SHORT for n in (1, 2, 3)})]
    (line,) = receipt([image(1, n) for n in (1, 2, 3)], results, CountReading.CUMULATIVE).lines
    assert (line.state, line.sent, line.service_count, line.missing) == (LineState.SHORT, 3, 2, 1)
    assert line.missing_instances == ()
    assert line.reason == "The service counts 2 of the 3 images that were sent."


def test_a_missing_instance_that_is_known_is_named_with_its_reason() -> None:
    result = BatchResult(2, 1, 400, {}, {"1": 1}, {"1.2": S.REFUSED}, {"1.2": "Too odd."}, {"1.2": "d"})
    (line,) = receipt([image(1, 1), image(1, 2)], [answered(1, {"1": 1}, {"1.1": S.VERIFIED}), result]).lines
    assert (line.state, line.sent, line.arrived, line.reason) == (LineState.SHORT, 1, 1, "Too odd.")
    assert [(m.sop_instance_uid, m.path, m.reason) for m in line.missing_instances] == [("1.2", "/1.2", "Too odd.")]


def test_a_lost_answer_is_not_known_and_not_failed() -> None:
    result = BatchResult(1, 1, None, {}, {"1": 2}, {"1.1": S.UNKNOWN, "1.2": S.UNKNOWN}, {}, {"1.1": "", "1.2": ""})
    (line,) = receipt([image(1, 1), image(1, 2)], [result]).lines
    assert (line.state, line.sent, line.service_count, line.arrived) == (LineState.UNKNOWN, 2, None, 0)


def test_what_never_went_out_is_not_sent() -> None:
    made = receipt([image(1, 1)], [])
    (line,) = made.lines
    reason = "The upload was interrupted before it was sent."
    assert (line.state, line.sent, line.service_count, line.reason) == (LineState.NOT_SENT, 0, None, reason)
    assert made.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("outcome", "problem", "reason"),
    [
        (None, "", "The upload was interrupted before it was sent."),
        (Outcome.CANCELLED, "", "The upload was cancelled before it was sent."),
        (Outcome.REFUSED, "City Radiology did not accept the token", "City Radiology did not accept the token."),
        (Outcome.SHORT, "", "It was not sent."),
    ],
)
def test_what_did_not_go_out_says_what_stopped_the_upload(outcome: Outcome | None, problem: str, reason: str) -> None:
    instances = [image(1, 1), image(2, 1), image(2, 2)]
    results = [answered(1, {"2": 1}, {"2.1": S.VERIFIED})]
    states = {"1.1": S.PLANNED, "2.1": S.VERIFIED}
    made = make_receipt(
        7, upload(*instances), states, results, reading=CountReading.UNKNOWN, outcome=outcome, problem=problem
    )
    assert [(line.state, line.reason) for line in made.lines] == [
        (LineState.NOT_SENT, reason),
        (LineState.SHORT, reason),
    ]
    assert [missing.reason for line in made.lines for missing in line.missing_instances] == [reason, reason]


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 413])
def test_what_a_refused_request_carried_was_not_sent(status: int) -> None:
    (line,) = receipt([image(1, 1)], [answered(1, {}, {"1.1": S.PLANNED}, status=status)]).lines
    assert (line.state, line.sent, line.service_count) == (LineState.NOT_SENT, 0, None)


@pytest.mark.parametrize("status", [None, 200, 202, 408, 429, 500, 503])
def test_what_may_have_been_stored_was_sent(status: int | None) -> None:
    (line,) = receipt([image(1, 1)], [answered(1, {}, {"1.1": S.UNKNOWN}, status=status)]).lines
    assert (line.state, line.sent) == (LineState.UNKNOWN, 1)


def test_a_file_that_was_refused_alone_is_not_sent_with_its_reason() -> None:
    result = BatchResult(1, 1, 400, {}, {"1": 1}, {"1.1": S.REFUSED}, {"1.1": "Too odd."}, {"1.1": "d"})
    (line,) = receipt([image(1, 1)], [result]).lines
    assert (line.state, line.sent, line.missing, line.reason) == (LineState.NOT_SENT, 0, 1, "Too odd.")


def test_an_image_refused_within_a_success_was_sent_and_has_not_arrived() -> None:
    states = {"1.1": S.VERIFIED, "1.2": S.REFUSED}
    result = BatchResult(1, 1, 202, {"1": 2}, {"1": 2}, states, {"1.2": "Too odd."}, dict.fromkeys(states, "d"))
    (line,) = receipt([image(1, 1), image(1, 2)], [result]).lines
    assert (line.state, line.sent, line.arrived, line.missing) == (LineState.SHORT, 2, 1, 1)


def test_a_file_that_could_not_be_read_is_not_sent_with_that_reason() -> None:
    result = BatchResult(1, 1, None, {}, {}, {"1.1": S.REFUSED}, {"1.1": "The file is no longer there."})
    made = receipt([image(1, 1)], [result])
    (line,) = made.lines
    assert (line.state, line.sent, line.reason) == (LineState.NOT_SENT, 0, "The file is no longer there.")
    assert made.outcome is Outcome.SHORT


def test_an_upload_that_was_stopped_half_way_is_short_of_the_rest() -> None:
    (line,) = receipt([image(1, 1), image(1, 2)], [answered(1, {"1": 1}, {"1.1": S.VERIFIED})]).lines
    assert (line.state, line.sent, line.missing) == (LineState.SHORT, 1, 1)


def test_a_series_in_two_studies_is_one_line_in_sending_order() -> None:
    made = receipt([image(2, 1), image(1, 1), image(2, 2, study="9")], [])
    assert [line.series_instance_uid for line in made.lines] == ["2", "1"]
    assert made.lines[0].study_instance_uids == ("1", "9")
    assert (made.chosen, made.arrived, made.missing, made.size) == (3, 0, 3, 30)


@pytest.mark.parametrize("reading", list(CountReading))
def test_an_answer_that_is_no_success_counts_nothing(reading: CountReading) -> None:
    (line,) = receipt([image(1, 1)], [answered(1, {"1": 1}, {"1.1": S.UNKNOWN}, status=503)], reading).lines
    assert (line.service_count, line.arrived) == (None, 0)
