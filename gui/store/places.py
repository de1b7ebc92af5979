"""Where this person's files lie: data, settings, logs, and what the Practice service received."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from gui.core.errors import CourierError

HOME_VARIABLE = "DICOM_COURIER_HOME"
"""Names one folder that everything is put below, for tests and for programs carried on a stick."""


class PlacesUnusable(CourierError):
    """The program's own folders cannot be made: no rights, no room, or a file in the way."""

    title_template = "DICOM Courier cannot use its folders on this computer"
    advice_template = (
        "Nothing was sent. Make room on this computer’s disk, then start the program again. If it stays so, your IT "
        "can give you the right to write below your own home folder."
    )


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one person on this computer. They never roam to another one."""

    data: Path
    config: Path
    logs: Path
    practice: Path

    @classmethod
    def for_user(cls) -> Places:
        """The folders that the system means for the person who is signed in; makes none of them."""
        home = os.environ.get(HOME_VARIABLE)
        if home:
            root = Path(home).absolute()
            return cls(root / "data", root / "config", root / "logs", root / "practice")
        name = "DICOM Courier" if sys.platform in ("win32", "darwin") else "dicom-courier"
        folders = platformdirs.PlatformDirs(name, appauthor=False, roaming=False)
        data = folders.user_data_path
        return cls(data, folders.user_config_path, folders.user_log_path, data / "practice")

    def prepare(self) -> None:
        """Make the folders, readable for this person only (0700). Raises :class:`PlacesUnusable`."""
        try:
            for folder in (self.data, self.config, self.logs, self.practice):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if os.name == "posix" and folder.stat().st_mode & 0o077:
                    folder.chmod(0o700)
        except OSError as error:
            raise PlacesUnusable(detail=type(error).__name__) from error
