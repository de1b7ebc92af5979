"""How an answer travels from the preview's process: as plain data.

Not pickled: who unpickles runs what the sender wants, and a decoder that a hostile file has taken over must not
reach further than a wrong picture.
"""

from __future__ import annotations

import json
import math
from typing import Any

from gui.dicom.preview_values import Answer, NoPicture, Picture

HELLO = b"ready"
LONGEST = 64 << 20
"""Bytes that an answer may have."""

_LONGEST_WORDS = 400


def to_wire(answer: Answer) -> bytes:
    """An answer as bytes: a line of JSON, then the pixels."""
    if isinstance(answer, NoPicture):
        return json.dumps({"template": answer.template, "value": answer.value}).encode() + b"\n"
    head = {
        "width": answer.width,
        "height": answer.height,
        "rgb": answer.rgb,
        "frame": answer.frame,
        "frames": answer.frames,
        "window": answer.window,
        "auto": answer.auto,
    }
    return json.dumps(head).encode() + b"\n" + answer.data


def from_wire(message: bytes) -> Answer | None:
    """The answer in a message, None when it is none; nothing in it is believed unchecked."""
    line, _, data = message.partition(b"\n")
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(head, dict):
        return None
    template, value = head.get("template"), head.get("value")
    if isinstance(template, str) and isinstance(value, str):
        return NoPicture(template[:_LONGEST_WORDS], value[:_LONGEST_WORDS])
    return _picture(head, data)


def _picture(head: dict[str, Any], data: bytes) -> Picture | None:
    whole = [head.get(name) for name in ("width", "height", "frame", "frames")]
    if not all(isinstance(one, int) and 0 <= one < 1 << 31 for one in whole):
        return None
    width, height, frame, frames = (int(one or 0) for one in whole)
    rgb, auto = head.get("rgb") is True, head.get("auto") is True
    if not width or not height or width * height * (3 if rgb else 1) != len(data):
        return None
    window = head.get("window")
    if window is not None and not (
        isinstance(window, list)
        and len(window) == 2
        and all(isinstance(one, int | float) and math.isfinite(one) for one in window)
    ):
        return None
    pair = None if window is None else (float(window[0]), float(window[1]))
    return Picture(width, height, rgb, data, frame, frames, pair, auto)
