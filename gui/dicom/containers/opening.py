"""Opens images that lie in archives, for sending and comparing: without a copy where the archive allows it."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from gui.core.cancel import CancelToken
from gui.core.entities import WITHIN, Instance
from gui.core.errors import FileChanged, FileDamaged, FileUnreadable, FileVanished, NoRoomToUnpack, PasswordNeeded
from gui.core.ports import SourceFile
from gui.dicom.containers import limits
from gui.dicom.containers.limits import NeedsPassword, Refused
from gui.dicom.containers.passwords import Passwords, within_of
from gui.dicom.containers.reading import in_gzip, list_archive, names_another, whole_member
from gui.dicom.containers.recognise import ENOUGH, GZIP, TAR, kind_of
from gui.dicom.containers.spool import spooled
from gui.dicom.containers.streams import Broken, Bytes, Window, member_bytes, open_plain, packed_window
from gui.dicom.containers.values import Member

_MOST_OPEN = 8


@dataclass(slots=True)
class _Level:
    """What lies in an archive; ``file`` is None when its members are in the archive's own file."""

    members: dict[str, Member]
    file: BinaryIO | None = None

    def close(self) -> None:
        """Remove what was unpacked."""
        if self.file is not None:
            self.file.close()


@dataclass(slots=True)
class _Archive:
    """An archive and the archives in it, by their names (the archive itself under an empty one)."""

    path: str
    size: int
    mtime_ns: int
    levels: dict[str, _Level] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    users: int = 0

    def check(self, file: BinaryIO) -> None:
        """Raise :class:`gui.core.errors.FileChanged` unless this is the archive's file, and as it was at first."""
        found = os.fstat(file.fileno())
        if (found.st_size, found.st_mtime_ns) != (self.size, self.mtime_ns):
            raise FileChanged(detail="the archive")

    def close(self) -> None:
        """Remove what was unpacked."""
        for level in self.levels.values():
            level.close()  # several may share one file, which is closed more than once
        self.levels.clear()


