"""Renderers that misbehave, for the preview's process."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from gui.dicom.preview_process import RenderFunction
from gui.dicom.preview_values import Answer, Frame, NoPicture, Picture


def _picture(path: str, frame: Frame, max_edge: int) -> Answer:
    """A picture of one pixel that tells which process made it."""
    return Picture(1, 1, False, b"\x80", int(frame), os.getpid())


def obeys_file_names() -> RenderFunction:
    def render(path: str, frame: Frame, max_edge: int) -> Answer:
        name = Path(path).name
        if name.startswith("hangs"):
            Path(path).with_suffix(".begun").touch()
            threading.Event().wait()
        if name.startswith("waits"):
            Path(path).with_suffix(".begun").touch()
            while not Path(path).with_suffix(".go").exists():
                threading.Event().wait(0.005)
        if name.startswith("dies"):
            os.abort()
        if name.startswith("eats memory"):
            try:
                return NoPicture(f"{len(bytearray(3 << 30))}")
            except MemoryError:
                return NoPicture("bounded")
        if name.startswith("writes"):
            try:
                Path(path).write_bytes(b"x" * 100)
            except OSError:
                return NoPicture("refused")
        return _picture(path, frame, max_edge)

    return render


def never_starts() -> RenderFunction:
    os._exit(3)
