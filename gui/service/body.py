"""The body of one request: the files of a batch as multipart parts, byte for byte as MultipartEncoder writes them.

The files are opened one at a time and read in large blocks; small parts are packed together. A body is read once
and is made anew for each attempt.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import uuid
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from gui.core.cancel import CancelToken
from gui.core.descriptors import let_go
from gui.core.entities import Instance
from gui.core.errors import CourierError, FileChanged, FileTrouble, FileUnreadable, FileVanished
from gui.core.ports import Opener, SourceFile

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands around the files of a request. ``{boundary}`` and ``{name}`` in the texts are filled in.

    ``content_type`` and ``accept`` are the request's headers, ``part`` are the header lines of each part.
    """

    content_type: str
    part: str
    accept: str


FORM = Framing(
    content_type="multipart/related; type=application/dicom; boundary={boundary}",
    part='Content-Disposition: form-data; name="{name}"; filename="{name}"\r\nContent-Type: application/dicom',
    accept="application/json",
)
"""The upload service's (service contract, Request)."""

RELATED = Framing(
    content_type='multipart/related; type="application/dicom"; boundary={boundary}',
    part="Content-Type: application/dicom",
    accept="application/dicom+json",
)
"""STOW-RS (PS3.18 §10.5). A parameter more in a part's type, and some servers store nothing of it."""


class FileFailed(Exception):
    """A file of the batch cannot be sent as it was planned; the body ends here and is never complete.

    Not an OSError, so that no library takes it for a failure of the network.
    """

    def __init__(self, instance: Instance, trouble: CourierError) -> None:
        self.instance = instance
        self.trouble = trouble
        super().__init__(type(trouble).__name__)


class MultipartBody:
    """What one request sends. Iterating opens the files; ``len()`` is the exact number of bytes.

    The names in it are running numbers: neither a path nor a file's own name leaves this computer.
    ``digests`` (SHA-256, hex, by SOPInstanceUID) grows as files are sent; ``began`` is True once the first block
    was handed over, ``whole`` once the last one was taken. Iterating raises :class:`FileFailed` for a file that
    is not as it was when its header was read (length and modification time, checked at opening and after the
    last byte), and :class:`gui.core.cancel.Cancelled`. ``opener`` opens images that lie in archives; files of their own
    are opened here.
    """

    def __init__(
        self,
        instances: Sequence[Instance],
        *,
        cancel: CancelToken | None = None,
        block: int = 1024 * 1024,
        boundary: str | None = None,
        framing: Framing = FORM,
        opener: Opener | None = None,
    ) -> None:
        self.boundary = boundary or uuid.uuid4().hex
        self.digests: dict[str, str] = {}
        self.began = False
        self.whole = False
        self._reading: Iterator[memoryview] | None = None
        self._framing = framing
        self._opener = opener
        self._instances = tuple(instances)
        self._cancel = cancel or CancelToken()
        self._block = max(block, 4096)
        self._heads = tuple(_head(framing, self.boundary, number) for number in range(1, len(self._instances) + 1))
        self._tail = f"--{self.boundary}--\r\n".encode("ascii")
        self._length = (
            sum(len(head) + instance.size + 2 for head, instance in zip(self._heads, self._instances, strict=True))
        ) + len(self._tail)

    @property
    def content_type(self) -> str:
        """The request's Content-Type."""
        return self._framing.content_type.format(boundary=self.boundary)

    @property
    def accept(self) -> str:
        """The request's Accept: the kind of answer that can be read."""
        return self._framing.accept

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[memoryview]:
        self._reading = self._blocks()
        return self._reading

    def close(self) -> None:
        """Close the file that is being read, when the request ended in its middle."""
        if isinstance(self._reading, Generator):
            self._reading.close()

    def _blocks(self) -> Iterator[memoryview]:
        buffer = memoryview(bytearray(self._block))
        filled = 0
        for head, instance in zip(self._heads, self._instances, strict=True):
            if filled + len(head) > self._block:
                yield self._checked(buffer[:filled])
                filled = 0
            buffer[filled : filled + len(head)] = head
            filled += len(head)
            digest = hashlib.sha256()
            source = self._open(instance)
            try:
                left = instance.size
                while left:
                    if filled == self._block:
                        yield self._checked(buffer)
                        filled = 0
                    room = buffer[filled : filled + min(left, self._block - filled)]
                    count = source.readinto(room)
                    if count == 0:
                        raise FileFailed(instance, FileChanged(detail="shorter"))
                    digest.update(room[:count])
                    filled += count
                    left -= count
                source.check()
            finally:
                source.close()
            self.digests[instance.sop_instance_uid] = digest.hexdigest()
            if filled + 2 > self._block:
                yield self._checked(buffer[:filled])
                filled = 0
            buffer[filled : filled + 2] = b"\r\n"
            filled += 2
        if filled + len(self._tail) > self._block:
            yield self._checked(buffer[:filled])
            filled = 0
        buffer[filled : filled + len(self._tail)] = self._tail
        yield self._checked(buffer[: filled + len(self._tail)])
        self.whole = True

    def _open(self, instance: Instance) -> SourceFile:
        if not instance.entry:
            return _PlainFile(instance)
        if self._opener is None:
            raise FileFailed(instance, FileUnreadable(detail="no opener"))
        return _Opened(self._opener, instance)

    def _checked(self, block: memoryview) -> memoryview:
        self._cancel.raise_if_cancelled()
        self.began = True
        return block


