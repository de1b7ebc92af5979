"""Keeps Python's garbage collector from stopping the window while a job makes very many objects."""

from __future__ import annotations

import gc

_NEVER = 1_000_000_000


class Litter:
    """What a long list holds is set aside from the collector's rounds through everything there is.

    Such a round takes the longer the more there is (0.1 s for 100,000 files), and no thread runs meanwhile.
    Objects that nothing refers to any more go at once as ever; only circles of them wait for :meth:`release`.
    """

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def hold(self) -> None:
        """Many objects are about to be made: set aside what there is, and leave the rounds out until :meth:`keep`."""
        gc.freeze()
        if self._usual is None:
            self._usual = gc.get_threshold()
            gc.set_threshold(self._usual[0], self._usual[1], _NEVER)

    def keep(self) -> None:
        """They are made, and are to stay: set them aside as well. The rounds go on over what comes later."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None
            gc.freeze()

    def release(self) -> None:
        """They are needed no more: nothing is set aside any longer."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None
        gc.unfreeze()
