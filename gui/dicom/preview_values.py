"""What a preview is: a picture, or the sentence that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_EDGE = 768
"""The longer edge of a picture in pixels, if nothing else is asked for."""

Frame = int | float
"""Which frame of a file: an int counts from 0, a float is a place from 0.0 (first) to 1.0 (last); 0.5 is the middle."""


Version = tuple[int, int]
"""What tells whether a file is still the one that was read: bytes, and its modification time in nanoseconds.

Of the entry of an archive: the bytes that it unpacks to, and the archive's time.
"""


def place_of(path: str, entry: str) -> str:
    """A file, or the entry of an archive, as one text; a path holds no NUL."""
    return f"{path}\0{entry}" if entry else path


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame as it is to be painted.

    ``data`` holds ``height`` rows from the top without padding: one byte a pixel (grey), or three when ``rgb``.
    ``frame`` counts from 0 and is one of ``frames`` in the file. ``window`` is the centre and the width of the
    grey scale window (PS3.3 C.11.2.1.2) in the image's own units, None when a table or none was used; it came
    out of the file unless ``auto``.
    """

    width: int
    height: int
    rgb: bool
    data: bytes = field(repr=False)
    frame: int = 0
    frames: int = 1
    window: tuple[float, float] | None = None
    auto: bool = False

    @property
    def caption(self) -> str:
        """The window in English: ``C −500 · W 1,400``; empty where there is none to tell."""
        if self.window is None:
            return ""
        return "Auto window" if self.auto else f"C {_number(self.window[0])} · W {_number(self.window[1])}"

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class NoPicture:
    """Why there is no picture. ``template`` is a sentence to translate; ``%1`` in it stands for ``value``."""

    template: str
    value: str = ""

    @property
    def reason(self) -> str:
        """The sentence in English."""
        return self.template.replace("%1", self.value)


Answer = Picture | NoPicture


def _number(value: float) -> str:
    digits = 0 if abs(value) >= 100 or value == round(value) else 1 if abs(value) >= 10 else 3
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")
