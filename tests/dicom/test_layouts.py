"""A header that is compared with those before gives what it gives when it is walked."""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.entities import SkipReason
from gui.dicom.elements import Found, Left
from gui.dicom.header import HeaderReader, careful_record_at, quick_record
from gui.dicom.layouts import MOST_LAYOUTS, MOST_STEPS, Layouts
from gui.dicom.quick import Trace, quick_header
from tests.dicom.fuzz import EagerLayouts, alike, mutated
from tests.dicom.test_header import element, part10
from tests.dicom.test_quick import data_sets, encode
from tests.helpers.dicom_files import write_instance

EXPLICIT, IMPLICIT = b"1.2.840.10008.1.2.1", b"1.2.840.10008.1.2"
TAIL = element(0x7FE0, 0x10, b"OW", bytes(64))

Elements = list[tuple[int, bytes, bytes]]


def image(number: int, /, **others: bytes) -> Elements:
    """The elements of the image of this number in a series; ``others`` are values by keyword."""
    values = {
        "charset": b"ISO_IR 100",
        "uid": b"1.2.3." + str(number).encode(),
        "name": b"Doe^Jane",
        "number": str(number).encode(),
        "position": b"-17.5\\3\\" + str(number * 1.25).encode(),
        "rows": b"\0\2",
    } | others
    elements = [
        (0x00080005, b"CS", values["charset"]),
        (0x00080016, b"UI", b"1.2.840.10008.5.1.4.1.1.2"),
        (0x00080018, b"UI", values["uid"]),
        (0x00100010, b"PN", values["name"]),
        (0x00100020, b"LO", b"4711"),
        (0x0020000D, b"UI", b"1.2.3"),
        (0x0020000E, b"UI", b"1.2.3.1"),
        (0x00200013, b"IS", values["number"]),
        (0x00200032, b"DS", values["position"]),
        (0x00280010, b"US", values["rows"]),
    ]
    return [(tag, vr, value + (b"\0" if vr == b"UI" else b" ") * (len(value) % 2)) for tag, vr, value in elements]


def file_of(elements: Elements, *, implicit: bool = False) -> bytes:
    return part10(encode(elements, implicit) + TAIL, IMPLICIT if implicit else EXPLICIT)


def taught(folder: Path, *contents: bytes) -> HeaderReader:
    """A reader that has learnt from these files."""
    reader = HeaderReader(EagerLayouts())
    for content in contents:
        (folder / "taught").write_bytes(content)
        reader.quick(str(folder / "taught"))
    return reader


def matched(reader: HeaderReader) -> int:
    assert isinstance(reader.layouts, EagerLayouts)
    return reader.layouts.matched


@pytest.mark.parametrize("implicit", [False, True])
def test_next_images_of_a_series_are_recognised_and_read_alike(tmp_path: Path, implicit: bool) -> None:
    reader = taught(tmp_path, *(file_of(image(number), implicit=implicit) for number in (1, 22)))
    for number in range(90, 1010, 7):
        path = tmp_path / "next"
        path.write_bytes(file_of(image(number), implicit=implicit))
        before = matched(reader)
        found = reader.quick(str(path))
        assert matched(reader) == before + 1
        assert found == quick_record(str(path)) == careful_record_at(str(path))
        assert isinstance(found, Found)
        assert (found.sop_instance_uid, found.instance_number) == (f"1.2.3.{number}", number)


def test_images_whose_values_have_the_lengths_of_the_last_one_are_read_alike(tmp_path: Path) -> None:
    numbers = [104, 108, 112, 116, 1000, 1004, 1008, 1012, 120, 1016, 124, 128, 132]
    reader = taught(tmp_path, file_of(image(1)), file_of(image(22)))
    path = tmp_path / "file"
    for number in numbers:
        content = file_of(image(number))
        path.write_bytes(content)
        assert reader.quick(str(path)) == careful_record_at(str(path))
        cut = content[: -len(TAIL) + 8]  # not enough of the next element to be sure of it
        path.write_bytes(cut)
        assert reader.quick(str(path)) == quick_record(str(path))
    assert matched(reader) == len(numbers)


def test_another_patient_is_never_taken_for_the_one_before(tmp_path: Path) -> None:
    reader = taught(tmp_path, file_of(image(1)), file_of(image(2)))
    for number, name in enumerate([b"Doe^John", b"Doe^Jane", b"Roe^Jane", b"", b"D\xf6e^Jane"] * 3):
        path = tmp_path / "next"
        path.write_bytes(file_of(image(number, name=name)))
        found = reader.quick(str(path))
        assert isinstance(found, Found)
        assert found.common.patient[2] == name.decode("latin-1")
    assert matched(reader) > 8  # also those whose name is another one


