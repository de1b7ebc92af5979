"""A made-up study to practise with: drawn, not photographed, and of nobody."""

from __future__ import annotations

import math
import tempfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import (
    UID,
    CTImageStorage,
    ExplicitVRLittleEndian,
    SecondaryCaptureImageStorage,
    generate_uid,
)

from gui.practice.lettering import letter_spans

_SIDE = 256
_AXIAL, _CORONAL = 24, 8
_STUDY_DATE = date(2026, 11, 20)


def make_sample_images(folder: Path) -> Path:
    """Write the made-up patient's study below ``folder``, and answer with it.

    33 files, less than 5 MB: a CT of 24 slices, its reformat of 8, and a secondary capture. The pixels are the same
    in every run, the UIDs are new when the files are. A folder that holds them all is left as it is: files that
    somebody has just dropped on the window do not change under it. Raises :class:`OSError`.
    """
    names = [name for name, _ in _plan()]
    if all((folder / name).is_file() for name in names):
        return folder
    study = _Study(generate_uid(), generate_uid())
    for name, make in _plan():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, make(study))
    return folder


@dataclass(frozen=True, slots=True)
class _Study:
    """The UIDs that the whole study shares."""

    uid: UID
    frame_of_reference: UID

    def series(self, number: int) -> UID:
        return generate_uid(entropy_srcs=[self.uid, str(number)])


class _Slice:
    """What makes one file of the study."""

    def __init__(self, series: int, number: int) -> None:
        self._series = series
        self._number = number

    def __call__(self, study: _Study) -> Dataset:
        dataset = _common(study, self._series, self._number)
        if self._series == 3:
            _add_capture(dataset)
        else:
            _add_ct(dataset, study, self._number, axial=self._series == 1)
        return dataset


def _plan() -> Iterator[tuple[str, _Slice]]:
    for number in range(1, _AXIAL + 1):
        yield f"CT-1/IM{number:04}", _Slice(1, number)
    for number in range(1, _CORONAL + 1):
        yield f"CT-2/IM{number:04}", _Slice(2, number)
    yield "SC-3/IM0001", _Slice(3, 1)


def _common(study: _Study, series: int, number: int) -> Dataset:
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPInstanceUID = generate_uid()
    dataset.StudyDate = dataset.SeriesDate = dataset.ContentDate = _STUDY_DATE.strftime("%Y%m%d")
    dataset.StudyTime = dataset.SeriesTime = dataset.ContentTime = "101400"
    dataset.AccessionNumber = "PRACTICE"
    dataset.Manufacturer = "DICOM Courier"
    dataset.InstitutionName = "Made-up data for practice"
    dataset.ReferringPhysicianName = ""
    dataset.StudyDescription = "PRACTICE – CT thorax with contrast"
    dataset.SeriesDescription = ("Axial 5.0 mm", "Coronal 10.0 mm", "Cover sheet")[series - 1]
    dataset.PatientName = "Sample^Sally"
    dataset.PatientID = "DEMO-4711"
    dataset.PatientBirthDate = "19620411"
    dataset.PatientSex = "F"
    dataset.StudyInstanceUID = study.uid
    dataset.SeriesInstanceUID = study.series(series)
    dataset.StudyID = "1"
    dataset.SeriesNumber = series
    dataset.InstanceNumber = number
    dataset.Rows = dataset.Columns = _SIDE
    dataset.PixelRepresentation = 0
    return dataset


def _add_ct(dataset: Dataset, study: _Study, number: int, *, axial: bool) -> None:
    dataset.SOPClassUID = CTImageStorage
    dataset.Modality = "CT"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"] if axial else ["DERIVED", "SECONDARY", "REFORMATTED"]
    dataset.FrameOfReferenceUID = study.frame_of_reference
    dataset.PositionReferenceIndicator = ""
    dataset.KVP = "120"
    dataset.AcquisitionNumber = 1
    dataset.SliceThickness = "5" if axial else "10"
    dataset.PixelSpacing = ["1.4", "1.4"]
    middle = -_SIDE * 0.7
    if axial:
        dataset.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
        dataset.ImagePositionPatient = [f"{middle:g}", f"{middle:g}", f"{-5.0 * number:g}"]
        pixels = _draw(_thorax(number / _AXIAL))
    else:
        dataset.ImageOrientationPatient = ["1", "0", "0", "0", "0", "-1"]
        dataset.ImagePositionPatient = [f"{middle:g}", f"{-45 + 10.0 * number:g}", "0"]
        pixels = _draw(_front(number / _CORONAL))
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = "-1024", "1", "HU"
    dataset.WindowCenter, dataset.WindowWidth = "-100", "1400"
    dataset.PixelData = pixels


def _add_capture(dataset: Dataset) -> None:
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.Modality = "OT"
    dataset.ConversionType = "SYN"
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8, 8, 7
    picture = bytearray(b"\x18" * (_SIDE * _SIDE))
    for y in (*range(20, 24), *range(_SIDE - 24, _SIDE - 20)):
        picture[y * _SIDE + 20 : y * _SIDE + _SIDE - 20] = b"\x70" * (_SIDE - 40)
    for text, top, scale, grey in (("PRACTICE", 80, 4, b"\xf0"), ("SALLY SAMPLE", 135, 3, b"\xb0"),
                                   ("NOT A REAL PATIENT", 175, 2, b"\x90")):  # fmt: skip
        for y, left, right in letter_spans(text, _SIDE, top, scale):
            picture[y * _SIDE + left : y * _SIDE + right] = grey * (right - left)
    dataset.PixelData = bytes(picture)


