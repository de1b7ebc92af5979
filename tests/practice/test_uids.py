"""Reading the three UIDs: nothing that a file holds brings the service down."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.practice.uids import Uids, read_uids
from tests.helpers.dicom_files import ROOT, write_instance

EXPECTED = Uids(f"{ROOT}1", f"{ROOT}1.1", f"{ROOT}9.7")


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    write_instance(tmp_path / "whole.dcm", seed=7)
    return (tmp_path / "whole.dcm").read_bytes()


def read(tmp_path: Path, content: bytes) -> Uids | None:
    (tmp_path / "one").write_bytes(content)
    return read_uids(tmp_path / "one")


def test_the_three_uids_are_read(tmp_path: Path, whole: bytes) -> None:
    assert read(tmp_path, whole) == EXPECTED


def test_a_file_without_preamble_is_read(tmp_path: Path, whole: bytes) -> None:
    assert read(tmp_path, whole[132:]) == EXPECTED


def test_nested_uids_are_not_taken_for_the_file_s_own(tmp_path: Path, whole: bytes) -> None:
    inner = b"\x20\x00\x0e\x00UI\x04\x009.9\x00"
    item = b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + inner + b"\xfe\xff\x0d\xe0\0\0\0\0"
    sequence = b"\x08\x00\x15\x11SQ\0\0\xff\xff\xff\xff" + item * 3 + b"\xfe\xff\xdd\xe0\0\0\0\0"
    place = whole.index(b"\x10\x00\x10\x00PN")
    assert read(tmp_path, whole[:place] + sequence * 2 + whole[place:]) == EXPECTED


def test_sequences_in_sequences_cost_no_recursion(tmp_path: Path, whole: bytes) -> None:
    place = whole.index(b"\x10\x00\x10\x00PN")
    opened = b"\x08\x00\x15\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff" * 50_000
    closed = b"\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0" * 50_000
    assert read(tmp_path, whole[:place] + opened + closed + whole[place:]) is None
    assert read(tmp_path, whole[:place] + opened[: 20 * 1000] + closed[: 16 * 1000] + whole[place:]) == EXPECTED


def test_a_small_file_that_inflates_to_much_is_read_only_so_far(tmp_path: Path, whole: bytes) -> None:
    start = whole.index(b"\x08\x00\x05\x00CS")
    meta = whole[:start].replace(b"UI\x14\x001.2.840.10008.1.2.1\0", b"UI\x16\x001.2.840.10008.1.2.1.99")

    def deflated(content: bytes) -> bytes:
        packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
        return meta + packer.compress(content) + packer.flush()

    assert read(tmp_path, deflated(whole[start:])) == EXPECTED
    huge = b"\x08\x00\x01\x00UN\0\0" + (400_000_000).to_bytes(4, "little") + bytes(40_000_000)
    assert read(tmp_path, deflated(huge)) is None


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 131, b"\0" * 128 + b"DICM", b"<html>" * 100])
def test_what_is_no_dicom_is_none(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) is None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_raises(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    content = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(tmp_path, bytes(content))
