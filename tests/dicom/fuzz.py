"""Changes and damages sample files at random and looks what the readers make of them.

``python -m tests.dicom.fuzz --files 100000 [--seed N] [--keep FOLDER]``. One in four is only changed to
another file of its series, one in four is changed and damaged. Of each it checks that

- no reader raises anything,
- the quick reader gives exactly what the careful one gives, or hands over,
- a reader that has learnt from the undamaged file and from those damaged before gives exactly what one gives that has
  learnt nothing, and so does one that has learnt from all files,
- reading it takes no longer than a second of processor time and no more than 100 MB of memory.

Every file follows from the seed and its number alone. Prints what it found; the exit code is 1 when that is anything.
Files that something was found with are kept in ``--keep`` (they are sample files: not for the project).
"""

from __future__ import annotations

import random
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from gui.dicom.elements import WANTED, Common, Found, Record
from gui.dicom.header import HeaderReader, careful_record_at, quick_record
from gui.dicom.layouts import Layouts
from gui.dicom.quick import Trace, quick_header
from tests.helpers.campaign import Campaign, run
from tests.helpers.samples import SAMPLES, manifest

LARGEST_SAMPLE = 60_000

_LENGTHS = (0, 1, 2, 0x7FFF, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF)
_INSIDE = (b"\xfe\xff\x00\xe0", b"\xfe\xff\x0d\xe0", b"\xfe\xff\xdd\xe0", b"SQ\0\0\xff\xff\xff\xff", b"\x1b$B", b"\\")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A copy with bits turned, bytes lost or put in, lengths that lie, stretches moved, or its end cut off."""
    copy = bytearray(content)
    reach = chance.choice([300, 1000, 2500, 12_000, len(copy)])
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8, 30])):
        if len(copy) < 200:
            break
        at = chance.randrange(chance.choice([0, 100, 128]), min(len(copy), reach))
        chance.choice(_WAYS)(copy, at, chance)
    return bytes(copy)


def alike(content: bytes, chance: random.Random) -> bytes:
    """A copy in which some values of the header are others, most of them of other lengths: a file of the same series.

    What the quick reader does not walk is copied as it is.
    """
    trace = Trace()
    quick_header(content, len(content), lambda offset, count: content[offset : offset + count], trace)
    if not trace.stop:
        return content
    pieces, kept = [], 0
    steps = sorted(chance.sample(range(len(trace.steps)), min(len(trace.steps), chance.choice([1, 2, 3, 5, 20]))))
    for number in steps:
        header, value, following = trace.steps[number]
        long = value - header == 12 or (trace.implicit and number >= trace.meta)
        new = chance.choice(_VALUES)(content[value:following], chance)
        pieces += [content[kept : value - (4 if long else 2)], struct.pack("<L" if long else "<H", len(new)), new]
        kept = following
    return b"".join(pieces) + content[kept:]


_VALUES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    lambda value, chance: value[: chance.randrange(len(value) + 1)],
    lambda value, chance: value + chance.choice([b" ", b"\0", b"1", b"\\2", b"\x1b$B", b"^", b"=", b"\xe4"]),
    lambda value, chance: chance.randbytes(chance.choice([0, 1, 2, 4, 17, 300])),
    lambda value, chance: str(chance.randrange(-5, 10**13)).encode(),
    lambda value, chance: b"1.2." + str(chance.randrange(10 ** chance.randrange(1, 62))).encode(),
    lambda value, chance: bytes(chance.sample(value, len(value))),
    lambda value, chance: value,
)


def _turn_a_bit(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at] ^= 1 << chance.randrange(8)


def _change_a_byte(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at] = chance.randrange(256)


def _lie_about_a_length(copy: bytearray, at: int, chance: random.Random) -> None:
    order = chance.choice("<>")
    if chance.randrange(2):
        copy[at : at + 4] = struct.pack(f"{order}L", chance.choice(_LENGTHS))
    else:
        copy[at : at + 2] = struct.pack(f"{order}H", chance.choice(_LENGTHS) & 0xFFFF)


def _lie_at_a_wanted_element(copy: bytearray, _at: int, chance: random.Random) -> None:
    """Change the VR, the length or the value's beginning of an element that is used."""
    tag = chance.choice(list(WANTED))
    place = copy.find(struct.pack("<HH", tag >> 16, tag & 0xFFFF), 132)
    if place > 0:
        chance.choice([_turn_a_bit, _change_a_byte, _lie_about_a_length])(
            copy, min(place + chance.randrange(12), len(copy) - 1), chance
        )