@pytest.mark.parametrize(
    "others",
    [
        {"charset": b"ISO 2022 IR 87"},
        {"charset": b"ISO_IR 192", "name": "Døe^Jåne".encode()},
        {"uid": b"1.2.x"},
        {"uid": b""},
        {"uid": b"1" * 65},
        {"number": b""},
        {"number": b"-3"},
        {"number": b"+3"},
        {"number": b"3.5"},
        {"number": b"1_000"},
        {"number": b"9" * 13},
        {"number": "٣".encode()},
        {"number": b"\x1b$B"},
        {"name": b"\x1b$B;3ED\x1b(B"},
        {"name": b"x" * 9000},
        {"rows": b"\2"},
        {"rows": b"\0\2\0\2"},
    ],
    ids=repr,
)
@pytest.mark.parametrize("implicit", [False, True])
def test_odd_values_are_read_as_without_what_was_learnt(
    tmp_path: Path, others: dict[str, bytes], implicit: bool
) -> None:
    # all values differ among those that it learns from
    first = file_of(image(1), implicit=implicit)
    second = file_of(image(22, name=b"Roe", rows=b"\1\1"), implicit=implicit)
    reader = taught(tmp_path, first, second)
    path = tmp_path / "odd"
    path.write_bytes(file_of(image(333, **others), implicit=implicit))
    for _ in range(3):
        assert reader.quick(str(path)) == quick_record(str(path))


@settings(max_examples=300, deadline=None)
@given(st.lists(data_sets(), min_size=2, max_size=4), st.booleans(), st.randoms(use_true_random=False))
def test_what_was_learnt_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, several: list[Elements], implicit: bool, chance: random.Random
) -> None:
    folder = tmp_path_factory.getbasetemp()
    reader = HeaderReader(EagerLayouts())
    contents = [file_of(elements, implicit=implicit) for elements in several]
    near = [alike(content, chance) for content in contents for _ in range(4)]
    for content in [*contents, *near, *(mutated(content, chance) for content in near)]:
        path = folder / "any"
        path.write_bytes(content)
        walked = quick_record(str(path))
        assert reader.quick(str(path)) == walked
        assert reader.quick(str(path)) == walked  # learnt by now, if ever
        if walked is not None and content:
            assert walked == careful_record_at(str(path))


@pytest.mark.parametrize("with_sequence", [True, False])
def test_every_end_and_every_bit_of_a_known_header_is_read_as_without(tmp_path: Path, with_sequence: bool) -> None:
    sequence = struct.pack("<HH2sHL", 8, 0x1140, b"SQ", 0, 0xFFFFFFFF) + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
    between = sequence if with_sequence else b""
    known = [image(1), image(22, name=b"Roe"), image(4, rows=b"\1\1")]
    contents = [part10(encode(one[:3], False) + between + encode(one[3:], False) + TAIL) for one in known]
    whole = contents[-1]
    reader = taught(tmp_path, *contents, whole, whole, whole)  # until also its lengths are known
    path = tmp_path / "file"
    for content in (
        *(whole[:cut] for cut in range(len(whole))),
        *(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(128, len(whole) - 62)),
    ):
        path.write_bytes(content)
        assert reader.quick(str(path)) == quick_record(str(path))


def test_length_that_leads_back_or_out_of_the_block_is_no_match(tmp_path: Path) -> None:
    reader = taught(tmp_path, file_of(image(1)), file_of(image(22)))
    content = file_of(image(333))
    at = content.index(b"\x08\x00\x18\x00UI") + 6
    path = tmp_path / "lie"
    for length in (0, 1, 7, 9, 0x7FFF, 0xFFFE, 0xFFFF):
        path.write_bytes(content[:at] + struct.pack("<H", length) + content[at + 2 :])
        assert reader.quick(str(path)) == quick_record(str(path))


def test_sequences_of_undefined_length_may_differ_within_a_series(tmp_path: Path) -> None:
    def with_sequence(number: int) -> bytes:
        uid = element(8, 0x1155, b"UI", b"1.2.9." + str(number).encode())
        item = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF) + uid + struct.pack("<HHL", 0xFFFE, 0xE00D, 0)
        start = struct.pack("<HH2sHL", 8, 0x1140, b"SQ", 0, 0xFFFFFFFF)
        one = image(number)
        end = struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
        return part10(encode(one[:3], False) + start + item * (number % 5) + end + encode(one[3:], False) + TAIL)

    reader = taught(tmp_path, with_sequence(1), with_sequence(22))
    for number in (3, 44, 555, 6):
        path = tmp_path / "file"
        path.write_bytes(with_sequence(number))
        before = matched(reader)
        found = reader.quick(str(path))
        assert matched(reader) == before + 1
        assert isinstance(found, Found)
        assert found == quick_record(str(path)) == careful_record_at(str(path))


