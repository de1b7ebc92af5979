"""Work that may be left behind, and the values that come from there one by one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pytest

from gui.core.apart import Home, apart, each_apart
from gui.core.cancel import Cancelled, CancelToken


def test_what_work_answers_and_raises_comes_through() -> None:
    token = CancelToken()
    assert apart(lambda: threading.current_thread() is threading.main_thread(), token) is False
    with pytest.raises(ZeroDivisionError):
        apart(lambda: 1 // 0, token)


def test_work_that_hangs_is_left_at_the_wish_to_stop() -> None:
    token, hangs, go = CancelToken(), threading.Event(), threading.Event()

    def hang() -> bool:
        hangs.set()
        return go.wait(60)

    threading.Thread(target=lambda: hangs.wait(60) and token.cancel()).start()
    with pytest.raises(Cancelled):
        apart(hang, token)
    assert not go.is_set()
    go.set()


def test_nothing_is_begun_after_the_wish() -> None:
    token = CancelToken()
    token.cancel()
    begun: list[int] = []
    with pytest.raises(Cancelled):
        apart(lambda: begun.append(1), token)
    with pytest.raises(Cancelled):
        next(each_apart(lambda _home: iter(begun), token))
    assert begun == []


def test_each_value_is_made_when_it_is_wanted() -> None:
    made: list[int] = []

    def count(_home: Home) -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    values = each_apart(count, CancelToken())
    assert made == []
    assert next(values) == 0
    assert made == [0]
    assert list(values) == [1, 2]


def test_trouble_on_the_way_comes_after_the_values_before_it() -> None:
    def fail(_home: Home) -> Iterator[int]:
        yield 1
        raise OSError("gone")

    values = each_apart(fail, CancelToken())
    assert next(values) == 1
    with pytest.raises(OSError, match="gone"):
        next(values)


def test_who_wants_no_more_ends_what_makes_them() -> None:
    ended = threading.Event()

    def count(home: Home) -> Iterator[int]:
        try:
            yield 1
            yield 2
        finally:
            assert home.stop.cancelled
            ended.set()

    with contextlib.closing(each_apart(count, CancelToken())) as values:
        assert next(values) == 1
    assert ended.wait(20)


def test_values_that_hang_are_left_at_the_wish_to_stop() -> None:
    token, go = CancelToken(), threading.Event()

    def hang(_home: Home) -> Iterator[int]:
        yield 1
        token.cancel()
        go.wait(60)

    values = each_apart(hang, token)
    assert next(values) == 1
    with pytest.raises(Cancelled):
        next(values)
    assert not go.is_set()
    go.set()


def test_what_only_the_waiting_thread_may_do_is_done_there() -> None:
    def work(home: Home) -> Iterator[object]:
        yield home.do(threading.current_thread)
        with pytest.raises(ZeroDivisionError):
            home.do(lambda: 1 // 0)
        yield threading.current_thread()

    here, apart_from_here = each_apart(work, CancelToken())
    assert here is threading.current_thread()
    assert apart_from_here is not here


def test_nobody_waits_at_home_for_work_that_was_left() -> None:
    token, go, ended = CancelToken(), threading.Event(), threading.Event()

    def work(home: Home) -> Iterator[int]:
        yield 1
        token.cancel()
        go.wait(60)
        with pytest.raises(Cancelled):
            home.do(lambda: 1)
        ended.set()

    values = each_apart(work, token)
    assert next(values) == 1
    with pytest.raises(Cancelled):
        next(values)
    go.set()
    assert ended.wait(20)


def test_a_token_calls_only_as_long_as_it_is_wanted() -> None:
    token, called = CancelToken(), []
    with token.calling(lambda: called.append("after")):
        pass
    with token.calling(lambda: called.append("in it")):
        token.cancel()
    assert called == ["in it"]
