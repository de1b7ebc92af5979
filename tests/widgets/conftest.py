"""What every test of a widget needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.widgets.theme import Look


@pytest.fixture
def look(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Look]:
    """The light theme, whatever this computer wishes."""
    monkeypatch.setenv("DICOM_COURIER_THEME", "light")
    font = QFont(qapp.font())
    yield Look(qapp)
    qapp.setFont(font)
