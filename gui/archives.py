"""What lies in archives: where it is unpacked, and with which passwords it is opened."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Passwords
from gui.dicom.containers.spool import prepare_spool
from gui.store.places import Places


class Archives:
    """Opens them for all that read files: a scan, an upload, the making of anonymous copies.

    :param places: this person's folders.
    :param passwords: those that are known, in memory only.
    """

    def __init__(self, places: Places, passwords: Passwords) -> None:
        self._places = places
        self.passwords = passwords
        self._lock = threading.Lock()
        self._spool: str | None = None

    @property
    def spool(self) -> str:
        """Where archives are unpacked that cannot be read as they lie: a private folder, or the system's ("")."""
        with self._lock:
            if self._spool is None:
                try:
                    self._places.prepare()
                    self._spool = str(prepare_spool(self._places.data / "unpacked"))
                except (CourierError, OSError):
                    return ""
            return self._spool

    @contextlib.contextmanager
    def opener(self, cancel: CancelToken) -> Iterator[EntryOpener]:
        """Opens what lies in archives until the end of the block."""
        with contextlib.closing(EntryOpener(self.spool, cancel, passwords=self.passwords)) as opener:
            yield opener
