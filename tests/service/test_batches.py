"""How much goes out in one request: what a destination takes is kept, and the pace of its answers counts."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.plan import Limits
from gui.core.upload import CountReading, Outcome
from tests.service.files import plan, write_series
from tests.service.helpers import QUICK, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import Exchange, Store, serving
from tests.service.test_truth import ORIGIN, Flight, Model, Run, begin


def sizes(images: int, seconds: float) -> list[int]:
    """How many files each request carries when every answer takes so long."""
    journal = MemoryJournal()
    journal.readings[ORIGIN] = CountReading.PER_REQUEST
    upload_id, _ = begin(journal, [images])
    run, model = Run(journal, upload_id, 100), Model(CountReading.PER_REQUEST, random.Random(1))
    found = []
    while (task := run.desk.take(wait=False)) is not None:
        found.append(len(task.instances))
        run.now += seconds
        run.desk.done(task, model.commit(Flight(task, set(model.held))))
    assert sum(found) == images
    return found


def test_quick_answers_make_requests_larger_up_to_the_limit() -> None:
    assert sizes(500, 1.0) == [25, 50, 100, 100, 100, 100, 25]


def test_slow_answers_make_requests_smaller() -> None:
    assert sizes(100, 20.0) == [25, 12, 10, 10, 10, 10, 10, 10, 3]


def test_good_answers_leave_requests_as_they_are() -> None:
    assert sizes(100, 8.0) == [25, 25, 25, 25]


@pytest.mark.parametrize("kind", ["files", "bytes"])
def test_what_a_destination_takes_is_known_at_the_next_upload(tmp_path: Path, kind: str) -> None:
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()
    refused: list[int] = []

    def script(exchange: Exchange) -> None:
        if kind == "bytes" and exchange.length > 10_000:
            refused.append(exchange.number)
            exchange.reply(413)
        elif kind == "files" and len(exchange.files()) > 5:
            refused.append(exchange.number)
            exchange.reply(400, {"message": "Too many files."})
        else:
            store(exchange)

    with serving(script) as server:
        tuning = replace(QUICK, limits=Limits())
        first = plan(journal, write_series(tmp_path, 1, 30, pixels=2000), server.base_url)
        learnt = send(journal, first, tuning=tuning).limits
        assert refused
        assert learnt.max_files <= 5 or learnt.max_bytes <= 10_000
        refused.clear()
        second = plan(journal, write_series(tmp_path, 2, 30, pixels=2000), server.base_url)
        end = send(journal, second, tuning=tuning)
    assert (end.outcome, end.limits, refused) == (Outcome.VERIFIED, learnt, [])
