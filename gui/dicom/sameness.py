"""Compares two files: their bytes, and whether they are one file under two names."""

from __future__ import annotations

import os

from gui.core.cancel import CancelToken

_BLOCK = 1 << 20


def same_bytes(one: str, other: str, cancel: CancelToken | None = None) -> bool:
    """True when both files hold the same bytes.

    Raises :class:`OSError` when one cannot be read, :class:`gui.core.cancel.Cancelled` on the wish to stop.
    """
    with open(one, "rb", buffering=0) as first, open(other, "rb", buffering=0) as second:
        if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
            return False
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            block = first.read(_BLOCK)
            if block != second.read(_BLOCK):
                return False
            if not block:
                return True


class RealPaths:
    """Answers with the real path of files; looks up each folder once, so that many files cost little."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """The path with the links of its folders resolved, in the one spelling that the system compares by."""
        folder, name = os.path.split(path)
        real = self._folders.get(folder)
        if real is None:
            real = self._folders[folder] = os.path.realpath(folder)
        return os.path.normcase(os.path.join(real, name))
