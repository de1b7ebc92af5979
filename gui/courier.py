"""The whole job without a face: read, send, go on, check. The window and the command line both call this.

pydicom, requests and the Practice service are imported when they are first needed: the window is painted
before that (they cost three times what the window itself costs).
"""

from __future__ import annotations

import dataclasses
import getpass
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gui.core.cancel import CancelToken
from gui.core.destination import PRACTICE_ID, PRACTICE_NAME, Destination
from gui.core.entities import CatalogueUpdate, Instance, Skipped
from gui.core.errors import CourierError, NothingToSend, TokenMissing
from gui.core.receipt import HistoryEntry, Receipt
from gui.core.token import Token
from gui.core.upload import LeftOut, Progress, Upload
from gui.dicom.catalogue import Catalogue
from gui.store.awake import keep_awake
from gui.store.journal import Journal
from gui.store.places import Places
from gui.store.secrets import Kept, TokenStore

if TYPE_CHECKING:
    from gui.practice.process import PracticeProcess
    from gui.service.uploader import Tuning


@dataclass(frozen=True, slots=True)
class Begun:
    """An upload is in the journal from now on; reported before the first :class:`Progress`."""

    upload_id: int
    destination: Destination


@dataclass(frozen=True, slots=True)
class Sent:
    """How a send ended: the receipt, and the problem that stopped it, if one did.

    ``gone`` are the folders that vanished meanwhile: when :func:`source_is_back` says so, it makes sense to go on.
    """

    receipt: Receipt
    problem: CourierError | None
    gone: tuple[str, ...] = field(default=(), repr=False)


