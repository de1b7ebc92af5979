"""The process that makes pictures, as the program sees it."""

from __future__ import annotations

import multiprocessing

from gui.dicom.preview_process import MakeRenderer, Wish, serve_pictures
from gui.dicom.preview_wire import LONGEST

_LAST_WAIT = 2.0


class Child:
    """The process and the pipe to it; ``up`` once it has said hello."""

    def __init__(self, context: multiprocessing.context.SpawnContext, make: MakeRenderer) -> None:
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(target=serve_pictures, args=(far_end, make), name="dicom-preview", daemon=True)
        try:
            self._process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            far_end.close()
        self.pid = self._process.pid or 0
        self.up = False

    def send(self, wish: Wish) -> None:
        """Send a wish; a dead process shows at the next reading."""
        try:
            self.pipe.send(wish)
        except OSError:
            return

    def receive(self) -> bytes:
        """What the process said; nothing when it is gone."""
        try:
            return self.pipe.recv_bytes(LONGEST)
        except (EOFError, OSError):
            return b""

    def end(self) -> None:
        """End it at once; it only reads, so nothing is lost by that."""
        self._process.kill()
        self.pipe.close()
        self._process.join(_LAST_WAIT)
        if self._process.exitcode is not None:
            self._process.close()
