"""Remembers how headers are laid out, so that the next one is compared instead of taken apart.

A header is a chain: tag, VR and length of each element say where the next one begins. The quick reader walks along it.
Of a header that it has walked, a :class:`Layout` keeps all bytes but the values that differ from file to file, as a
row of pieces. Another header has this layout when it consists of the same pieces, with values of any length
between them: after each piece stands the length of such a value, and after that many bytes the next piece must begin.

So each piece begins where an element begins, in the remembered header and in the other one; within a piece the bytes
are the same, so that the walk would take the same steps through it and find the same values; and over a value between
two pieces it takes the step that is taken here. A match is the walk's answer. Whatever does not match is walked.

Comparing costs no more than the header's length for each layout, and there are few: a hostile file gains nothing.
"""

from __future__ import annotations

from operator import itemgetter
from struct import Struct
from struct import error as StructError

from gui.dicom.elements import (
    INSTANCE_NUMBER,
    MEDIA_STORAGE_SOP_CLASS_UID,
    SOP_INSTANCE_UID,
    SPECIFIC_CHARACTER_SET,
    TRANSFER_SYNTAX_UID,
    WANTED,
    Common,
    Found,
    RawHeader,
    integer,
    record_of,
    starts_a_program,
    uid,
)
from gui.dicom.quick import FIRST_BLOCK, LARGEST_META_VALUE, LARGEST_VALUE, UNDEFINED, Trace, past_sequence

LARGE_BLOCK = 32_768
"""Bytes of the first read where headers are found to be long."""

_Part = tuple[bytes, int, bool, int, bool]
"""A piece, its length, and of the value behind it: if four bytes tell its length, the most, if it is wanted."""

Match = tuple[str, int | None, Common]
"""SOPInstanceUID, InstanceNumber, and all that is wanted besides."""

MOST_LAYOUTS = 8
MOST_STEPS = 600
"""Elements of a layout; headers of more are always walked."""
MOST_CREDIT = 32.0

_SMALL_BLOCK = 4096
_MARGIN = 256
_MOST_COMMONS = 5000
_MOST_HELD = 2 << 20
"""Bytes of values that are remembered with what they mean."""
_PER_MATCH = 0.25
_PER_MISS = 0.125

_ANY_LENGTH = UNDEFINED - 1
_BESIDES = 12
"""The walk reads the header of an element only where 12 bytes are left for it."""

_ALWAYS_DIFFER = frozenset({0x00020003, SOP_INSTANCE_UID, INSTANCE_NUMBER})
_NEVER_DIFFER = frozenset({MEDIA_STORAGE_SOP_CLASS_UID, TRANSFER_SYNTAX_UID, SPECIFIC_CHARACTER_SET})
"""What says how the rest is read."""

_tag = Struct("<HH").unpack_from
_short = Struct("<H").unpack_from
_long = Struct("<L").unpack_from


class _Step:
    """An element of a header that was walked: what stands before its length, and its value, both as places in it."""

    __slots__ = ("before", "header", "limit", "start", "tag", "value", "wide")

    def __init__(self, block: bytes, header: int, value: int, following: int, *, meta: bool, implicit: bool) -> None:
        group, element = _tag(block, header)
        self.tag = group << 16 | element
        self.wide = implicit or value - header == 12
        self.header = header
        self.start = value - (4 if self.wide else 2)
        self.value = (self.start, following)
        self.before = block[header : self.start]
        self.limit = LARGEST_META_VALUE if meta else LARGEST_VALUE if self.tag in WANTED else _ANY_LENGTH


class _Exact:
    """The pieces of a header of which also the lengths are those of the last one: all of it is cut out in one go.

    The lengths are part of the pieces here, so that equal pieces are what :meth:`Layout.match` would find too.
    """

    __slots__ = ("pieces", "pieces_of", "reach", "values_of")

    def __init__(self, block: bytes, parts: list[_Part], lengths: list[int], end: int, order: list[int]) -> None:
        pieces: list[slice] = []
        values: list[slice] = []
        begin = 0
        for (_, size, wide, _, wanted), length in zip(parts, lengths, strict=True):
            value = begin + size + (4 if wide else 2)
            pieces.append(slice(begin, value))
            begin = value + length
            if wanted:
                values.append(slice(value, begin))
        values.append(slice(0))
        self.pieces_of = itemgetter(*pieces, slice(begin, begin + end))
        self.values_of = itemgetter(*(values[at] for at in order))
        self.pieces: tuple[bytes, ...] = self.pieces_of(block)
        self.reach = begin + end + _BESIDES - 4


