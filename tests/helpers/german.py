"""The window in German, for tests of its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from gui.translation import speak


@contextmanager
def german(app: QApplication, language: str = "de") -> Iterator[None]:
    """German for as long as the block runs; English, as in all other tests, after it."""
    assert speak(app, language) == language
    yield
    speak(app, "en")
