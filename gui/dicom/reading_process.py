"""A process that reads what nobody has looked at yet, as the program sees it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

_LAST_WAIT = 2.0


class ReadingProcess:
    """The process and the pipe to it. It changes nothing that is kept, so it can be ended at any moment.

    ``serve`` runs in it, with its end of the pipe and ``more``: a function that a new process can import. ``up`` is the
    owner's note that it has said hello. Raises :class:`OSError` when no process can be started.
    """

    def __init__(self, name: str, serve: Callable[..., None], *more: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(target=serve, args=(far_end, *more), name=name, daemon=True)
        try:
            self._process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            far_end.close()
        self.pid = self._process.pid or 0
        self.up = False

    def send(self, wish: object) -> None:
        """Send a wish; a dead process shows at the next reading."""
        try:
            self.pipe.send(wish)
        except OSError:
            return

    def receive(self, longest: int) -> bytes:
        """What the process said, ``longest`` bytes at the most; nothing when it is gone or says more."""
        try:
            return self.pipe.recv_bytes(longest)
        except (EOFError, OSError):
            return b""

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self.pipe.close()
        self._process.join(_LAST_WAIT)
        if self._process.exitcode is not None:
            self._process.close()
