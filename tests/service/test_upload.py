"""A whole upload against a service that stores and counts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import CountReading, InstanceState, Outcome, Progress
from gui.service.uploader import Tuning, UploadEnd, upload
from tests.service.files import plan, write_series
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Store, serving

QUICK = Tuning(
    limits=Limits(max_files=4),
    connect_timeout=5,
    send_timeout=5,
    read_timeout=5,
    answer_deadline=5,
    tries=4,
    first_tries=2,
    backoff=Backoff(first=0.01, cap=0.02, retry_after_cap=0.05),
)


def send(
    journal: MemoryJournal, upload_id: int, *, tuning: Tuning = QUICK, reports: list[Progress] | None = None
) -> UploadEnd:
    heard: list[Progress] = [] if reports is None else reports
    return upload(upload_id, journal, Token(TOKEN), cancel=CancelToken(), report=heard.append, tuning=tuning)


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