class Layout:
    """The layout of one header and of those that differ from it in some values.

    ``shape`` is equal for layouts that differ in nothing but the values that they let differ. ``reach`` is how many
    bytes of the header were needed. One that is not ``usable`` matches only its own file.
    """

    def __init__(self, block: bytes, trace: Trace) -> None:
        self._block = block[: trace.stop + 4]
        self._steps = [
            _Step(block, *step, meta=number < trace.meta, implicit=trace.implicit and number >= trace.meta)
            for number, step in enumerate(trace.steps)
        ]
        self._implicit = trace.implicit
        self.reach = trace.stop + _BESIDES
        self._fixed = {number for number, step in enumerate(self._steps) if step.tag in _NEVER_DIFFER}
        if trace.implicit:
            self._fixed.add(trace.meta)  # its length is what tells that the data set is none of explicit VR
        self._differ = {number for number, step in enumerate(self._steps) if step.tag in _ALWAYS_DIFFER} - self._fixed
        fixed = tuple(self._content(number) for number in sorted(self._fixed))
        stop = block[trace.stop : trace.stop + 4]
        self.shape = (trace.implicit, block[:132], stop, fixed, tuple(step.before for step in self._steps))
        self._commons: dict[tuple[bytes, ...], Common] = {}
        self._held = 0
        self.usable = any(self._steps[number].tag == SOP_INSTANCE_UID for number in self._differ)
        if self.usable:
            self._cut()

    def _content(self, number: int) -> bytes:
        """Length and value of an element."""
        start, following = self._steps[number].value
        return self._block[start:following]

    def widen(self, older: Layout) -> None:
        """Let differ what differs between both, or did in the older one; they must be of one shape."""
        self._differ |= older._differ
        self._differ |= {
            number for number in range(len(self._steps)) if self._content(number) != older._content(number)
        }
        self._cut()

    def _cut(self) -> None:
        """Cut the header into pieces at the values that differ."""
        self._parts: list[_Part] = []
        self._values: dict[int, bytes] = {}
        self._meta: dict[int, bytes] = {}
        self._tags: list[int] = []
        begin = 0
        for number, step in enumerate(self._steps):
            if number in self._differ:
                piece = self._block[begin : step.start]
                wanted = step.tag in WANTED
                self._parts.append((piece, len(piece), step.wide, step.limit, wanted))
                begin = step.value[1]
                if wanted:
                    self._tags.append(step.tag)
            elif step.tag in WANTED:
                self._values[step.tag] = self._content(number)[4 if step.wide else 2 :]
            elif step.tag in _NEVER_DIFFER:
                self._meta[step.tag] = self._content(number)[4 if step.wide else 2 :]
        self._end = self._block[begin:]
        tags = self._tags
        first = [tags.index(tag) if tag in tags else -1 for tag in (SOP_INSTANCE_UID, INSTANCE_NUMBER)]
        rest = [at for at in range(len(tags)) if at not in first]
        self._order = [*first, *rest]
        self._tags = [tags[at] for at in rest]
        self._commons.clear()
        self._lengths: list[int] = []
        self._exact: _Exact | None = None

    def match(self, block: bytes) -> Match | None:
        """What is wanted of a header that has this layout, None for another one."""
        exact = self._exact
        if exact is not None and exact.pieces_of(block) == exact.pieces and len(block) >= exact.reach:
            taken = exact.values_of(block)
        else:
            piece_by_piece = self._taken(block)
            if piece_by_piece is None:
                return None
            taken = piece_by_piece
        sop_instance = uid(taken[0])
        text = taken[1]
        digits = text.strip(b"\0 ")
        number: int | None
        if digits.isdigit() and len(digits) < 12:
            number = int(digits)
        elif b"\x1b" in text:
            return None
        else:
            number = integer(text)
        key = taken[2:]
        common = self._commons.get(key) or self._common(key)
        return (sop_instance, number, common) if sop_instance and common is not None else None

    def _taken(self, block: bytes) -> tuple[bytes, ...] | None:
        """The wanted values that differ, found piece by piece: SOPInstanceUID, InstanceNumber (or none), the rest."""
        taken = []
        lengths = []
        at = 0
        same = block.startswith
        try:
            for piece, size, wide, limit, wanted in self._parts:
                if not same(piece, at):
                    return None
                at += size
                if wide:
                    (length,) = _long(block, at)
                    at += 4
                else:
                    length = block[at] | block[at + 1] << 8
                    at += 2
                lengths.append(length)
                if length <= limit:
                    if wanted:
                        taken.append(block[at : at + length])
                    at += length
                elif limit == _ANY_LENGTH and length == UNDEFINED:
                    at = past_sequence(block, at, implicit=self._implicit)
                    if not at:
                        return None
                else:
                    return None
        except (IndexError, StructError):  # the block ends within a length
            return None
        if not same(self._end, at) or at + len(self._end) + _BESIDES - 4 > len(block):
            return None
        if lengths != self._lengths:
            self._lengths = lengths
        elif UNDEFINED not in lengths:
            self._exact = _Exact(block, self._parts, lengths, len(self._end), self._order)
        taken.append(b"")
        return tuple([taken[at] for at in self._order])

    def _common(self, key: tuple[bytes, ...]) -> Common | None:
        """What a header with these values says; None when it is nothing plain."""
        raw = RawHeader(dict(self._values), self._meta, program=starts_a_program(self._block))
        raw.values.update(zip(self._tags, key, strict=True))
        raw.values[SOP_INSTANCE_UID] = b"1"
        if b"\x1b" in b"".join(raw.values.values()):
            return None
        record = record_of(raw, 0, 0)
        if not isinstance(record, Found):
            return None
        self._held += sum(map(len, key))
        if len(self._commons) >= _MOST_COMMONS or self._held > _MOST_HELD:
            self._commons.clear()
            self._held = 0
        self._commons[key] = record.common
        return record.common


