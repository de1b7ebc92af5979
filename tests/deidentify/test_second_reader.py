"""The second reader finds what the first one could have left, wherever it stands."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.core.entities import Instance
from gui.dicom.deidentify.needles import Search
from gui.dicom.deidentify.one_file import deidentify
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.dicom.deidentify.verifying import Remains, gather, verify
from gui.dicom.instances import read_header
from tests.deidentify.planted import (
    BIRTH_DATE,
    NAME,
    OTHERS,
    PATIENT_ID,
    SECRET,
    copied,
    job_for,
    named_in,
    plant,
)
from tests.dicom.fuzz import mutated
from tests.helpers.dicom_files import ROOT, write_instance


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """An original and its copy."""
    plant(tmp_path / "one.dcm")
    assert isinstance(copied(tmp_path / "one.dcm", tmp_path / "copy.dcm"), Instance)
    return tmp_path / "one.dcm", tmp_path / "copy.dcm"


def look(original: Path, copy: Path) -> None:
    with open(original, "rb") as first, open(copy, "rb") as second:
        needles = gather(first)
        verify(second, needles, Search(needles), pseudonyms=Pseudonyms(SECRET))


def test_it_is_content_with_a_copy_and_not_with_an_original(pair: tuple[Path, Path]) -> None:
    original, copy = pair
    look(original, copy)
    with pytest.raises(Remains):
        look(original, original)


def _nested(data: Dataset) -> None:
    item = Dataset()
    item.ReferencedSOPInstanceUID = f"{ROOT}77.1"
    data.ReferencedImageSequence = Sequence([item])


def _private(data: Dataset) -> None:
    data.private_block(0x0029, "X", create=True).add_new(1, "LO", "harmless")


def _deep(data: Dataset) -> None:
    inner, outer = Dataset(), Dataset()
    inner.CodeMeaning = f"for {NAME.split('^')[1].upper()}"
    outer.AnatomicRegionSequence = Sequence([inner])
    data.SharedFunctionalGroupsSequence = Sequence([outer])


TAMPERED: dict[str, Callable[[Dataset], None]] = {
    "the name is back": lambda data: setattr(data, "PatientName", NAME),
    "another name is back": lambda data: setattr(data, "ReferringPhysicianName", OTHERS[0]),
    "the sex is back": lambda data: setattr(data, "PatientSex", "F"),
    "a date is back": lambda data: setattr(data, "StudyDate", "20261120"),
    "a dummy is none": lambda data: setattr(data, "SeriesDate", "20261120"),
    "a UID is back": lambda data: setattr(data, "FrameOfReferenceUID", f"{ROOT}5"),
    "a UID is nobody's": lambda data: setattr(data, "FrameOfReferenceUID", "1.2.3.4.5"),
    "a nested UID is back": _nested,
    "a private element is there": _private,
    "a name deep in a kept text": _deep,
    "a number in a kept text": lambda data: setattr(data, "Manufacturer", f"for {PATIENT_ID}"),
    "a part of an ID in a kept number": lambda data: setattr(data, "SeriesNumber", BIRTH_DATE),
    "a removed text in a kept one": lambda data: setattr(data, "ManufacturerModelName", OTHERS[2]),
    "a comment is there": lambda data: setattr(data, "ImageComments", "harmless"),
    "a retired element is there": lambda data: data.add_new(0x00080040, "US", 1),
    "an overlay is there": lambda data: data.add_new(0x60000010, "US", 8),
    "pixels that name somebody": lambda data: setattr(data, "PixelData", data.PixelData + NAME.encode()),
    "bytes that name somebody": lambda data: data.add_new(0x00281201, "OW", NAME.split("^")[0].encode() + b" "),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED.keys())
def test_it_finds_what_has_come_back(pair: tuple[Path, Path], tamper: Callable[[Dataset], None]) -> None:
    original, copy = pair
    data = pydicom.dcmread(copy)
    tamper(data)
    data.save_as(copy)
    with pytest.raises(Remains):
        look(original, copy)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is counted in another way there")
def test_a_large_file_costs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.dcm"
    write_instance(path, size=8)
    content = path.read_bytes()
    head = content[: content.index(b"\xe0\x7f\x10\x00") + 8]
    size = 400 << 20
    with open(path, "wb") as file:
        file.write(head + size.to_bytes(4, "little"))
        file.truncate(len(head) + 4 + size)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.deidentify.planted import copied\n"
        "from gui.core.entities import Instance\n"
        "from tests.helpers.memory import peak_kib\n"
        "answer = copied(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "assert isinstance(answer, Instance), answer\n"
        "print(peak_kib())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path / "copy.dcm")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert int(done.stdout) < 200_000
    assert (tmp_path / "copy.dcm").stat().st_size > size


def test_damage_of_every_kind_leaves_nothing_of_the_patient_in_a_copy_and_breaks_nothing(tmp_path: Path) -> None:
    """What is left of a damaged file is left out, or names nobody any more; every file follows from its number."""
    plant(tmp_path / "whole.dcm")
    content = (tmp_path / "whole.dcm").read_bytes()
    path, target = tmp_path / "damaged.dcm", tmp_path / "copy.dcm"
    made = 0
    for number in range(400):
        path.write_bytes(mutated(content, random.Random(f"1-{number}")))
        found = read_header(str(path))
        answer = deidentify(job_for(found, target)) if isinstance(found, Instance) else None
        if isinstance(answer, Instance):
            made += 1
            assert named_in([target.read_bytes()]) == [], number
            target.unlink()
        assert not target.exists()
    assert made > 10
