"""What a person has on this computer beside the files: journal, keyring, settings, the Practice service."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gui.core.destination import Destination
from gui.core.entities import Instance
from gui.core.errors import CourierError
from gui.core.proof import SentFile, sent_files
from gui.core.receipt import HistoryEntry, SentBefore
from gui.core.token import Token
from gui.deidentifying import Deidentifying
from gui.line_tuning import proxy_origin
from gui.store.ca_file import check_ca_file
from gui.store.journal import Journal
from gui.store.managed import Managed
from gui.store.places import Places
from gui.store.policy import Policy
from gui.store.secrets import Kept, TokenStore
from gui.store.settings import Settings, SettingsStore

if TYPE_CHECKING:
    from gui.practice.process import PracticeProcess


class Belongings:
    """Opens each of them when it is first needed, and closes them all; every method blocks and belongs in a job.

    :param places: this person's folders.

    ``settings`` gives the settings that hold at the moment; they are read from their file unless the window, which
    may change them, puts its own in. It may raise :class:`CourierError`.
    """

    def __init__(self, places: Places, *, tokens: TokenStore | None = None, policy: Policy | None = None) -> None:
        self.places = places
        self.managed = Managed(places, policy)
        """What IT has set on this computer, unless another policy is given."""
        self._tokens = tokens or TokenStore()
        self.settings: Callable[[], Settings] = SettingsStore(places, self.managed.policy).load
        self._own: set[int] = set()
        self._lock = threading.Lock()
        self._journal: Journal | None = None
        self._practice: PracticeProcess | None = None
        self.deidentifying = Deidentifying(places.data, lambda: self.journal)

    # -- tokens and passwords --------------------------------------------------------------------------------

    def keep_token(self, destination: Destination, token: Token) -> Kept:
        """Keep a token for the destination's origin; says whether in the keyring or for this run only."""
        return self.managed.keep_token(destination, token, self._tokens)

    def keeping(self) -> Kept:
        """Where a token would be kept on this computer."""
        return self._tokens.where()

    def forget_token(self, destination: Destination) -> None:
        """Remove the token that is kept for the destination's origin."""
        self._tokens.delete(destination.address.origin)

    def check_ca_file(self, path: str) -> int:
        """How many certificates a file holds. Raises :class:`gui.store.ca_file.CertificateFileUnusable`."""
        return check_ca_file(path)

    def keep_proxy_password(self, proxy_address: str, password: Token) -> Kept:
        """Keep the password of a proxy; says whether in the keyring or for this run only."""
        return self._tokens.save(proxy_origin(proxy_address), password)

    def forget_proxy_password(self, proxy_address: str) -> None:
        """Remove the password that is kept for a proxy."""
        self._tokens.delete(proxy_origin(proxy_address))

    # -- what is kept ----------------------------------------------------------------------------------------

    @property
    def journal(self) -> Journal:
        """The journal, opened when first needed. Raises :class:`gui.core.errors.JournalFailed`."""
        with self._lock:
            if self._journal is None:
                self.places.prepare()
                self._journal = Journal(self.places.data / "journal.sqlite3")
            return self._journal

    @property
    def practice(self) -> PracticeProcess:
        """The Practice service, started when first needed."""
        from gui.practice.process import PracticeProcess

        with self._lock:
            if self._practice is None:
                self.places.prepare()
                practice = PracticeProcess(self.places.practice)
                practice.start()
                self._practice = practice
            return self._practice

    def history(self, *, shown: int | None = None) -> tuple[HistoryEntry, ...]:
        """All uploads, newest first. Those that are not to be kept by the settings are forgotten first.

        ``shown`` is the upload that a window is about: it stays, also where no history is kept.
        """
        if self.managed.problem is not None:  # nobody knows what IT wants to be kept
            return self.journal.history()
        settings = self.settings()
        kept = () if shown is None else (shown,)
        self.journal.forget_older_than(datetime.now(UTC) - timedelta(days=settings.history_days), but=kept)
        if not settings.keep_history:
            self.journal.forget_ended(but=kept)
        self.deidentifying.tidy()
        return self.journal.history()

    def empty_history(self, *, shown: int | None = None) -> tuple[HistoryEntry, ...]:
        """Forget all uploads but ``shown`` and those that are running; answers with what is left."""
        with self.managed.noting_emptied(self.journal):
            self.journal.forget_older_than(datetime.max.replace(tzinfo=UTC), but=() if shown is None else (shown,))
        self.deidentifying.tidy()
        return self.journal.history()

    def files(self, upload_id: int, series_instance_uid: str) -> tuple[SentFile, ...]:
        """The files of one series of an upload, with the digest of each as it was sent. Raises :class:`KeyError`."""
        journal = self.journal
        return sent_files(
            journal.load(upload_id), journal.states(upload_id), journal.results(upload_id), series_instance_uid
        )

    def sent_before(self, series_uids: Iterable[str]) -> Mapping[str, SentBefore]:
        """The series of these that went out from here before, also under other UIDs; the newest upload of each."""
        uids = tuple(series_uids)
        found = dict(self.journal.sent_before(uids))
        others = self.deidentifying.new_uids(uids)
        anonymous = self.journal.sent_before(others.values()) if others else {}
        for uid, other in others.items():
            later = anonymous.get(other)
            if later is not None and (uid not in found or found[uid].when < later.when):
                found[uid] = later
        return found

    def as_found(self, upload_id: int) -> Mapping[str, Instance]:
        """The images of an upload as they were found, by the SOPInstanceUIDs that went out.

        Anonymous copies are not what was found; where nobody knows any more what they were made of, they are not in it.
        Raises :class:`KeyError` for an unknown upload.
        """
        upload = self.journal.load(upload_id)
        if upload.deidentified:
            return self.deidentifying.as_found(upload)
        return {one.sop_instance_uid: one for one in upload.instances}

    def series_as_found(self, upload_id: int, uids: Collection[str]) -> frozenset[str]:
        """The SeriesInstanceUIDs, as they were found, of those that went out under these."""
        found = self.as_found(upload_id)
        sent = (one for one in self.journal.load(upload_id).instances if one.series.series_instance_uid in uids)
        known = (found.get(one.sop_instance_uid) for one in sent)
        return frozenset(one.series.series_instance_uid for one in known if one is not None)

    def make_sample_images(self) -> Path:
        """Write the made-up study for practising; answers with its folder."""
        from gui.practice.samples import make_sample_images

        self.places.prepare()
        return make_sample_images(self.places.data / "sample-images")

    def close(self) -> None:
        """Stop the Practice service and close the journal; where no history is kept, forget what was sent."""
        self._forget_own()
        if self._journal is not None:
            self.deidentifying.tidy()
        with self._lock:
            practice, self._practice = self._practice, None
            journal, self._journal = self._journal, None
        if practice is not None:
            practice.stop()
        if journal is not None:
            journal.close()

    def note_own(self, upload_id: int) -> None:
        """An upload was sent in this run: where no history is kept, :meth:`close` forgets it."""
        self._own.add(upload_id)

    def _forget_own(self) -> None:
        """Where no history is kept, nothing stays of the uploads of this run that have ended."""
        journal = self._journal
        if journal is None or not self._own or self.managed.problem is not None:
            return
        with contextlib.suppress(CourierError):
            if not self.settings().keep_history:
                others = {entry.upload_id for entry in journal.history()} - self._own
                journal.forget_ended(but=others)
