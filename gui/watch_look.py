"""A look at a watched folder: which studies wait to be sent, and what has arrived and can be put away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.core.errors import CourierError
from gui.core.quiet_study import QuietStudy
from gui.core.receipt import Receipt
from gui.core.upload import InstanceState
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.limits import LOCKED, needs_password
from gui.dicom.containers.passwords import Asker, within_of
from gui.dicom.quiet import QuietFolder
from gui.store.moving import SentNotMoved, move_sent
from gui.store.watched import WatchMemory
from gui.watch_rounds import WatchOptions

_NONE: frozenset[bytes] = frozenset()


class Lookout:
    """Looks at one folder, and compares it with what is remembered of it. One thread at a time.

    :param folder: absolute.
    :param memory: of this folder and a destination.
    :param tell: called for what a person should know: an error, once, or a file that is left out; of what a password is
        missing for, the archive once.
    :param asker: knows passwords of archives without asking anybody: nobody waits for an answer here.
    """

    def __init__(
        self,
        courier: Courier,
        folder: str,
        memory: WatchMemory,
        options: WatchOptions,
        *,
        tell: Callable[[CourierError | Skipped], None] = lambda _: None,
        asker: Asker | None = None,
    ) -> None:
        self._courier, self._folder, self._memory, self._asker = courier, folder, memory, asker
        self._move_to = options.move_to
        but = () if self._move_to is None else (self._move_to,)
        self._quiet = QuietFolder(folder, quiet=options.quiet, but=but)
        self._tell = tell
        self._told: set[type[CourierError]] = set()

    def look(
        self, now: float, cancel: CancelToken, *, tried: frozenset[bytes] = _NONE, together: frozenset[bytes] = _NONE
    ) -> tuple[QuietStudy, ...]:
        """Look at the folder once; answers with the studies at rest of which something was never sent or ``tried``.

        ``now`` is in seconds of any clock that only goes forward. What has arrived is moved, where that is set, but
        for what is to stay ``together`` with the rest of its series. Raises
        :class:`gui.dicom.quiet.WatchedFolderGone`, :class:`gui.store.watched.WatchMemoryFailed` and
        :class:`gui.core.cancel.Cancelled`.
        """

        def read_all(path: str) -> tuple[Sequence[Instance], Sequence[Skipped]]:
            catalogue = self.read((path,), cancel)
            return catalogue.instances(), catalogue.skipped

        self._quiet.look(now, cancel, read_all)
        for left_out in _archives_once(self._quiet.take_left_out()):
            self._tell(left_out)
        waiting = {path: [(self.mark(one), one) for one in found] for path, found in self._quiet.waiting()}
        sent = self._memory.known([mark for marked in waiting.values() for mark, _ in marked])
        restless = self._quiet.restless(now)
        studies: dict[str, list[Instance]] = {}
        for path, marked in waiting.items():
            if all(mark in sent for mark, _ in marked):
                if self._quiet.at_rest(path, now) and not any(mark in together for mark, _ in marked):
                    self._put_away(path, [one for _, one in marked])
                continue
            for mark, one in marked:
                uid = one.study.study_instance_uid
                if mark not in sent and mark not in tried and uid not in restless:
                    studies.setdefault(uid, []).append(one)
        return tuple(QuietStudy(uid, tuple(found)) for uid, found in studies.items())

    def locked(self) -> tuple[tuple[str, int, int], ...]:
        """The archives with files that need a password that is not known: path, length and modification time."""
        return self._quiet.locked()

    def nothing_comes(self, now: float) -> bool:
        """True when no file is there that is still growing, or of which it is not known yet what it is."""
        return not self._quiet.unsure(now) and not self._quiet.restless(now)

    def read(self, paths: Sequence[str], cancel: CancelToken) -> Catalogue:
        """What these files hold now."""
        catalogue = Catalogue()
        self._courier.read(paths, catalogue, cancel=cancel, report=lambda _: None, asker=self._asker)
        return catalogue

    def mark(self, instance: Instance) -> bytes:
        """What an image is remembered by."""
        return self._memory.mark(instance)

    def note(self, receipt: Receipt, copies: Mapping[bytes, str] | None = None) -> None:
        """Remember what an upload, whoever made it, has proven to have brought there: it waits here no longer.

        ``copies`` are marks of files with the same bytes as an image of it, with their SOPInstanceUIDs.
        """
        journal = self._courier.journal
        states = journal.states(receipt.upload_id)
        proven: dict[str, list[Instance]] = {}
        found = self._courier.as_found(receipt.upload_id)
        counted: dict[str, int] = {}
        arrived_of = {line.series_instance_uid: line.arrived for line in receipt.lines}
        for sent in journal.load(receipt.upload_id).instances:
            one = found.get(sent.sop_instance_uid)
            if one is not None and states[sent.sop_instance_uid] is InstanceState.VERIFIED:
                series = one.series.series_instance_uid
                proven.setdefault(series, []).append(one)
                counted[series] = arrived_of[sent.series.series_instance_uid]
        arrived = [one for uid, several in proven.items() if counted[uid] >= len(several) for one in several]
        uids = {one.sop_instance_uid for one in arrived}
        again = (mark for mark, uid in (copies or {}).items() if uid in uids)
        self._memory.keep([*map(self.mark, arrived), *again])

    def tell_once(self, error: CourierError) -> None:
        """Say this, unless something of its kind has been said since :meth:`is_well`."""
        if type(error) not in self._told:
            self._told.add(type(error))
            self._tell(error)

    def is_well(self, kind: type[CourierError]) -> None:
        """What was said of this kind is over."""
        self._told.discard(kind)

    def _put_away(self, path: str, found: Sequence[Instance]) -> None:
        """Nothing of this file is still to be sent; an archive of which something could not be is not moved."""
        self._quiet.settle(path)
        if self._move_to is None or not self._quiet.is_whole(path):
            return
        of_its_own = next((one for one in found if not one.entry), None)
        try:
            size = os.stat(path).st_size if of_its_own is None else of_its_own.size
            move_sent(path, self._folder, self._move_to, size=size, mtime_ns=found[0].mtime_ns)
        except FileNotFoundError:
            return
        except SentNotMoved as error:
            self.tell_once(error)


def _archives_once(left_out: Sequence[Skipped]) -> Iterator[Skipped]:
    """What is left out; instead of the files that a password is missing for their archive, once."""
    named: set[tuple[str, str]] = set()
    for one in left_out:
        if not needs_password(one):
            yield one
        elif (place := (one.path, within_of(one.entry))) not in named:
            named.add(place)
            yield Skipped(one.path, LOCKED.reason, LOCKED.text, entry=place[1])
