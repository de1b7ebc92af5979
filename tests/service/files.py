"""Small real DICOM files, and the instances that a scan would make of them."""

from __future__ import annotations

import os
from pathlib import Path

import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from gui.core.destination import Destination
from gui.core.entities import Instance, Patient, Series, Study
from gui.core.upload import Upload
from tests.service.memory_journal import MemoryJournal

ROOT = "1.2.826.0.1.3680043.8.498."


def write_file(folder: Path, series: str, sop: str, *, pixels: int = 64) -> Instance:
    """Write one image and describe it as a scan would."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = sop
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    path = folder / f"{sop}.dcm"
    dataset = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = sop
    dataset.PatientID = "4711"
    dataset.PatientName = "Geheim^Name"
    dataset.StudyInstanceUID = ROOT + "1"
    dataset.SeriesInstanceUID = series
    dataset.Modality = "OT"
    dataset.add_new(0x00420011, "OB", os.urandom(pixels + pixels % 2))
    dataset.save_as(path, enforce_file_format=True)
    return describe(path, series, sop)


def describe(path: Path, series: str, sop: str) -> Instance:
    found = path.stat()
    return Instance(
        path=str(path),
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
        sop_instance_uid=sop,
        sop_class_uid=str(SecondaryCaptureImageStorage),
        transfer_syntax_uid=str(ExplicitVRLittleEndian),
        patient=Patient("4711", name="Geheim^Name"),
        study=Study(ROOT + "1"),
        series=Series(series, "OT"),
    )


def write_series(folder: Path, number: int, images: int, *, pixels: int = 64) -> list[Instance]:
    """One series of so many images."""
    series = f"{ROOT}2.{number}"
    return [write_file(folder, series, f"{ROOT}3.{number}.{image}", pixels=pixels) for image in range(1, images + 1)]


def describe_real(path: Path) -> Instance:
    """A real sample file as an instance."""
    dataset = pydicom.dcmread(path, stop_before_pixels=True)
    found = path.stat()
    return Instance(
        path=str(path),
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
        sop_instance_uid=str(dataset.SOPInstanceUID),
        sop_class_uid=str(dataset.SOPClassUID),
        transfer_syntax_uid=str(dataset.file_meta.TransferSyntaxUID),
        patient=Patient(str(dataset.get("PatientID", ""))),
        study=Study(str(dataset.StudyInstanceUID)),
        series=Series(str(dataset.SeriesInstanceUID)),
    )


def plan(
    journal: MemoryJournal, instances: list[Instance], base_url: str, *, connections: int = 1, **more: object
) -> int:
    """Keep an upload in the journal, as a press of the button would."""
    from datetime import UTC, datetime

    destination = Destination("d", "City Radiology", base_url, connections=connections, **more)  # type: ignore[arg-type]
    return journal.begin(Upload(destination, tuple(instances), datetime.now(UTC)))
