"""Small DICOM files made for a test."""

from __future__ import annotations

import random
from pathlib import Path

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.8.498."


def write_instance(path: Path, *, seed: int = 0, size: int = 16, **elements: object) -> Dataset:
    """Write one CT image of ``size`` × ``size`` random bytes; ``elements`` by keyword replace the defaults."""
    chance = random.Random(seed)
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = CTImageStorage
    dataset.SOPInstanceUID = f"{ROOT}9.{seed}"
    dataset.StudyInstanceUID = f"{ROOT}1"
    dataset.SeriesInstanceUID = f"{ROOT}1.1"
    dataset.PatientName = "Sample^Sally"
    dataset.PatientID = "DEMO-4711"
    dataset.PatientBirthDate = "19620411"
    dataset.StudyDate = "20261120"
    dataset.StudyDescription = "CT thorax"
    dataset.SeriesDescription = "Lung 1.0 mm"
    dataset.SeriesNumber = 2
    dataset.InstanceNumber = seed
    dataset.Modality = "CT"
    dataset.Rows = dataset.Columns = size
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelRepresentation = 0
    dataset.PixelData = chance.randbytes(size * size)
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    path.parent.mkdir(parents=True, exist_ok=True)
    dcmwrite(path, dataset, enforce_file_format=True)
    return dataset


def write_study(folder: Path, *, series: int = 2, images: int = 5, size: int = 16, first: int = 1) -> None:
    """Write ``series`` × ``images`` files of one patient and one study."""
    seed = first
    for number in range(1, series + 1):
        for _ in range(images):
            write_instance(
                folder / f"s{number}" / f"{seed:05}.dcm",
                seed=seed,
                size=size,
                SeriesInstanceUID=f"{ROOT}1.{number}",
                SeriesNumber=number,
                SeriesDescription=f"Series {number}",
            )
            seed += 1
