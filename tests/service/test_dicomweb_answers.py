"""The answer of a STOW-RS server: each image's fate is read from the lists, never from the status."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.entities import Instance, Patient, Series, Study
from gui.core.retry import Reaction
from gui.service.answers import Answer, FateKind
from gui.service.dicomweb_answers import failure, number_of, read_json, read_stow, uid_of
from tests.service.stow import item, lists


def image(uid: str, series: str = "1.9") -> Instance:
    return Instance("/x", 10, 0, uid, "1", "1", Patient(), Study("1.1"), Series(series))


IMAGES = [image("1.1"), image("1.2"), image("1.3", "1.8")]


def kinds(answer: Answer) -> dict[str, FateKind]:
    return {uid: fate.kind for uid, fate in answer.fates.items()}


@pytest.mark.parametrize("status", [200, 201, 202, 400, 409])
def test_fates_are_read_from_the_lists_whatever_the_status_says(status: int) -> None:
    content = lists([item("1.1"), item("7.7")], [item("1.2", 0xA900)])
    answer = read_stow(status, json.dumps(content).encode(), IMAGES)
    assert answer.reaction is Reaction.ACCEPT
    assert kinds(answer) == {"1.1": FateKind.STORED, "1.2": FateKind.FAILED, "1.3": FateKind.UNLISTED}
    assert dict(answer.counts) == {"1.9": 1, "1.8": 0}
    assert "(A900H)" in answer.fates["1.2"].words


@pytest.mark.parametrize("content", [b"", b"  ", b"{}", b"[]", b'{"00081199": {"vr": "SQ"}}', b'{"00081199": {}}'])
def test_a_200_without_lists_accepts_nothing(content: bytes) -> None:
    answer = read_stow(200, content, IMAGES)
    assert answer.reaction is Reaction.ACCEPT
    assert set(kinds(answer).values()) == {FateKind.UNLISTED}
    assert dict(answer.counts) == {"1.9": 0, "1.8": 0}


@pytest.mark.parametrize("content", [b"<html>Sign in</html>", b"Welcome", b'"text"', b"7", b"\xff\xfe", b"[[[["])
def test_a_200_that_is_not_dicom_json_is_not_the_server(content: bytes) -> None:
    answer = read_stow(200, content, IMAGES)
    assert answer.reaction is Reaction.ADDRESS
    assert not answer.readable


def test_an_answer_in_dicom_xml_proves_nothing_and_is_no_other_place() -> None:
    answer = read_stow(200, b'<?xml version="1.0"?><NativeDicomModel/>', IMAGES)
    assert answer.reaction is Reaction.ACCEPT
    assert set(kinds(answer).values()) == {FateKind.UNLISTED}


@pytest.mark.parametrize(
    ("status", "reaction"),
    [
        (400, Reaction.SPLIT),
        (401, Reaction.TOKEN),
        (403, Reaction.SOURCE),
        (404, Reaction.ADDRESS),
        (409, Reaction.SPLIT),
        (413, Reaction.SHRINK),
        (503, Reaction.RETRY),
    ],
)
def test_a_status_without_lists_speaks_of_the_request(status: int, reaction: Reaction) -> None:
    for content in (b"", b"{}", b"no", json.dumps(lists([])).encode()):
        assert read_stow(status, content, IMAGES).reaction is reaction


def test_a_failure_outweighs_a_success() -> None:
    answer = read_stow(200, json.dumps(lists([item("1.1")], [item("1.1", 0x0122)])).encode(), IMAGES)
    assert kinds(answer)["1.1"] is FateKind.FAILED


def test_a_failure_without_a_uid_is_given_to_the_only_images_it_can_mean() -> None:
    nameless = {"00081197": {"vr": "US", "Value": [0xC000]}}
    answer = read_stow(202, json.dumps(lists([item("1.1"), item("1.3")], [nameless])).encode(), IMAGES)
    assert kinds(answer)["1.2"] is FateKind.FAILED
    answer = read_stow(202, json.dumps(lists([item("1.1")], [nameless])).encode(), IMAGES)
    assert kinds(answer)["1.2"] is kinds(answer)["1.3"] is FateKind.UNLISTED


def test_failures_of_other_parts_are_read_as_well() -> None:
    content = {"0008119a": {"vr": "SQ", "Value": [{"00081197": {"vr": "US", "Value": [0xC122]}}]}}
    answer = read_stow(409, json.dumps(content).encode(), IMAGES[:1])
    assert answer.fates["1.1"].words == "The server refused it: it does not take this transfer syntax (C122H)."


def test_a_warning_is_a_success_with_words() -> None:
    answer = read_stow(202, json.dumps(lists([item("1.1", warning=0xB000)])).encode(), IMAGES)
    assert answer.fates["1.1"].kind is FateKind.STORED
    assert answer.fates["1.1"].words == "The server stored it, but it changed some of its values (B000H)."


@pytest.mark.parametrize(
    ("reason", "kind", "words"),
    [
        (0x0110, FateKind.HELD, "could not process it (0110H)"),
        (272, FateKind.HELD, "(0110H)"),
        (0x0111, FateKind.HELD, "already (0111H)"),
        (0x0122, FateKind.FAILED, "does not take this kind of image (0122H)"),
        (0x0124, FateKind.FAILED, "may not store it (0124H)"),
        (0xA700, FateKind.PASSING, "no room for it (A700H)"),
        (0xA900, FateKind.FAILED, "does not fit the kind of image (A900H)"),
        (0xC000, FateKind.FAILED, "does not understand it (C000H)"),
        (0x1234, FateKind.FAILED, "(reason 1234H)"),
        (None, FateKind.FAILED, "without saying why"),
    ],
)
def test_failure_reasons_are_told_in_words(reason: int | None, kind: FateKind, words: str) -> None:
    fate = failure(reason)
    assert fate.kind is kind
    assert words in fate.words


def test_uids_and_numbers_are_read_as_servers_write_them() -> None:
    dataset = {"00081155": {"Value": ["1.2 \0"]}, "00201209": {"Value": ["7"]}, "00081197": {"Value": [272.0]}}
    assert uid_of(dataset, "00081155") == "1.2"
    assert number_of(dataset, "00201209") == 7
    assert number_of(dataset, "00081197") == 272
    for value in (True, -1, 1.5, "x", None, [], 1e400):
        assert number_of({"00201209": {"Value": [value]}}, "00201209") is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["00081199", "00081198", "0008119A", "00081155", "00081197", "00081196", "Value", "vr"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.integers(100, 599), VALUES)
def test_whatever_json_comes_nothing_is_claimed_that_was_not_listed(status: int, content: object) -> None:
    data = json.dumps(content).encode()
    answer = read_stow(status, data, IMAGES)
    stored = [uid for uid, fate in answer.fates.items() if fate.kind is FateKind.STORED]
    assert sum(answer.counts.values()) == len(stored)
    assert all(f'"{uid}"' in data.decode() for uid in stored)


@given(st.integers(100, 599), st.binary(max_size=200))
def test_whatever_bytes_come_nothing_is_claimed(status: int, content: bytes) -> None:
    read_json(content)
    answer = read_stow(status, content, IMAGES)
    assert not [fate for fate in answer.fates.values() if fate.kind is FateKind.STORED]
