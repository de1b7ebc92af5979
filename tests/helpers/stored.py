"""What a service really holds."""

from __future__ import annotations

import hashlib
from pathlib import Path


def stored_digests(folder: Path) -> dict[str, str]:
    """SHA-256 by SOPInstanceUID of all that a Practice service stored below ``folder``."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.dcm")}
