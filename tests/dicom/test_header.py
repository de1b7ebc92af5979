"""One hostile or unusual file after the other."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
)

from gui.core.entities import Instance, Skipped, SkipReason
from gui.dicom.header import quick_record
from gui.dicom.instances import read_header
from tests.helpers.dicom_files import write_instance


def reason(path: Path | str) -> SkipReason | None:
    read = read_header(str(path))
    return read.reason if isinstance(read, Skipped) else None


def element(group: int, number: int, vr: bytes, value: bytes) -> bytes:
    """One explicit little-endian element."""
    value += b"\0" * (len(value) % 2)
    if vr in (b"OB", b"OW", b"SQ", b"UN", b"UT"):
        return struct.pack("<HH2sHL", group, number, vr, 0, len(value)) + value
    return struct.pack("<HH2sH", group, number, vr, len(value)) + value


def part10(
    data_set: bytes, syntax: bytes = b"1.2.840.10008.1.2.1", sop_class: bytes = b"1.2.840.10008.5.1.4.1.1.2"
) -> bytes:
    """A file with preamble and the least of file meta information."""
    meta = element(2, 2, b"UI", sop_class) + element(2, 0x10, b"UI", syntax)
    return bytes(128) + b"DICM" + element(2, 0, b"UL", struct.pack("<L", len(meta))) + meta + data_set


SOP = element(8, 0x16, b"UI", b"1.2.840.10008.5.1.4.1.1.2") + element(8, 0x18, b"UI", b"1.2.3.4")
UIDS = element(0x20, 0xD, b"UI", b"1.2.3") + element(0x20, 0xE, b"UI", b"1.2.3.1")
WHOLE = SOP + element(0x10, 0x20, b"LO", b" 4711 ") + UIDS


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"hello, this is a text that is longer than a preamble" * 9,
        b"%PDF-1.7\n" + bytes(range(256)) * 4,
        gzip.compress(bytes(range(256)) * 20),
        b"\xff\xd8\xff\xe0" + bytes(400),
        b"MZ" + bytes(600),
        bytes(2000),
        b"\x08\x00",
        b"DICM",
        b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100" + b"just text from here on" * 20,
    ],
    ids=["text", "pdf", "gzip", "jpeg", "exe", "zeros", "two bytes", "only the magic", "starts as a data set"],
)
def test_what_is_not_dicom_never_passes_as_dicom(tmp_path: Path, content: bytes) -> None:
    assert reason(write(tmp_path / "file", content)) is SkipReason.NOT_DICOM


def test_empty_file_is_called_empty(tmp_path: Path) -> None:
    read = read_header(str(write(tmp_path / "file", b"")))
    assert isinstance(read, Skipped)
    assert (read.reason, read.text, read.size) == (SkipReason.NOT_DICOM, "An empty file", 0)


def test_least_file_that_can_be_sent(tmp_path: Path) -> None:
    path = write(tmp_path / "file", part10(WHOLE))
    read = read_header(str(path))
    assert isinstance(read, Instance)
    assert (read.patient.patient_id, read.mtime_ns) == ("4711", path.stat().st_mtime_ns)


@pytest.mark.parametrize("bad", [b"", b"../../etc/x", b"1.2.3\\1.2.4", b"1" * 65, b"1.2.3 x", b"1.2.\xff"])
@pytest.mark.parametrize("which", [0x18, 0xD, 0xE])
def test_uid_that_is_none_is_missing(tmp_path: Path, bad: bytes, which: int) -> None:
    uids = {0x18: b"1.2.3.4", 0xD: b"1.2.3", 0xE: b"1.2.3.1"} | {which: bad}
    data_set = element(8, 0x18, b"UI", uids[0x18]) + element(0x20, 0xD, b"UI", uids[0xD])
    data_set += element(0x20, 0xE, b"UI", uids[0xE])
    assert reason(write(tmp_path / "file", part10(data_set))) is SkipReason.MISSING_UID


def test_uids_in_the_wrong_order_and_after_the_last_wanted_tag_are_found(tmp_path: Path) -> None:
    data_set = element(0x28, 0x11, b"US", b"\2\0") + element(0x32, 0x4000, b"LT", b"late") + UIDS + SOP
    read = read_header(str(write(tmp_path / "file", part10(data_set))))
    assert isinstance(read, Instance)
    assert (read.sop_instance_uid, read.columns) == ("1.2.3.4", 2)


def test_elements_after_the_pixel_data_do_not_count(tmp_path: Path) -> None:
    data_set = SOP + element(0x7FE0, 0x10, b"OW", bytes(8)) + UIDS
    assert reason(write(tmp_path / "file", part10(data_set))) is SkipReason.MISSING_UID


@pytest.mark.parametrize("cut", range(1, len(WHOLE)))
def test_file_that_ends_too_early_is_never_an_image(tmp_path: Path, cut: int) -> None:
    assert reason(write(tmp_path / "file", part10(WHOLE)[:-cut])) in (SkipReason.DAMAGED, SkipReason.MISSING_UID)


def test_length_beyond_the_end_of_the_file_is_damage(tmp_path: Path) -> None:
    lie = struct.pack("<HH2sHL", 0x19, 0x1000, b"OB", 0, 0xFFFFFFF0)
    assert reason(write(tmp_path / "file", part10(SOP + lie + UIDS))) is SkipReason.DAMAGED
    assert reason(write(tmp_path / "later", part10(WHOLE + lie.replace(b"\x19\0", b"\x21\0", 1)))) is None


def nested(depth: int) -> bytes:
    """Sequences of undefined length in each other, none of them ended."""
    start = struct.pack("<HH2sHL", 0x19, 0x1000, b"SQ", 0, 0xFFFFFFFF)
    return (start + struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)) * depth


@pytest.mark.parametrize("depth", [100, 5_000, 50_000])
def test_nesting_of_any_depth_costs_no_stack(tmp_path: Path, depth: int) -> None:
    ends = (struct.pack("<HHL", 0xFFFE, 0xE00D, 0) + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)) * depth
    assert reason(write(tmp_path / "ended", part10(SOP + nested(depth) + ends + UIDS))) is None
    assert reason(write(tmp_path / "open", part10(SOP + nested(depth) + UIDS))) is SkipReason.DAMAGED


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian, "1.2.840.10008.1.2.4.70"]
)
def test_every_transfer_syntax_is_read(tmp_path: Path, syntax: str) -> None:
    plain = tmp_path / "plain"
    dataset = write_instance(plain, seed=3, PatientName="Müller^Jörg")
    dataset.file_meta.TransferSyntaxUID = UID(syntax)
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        del dataset.PixelData
    dataset.save_as(tmp_path / "file", enforce_file_format=True)
    first, read = read_header(str(plain)), read_header(str(tmp_path / "file"))
    assert isinstance(first, Instance)
    assert isinstance(read, Instance)
    assert read.transfer_syntax_uid == syntax
    assert (read.patient, read.study, read.series) == (first.patient, first.study, first.series)
    assert (read.rows, read.columns, read.instance_number) == (16, 16, 3)


def test_directory_record_sequence_makes_a_dicomdir_whatever_the_meta_says(tmp_path: Path) -> None:
    data_set = element(4, 0x1130, b"CS", b"DISC") + element(4, 0x1220, b"SQ", b"")
    assert reason(write(tmp_path / "file", part10(data_set))) is SkipReason.DICOMDIR


def test_unknown_character_set_still_gives_a_name(tmp_path: Path) -> None:
    for number, name in enumerate([b"ISO_IR 4711", b"zlib", b"undefined", b"a\0b", b"\\ISO 2022 IR 87\\hex"]):
        data_set = element(8, 5, b"CS", name) + SOP + element(0x10, 0x10, b"PN", b"A\x1b$Bx^B\xe4\x1b(B") + UIDS
        read = read_header(str(write(tmp_path / str(number), part10(data_set))))
        assert isinstance(read, Instance)
        assert read.patient.name.startswith("A")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Doe^John^^^", "Doe^John"),
        ("Doe^John ", "Doe^John"),
        ("Yamada^Tarou^^=山田^太郎^^=やまだ^たろう^", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("=山田^太郎", "=山田^太郎"),
        ("Wang^XiaoDong==", "Wang^XiaoDong"),
        ("^^^^", ""),
        ("<b>Bold</b>^&amp;", "<b>Bold</b>^&amp;"),
        ("שרון^דבורה", "שרון^דבורה"),
    ],
)
def test_name_keeps_its_groups_and_loses_what_means_nothing(tmp_path: Path, written: str, shown: str) -> None:
    data_set = element(8, 5, b"CS", b"ISO_IR 192") + SOP + element(0x10, 0x10, b"PN", written.encode()) + UIDS
    read = read_header(str(write(tmp_path / "file", part10(data_set))))
    assert isinstance(read, Instance)
    assert read.patient.name == shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_socket_and_device_are_left_out_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for path in (tmp_path / "pipe", tmp_path / "socket", "/dev/zero", "/dev/null"):
            assert reason(path) is SkipReason.UNREADABLE


def test_folder_and_missing_file_are_unreadable(tmp_path: Path) -> None:
    assert reason(tmp_path) is SkipReason.UNREADABLE
    assert reason(tmp_path / "gone") is SkipReason.UNREADABLE
    assert reason(str(tmp_path / "nul\0character")) is SkipReason.UNREADABLE


MEASURE = """
import sys
from gui.dicom.instances import read_header
import gui.dicom.careful
from tests.helpers.memory import peak_kib
before = peak_kib()
read = read_header(sys.argv[1])
print(getattr(read, "reason", "read"), peak_kib() - before)
"""


def memory_for(path: Path) -> tuple[str, int]:
    """The verdict on a file, and by how many KiB the peak of a process of its own rises for it."""
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    verdict, kilobytes = run.stdout.split()
    return verdict, int(kilobytes)


def deflate_zeros(start: bytes, megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = bytes(1 << 20)
    packed = [packer.compress(start), *(packer.compress(block) for _ in range(megabytes)), packer.flush()]
    return b"".join(packed)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is measured in KiB on Linux only")
def test_deflated_bomb_costs_bounded_memory(tmp_path: Path) -> None:
    syntax = DeflatedExplicitVRLittleEndian.encode()
    huge = struct.pack("<HH2sHL", 0x7FE0, 0x10, b"OW", 0, 500 << 20)
    good = write(tmp_path / "good", part10(deflate_zeros(WHOLE + huge, 500), syntax))
    early = struct.pack("<HH2sHL", 0x19, 0x1000, b"OB", 0, 500 << 20)
    bomb = write(tmp_path / "bomb", part10(deflate_zeros(SOP + early, 500), syntax))
    for path, expected in ((good, "read"), (bomb, "damaged")):
        verdict, kilobytes = memory_for(path)
        assert verdict == expected
        assert kilobytes < 64 << 10


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is measured in KiB on Linux only")
def test_wanted_element_of_gigabytes_costs_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    start = SOP + struct.pack("<HH2sHL", 0x10, 0x10, b"UT", 0, 3 << 30)
    write(path, part10(start))
    with open(path, "ab") as file:
        file.truncate(4 << 30)  # sparse: takes no room
    verdict, kilobytes = memory_for(path)
    assert verdict == "damaged"
    assert kilobytes < 64 << 10


def test_large_private_element_before_the_uids_is_passed_over_by_the_quick_reader(tmp_path: Path) -> None:
    data_set = SOP + element(0x19, 0x1000, b"OB", bytes(300_000)) + UIDS + element(0x28, 0x10, b"US", b"\1\0")
    path = write(tmp_path / "file", part10(data_set + element(0x7FE0, 0x10, b"OW", bytes(64))))
    assert isinstance(quick_record(str(path)), tuple)
    assert reason(path) is None
