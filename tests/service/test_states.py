"""The life of an image, as a state machine over the real desk, ledger and judge.

A person, a service, a line and a disc do what they like, in any order, and the program may die at any moment. Every
change of a state that the journal is told is looked at when it is told.
"""

from __future__ import annotations

import errno
import random
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gui.core.entities import Instance
from gui.core.errors import FileChanged, FileUnreadable, FileVanished, TokenRefused
from gui.core.receipt import LineState
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState
from gui.service.answers import read_answer
from gui.service.attempt import Attempt
from gui.service.body import FileFailed
from tests.service.memory_journal import MemoryJournal
from tests.service.test_truth import ORIGIN, READINGS, Flight, Model, Run, begin

S = InstanceState
ALLOWED = {
    S.PLANNED: {S.SENDING},
    # Sent: settled, or not known, or (nothing of it was taken) as it was before.
    S.SENDING: {S.VERIFIED, S.SHORT, S.REFUSED, S.UNKNOWN, S.PLANNED},
    S.UNKNOWN: {S.SENDING, S.VERIFIED, S.SHORT},
    S.SHORT: {S.SENDING, S.VERIFIED},
    S.REFUSED: {S.SENDING},
    S.VERIFIED: set(),
}
NO_FILES = b'{"message": "No DICOM files were uploaded!"}'


