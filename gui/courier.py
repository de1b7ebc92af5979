"""The whole job without a face: read, send, go on, check. The window and the command line both call this.

pydicom, requests and the Practice service are imported when they are first needed: the window is painted
before that (they cost three times what the window itself costs).
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gui.belongings import Belongings
from gui.core.as_read import AsRead
from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import PRACTICE_ID, PRACTICE_NAME, Destination
from gui.core.entities import CatalogueUpdate, IndexCheck, Instance, Skipped
from gui.core.errors import CourierError, KeyringUnavailable, NothingToSend, TokenMissing
from gui.core.nudge import Nudge
from gui.core.proxy import FindProxy
from gui.core.receipt import Receipt
from gui.core.token import Token
from gui.core.upload import DiscIndex, InstanceState, LeftOut, Outcome, Progress, Upload
from gui.deidentify_work import Preparing
from gui.deidentifying import Prepared
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Asker, Locked, Passwords
from gui.dicom.containers.spool import prepare_spool
from gui.dicom.containers.unlocking import unlock, unlock_for_sending
from gui.dicom.deidentify.errors import NotDeidentified, NothingDeidentified
from gui.discs import Discs
from gui.line_tuning import proxy_origin, tuned
from gui.store.audit import signed_in
from gui.store.awake import keep_awake
from gui.store.journal import Journal
from gui.store.places import Places
from gui.store.policy import Policy
from gui.store.proxy_portal import desktop_proxy
from gui.store.secrets import TokenStore

if TYPE_CHECKING:
    from gui.service.uploader import Tuning


@dataclass(frozen=True, slots=True)
class Begun:
    """An upload is in the journal from now on; reported before the first :class:`Progress` of its own.

    ``as_read`` says what its series were, by the UIDs that go out, where these are other ones than were read.
    """

    upload_id: int
    destination: Destination
    as_read: Mapping[str, AsRead] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a send ended: the receipt, and the problem that stopped it, if one did.

    ``gone`` are the folders that vanished meanwhile: when :func:`source_is_back` says so, it makes sense to go on.
    ``left`` are the chosen files that cannot be made anonymous, and why; the receipt counts them as left out.
    """

    receipt: Receipt
    problem: CourierError | None
    gone: tuple[str, ...] = field(default=(), repr=False)
    left: tuple[Skipped, ...] = field(default=(), repr=False)


