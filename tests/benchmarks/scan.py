"""How fast a folder is read: ``python -m tests.benchmarks.scan [--files N] [--rounds N]``.

Makes its own files in a temporary folder and compares, in interleaved rounds, the whole way from folder to
catalogue against a loop of ``pydicom.dcmread(stop_before_pixels=True)`` that only reads the same files. Prints
medians and ratios; nothing is asserted, because a busy machine would decide.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.dicom.catalogue import Catalogue
from gui.dicom.elements import WANTED
from gui.dicom.header import read_record
from gui.dicom.scan import default_workers, scan


def make_files(folder: Path, files: int, pixels: int) -> None:
    """Write ``files`` CT slices of one series with ``pixels`` bytes of pixel data each, with a usual header."""
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.sequence import Sequence
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    study, series, frame = generate_uid(), generate_uid(), generate_uid()
    for number in range(1, files + 1):
        image = Dataset()
        image.file_meta = FileMetaDataset()
        image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        image.file_meta.MediaStorageSOPClassUID = image.SOPClassUID = CTImageStorage
        image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID = generate_uid()
        image.SpecificCharacterSet = "ISO_IR 100"
        image.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        image.StudyDate = image.SeriesDate = image.AcquisitionDate = image.ContentDate = "20261120"
        image.StudyTime = image.SeriesTime = image.AcquisitionTime = image.ContentTime = "101500.000000"
        image.AccessionNumber, image.Modality, image.Manufacturer = "A4711", "CT", "None"
        image.InstitutionName, image.ReferringPhysicianName, image.StationName = "Benchmark", "Nobody^At^All", "CT1"
        image.StudyDescription, image.SeriesDescription = "CT thorax", "lung 1.0 mm"
        image.ManufacturerModelName = "None"
        reference = Dataset()
        reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = CTImageStorage, generate_uid()
        image.ReferencedImageSequence = Sequence([reference])
        image.PatientName, image.PatientID = "Bench^Mark", "4711"
        image.PatientBirthDate, image.PatientSex, image.PatientAge = "19620411", "F", "064Y"
        image.SliceThickness, image.KVP, image.DataCollectionDiameter = "1.0", "120", "500"
        image.SoftwareVersions, image.ProtocolName, image.ReconstructionDiameter = "1", "Thorax", "350"
        image.GantryDetectorTilt, image.TableHeight, image.RotationDirection = "0", "150", "CW"
        image.ExposureTime, image.XRayTubeCurrent, image.Exposure = "500", "200", "100"
        image.ConvolutionKernel, image.PatientPosition = "B60f", "HFS"
        image.StudyInstanceUID, image.SeriesInstanceUID = study, series
        image.StudyID, image.SeriesNumber, image.AcquisitionNumber, image.InstanceNumber = "1", "3", "1", str(number)
        image.ImagePositionPatient = ["-175", "-175", str(number)]
        image.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
        image.FrameOfReferenceUID, image.SliceLocation = frame, str(number)
        image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
        image.Rows, image.Columns, image.PixelSpacing = 512, 512, ["0.68", "0.68"]
        image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 12, 11, 0
        image.RescaleIntercept, image.RescaleSlope = "-1024", "1"
        image.PixelData = bytes(pixels)
        image.save_as(folder / f"IM{number:06}", enforce_file_format=True)


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{options.files} files, {options.rounds} rounds, {os.cpu_count()} processors, {default_workers()} readers")
    for title, pixels in (("CT slices of 525 KB", 524_288), ("files of 20 KB", 18_432)):
        with tempfile.TemporaryDirectory() as name:
            make_files(Path(name), options.files, pixels)
            compare(title, Path(name), options.files, options.rounds)


def compare(title: str, folder: Path, files: int, rounds: int) -> None:
    """Time each way ``rounds`` times, one after the other, and print the medians."""
    import pydicom  # not above: each reading process imports this file, but the program's own one imports nothing

    paths = sorted(str(path) for path in folder.iterdir())
    ways: dict[str, Callable[[], object]] = {
        "pydicom.dcmread(stop_before_pixels=True)": lambda: [
            pydicom.dcmread(path, stop_before_pixels=True) for path in paths
        ],
        "the same, and its 20 values taken out": lambda: [taken_out(path) for path in paths],
        "read_header in this process": lambda: [read_record(path) for path in paths],
        "scan and catalogue": lambda: whole(folder, files),
        "scan and catalogue, one reader": lambda: whole(folder, files, workers=1),
        "open and read 4 KB (the limit)": lambda: [first_block(path) for path in paths],
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    first_rows = []
    for _ in range(rounds):
        for way, run in ways.items():
            started = time.perf_counter()
            answer = run()
            seconds[way].append(time.perf_counter() - started)
            if isinstance(answer, float):
                first_rows.append(answer)
    reference = statistics.median(seconds["pydicom.dcmread(stop_before_pixels=True)"])
    print(f"\n{title}")
    for way, times in seconds.items():
        median = statistics.median(times)
        print(f"  {way:45} {files / median:9.0f} files/s   x {reference / median:5.1f}")
    print(f"  first rows after {1000 * statistics.median(first_rows):.0f} ms")


def whole(folder: Path, files: int, workers: int | None = None) -> float:
    """Read the folder into a catalogue; answers with the seconds until its first update."""
    started = time.perf_counter()
    first = 0.0
    catalogue = Catalogue()
    for batch in scan([str(folder)], cancel=CancelToken(), workers=workers):
        catalogue.add(batch)
        first = first or time.perf_counter() - started
    assert catalogue.totals.to_send == files
    return first


def taken_out(path: str) -> list[object]:
    """What a program does that reads by pydicom and uses what this one shows (pydicom converts on access)."""
    import pydicom

    dataset = pydicom.dcmread(path, stop_before_pixels=True)
    return [dataset.file_meta.TransferSyntaxUID, *(dataset[tag].value for tag in WANTED if tag in dataset)]


def first_block(path: str) -> bytes:
    """The least that any reader must do."""
    with open(path, "rb", buffering=0) as file:
        return file.read(4096)


if __name__ == "__main__":
    main()
