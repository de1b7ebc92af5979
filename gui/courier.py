"""The whole job without a face: read, check, send, go on. The window and the command line both call this.

pydicom, requests and the Practice service are imported when they are first needed: the window is painted
before that (they cost three times what the window itself costs).
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gui.archives import Archives
from gui.belongings import Belongings
from gui.core.apart import Home, each_apart
from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import CatalogueUpdate, IndexCheck, Instance, Skipped
from gui.core.errors import CourierError, NothingToSend
from gui.core.nudge import Nudge
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import Progress
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.passwords import Asker, Locked, Passwords
from gui.dicom.containers.unlocking import AskedAtHome, unlock
from gui.discs import Discs
from gui.sending import Sending
from gui.store.places import Places
from gui.store.policy import Policy
from gui.store.secrets import TokenStore
from gui.ways import Ways

if TYPE_CHECKING:
    from gui.service.uploader import Tuning


class Courier(Belongings):
    """Reads and sends with what this person has on this computer; every method blocks and belongs in a job.

    :param places: this person's folders.
    :param tuning: limits, time-outs and waits of the upload engine; what is set for the line comes on top.

    ``passwords`` are those of archives, in memory only.
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
        self.ways = Ways(self.managed, self._tokens, lambda: self.settings(), lambda: self.practice, tuning)
        self.passwords = Passwords()
        self.discs = Discs(places.data / "spool", lambda: self.journal, self._copies_discs)
        self._archives = Archives(places, self.passwords)

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
        from gui.dicom.scan import Batch, scan

        with self._archives.opener(cancel) as opener:
            spool = self._archives.spool
            share = threading.current_thread() is threading.main_thread()  # not beside a window

            def found(home: Home) -> Iterator[Batch]:
                asked = None if asker is None else AskedAtHome(asker, home)

                def open_up(locked: Locked, entries: Iterable[str]) -> bool:
                    return unlock(locked, entries, opener, asked, cancel)

                keys = self.passwords
                for batch in scan(paths, cancel=home.stop, spool=spool, passwords=keys, unlock=open_up, share=share):
                    catalogue.look_up(batch)
                    yield batch

            with contextlib.closing(each_apart(found, cancel)) as batches:
                for batch in batches:
                    report(catalogue.add(batch, cancel=cancel, opener=opener))
        catalogue.check_indexes(cancel)

    def _copies_discs(self) -> bool:
        """Whether a disc is copied before it is read; as usual where the settings cannot be read."""
        with contextlib.suppress(CourierError):
            return self.settings().copy_discs
        return True

    # -- sending ---------------------------------------------------------------------------------------------

    def check(self, destination: Destination, token: Token | None, *, cancel: CancelToken) -> None:
        """Ask the service whether address, token and Source are good, without a patient's data.

        Raises :class:`CourierError` with what is wrong.
        """
        self.ways.check(destination, token, cancel)

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
        sending = Sending(self, self.ways, self._archives, cancel=cancel, report=report, nudge=nudge)
        return sending.begin(destination, instances, token, left_out=left_out, indexes=indexes, not_chosen=not_chosen)

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
        sending = Sending(self, self.ways, self._archives, cancel=cancel, report=report, nudge=nudge, asker=asker)
        return sending.go_on(upload_id, token, again=again, any_hour=any_hour)

    def to_go_on_with(self) -> int:
        """The newest upload that did not end and that nobody is sending; where all of them are being sent, the newest.

        Raises :class:`NothingToSend` when there is none.
        """
        unfinished = self.journal.unfinished()
        if not unfinished:
            raise NothingToSend
        running = self.journal.running()
        return max([one for one in unfinished if one not in running] or unfinished)
