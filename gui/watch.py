"""A watched folder without a face: what came to rest in it is sent, once; what has arrived is moved, or left."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import PRACTICE_ID, Destination
from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import CourierError, NothingToSend, SourceGone
from gui.core.quiet_study import QuietStudy
from gui.core.receipt import Receipt
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Progress
from gui.courier import Begun, Courier, Sent
from gui.dicom.catalogue import Catalogue
from gui.dicom.quiet import QuietFolder, WatchedFolderGone
from gui.store.moving import SentNotMoved, is_there, move_sent
from gui.store.watched import Mark, WatchMemory

QUIET_SECONDS = 30.0
"""How long a study has to be at rest, unless set otherwise."""

_EVERY = 2.0
_SHARE = 4  # of the time, a fifth at the most goes into looking
_LONGEST_WAIT = 3600.0

Report = Callable[[Begun | Progress], None]


@dataclass(frozen=True, slots=True)
class Round:
    """One upload of a quiet study, or one more try of it. ``seconds`` is how long it took.

    ``problem`` without ``sent`` stopped it before its first request; nothing is in the journal then. ``news`` is
    False when a further try came to nothing more than the one before.
    """

    study: QuietStudy
    sent: Sent | None
    problem: CourierError | None
    skipped: tuple[Skipped, ...]
    seconds: float
    news: bool = True

    @property
    def cancelled(self) -> bool:
        """True when the person's wish to stop came while it ran."""
        return self.sent is not None and self.sent.receipt.outcome is Outcome.CANCELLED


@dataclass(slots=True)
class _Failed:
    """An upload that did not verify everything, and when it is tried again.

    ``copies`` are files with the same bytes as one that is sent, by mark, with their SOPInstanceUIDs. ``held`` are the
    images of series of which something is missing: the next try may need them where they are.
    """

    upload_id: int
    study: QuietStudy
    marks: frozenset[bytes]
    due: float
    tries: int
    told: tuple[Outcome, int]
    copies: dict[bytes, str]
    held: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """How a folder is watched.

    ``quiet`` seconds of rest make a study ready; a look is taken every ``every`` seconds, or less often where looking
    takes long. What has arrived is moved to the folder ``move_to``, or left with None. A try that failed is made again
    after ``first_wait`` seconds, then twice as long, up to an hour.
    """

    quiet: float = QUIET_SECONDS
    every: float = _EVERY
    move_to: str | None = None
    first_wait: float = 60.0


@dataclass(slots=True)
class _Pause:
    until: float = 0.0
    tries: int = 0
    told: list[str] = field(default_factory=list)


