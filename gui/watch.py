"""A watched folder without a face: what came to rest in it is sent, once; what has arrived is moved, or left."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination
from gui.core.entities import Skipped, SkipReason
from gui.core.errors import CourierError, NothingToSend, SourceGone, UploadInUse
from gui.core.quiet_study import QuietStudy
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Progress
from gui.courier import Courier
from gui.dicom.containers.passwords import Asker
from gui.dicom.deidentify.errors import NothingDeidentified
from gui.dicom.quiet import WatchedFolderGone
from gui.store.moving import is_there
from gui.store.watched import WatchMemory
from gui.watch_failures import Failed, Failures
from gui.watch_look import Lookout
from gui.watch_rounds import Report, Round, WatchOptions, held_back

_SHARE = 4  # of the time, a fifth at the most goes into looking


class Watcher:
    """Watches one folder for one destination. One thread at a time; every method blocks.

    An image is sent once for each SOPInstanceUID, length and modification time, also over restarts and crashes: what
    the journal proves to have arrived is in the memory before the next look. A crash in the middle of an upload is
    gone on with as that upload. A study that needs a person's choice is not sent (:class:`StudyHeld`), until its files
    are others.

    :param folder: absolute, and there.
    :param memory: of this folder and :func:`gui.watch_rounds.target_of` the destination.
    :param tell: called for what a person should know beside the rounds: an error, or a file that is left out.
    :param asker: knows passwords of archives without asking anybody.
    :param tidy: called when something has arrived; as a rule, what History does not keep is forgotten then.
    """

    def __init__(
        self,
        courier: Courier,
        destination: Destination,
        folder: str,
        memory: WatchMemory,
        options: WatchOptions | None = None,
        *,
        token: Token | None = None,
        tell: Callable[[CourierError | Skipped], None] = lambda _: None,
        asker: Asker | None = None,
        tidy: Callable[[], object] | None = None,
    ) -> None:
        self._courier, self._destination, self._memory, self._token = courier, destination, memory, token
        self._options = options or WatchOptions()
        self._tidy = tidy or courier.history
        self._asker = asker
        self.lookout = Lookout(courier, folder, memory, self._options, tell=tell, asker=asker)
        self._failures = Failures(self._options.first_wait)
        self._held: dict[str, frozenset[bytes]] = {}

    def run(self, cancel: CancelToken, *, once: bool = False, report: Report = lambda _: None) -> Iterator[Round]:
        """Watch until the wish to stop, and yield what became of each study; ``once``: until nothing waits any more.

        It can be run again after that, and goes on where it was. Raises
        :class:`gui.store.watched.WatchMemoryFailed` and :class:`gui.core.errors.JournalFailed`: without a record
        nothing more is sent.
        """
        try:
            yield from self._go_on_with_open_rounds(cancel, report)
            while not cancel.cancelled:
                started = time.monotonic()
                studies = self._look_or_tell(started, cancel)
                for study in studies or ():
                    if self._failures.paused(time.monotonic()) or cancel.cancelled:
                        break
                    yield from self._send(study, cancel, report)
                yield from self._try_again(cancel, report)
                if once and studies is not None and self._nothing_waits(studies, started):
                    return
                took = time.monotonic() - started
                cancel.wait(max(self._options.every, _SHARE * took if not studies else 0.0))
        except Cancelled:
            return

    def _look_or_tell(self, now: float, cancel: CancelToken) -> tuple[QuietStudy, ...] | None:
        """The studies that can be sent now; None while the folder is away."""
        try:
            studies = self.lookout.look(now, cancel, tried=self._failures.marks, together=self._failures.together)
        except WatchedFolderGone as error:
            self.lookout.tell_once(error)
            return None
        self.lookout.is_well(WatchedFolderGone)
        return tuple(one for one in studies if self._held.get(one.study_instance_uid) != self._marks(one))

    def _nothing_waits(self, studies: Sequence[QuietStudy], now: float) -> bool:
        """For a single pass: all that is there has been sent or tried, or waits for a person."""
        return self._failures.paused(time.monotonic()) or (not studies and self.lookout.nothing_comes(now))

    # -- sending ---------------------------------------------------------------------------------------------

    def _send(self, study: QuietStudy, cancel: CancelToken, report: Report) -> Iterator[Round]:
        started = time.monotonic()
        catalogue = self.lookout.read(study.paths, cancel)
        skipped = catalogue.skipped
        marks = {self.lookout.mark(one): one for one in study.instances}
        fresh = {self.lookout.mark(one): one for one in catalogue.instances()}
        chosen = tuple(one for mark, one in fresh.items() if mark in marks)
        if not chosen:
            return  # what has changed or gone since the look is seen by the next one
        held = held_back(study, catalogue)
        if held is not None:
            self._held[study.study_instance_uid] = frozenset(marks)
            yield Round(study, None, held, skipped, time.monotonic() - started)
            return
        study = QuietStudy(study.study_instance_uid, chosen)
        again = {one.shown for one in skipped if one.reason is SkipReason.DUPLICATE}
        copies = {mark: one.sop_instance_uid for mark, one in marks.items() if one.shown in again}
        begun: list[int] = []

        def note(value: Begun | Progress) -> None:
            if isinstance(value, Begun):
                self._memory.begin(value.upload_id)
                begun.append(value.upload_id)
            report(value)

        try:
            sent = self._courier.send(
                self._destination, chosen, left_out=skipped, token=self._token, cancel=cancel, report=note
            )
        except NothingDeidentified as error:
            self._held[study.study_instance_uid] = self._marks(study)
            yield Round(study, None, error, (*skipped, *error.left), time.monotonic() - started)
            return
        except CourierError as error:
            if begun or isinstance(error, NothingToSend):
                raise
            yield self._not_begun(study, error, skipped, time.monotonic() - started)
            return
        self.lookout.note(sent.receipt, copies)
        if sent.left:  # it stays where it is, until a person has looked at it
            left = {one.shown for one in sent.left}
            stays = (self.lookout.mark(one) for one in study.instances if one.shown in left)
            self._held[study.study_instance_uid] = frozenset(stays)
        self._judge(sent, study, self._marks(study) | frozenset(copies), copies)
        yield Round(study, sent, sent.problem, (*skipped, *sent.left), time.monotonic() - started)

    def _not_begun(self, study: QuietStudy, error: CourierError, skipped: tuple[Skipped, ...], seconds: float) -> Round:
        """The destination cannot be used at all: nothing goes there for a while."""
        self._failures.pause(time.monotonic())
        return Round(study, None, error, skipped, seconds, self._failures.is_news(error))

    def _judge(
        self,
        sent: Sent,
        study: QuietStudy,
        marks: frozenset[bytes],
        copies: Mapping[bytes, str],
        before: Failed | None = None,
    ) -> bool:
        """Close an upload, or plan its next try; True when it came to something else than the one before."""
        receipt = sent.receipt
        if receipt.outcome is Outcome.CANCELLED:
            return True  # it stays open, and is gone on with at the next start
        self._failures.forget(receipt.upload_id)
        told = (receipt.outcome, receipt.arrived)
        if sent.problem is None or receipt.arrived:
            self._failures.go_on()
        if receipt.outcome is Outcome.VERIFIED:
            self._memory.end(receipt.upload_id)
            with contextlib.suppress(CourierError):
                self._tidy()
            return True
        now = time.monotonic()
        if sent.problem is not None and not isinstance(sent.problem, SourceGone):
            self._failures.pause(now)
        tries = 0 if before is None or told != before.told else before.tries + 1
        short = {line.series_instance_uid for line in receipt.lines if line.missing}
        missing = self._courier.series_as_found(receipt.upload_id, short)
        together = (one for one in study.instances if one.series.series_instance_uid in missing)
        due = now + self._failures.wait(tries)
        stays = frozenset(map(self.lookout.mark, together))
        self._failures.keep(Failed(receipt.upload_id, study, marks, due, told, tries, copies, stays))
        return before is None or told != before.told

    # -- trying again ----------------------------------------------------------------------------------------

    def _try_again(self, cancel: CancelToken, report: Report) -> Iterator[Round]:
        for failed in self._failures:
            if self._failures.is_due(failed, time.monotonic()) and not cancel.cancelled:
                yield from self._resume(failed.upload_id, cancel, report, failed)

    def _go_on_with_open_rounds(self, cancel: CancelToken, report: Report) -> Iterator[Round]:
        """What the last run began and could not end: its facts are in the journal."""
        for upload_id in self._memory.open_rounds():
            if cancel.cancelled or self._failures.paused(time.monotonic()):
                return
            if upload_id not in self._failures:
                yield from self._resume(upload_id, cancel, report, None)

    def _resume(self, upload_id: int, cancel: CancelToken, report: Report, failed: Failed | None) -> Iterator[Round]:
        started = time.monotonic()
        journal = self._courier.journal
        try:
            upload, states, receipt = journal.load(upload_id), journal.states(upload_id), journal.receipt(upload_id)
        except KeyError:  # History was emptied
            self._give_up(upload_id)
            return
        if failed is None:
            found = tuple(self._courier.as_found(upload_id).values()) or upload.instances
            study = QuietStudy(found[0].study.study_instance_uid, found)
            marks = self._marks(study)
            before = Failed(upload_id, study, marks, 0.0, (Outcome.FAILED, receipt.arrived), together=marks)
        else:
            before = failed
        rest = [one for one in upload.instances if states[one.sop_instance_uid] is not InstanceState.VERIFIED]
        if receipt.outcome is Outcome.VERIFIED:
            sent = Sent(receipt, None)
        elif not all(is_there(one) for one in rest):
            self.lookout.note(receipt, before.copies)
            self._give_up(upload_id)  # what is left of it is sent as what it is now
            return
        else:
            try:
                sent = self._courier.resume(
                    upload_id, again=True, token=self._token, asker=self._asker, cancel=cancel, report=report
                )
            except UploadInUse:  # a person goes on with it: what comes of that is seen at the next try
                self._failures.keep(replace(before, due=started + self._failures.wait(0)))
                return
            except CourierError as error:
                self._failures.keep(before)
                yield self._not_begun(before.study, error, (), time.monotonic() - started)
                return
        self.lookout.note(sent.receipt, before.copies)
        news = self._judge(sent, before.study, before.marks, before.copies, failed)
        yield Round(before.study, sent, sent.problem, (), time.monotonic() - started, news)

    def _give_up(self, upload_id: int) -> None:
        self._memory.end(upload_id)
        self._failures.forget(upload_id)

    def _marks(self, study: QuietStudy) -> frozenset[bytes]:
        return frozenset(map(self.lookout.mark, study.instances))
