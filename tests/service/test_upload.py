"""A whole upload against a service that stores and counts."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Scheme
from gui.core.errors import JournalFailed, TokenRefused
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.token import Token
from gui.core.upload import Batch, CountReading, InstanceState, Outcome, Progress
from gui.service.uploader import upload
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable
from tests.service.files import describe_real, plan, write_series
from tests.service.helpers import QUICK, answer, first_then, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Store, serving


@pytest.mark.parametrize("reading", [CountReading.PER_REQUEST, CountReading.CUMULATIVE])
@pytest.mark.parametrize("connections", [1, 3])
def test_everything_arrives_and_is_verified(tmp_path: Path, reading: CountReading, connections: int) -> None:
    instances = write_series(tmp_path, 1, 10) + write_series(tmp_path, 2, 3)
    journal, store = MemoryJournal(), Store(reading)
    reports: list[Progress] = []
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url, connections=connections)
        end = send(journal, upload_id, reports=reports)
    assert (end.outcome, end.problem) == (Outcome.VERIFIED, None)
    assert store.digests == {
        i.sop_instance_uid: hashlib.sha256(Path(i.path).read_bytes()).hexdigest() for i in instances
    }
    assert set(journal.states(upload_id).values()) == {InstanceState.VERIFIED}
    receipt = journal.receipt(upload_id)
    assert [(line.state, line.sent) for line in receipt.lines] == [(LineState.VERIFIED, 10), (LineState.VERIFIED, 3)]
    assert [line.service_count for line in receipt.lines] == [10, 3]
    assert (reports[-1].arrived, reports[-1].acknowledged) == (13, sum(i.size for i in instances))
    assert journal.readings[journal.load(upload_id).destination.address.origin] is reading


@pytest.mark.parametrize("reading", [CountReading.PER_REQUEST, CountReading.CUMULATIVE])
@pytest.mark.parametrize("connections", [1, 3])
def test_what_the_service_drops_is_never_verified(tmp_path: Path, reading: CountReading, connections: int) -> None:
    instances = write_series(tmp_path, 1, 10)
    lost = {instances[2].sop_instance_uid, instances[9].sop_instance_uid}
    journal, store = MemoryJournal(), Store(reading, refuses=lost)
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url, connections=connections)
        end = send(journal, upload_id)
    assert end.outcome is Outcome.SHORT
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.missing, line.service_count) == (LineState.SHORT, 2, 8)
    if reading is CountReading.PER_REQUEST:
        assert {missing.sop_instance_uid for missing in line.missing_instances} == lost


def test_a_request_is_what_the_contract_says(tmp_path: Path) -> None:
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 3), server.base_url + "/api/v1/", source="clinic-7")
        send(journal, upload_id)
    (exchange,) = server.seen
    assert exchange.path == "/api/v1/studies"
    assert exchange.headers["authorization"] == f"Token {TOKEN}"
    assert exchange.headers["source"] == "clinic-7"
    assert exchange.headers["content-type"].startswith("multipart/related; type=application/dicom; boundary=")
    assert exchange.headers["content-length"] == str(len(exchange.read()))
    assert "transfer-encoding" not in exchange.headers
    assert [name for name, _ in exchange.files()] == ["000001.dcm", "000002.dcm", "000003.dcm"]
    sent = "".join(f"{name}: {value}" for name, value in exchange.headers.items())
    assert "Geheim" not in sent
    assert str(tmp_path) not in sent


def test_bearer_is_on_offer_and_no_source_is_sent_unasked(tmp_path: Path) -> None:
    journal = MemoryJournal()
    with serving(answer(401)) as server:
        send(journal, plan(journal, write_series(tmp_path, 1, 1), server.base_url, scheme=Scheme.BEARER))
    assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert "source" not in server.seen[0].headers


@pytest.mark.parametrize("connections", [1, 3])
def test_each_connection_is_kept_alive(tmp_path: Path, connections: int) -> None:
    journal = MemoryJournal()
    with serving(Store(CountReading.PER_REQUEST)) as server:
        send(journal, plan(journal, write_series(tmp_path, 1, 40), server.base_url, connections=connections))
        assert server.connections <= connections
        assert len(server.seen) >= 10


def test_the_asked_number_of_requests_is_in_flight_at_once(tmp_path: Path) -> None:
    together, store = threading.Barrier(3, timeout=10), Store(CountReading.PER_REQUEST)

    def script(exchange: Exchange) -> None:
        exchange.read()
        if exchange.number <= 3:
            together.wait()
        store(exchange)

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 12), server.base_url, connections=3)
        assert send(journal, upload_id).outcome is Outcome.VERIFIED


@pytest.mark.parametrize("reading", [CountReading.PER_REQUEST, CountReading.CUMULATIVE])
def test_answers_that_overtake_each_other_are_judged_right(tmp_path: Path, reading: CountReading) -> None:
    """The first request is stored first and answered last."""
    others, store = threading.Event(), Store(reading)

    def script(exchange: Exchange) -> None:
        reply = store.take(exchange)
        if exchange.number == 1:
            others.wait(10)
        exchange.reply(*reply)
        if exchange.number == 3:
            others.set()

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 12), server.base_url, connections=3)
        assert send(journal, upload_id).outcome is Outcome.VERIFIED
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.service_count) == (LineState.VERIFIED, 12)


def test_going_on_sends_only_the_rest(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 4) + write_series(tmp_path, 2, 4) + write_series(tmp_path, 3, 4)
    journal, store = MemoryJournal(), Store()
    withdrawn = answer(401, {"message": "Invalid token.", "authenticated": False})
    with serving(first_then(store, withdrawn)) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
        assert (end.outcome, type(end.problem)) == (Outcome.REFUSED, TokenRefused)
        states = journal.states(upload_id)
        assert [states[i.sop_instance_uid] for i in instances] == [InstanceState.VERIFIED] * 4 + [
            InstanceState.PLANNED
        ] * 8
        server.script = store
        assert send(journal, upload_id).outcome is Outcome.VERIFIED
    assert sorted(store.received) == sorted(i.sop_instance_uid for i in instances)


def test_a_run_with_nothing_left_sends_nothing(tmp_path: Path) -> None:
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 2), server.base_url)
        send(journal, upload_id)
        end = send(journal, upload_id)
    assert (end.outcome, end.requests, len(server.seen)) == (Outcome.VERIFIED, 0, 1)


def test_what_was_being_sent_when_the_program_died_is_sent_again(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 3)
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        journal.sending(upload_id, Batch(77, tuple(instances)), 1)
        assert send(journal, upload_id).outcome is Outcome.VERIFIED
    assert len(store.received) == 3


def test_an_image_that_was_lost_once_is_sent_again_and_verified(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 4)
    for reading in (CountReading.PER_REQUEST, CountReading.CUMULATIVE):
        journal, store = MemoryJournal(), Store(reading, drops_once={instances[1].sop_instance_uid})
        with serving(store) as server:
            upload_id = plan(journal, instances, server.base_url)
            assert send(journal, upload_id).outcome is Outcome.VERIFIED
        assert len(store.digests) == 4


def test_a_series_that_the_answer_does_not_name_is_never_verified(tmp_path: Path) -> None:
    journal = MemoryJournal()
    said = {"message": "Success", "series_instance_uids": [], "detailed_info": []}
    with serving(answer(200, said)) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 2), server.base_url)
        end = send(journal, upload_id)
    assert end.outcome is Outcome.SHORT
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.service_count, line.arrived) == (LineState.SHORT, None, 0)


def test_refused_files_are_found_by_name_and_the_others_go_through(tmp_path: Path) -> None:
    """A service that takes nothing of a request with a bad file in it, as the contract's 400 says."""
    instances = write_series(tmp_path, 1, 8)
    bad, store = instances[5], Store(CountReading.PER_REQUEST)

    def script(exchange: Exchange) -> None:
        if bad.sop_instance_uid.encode() in exchange.read():
            exchange.reply(400, {"message": "No DICOM files were uploaded!"})
        else:
            store(exchange)

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, limits=Limits(max_files=8)))
        assert end.outcome is Outcome.SHORT
        (line,) = journal.receipt(upload_id).lines
        (missing,) = line.missing_instances
        assert (missing.path, missing.reason) == (
            bad.path,
            "The service refused it: No DICOM files were uploaded!",
        )
        assert (line.arrived, line.state) == (7, LineState.SHORT)
        before = len(server.seen)
        send(journal, upload_id)
        assert len(server.seen) == before
        server.script = store
        assert send(journal, upload_id, again=True).outcome is Outcome.VERIFIED


