"""Reads headers by other people's libraries, for tests/benchmarks/scan.py: started by it, with a Python that has them.

Says in its first line which of its ways there are. Then, for each line of its input (a way, a tab, and a file that
lists paths), answers with the seconds that reading them took.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path

LAST_WANTED = 0x00280301
WANTED = (
    (0x0008, (0x05, 0x08, 0x16, 0x18, 0x20, 0x30, 0x50, 0x60, 0x1030, 0x103E)),
    (0x0010, (0x10, 0x20, 0x21, 0x30, 0x40)),
    (0x0020, (0x0D, 0x0E, 0x11, 0x13, 0x1002)),
    (0x0028, (0x08, 0x10, 0x11, 0x0301)),
)


def gdcm_scanner(paths: list[str]) -> None:
    """GDCM's Scanner for the elements that our scan takes out."""
    import gdcm

    scanner = gdcm.Scanner()
    for group, elements in WANTED:
        for element in elements:
            scanner.AddTag(gdcm.Tag(group, element))
    names = gdcm.FilenamesType()
    for path in paths:
        names.append(path)
    if not scanner.Scan(names):
        raise RuntimeError("GDCM has read nothing")


def dicomsdl_loop(paths: list[str]) -> None:
    """dicomsdl up to the last element that our scan takes out; no value is taken."""
    import dicomsdl

    for path in paths:
        dicomsdl.open(path, load_until=LAST_WANTED)


def dicomsdl_values(paths: list[str]) -> list[list[object]]:
    """The same, and the values of the elements that our scan takes out, in one call for each file."""
    import dicomsdl

    tags = [group << 16 | element for group, elements in WANTED for element in elements]
    return [dicomsdl.open(path, load_until=LAST_WANTED).getValues(tags) for path in paths]


ONE_PROCESS: dict[str, tuple[str, Callable[[list[str]], object]]] = {
    "GDCM Scanner": ("gdcm", gdcm_scanner),
    "dicomsdl, load_until": ("dicomsdl", dicomsdl_loop),
    "dicomsdl, values taken out": ("dicomsdl", dicomsdl_values),
}
"""What a way answers with is brought together in the asking process, as a catalogue needs it."""


def main() -> None:
    """Answer until the input ends."""
    ways: dict[str, Callable[[list[str]], object]] = {}
    for name, (module, way) in ONE_PROCESS.items():
        try:
            __import__(module)
        except ImportError:
            continue
        ways[name] = way
    print("\t".join([*ways, *(f"{name}, 2 processes" for name in ways)]), flush=True)
    with multiprocessing.Pool(2) as pool:
        for line in sys.stdin:
            name, _, listed = line.rstrip("\n").partition("\t")
            paths = Path(listed).read_text().splitlines()
            begun = time.perf_counter()
            if name in ways:
                ways[name](paths)
            else:
                pool.map(ways[name.removesuffix(", 2 processes")], [paths[::2], paths[1::2]], chunksize=1)
            print(time.perf_counter() - begun, flush=True)


if __name__ == "__main__":
    main()
