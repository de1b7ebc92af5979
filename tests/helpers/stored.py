"""What a service really holds."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def files_below(folder: Path, suffix: str = "") -> list[Path]:
    """The files below a folder that another process or thread may be changing: what vanishes is not there."""
    return [Path(root, name) for root, _, names in os.walk(folder) for name in names if name.endswith(suffix or name)]


def stored_digests(folder: Path) -> dict[str, str]:
    """SHA-256 by SOPInstanceUID of all that a Practice service stored below ``folder``."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files_below(folder, ".dcm")}