def test_a_failing_journal_stops_the_sending(tmp_path: Path) -> None:
    journal = MemoryJournal(fail_after=1)
    reports: list[Progress] = []
    with serving(Store(CountReading.PER_REQUEST)) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 40), server.base_url, connections=2)
        end = send(journal, upload_id, reports=reports)
    assert (end.outcome, type(end.problem)) == (Outcome.FAILED, JournalFailed)
    assert len(server.seen) <= 4
    assert reports[-1].arrived <= 4


def test_progress_counts_answered_bytes_ten_times_a_second_at_most(tmp_path: Path) -> None:
    store, go_on = Store(CountReading.PER_REQUEST), threading.Event()
    reports: list[tuple[float, Progress]] = []

    def script(exchange: Exchange) -> None:
        exchange.read()
        if exchange.number == 2:
            go_on.wait(10)
        store(exchange)

    def report(progress: Progress) -> None:
        reports.append((time.monotonic(), progress))
        if len(reports) == 5:
            go_on.set()

    instances = write_series(tmp_path, 1, 8)
    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        upload(upload_id, journal, Token(TOKEN), cancel=CancelToken(), report=report, tuning=QUICK)
    assert all(later - earlier > 0.09 for (earlier, _), (later, _) in itertools.pairwise(reports[:-1]))
    first_batch = sum(instance.size for instance in instances[:4])
    assert {progress.acknowledged for _, progress in reports[:4]} <= {0, first_batch}
    assert reports[-1][1].acknowledged == reports[-1][1].size == sum(instance.size for instance in instances)
    assert reports[-1][1].series[0].sending is False


