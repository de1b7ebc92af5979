"""Where the window stood and how wide its columns were, from one run to the next. Nothing about a patient."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from gui.store.places import Places
from gui.widgets.main_window import MainWindow

_GEOMETRY, _COLUMNS = "window/geometry", "list/columns"


class WindowMemory:
    """An INI file beside the settings; one that is gone or damaged means the sizes of the first start."""

    def __init__(self, places: Places) -> None:
        self._kept = QSettings(str(places.config / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: MainWindow) -> None:
        """Give the window the place and the sizes it had; Qt sees to it that it is on a screen."""
        geometry = self._kept.value(_GEOMETRY)
        if isinstance(geometry, QByteArray) and not geometry.isEmpty():
            window.restoreGeometry(geometry)
        columns = self._kept.value(_COLUMNS)
        widths = [_number(width) for width in columns] if isinstance(columns, list) else []
        window.restore_columns([width for width in widths if width is not None])

    def keep(self, window: MainWindow) -> None:
        """Remember both."""
        self._kept.setValue(_GEOMETRY, window.saveGeometry())
        self._kept.setValue(_COLUMNS, [f"{width:.1f}" for width in window.columns()])
        self._kept.sync()


def _number(text: object) -> float | None:
    try:
        width = float(str(text))
    except ValueError:
        return None
    return width if 0 < width < 10_000 else None
