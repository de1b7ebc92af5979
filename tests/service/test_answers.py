"""Reading answers: what is not clearly success is never read as success."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.retry import Reaction
from gui.service.answers import read_answer


def success(listed: object) -> bytes:
    return json.dumps({"message": "Success", "series_instance_uids": ["1.2"], "detailed_info": listed}).encode()


@pytest.mark.parametrize("status", [200, 201, 202])
@pytest.mark.parametrize("number", [50, "50", " 50 "])
def test_counts_are_read_as_integers_and_as_quoted_ones(status: int, number: object) -> None:
    answer = read_answer(status, success([{"SeriesInstanceUID": "1.2", "NumberOfSeriesRelatedInstances": number}]))
    assert (answer.reaction, dict(answer.counts)) == (Reaction.ACCEPT, {"1.2": 50})


@pytest.mark.parametrize("number", [None, True, 50.0, "50.0", "-1", -1, "INTEGER", "", "²", [], {}, "9" * 40, 10**40])
def test_anything_else_is_not_a_count(number: object) -> None:
    answer = read_answer(200, success([{"SeriesInstanceUID": "1.2", "NumberOfSeriesRelatedInstances": number}]))
    assert dict(answer.counts) == {}


@pytest.mark.parametrize("listed", [None, {}, "x", [None, 3, [], {}], [{"SeriesInstanceUID": 3}]])
def test_odd_lists_give_no_counts(listed: object) -> None:
    assert dict(read_answer(200, success(listed)).counts) == {}


def test_a_series_that_is_listed_twice_counts_the_lower_number() -> None:
    listed = [{"SeriesInstanceUID": "1", "NumberOfSeriesRelatedInstances": n} for n in (7, 5)]
    assert dict(read_answer(200, success(listed)).counts) == {"1": 5}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome to the guest network</html>",
        b'{"message": "Success", "series_instance_uids": ["1",], "detailed_info": []}',
        b'{"message": "Success", "detailed_info": [{"SeriesInst',
        b"[]",
        b'"Success"',
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"status": "ok"}',
        b'{"message": "Access denied!", "success": false}',
    ],
)
def test_a_success_that_cannot_be_read_is_not_the_service(body: bytes) -> None:
    answer = read_answer(200, body)
    assert answer.reaction is Reaction.ADDRESS
    assert dict(answer.counts) == {}


@pytest.mark.parametrize("status", [200, 202, 400, 401, 403, 404, 413, 500, 503])
def test_not_authenticated_in_any_status_is_the_token(status: int) -> None:
    body = b'{"message": "x", "authenticated": false, "detailed_info": []}'
    assert read_answer(status, body).reaction is Reaction.TOKEN


def test_the_services_words_are_kept_on_one_line_and_cut() -> None:
    answer = read_answer(400, json.dumps({"message": "No DICOM\n files " + "x" * 1000}).encode())
    assert answer.message.startswith("No DICOM files x")
    assert len(answer.message) == 200


@given(st.integers(100, 599), st.binary())
def test_no_answer_is_a_crash(status: int, body: bytes) -> None:
    read_answer(status, body)


@given(
    st.integers(100, 599),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(
                    ["message", "detailed_info", "SeriesInstanceUID", "NumberOfSeriesRelatedInstances", "authenticated"]
                ),
                inner,
                max_size=4,
            ),
        ),
        max_leaves=12,
    ),
)
def test_no_json_is_a_crash_and_counts_come_with_success_only(status: int, content: object) -> None:
    answer = read_answer(status, json.dumps(content).encode())
    if answer.counts:
        assert (status in {200, 201, 202}, answer.reaction) == (True, Reaction.ACCEPT)
