"""Copies of discs: how long they are needed, which the journal knows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError
from gui.core.upload import Outcome
from gui.dicom.disc_copy import Copying
from gui.dicom.disc_spool import Brought, Copied, DiscSpool, NotCopied, Told
from gui.store.journal import Journal

__all__ = ["Brought", "Copied", "Copying", "Discs", "NotCopied", "Told"]


class Discs:
    """Every method but :meth:`forget` blocks and belongs in a job.

    :param folder: where discs are copied to, for this person only.
    :param journal: opens the journal; asked only while copies lie there.
    :param wanted: says whether discs are copied first.
    """

    def __init__(self, folder: Path, journal: Callable[[], Journal], wanted: Callable[[], bool] = lambda: True) -> None:
        self.spool = DiscSpool(folder)
        self._journal, self._wanted = journal, wanted

    def bring_in(
        self,
        paths: Sequence[str],
        *,
        cancel: CancelToken,
        report: Callable[[Told], None],
        leave: CancelToken | None = None,
    ) -> Brought:
        """See :meth:`gui.dicom.disc_spool.DiscSpool.bring_in`; nothing new is copied where that is not wanted."""
        if not self._wanted():
            leave = CancelToken()
            leave.cancel()
        return self.spool.bring_in(paths, cancel=cancel, report=report, leave=leave)

    def forget(self, *, but: Iterable[str] = ()) -> None:
        """The list is empty, or all of it has arrived: its copies are not in use any more, ``but`` those of these."""
        self.spool.forget(but)

    def tidy(self) -> None:
        """Remove the copies that are neither in use nor needed by an upload that can go on.

        When the journal cannot be read, all stay.
        """
        if self.spool.empty:
            return
        with contextlib.suppress(CourierError):
            self.spool.tidy(self._needed())

    def _needed(self) -> list[str]:
        journal = self._journal()
        return [
            instance.path
            for entry in journal.history()
            if entry.outcome is not Outcome.VERIFIED
            for instance in journal.load(entry.upload_id).instances
        ]
