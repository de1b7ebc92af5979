"""A file system that misbehaves as it is told: slow, hanging, scratched, pulled out, or an optical drive.

    python -m tests.helpers.drive_server SOURCE MOUNTPOINT

SOURCE is a folder, or the image of a disc (ISO 9660), which is served with the file numbers that Linux's own isofs
gives and from the places where it lies in the image. Commands come as lines of JSON on standard input, each is answered
by one line on standard output; the first line out says that it is mounted. It ends with its input.
"""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import json
import os
import stat
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

os.environ["FUSE_LIBRARY_NAME"] = "fuse3"  # before the import, which would take an old one where there are two

import mfusepy

SECTOR = 2048
_STRIDE = 1 << 19
"""Bytes before and behind the head that a drive has in its memory, or reads over faster than it would jump."""
_PATIENCE = 20.0


class Folder:
    """What lies in a folder of this computer."""

    def __init__(self, top: str) -> None:
        self._top = top

    def _at(self, path: str) -> str:
        return self._top + path

    def status(self, path: str) -> dict[str, int]:
        """What stat says."""
        found = os.lstat(self._at(path))
        names = ("st_mode", "st_ino", "st_nlink", "st_uid", "st_gid", "st_size")
        times = {f"st_{kind}time": getattr(found, f"st_{kind}time_ns") for kind in "acm"}
        return {name: getattr(found, name) for name in names} | times

    def names(self, path: str) -> list[tuple[str, int]]:
        """The entries of a folder with their numbers."""
        return [(entry.name, entry.inode()) for entry in os.scandir(self._at(path))]

    def place(self, path: str) -> int:
        """Where a file lies: a folder of this computer does not say."""
        return 0

    def read(self, path: str, size: int, offset: int) -> bytes:
        """Bytes of a file."""
        with open(self._at(path), "rb") as file:
            file.seek(offset)
            return file.read(size)


@dataclass
class _Record:
    """A file or folder of a disc; ``number`` is what Linux's isofs makes of the place of its record."""

    extent: int
    size: int
    number: int
    inner: dict[str, _Record] | None = None


