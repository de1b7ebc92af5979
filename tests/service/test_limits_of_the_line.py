"""The cap on the line, the hours of the night, and the wish to try now."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.nudge import Nudge
from gui.core.pace import NightWindow
from gui.core.plan import Limits
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import CountReading, InstanceState, Outcome, Progress
from gui.service.desk import Desk
from gui.service.endpoint import Route
from gui.service.ledger import Ledger
from gui.service.tuning import Tuning
from gui.service.uploader import UploadEnd, upload
from tests.helpers.promptness import promptness
from tests.service.files import plan, write_series
from tests.service.helpers import QUICK, answer, first_then, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Store, serving
from tests.service.test_truth import ORIGIN, begin

NIGHT = NightWindow(time_of_day(22), time_of_day(5))


def nudged(
    journal: MemoryJournal, upload_id: int, tuning: Tuning, nudge_at: Callable[[Progress], bool]
) -> tuple[UploadEnd, list[Progress]]:
    """Run an upload, and say "try now" when a report shows what is looked for."""
    nudge, heard = Nudge(), []

    def report(progress: Progress) -> None:
        heard.append(progress)
        if nudge_at(progress):
            nudge.nudge()

    end = upload(upload_id, journal, Token(TOKEN), cancel=CancelToken(), report=report, tuning=tuning, nudge=nudge)
    return end, heard


@pytest.mark.parametrize("connections", [1, 3])
def test_all_connections_together_keep_to_the_cap(tmp_path: Path, connections: int) -> None:
    instances = write_series(tmp_path, 1, 6, pixels=100_000)
    size, cap, journal = sum(one.size for one in instances), 600_000, MemoryJournal()
    with serving(Store()) as server:
        upload_id = plan(journal, instances, server.base_url, connections=connections)
        tuning = replace(QUICK, limits=Limits(max_files=1), bytes_per_second=cap)
        begun = time.monotonic()
        assert send(journal, upload_id, tuning=tuning).outcome is Outcome.VERIFIED
        took = time.monotonic() - begun
    assert took >= (size - connections * cap / 4) / cap


def test_a_cancel_is_heard_while_the_cap_holds_the_line_back(tmp_path: Path) -> None:
    cancel, journal, arriving = CancelToken(), MemoryJournal(), threading.Event()

    def script(exchange: Exchange) -> None:
        exchange.reader.read(1)
        arriving.set()
        exchange.linger()

    with serving(script) as server, promptness() as prompt:

        def stop() -> None:
            arriving.wait(10)
            prompt.wish()
            cancel.cancel()

        threading.Thread(target=stop, daemon=True).start()
        upload_id = plan(journal, write_series(tmp_path, 1, 1, pixels=5_000_000), server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, bytes_per_second=1000), cancel=cancel)
    assert prompt.at_once, prompt
    assert end.outcome is Outcome.CANCELLED
    assert set(journal.states(upload_id).values()) == {InstanceState.PLANNED}


def test_requests_begin_in_the_hours_of_the_night_only() -> None:
    journal, clock = MemoryJournal(), [datetime(2026, 11, 24, 4, 59, tzinfo=UTC)]
    journal.readings[ORIGIN] = CountReading.PER_REQUEST
    upload_id, _ = begin(journal, [3])
    plan_ = journal.load(upload_id)
    desk = Desk(
        upload_id,
        journal,
        Ledger(plan_, {}, (), CountReading.PER_REQUEST),
        Route(plan_.destination),
        again=False,
        first_number=1,
        cancel=CancelToken(),
        tuning=Tuning(limits=Limits(max_files=1), night=NIGHT),
        wall=lambda: clock[0],
    )
    assert desk.take(wait=False) is not None
    clock[0] += timedelta(minutes=1)
    assert desk.take(wait=False) is None
    assert (desk.waiting, desk.night) == (None, False), "a request is still out"
    desk.close()
    assert (desk.waiting, desk.night) == (17 * 3600, True)


def test_try_now_ends_the_wait_for_the_night(tmp_path: Path) -> None:
    soon = datetime.now(UTC).astimezone() + timedelta(hours=2)
    closed = NightWindow(soon.time(), (soon + timedelta(hours=1)).time())
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 12), server.base_url, connections=2)
        end, heard = nudged(journal, upload_id, replace(QUICK, night=closed), lambda progress: progress.night)
    assert end.outcome is Outcome.VERIFIED
    waited = next(progress.waiting for progress in heard if progress.night)
    assert waited is not None
    assert 7000 < waited <= 7200
    assert heard[-1].night is False


def test_try_now_ends_the_wait_after_a_failure(tmp_path: Path) -> None:
    journal = MemoryJournal()
    tuning = replace(QUICK, backoff=Backoff(retry_after_cap=500))
    busy = answer(503, b"", "Retry-After: 400")
    with serving(first_then(busy, Store())) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 3), server.base_url)
        end, heard = nudged(journal, upload_id, tuning, lambda progress: (progress.waiting or 0) > 100)
    assert (end.outcome, end.retries) == (Outcome.VERIFIED, 1)
    assert not any(progress.night for progress in heard)


def test_tries_that_a_person_asked_for_are_not_counted(tmp_path: Path) -> None:
    journal, store = MemoryJournal(), Store()

    def script(exchange: Exchange) -> None:
        if exchange.number <= 6:
            exchange.read()
            exchange.reply(503, headers=("Retry-After: 400",))
        else:
            store(exchange)

    tuning = replace(QUICK, tries=2, first_tries=2, total_wait=500, backoff=Backoff(retry_after_cap=400))
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1), server.base_url)
        end, _ = nudged(journal, upload_id, tuning, lambda progress: (progress.waiting or 0) > 100)
    assert (end.outcome, len(server.seen)) == (Outcome.VERIFIED, 7)


def test_a_nudge_while_nothing_waits_does_nothing(tmp_path: Path) -> None:
    journal = MemoryJournal()
    with serving(Store()) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 8), server.base_url)
        end, _ = nudged(journal, upload_id, QUICK, lambda _: True)
    assert end.outcome is Outcome.VERIFIED