@dataclass(frozen=True, slots=True)
class _Ellipse:
    """A filled ellipse: middle and half axes in pixels, density in Hounsfield units."""

    x: float
    y: float
    wide: float
    high: float
    density: int


def _thorax(along: float) -> list[_Ellipse]:
    """A cut through a chest; ``along`` goes from 0 (neck) to 1 (belly)."""
    lung = math.sin(math.pi * min(max(along * 1.15 - 0.05, 0.0), 1.0)) ** 0.5
    heart = math.exp(-(((along - 0.62) / 0.2) ** 2))
    body = 0.82 + 0.18 * math.sin(math.pi * along)
    drawn = [
        _Ellipse(128, 132, 116 * body, 84 * body, -90),
        _Ellipse(128, 132, 108 * body, 76 * body, 45),
        _Ellipse(82, 126, 38 * lung, 56 * lung, -840),
        _Ellipse(174, 126, 38 * lung, 56 * lung, -840),
        _Ellipse(138, 118, 14 + 30 * heart, 18 + 26 * heart, 60),
        _Ellipse(140, 116, 5 + 18 * heart, 6 + 16 * heart, 210),
        _Ellipse(128, 104, 8, 8, -1000 if along < 0.45 else 55),
        _Ellipse(146, 160, 11, 11, 230),
        _Ellipse(128, 182, 19, 15, 480),
        _Ellipse(128, 182, 14, 10, 260),
        _Ellipse(128, 200, 7, 14, 420),
        _Ellipse(128, 196, 6, 5, 20),
        _Ellipse(128, 62 + 8 * (1 - body) * 10, 14, 5, 400),
    ]
    for rib in range(10):
        angle = 2 * math.pi * (rib + 0.5) / 10 + along
        x, y = 128 + 100 * body * math.cos(angle), 132 + 69 * body * math.sin(angle)
        drawn.append(_Ellipse(x, y, 7, 5, 620))
    for vessel in range(12):
        angle = 2.399963 * vessel + 3 * along
        reach = (6 + 2.2 * vessel) * lung
        side = 82 if vessel % 2 else 174
        x, y = side + reach * math.cos(angle), 126 + 1.4 * reach * math.sin(angle)
        drawn.append(_Ellipse(x, y, 2.4 - vessel / 10, 2.4 - vessel / 10, 30))
    if 0.35 < along < 0.5:
        drawn.append(_Ellipse(186, 112, 5, 5, 90))
    return drawn


def _front(along: float) -> list[_Ellipse]:
    """The same chest from the front; ``along`` goes from 0 (breastbone) to 1 (back)."""
    deep = math.sin(math.pi * min(max(along, 0.08), 0.92))
    drawn = [
        _Ellipse(128, 150, 112 * deep**0.3, 130, -90),
        _Ellipse(128, 150, 104 * deep**0.3, 124, 45),
        _Ellipse(82, 118, 40 * deep, 78 * deep, -840),
        _Ellipse(174, 118, 40 * deep, 78 * deep, -840),
        _Ellipse(128, 60, 8, 50, -1000 if along < 0.6 else 45),
        _Ellipse(144, 146, 40 * deep**2, 42 * deep**2, 60),
        _Ellipse(146, 146, 26 * deep**2, 30 * deep**2, 210),
        _Ellipse(96, 226, 60 * deep, 34 * deep, 110),
    ]
    if along > 0.6:
        drawn.extend(_Ellipse(128, 24 + 22 * n, 15, 8, 480) for n in range(10))
    for rib in range(8):
        y = 62 + 20 * rib
        x = 96 * deep**0.3 * math.sqrt(1 - ((y - 150) / 124) ** 2)
        drawn.extend(_Ellipse(128 + side * x, y, 9, 4, 620) for side in (-1, 1))
    return drawn


def _draw(drawn: list[_Ellipse]) -> bytes:
    """The ellipses one over the other on air, with a grain, as 12-bit values (Hounsfield + 1024), little endian."""
    rows = [array("H", [24]) * _SIDE for _ in range(_SIDE)]
    for one in drawn:
        if one.wide < 0.5 or one.high < 0.5:
            continue
        for y in range(max(0, math.ceil(one.y - one.high)), min(_SIDE, math.floor(one.y + one.high) + 1)):
            half = one.wide * math.sqrt(max(0.0, 1 - ((y - one.y) / one.high) ** 2))
            left, right = max(0, round(one.x - half)), min(_SIDE, round(one.x + half) + 1)
            if left < right:
                rows[y][left:right] = array("H", [one.density + 1024]) * (right - left)
    picture = array(
        "H", [max(0, v + _GRAIN[(37 * y + x) % 251]) for y, row in enumerate(rows) for x, v in enumerate(row)]
    )
    if picture.itemsize != 2:
        raise ValueError("this computer's numbers have another size")
    if array("H", [1]).tobytes() != b"\x01\x00":
        picture.byteswap()
    return picture.tobytes()


_GRAIN = [(n * n * 31 + 7 * n) % 251 % 41 - 20 for n in range(251)]
"""A noise that is the same in every run; 251 is prime, so that no pattern shows."""


def _write(path: Path, dataset: Dataset) -> None:
    """Write a DICOM file (PS3.10), whole or not at all."""
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            dcmwrite(file, dataset, enforce_file_format=True)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