class Watcher:
    """Watches one folder for one destination. One thread at a time; every method blocks.

    An image is sent once for each SOPInstanceUID, length and modification time, also over restarts and crashes: what
    the journal proves to have arrived is in the memory before the next look. A crash in the middle of an upload is
    gone on with as that upload.

    :param folder: absolute, and there.
    :param memory: of this folder and :func:`target_of` the destination.
    :param tell: called for what a person should know beside the rounds: an error, or a file that is left out.
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
    ) -> None:
        self._courier, self._destination, self._memory, self._token = courier, destination, memory, token
        self._folder = folder
        self._options = options or WatchOptions()
        self._tell = tell
        move_to = self._options.move_to
        self._quiet = QuietFolder(folder, quiet=self._options.quiet, but=() if move_to is None else (move_to,))
        self._failed: dict[int, _Failed] = {}
        self._pause = _Pause()
        self._told: set[type[CourierError]] = set()

    # -- looking ---------------------------------------------------------------------------------------------

    def look(self, now: float, cancel: CancelToken) -> tuple[QuietStudy, ...]:
        """Look at the folder once; answers with the studies at rest of which something was never sent or tried.

        ``now`` is in seconds of any clock that only goes forward. What has arrived is moved, where that is set. Raises
        :class:`gui.dicom.quiet.WatchedFolderGone`, :class:`gui.store.watched.WatchMemoryFailed` and
        :class:`gui.core.cancel.Cancelled`.
        """

        def read_all(path: str) -> tuple[Sequence[Instance], Sequence[Skipped]]:
            catalogue = self._read((path,), cancel)
            return catalogue.instances(), catalogue.skipped

        self._quiet.look(now, cancel, read_all)
        for left_out in self._quiet.take_left_out():
            self._tell(left_out)
        return self._at_rest(now)

    def _at_rest(self, now: float) -> tuple[QuietStudy, ...]:
        waiting = {path: [(self._memory.mark(one), one) for one in found] for path, found in self._quiet.waiting()}
        known = self._memory.known([mark for marked in waiting.values() for mark, _ in marked])
        tried = frozenset(mark for one in self._failed.values() for mark in one.marks)
        held = frozenset(mark for one in self._failed.values() for mark in one.held)
        restless = self._quiet.restless(now)
        studies: dict[str, list[Instance]] = {}
        for path, marked in waiting.items():
            if all(mark in known for mark, _ in marked):
                if self._quiet.at_rest(path, now) and not any(mark in held for mark, _ in marked):
                    self._put_away(path, [one for _, one in marked], {known[mark] for mark, _ in marked})
                continue
            for mark, one in marked:
                uid = one.study.study_instance_uid
                if mark not in known and mark not in tried and uid not in restless:
                    studies.setdefault(uid, []).append(one)
        return tuple(QuietStudy(uid, tuple(found)) for uid, found in studies.items())

    def _put_away(self, path: str, found: Sequence[Instance], marks: set[Mark]) -> None:
        """Nothing of this file is still to be sent."""
        self._quiet.settle(path)
        to = self._options.move_to
        if to is None or marks != {Mark.SENT}:
            return
        of_its_own = next((one for one in found if not one.entry), None)
        try:
            size = os.stat(path).st_size if of_its_own is None else of_its_own.size
            move_sent(path, self._folder, to, size=size, mtime_ns=found[0].mtime_ns)
        except FileNotFoundError:
            return
        except SentNotMoved as error:
            self._tell_once(error)

    def note(self, receipt: Receipt) -> None:
        """What an upload has proven to have brought there, whoever made it, is no longer waiting here."""
        self._settle(receipt, {})

    # -- sending ---------------------------------------------------------------------------------------------

    def run(self, cancel: CancelToken, *, once: bool = False, report: Report = lambda _: None) -> Iterator[Round]:
        """Watch until the wish to stop, and yield what became of each study; ``once``: until nothing waits any more.

        Raises :class:`gui.store.watched.WatchMemoryFailed` and :class:`gui.core.errors.JournalFailed`: without a
        record nothing more is sent.
        """
        try:
            yield from self._go_on_with_open_rounds(cancel, report)
            while not cancel.cancelled:
                started = time.monotonic()
                studies = self._look_or_tell(started, cancel)
                for study in studies or ():
                    if time.monotonic() < self._pause.until or cancel.cancelled:
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
        try:
            studies = self.look(now, cancel)
        except WatchedFolderGone as error:
            self._tell_once(error)
            return None
        self._told.discard(WatchedFolderGone)
        return studies

    def _nothing_waits(self, studies: Sequence[QuietStudy], now: float) -> bool:
        """For a single pass: all that is there has been sent or tried."""
        if self._pause.until > time.monotonic():
            return True
        return not studies and not self._quiet.unsure(now) and not self._quiet.restless(now)

    def _send(self, study: QuietStudy, cancel: CancelToken, report: Report) -> Iterator[Round]:
        started = time.monotonic()
        catalogue = self._read(study.paths, cancel)
        marks = {self._memory.mark(one): one for one in study.instances}
        fresh = {self._memory.mark(one): one for one in catalogue.instances()}
        chosen = tuple(one for mark, one in fresh.items() if mark in marks)
        skipped = catalogue.skipped
        conflicts = {one.shown for one in skipped if one.reason is SkipReason.CONFLICT}
        self._memory.keep((mark for mark, one in marks.items() if one.shown in conflicts), Mark.HELD)
        if not chosen:
            return  # what has changed or gone since the look is seen by the next one
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
        except CourierError as error:
            if begun or isinstance(error, NothingToSend):
                raise
            yield self._not_begun(study, error, skipped, time.monotonic() - started)
            return
        self._settle(sent.receipt, copies)
        self._judge(sent, study, frozenset({*map(self._memory.mark, chosen), *copies}), copies)
        yield Round(study, sent, sent.problem, skipped, time.monotonic() - started)

    def _not_begun(self, study: QuietStudy, error: CourierError, skipped: tuple[Skipped, ...], seconds: float) -> Round:
        """The destination cannot be used at all: nothing goes there for a while."""
        self._hold_on()
        news = error.title not in self._pause.told
        self._pause.told.append(error.title)
        return Round(study, None, error, skipped, seconds, news)

    def _judge(
        self,
        sent: Sent,
        study: QuietStudy,
        marks: frozenset[bytes],
        copies: dict[bytes, str],
        before: _Failed | None = None,
    ) -> bool:
        """Close an upload, or plan its next try; True when it came to something else than the one before."""
        receipt = sent.receipt
        if receipt.outcome is Outcome.CANCELLED:
            return True  # it stays open, and is gone on with at the next start
        self._failed.pop(receipt.upload_id, None)
        told = (receipt.outcome, receipt.arrived)
        if sent.problem is None or receipt.arrived:
            self._pause = _Pause()
        if receipt.outcome is Outcome.VERIFIED:
            self._memory.end(receipt.upload_id, ())
            with contextlib.suppress(CourierError):
                self._courier.history()  # forgets what the settings do not want to be kept
            return True
        if sent.problem is not None and not isinstance(sent.problem, SourceGone):
            self._hold_on()
        tries = 0 if before is None or told != before.told else before.tries + 1
        missing = {line.series_instance_uid for line in receipt.lines if line.missing}
        held = [one for one in study.instances if one.series.series_instance_uid in missing]
        self._failed[receipt.upload_id] = _Failed(
            receipt.upload_id,
            study,
            marks,
            time.monotonic() + self._wait(tries),
            tries,
            told,
            copies,
            frozenset(map(self._memory.mark, held)),
        )
        return before is None or told != before.told

    def _try_again(self, cancel: CancelToken, report: Report) -> Iterator[Round]:
        for failed in tuple(self._failed.values()):
            now = time.monotonic()
            if now < max(failed.due, self._pause.until) or cancel.cancelled:
                continue
            yield from self._resume(failed.upload_id, cancel, report, failed)

    def _go_on_with_open_rounds(self, cancel: CancelToken, report: Report) -> Iterator[Round]:
        """What the last run began and could not end: its facts are in the journal."""
        for upload_id in self._memory.open_rounds():
            if cancel.cancelled or time.monotonic() < self._pause.until:
                return
            yield from self._resume(upload_id, cancel, report, None)

    def _resume(self, upload_id: int, cancel: CancelToken, report: Report, failed: _Failed | None) -> Iterator[Round]:
        started = time.monotonic()
        journal = self._courier.journal
        try:
            upload, states = journal.load(upload_id), journal.states(upload_id)
        except KeyError:  # History was emptied
            self._give_up(upload_id)
            return
        rest = [one for one in upload.instances if states[one.sop_instance_uid] is not InstanceState.VERIFIED]
        uid = upload.instances[0].study.study_instance_uid
        study = QuietStudy(uid, upload.instances) if failed is None else failed.study
        marks = frozenset(map(self._memory.mark, upload.instances)) if failed is None else failed.marks
        copies = {} if failed is None else failed.copies
        receipt = journal.receipt(upload_id)
        if receipt.outcome is Outcome.VERIFIED:
            sent = Sent(receipt, None)
        elif not all(is_there(one) for one in rest):
            self._settle(receipt, copies)
            self._give_up(upload_id)  # what is left of it is sent as what it is now
            return
        else:
            try:
                sent = self._courier.resume(upload_id, again=True, token=self._token, cancel=cancel, report=report)
            except CourierError as error:
                self._failed.setdefault(
                    upload_id,
                    _Failed(upload_id, study, marks, 0.0, 0, (Outcome.FAILED, receipt.arrived), copies, marks),
                )
                yield self._not_begun(study, error, (), time.monotonic() - started)
                return
        self._settle(sent.receipt, copies)
        news = self._judge(sent, study, marks, copies, failed)
        yield Round(study, sent, sent.problem, (), time.monotonic() - started, news)

    # -- what they share -------------------------------------------------------------------------------------

    def _read(self, paths: Sequence[str], cancel: CancelToken) -> Catalogue:
        catalogue = Catalogue()
        self._courier.read(paths, catalogue, cancel=cancel, report=lambda _: None)
        return catalogue

    def _settle(self, receipt: Receipt, copies: dict[bytes, str]) -> None:
        """Remember what is proven to have arrived."""
        journal = self._courier.journal
        states = journal.states(receipt.upload_id)
        proven: dict[str, list[Instance]] = {}
        for one in journal.load(receipt.upload_id).instances:
            if states[one.sop_instance_uid] is InstanceState.VERIFIED:
                proven.setdefault(one.series.series_instance_uid, []).append(one)
        counted = {line.series_instance_uid: line.arrived for line in receipt.lines}
        arrived = [one for uid, several in proven.items() if counted[uid] >= len(several) for one in several]
        uids = {one.sop_instance_uid for one in arrived}
        marks = [*map(self._memory.mark, arrived), *(mark for mark, uid in copies.items() if uid in uids)]
        self._memory.keep(marks, Mark.SENT)

    def _give_up(self, upload_id: int) -> None:
        self._memory.end(upload_id, ())
        self._failed.pop(upload_id, None)

    def _hold_on(self) -> None:
        self._pause.until = time.monotonic() + self._wait(self._pause.tries)
        self._pause.tries += 1

    def _wait(self, tries: int) -> float:
        return min(_LONGEST_WAIT, self._options.first_wait * 2.0 ** min(tries, 20))

    def _tell_once(self, error: CourierError) -> None:
        if type(error) not in self._told:
            self._told.add(type(error))
            self._tell(error)


def target_of(destination: Destination) -> str:
    """The destination in a spelling that stays, also where its name or token changes."""
    return PRACTICE_ID if destination.practice else destination.address.endpoint
