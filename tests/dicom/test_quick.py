"""The quick reader gives what the careful one gives, or hands over."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.entities import Instance
from gui.dicom.elements import WANTED, Found
from gui.dicom.header import careful_record_at, quick_record
from gui.dicom.instances import read_header
from tests.dicom.fuzz import SampleFiles
from tests.dicom.test_header import element, part10
from tests.helpers.samples import SAMPLES, manifest, needs_samples

LONG = (b"OB", b"OW", b"SQ", b"UN", b"UT")
OTHERS = {
    0x00080008: b"CS",
    0x00081110: b"SQ",
    0x00090010: b"LO",
    0x00091001: b"UN",
    0x00180050: b"DS",
    0x00200020: b"CS",
}

texts = st.text(st.characters(codec="utf-8", exclude_characters="\\"), max_size=20)
values = {
    b"UI": st.from_regex(r"[0-9.]{0,66}", fullmatch=True).map(str.encode) | st.binary(max_size=9),
    b"US": st.binary(min_size=2, max_size=2) | st.binary(max_size=5),
    b"IS": st.integers(-(10**13), 10**13).map(lambda number: str(number).encode()) | st.binary(max_size=4),
    b"SQ": st.just(b""),
}
anything = texts.map(str.encode) | st.binary(max_size=30)
character_sets = st.sampled_from(
    [b"", b"ISO_IR 6", b"ISO_IR 100", b"ISO_IR 192", b"ISO_IR 144", b"\\ISO 2022 IR 87", b"?"]
)


@st.composite
def data_sets(draw: st.DrawFn) -> list[tuple[int, bytes, bytes]]:
    """Elements in order: mostly the wanted ones, with good and bad values, and some between."""
    chosen = draw(st.sets(st.sampled_from(sorted(WANTED | OTHERS)), min_size=8))
    made = []
    for tag in sorted(chosen | draw(st.sampled_from([set(), {0x00080018, 0x0020000D, 0x0020000E}]))):
        vr = (WANTED | OTHERS)[tag]
        value = draw(character_sets if tag == 0x00080005 else values.get(vr, anything))
        made.append((tag, vr, value + b"\0" * (len(value) % 2)))
    return made


def encode(elements: list[tuple[int, bytes, bytes]], implicit: bool) -> bytes:
    if not implicit:
        return b"".join(element(tag >> 16, tag & 0xFFFF, vr, value) for tag, vr, value in elements)
    return b"".join(struct.pack("<HHL", tag >> 16, tag & 0xFFFF, len(value)) + value for tag, _, value in elements)


@settings(max_examples=400, deadline=None)
@given(data_sets(), st.booleans(), st.sampled_from([b"", element(0x7FE0, 0x10, b"OW", bytes(64))]))
def test_quick_and_careful_reader_agree(
    tmp_path_factory: pytest.TempPathFactory, elements: list[tuple[int, bytes, bytes]], implicit: bool, tail: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "agree.dcm"
    syntax = b"1.2.840.10008.1.2" if implicit else b"1.2.840.10008.1.2.1"
    path.write_bytes(part10(encode(elements, implicit) + tail, syntax))
    quick = quick_record(str(path))
    assert quick is None or quick == careful_record_at(str(path))


@settings(max_examples=100, deadline=None)
@given(st.booleans(), st.sampled_from(["ISO_IR 100", "ISO_IR 192", ""]), texts, texts)
def test_plain_files_are_read_by_the_quick_reader(
    tmp_path_factory: pytest.TempPathFactory, implicit: bool, character_set: str, name: str, description: str
) -> None:
    coding = "utf-8" if character_set == "ISO_IR 192" else "latin-1"
    elements = [
        (0x00080005, b"CS", character_set.encode()),
        (0x00080018, b"UI", b"1.2.3.4"),
        (0x0008103E, b"LO", description.encode(coding, "ignore").replace(b"\x1b", b"")),
        (0x00100010, b"PN", name.encode(coding, "ignore").replace(b"\x1b", b"")),
        (0x0020000D, b"UI", b"1.2.3"),
        (0x0020000E, b"UI", b"1.2.3.1"),
        (0x00280010, b"US", b"\0\2"),
        (0x7FE00010, b"OW", bytes(32)),
    ]
    padded = [(tag, vr, value + b" " * (len(value) % 2)) for tag, vr, value in elements]
    path = tmp_path_factory.getbasetemp() / "plain.dcm"
    syntax = b"1.2.840.10008.1.2" if implicit else b"1.2.840.10008.1.2.1"
    path.write_bytes(part10(encode(padded, implicit), syntax))
    quick = quick_record(str(path))
    assert isinstance(quick, Found)
    assert quick == careful_record_at(str(path))
    assert quick.common.rows == 512


@needs_samples
@pytest.mark.parametrize("seed", range(8))
def test_readers_agree_on_mutated_samples_and_never_raise(tmp_path: Path, seed: int) -> None:
    campaign = SampleFiles(seed, tmp_path)
    for number in range(400):
        campaign.read(number)
    assert campaign.findings == []


@needs_samples
def test_most_samples_are_read_quickly() -> None:
    files = [str(SAMPLES / record["path"]) for record in manifest()["files"]]
    quick = [path for path in files if quick_record(path) is not None]
    assert len(quick) > 0.8 * len(files)
    assert all(isinstance(read_header(path), Instance) for path in quick if isinstance(quick_record(path), Found))
