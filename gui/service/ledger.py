"""Where every instance of an upload stands while it runs, and what the answers so far prove.

One value for all connections; its owner (the desk) holds the lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gui.core.counts import SeriesCounts
from gui.core.entities import Instance
from gui.core.upload import BatchResult, CountReading, InstanceState, SeriesProgress, Upload
from gui.core.verdict import ANSWERED, carried_sets
from gui.service.answers import Answer

_GONE = frozenset({InstanceState.SHORT, InstanceState.REFUSED})


class SeriesRecord:
    """One series: its instances by UID, its counts, how far its settlement is, and what there is to show of it.

    ``answered`` are the instances that went out in a request that was answered, ``acknowledged`` those of them
    that nothing speaks against, with ``size`` bytes; ``missing`` is how many are short or refused.
    """

    __slots__ = (
        "acknowledged",
        "answered",
        "asked_again",
        "changed",
        "confirmed_with",
        "confirms",
        "counts",
        "instances",
        "missing",
        "shown",
        "size",
        "uid",
        "verified",
    )

    def __init__(self, uid: str) -> None:
        self.uid = uid
        self.instances: dict[str, Instance] = {}
        self.counts = SeriesCounts()
        self.answered: set[str] = set()
        self.confirms = 0
        self.confirmed_with: set[str] = set()
        self.asked_again = False
        self.changed = True
        self.verified: set[str] = set()
        self.acknowledged: set[str] = set()
        self.size = 0
        self.missing = 0
        self.shown: SeriesProgress | None = None


class Ledger:
    """States, counts and their changes.

    ``states`` are as the journal has them; what was ``sending`` when the program died is ``unknown``, which is to
    be recorded as the first of the :meth:`changes`: even if such an image is refused later, it may be held.
    ``results`` are the answers of earlier runs.
    """

    def __init__(
        self,
        upload: Upload,
        states: Mapping[str, InstanceState],
        results: Sequence[BatchResult],
        reading: CountReading,
    ) -> None:
        self.reading = reading
        self.states: dict[str, InstanceState] = {}
        self.series: dict[str, SeriesRecord] = {}
        self.series_of: dict[str, SeriesRecord] = {}
        self._before: dict[str, InstanceState] = {}
        self._changes: dict[str, InstanceState] = {}
        self._reasons: dict[str, str] = {}
        for instance in upload.instances:
            uid = instance.series.series_instance_uid
            record = self.series.setdefault(uid, SeriesRecord(uid))
            record.instances[instance.sop_instance_uid] = instance
            self.series_of[instance.sop_instance_uid] = record
            state = states.get(instance.sop_instance_uid, InstanceState.PLANNED)
            if state is InstanceState.SENDING:
                state = InstanceState.UNKNOWN
                self._changes[instance.sop_instance_uid] = state
            self.states[instance.sop_instance_uid] = state
            if state is InstanceState.VERIFIED:
                record.verified.add(instance.sop_instance_uid)
            record.missing += state in _GONE
        self._recall(results)

    def _recall(self, results: Sequence[BatchResult]) -> None:
        """Take in what earlier runs did: everything they may have delivered, and the answers that they got."""
        tried = {
            uid
            for result in results
            if result.status is None or not 400 <= result.status < 500
            for uid, state in result.states.items()
            if state is not InstanceState.REFUSED
        }
        waiting = (InstanceState.PLANNED, InstanceState.REFUSED)
        for record in self.series.values():
            record.counts = SeriesCounts(
                uid for uid in record.instances if uid in tried or self.states[uid] not in waiting
            )
        owners = {uid: record.uid for uid, record in self.series_of.items()}
        for result in results:
            if result.status in ANSWERED:
                for series, carried in carried_sets(result, owners).items():
                    record = self.series[series]
                    record.counts.recall(carried, result.counts.get(series, 0))
                    record.answered |= carried
        for record in self.series.values():
            record.answered = {
                uid for uid in record.answered if self.states[uid] in (InstanceState.VERIFIED, InstanceState.UNKNOWN)
            }
            record.acknowledged = record.answered | record.verified
            record.size = sum(record.instances[uid].size for uid in record.acknowledged)

    def to_send(self, *, again: bool) -> list[Instance]:
        """What still has to go out: not what is verified, nor what was answered and waits for its proof."""
        waiting = []
        for uid, record in self.series_of.items():
            state = self.states[uid]
            if state is InstanceState.VERIFIED or (state is InstanceState.REFUSED and not again):
                continue
            if state is InstanceState.UNKNOWN and uid in record.answered:
                continue
            waiting.append(record.instances[uid])
        return waiting

    # -- one request -----------------------------------------------------------------------------------------

    def begin(self, instances: Iterable[Instance]) -> dict[str, int]:
        """A request is about to go out; the answer is its handle for each series."""
        carried: dict[str, list[str]] = {}
        for instance in instances:
            uid = instance.sop_instance_uid
            carried.setdefault(instance.series.series_instance_uid, []).append(uid)
            self._before.setdefault(uid, self.states[uid])
            if self.states[uid] is not InstanceState.VERIFIED:
                self.series_of[uid].missing -= self.states[uid] in _GONE
                self.states[uid] = InstanceState.SENDING
        for series in carried:
            self.series[series].changed = True
        return {series: self.series[series].counts.begin(uids) for series, uids in carried.items()}

    def answer(self, instances: Iterable[Instance], handles: Mapping[str, int], answer: Answer) -> bool:
        """A request was answered with success. True when the answer showed how the service counts."""
        for series, handle in handles.items():
            self.series[series].counts.answer(handle, answer.counts.get(series, 0))
        for instance in instances:
            self.series_of[instance.sop_instance_uid].answered.add(instance.sop_instance_uid)
            self.put(instance, InstanceState.UNKNOWN)
        shown = [self.series[series].counts.evidence() for series in handles]
        if CountReading.CUMULATIVE in shown:
            learnt = CountReading.CUMULATIVE
        elif CountReading.PER_REQUEST in shown and self.reading is CountReading.UNKNOWN:
            learnt = CountReading.PER_REQUEST
        else:
            learnt = self.reading
        changed, self.reading = learnt is not self.reading, learnt
        for series in self.series if changed else handles:
            self._prove(self.series[series])
        return changed

    def lose(
        self, instances: Iterable[Instance], handles: Mapping[str, int], *, whole: bool, surely_not: Iterable[str] = ()
    ) -> None:
        """A request ended without an answer: unknown when its body went out whole, else as it was before."""
        for series, handle in handles.items():
            self.series[series].counts.lose(handle, surely_not=surely_not)
        for instance in instances:
            self.put(instance, InstanceState.UNKNOWN if whole else self._before[instance.sop_instance_uid])
        for series in handles:
            self._prove(self.series[series])

    def refuse(self, instances: Iterable[Instance], handles: Mapping[str, int]) -> None:
        """A request was refused as a whole, or never went out: everything is as it was before."""
        for series, handle in handles.items():
            self.series[series].counts.refuse(handle)
            self._prove(self.series[series])
        for instance in instances:
            self.put(instance, self._before[instance.sop_instance_uid])

    def replace(self, instance: Instance) -> None:
        """A file has changed: from now on its image is the one given, with the same UIDs."""
        uid = instance.sop_instance_uid
        record = self.series_of[uid]
        if uid in record.acknowledged:
            record.size += instance.size - record.instances[uid].size
        record.instances[uid] = instance
        record.changed = True

    def put(self, instance: Instance, state: InstanceState, reason: str = "") -> None:
        """Set where an instance stands. What is verified stays so."""
        uid = instance.sop_instance_uid
        record = self.series_of[uid]
        record.changed = True
        if self.states[uid] is InstanceState.VERIFIED:
            state, reason = InstanceState.VERIFIED, ""
        elif state is InstanceState.VERIFIED:
            record.verified.add(uid)
        record.missing += (state in _GONE) - (self.states[uid] in _GONE)
        self.states[uid] = state
        counted = state is InstanceState.VERIFIED or (state is InstanceState.UNKNOWN and uid in record.answered)
        if counted != (uid in record.acknowledged):
            (record.acknowledged.add if counted else record.acknowledged.discard)(uid)
            record.size += instance.size if counted else -instance.size
        self._before.pop(uid, None)
        self._changes[uid] = state
        if reason:
            self._reasons[uid] = reason

    def changes(self) -> tuple[dict[str, InstanceState], dict[str, str]]:
        """The states and reasons that are new since the last call; what is out on another connection waits."""
        changes, reasons = self._changes, self._reasons
        self._changes, self._reasons = {}, {}
        return changes, reasons

    def unproven(self, record: SeriesRecord) -> list[Instance]:
        """The instances of a series that were answered but are not settled, in sending order."""
        waiting = {uid for uid in record.answered - record.verified if self.states[uid] is InstanceState.UNKNOWN}
        return [record.instances[uid] for uid in record.instances if uid in waiting] if waiting else []

    def lost(self, record: SeriesRecord) -> bool:
        """True when some of the series went out and were not answered, so that counts cannot settle the others."""
        return any(self.states[uid] is InstanceState.UNKNOWN and uid not in record.answered for uid in record.instances)

    def _prove(self, record: SeriesRecord) -> None:
        for uid in record.counts.proven(self.reading) - record.verified:
            if self.states.get(uid) in (InstanceState.UNKNOWN, InstanceState.SHORT):
                record.answered.add(uid)
                self.put(record.instances[uid], InstanceState.VERIFIED)

    # -- what a person sees ----------------------------------------------------------------------------------

    def progress(self) -> tuple[SeriesProgress, ...]:
        """How far each series is, in sending order."""
        return tuple(self._show(record) for record in self.series.values())

    def _show(self, record: SeriesRecord) -> SeriesProgress:
        if record.changed or record.shown is None:
            record.shown = SeriesProgress(
                series_instance_uid=record.uid,
                arrived=max(len(record.verified), min(self._number_proven(record), len(record.acknowledged))),
                images=len(record.instances),
                acknowledged=record.size,
                size=sum(instance.size for instance in record.instances.values()),
                missing=record.missing,
                sending=record.counts.in_flight,
            )
            record.changed = False
        return record.shown

    def _number_proven(self, record: SeriesRecord) -> int:
        """How many of a series are held at least, though it may not be known which."""
        return record.counts.number_proven(self.reading)
