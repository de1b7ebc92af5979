"""What runs in the preview's process: takes one wish at a time, answers with a picture, ends when its pipe does."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple

from gui.dicom.containers.passwords import Keys
from gui.dicom.preview_values import Answer, Frame, Version
from gui.dicom.preview_wire import HELLO, to_wire
from gui.dicom.unheard import say_nothing

RenderFunction = Callable[..., Answer]
"""Takes a file, a frame and the longer edge; as ``keys`` the passwords of the archive that the file lies in, and as
``version`` what the file was when it was read, if there are any."""
MakeRenderer = Callable[[], RenderFunction]

MEMORY = 1 << 30
"""Bytes that the process may take for its work, on top of what it needs to be there."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Wish(NamedTuple):
    """One picture to be made."""

    path: str
    frame: Frame
    max_edge: int
    keys: Keys = ()
    version: Version | None = None

    @property
    def more(self) -> dict[str, object]:
        """What not every wish has."""
        return {name: value for name, value in (("keys", self.keys), ("version", self.version)) if value}


def make_renderer() -> RenderFunction:
    """The real renderer; brings in numpy, pydicom and the decoders."""
    from gui.dicom.preview_render import Renderer

    return Renderer()


def serve_pictures(pipe: Connection, make: MakeRenderer) -> None:
    """Get ready, say hello, then make what is wished until the other end closes."""
    # Ctrl+C in a terminal reaches every process of the group; the window decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_nothing()
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    try:
        render = make()
        limit_this_process()
        pipe.send_bytes(HELLO)
        while True:
            wish: Wish = pipe.recv()
            pipe.send_bytes(to_wire(render(*wish[:3], **wish.more)))
    except (EOFError, OSError):
        return  # the program is gone, or wants another process


def limit_this_process(memory: int = MEMORY) -> None:
    """Bound this process's memory, and let it write neither files nor a core dump, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, _taken() + memory)]
    for kind, limit in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _taken() -> int:
    """Bytes of address space that this process has by now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30
