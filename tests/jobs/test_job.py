"""The job runner: one end, in the window's thread, whatever the work does."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError, NothingToSend
from gui.jobs.job import Job, Report


def events_of(qtbot: QtBot, job: Job) -> list[tuple[str, Any, int]]:
    seen: list[tuple[str, Any, int]] = []
    job.reported.connect(lambda value: seen.append(("reported", value, threading.get_ident())))
    job.succeeded.connect(lambda value: seen.append(("succeeded", value, threading.get_ident())))
    job.failed.connect(lambda error: seen.append(("failed", error, threading.get_ident())))
    job.cancelled.connect(lambda: seen.append(("cancelled", None, threading.get_ident())))
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start()
    return seen


def test_work_runs_in_another_thread_and_its_reports_arrive_before_the_result(qtbot: QtBot) -> None:
    threads: list[int] = []

    def work(cancel: CancelToken, report: Report) -> int:
        threads.append(threading.get_ident())
        for number in range(5):
            report(number)
        return 99

    seen = events_of(qtbot, Job(work))

    assert [(kind, value) for kind, value, _ in seen] == [("reported", n) for n in range(5)] + [("succeeded", 99)]
    assert threads[0] != threading.get_ident()


def test_large_numbers_survive_the_way_to_the_window(qtbot: QtBot) -> None:
    seen = events_of(qtbot, Job(lambda cancel, report: 5 * 2**40))
    assert seen[-1][1] == 5 * 2**40


def test_a_known_error_arrives_as_itself(qtbot: QtBot) -> None:
    def work(cancel: CancelToken, report: Report) -> None:
        raise NothingToSend

    seen = events_of(qtbot, Job(work))
    assert [kind for kind, _, _ in seen] == ["failed"]
    assert isinstance(seen[0][1], NothingToSend)


def test_an_unknown_error_becomes_a_sentence_without_its_text(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def work(cancel: CancelToken, report: Report) -> None:
        raise ValueError("ROSSI^MARIA")

    seen = events_of(qtbot, Job(work))
    error = seen[0][1]
    assert isinstance(error, CourierError)
    assert "ValueError" in error.detail
    assert "ROSSI" not in error.detail + error.title + error.advice + caplog.text


def test_a_wish_to_stop_ends_the_work_as_cancelled(qtbot: QtBot) -> None:
    started = threading.Event()

    def work(cancel: CancelToken, report: Report) -> None:
        started.set()
        cancel.wait(30)
        cancel.raise_if_cancelled()

    job = Job(work)
    seen: list[str] = []
    job.cancelled.connect(lambda: seen.append("cancelled"))
    job.start()
    assert started.wait(5)
    with qtbot.waitSignal(job.finished, timeout=5_000):
        job.cancel()
    assert seen == ["cancelled"]