def _head(framing: Framing, boundary: str, number: int) -> bytes:
    return f"--{boundary}\r\n{framing.part.format(name=f'{number:06d}.dcm')}\r\n\r\n".encode("ascii")


def _open(instance: Instance) -> int:
    """Open a file that is still the one that was read. A pipe or a device in its place is never opened."""
    try:
        _check(os.stat(instance.path), instance)
        descriptor = os.open(instance.path, _OPEN_FLAGS)
    except FileNotFoundError as error:
        raise FileFailed(instance, FileVanished(detail=type(error).__name__)) from error
    except (OSError, ValueError) as error:
        raise FileFailed(instance, FileUnreadable(detail=type(error).__name__)) from error
    with contextlib.ExitStack() as unless_good:
        unless_good.callback(os.close, descriptor)
        _check(os.fstat(descriptor), instance)
        unless_good.pop_all()
    return descriptor


class _PlainFile:
    """A file of its own, opened."""

    __slots__ = ("_descriptor", "_instance")

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._descriptor = _open(instance)

    def readinto(self, room: memoryview) -> int:
        """Read at most what fits; 0 at the end."""
        try:
            return os.readv(self._descriptor, [room]) if hasattr(os, "readv") else _read_copy(self._descriptor, room)
        except OSError as error:
            raise FileFailed(self._instance, FileUnreadable(detail=type(error).__name__)) from error

    def check(self) -> None:
        """As the port says."""
        try:
            status = os.fstat(self._descriptor)
        except OSError as error:
            raise FileFailed(self._instance, FileUnreadable(detail=type(error).__name__)) from error
        _check(status, self._instance)

    def close(self) -> None:
        """As the port says."""
        let_go(self._descriptor)


class _Opened:
    """An image in an archive, opened; its troubles are told as those of a file."""

    __slots__ = ("_instance", "_source")

    def __init__(self, opener: Opener, instance: Instance) -> None:
        self._instance = instance
        with self._telling():
            self._source = opener(instance)

    def readinto(self, room: memoryview) -> int:
        """As the port says."""
        with self._telling():
            return self._source.readinto(room)

    def check(self) -> None:
        """As the port says."""
        with self._telling():
            self._source.check()

    def close(self) -> None:
        """As the port says."""
        self._source.close()

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except FileTrouble as trouble:
            raise FileFailed(self._instance, trouble) from (trouble.__cause__ or trouble)
        except OSError as error:
            raise FileFailed(self._instance, FileUnreadable(detail=type(error).__name__)) from error


def _read_copy(descriptor: int, room: memoryview) -> int:
    data = os.read(descriptor, len(room))
    room[: len(data)] = data
    return len(data)


def _check(found: os.stat_result, instance: Instance) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise FileFailed(instance, FileChanged(detail="not a file any more"))
    if found.st_size != instance.size:
        raise FileFailed(instance, FileChanged(detail="length"))
    if found.st_mtime_ns != instance.mtime_ns:
        raise FileFailed(instance, FileChanged(detail="time"))
