"""The ledger of an upload to a DICOMweb server: the fate of every instance, and what the server shows when asked.

An instance is *verified* when the server lists it as stored and, asked afterwards, counts at least as many of its
series as it has listed; or when it names the instance itself. What it neither lists nor shows is sent once more, and
is then short. A server that cannot be asked is believed what it lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gui.core.entities import Instance
from gui.core.upload import BatchResult, CountReading, InstanceState, Upload
from gui.core.verdict import carried_sets
from gui.service.answers import Answer, Fate, FateKind, Sighting
from gui.service.dicomweb_answers import ALREADY_THERE, UNLISTED
from gui.service.ledger import Ledger, SeriesRecord

_GIVEN_UP = {
    FateKind.STORED: "The server named it as stored, but does not show it when asked.",
    FateKind.UNLISTED: UNLISTED.words,
}


class FateLedger(Ledger):
    """``answered`` of a record are the instances that the server lists as stored. Its counts prove nothing here.

    ``blind`` is True once the server has shown that it cannot be asked.
    """

    def __init__(
        self,
        upload: Upload,
        states: Mapping[str, InstanceState],
        results: Sequence[BatchResult],
        reading: CountReading,
    ) -> None:
        self.blind = False
        self._fates: dict[str, Fate] = {}
        self._sent_again: set[str] = set()
        self._asking: set[str] = set()
        self._shown: set[str] = set()
        self._silent: set[str] = set()
        super().__init__(upload, states, results, reading)
        self._by_name = {record.uid for record in self.series.values() if self._open(record)}

    def _recall(self, results: Sequence[BatchResult]) -> None:
        """Take in the lists of earlier runs: of a request whose instances are all listed it is known which."""
        owners = {uid: record.uid for uid, record in self.series_of.items()}
        for result in results:
            for series, carried in carried_sets(result, owners).items():
                if result.counts.get(series, 0) >= len(carried):
                    self.series[series].answered |= carried
        kept = (InstanceState.VERIFIED, InstanceState.UNKNOWN)
        for record in self.series.values():
            record.answered = {uid for uid in record.answered if self.states[uid] in kept}
            record.acknowledged = record.answered | record.verified
            record.size = sum(record.instances[uid].size for uid in record.acknowledged)

    def to_send(self, *, again: bool) -> list[Instance]:
        """What still has to go out: neither what is verified, nor what the server is to be asked about first."""
        return [
            one
            for one in super().to_send(again=again)
            if self.states[one.sop_instance_uid] is not InstanceState.UNKNOWN
        ]

    # -- what the server says --------------------------------------------------------------------------------

    def answer(self, instances: Iterable[Instance], handles: Mapping[str, int], answer: Answer) -> bool:
        """A request was answered with lists. Never teaches a reading."""
        for series, handle in handles.items():
            self.series[series].counts.answer(handle, answer.counts.get(series, 0))
            self._shown.discard(series)
        for instance in instances:
            self._take(instance, answer.fates.get(instance.sop_instance_uid, UNLISTED))
        return False

    def lose(
        self, instances: Iterable[Instance], handles: Mapping[str, int], *, whole: bool, surely_not: Iterable[str] = ()
    ) -> None:
        """A request ended without an answer: what it carried is to be asked about by name."""
        super().lose(instances, handles, whole=whole, surely_not=surely_not)
        self._shown.difference_update(handles)
        self._by_name.update(handles)

    def _take(self, instance: Instance, fate: Fate) -> None:
        uid = instance.sop_instance_uid
        record = self.series_of[uid]
        self._fates[uid] = fate
        if fate.kind is FateKind.STORED:
            record.answered.add(uid)
            self._put(instance, InstanceState.VERIFIED if self.blind else InstanceState.UNKNOWN)
            return
        record.answered.discard(uid)
        if fate.kind is FateKind.FAILED:
            self.put(instance, InstanceState.REFUSED, fate.words)
        elif self.blind and uid in self._sent_again:
            self._give_up(instance)
        else:
            self._by_name.add(record.uid)
            self.put(instance, InstanceState.UNKNOWN)

    def sighted(self, record: SeriesRecord, sighting: Sighting) -> None:
        """The server was asked about a series, and showed this."""
        self._asking.discard(record.uid)
        if sighting.absent:
            self._go_blind()
            return
        waiting = self._open(record)
        if sighting.names is None:
            if sighting.number < len(record.verified | {one.sop_instance_uid for one in waiting}):
                self._by_name.add(record.uid)
                return
            for one in waiting:
                self._put(one, InstanceState.VERIFIED)
        else:
            self._by_name.discard(record.uid)
            for one in waiting:
                self._compare(one, sighting.names)
        self._shown.add(record.uid)

    def unheard(self, record: SeriesRecord) -> None:
        """The server did not answer the question about a series, however often it was asked."""
        self._asking.discard(record.uid)
        self._silent.add(record.uid)

    def _compare(self, instance: Instance, names: frozenset[str]) -> None:
        uid = instance.sop_instance_uid
        if uid in names:
            self._put(instance, InstanceState.VERIFIED)
        elif uid in self._sent_again:
            self._give_up(instance)
        else:
            self.series_of[uid].answered.discard(uid)
            self.put(instance, InstanceState.UNKNOWN)

    def _go_blind(self) -> None:
        """From now on the lists alone count."""
        self.blind = True
        for record in self.series.values():
            for one in self._open(record):
                if one.sop_instance_uid in record.answered:
                    self._put(one, InstanceState.VERIFIED)

    def _put(self, instance: Instance, state: InstanceState) -> None:
        """Set where an instance stands; what is verified is told with what there is to say of it."""
        fate = self._fates.get(instance.sop_instance_uid)
        words = ""
        if state is InstanceState.VERIFIED and fate is not None:
            words = {FateKind.HELD: ALREADY_THERE, FateKind.STORED: fate.words}.get(fate.kind, "")
        self.put(instance, state, words)

    def _give_up(self, instance: Instance) -> None:
        """It was sent twice, and is not there: refused where the server said why, else short."""
        fate = self._fates.get(instance.sop_instance_uid, UNLISTED)
        self.series_of[instance.sop_instance_uid].answered.discard(instance.sop_instance_uid)
        if fate.kind in _GIVEN_UP:
            self.put(instance, InstanceState.SHORT, _GIVEN_UP[fate.kind])
        else:
            self.put(instance, InstanceState.REFUSED, fate.words)

    # -- what a series needs ---------------------------------------------------------------------------------

    def to_ask(self, record: SeriesRecord) -> bool:
        """True when the server is to be asked about a series now; it then counts as being asked."""
        if self.blind or record.uid in self._shown or record.uid in self._silent or not self._open(record):
            return False
        self._asking.add(record.uid)
        return True

    def asking(self, record: SeriesRecord) -> bool:
        """True while the server is being asked about a series."""
        return record.uid in self._asking

    def by_name(self, record: SeriesRecord) -> bool:
        """True when the number alone does not settle a series."""
        return record.uid in self._by_name

    def to_repeat(self, record: SeriesRecord) -> tuple[Instance, ...]:
        """What of a series is sent once more, since it is neither listed nor shown; each only once."""
        if record.uid in self._silent:
            return ()
        repeated = tuple(one for one in self._open(record) if one.sop_instance_uid not in self._sent_again)
        self._sent_again.update(one.sop_instance_uid for one in repeated)
        return repeated

    def _open(self, record: SeriesRecord) -> list[Instance]:
        return [one for uid, one in record.instances.items() if self.states[uid] is InstanceState.UNKNOWN]

    def _prove(self, record: SeriesRecord) -> None:
        """Nothing follows from numbers alone."""

    def _number_proven(self, record: SeriesRecord) -> int:
        return len(record.acknowledged)