class DiscImage:
    """The image of a disc as ECMA-119 lays it down: without extensions, its names as they stand there."""

    def __init__(self, image: str) -> None:
        self._image = image
        with open(image, "rb") as file:
            file.seek(16 * SECTOR + 156)
            root = file.read(34)
        extent, size = int.from_bytes(root[2:6], "little"), int.from_bytes(root[10:14], "little")
        self._root = _Record(extent, size, extent << 6, self._folder(extent, size))

    def _folder(self, extent: int, size: int) -> dict[str, _Record]:
        data = self._bytes(extent * SECTOR, size)
        found: dict[str, _Record] = {}
        at = 0
        while at < size:
            length = data[at]
            if not length:  # no record spans two sectors
                at = (at // SECTOR + 1) * SECTOR
                continue
            one = data[at : at + length]
            name = one[33 : 33 + one[32]].decode("latin-1")
            begin, count = int.from_bytes(one[2:6], "little"), int.from_bytes(one[10:14], "little")
            if name in ("\0", "\1"):
                pass
            elif one[25] & 2:
                found[name] = _Record(begin, count, begin << 6, self._folder(begin, count))
            else:
                sector, within = divmod(at, SECTOR)
                number = (extent + sector) << 6 | within >> 5
                found[name.removesuffix(";1").rstrip(".")] = _Record(begin, count, number)
            at += length
        return found

    def _find(self, path: str) -> _Record:
        found = self._root
        for part in filter(None, path.split("/")):
            inner = (found.inner or {}).get(part)
            if inner is None:
                raise mfusepy.FuseOSError(errno.ENOENT)
            found = inner
        return found

    def _bytes(self, at: int, size: int) -> bytes:
        with open(self._image, "rb") as file:
            file.seek(at)
            return file.read(size)

    def status(self, path: str) -> dict[str, int]:
        """What stat says."""
        one = self._find(path)
        mode = stat.S_IFREG | 0o444 if one.inner is None else stat.S_IFDIR | 0o555
        return {"st_mode": mode, "st_ino": one.number, "st_nlink": 1, "st_size": one.size}

    def names(self, path: str) -> list[tuple[str, int]]:
        """The entries of a folder with their numbers."""
        return [(name, one.number) for name, one in (self._find(path).inner or {}).items()]

    def place(self, path: str) -> int:
        """Where a file or folder lies, in bytes from the beginning of the disc."""
        return self._find(path).extent * SECTOR

    def read(self, path: str, size: int, offset: int) -> bytes:
        """Bytes of a file."""
        one = self._find(path)
        return self._bytes(one.extent * SECTOR + offset, max(0, min(size, one.size - offset)))


@dataclass
class Temper:
    """How the drive behaves now."""

    slow: dict[str, float] = field(default_factory=dict)
    hang: list[tuple[str, str, int, int, int]] = field(default_factory=list)
    bad: list[tuple[str, int, int]] = field(default_factory=list)
    fail: tuple[str, str, int] = ("", "", 0)
    gone: int = 0
    gone_after: tuple[str, int, int] = ("", 0, 0)


def _asker() -> int:
    """The process that the request comes from, of which the kernel tells the thread."""
    thread = mfusepy.fuse_get_context()[2]
    with contextlib.suppress(OSError), open(f"/proc/{thread}/status") as file:
        return next((int(line.split()[1]) for line in file if line.startswith("Tgid:")), 0)
    return 0


class Drive(mfusepy.Operations):
    """Answers the kernel, in several threads at once."""

    use_ns = True

    def __init__(self, source: Folder | DiscImage, mounted: Callable[[], None]) -> None:
        self._source = source
        self._mounted = mounted
        self._change = threading.Condition()
        self._head_lock = threading.Lock()
        self._head = 0
        self._held = 0
        self.temper = Temper()
        self.asked: Counter[str] = Counter()
        self.opened: list[str] = []

    # -- what the kernel asks ----------------------------------------------------------------------------------

    def init_with_config(self, conn_info: Any, config: Any) -> None:
        """Nothing is remembered of what has been listed: the drive is asked each time."""
        if config is not None:
            config.use_ino = 1
            config.attr_timeout = config.entry_timeout = config.negative_timeout = 0
        self._mounted()

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
        self._behave("stat", path)
        return self._source.status(path)

    def readdir_with_offset(self, path: str, offset: int, fh: int) -> Iterator[tuple[str, dict[str, int], int]]:
        self._behave("list", path)
        self._move_to(self._source.place(path), SECTOR)
        what, pattern, after = self.temper.fail
        ends = after if what == "list" and fnmatch.fnmatch(path, pattern) else 0
        if ends and offset >= ends:
            raise mfusepy.FuseOSError(errno.EIO)
        names = self._source.names(path)
        for at, (name, number) in enumerate(names[offset : ends or None], offset + 1):
            yield name, {"st_ino": number}, at

    def open(self, path: str, flags: int) -> int:
        self._behave("open", path)
        self.opened.append(path)
        return 0

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        self._behave("read", path, offset + size)
        for pattern, begin, end in self.temper.bad:
            if offset < end and begin < offset + size and fnmatch.fnmatch(path, pattern):
                raise mfusepy.FuseOSError(errno.EIO)
        found = self._source.read(path, size, offset)
        self._move_to(self._source.place(path) + offset, len(found))
        return found

    def release(self, path: str, fh: int) -> int:
        return 0

    def _behave(self, kind: str, path: str, end: int = 0) -> None:
        """Do to this request what has been wished."""
        with self._change:
            self.asked[kind] += 1
            after, count, number = self.temper.gone_after
            if after == kind and self.asked[kind] > count:
                self.temper.gone = number
            waits = any(
                kind == what
                and fnmatch.fnmatch(path, pattern)
                and end >= beyond
                and not (spared and spared == _asker())
                and self.asked["open"] >= opened
                for what, pattern, beyond, spared, opened in self.temper.hang
            )
            if waits:
                self._held += 1
                self._change.notify_all()
                self._change.wait_for(lambda: not self.temper.hang)
                self._held -= 1
            seconds, gone = self.temper.slow.get(kind, 0.0), self.temper.gone
        if seconds:
            time.sleep(seconds)
        what, pattern, after = self.temper.fail
        if not after and what == kind and fnmatch.fnmatch(path, pattern):
            gone = errno.EIO
        if gone:
            raise mfusepy.FuseOSError(gone)

    def _move_to(self, place: int, size: int) -> None:
        """There is one head, which takes its time to get elsewhere than just ahead."""
        if not isinstance(self._source, DiscImage):
            return
        with self._head_lock:
            away = place - self._head
            if abs(away) > _STRIDE:
                self.asked["seek"] += 1
                self.asked["way"] += abs(away)
                time.sleep(self.temper.slow.get("seek", 0.0) * (1 + abs(away) / (64 << 20)))
            time.sleep(self.temper.slow.get("megabyte", 0.0) * size / (1 << 20))
            self._head = place + -(-size // SECTOR) * SECTOR

    # -- what the test wishes ----------------------------------------------------------------------------------

    def do(self, wish: dict[str, Any]) -> object:
        """One command."""
        name, value = wish["do"], wish.get("value")
        with self._change:
            if name == "until_held":
                return self._change.wait_for(lambda: self._held >= value, _PATIENCE)
            if name == "release":
                self.temper.hang = []
            elif name == "asked":
                return {**self.asked, "held": self._held, "opened": self.opened}
            elif name == "forget":
                self.asked.clear()
                self.opened.clear()
            else:
                setattr(self.temper, name, value)
            self._change.notify_all()
        return True


def main() -> None:
    source, mountpoint = sys.argv[1:]

    def say(value: object) -> None:
        print(json.dumps(value), flush=True)

    drive = Drive(DiscImage(source) if os.path.isfile(source) else Folder(source), lambda: say("mounted"))

    def obey() -> None:
        for line in sys.stdin:
            say(drive.do(json.loads(line)))
        os._exit(0)  # whoever waits for the drive gets an error now

    threading.Thread(target=obey, daemon=True).start()
    with contextlib.suppress(RuntimeError):
        mfusepy.FUSE(drive, mountpoint, foreground=True, ro=True, fsname="misbehaving", default_permissions=False)


if __name__ == "__main__":
    main()
