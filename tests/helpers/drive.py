"""Real file systems that misbehave: a folder, or the image of a disc, seen through a drive that does as it is told."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_MOUNT_PATIENCE = 20.0


class Drive:
    """A mounted drive. Patterns are those of :mod:`fnmatch` for paths below it, such as ``*/IM3``.

    A *kind* of request is ``stat``, ``list``, ``open`` or ``read``.
    """

    def __init__(self, path: Path, process: subprocess.Popen[str]) -> None:
        self.path = path
        self._process = process
        self._lock = threading.Lock()

    def _do(self, name: str, value: object = None) -> Any:
        with self._lock:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps({"do": name, "value": value}) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def slow(self, **seconds: float) -> None:
        """Each request of a kind takes so long; on a disc also ``seek``, and a ``megabyte``."""
        self._do("slow", seconds)

    def hang(self, kind: str, pattern: str = "*", *, beyond: int = 0, spared: int = 0, opened: int = 0) -> None:
        """Requests of this kind hang in the kernel, where no signal ends them, until :meth:`release`.

        Of readings those that reach ``beyond`` so many bytes. None of the process ``spared``; none before so many
        files were ``opened``.
        """
        self._do("hang", [(kind, pattern, beyond, spared, opened)])

    def until_held(self, requests: int = 1) -> None:
        """Wait until so many requests hang."""
        assert self._do("until_held", requests), "nothing hangs"

    def release(self) -> None:
        """Let go of all that hangs."""
        self._do("release")

    def scratch(self, *patterns: str, begin: int = 0, end: int = 1 << 40) -> None:
        """These files (or their bytes from ``begin`` to ``end``) cannot be read: EIO."""
        self._do("bad", [(pattern, begin, end) for pattern in patterns])

    def fail(self, kind: str, pattern: str, *, after: int = 0) -> None:
        """These requests fail: EIO. A list may give so many names before it does."""
        self._do("fail", (kind, pattern, after))

    def pull(self, number: int = errno.ENOTCONN) -> None:
        """From now on every request fails, as when a stick is pulled or a share is gone."""
        self._do("gone", number)

    def pull_after(self, kind: str, requests: int, number: int = errno.ENOTCONN) -> None:
        """The same after so many requests of a kind."""
        self._do("gone_after", (kind, requests, number))

    def put_back(self) -> None:
        """The drive is there again."""
        self._do("gone_after", ("", 0, 0))
        self._do("gone", 0)

    def asked(self) -> dict[str, Any]:
        """How many requests of each kind came, and hang (``held``); what was ``opened``; a disc's ``seek``."""
        return {"seek": 0, "way": 0, **self._do("asked")}

    def forget(self) -> None:
        """Count anew."""
        self._do("forget")

    def end(self) -> None:
        """End the drive's process; whoever waits for it gets an error."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def why_no_drives() -> str:
    """Why this machine cannot mount a file system of a test's own; empty when it can."""
    if sys.platform != "linux" or not os.path.exists("/dev/fuse"):
        return "there is no /dev/fuse"
    if shutil.which("fusermount3") is None or importlib.util.find_spec("mfusepy") is None:
        return "fuse3 or mfusepy is missing"
    return "" if os.access("/dev/fuse", os.R_OK | os.W_OK) else "this account has no right to /dev/fuse"


@contextlib.contextmanager
def mounted(source: Path, mountpoint: Path) -> Iterator[Drive]:
    """See ``source`` (a folder, or a disc's image) at ``mountpoint``; skips the test where that cannot be had."""
    if reason := why_no_drives():
        pytest.skip(f"no drive of our own can be mounted: {reason}")
    mountpoint.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.drive_server", str(source), str(mountpoint)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    drive = Drive(mountpoint, process)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        said = process.stdout.readline()
        if not said:
            reason = process.stderr.read().strip().rpartition("\n")[2]
            pytest.skip(f"no drive of our own can be mounted: {reason}")
        yield drive
    finally:
        drive.end()
        process.stderr.close()
        subprocess.run(["fusermount3", "-u", "-z", str(mountpoint)], stderr=subprocess.DEVNULL)


def write_disc(source: Path, image: Path) -> Path:
    """Write a folder to the image of a disc as discs of images are: ISO 9660, level 1, no extensions."""
    if shutil.which("genisoimage") is None:
        pytest.skip("genisoimage is missing")
    command = ["genisoimage", "-quiet", "-iso-level", "1", "-o", str(image), str(source)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return image