def _lose_bytes(copy: bytearray, at: int, chance: random.Random) -> None:
    del copy[at : at + chance.choice([1, 2, 4, 8, 200])]


def _put_in_bytes(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at:at] = chance.choice([chance.randbytes(chance.randrange(1, 9)), chance.choice(_INSIDE)])


def _double_a_stretch(copy: bytearray, at: int, chance: random.Random) -> None:
    length = chance.choice([8, 40, 300])
    copy[at:at] = copy[at : at + length] * chance.choice([1, 1, 2, 50])


def _move_a_stretch(copy: bytearray, at: int, chance: random.Random) -> None:
    length = chance.choice([8, 40, 300])
    piece = bytes(copy[at : at + length])
    del copy[at : at + length]
    to = chance.randrange(len(copy) + 1)
    copy[to:to] = piece


def _cut_off(copy: bytearray, at: int, chance: random.Random) -> None:
    del copy[chance.randrange(at, len(copy)) :]


def _nest_deeply(copy: bytearray, at: int, chance: random.Random) -> None:
    item = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF) + struct.pack("<HH2sHL", 8, 0x1140, b"SQ", 0, 0xFFFFFFFF)
    copy[at:at] = item * chance.choice([3, 100, 10_000])


_WAYS: tuple[Callable[[bytearray, int, random.Random], None], ...] = (
    _turn_a_bit,
    _turn_a_bit,
    _change_a_byte,
    _lie_about_a_length,
    _lie_about_a_length,
    _lie_at_a_wanted_element,
    _lie_at_a_wanted_element,
    _lose_bytes,
    _put_in_bytes,
    _double_a_stretch,
    _move_a_stretch,
    _cut_off,
    _nest_deeply,
)


class EagerLayouts(Layouts):
    """Learns from every header, and counts those that it need not walk."""

    def __init__(self) -> None:
        super().__init__()
        self.matched = 0
        self.learnt = 0

    def match(self, block: bytes) -> tuple[str, int | None, Common] | None:
        """As :meth:`Layouts.match`."""
        found = super().match(block)
        self.matched += found is not None
        return found

    def may_learn(self) -> bool:
        """Always."""
        return True

    def learn(self, block: bytes, trace: Trace) -> None:
        """As :meth:`Layouts.learn`."""
        self.learnt += 1
        super().learn(block, trace)


class SampleFiles(Campaign):
    """Sample files that have become others of their series, or damaged ones, or both."""

    def __init__(self, seed: int, folder: Path) -> None:
        super().__init__(seed, folder / "mutated.dcm")
        records = manifest()["files"]
        self._names = sorted(record["path"] for record in records if record["size"] < LARGEST_SAMPLE)
        self._contents: dict[str, bytes] = {}
        self._neighbours: dict[str, HeaderReader] = {}
        self._all = HeaderReader(EagerLayouts())

    def make(self, chance: random.Random) -> tuple[str, Callable[[], str]]:
        """As :meth:`Campaign.make`."""
        name = chance.choice(self._names)
        if name not in self._contents:
            self._contents[name] = (SAMPLES / name).read_bytes()
            neighbour = self._neighbours[name] = HeaderReader(EagerLayouts())
            neighbour.quick(str(SAMPLES / name))
        content = self._contents[name]
        way = chance.randrange(4)
        if way < 2:
            content = alike(content, chance)
        if way:
            content = mutated(content, chance)
        self.path.write_bytes(content)
        return f"from {name}", lambda: self._compare(str(self.path), self._neighbours[name])

    def _compare(self, path: str, neighbour: HeaderReader) -> str:
        quick, careful = quick_record(path), careful_record_at(path)
        for reader, taught in ((neighbour, "by its neighbours"), (self._all, "by all")):
            assert isinstance(reader.layouts, EagerLayouts)
            before = reader.layouts.matched
            learnt = reader.quick(path)
            if learnt != quick:
                return f"differs when taught {taught}: {_difference(learnt, quick)}"
            if reader.layouts.matched > before:
                self.outcomes[f"recognised as taught {taught}"] += 1
        self.outcomes["handed over" if quick is None else "read quickly"] += 1
        self.outcomes["an image" if isinstance(careful, Found) else careful.reason.value] += 1
        return "" if quick is None or quick == careful else f"differs: {_difference(quick, careful)}"


def _difference(quick: Record | None, careful: Record | None) -> str:
    if isinstance(quick, Found) and isinstance(careful, Found):
        return ", ".join(name for name in Found._fields if getattr(quick, name) != getattr(careful, name))
    return f"{type(quick).__name__} and {type(careful).__name__}"


if __name__ == "__main__":
    sys.exit(run(SampleFiles, __doc__))
