"""The engine's promise, against a model of the service under both readings of its counts.

The model loses what it likes, lets requests overtake each other, answers late or not at all, and the program may
die at any moment. Never is anything called verified that is not held, and nothing is called short that is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Instance, Patient, Series, Study
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.upload import Batch, CountReading, InstanceState, Upload
from gui.service.answers import read_answer
from gui.service.attempt import Attempt
from gui.service.desk import Desk
from gui.service.endpoint import Route
from gui.service.ledger import Ledger
from gui.service.tasks import Task
from gui.service.tuning import Tuning
from tests.service.memory_journal import MemoryJournal

BASE = "http://127.0.0.1:1"
ORIGIN = "http://127.0.0.1:1"


def image(series: int, number: int) -> Instance:
    return Instance(
        path=f"/{series}/{number}",
        size=10 + number,
        mtime_ns=1,
        sop_instance_uid=f"{series}.{number}",
        sop_class_uid="1.2",
        transfer_syntax_uid="1.2",
        patient=Patient("1"),
        study=Study("1"),
        series=Series(str(series)),
    )


@dataclass
class Flight:
    """A request on its way: what the service could see when it began."""

    task: Task
    seen: set[str]


@dataclass
class Model:
    """The service. ``drop`` says whether an image is lost this time, ``lose`` whether an answer is."""

    reading: CountReading
    chance: random.Random
    refused: frozenset[str] = frozenset()
    drops: float = 0.0
    losses: float = 0.0
    held: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def commit(self, flight: Flight) -> Attempt:
        """End one request."""
        carried = flight.task.instances
        fate = self.chance.random()
        if fate < self.losses / 2:  # cut in the middle: the service may have kept the parts that were whole
            for instance in carried[: self.chance.randrange(len(carried))]:
                if self.chance.random() < 0.5 and instance.sop_instance_uid not in self.refused:
                    self.held.add(instance.sop_instance_uid)
            return Attempt(began=True, connected=True)
        own = set()
        for instance in carried:
            uid = instance.sop_instance_uid
            if uid in self.refused or self.chance.random() < self.drops:
                self.dropped.add(uid)
            else:
                own.add(uid)
        between = {uid for uid in self.held - flight.seen if self.chance.random() < 0.5}
        visible = flight.seen | between | own
        self.held |= own
        digests = {instance.sop_instance_uid: "d" for instance in carried}
        if fate < self.losses:
            return Attempt(whole=True, began=True, connected=True, digests=digests)
        numbers: dict[str, int] = {}
        for instance in carried:
            series, uid = instance.series.series_instance_uid, instance.sop_instance_uid
            if uid in own:
                counted = own if self.reading is CountReading.PER_REQUEST else visible
                numbers[series] = sum(held.split(".")[0] == series for held in counted)
        status = 200 if own else 400
        body = _json(numbers) if own else b'{"message": "No DICOM files were uploaded!"}'
        return Attempt(answer=read_answer(status, body), whole=True, began=True, connected=True, digests=digests)


def _json(numbers: dict[str, int]) -> bytes:
    listed = ",".join(
        f'{{"SeriesInstanceUID": "{uid}", "NumberOfSeriesRelatedInstances": "{number}"}}'
        for uid, number in numbers.items()
    )
    return f'{{"message": "Success", "detailed_info": [{listed}]}}'.encode()


class Run:
    """One run of the program: drives a desk as the connections would, in an order that chance gives."""

    def __init__(self, journal: MemoryJournal, upload_id: int, max_files: int, again: bool = False) -> None:
        self.now = 0.0
        self.journal = journal
        self.upload_id = upload_id
        upload = journal.load(upload_id)
        results = journal.results(upload_id)
        self.ledger = Ledger(upload, journal.states(upload_id), results, journal.reading(ORIGIN))
        self.desk = Desk(
            upload_id,
            journal,
            self.ledger,
            Route(upload.destination),
            again=again,
            first_number=1000 * len(journal.requests_begun) + 1,
            cancel=CancelToken(),
            tuning=Tuning(limits=Limits(max_files=max_files), tries=50, first_tries=50, total_wait=1e9),
            rng=random.Random(1),
            clock=lambda: self.now,
        )

    def drive(self, model: Model, connections: int, *, dies_after: int | None = None) -> bool:
        """True when the run came to its end, False when the program died."""
        flights: list[Flight] = []
        for step in range(100_000):
            if dies_after is not None and step >= dies_after:
                for flight in flights:
                    if model.chance.random() < 0.5:
                        model.commit(flight)
                return False
            if len(flights) < connections and (not flights or model.chance.random() < 0.6):
                task = self.desk.take(wait=False)
                if task is not None:
                    flights.append(Flight(task, set(model.held)))
                    continue
                if not flights:
                    if self.desk.waiting is None:
                        return True
                    self.now += 1000
                    continue
            if flights:
                flight = flights.pop(model.chance.randrange(len(flights)))
                self.desk.done(flight.task, model.commit(flight))
        raise AssertionError("the run does not end")


def begin(journal: MemoryJournal, series: list[int]) -> tuple[int, list[Instance]]:
    from datetime import UTC, datetime

    instances = [image(s + 1, n + 1) for s, images in enumerate(series) for n in range(images)]
    return journal.begin(Upload(Destination("d", "D", BASE), tuple(instances), datetime.now(UTC))), instances


def check(journal: MemoryJournal, upload_id: int, model: Model) -> None:
    states = journal.states(upload_id)
    wrong = {uid for uid, state in states.items() if state is InstanceState.VERIFIED} - model.held
    assert not wrong, "verified, but not held"
    receipt = journal.receipt(upload_id)
    for line in receipt.lines:
        held = sum(uid.split(".")[0] == line.series_instance_uid for uid in model.held)
        assert line.arrived <= held
        if line.state is LineState.VERIFIED:
            assert line.service_count is not None
            assert line.sent <= line.service_count


READINGS = st.sampled_from([CountReading.PER_REQUEST, CountReading.CUMULATIVE])
SHAPES = st.lists(st.integers(1, 12), min_size=1, max_size=3)
SOUND = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOUND
@given(READINGS, SHAPES, st.integers(1, 5), st.integers(1, 4), st.booleans(), st.floats(0, 0.4), st.integers(0, 2**32))
def test_nothing_that_arrived_is_called_short(
    reading: CountReading, series: list[int], max_files: int, connections: int, told: bool, losses: float, seed: int
) -> None:
    journal = MemoryJournal()
    if told:
        journal.readings[ORIGIN] = reading
    upload_id, _ = begin(journal, series)
    model = Model(reading, random.Random(seed), losses=losses)
    assert Run(journal, upload_id, max_files).drive(model, connections)
    check(journal, upload_id, model)
    assert set(journal.states(upload_id).values()) == {InstanceState.VERIFIED}
    assert all(line.state is LineState.VERIFIED for line in journal.receipt(upload_id).lines)
    assert journal.readings.get(ORIGIN, reading) is reading


@SOUND
@given(
    READINGS,
    SHAPES,
    st.integers(1, 5),
    st.integers(1, 4),
    st.booleans(),
    st.floats(0, 0.4),
    st.floats(0, 0.5),
    st.integers(0, 2**32),
    st.data(),
)
def test_nothing_that_is_not_held_is_called_verified(
    reading: CountReading,
    series: list[int],
    max_files: int,
    connections: int,
    told: bool,
    losses: float,
    drops: float,
    seed: int,
    data: st.DataObject,
) -> None:
    journal = MemoryJournal()
    if told:
        journal.readings[ORIGIN] = reading
    upload_id, instances = begin(journal, series)
    uids = [instance.sop_instance_uid for instance in instances]
    refused = data.draw(st.sets(st.sampled_from(uids), max_size=4))
    model = Model(reading, random.Random(seed), frozenset(refused), drops, losses)
    for dies_after in data.draw(st.lists(st.integers(0, 40), max_size=3)):
        Run(journal, upload_id, max_files).drive(model, connections, dies_after=dies_after)
        check(journal, upload_id, model)
    assert Run(journal, upload_id, max_files).drive(model, connections)
    check(journal, upload_id, model)
    states = journal.states(upload_id)
    assert {states[uid] for uid in refused} <= {InstanceState.SHORT, InstanceState.REFUSED, InstanceState.UNKNOWN}
    if not refused and not drops:
        assert set(states.values()) == {InstanceState.VERIFIED}
    assert journal.readings.get(ORIGIN, reading) is reading


@SOUND
@given(SHAPES, st.integers(2, 5), st.integers(1, 4), st.integers(0, 2**32), st.data())
def test_per_request_the_refused_are_known_by_name_and_all_others_are_verified(
    series: list[int], max_files: int, connections: int, seed: int, data: st.DataObject
) -> None:
    journal = MemoryJournal()
    upload_id, instances = begin(journal, series)
    journal.readings[ORIGIN] = CountReading.PER_REQUEST
    uids = [instance.sop_instance_uid for instance in instances]
    refused = data.draw(st.sets(st.sampled_from(uids), min_size=1, max_size=4))
    model = Model(CountReading.PER_REQUEST, random.Random(seed), frozenset(refused))
    assert Run(journal, upload_id, max_files).drive(model, connections)
    states = journal.states(upload_id)
    assert {uid for uid, state in states.items() if state is not InstanceState.VERIFIED} == refused
    named = [m for line in journal.receipt(upload_id).lines for m in line.missing_instances]
    assert {missing.sop_instance_uid for missing in named} == refused


def test_two_answers_that_sum_up_under_the_cumulative_reading_prove_nothing() -> None:
    journal = MemoryJournal()
    upload_id, _ = begin(journal, [100])
    refused = frozenset({"1.60", "1.61"})
    model = Model(CountReading.CUMULATIVE, random.Random(1), refused)
    Run(journal, upload_id, 50).drive(model, 1)
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.service_count, line.arrived, line.missing) == (LineState.SHORT, 98, 98, 2)


def test_an_image_that_is_refused_after_it_arrived_unseen_does_not_stand_in_for_another() -> None:
    """It went out before the program died, was kept, and was refused when it went out again."""
    journal = MemoryJournal()
    upload_id, instances = begin(journal, [2])
    journal.sending(upload_id, Batch(1, (instances[0],)), 1)
    for refused, answered in (((0,), None), ((), 1)):
        run = Run(journal, upload_id, 1)
        while (task := run.desk.take(wait=False)) is not None:
            number = int(task.instances[0].sop_instance_uid.partition(".")[2]) - 1
            if answered is None and number not in refused:
                break
            body = _json({"1": 1}) if answered else b'{"message": "No DICOM files were uploaded!"}'
            reply = read_answer(200 if answered else 400, body)
            digests = {task.instances[0].sop_instance_uid: "d"}
            run.desk.done(task, Attempt(answer=reply, whole=True, began=True, connected=True, digests=digests))
    assert journal.states(upload_id)["1.1"] is InstanceState.REFUSED
    assert journal.states(upload_id)["1.2"] is not InstanceState.VERIFIED


@pytest.mark.parametrize("reading", [CountReading.PER_REQUEST, CountReading.CUMULATIVE])
def test_the_reading_costs_one_small_request_once(reading: CountReading) -> None:
    journal = MemoryJournal()
    model = Model(reading, random.Random(1))
    upload_id, _ = begin(journal, [100])
    Run(journal, upload_id, 10).drive(model, 1)
    assert len(journal.results(upload_id)) <= 11
    again, _ = begin(journal, [100])
    Run(journal, again, 10).drive(Model(reading, random.Random(1)), 1)
    assert len(journal.results(again)) == 10