class EntryOpener:
    """Opens images in archives; implements :class:`gui.core.ports.Opener`, for several threads.

    What cannot be read where it lies (TAR in gzip, a packed archive in an archive) is unpacked into nameless files in
    ``folder``. :meth:`close` removes them; the system does when the program ends, however it does. With ``memory``, no
    more than so many bytes are unpacked, into memory: for a process that may write no file. ``passwords`` open what is
    locked; what is unlocked is written only where an archive lies in a locked one, into such a nameless file, too.
    """

    def __init__(
        self,
        folder: str = "",
        cancel: CancelToken | None = None,
        *,
        memory: int = 0,
        passwords: Passwords | None = None,
    ) -> None:
        self._folder = folder
        self._memory = memory
        self.passwords = passwords or Passwords()
        self._most_open = 1 if memory else _MOST_OPEN
        self._cancel = cancel
        self._lock = threading.Lock()
        self._archives: OrderedDict[str, _Archive] = OrderedDict()

    def __call__(self, instance: Instance) -> SourceFile:
        """The bytes of an image in an archive. Raises :class:`gui.core.errors.FileTrouble`."""
        archive = self._archive(instance.path, instance.mtime_ns)
        with contextlib.ExitStack() as unless_opened:
            unless_opened.callback(self._release, archive)
            try:
                with archive.lock:
                    level, member = self._find(archive, instance.entry)
                    if member.size != instance.size:
                        raise FileChanged(detail="length in the archive")
                    entry = _Entry(self, archive, level, member)
                    unless_opened.callback(entry.let_go)
                    entry.check_is(instance)
            except (Refused, Broken, OSError) as error:
                raise _explained(error) from error
            unless_opened.pop_all()
        return entry

    def read(self, path: str, entry: str) -> bytes:
        """All bytes of an entry as the archive is now, ``memory`` at the most.

        Raises :class:`gui.core.errors.FileTrouble`: :class:`NoRoomToUnpack` for what is larger.
        """
        try:
            archive = self._archive(path, _status(path).st_mtime_ns)
        except FileChanged:  # what was known of it is forgotten now
            archive = self._archive(path, _status(path).st_mtime_ns)
        with archive.lock:
            try:
                level, member = self._find(archive, entry)
                if member.size > self._memory:
                    raise NoRoomToUnpack
                archive.users += 1
                with contextlib.closing(_Entry(self, archive, level, member)) as source:
                    return _all(source, member.size)
            except (Refused, Broken, OSError) as error:
                raise _explained(error) from error
            finally:
                self._release(archive)

    @contextlib.contextmanager
    def looking_at(self, path: str, entry: str) -> Iterator[tuple[BinaryIO, Member]]:
        """A member of the archive as it is now, with its password where that is known, and the file that it lies in.

        Raises :class:`gui.core.errors.FileTrouble`, and :class:`gui.dicom.containers.limits.NeedsPassword` when that is
        missing on the way there.
        """
        try:
            archive = self._archive(path, _status(path).st_mtime_ns)
        except FileChanged:  # what was known of it is forgotten now
            archive = self._archive(path, _status(path).st_mtime_ns)
        try:
            with archive.lock:
                level, member = self._find(archive, entry)
                if level.file is not None:
                    yield level.file, member
                    return
                with open_plain(path) as file:
                    yield file, member
        except NeedsPassword:
            raise
        except (Refused, Broken, OSError) as error:
            raise _explained(error) from error
        finally:
            self._release(archive)

    def close(self) -> None:
        """Remove all that was unpacked."""
        with self._lock:
            archives = list(self._archives.values())
            self._archives.clear()
        for archive in archives:
            archive.close()

    def _archive(self, path: str, mtime_ns: int) -> _Archive:
        """The archive at a path, which nobody removes before it is released."""
        if self._cancel is not None:
            self._cancel.raise_if_cancelled()
        with self._lock:
            known = path in self._archives
        found = None if known else _status(path)  # not under the lock: the drive may not answer
        with self._lock:
            archive = self._archives.get(path)
            if archive is None:
                found = found or _status(path)
                archive = self._archives[path] = _Archive(path, found.st_size, found.st_mtime_ns)
            if archive.mtime_ns != mtime_ns:
                if not archive.users:
                    del self._archives[path]
                    archive.close()
                raise FileChanged(detail="time of the archive")
            archive.users += 1
            self._archives.move_to_end(path)
            idle = [one for one in self._archives.values() if not one.users]
            for one in idle[: max(len(self._archives) - self._most_open, 0)]:
                del self._archives[one.path]
                one.close()
            return archive

    def _release(self, archive: _Archive) -> None:
        with self._lock:
            archive.users -= 1

    def _find(self, archive: _Archive, entry: str) -> tuple[_Level, Member]:
        level = archive.levels.get("")
        if level is None:
            level = archive.levels[""] = self._open_top(archive)
        parts = entry.split(WITHIN)
        for depth in range(1, len(parts)):
            outer = WITHIN.join(parts[:depth])
            if outer not in level.members:
                raise FileChanged(detail="not in the archive")
            inner = archive.levels.get(outer)
            if inner is None:
                member = self._opened(archive.path, level.members[outer])
                inner = archive.levels[outer] = self._open_inner(archive, level, member)
            level = inner
        if entry not in level.members:
            raise FileChanged(detail="not in the archive")
        return level, self._opened(archive.path, level.members[entry])

    def _opened(self, path: str, member: Member) -> Member:
        """A member with the password of its archive, if it is locked and the password is known."""
        if member.lock is None:
            return member
        return member._replace(password=self.passwords.of(path, within_of(member.entry)))

    def _open_top(self, archive: _Archive) -> _Level:
        member = Member(archive.path, "", archive.mtime_ns, 0, archive.size, archive.size)
        return self._unchanged(archive, lambda file: self._level(file, member, None))

    def _open_inner(self, archive: _Archive, outer: _Level, member: Member) -> _Level:
        if outer.file is not None:
            return self._unpacked(outer.file, member, outer.file)
        return self._unchanged(archive, lambda file: self._unpacked(file, member, None))

    def _unchanged(self, archive: _Archive, look: Callable[[BinaryIO], _Level]) -> _Level:
        """What a look into the archive finds; what is unpacked for it is not asked again whether it has changed."""
        with open_plain(archive.path) as file, contextlib.ExitStack() as unless_unchanged:
            archive.check(file)
            level = look(file)
            unless_unchanged.callback(level.close)
            archive.check(file)
            unless_unchanged.pop_all()
        return level

    def _unpacked(self, file: BinaryIO, member: Member, kept: BinaryIO | None) -> _Level:
        """What lies in an archive that is a member of ``file``; ``kept`` is that file when it stays open."""
        if member.plain:
            window = packed_window(file, member)
            return self._level(file, member._replace(start=window.start, header=False), kept)
        made = self._spooled(file, member)
        with contextlib.ExitStack() as unless_kept:
            unless_kept.callback(made.close)
            level = self._level(made, whole_member(made, member), made)
            if level.file is made:
                unless_kept.pop_all()
        return level

    def _level(self, file: BinaryIO, member: Member, kept: BinaryIO | None) -> _Level:
        kind = kind_of(Window(file, member.start, member.packed).read(ENOUGH))
        if not kind:
            raise FileChanged(detail="no archive any more")
        if kind == GZIP:
            packed, inner = in_gzip(file, member)
            if inner != TAR:
                return _Level({packed.entry: packed}, kept)
            kept = file = self._spooled(file, packed)
            kind, member = TAR, whole_member(file, member)
        contents = list_archive(file, kind, member)
        return _Level({one.entry: one for one in contents.items if isinstance(one, Member)}, kept)

    def _spooled(self, file: BinaryIO, member: Member) -> BinaryIO:
        if not self._memory:
            return spooled(file, member, self._folder, self._cancel)
        if member.size > self._memory:
            raise Refused(limits.NO_ROOM)
        return io.BytesIO(_all(member_bytes(file, member), member.size))


