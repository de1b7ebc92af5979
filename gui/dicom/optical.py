"""Knows whether something lies on a CD, DVD or Blu-ray disc: slow, soon taken out again, and often scratched."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_FILE_SYSTEMS = frozenset({"iso9660", "udf", "cd9660", "cddafs"})
_DRIVE_CDROM = 5
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_NAME_AT = 72
"""Where ``f_fstypename`` begins in macOS's ``struct statfs`` (64-bit inodes)."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc in a drive: its name for a person, and what tells it from another one in the same drive.

    ``by_number``: the numbers of its files rise with the places where the disc lists them (their inodes are made of
    those), which is where their bytes lie behind each other on discs as they are usually written.
    """

    name: str
    identity: tuple[int, int, int]
    by_number: bool = False


def disc_of(path: str) -> Disc | None:
    """The disc that a file or folder lies on, None when it lies on none, or cannot be asked.

    Asks the system, which may take a while when a drive is spinning up.
    """
    try:
        mount = _mount_of(os.path.realpath(path))
        if mount is None:
            return None
        root, name = mount
        status = os.stat(root)
        identity = (status.st_dev, status.st_mtime_ns, shutil.disk_usage(root).total)
        return Disc(name, identity, by_number=sys.platform != "win32")  # Windows makes the numbers up
    except (OSError, ValueError):
        return None


def discs_of(paths: Iterable[str], ask: Callable[[str], Disc | None] = disc_of) -> dict[str, Disc]:
    """Which of the paths lie on a disc; each folder is asked about once."""
    known: dict[str, Disc | None] = {}
    found: dict[str, Disc] = {}
    for path in paths:
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        if folder not in known:
            known[folder] = ask(folder)
        if (disc := known[folder]) is not None:
            found[path] = disc
    return found


def _mount_of(path: str) -> tuple[str, str] | None:
    """Where the disc is mounted that a path lies on, and its name."""
    if sys.platform == "win32":
        return _on_windows(path)
    if sys.platform == "darwin":
        return _on_mac(path)
    status = os.stat(path)
    device = f"{os.major(status.st_dev)}:{os.minor(status.st_dev)}"
    return optical_mount(device, path, Path("/proc/self/mountinfo").read_text(errors="surrogateescape"))


def optical_mount(device: str, path: str, mountinfo: str) -> tuple[str, str] | None:
    """The mount of a disc by Linux's table of mounts (proc(5)), and its name: the folder it is mounted on.

    ``device`` is ``major:minor``. Other devices can hold a disc's file system as well, an image of a disc for example;
    they are taken for discs, too.
    """
    best: tuple[str, str] | None = None
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or len(rest) < 2 or fields[2] != device:
            continue
        root = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
        if not (path == root or path.startswith(root.rstrip("/") + "/")):
            continue
        if best is None or len(root) > len(best[0]):
            optical = rest[0] in _FILE_SYSTEMS or re.fullmatch(r"/dev/sr\d+", rest[1]) is not None
            best = (root, os.path.basename(root) if optical else "")
    return best if best is not None and best[1] else None


def _on_windows(path: str) -> tuple[str, str] | None:
    root = os.path.splitdrive(path)[0] + "\\"
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    if kernel.GetDriveTypeW(ctypes.c_wchar_p(root)) != _DRIVE_CDROM:
        return None
    label = ctypes.create_unicode_buffer(261)
    kernel.GetVolumeInformationW(ctypes.c_wchar_p(root), label, 261, None, None, None, None, 0)
    return root, label.value or root[:2]


def _on_mac(path: str) -> tuple[str, str] | None:
    libc = ctypes.CDLL(None, use_errno=True)
    statfs = getattr(libc, "statfs$INODE64", None) or libc.statfs
    room = ctypes.create_string_buffer(4096)
    if statfs(os.fsencode(path), room) != 0:
        raise OSError(ctypes.get_errno(), "statfs")
    if room.raw[_MAC_NAME_AT:].split(b"\0", 1)[0].decode("ascii", "replace") not in _FILE_SYSTEMS:
        return None
    while not os.path.ismount(path):
        path = os.path.dirname(path)
    return path, os.path.basename(path) or path
