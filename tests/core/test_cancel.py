"""The wish to stop, from every thread."""

from __future__ import annotations

import threading

import pytest

from gui.core.cancel import Cancelled, CancelToken


def test_work_goes_on_until_the_wish_comes_and_ends_after_it() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.wait(0)
    token.cancel()
    assert token.cancelled
    assert token.wait(0)
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_each_callback_comes_once_also_when_the_wish_came_before() -> None:
    token = CancelToken()
    seen: list[str] = []
    token.on_cancel(lambda: seen.append("before"))
    token.cancel()
    token.cancel()
    token.on_cancel(lambda: seen.append("after"))
    assert seen == ["before", "after"]


def test_a_wait_in_another_thread_ends_at_once() -> None:
    token = CancelToken()
    ended = threading.Event()

    def work() -> None:
        token.wait(60)
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    token.cancel()
    assert ended.wait(5)
    thread.join()
