"""What a reading process says is understood as it was meant, or not at all."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.entities import SeriesWarning, SkipReason
from gui.dicom.containers.locks import STRENGTHS, Lock
from gui.dicom.containers.passwords import Password
from gui.dicom.containers.values import Answer, Box, Contents, Item, Member
from gui.dicom.elements import Common, Found, Left
from gui.dicom.wire import Garbled, pack, unpack

any_text = st.text(st.characters(), max_size=20)  # lone surrogates too
number = st.integers(-(1 << 40), 1 << 40)
maybe = st.none() | number
uid = st.from_regex(r"[0-9.]{1,64}", fullmatch=True)
common = st.builds(
    Common,
    any_text,
    any_text,
    st.tuples(any_text, any_text, any_text, any_text, any_text),
    st.tuples(any_text, any_text, any_text, any_text, any_text),
    st.tuples(any_text, any_text, any_text, any_text),
    maybe,
    maybe,
    maybe,
    st.lists(st.sampled_from(SeriesWarning), max_size=2).map(tuple),
    maybe,
)
size = st.integers(0, 1 << 50)
found = st.builds(Found, size, number, uid, maybe, common)
left = st.builds(
    Left, st.sampled_from(SkipReason), any_text, maybe, st.lists(any_text, max_size=3).map(tuple), any_text
)
lock = st.none() | st.builds(Lock, st.sampled_from(sorted(STRENGTHS)), st.integers(0, 255))
member = st.builds(
    Member,
    st.just("box"),
    any_text,
    number,
    size,
    size,
    size,
    st.integers(0, 100),
    st.booleans(),
    maybe,
    lock,
    st.none(),
)
contents = st.builds(
    Contents, st.lists(member | st.tuples(any_text, found | left), max_size=4).map(tuple), st.none() | left
)
answer = found | left | contents

BOX = Box(Member("box", "", 0, 0, 9, 9), "zip")
RECORD = Found(5, 6, "1.2", 3, Common("", "", ("",) * 5, ("",) * 5, ("",) * 4, None, None, None, (), None))


def asked(answers: Sequence[Answer]) -> list[Item]:
    return [BOX if isinstance(one, Contents) else "path" for one in answers]


@settings(max_examples=200, deadline=None)
@given(st.lists(answer, min_size=1, max_size=6))
def test_records_come_over_as_they_were(answers: list[Answer]) -> None:
    read = unpack(pack(answers), asked(answers))
    assert read == answers
    assert [type(one) for one in read] == [type(one) for one in answers]


def test_what_is_shared_stays_shared() -> None:
    records = [RECORD._replace(sop_instance_uid=f"1.{at}") for at in range(500)]
    message = pack(records)
    assert len(message) < 40 * len(records)
    read = unpack(message, ["path"] * len(records))
    assert len({id(one.common) for one in read if isinstance(one, Found)}) == 1


def test_password_stays_at_home() -> None:
    password = Password(b"correct horse")
    locked = Member("box", "a", 0, 0, 40, 9, lock=Lock(1), password=password)
    message = pack([Contents((locked,))])
    assert b"horse" not in message
    asked_with = BOX._replace(keys=(("", password),))
    assert unpack(message, [asked_with]) == [Contents((locked,))]
    assert unpack(message, [BOX]) == [Contents((locked._replace(password=None),))]


@settings(max_examples=300, deadline=None)
@given(st.lists(answer, min_size=1, max_size=3), st.data())
def test_damaged_message_is_refused_or_understood_and_nothing_else(answers: list[Answer], data: st.DataObject) -> None:
    message = bytearray(pack(answers))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(message) - 1))
        message[at] = data.draw(st.integers(0, 255))
    message = message[: data.draw(st.integers(0, len(message)))] if data.draw(st.booleans()) else message
    try:
        read = unpack(bytes(message), asked(answers))
    except Garbled:
        return
    assert 0 < len(read) <= len(answers)
    assert all(isinstance(one, Found | Left | Contents) for one in read)


def rebuilt(texts: object, columns: Sequence[int] = (0, 5, 6, 3), uids: bytes = b"1.2") -> bytes:
    told = json.dumps(texts).encode()
    head = struct.pack("<LLL", len(columns) // 4, len(uids), len(told))
    return head + struct.pack(f"<{len(columns)}q", *columns) + uids + told


COMMON = ["", "", [""] * 5, [""] * 5, [""] * 4, None, None, None, [], None]
LEFT: list[object] = ["damaged", "", None, [], ""]


@pytest.mark.parametrize(
    "message",
    [
        b"",
        rebuilt([[COMMON], []], columns=()),
        rebuilt([[], []]),
        rebuilt([[COMMON], []], columns=(0, -5, 6, 3)),
        rebuilt([[COMMON], []], columns=(1, 5, 6, 3)),
        rebuilt([[COMMON], []], columns=(0, 5, 6, 3) * 2, uids=b"1.2\n1.3"),
        rebuilt([[COMMON], []], uids=b"../../etc"),
        rebuilt([[COMMON], []], uids=b"1" * 65),
        rebuilt([[COMMON], []], uids=b""),
        rebuilt([[COMMON], []], uids=b"1.2\n1.3"),
        rebuilt([[COMMON[:-1]], []]),
        rebuilt([[[7, *COMMON[1:]]], []]),
        rebuilt([[[*COMMON[:2], ["", "", "", ""], *COMMON[3:]]], []]),
        rebuilt([[[*COMMON[:2], [1] * 5, *COMMON[3:]]], []]),
        rebuilt([[[*COMMON[:5], "512", *COMMON[6:]]], []]),
        rebuilt([[[*COMMON[:5], True, *COMMON[6:]]], []]),
        rebuilt([[[*COMMON[:8], ["no such warning"], None]], []]),
        rebuilt([[COMMON], [LEFT]]),
        rebuilt([[], [["no such reason", *LEFT[1:]]]], (-1, 0, 0, 0), b""),
        rebuilt([[], [[*LEFT[:2], "9", *LEFT[3:]]]], (-1, 0, 0, 0), b""),
        rebuilt([[], [[*LEFT[:3], "abc", ""]]], (-1, 0, 0, 0), b""),
        rebuilt([[], []], (-1, 0, 0, 0), b""),
        rebuilt([[], [[[], None]]], (-1, 0, 0, 0), b""),  # the contents of what is no archive
        rebuilt({}, (-1, 0, 0, 0), b""),
        rebuilt("x", (-1, 0, 0, 0), b""),
        rebuilt([[], []])[:-1] + b"\xff",
    ],
)
def test_what_no_reading_process_says_is_refused(message: bytes) -> None:
    with pytest.raises(Garbled):
        unpack(message, ["path"])


@pytest.mark.parametrize(
    "item",
    [
        ["a", 0, -1, 9, 9, 0, False, None, None],
        ["a", 0, 0, 9, 9, 0, 1, None, None],
        ["a", 0, 0, 9, 9, 0, False, None, [9, 0]],
        ["a", 0, 0, 9, 9, 0, False, None, [1]],
        [1, 0, 0, 9, 9, 0, False, None, None],
        ["a", 0, 0, 9, 9],
        ["a", ["damaged"]],
        ["a", [5, 6, "../x", 3, COMMON]],
        [1, LEFT],
        "ab",
        None,
    ],
)
def test_contents_that_no_archive_has_are_refused(item: object) -> None:
    with pytest.raises(Garbled):
        unpack(rebuilt([[], [[[item], None]]], (-1, 0, 0, 0), b""), [BOX])