class Layouts:
    """The layouts that were met last.

    Learning one takes as long as reading some headers without, so it has to be earned: ``credit`` is how many may be
    learnt at the beginning; four headers that match allow one more, and so do eight that do not.
    """

    def __init__(self, credit: float = MOST_CREDIT) -> None:
        self._known: list[Layout] = []
        self._credit = credit
        self._matches = 0
        self.block = FIRST_BLOCK
        """How many bytes of a file should be read at first."""

    def match(self, block: bytes) -> Match | None:
        """What is wanted of a header that is laid out as one before, None for another one."""
        for layout in self._known:
            found = layout.match(block)
            if found is not None:
                self._matches += 1
                if layout is not self._known[0]:
                    self._known.remove(layout)
                    self._known.insert(0, layout)
                return found
        return None

    def may_learn(self) -> bool:
        """Whether a header that did not match should be learnt; to be asked once for each."""
        self._credit = min(MOST_CREDIT, self._credit + self._matches * _PER_MATCH + _PER_MISS)
        self._matches = 0
        if self._credit < 1.0:
            return False
        self._credit -= 1.0
        return True

    def learn(self, block: bytes, trace: Trace) -> None:
        """Remember a header that the quick reader has read; one that is longer than its block is not learnt."""
        if not trace.stop or len(trace.steps) > MOST_STEPS:
            return
        layout = Layout(block, trace)
        if not layout.usable:
            return
        older = next((one for one in self._known if one.shape == layout.shape), None)
        if older is not None:
            layout.widen(older)
            self._known.remove(older)
        self._known.insert(0, layout)
        del self._known[MOST_LAYOUTS:]
        reach = max(one.reach for one in self._known) + _MARGIN
        self.block = next((size for size in (_SMALL_BLOCK, FIRST_BLOCK) if reach <= size), LARGE_BLOCK)
