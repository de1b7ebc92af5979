"""Writes a data set anew without what identifies a patient. What stays, stays byte for byte, and so do the pixels."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gui.dicom import charsets
from gui.dicom.deidentify import rules, telling
from gui.dicom.deidentify.encoding import (
    IMPLICIT,
    ITEM,
    ITEM_END,
    LONG_VRS,
    SEQUENCE_END,
    SHORT_VRS,
    UNDEFINED,
    Beginning,
    Encoding,
    dummy,
)
from gui.dicom.deidentify.needles import LISTED, TOLD, Search
from gui.dicom.deidentify.pseudonyms import Pseudonyms, patient_id, patient_name
from gui.dicom.deidentify.streams import Broken, Source, Write
from gui.dicom.deidentify.table import Action
from gui.dicom.guarded import looks_explicit

METHOD_TEXT = b"DICOM PS3.15 Basic Application Confidentiality Profile"
_CODE = ((0x00080100, "SH", b"113100"), (0x00080102, "SH", b"DCM"))
_MEANING = (0x00080104, "LO", b"Basic Application Confidentiality Profile")

_DEEPEST = 24
_MOST_ELEMENTS = 2_000_000
_LONGEST_VALUE = 8 << 20
"""Bytes of a value that has to be looked at."""

_NUMBER = re.compile(rb"[-+0-9.eE\\ \0]*")
_UIDS = re.compile(rb"[0-9.\\ \0]*")
_PATTERNS = {"IS": _NUMBER, "DS": _NUMBER, "UI": _UIDS}
_TELLING_PARTS = {
    rules.ENCAPSULATED: telling.DOCUMENT,
    rules.CONTENT: telling.REPORT,
    rules.DRAWINGS: telling.DRAWING,
}
_CHARACTER_SET = 0x00080005
_STUDY, _SERIES, _SOP, _SOP_CLASS = 0x0020000D, 0x0020000E, 0x00080018, 0x00080016


class MayIdentify(Exception):
    """What the object is or holds may show who the patient is, and cannot be taken out."""

    def __init__(self, text: str) -> None:
        super().__init__("may identify")
        self.text = text


@dataclass(slots=True)
class Rewritten:
    """What was met on the way: UIDs of the original by tag."""

    uids: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Level:
    """A data set, or an item of a sequence: how its elements and its texts are written."""

    encoding: Encoding
    decode: Callable[[bytes | None], str]
    depth: int = 0


class Rewriter:
    """Takes a data set from ``source`` and hands what is left of it to ``write``.

    :param search: finds the values that must not stand anywhere; what may stay and holds one of them is replaced.
    :param code: of the patient, see :meth:`Pseudonyms.patient`.
    """

    def __init__(
        self, source: Source, write: Write, encoding: Encoding, pseudonyms: Pseudonyms, search: Search, code: str
    ) -> None:
        self._source = source
        self._search = search
        self._write = write
        self._encoding = encoding
        self._pseudonyms = pseudonyms
        self._new = self._written_anew(encoding, code)
        self._elements = 0

    def run(self) -> Rewritten:
        """Rewrite all of it. Raises :class:`MayIdentify`, :class:`Broken` and what reading and writing raise."""
        met = Rewritten()
        level = _Level(self._encoding, charsets.decoder(b""))
        last = -1
        while self._source.peek(1):
            one = self._encoding.beginning(self._source)
            self._count()
            if one.tag <= last:
                raise Broken
            last = one.tag
            self._put_new(before=one.tag)
            if one.tag in rules.PIXELS:
                self._copy_pixels(one)
                break
            if one.tag >> 16 > 0x7FE0:
                break  # padding, signatures: none of it is sent
            self._element(one, level, met)
        self._put_new(before=UNDEFINED)
        return met

    # -- elements --------------------------------------------------------------------------------------------

    def _element(self, one: Beginning, level: _Level, met: Rewritten | None = None) -> None:
        action = rules.action_for(one.tag, one.vr, level.depth > 0)
        if level.depth == 0:
            if one.tag in rules.WRITTEN:
                action = Action.REMOVE
            elif one.tag in (rules.BURNED_IN, rules.RECOGNISABLE):
                self._refuse_if_yes(one, level)
                return
            elif one.tag in _TELLING_PARTS and one.length:
                raise MayIdentify(_TELLING_PARTS[one.tag])
        if action is Action.REMOVE:
            self._pass_over(one, level.encoding)
        elif action is Action.DESCEND:
            self._descend(one, level)
        elif action is Action.NEW_UID:
            self._replace_uids(one, level, met)
        elif action is Action.KEEP:
            self._keep(one, level, met)
        else:
            self._pass_over(one, level.encoding)
            vr = self._vr(one)
            self._write(level.encoding.element(one.tag, vr, dummy(vr) if action is Action.REPLACE else b""))

    def _keep(self, one: Beginning, level: _Level, met: Rewritten | None) -> None:
        """Hand an element on as it is.

        What has to be a number, or a UID, and is none, loses its value; a text that names somebody is replaced.
        """
        if one.length == UNDEFINED:
            raise Broken
        vr = self._vr(one)
        pattern = _PATTERNS.get(vr)
        if pattern is None and vr not in TOLD and vr not in LISTED:
            self._write(one.raw)
            self._source.copy(one.length, self._write)
            return
        value = self._value(one)
        if one.tag == _CHARACTER_SET:
            level.decode = charsets.decoder(value)
        if pattern is not None and not pattern.fullmatch(value):
            self._write(level.encoding.element(one.tag, vr, b""))
            return
        if met is not None and one.tag == _SOP_CLASS:
            met.uids[one.tag] = value.rstrip(b"\0 ").decode("ascii")
        text = level.decode(value) if vr in TOLD else value.decode("latin-1")
        if rules.may_be_replaced(one.tag) and self._search.names(vr, text):
            self._write(level.encoding.element(one.tag, vr, dummy(vr)))
            return
        self._write(one.raw + value)

    def _replace_uids(self, one: Beginning, level: _Level, met: Rewritten | None) -> None:
        value = self._value(one).rstrip(b"\0 ").decode("latin-1")
        if met is not None and one.tag in (_STUDY, _SERIES, _SOP):
            met.uids[one.tag] = value
        uids = [part.strip("\0 ") for part in value.split("\\")]
        new = "\\".join(self._new_uid(part) for part in uids)
        self._write(level.encoding.element(one.tag, "UI", new.encode("ascii")))

    def _new_uid(self, uid: str) -> str:
        return uid if not uid or rules.is_standard(uid) else self._pseudonyms.uid(uid)

    def _refuse_if_yes(self, one: Beginning, level: _Level) -> None:
        value = self._value(one)
        if value.strip(b"\0 ").upper() == b"YES":
            raise MayIdentify(telling.IN_THE_PICTURE if one.tag == rules.BURNED_IN else telling.FACE)
        known = b"NO" if value.strip(b"\0 ").upper() == b"NO" else b""
        self._write(level.encoding.element(one.tag, "CS", known))

    def _value(self, one: Beginning) -> bytes:
        if one.length > _LONGEST_VALUE:
            raise Broken
        return self._source.take(one.length)

    @staticmethod
    def _vr(one: Beginning) -> str:
        """The VR to write: the dictionary's, where it leaves no choice, else the file's."""
        known = rules.vr_of(one.tag)
        if known in LONG_VRS or known in SHORT_VRS:
            return known
        return one.vr or known[:2] or "UN"

    # -- sequences -------------------------------------------------------------------------------------------

    def _descend(self, one: Beginning, level: _Level) -> None:
        """Write a sequence anew, item by item, of undefined length (PS3.5 §7.5)."""
        if level.depth >= _DEEPEST:
            raise Broken
        vr, inner = "SQ", level.encoding
        if one.vr == "UN":  # it holds implicit VR little endian in a file of any encoding (PS3.5 §6.2.2)
            vr, inner = "UN", IMPLICIT
        elif one.vr not in ("", "SQ"):
            raise Broken
        self._write(level.encoding.start(one.tag, vr, UNDEFINED))
        end = None if one.length == UNDEFINED else self._source.position + one.length
        while end is None or self._source.position < end:
            item = inner.beginning(self._source)
            if item.tag == SEQUENCE_END and end is None:
                break
            if item.tag != ITEM:
                raise Broken
            self._write(inner.start(ITEM, "", UNDEFINED))
            self._item(item, replace(level, encoding=inner, depth=level.depth + 1))
            self._write(inner.start(ITEM_END, "", 0))
        if end is not None and self._source.position != end:
            raise Broken
        self._write(inner.start(SEQUENCE_END, "", 0))

    def _item(self, item: Beginning, level: _Level) -> None:
        end = None if item.length == UNDEFINED else self._source.position + item.length
        while end is None or self._source.position < end:
            one = level.encoding.beginning(self._source)
            self._count()
            if one.tag == ITEM_END and end is None:
                return
            if one.tag >> 16 == 0xFFFE:
                raise Broken
            self._element(one, level)
        if self._source.position != end:
            raise Broken

    def _pass_over(self, one: Beginning, encoding: Encoding) -> None:
        """Take an element without handing it on; depth costs no stack."""
        if one.length != UNDEFINED:
            self._source.copy(one.length, None)
            return
        open_ones = [(False, IMPLICIT if one.vr == "UN" else encoding)]
        while open_ones:
            is_item, inner = open_ones[-1]
            part = inner.beginning(self._source)
            self._count()
            if (part.tag == SEQUENCE_END and not is_item) or (part.tag == ITEM_END and is_item):
                open_ones.pop()
            elif not is_item:
                if part.tag != ITEM:
                    raise Broken
                if part.length == UNDEFINED:
                    open_ones.append((True, self._inner(inner)))
                else:
                    self._source.copy(part.length, None)
            elif part.tag >> 16 == 0xFFFE:
                raise Broken
            elif part.length == UNDEFINED:
                open_ones.append((False, IMPLICIT if part.vr == "UN" else inner))
            else:
                self._source.copy(part.length, None)

    def _inner(self, encoding: Encoding) -> Encoding:
        """An item's own encoding: private sequences hold implicit VR in files of explicit VR, too."""
        if encoding.implicit or looks_explicit(self._source.peek(6)[4:]):
            return encoding
        return Encoding(implicit=True, little_endian=encoding.little_endian)

    # -- pixels ----------------------------------------------------------------------------------------------

    def _copy_pixels(self, one: Beginning) -> None:
        """Hand the pixels on: as one value, or as the fragments of PS3.5 §A.4."""
        self._write(one.raw)
        if one.length != UNDEFINED:
            self._source.copy(one.length, self._write)
            return
        while True:
            fragment = self._encoding.beginning(self._source)
            self._count()
            self._write(fragment.raw)
            if fragment.tag == SEQUENCE_END:
                return
            if fragment.tag != ITEM or fragment.length == UNDEFINED:
                raise Broken
            self._source.copy(fragment.length, self._write)

    # -- what is written anew --------------------------------------------------------------------------------

    def _put_new(self, *, before: int) -> None:
        while self._new and self._new[0][0] < before:
            self._write(self._new.pop(0)[1])

    @staticmethod
    def _written_anew(encoding: Encoding, code: str) -> list[tuple[int, bytes]]:
        codes = b"".join(encoding.element(*part) for part in (*_CODE, _MEANING))
        sequence = (
            encoding.start(rules.METHOD_CODES, "SQ", len(codes) + 8) + encoding.start(ITEM, "", len(codes)) + codes
        )
        plain = (
            (rules.PATIENT_NAME, "PN", patient_name(code).encode("ascii")),
            (rules.PATIENT_ID, "LO", patient_id(code).encode("ascii")),
            (rules.IDENTITY_REMOVED, "CS", b"YES"),
            (rules.METHOD, "LO", METHOD_TEXT),
            (rules.DATES_MODIFIED, "CS", b"REMOVED"),
        )
        made = [(tag, encoding.element(tag, vr, value)) for tag, vr, value in plain]
        return sorted([*made, (rules.METHOD_CODES, sequence)])

    def _count(self) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise Broken
