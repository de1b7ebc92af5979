"""Jobs are held until they have ended, and a question is asked until the answer is yes."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError, NothingToSend
from gui.jobs.crew import Crew
from gui.jobs.job import Report
from gui.jobs.watch import Watch

WAIT = 20_000


def test_a_crew_ends_after_its_last_job(qtbot: QtBot) -> None:
    crew, order = Crew(), []
    go = threading.Event()

    def slow(cancel: CancelToken, report: Report) -> str:
        report("begun")
        cancel.wait(30)
        go.wait(30)
        cancel.raise_if_cancelled()
        return "never"

    crew.run(slow, reported=order.append, cancelled=lambda: order.append("cancelled"))
    crew.ask(lambda: "asked", succeeded=order.append)
    qtbot.waitUntil(lambda: "begun" in order and "asked" in order, timeout=WAIT)
    assert crew.running
    with qtbot.waitSignal(crew.all_ended, timeout=WAIT):
        crew.shut_down()
        go.set()
    assert crew.closing
    assert not crew.running
    assert order[-1] == "cancelled"


def test_a_crew_without_jobs_ends_at_once(qtbot: QtBot) -> None:
    crew = Crew()
    with qtbot.waitSignal(crew.all_ended, timeout=WAIT):
        crew.shut_down()


def test_a_job_that_hangs_is_left_behind_when_the_program_ends(qtbot: QtBot) -> None:
    crew, ends = Crew(), []
    go = threading.Event()
    crew.all_ended.connect(lambda: ends.append(crew.left_behind))
    crew.ask(lambda: go.wait(60))
    with qtbot.waitSignal(crew.all_ended, timeout=WAIT):
        crew.shut_down(patience=20)
    assert not crew.running
    go.set()
    qtbot.waitUntil(lambda: not crew.left_behind, timeout=WAIT)
    assert ends == [True]


def test_what_fails_is_told_and_the_end_comes_last(qtbot: QtBot) -> None:
    crew, order = Crew(), []

    def fail() -> None:
        raise NothingToSend

    crew.ask(fail, failed=order.append, finished=lambda: order.append("end"))
    qtbot.waitUntil(lambda: not crew.running, timeout=WAIT)
    assert isinstance(order[0], CourierError)
    assert order[1:] == ["end"]


def quick(watch: Watch) -> Watch:
    watch._timer.setInterval(1)
    return watch


def test_a_watch_asks_until_the_answer_is_yes_and_says_so_once(qtbot: QtBot) -> None:
    crew = Crew()
    watch, asked, heard = quick(Watch(crew)), [], []
    watch.came_true.connect(lambda: heard.append(len(asked)))

    def question() -> bool:
        asked.append(threading.current_thread())
        if len(asked) == 2:
            raise OSError  # a question that fails counts as no
        return len(asked) == 4

    watch.begin(question)
    assert watch.watching
    qtbot.waitUntil(lambda: heard == [4] and not crew.running, timeout=WAIT)
    assert not watch.watching
    assert threading.main_thread() not in asked


def test_an_answer_that_comes_after_the_end_is_not_heard(qtbot: QtBot) -> None:
    crew = Crew()
    watch, heard, asked, answer = quick(Watch(crew)), [], threading.Event(), threading.Event()
    watch.came_true.connect(lambda: heard.append(True))

    def question() -> bool:
        asked.set()
        return answer.wait(30)

    watch.begin(question)
    qtbot.waitUntil(asked.is_set, timeout=WAIT)
    watch.end()
    answer.set()
    qtbot.waitUntil(lambda: not crew.running, timeout=WAIT)
    assert not heard


def test_a_slow_answer_is_never_asked_for_twice(qtbot: QtBot) -> None:
    crew = Crew()
    watch, running, most, answer = quick(Watch(crew)), [], [], threading.Event()

    def question() -> bool:
        running.append(1)
        most.append(len(running))
        answer.wait(30)
        running.pop()
        return True

    watch.begin(question)
    qtbot.waitUntil(lambda: bool(most), timeout=WAIT)
    for _ in range(20):
        watch._ask()
    with qtbot.waitSignal(watch.came_true, timeout=WAIT):
        answer.set()
    qtbot.waitUntil(lambda: not crew.running, timeout=WAIT)
    assert max(most) == 1