class Courier:
    """Owns this person's journal, keyring and Practice service; every method blocks and belongs in a job.

    :param places: this person's folders.
    :param tuning: limits, time-outs and waits of the upload engine.
    """

    def __init__(self, places: Places, *, tokens: TokenStore | None = None, tuning: Tuning | None = None) -> None:
        self._places = places
        self._tokens = tokens or TokenStore()
        self._tuning = tuning
        self._lock = threading.Lock()
        self._journal: Journal | None = None
        self._practice: PracticeProcess | None = None

    # -- reading ---------------------------------------------------------------------------------------------

    def read(
        self,
        paths: Sequence[str],
        catalogue: Catalogue,
        *,
        cancel: CancelToken,
        report: Callable[[CatalogueUpdate], None],
    ) -> None:
        """Scan ``paths`` into ``catalogue`` and report each batch. Raises :class:`gui.core.cancel.Cancelled`."""
        from gui.dicom.scan import scan

        for batch in scan(paths, cancel=cancel):
            report(catalogue.add(batch, cancel=cancel))

    # -- sending ---------------------------------------------------------------------------------------------

    def send(
        self,
        destination: Destination,
        instances: Sequence[Instance],
        *,
        left_out: Iterable[Skipped] = (),
        not_chosen: int = 0,
        token: Token | None = None,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
    ) -> Sent:
        """Send the chosen instances and answer with the receipt.

        ``token`` is used instead of the kept one when given. What stops an upload that has begun comes back as
        ``problem``; raises :class:`CourierError` for what stops it before (no token, no keyring, no journal).
        """
        if not instances:
            raise NothingToSend
        reachable, token = self._reach(destination, token)
        reasons = Counter(skipped.reason for skipped in left_out)
        plan = Upload(
            destination=reachable,
            instances=tuple(instances),
            started=datetime.now(UTC),
            user=_user(),
            left_out=tuple(LeftOut(reason, reasons[reason]) for reason in sorted(reasons)),
            not_chosen=not_chosen,
        )
        upload_id = self.journal.begin(plan)
        report(Begun(upload_id, destination))
        return self._run(upload_id, reachable, token, again=False, cancel=cancel, report=report)

    def resume(
        self,
        upload_id: int,
        *,
        again: bool = False,
        token: Token | None = None,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
    ) -> Sent:
        """Go on with an upload: what is proven to have arrived is not sent again.

        ``again`` also tries what was refused or counted short. Raises :class:`KeyError` for an unknown upload.
        """
        destination = self.journal.load(upload_id).destination
        report(Begun(upload_id, destination))
        reachable, token = self._reach(destination, token)
        return self._run(upload_id, reachable, token, again=again, cancel=cancel, report=report)

    def _run(
        self,
        upload_id: int,
        destination: Destination,
        token: Token,
        *,
        again: bool,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
    ) -> Sent:
        from gui.service.uploader import Tuning, upload

        with keep_awake("Images are being sent"):
            end = upload(
                upload_id,
                self.journal,
                token,
                destination=destination,
                again=again,
                reread=_read_header,
                cancel=cancel,
                report=report,
                tuning=self._tuning or Tuning(),
            )
        return Sent(self.journal.receipt(upload_id), end.problem)

    # -- destinations ----------------------------------------------------------------------------------------

    def check(self, destination: Destination, token: Token | None, *, cancel: CancelToken) -> None:
        """Ask the service whether address, token and Source are good, without a patient's data.

        Raises :class:`CourierError` with what is wrong.
        """
        from gui.service.check import check_connection

        destination, token = self._reach(destination, token)
        check_connection(destination, token, cancel)

    def keep_token(self, destination: Destination, token: Token) -> Kept:
        """Keep a token for the destination's origin; says whether in the keyring or for this run only."""
        return self._tokens.save(destination.address.origin, token)

    def keeping(self) -> Kept:
        """Where a token would be kept on this computer."""
        return self._tokens.where()

    def forget_token(self, destination: Destination) -> None:
        """Remove the token that is kept for the destination's origin."""
        self._tokens.delete(destination.address.origin)

    def _reach(self, destination: Destination, token: Token | None) -> tuple[Destination, Token]:
        """The destination with the address to use now, and its token."""
        if destination.practice:
            practice = self.practice
            return dataclasses.replace(destination, base_url=practice.base_url), practice.token
        token = token or self._tokens.load(destination.address.origin)
        if token is None:
            raise TokenMissing(name=destination.name)
        return destination, token

    # -- what is kept ----------------------------------------------------------------------------------------

    @property
    def journal(self) -> Journal:
        """The journal, opened when first needed. Raises :class:`gui.core.errors.JournalFailed`."""
        with self._lock:
            if self._journal is None:
                self._places.prepare()
                self._journal = Journal(self._places.data / "journal.sqlite3")
            return self._journal

    @property
    def practice(self) -> PracticeProcess:
        """The Practice service, started when first needed."""
        from gui.practice.process import PracticeProcess

        with self._lock:
            if self._practice is None:
                self._places.prepare()
                practice = PracticeProcess(self._places.practice)
                practice.start()
                self._practice = practice
            return self._practice

    def history(self, keep_days: int | None = None) -> tuple[HistoryEntry, ...]:
        """All uploads, newest first; those older than ``keep_days`` are forgotten first."""
        if keep_days is not None:
            self.journal.forget_older_than(datetime.now(UTC) - timedelta(days=keep_days))
        return self.journal.history()

    def make_sample_images(self) -> Path:
        """Write the made-up study for practising; answers with its folder."""
        from gui.practice.samples import make_sample_images

        self._places.prepare()
        return make_sample_images(self._places.data / "sample-images")

    def close(self) -> None:
        """Stop the Practice service and close the journal."""
        with self._lock:
            practice, self._practice = self._practice, None
            journal, self._journal = self._journal, None
        if practice is not None:
            practice.stop()
        if journal is not None:
            journal.close()


def _read_header(path: str) -> Instance | Skipped:
    """What a file holds that has changed since the scan."""
    from gui.dicom.header import read_header

    return read_header(path)


def source_is_back(folders: Iterable[str]) -> bool:
    """True when one of the folders of :attr:`Sent.gone` is there again. Belongs in a job: a drive may let it wait."""
    from gui.service.source import source_is_back as is_back

    return is_back(folders)


def practice_destination() -> Destination:
    """The built-in destination; its address is known only while its service runs."""
    return Destination(id=PRACTICE_ID, name=PRACTICE_NAME, base_url="http://127.0.0.1")


def _user() -> str:
    """Who is signed in to this computer, or nothing when the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