@needs_samples
def test_real_files_arrive_byte_for_byte(tmp_path: Path) -> None:
    records = [record for record in manifest()["files"] if storable(record)]
    instances = {}
    for record in records[:: max(1, len(records) // 60)]:
        with contextlib.suppress(Exception):
            found = describe_real(SAMPLES / record["path"])
            instances.setdefault(found.sop_instance_uid, found)
    by_digest = {hashlib.sha256(Path(i.path).read_bytes()).hexdigest(): i for i in instances.values()}
    assert len(by_digest) > 20

    def script(exchange: Exchange) -> None:
        series: dict[str, int] = {}
        for _, content in exchange.files():
            uid = by_digest[hashlib.sha256(content).hexdigest()].series.series_instance_uid
            series[uid] = series.get(uid, 0) + 1
        listed = [{"SeriesInstanceUID": uid, "NumberOfSeriesRelatedInstances": n} for uid, n in series.items()]
        exchange.reply(200, {"message": "Success", "detailed_info": listed})

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, list(by_digest.values()), server.base_url, connections=2)
        assert send(journal, upload_id, tuning=replace(QUICK, limits=Limits())).outcome is Outcome.VERIFIED
    digests = {uid: digest for result in journal.results(upload_id) for uid, digest in result.digests.items()}
    assert digests == {i.sop_instance_uid: digest for digest, i in by_digest.items()}
