"""Where the program's own files lie, in a checkout, a wheel and a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def asset(name: str) -> Path:
    """The path of a file below ``resources/``, for example ``asset("icons/upload.svg")``."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources" / name


def licences() -> Path | None:
    """The list of licences of all parts, where it lies beside the program; None in a plain wheel."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(__file__).resolve().parent.parent
    path = Path(frozen) / "licences" / "LICENCES.md" if frozen else root / "packaging" / "LICENCES.md"
    return path if path.is_file() else None