def _all(source: Bytes, size: int) -> bytes:
    room = memoryview(bytearray(size))
    filled = 0
    while filled < size:
        count = source.readinto(room[filled:])
        if not count:
            raise Broken
        filled += count
    return room.obj  # type: ignore[return-value]


class _Entry:
    """An image in an archive, opened."""

    def __init__(self, opener: EntryOpener, archive: _Archive, level: _Level, member: Member) -> None:
        self._opener = opener
        self._archive = archive
        self._member = member
        self._own: BinaryIO | None = None
        self._bytes: Bytes
        if level.file is not None:
            self._file = level.file
            self._bytes = member_bytes(level.file, member, archive.lock)
            return
        self._own = self._file = open_plain(member.path)
        with contextlib.ExitStack() as unless_good:
            unless_good.callback(self._own.close)
            self.check()
            self._bytes = member_bytes(self._own, member)
            unless_good.pop_all()

    def readinto(self, room: memoryview) -> int:
        """As the port says."""
        try:
            return self._bytes.readinto(room)
        except (Broken, ValueError) as error:
            raise FileDamaged(detail=type(error).__name__) from error

    def check(self) -> None:
        """As the port says. What was unpacked cannot change any more."""
        if self._own is None:
            return
        self._archive.check(self._own)

    def check_is(self, instance: Instance) -> None:
        """Raise :class:`gui.core.errors.FileChanged` for another image in its place, of the same length and time even.

        Nobody else may read of the archive meanwhile.
        """
        if names_another(self._file, self._member, instance.sop_instance_uid):
            raise FileChanged(detail="another image")

    def let_go(self) -> None:
        """Close the file."""
        if self._own is not None:
            self._own.close()

    def close(self) -> None:
        """As the port says."""
        self.let_go()
        self._opener._release(self._archive)


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except FileNotFoundError as error:
        raise FileVanished(detail=type(error).__name__) from error


def _explained(error: Refused | Broken | OSError) -> Exception:
    """The trouble that a person understands."""
    if isinstance(error, NeedsPassword):
        return PasswordNeeded()
    if isinstance(error, Refused):
        return NoRoomToUnpack() if error.left is limits.NO_ROOM else FileDamaged(detail=error.left.reason.value)
    if isinstance(error, Broken):
        return FileDamaged(detail="Broken")
    if isinstance(error, FileNotFoundError):
        return FileVanished(detail=type(error).__name__)
    return FileUnreadable(detail=type(error).__name__)
