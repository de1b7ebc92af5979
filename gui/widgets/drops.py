"""What a drag over the window holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from gui.widgets import words


@dataclass(frozen=True, slots=True)
class Dragged:
    """The local paths of a drag, as the operating system writes them, and how many things in it are not local."""

    paths: tuple[str, ...]
    foreign: int

    @property
    def names(self) -> tuple[str, ...]:
        """The paths' last parts, as they can be shown."""
        return tuple(words.file_name(path) for path in self.paths)


def dragged(data: QMimeData) -> Dragged | None:
    """What a drag holds; None when it holds no files at all (text, a picture)."""
    if not data.hasUrls():
        return None
    urls = data.urls()
    local = tuple(path for url in urls if url.isLocalFile() and (path := url.toLocalFile()))
    return Dragged(local, len(urls) - len(local)) if urls else None