class Courier(Belongings):
    """Reads and sends with what this person has on this computer; every method blocks and belongs in a job.

    :param places: this person's folders.
    :param tuning: limits, time-outs and waits of the upload engine; what is set for the line comes on top.

    ``find_proxy`` answers with the proxy that the system would use for an address, or None; on Windows and macOS one is
    put in that knows automatic settings. ``passwords`` are those of archives, in memory only.
    """

    def __init__(
        self,
        places: Places,
        *,
        tokens: TokenStore | None = None,
        tuning: Tuning | None = None,
        policy: Policy | None = None,
    ) -> None:
        super().__init__(places, tokens=tokens, policy=policy)
        self._tuning = tuning
        self.find_proxy: FindProxy = desktop_proxy
        self._spool_folder: str | None = None
        self.passwords = Passwords()
        self.discs = Discs(places.data / "spool", lambda: self.journal, self._copies_discs)

    # -- reading ---------------------------------------------------------------------------------------------

    def read(
        self,
        paths: Sequence[str],
        catalogue: Catalogue,
        *,
        cancel: CancelToken,
        report: Callable[[CatalogueUpdate], None],
        asker: Asker | None = None,
    ) -> None:
        """Scan ``paths`` into ``catalogue`` and report each batch; discs' indexes are compared at the end.

        ``asker`` is asked for the passwords of archives when all else has been read. Raises
        :class:`gui.core.cancel.Cancelled`.
        """
        from gui.dicom.scan import scan

        spool = self._spool()
        with contextlib.closing(EntryOpener(spool, cancel, passwords=self.passwords)) as opener:

            def open_up(locked: Locked, entries: Iterable[str]) -> bool:
                return unlock(locked, entries, opener, asker, cancel)

            for batch in scan(paths, cancel=cancel, spool=spool, passwords=self.passwords, unlock=open_up):
                report(catalogue.add(batch, cancel=cancel, opener=opener))
        catalogue.check_indexes(cancel)

    def _copies_discs(self) -> bool:
        """Whether a disc is copied before it is read; as usual where the settings cannot be read."""
        with contextlib.suppress(CourierError):
            return self.settings().copy_discs
        return True

    def _spool(self) -> str:
        """Where archives are unpacked that cannot be read as they lie: a private folder, or the system's."""
        with self._lock:
            if self._spool_folder is None:
                try:
                    self._places.prepare()
                    self._spool_folder = str(prepare_spool(self._places.data / "unpacked"))
                except (CourierError, OSError):
                    return ""
            return self._spool_folder

    # -- sending ---------------------------------------------------------------------------------------------

    def send(
        self,
        destination: Destination,
        instances: Sequence[Instance],
        *,
        left_out: Iterable[Skipped] = (),
        indexes: Iterable[IndexCheck] = (),
        not_chosen: int = 0,
        token: Token | None = None,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
        nudge: Nudge | None = None,
    ) -> Sent:
        """Send the chosen instances and answer with the receipt.

        ``indexes`` are those of discs that the images come from; ``token`` is used instead of the kept one when given;
        ``nudge`` ends a wait at once. What stops an upload that
        has begun comes back as ``problem``; raises :class:`CourierError` for what stops it before (no token, no
        keyring, no journal).
        """
        if not instances:
            raise NothingToSend
        reachable, token = self._reach(destination, token)
        tuning = self._line_tuning(destination)
        deidentified = self.managed.usable_policy().deidentifies(destination)
        made = self._anonymous(instances, cancel, report) if deidentified else Prepared(tuple(instances))
        reasons = Counter(skipped.reason for skipped in (*left_out, *made.left))
        plan = Upload(
            destination=reachable,
            instances=made.instances,
            started=datetime.now(UTC),
            user=signed_in(),
            left_out=tuple(LeftOut(reason, reasons[reason]) for reason in sorted(reasons)),
            not_chosen=not_chosen,
            deidentified=deidentified,
            indexes=tuple(
                DiscIndex(one.listed, one.read, () if deidentified else one.named)
                for one in indexes
                if one.read < one.listed
            ),
        )
        journal = self.journal
        with self.deidentifying.holding(plan):
            upload_id = journal.begin(plan)
            report(Begun(upload_id, destination, made.as_read))
            with _owned(journal, upload_id), self.managed.on_record(journal, upload_id, resumed=False):
                sent = self._run(
                    upload_id, reachable, token, tuning, again=False, cancel=cancel, report=report, nudge=nudge
                )
        return dataclasses.replace(sent, left=made.left)

    def resume(
        self,
        upload_id: int,
        *,
        again: bool = False,
        any_hour: bool = False,
        token: Token | None = None,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
        nudge: Nudge | None = None,
        asker: Asker | None = None,
    ) -> Sent:
        """Go on with an upload: what is proven to have arrived is not sent again.

        ``again`` also tries what was refused or counted short, ``any_hour`` does not wait for the hours in which
        sending is allowed, ``nudge`` ends a wait at once, ``asker`` is asked for the passwords of archives that are not
        known any more. Raises :class:`KeyError` for an unknown upload, and
        :class:`gui.core.errors.UploadInUse` while another program, or another part of this one, is sending it.
        """
        journal = self.journal
        journal.claim(upload_id)
        with _owned(journal, upload_id):
            plan = journal.load(upload_id)
            destination = plan.destination
            report(Begun(upload_id, destination))
            self._allow(destination, plan)
            reachable, token = self._reach(destination, token)
            tuning = self._line_tuning(destination)
            if any_hour:
                tuning = dataclasses.replace(tuning, night=None)
            with self._taken_up(plan, cancel, report, asker), self.managed.on_record(journal, upload_id, resumed=True):
                return self._run(
                    upload_id,
                    reachable,
                    token,
                    tuning,
                    again=again,
                    cancel=cancel,
                    report=report,
                    nudge=nudge,
                    asker=asker,
                )

    def to_go_on_with(self) -> int:
        """The newest upload that did not end and that nobody is sending; where all of them are being sent, the newest.

        Raises :class:`NothingToSend` when there is none.
        """
        unfinished = self.journal.unfinished()
        if not unfinished:
            raise NothingToSend
        running = self.journal.running()
        return max([one for one in unfinished if one not in running] or unfinished)

    def _run(
        self,
        upload_id: int,
        destination: Destination,
        token: Token,
        tuning: Tuning,
        *,
        again: bool,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
        nudge: Nudge | None,
        asker: Asker | None = None,
    ) -> Sent:
        from gui.service.uploader import upload

        plan = self.journal.load(upload_id)
        self._allow(destination, plan)
        self._own.add(upload_id)
        opener = EntryOpener(self._spool(), cancel, passwords=self.passwords)
        with contextlib.closing(opener), keep_awake("Images are being sent"):
            if asker is not None:
                with contextlib.suppress(Cancelled):  # the upload itself ends by it, with its receipt
                    unlock_for_sending(self._not_arrived(upload_id), opener, asker, cancel)
            end = upload(
                upload_id,
                self.journal,
                token,
                destination=destination,
                again=again,
                reread=None if plan.deidentified else _read_header,
                cancel=cancel,
                report=report,
                tuning=tuning,
                nudge=nudge,
                opener=opener,
            )
        self.managed.note_refusal(destination, end.problem)
        if end.outcome is Outcome.VERIFIED:
            self.deidentifying.remove_copies(plan)
        return Sent(self.journal.receipt(upload_id), end.problem, end.gone)

    # -- where IT wants identifying data to be removed -------------------------------------------------------

    def _allow(self, destination: Destination, plan: Upload) -> None:
        """Raise :class:`NotDeidentified` for originals where only anonymous copies may go: the last word on it."""
        if self.managed.usable_policy().deidentifies(destination) and not self.deidentifying.holds(plan):
            raise NotDeidentified

    def _anonymous(
        self, instances: Sequence[Instance], cancel: CancelToken, report: Callable[[Progress], None]
    ) -> Prepared:
        """Anonymous copies of the images. Raises :class:`NothingDeidentified` when there is not one."""
        self._places.prepare()
        size = sum(one.size for one in instances)
        with contextlib.closing(EntryOpener(self._spool(), cancel, passwords=self.passwords)) as opener:
            made = self.deidentifying.prepare(
                instances, opener=opener, cancel=cancel, report=lambda how_far: report(_preparing(how_far, size))
            )
        if not made.instances:
            raise NothingDeidentified(made.left)
        return made

    @contextlib.contextmanager
    def _taken_up(
        self, plan: Upload, cancel: CancelToken, report: Callable[[Progress], None], asker: Asker | None
    ) -> Iterator[None]:
        """Holds the copies of an upload that is gone on with, and makes those again that are gone."""
        if not plan.deidentified:
            yield
            return
        size = sum(one.size for one in plan.instances)
        with self.deidentifying.holding(plan):
            with contextlib.closing(EntryOpener(self._spool(), cancel, passwords=self.passwords)) as opener:
                if asker is not None:
                    found = self.deidentifying.as_found(plan)
                    gone = [found.get(one.sop_instance_uid) for one in plan.instances if not Path(one.path).exists()]
                    unlock_for_sending(filter(None, gone), opener, asker, cancel)
                self.deidentifying.take_up(
                    plan, opener=opener, cancel=cancel, report=lambda how_far: report(_preparing(how_far, size))
                )
            yield

    def _not_arrived(self, upload_id: int) -> list[Instance]:
        states, instances = self.journal.states(upload_id), self.journal.load(upload_id).instances
        return [one for one in instances if states.get(one.sop_instance_uid) is not InstanceState.VERIFIED]

    def _line_tuning(self, destination: Destination, tuning: Tuning | None = None) -> Tuning:
        """How the engine behaves on this clinic's line. Raises :class:`CourierError` for what cannot be used.

        Nothing is limited on the way to the Practice service, which uses no line.
        """
        from gui.service.uploader import Tuning

        made = tuning or self._tuning or Tuning()
        if destination.practice:
            return made
        found = self.find_proxy(destination.base_url)
        if found:
            made = dataclasses.replace(made, proxy=found)
        return tuned(made, self.settings().line, self._proxy_password)

    def way_to(self, destination: Destination, tuning: Tuning) -> Tuning:
        """``tuning`` with what is set for the clinic's line on top. Raises :class:`CourierError`."""
        return self._line_tuning(destination, tuning)

    def _proxy_password(self, proxy_address: str) -> Token | None:
        with contextlib.suppress(KeyringUnavailable):
            return self._tokens.load(proxy_origin(proxy_address))
        return None

    # -- destinations ----------------------------------------------------------------------------------------

    def check(self, destination: Destination, token: Token | None, *, cancel: CancelToken) -> None:
        """Ask the service whether address, token and Source are good, without a patient's data.

        Raises :class:`CourierError` with what is wrong.
        """
        from gui.service.check import QUICK, check_connection

        tuning = self._line_tuning(destination, QUICK)
        destination, token = self._reach(destination, token)
        with self.managed.noting_refusal(destination):
            check_connection(destination, token, cancel, tuning)

    def _reach(self, destination: Destination, token: Token | None) -> tuple[Destination, Token]:
        """The destination with the address to use now, and its token. Raises :class:`CourierError`."""
        self.managed.allow(destination)
        if destination.practice:
            practice = self.practice
            return dataclasses.replace(destination, base_url=practice.base_url), practice.token
        token = token or self.managed.token(destination, self._tokens) or self._tokens.load(destination.address.origin)
        if token is None:
            raise TokenMissing(name=destination.name)
        return destination, token


@contextlib.contextmanager
def _owned(journal: Journal, upload_id: int) -> Iterator[None]:
    """An upload that is this program's until the end of the block, however that comes."""
    try:
        yield
    finally:
        journal.release(upload_id)


def _preparing(how_far: Preparing, size: int) -> Progress:
    return Progress(0, how_far.images, 0, size, (), preparing=how_far.done)


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