def test_file_that_is_none_is_left_out_whatever_was_learnt(tmp_path: Path) -> None:
    reader = taught(tmp_path, file_of(image(1)), file_of(image(2)))
    for content, reason in ((b"", SkipReason.NOT_DICOM), (b"text" * 99, SkipReason.NOT_DICOM)):
        (tmp_path / "file").write_bytes(content)
        read = reader.quick(str(tmp_path / "file"))
        assert isinstance(read, Left)
        assert read.reason is reason


def test_long_headers_are_learnt_with_a_larger_first_read(tmp_path: Path) -> None:
    def long_one(number: int) -> bytes:
        private = element(0x19, 0x1000, b"OB", bytes(11_000))
        one = image(number)
        return part10(encode(one[:5], False) + private + encode(one[5:], False) + TAIL)

    reader = taught(tmp_path, long_one(1), long_one(22), long_one(3))
    assert matched(reader) == 1
    assert reader.layouts.block > 11_000


def test_values_longer_than_the_quick_reader_takes_are_handed_over(tmp_path: Path) -> None:
    def one(number: int, name: bytes = b"", meta: bytes = b"") -> bytes:
        private = element(0x19, 0x1000, b"OB", bytes(19_000 - len(name) - len(meta)))
        elements = image(number, name=name)
        content = part10(encode(elements[:5], False) + private + encode(elements[5:], False) + TAIL)
        syntax = content.index(b"\x02\x00\x10\x00UI")
        return content[:syntax] + element(2, 3, b"UI", meta) + content[syntax:]

    reader = taught(tmp_path, one(1), one(22, b"Doe", b"1.2"), one(3, b"D" * 8000, b"1" * 1000))
    path = tmp_path / "file"
    for name, meta, handed_over in ((8192, 1024, False), (8194, 4, True), (4, 1026, True)):
        path.write_bytes(one(4, b"D" * name, b"1" * meta))
        assert (quick_record(str(path)) is None) is handed_over
        assert reader.quick(str(path)) == quick_record(str(path))
    assert matched(reader) >= 1


def test_learning_has_to_be_earned_by_matches() -> None:
    layouts = Layouts(credit=2.0)
    assert [layouts.may_learn() for _ in range(12)] == [True, True, *[False] * 5, True, *[False] * 4]
    trace = Trace()
    content = file_of(image(1))
    quick_header(content, len(content), lambda offset, count: b"", trace)
    layouts.learn(content, trace)
    for _ in range(40):
        assert layouts.match(content) is not None
    assert [layouts.may_learn() for _ in range(10)] == [True] * 10


def test_headers_made_to_cost_much_cost_little(tmp_path: Path) -> None:
    def crowded(layout: int, filler: bytes) -> bytes:
        one = image(1)
        many = [(0x00090000 + tag, b"LO", filler) for tag in range(0x10, MOST_STEPS - 20)]
        return file_of([*one[:3], *many, *one[3:], (0x00280011 + layout, b"US", b"\0\2")])

    contents = [crowded(layout, filler) for layout in range(MOST_LAYOUTS) for filler in (b"", b"ab")]
    reader = taught(tmp_path, *contents)
    path = tmp_path / "file"
    begun = time.process_time()
    for content in contents:  # all but the last bytes of each layout are as they should be
        path.write_bytes(content[: -len(TAIL)])
        reader.quick(str(path))
    assert (time.process_time() - begun) / len(contents) < 0.05


def test_more_elements_than_a_layout_may_have_are_walked(tmp_path: Path) -> None:
    def crowded(number: int) -> bytes:
        one = image(number)
        many = [(0x00090000 + tag, b"LO", b"") for tag in range(0x10, 0x10 + MOST_STEPS)]
        return file_of([*one[:3], *many, *one[3:]])

    reader = taught(tmp_path, *(crowded(number) for number in range(1, 5)))
    assert matched(reader) == 0


def test_real_series_is_recognised_from_its_third_image_on(tmp_path: Path) -> None:
    reader = HeaderReader(EagerLayouts())
    for number in range(1, 40):
        write_instance(tmp_path / f"{number}", seed=number)
        assert reader.quick(str(tmp_path / f"{number}")) == careful_record_at(str(tmp_path / f"{number}"))
    assert matched(reader) >= 30
