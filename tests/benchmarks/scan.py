"""How fast a folder is read: ``python -m tests.benchmarks.scan [--rounds N] [--files N] [--growth]``.

Makes its own files in a temporary folder and compares, in interleaved rounds, the whole way from folder to catalogue
with a loop of ``pydicom.dcmread(stop_before_pixels=True)`` over the same files, with the same in threads and processes,
and with other people's readers where ``--peers`` names a Python that has them. ``--growth`` reads up to 100,000 files
instead, and tells time and memory. Prints figures and ratios; nothing is asserted, because a busy machine would decide.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# Nothing else above: each reading process imports this file, as it imports the program's own one, which is as small.

REFERENCE = "pydicom.dcmread(stop_before_pixels=True)"
PEERS = Path(__file__).parents[2] / ".venv-peers" / ("Scripts" if os.name == "nt" else "bin") / "python"

_HOLE = 1 << 20
_CASES = (
    # title, files, bytes of pixel data, series, frames
    ("A: CT slices of 525 KB", 2000, 524_288, 1, 1),
    ("B: files of 20 KB", 10_000, 18_432, 1, 1),
    ("C: multi-frame files of 100 MB", 1000, 200 * 524_288, 1, 200),
    ("D: files of 20 KB of 500 patients, mixed", 10_000, 18_432, 500, 1),
)
_GROWTH = (1000, 3000, 10_000, 30_000, 100_000)

Way = Callable[[], object]


def make_files(folder: Path, files: int, pixels: int, *, series: int = 1, frames: int = 1) -> None:
    """Write ``files`` CT slices with ``pixels`` bytes of pixel data each, with a usual header.

    They are of so many ``series``, each of a patient of its own, and lie mixed in one folder. Pixel data of more than a
    megabyte is a hole in the file, which takes no room.
    """
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.sequence import Sequence
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    uids = [(generate_uid(), generate_uid(), generate_uid()) for _ in range(series)]
    for number in range(1, files + 1):
        patient = number % series
        study_uid, series_uid, frame_uid = uids[patient]
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
        image.PatientName, image.PatientID = f"Bench^Mark{patient or ''}", f"{4711 + patient}"
        image.PatientBirthDate, image.PatientSex, image.PatientAge = "19620411", "F", "064Y"
        image.SliceThickness, image.KVP, image.DataCollectionDiameter = "1.0", "120", "500"
        image.SoftwareVersions, image.ProtocolName, image.ReconstructionDiameter = "1", "Thorax", "350"
        image.GantryDetectorTilt, image.TableHeight, image.RotationDirection = "0", "150", "CW"
        image.ExposureTime, image.XRayTubeCurrent, image.Exposure = "500", "200", "100"
        image.ConvolutionKernel, image.PatientPosition = "B60f", "HFS"
        image.StudyInstanceUID, image.SeriesInstanceUID = study_uid, series_uid
        image.StudyID, image.SeriesNumber, image.AcquisitionNumber, image.InstanceNumber = "1", "3", "1", str(number)
        image.ImagePositionPatient = ["-175", "-175", str(number)]
        image.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
        image.FrameOfReferenceUID, image.SliceLocation = frame_uid, str(number)
        image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
        image.Rows, image.Columns, image.PixelSpacing = 512, 512, ["0.68", "0.68"]
        image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 12, 11, 0
        image.RescaleIntercept, image.RescaleSlope = "-1024", "1"
        if frames > 1:
            image.NumberOfFrames = frames
        held = pixels if pixels <= _HOLE else 0
        image.PixelData = bytes(held)
        path = folder / f"IM{number:06}"
        image.save_as(path, enforce_file_format=True)
        if held < pixels:
            with path.open("r+b") as file:
                at = file.seek(-4, os.SEEK_END)
                file.write(pixels.to_bytes(4, "little"))
                file.truncate(at + 4 + pixels)


def main() -> None:
    """Run the comparison and print it."""
    import argparse
    import json

    from gui.dicom.scan import default_workers

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, help="files of each kind, instead of 1,000 to 10,000")
    parser.add_argument("--case", default="ABCD", help="which kinds, such as AB")
    parser.add_argument("--peers", type=Path, default=PEERS, help="a Python with python-gdcm and dicomsdl")
    parser.add_argument("--growth", action="store_true", help="1,000 to 100,000 files, with time and memory")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one_scan(options.one)))
        return
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors{load}, {default_workers()} reader(s), {options.rounds} rounds")
    if options.growth:
        growth(options.rounds)
        return
    for title, files, pixels, series, frames in _CASES:
        if title[0] in options.case:
            with TemporaryDirectory() as name:
                (Path(name) / "files").mkdir()
                make_files(Path(name) / "files", options.files or files, pixels, series=series, frames=frames)
                compare(title, Path(name), options.rounds, options.peers)


def compare(title: str, top: Path, rounds: int, peers: Path) -> None:
    """Time each way ``rounds`` times, one after the other, and print the best and the median of each."""
    import multiprocessing
    from concurrent.futures import ThreadPoolExecutor

    folder = top / "files"
    paths = sorted(str(path) for path in folder.iterdir())
    files = len(paths)
    listed = top / "paths.txt"
    listed.write_text("\n".join(paths))
    seconds: dict[str, list[float]] = {}
    first_rows: list[float] = []
    with (
        ThreadPoolExecutor(2) as threads,
        multiprocessing.get_context("spawn").Pool(2) as pool,
        other(peers, listed) as ask,
    ):
        halves = [paths[::2], paths[1::2]]
        ways: dict[str, Way] = {
            REFERENCE: lambda: read_all(paths),
            "the same, and its values taken out": lambda: [taken_out(path) for path in paths],
            "the same in 2 threads": lambda: list(threads.map(read_all, halves)),
            "the same in 2 processes": lambda: pool.map(read_all, halves, chunksize=1),
            **ask,
            "read_header in this process": lambda: read_headers(paths),
            "read_header in 2 processes": lambda: pool.map(read_headers, halves, chunksize=1),
            "scan and catalogue": lambda: first_rows.append(whole(folder, files)),
            "open and read 4 KB (the limit)": lambda: [first_block(path) for path in paths],
        }
        pool.map(read_all, [paths[:8]] * 4, chunksize=1)
        for round_number in range(rounds + 1):
            for way, run in ways.items():
                begun = time.perf_counter()
                answer = run()
                took = answer if isinstance(answer, float) else time.perf_counter() - begun
                if round_number:  # the first round only warms everything up
                    seconds.setdefault(way, []).append(took)
    best, usual = min(seconds[REFERENCE]), median(seconds[REFERENCE])
    print(f"\n{title}: {files:,} files{'':19}best of {rounds} rounds    median")
    for way, times in seconds.items():
        one, middle = min(times), median(times)
        print(f"  {way:45} {files / one:9,.0f} files/s  x {best / one:5.1f}    x {usual / middle:5.1f}")
    print(f"  first rows after {1000 * median(first_rows):.0f} ms", flush=True)


@contextmanager
def other(python: Path, listed: Path) -> Iterator[dict[str, Way]]:
    """The ways of other people's libraries, in a process of their own; each answers with the seconds it took."""
    import subprocess

    if not python.is_file():
        print(f"No other people's readers are compared: there is no {python.name} in {python.parent.parent.name}.")
        yield {}
        return
    program = Path(__file__).with_name("scan_peers.py")
    process = subprocess.Popen([python, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    answers, questions = process.stdout, process.stdin
    names = answers.readline().split("\t")
    if names == ["\n"]:
        print(f"No other people's readers are compared: {python.parent.parent.name} has neither GDCM nor dicomsdl.")

    def way(name: str) -> Way:
        def run() -> float:
            questions.write(f"{name}\t{listed}\n")
            questions.flush()
            return float(answers.readline())

        return run

    with process:
        yield {name.strip(): way(name.strip()) for name in names if name.strip()}
        questions.close()


def median(values: Iterable[float]) -> float:
    """The middle one of them, of an even number the higher of both."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def growth(rounds: int) -> None:
    """Time and memory of whole scans of more and more files, each in a new process."""
    print(f"{'files':>9} {'seconds':>8} {'µs a file':>10} {'MB':>7}  bytes for each file more than the first 1,000")
    first = 0.0
    with TemporaryDirectory() as name:
        for files in _GROWTH:
            folder = Path(name) / str(files)
            copies(folder, files)
            runs = [measured(str(folder)) for _ in range(rounds)]
            assert all(one["files"] == files for one in runs)
            took = min(one["seconds"] for one in runs)
            memory = median(one["memory"] for one in runs)
            first = first or memory
            more = f"{(memory - first) / (files - _GROWTH[0]):6.0f}" if files > _GROWTH[0] else ""
            print(f"{files:9,} {took:8.3f} {1e6 * took / files:10.1f} {memory / 1e6:7.1f}  {more}", flush=True)


def copies(folder: Path, files: int) -> None:
    """Write tiny CT slices, in series of 100, quickly: all but UIDs and numbers are those of one file."""
    folder.mkdir()
    make_files(folder, 1, 64)
    whole_file = (folder / "IM000001").read_bytes()
    import pydicom

    image = pydicom.dcmread(folder / "IM000001")
    (folder / "IM000001").unlink()
    uid, series = (str(image[word].value).encode() for word in ("SOPInstanceUID", "SeriesInstanceUID"))
    number = b"\x20\x00\x13\x00IS\x02\x001 "
    before, after = whole_file.split(number)
    for at in range(files):
        inner = folder / f"SE{at // 100:04}"
        if not at % 100:
            inner.mkdir()
        own_uid, own_series = uid[:-6] + b"%06d" % at, series[:-4] + b"%04d" % (at // 100)
        content = before + number[:-2] + b"%02d" % (at % 100) + after
        (inner / f"IM{at % 100:04}").write_bytes(content.replace(uid, own_uid).replace(series, own_series))


def measured(folder: str) -> dict[str, float]:
    """What :func:`one_scan` says in a process of its own."""
    import json
    import subprocess

    command = [sys.executable, "-m", "tests.benchmarks.scan", "--one", folder]
    told: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


def one_scan(folder: str) -> dict[str, float]:
    """One whole scan: seconds, files, and the peak of this process's memory in bytes."""
    from gui.core.cancel import CancelToken
    from gui.dicom.catalogue import Catalogue
    from gui.dicom.scan import scan

    begun = time.perf_counter()
    catalogue = Catalogue()
    for batch in scan([folder], cancel=CancelToken()):
        catalogue.add(batch)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "files": catalogue.totals.to_send, "memory": peak()}


def peak() -> float:
    """The most memory that this process has held, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1.0 if sys.platform == "darwin" else 1024.0)


def whole(folder: Path, files: int) -> float:
    """Read the folder into a catalogue; answers with the seconds until its first update."""
    from gui.core.cancel import CancelToken
    from gui.dicom.catalogue import Catalogue
    from gui.dicom.scan import scan

    begun = time.perf_counter()
    first = 0.0
    catalogue = Catalogue()
    for batch in scan([str(folder)], cancel=CancelToken()):
        catalogue.add(batch)
        first = first or time.perf_counter() - begun
    assert catalogue.totals.to_send == files
    return first


def read_all(paths: list[str]) -> None:
    """The loop that all is compared with; it takes no value out."""
    import pydicom

    for path in paths:
        pydicom.dcmread(path, stop_before_pixels=True)


def read_headers(paths: list[str]) -> None:
    """Our reader without anything else; the values are taken out and decoded."""
    from gui.dicom.header import HeaderReader

    reader = HeaderReader()
    for path in paths:
        reader(path)


def taken_out(path: str) -> list[object]:
    """What a program does that reads by pydicom and uses what this one shows (pydicom converts on access)."""
    import pydicom

    from gui.dicom.elements import WANTED

    dataset = pydicom.dcmread(path, stop_before_pixels=True)
    return [dataset.file_meta.TransferSyntaxUID, *(dataset[tag].value for tag in WANTED if tag in dataset)]


def first_block(path: str) -> bytes:
    """The least that any reader must do."""
    with open(path, "rb", buffering=0) as file:
        return file.read(4096)


if __name__ == "__main__":
    main()
