"""The preview's process: latest wish wins, and whatever befalls it costs one picture."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.dicom.preview import Answer, NoPicture, Picture, PreviewWorker, render
from gui.dicom.preview_cache import PictureCache
from gui.dicom.preview_process import Wish
from gui.dicom.preview_reasons import BROKE_DOWN, NO_PROCESS, OVERTAKEN, TOO_SLOW
from gui.dicom.preview_wire import from_wire, to_wire
from tests.dicom import preview_makers as makers
from tests.helpers.dicom_files import write_instance

posix = pytest.mark.skipif(os.name != "posix", reason="limits and process IDs as this test uses them are POSIX")

MakeWorker = Callable[..., PreviewWorker]


class Inbox:
    """What came of wishes, in order."""

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[str, Answer]] = queue.Queue()

    def named(self, name: str) -> Callable[[Answer], None]:
        return lambda answer: self._queue.put((name, answer))

    def next(self) -> tuple[str, Answer]:
        return self._queue.get(timeout=60)

    @property
    def empty(self) -> bool:
        return self._queue.empty()


@pytest.fixture
def worker() -> Iterator[MakeWorker]:
    made: list[PreviewWorker] = []

    def make(**more: object) -> PreviewWorker:
        one = PreviewWorker(**{"make": makers.obeys_file_names, **more})  # type: ignore[arg-type]
        made.append(one)
        return one

    yield make
    for one in made:
        one.shut_down()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


def pid_of(answer: Answer) -> int:
    assert isinstance(answer, Picture)
    return answer.frames


def test_no_process_runs_before_the_first_wish(worker: MakeWorker) -> None:
    one = worker()
    assert one.pid is None
    one.shut_down()


def test_a_picture_is_made_in_another_process_and_the_second_time_comes_from_memory(
    worker: MakeWorker, tmp_path: Path
) -> None:
    one, inbox = worker(), Inbox()
    assert one.request(str(tmp_path / "a"), 3, inbox.named("a")) is None
    name, answer = inbox.next()
    assert name == "a"
    assert pid_of(answer) not in (0, os.getpid())
    assert one.pid == pid_of(answer)
    assert one.request(str(tmp_path / "a"), 3, inbox.named("again")) == answer
    one.forget()
    assert one.request(str(tmp_path / "a"), 3, inbox.named("anew")) is None
    assert inbox.next() == ("anew", answer)


def test_a_real_image_is_drawn_by_the_real_process(worker: MakeWorker, tmp_path: Path) -> None:
    path = tmp_path / "image"
    write_instance(path, size=64)
    one, inbox = PreviewWorker(), Inbox()
    try:
        one.request(str(path), 0.5, inbox.named("image"))
        _, answer = inbox.next()
    finally:
        one.shut_down()
    assert isinstance(answer, Picture)
    assert answer == render(str(path))


def test_wishes_that_have_not_begun_are_dropped_when_another_comes(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(), Inbox()
    first = tmp_path / "waits"
    one.request(str(first), 0, inbox.named("first"))
    until(first.with_suffix(".begun"))
    for number in range(5):
        one.request(str(tmp_path / f"{number}"), 0, inbox.named(f"{number}"))
    first.with_suffix(".go").touch()
    assert inbox.next()[0] == "first"
    assert inbox.next()[0] == "4"
    assert inbox.empty


def test_a_running_picture_that_is_overtaken_is_given_up_without_waiting_for_its_time(
    worker: MakeWorker, tmp_path: Path
) -> None:
    one, inbox = worker(time_limit=600.0), Inbox()
    slow = tmp_path / "hangs"
    one.request(str(slow), 0, inbox.named("slow"))
    until(slow.with_suffix(".begun"))
    pid = one.pid
    one.request(str(tmp_path / "next"), 0, inbox.named("next"))
    name, answer = inbox.next()
    assert name == "next"
    assert pid_of(answer) != pid
    assert inbox.empty


@posix
def test_a_picture_that_takes_too_long_ends_its_process_and_the_next_is_made_by_another(
    worker: MakeWorker, tmp_path: Path
) -> None:
    one, inbox = worker(time_limit=0.3), Inbox()
    slow = tmp_path / "hangs"
    one.request(str(slow), 0, inbox.named("slow"))
    until(slow.with_suffix(".begun"))
    pid = one.pid
    assert pid
    assert inbox.next() == ("slow", TOO_SLOW)
    assert not alive(pid)
    one.request(str(tmp_path / "next"), 0, inbox.named("next"))
    name, answer = inbox.next()
    assert (name, pid_of(answer) != pid) == ("next", True)


@posix
def test_a_decoder_that_dies_costs_only_its_picture(
    worker: MakeWorker, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one, inbox = worker(), Inbox()
    for number in range(4):
        one.request(str(tmp_path / f"dies {number}"), 0, inbox.named("dead"))
        assert inbox.next() == ("dead", BROKE_DOWN)
    one.request(str(tmp_path / "next"), 0, inbox.named("next"))
    assert pid_of(inbox.next()[1])
    assert str(tmp_path) not in capfd.readouterr().err


@posix
def test_a_process_killed_from_outside_between_pictures_is_replaced(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(), Inbox()
    one.request(str(tmp_path / "a"), 0, inbox.named("a"))
    first = pid_of(inbox.next()[1])
    os.kill(first, 9)
    answer: Answer = BROKE_DOWN
    one.request(str(tmp_path / "b"), 0, inbox.named("b"))
    answer = inbox.next()[1]
    if answer == BROKE_DOWN:  # it died with this wish on its way
        one.request(str(tmp_path / "b"), 0, inbox.named("b"))
        answer = inbox.next()[1]
    assert pid_of(answer) != first


def test_a_process_that_never_starts_is_said_in_words(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(make=makers.never_starts), Inbox()
    one.request(str(tmp_path / "a"), 0, inbox.named("a"))
    assert inbox.next() == ("a", NO_PROCESS)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded by the system on Linux only")
def test_the_process_can_neither_take_all_memory_nor_write_files(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(), Inbox()
    one.request(str(tmp_path / "eats memory"), 0, inbox.named("memory"))
    assert inbox.next() == ("memory", NoPicture("bounded"))
    one.request(str(tmp_path / "writes"), 0, inbox.named("writes"))
    assert inbox.next() == ("writes", NoPicture("refused"))
    assert not (tmp_path / "writes").read_bytes()


@posix
def test_shutting_down_ends_a_process_that_hangs_at_once_and_tells_nobody(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(time_limit=600.0), Inbox()
    slow = tmp_path / "hangs"
    one.request(str(slow), 0, inbox.named("slow"))
    until(slow.with_suffix(".begun"))
    pid = one.pid
    assert pid
    begun = time.monotonic()
    one.shut_down()
    assert time.monotonic() - begun < 2
    assert not alive(pid)
    assert one.request(str(tmp_path / "late"), 0, inbox.named("late")) is None
    one.shut_down()
    assert inbox.empty
    assert not [thread for thread in threading.enumerate() if thread.name == "preview"]


def test_a_dropped_wish_that_runs_is_given_up_and_the_worker_goes_on(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(time_limit=600.0), Inbox()
    slow = tmp_path / "hangs"
    one.request(str(slow), 0, inbox.named("slow"))
    until(slow.with_suffix(".begun"))
    one.drop()
    one.request(str(tmp_path / "next"), 0, inbox.named("next"))
    assert inbox.next()[0] == "next"


def test_a_wish_that_may_wait_comes_after_all_others(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(), Inbox()
    first = tmp_path / "waits"
    one.request(str(first), 0, inbox.named("first"))
    until(first.with_suffix(".begun"))
    one.request_when_idle(str(tmp_path / "small"), 0, inbox.named("small"), max_edge=96)
    one.request(str(tmp_path / "second"), 0, inbox.named("second"))
    first.with_suffix(".go").touch()
    assert [inbox.next()[0] for _ in range(3)] == ["first", "second", "small"]


def test_a_wish_that_may_wait_gives_way_while_it_runs_and_says_so(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(time_limit=600.0), Inbox()
    slow = tmp_path / "hangs"
    one.request_when_idle(str(slow), 0, inbox.named("small"), max_edge=96)
    until(slow.with_suffix(".begun"))
    one.request(str(tmp_path / "large"), 0, inbox.named("large"))
    assert inbox.next() == ("small", OVERTAKEN)
    assert inbox.next()[0] == "large"


def test_a_wish_that_may_wait_overtakes_nothing(worker: MakeWorker, tmp_path: Path) -> None:
    one, inbox = worker(time_limit=3.0), Inbox()
    first = tmp_path / "waits"
    one.request(str(first), 0, inbox.named("first"))
    until(first.with_suffix(".begun"))
    pid = one.pid
    for number in range(5):  # an overtaken picture would be given up after a second
        one.request_when_idle(str(tmp_path / f"{number}"), 0, inbox.named(f"{number}"), max_edge=96)
    threading.Timer(1.5, first.with_suffix(".go").touch).start()
    assert inbox.next() == ("first", Picture(1, 1, False, b"\x80", 0, pid or 0))
    assert inbox.next()[0] == "4"
    assert inbox.empty


def test_memory_holds_no_more_bytes_than_it_may() -> None:
    cache = PictureCache(room=10)
    wishes = [Wish(f"{number}", 0, 768) for number in range(4)]
    for wish in wishes[:3]:
        cache.put(wish, Picture(4, 1, False, b"1234"))
    assert [cache.get(wish) is not None for wish in wishes[:3]] == [False, True, True]
    cache.get(wishes[1])
    cache.put(wishes[3], Picture(4, 1, False, b"1234"))
    assert [cache.get(wish) is not None for wish in wishes] == [False, True, False, True]
    cache.put(wishes[0], Picture(11, 1, False, bytes(11)))
    assert cache.get(wishes[0]) is None


@pytest.mark.parametrize(
    "answer",
    [
        NoPicture("Compressed as %1", "lossless JPEG"),
        Picture(2, 3, False, bytes(6), 4, 9, (-500.0, 1400.0)),
        Picture(2, 1, True, b"\n\n\n\n\n\n", auto=True, window=(1.5, 2.0)),
    ],
)
def test_answers_come_whole_over_the_wire(answer: Answer) -> None:
    assert from_wire(to_wire(answer)) == answer


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"ready",
        b"[]\n",
        b'{"width": 2, "height": 2, "frame": 0, "frames": 1}\n123',
        b'{"width": -2, "height": -2, "frame": 0, "frames": 1}\n1234',
        b'{"width": 2, "height": 2, "frame": 0, "frames": 1, "window": [NaN, 1]}\n1234',
        b'{"width": 2, "height": 2, "frame": 0, "frames": 1, "window": "12"}\n1234',
        b'{"width": 100000000000, "height": 2, "frame": 0, "frames": 1}\n1234',
        b'{"template": 3, "value": ""}\n',
        b"\x80\x04\x95cposix\nsystem\n",
    ],
)
def test_what_is_no_answer_is_not_believed(message: bytes) -> None:
    assert from_wire(message) is None
