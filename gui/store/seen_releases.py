"""What this person's program has seen of newer versions: when it last looked, the newest notice, what was dismissed.

The notice is kept as the signed file that it is, so that whoever reads it proves it anew; a changed one is none.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gui.store.places import Places
from gui.store.whole_files import replace_file

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """``looked`` is the moment of the last look (UTC), ``notice`` the newest signed file, ``dismissed`` a version."""

    looked: datetime | None = None
    notice: bytes = b""
    dismissed: str = ""


class SeenReleases:
    """Keeps a :class:`Seen` in ``updates.json`` beside the journal (0600). Methods may be called from every thread."""

    def __init__(self, places: Places) -> None:
        self._path: Path = places.data / "updates.json"

    def load(self) -> Seen:
        """What was kept; nothing where there is nothing, or nothing that makes sense."""
        try:
            values = json.loads(self._path.read_bytes())
            if values["format"] != _FORMAT:
                return Seen()
            looked = _text(values["looked"])
            return Seen(
                looked=datetime.fromisoformat(looked) if looked else None,
                notice=base64.b64decode(_text(values["notice"]), validate=True),
                dismissed=_text(values["dismissed"]),
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return Seen()

    def save(self, seen: Seen) -> None:
        """Keep it from now on. Raises :class:`OSError`."""
        values = {
            "format": _FORMAT,
            "looked": seen.looked.isoformat() if seen.looked is not None else "",
            "notice": base64.b64encode(seen.notice).decode("ascii"),
            "dismissed": seen.dismissed,
        }
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self._path, json.dumps(values, indent=2).encode("ascii"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
