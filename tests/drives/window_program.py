"""The program as it is started, with a window that is closed when its input ends: ``python -m … PATH…``."""

from __future__ import annotations

import sys
import threading
from typing import Any

from PySide6.QtCore import Signal

from gui import app
from gui.__main__ import main


class Closing(app.Program):
    """Closes its window as a person does, when a line comes in; says when reading has begun."""

    wished = Signal()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.wished.connect(self.window.close)
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        sys.stdin.readline()
        self.wished.emit()


if __name__ == "__main__":
    app.Program = Closing  # type: ignore[misc]
    sys.exit(main(sys.argv[1:]))
