"""Work that a drive can hold up for as long as it likes is done apart: in a thread that can be left behind.

A request to a drive that does not answer cannot be taken back; with some drives not even the end of the program ends
it. So nobody waits for such a thread any more when the wish to stop has come. Work that has been left must not change
anything that others use: it raises :class:`gui.core.cancel.Cancelled` as soon as the drive answers, or answers nobody.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from gui.core.cancel import Cancelled, CancelToken

_T = TypeVar("_T")
_R = TypeVar("_R")

_LAST_WAIT = 0.05
"""Seconds that a thread has to put its things away after the wish to stop, before it is left behind."""


@dataclass(frozen=True, slots=True)
class _Said(Generic[_T]):
    """One value, the trouble that ended the work, a wish, or nothing when the work has come to its end."""

    values: tuple[_T, ...] = ()
    trouble: BaseException | None = None
    wish: Callable[[], None] | None = None


def apart(work: Callable[[], _T], cancel: CancelToken) -> _T:
    """What ``work`` answers or raises; it looks at the same token. Raises :class:`Cancelled` within a moment."""
    said: queue.SimpleQueue[_Said[_T]] = queue.SimpleQueue()
    thread = threading.Thread(target=_run, args=(work, said), name="apart", daemon=True)
    with cancel.calling(lambda: said.put(_Said(trouble=Cancelled()))):
        cancel.raise_if_cancelled()
        thread.start()
        heard = said.get()
    if cancel.cancelled:
        thread.join(_LAST_WAIT)
    if heard.trouble is not None:
        raise heard.trouble
    return heard.values[0]


def _run(work: Callable[[], _R], said: queue.SimpleQueue[_Said[_R]]) -> None:
    try:
        said.put(_Said((work(),)))
    except BaseException as trouble:  # noqa: BLE001 - it is raised again where it is waited for
        said.put(_Said(trouble=trouble))


class Home:
    """The thread that waits for the values of :func:`each_apart`, as work sees it that makes them."""

    def __init__(self, wish: Callable[[Callable[[], None]], None]) -> None:
        self.stop = CancelToken()
        """What the work is to look at: cancelled also when nobody wants the rest."""
        self._wish = wish

    def do(self, work: Callable[[], _R]) -> _R:
        """Have it done in that thread, such as what only the main thread may do, and wait for its answer."""
        answers: queue.SimpleQueue[_Said[_R]] = queue.SimpleQueue()
        with self.stop.calling(lambda: answers.put(_Said(trouble=Cancelled()))):
            self._wish(lambda: _run(work, answers))
            answer = answers.get()
        if answer.trouble is not None:
            raise answer.trouble
        return answer.values[0]


def each_apart(start: Callable[[Home], Iterator[_T]], cancel: CancelToken) -> Generator[_T, None, None]:
    """What the iterator of ``start`` yields; it is asked for the next value when that is wanted, not before.

    Close the generator where it may not come to its end. Raises :class:`Cancelled` within a moment of the wish.
    """
    said: queue.SimpleQueue[_Said[_T]] = queue.SimpleQueue()
    wanted = threading.Semaphore(0)
    home = Home(lambda wish: said.put(_Said(wish=wish)))

    def run() -> None:
        source: Iterator[_T] = iter(())
        try:
            source = start(home)
            for value in source:
                said.put(_Said((value,)))
                wanted.acquire()
                home.stop.raise_if_cancelled()
        except BaseException as trouble:  # noqa: BLE001 - it is raised again where it is waited for
            said.put(_Said(trouble=trouble))
        else:
            said.put(_Said())
        finally:
            if isinstance(source, Generator):
                source.close()

    thread = threading.Thread(target=run, name="apart", daemon=True)
    with cancel.calling(lambda: said.put(_Said(trouble=Cancelled()))):
        cancel.raise_if_cancelled()
        thread.start()
        try:
            while True:
                heard = said.get()
                if heard.trouble is not None:
                    raise heard.trouble
                if heard.wish is not None:
                    heard.wish()
                elif heard.values:
                    yield heard.values[0]
                    wanted.release()
                else:
                    return
        finally:
            home.stop.cancel()
            wanted.release()
            thread.join(_LAST_WAIT)
