"""One upload on its way, from the plan to the receipt; anonymous copies are made first where IT wants them."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gui.archives import Archives
from gui.belongings import Belongings
from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination
from gui.core.entities import IndexCheck, Instance, Skipped
from gui.core.nudge import Nudge
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import DiscIndex, InstanceState, LeftOut, Outcome, Progress, Upload
from gui.deidentify_work import Preparing
from gui.deidentifying import Prepared
from gui.dicom.containers.passwords import Asker
from gui.dicom.containers.unlocking import unlock_for_sending
from gui.dicom.deidentify.errors import NotDeidentified, NothingDeidentified
from gui.store.audit import signed_in
from gui.store.awake import keep_awake
from gui.store.journal import Journal
from gui.ways import Ways

if TYPE_CHECKING:
    from gui.service.uploader import Tuning


class Sending:
    """Sends what is chosen, or goes on with an upload; for one upload, as it reports to one place.

    :param report: is told of the begin and of the progress.
    :param nudge: ends a wait at once.
    :param asker: is asked for the passwords of archives that are not known any more.
    """

    def __init__(
        self,
        own: Belongings,
        ways: Ways,
        archives: Archives,
        *,
        cancel: CancelToken,
        report: Callable[[Begun | Progress], None],
        nudge: Nudge | None,
        asker: Asker | None = None,
    ) -> None:
        self._own, self._ways, self._archives = own, ways, archives
        self._cancel, self._report, self._nudge, self._asker = cancel, report, nudge, asker

    def begin(
        self,
        destination: Destination,
        instances: Sequence[Instance],
        token: Token | None,
        *,
        left_out: Iterable[Skipped],
        indexes: Iterable[IndexCheck],
        not_chosen: int,
    ) -> Sent:
        """See :meth:`gui.courier.Courier.send`."""
        reachable, token = self._ways.reach(destination, token)
        tuning = self._ways.tuning(destination)
        deidentified = self._own.managed.usable_policy().deidentifies(destination)
        made = self._anonymous(instances) if deidentified else Prepared(tuple(instances))
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
        journal = self._own.journal
        with self._own.deidentifying.holding(plan):
            upload_id = journal.begin(plan)
            self._report(Begun(upload_id, destination, made.as_read))
            with _owned(journal, upload_id), self._own.managed.on_record(journal, upload_id, resumed=False):
                sent = self._run(upload_id, reachable, token, tuning)
        return dataclasses.replace(sent, left=made.left)

    def go_on(self, upload_id: int, token: Token | None, *, again: bool, any_hour: bool) -> Sent:
        """See :meth:`gui.courier.Courier.resume`."""
        journal = self._own.journal
        journal.claim(upload_id)
        with _owned(journal, upload_id):
            plan = journal.load(upload_id)
            destination = plan.destination
            self._report(Begun(upload_id, destination))
            self._allow(destination, plan)
            reachable, token = self._ways.reach(destination, token)
            tuning = self._ways.tuning(destination)
            if any_hour:
                tuning = dataclasses.replace(tuning, night=None)
            with self._taken_up(plan), self._own.managed.on_record(journal, upload_id, resumed=True):
                return self._run(upload_id, reachable, token, tuning, again=again)

    def _run(
        self, upload_id: int, destination: Destination, token: Token, tuning: Tuning, *, again: bool = False
    ) -> Sent:
        from gui.service.uploader import upload

        journal = self._own.journal
        plan = journal.load(upload_id)
        self._allow(destination, plan)
        self._own.note_own(upload_id)
        with self._archives.opener(self._cancel) as opener, keep_awake("Images are being sent"):
            if self._asker is not None:
                with contextlib.suppress(Cancelled):  # the upload itself ends by it, with its receipt
                    unlock_for_sending(self._not_arrived(upload_id), opener, self._asker, self._cancel)
            end = upload(
                upload_id,
                journal,
                token,
                destination=destination,
                again=again,
                reread=None if plan.deidentified else _read_header,
                cancel=self._cancel,
                report=self._report,
                tuning=tuning,
                nudge=self._nudge,
                opener=opener,
            )
        self._own.managed.note_refusal(destination, end.problem)
        if end.outcome is Outcome.VERIFIED:
            self._own.deidentifying.remove_copies(plan)
        return Sent(journal.receipt(upload_id), end.problem, end.gone)

    def _not_arrived(self, upload_id: int) -> list[Instance]:
        journal = self._own.journal
        states, instances = journal.states(upload_id), journal.load(upload_id).instances
        return [one for one in instances if states.get(one.sop_instance_uid) is not InstanceState.VERIFIED]

    # -- where IT wants identifying data to be removed -------------------------------------------------------

    def _allow(self, destination: Destination, plan: Upload) -> None:
        """Raise :class:`NotDeidentified` for originals where only anonymous copies may go: the last word on it."""
        only_copies = self._own.managed.usable_policy().deidentifies(destination)
        if only_copies and not self._own.deidentifying.holds(plan):
            raise NotDeidentified

    def _anonymous(self, instances: Sequence[Instance]) -> Prepared:
        """Anonymous copies of the images. Raises :class:`NothingDeidentified` when there is not one."""
        self._own.places.prepare()
        with self._archives.opener(self._cancel) as opener:
            made = self._own.deidentifying.prepare(
                instances, opener=opener, cancel=self._cancel, report=self._preparing(instances)
            )
        if not made.instances:
            raise NothingDeidentified(made.left)
        return made

    @contextlib.contextmanager
    def _taken_up(self, plan: Upload) -> Iterator[None]:
        """Holds the copies of an upload that is gone on with, and makes those again that are gone."""
        if not plan.deidentified:
            yield
            return
        deidentifying = self._own.deidentifying
        with deidentifying.holding(plan):
            with self._archives.opener(self._cancel) as opener:
                if self._asker is not None:
                    found = deidentifying.as_found(plan)
                    gone = [found.get(one.sop_instance_uid) for one in plan.instances if not Path(one.path).exists()]
                    unlock_for_sending(filter(None, gone), opener, self._asker, self._cancel)
                deidentifying.take_up(plan, opener=opener, cancel=self._cancel, report=self._preparing(plan.instances))
            yield

    def _preparing(self, instances: Sequence[Instance]) -> Callable[[Preparing], None]:
        size = sum(one.size for one in instances)
        return lambda how_far: self._report(Progress(0, how_far.images, 0, size, (), preparing=how_far.done))


def source_is_back(folders: Iterable[str]) -> bool:
    """True when one of the folders of :attr:`Sent.gone` is there again. Belongs in a job: a drive may let it wait."""
    from gui.service.source import source_is_back as is_back

    return is_back(folders)


@contextlib.contextmanager
def _owned(journal: Journal, upload_id: int) -> Iterator[None]:
    """An upload that is this program's until the end of the block, however that comes."""
    try:
        yield
    finally:
        journal.release(upload_id)


def _read_header(path: str) -> Instance | Skipped:
    """What a file holds that has changed since the scan."""
    from gui.dicom.instances import read_header

    return read_header(path)
