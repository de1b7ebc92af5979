"""Makes one file anonymous: reads it, writes what is left into another, and has that looked at again."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from gui.core.entities import SKIP_TEXTS, Instance, SkipReason
from gui.dicom.deidentify import rules, telling
from gui.dicom.deidentify.encoding import EXPLICIT, EXPLICIT_BIG, IMPLICIT, Encoding
from gui.dicom.deidentify.needles import Search
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.dicom.deidentify.rewriting import MayIdentify, Rewriter
from gui.dicom.deidentify.streams import BLOCK, Broken, Deflating, Source, Write, inflated
from gui.dicom.deidentify.verifying import Remains, gather, verify
from gui.dicom.instances import read_header

NO_ROOM = "There is not enough room on this computer’s disk"
VANISHED = "The file is no longer there"
CHANGED = "The file changed after it was read"
NOT_CERTAIN = "What identifies the patient could not be removed for certain"
REMAINS = "What identifies the patient is still in it after removing"

_IMPLICIT_SYNTAX, _EXPLICIT_SYNTAX = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1"
_BIG_SYNTAX, _DEFLATED_SYNTAX = "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"
_ENCAPSULATED, _ALSO = "1.2.840.10008.1.2.4.", ("1.2.840.10008.1.2.5", "1.2.840.10008.1.2.1.98")
_ELSEWHERE = frozenset(f"{_ENCAPSULATED}{last}" for last in (94, 95, 204, 205))  # the pixels are at an address (JPIP)

_META_VERSION, _META_CLASS, _META_INSTANCE, _META_SYNTAX = 0x00020001, 0x00020002, 0x00020003, 0x00020010
_META_WRITER, _META_WRITER_NAME, _META_LENGTH = 0x00020012, 0x00020013, 0x00020000
_LONGEST_META = 1 << 20
_WRITER = b"2.25.143927118730225937185201846390282301725"
_WRITER_NAME = b"DICOM_COURIER"
_STUDY, _SERIES, _SOP, _SOP_CLASS = 0x0020000D, 0x0020000E, 0x00080018, 0x00080016
_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_WRITE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Job(NamedTuple):
    """One file to make anonymous, in plain values that travel between processes.

    ``path`` holds ``size`` bytes and was changed last at ``mtime_ns``. The UIDs are those that were read in it,
    ``code`` stands for its patient (:meth:`Pseudonyms.patient`), and ``known`` are the patient's name and numbers as
    far as they are known. ``target`` is the path to write.
    """

    path: str
    size: int
    mtime_ns: int
    sop_instance_uid: str
    sop_class_uid: str
    study_instance_uid: str
    series_instance_uid: str
    code: str
    known: tuple[str, ...]
    target: str
    secret: bytes

    def __repr__(self) -> str:
        return "Job(…)"


class Left(NamedTuple):
    """Why there is no anonymous copy."""

    reason: SkipReason
    text: str


def deidentify(job: Job) -> Instance | Left:
    """Write the anonymous copy; answers with the image that it is, or with why there is none. Raises nothing.

    Only this person can read the copy (0600); nothing is left of one that failed.
    """
    told = telling.cannot_be_anonymous(job.sop_class_uid)
    if told:
        return Left(SkipReason.MAY_IDENTIFY, told)
    if not rules.is_known_kind(job.sop_class_uid):
        return Left(SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)
    made: Instance | None = None
    try:
        with _opened(job) as file:
            made = _made(job, file)
    except MayIdentify as why:
        return Left(SkipReason.MAY_IDENTIFY, why.text)
    except (Broken, RecursionError, MemoryError):
        return Left(SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)
    except Remains:
        return Left(SkipReason.NOT_DEIDENTIFIED, REMAINS)
    except (OSError, _Changed) as error:
        return Left(SkipReason.UNREADABLE, _why_unreadable(error))
    finally:
        if made is None:
            with contextlib.suppress(OSError):
                Path(job.target).unlink()
    return made


def _made(job: Job, file: BinaryIO) -> Instance:
    pseudonyms = Pseudonyms(job.secret)
    _refuse_bombs(file)
    needles = gather(file)
    for text in job.known:
        needles.add_person(text)
    search = Search(needles)
    handle = os.open(job.target, _WRITE, 0o600)
    with open(handle, "w+b") as copy:
        met, deflated_from = _rewrite(job, file, copy, pseudonyms, search)
        if met != _named(job):
            raise _Changed
        copy.flush()
        verify(copy, needles, search, pseudonyms=pseudonyms, deflated_from=deflated_from)
    made = read_header(job.target)
    if not isinstance(made, Instance):
        raise Broken
    wanted = tuple(map(pseudonyms.uid, (job.sop_instance_uid, job.study_instance_uid, job.series_instance_uid)))
    if (made.sop_instance_uid, made.study.study_instance_uid, made.series.series_instance_uid) != wanted:
        raise Broken
    return made


def _refuse_bombs(file: BinaryIO) -> None:
    """Raise :class:`Broken` for a deflated data set that inflates to far too much: pydicom inflates it as a whole."""
    file.seek(0)
    source = Source(file.read)
    if _take_meta(source) == _DEFLATED_SYNTAX:
        read = inflated(source.rest())
        while read(BLOCK):
            continue


def _rewrite(
    job: Job, file: BinaryIO, copy: BinaryIO, pseudonyms: Pseudonyms, search: Search
) -> tuple[dict[int, str], int | None]:
    """Write the copy; answers with the UIDs that were met, and where it is deflated from, if it is."""
    file.seek(0)
    source = Source(file.read)
    encoding, syntax = _encoding_of(_take_meta(source), source)
    write = cast(Write, copy.write)
    meta = _meta(job, syntax, pseudonyms)
    write(meta)
    if syntax != _DEFLATED_SYNTAX:
        return Rewriter(source, write, encoding, pseudonyms, search, job.code).run().uids, None
    deflating = Deflating(write)
    inner = Source(inflated(source.rest()))
    met = Rewriter(inner, deflating.write, encoding, pseudonyms, search, job.code).run()
    deflating.end()
    if copy.tell() % 2:
        write(b"\0")
    return met.uids, len(meta)


def _named(job: Job) -> dict[int, str]:
    return {
        _SOP: job.sop_instance_uid,
        _SOP_CLASS: job.sop_class_uid,
        _STUDY: job.study_instance_uid,
        _SERIES: job.series_instance_uid,
    }


# -- the file meta information ------------------------------------------------------------------------------------


def _take_meta(source: Source) -> str:
    """Take preamble and file meta information (PS3.10 §7.1); answers with the transfer syntax, empty if none."""
    if source.peek(132)[128:] == b"DICM":
        source.take(132)
    syntax = ""
    while source.peek(2) == b"\x02\x00":
        one = EXPLICIT.beginning(source)
        if one.length > _LONGEST_META:
            raise Broken
        value = source.take(one.length)
        if one.tag == _META_SYNTAX:
            syntax = value.rstrip(b"\0 ").decode("latin-1")
    return syntax


def _encoding_of(syntax: str, source: Source) -> tuple[Encoding, str]:
    """How the data set is written, and its transfer syntax; what says none is judged by its first element."""
    first = source.peek(6)
    explicit = len(first) == 6 and first[4:].isalpha() and first[4:].isupper()
    if not syntax:
        if not explicit:
            return IMPLICIT, _IMPLICIT_SYNTAX
        little = int.from_bytes(first[:2], "little") < 0x0400
        return (EXPLICIT, _EXPLICIT_SYNTAX) if little else (EXPLICIT_BIG, _BIG_SYNTAX)
    if syntax == _DEFLATED_SYNTAX:
        return EXPLICIT, syntax
    if syntax == _IMPLICIT_SYNTAX and not explicit:
        return IMPLICIT, syntax
    if syntax == _BIG_SYNTAX and explicit:
        return EXPLICIT_BIG, syntax
    if explicit and (syntax == _EXPLICIT_SYNTAX or _is_encapsulated(syntax)) and syntax not in _ELSEWHERE:
        return EXPLICIT, syntax
    raise Broken


def _is_encapsulated(syntax: str) -> bool:
    return syntax.startswith(_ENCAPSULATED) or syntax in _ALSO


def _meta(job: Job, syntax: str, pseudonyms: Pseudonyms) -> bytes:
    """A preamble of nothing, and file meta information in which nothing of the original's is left."""
    parts = (
        (_META_VERSION, "OB", b"\0\1"),
        (_META_CLASS, "UI", job.sop_class_uid.encode("ascii")),
        (_META_INSTANCE, "UI", pseudonyms.uid(job.sop_instance_uid).encode("ascii")),
        (_META_SYNTAX, "UI", syntax.encode("ascii")),
        (_META_WRITER, "UI", _WRITER),
        (_META_WRITER_NAME, "SH", _WRITER_NAME),
    )
    body = b"".join(EXPLICIT.element(*part) for part in parts)
    length = EXPLICIT.element(_META_LENGTH, "UL", len(body).to_bytes(4, "little"))
    return bytes(128) + b"DICM" + length + body


# -- opening the original -----------------------------------------------------------------------------------------


class _Changed(Exception):
    """The file is not the one that was read before."""


@contextlib.contextmanager
def _opened(job: Job) -> Iterator[BinaryIO]:
    """The original, which is still as it was found."""
    handle = os.open(job.path, _READ)
    with open(handle, "rb") as file:
        _check(handle, job)
        yield file
        _check(handle, job)


def _check(handle: int, job: Job) -> None:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or (status.st_size, status.st_mtime_ns) != (job.size, job.mtime_ns):
        raise _Changed


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        return NO_ROOM
    if isinstance(error, FileNotFoundError):
        return VANISHED
    if isinstance(error, _Changed):
        return CHANGED
    return SKIP_TEXTS[SkipReason.UNREADABLE]