class WatchedJournal(MemoryJournal):
    """Looks at each change of a state before it keeps it; ``refused`` are the images that ever were."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: set[str] = set()

    def sending(self, upload_id: int, batch: Batch, attempt: int) -> None:
        self._watch(upload_id, {one.sop_instance_uid: S.SENDING for one in batch.instances}, stays=S.VERIFIED)
        super().sending(upload_id, batch, attempt)

    def record(self, upload_id: int, result: BatchResult) -> None:
        self._watch(upload_id, result.states)
        super().record(upload_id, result)
        self.refused.update(uid for uid, state in result.states.items() if state is S.REFUSED)

    def _watch(self, upload_id: int, states: dict[str, S], stays: S | None = None) -> None:
        for uid, new in states.items():
            old = self.kept_states[upload_id][uid]
            assert new is old or old is stays or new in ALLOWED[old], f"{old} became {new}"


class LifeOfAnImage(RuleBasedStateMachine):
    """One upload, from the first press of the button until all that can arrive has arrived."""

    @initialize(
        reading=READINGS,
        told=st.booleans(),
        series=st.lists(st.integers(1, 6), min_size=1, max_size=3),
        max_files=st.integers(1, 4),
        connections=st.integers(1, 3),
        seed=st.integers(0, 2**32),
    )
    def press_upload(
        self, reading: CountReading, told: bool, series: list[int], max_files: int, connections: int, seed: int
    ) -> None:
        self.chance = random.Random(seed)
        self.model = Model(reading, self.chance)
        self.journal = WatchedJournal()
        if told:
            self.journal.readings[ORIGIN] = reading
        self.upload_id, self.instances = begin(self.journal, series)
        self.max_files, self.connections = max_files, connections
        self.flights: list[Flight] = []
        self.maybe_there: set[str] = set()
        self.run = Run(self.journal, self.upload_id, max_files)

    # -- what the parts of the engine do ---------------------------------------------------------------------

    @precondition(lambda self: len(self.flights) < self.connections)
    @rule()
    def take(self) -> None:
        task = self.run.desk.take(wait=False)
        if task is not None:
            assert all(one.sop_instance_uid not in self._settled() or task.confirms for one in task.instances)
            self.flights.append(Flight(task, set(self.model.held)))

    @rule()
    def time_passes(self) -> None:
        self.run.now += 1000

    @rule()
    def try_now(self) -> None:
        self.run.desk.hurry()

    # -- what becomes of a request ---------------------------------------------------------------------------

    @precondition(lambda self: self.flights)
    @rule()
    def is_answered(self) -> None:
        flight = self._land()
        self.run.desk.done(flight.task, self.model.commit(flight))

    @precondition(lambda self: self.flights)
    @rule()
    def is_answered_but_something_was_dropped(self) -> None:
        flight = self._land()
        self.model.drops = 0.5
        self.run.desk.done(flight.task, self.model.commit(flight))
        self.model.drops = 0.0

    @precondition(lambda self: self.flights)
    @rule(status=st.sampled_from([None, 408, 500, 503]), stored=st.booleans())
    def goes_out_whole_without_a_success(self, status: int | None, stored: bool) -> None:
        flight = self._land()
        if stored:
            self._store(flight.task.instances)
            self.maybe_there.update(one.sop_instance_uid for one in flight.task.instances)
        answer = None if status is None else read_answer(status, b"")
        self.run.desk.done(flight.task, self._whole(flight, answer=answer))

    @precondition(lambda self: self.flights)
    @rule()
    def is_cut(self) -> None:
        flight = self._land()
        carried = flight.task.instances
        self._store(carried[: self.chance.randrange(len(carried))])
        self.run.desk.done(flight.task, Attempt(began=True, connected=True))

    @precondition(lambda self: self.flights)
    @rule()
    def reaches_nobody(self) -> None:
        self.run.desk.done(self._land().task, Attempt())

    @precondition(lambda self: self.flights)
    @rule(status=st.sampled_from([400, 413, 422]))
    def is_refused(self, status: int) -> None:
        flight = self._land()
        self.run.desk.done(flight.task, self._whole(flight, answer=read_answer(status, NO_FILES)))

    @precondition(lambda self: self.flights)
    @rule()
    def token_is_refused(self) -> None:
        flight = self._land()
        refused = TokenRefused(name="D")
        self.run.desk.done(flight.task, self._whole(flight, answer=read_answer(401, b"{}"), stop=refused))
        assert isinstance(self.run.desk.problem, TokenRefused)
        assert self.run.desk.take(wait=False) is None

    # -- what becomes of a file ------------------------------------------------------------------------------

    @precondition(lambda self: self.flights)
    @rule(began=st.booleans(), trouble=st.sampled_from([FileVanished, FileChanged]))
    def file_cannot_be_sent(self, began: bool, trouble: type[FileVanished | FileChanged]) -> None:
        flight = self._land()
        bad = self.chance.choice(flight.task.instances)
        failed = FileFailed(bad, trouble())
        self.run.desk.done(flight.task, Attempt(failed=failed, began=began, connected=began))

    @precondition(lambda self: self.flights)
    @rule()
    def device_does_not_read(self) -> None:
        flight = self._land()
        failed = FileFailed(self.chance.choice(flight.task.instances), FileUnreadable())
        failed.__cause__ = OSError(errno.EIO, "")
        self.run.desk.done(flight.task, Attempt(failed=failed))

    @precondition(lambda self: self.flights)
    @rule()
    def file_has_changed(self) -> None:
        flight = self._land()
        bad = self.chance.choice(flight.task.instances)
        changed = replace(bad, size=bad.size + 1)
        self.run.desk.done(flight.task, Attempt(failed=FileFailed(bad, FileChanged()), changed=changed))
        if flight.task.confirms is None:
            assert changed in self.journal.load(self.upload_id).instances

    @precondition(lambda self: self.flights)
    @rule()
    def disc_is_taken_out(self) -> None:
        flight = self._land()
        bad = self.chance.choice(flight.task.instances)
        folder = bad.path.rpartition("/")[0]
        before = set(self.journal.refused)
        self.run.desk.done(flight.task, Attempt(failed=FileFailed(bad, FileVanished()), gone=folder))
        assert self.run.desk.gone
        assert self.journal.refused == before, "what is on a disc that is gone waits"

    # -- what becomes of the program -------------------------------------------------------------------------

    @rule(again=st.booleans())
    def dies_and_goes_on(self, again: bool) -> None:
        self._arrive_unheard()
        self.run = Run(self.journal, self.upload_id, self.max_files, again)
        assert S.SENDING not in self.journal.states(self.upload_id).values()

    @rule(again=st.booleans())
    def is_stopped_and_goes_on(self, again: bool) -> None:
        self.run.desk.close()
        self._arrive_unheard()
        assert S.SENDING not in self.journal.states(self.upload_id).values()
        self.run = Run(self.journal, self.upload_id, self.max_files, again)

    # -- what always holds -----------------------------------------------------------------------------------

    @invariant()
    def nothing_is_claimed_that_is_not_held(self) -> None:
        states = self.journal.states(self.upload_id)
        assert set(states) == {one.sop_instance_uid for one in self.instances}
        assert {uid for uid, state in states.items() if state is S.VERIFIED} <= self.model.held
        out = {one.sop_instance_uid for flight in self.flights for one in flight.task.instances}
        assert {uid for uid, state in states.items() if state is S.SENDING} <= out
        receipt = self.journal.receipt(self.upload_id)
        for line in receipt.lines:
            held = sum(uid.split(".")[0] == line.series_instance_uid for uid in self.model.held)
            assert line.arrived <= held
            assert 0 <= line.arrived <= line.chosen
            assert line.sent <= line.chosen
            assert (line.state is LineState.NOT_SENT) <= (line.sent == 0 and line.arrived == 0)
            assert (line.state is LineState.VERIFIED) == all(
                states[one.sop_instance_uid] is S.VERIFIED
                for one in self.instances
                if one.series.series_instance_uid == line.series_instance_uid
            )
            if line.state is LineState.NOT_SENT:
                assert not any(uid.split(".")[0] == line.series_instance_uid for uid in self.maybe_there)
            assert bool(line.reason) == (line.state is not LineState.VERIFIED)

    def teardown(self) -> None:
        """In the end a service that works gets everything that has not been deleted."""
        if not hasattr(self, "run"):
            return
        self.run.desk.close()
        for _ in range(4):
            self.run = Run(self.journal, self.upload_id, self.max_files, again=True)
            assert self.run.drive(self.model, self.connections)
        states = self.journal.states(self.upload_id)
        assert set(states.values()) == {S.VERIFIED}, states
        assert set(states) <= self.model.held

    # -- small parts -----------------------------------------------------------------------------------------

    def _land(self) -> Flight:
        return self.flights.pop(self.chance.randrange(len(self.flights)))

    def _store(self, instances: Iterable[Instance]) -> None:
        self.model.held.update(one.sop_instance_uid for one in instances)

    def _arrive_unheard(self) -> None:
        """Some of what was out when nobody listened any more has arrived."""
        for flight in self.flights:
            if self.chance.random() < 0.5:
                self._store(flight.task.instances)
                self.maybe_there.update(one.sop_instance_uid for one in flight.task.instances)
        self.flights.clear()

    def _whole(self, flight: Flight, **more: object) -> Attempt:
        digests = {one.sop_instance_uid: "d" for one in flight.task.instances}
        return Attempt(whole=True, began=True, connected=True, digests=digests, **more)  # type: ignore[arg-type]

    def _settled(self) -> set[str]:
        return {uid for uid, state in self.run.ledger.states.items() if state is S.VERIFIED}


TestLifeOfAnImage = LifeOfAnImage.TestCase
TestLifeOfAnImage.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
