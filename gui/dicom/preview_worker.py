"""Has pictures made in a process of its own, one at a time; the latest wish wins, and some may wait."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import NamedTuple

from gui.dicom.containers.passwords import Keys
from gui.dicom.preview_cache import PictureCache
from gui.dicom.preview_process import MakeRenderer, Wish, make_renderer, serve_pictures
from gui.dicom.preview_reasons import BROKE_DOWN, NO_PROCESS, OVERTAKEN, TOO_SLOW
from gui.dicom.preview_values import MAX_EDGE, Answer, Frame, Picture, Version
from gui.dicom.preview_wire import HELLO, LONGEST, from_wire
from gui.dicom.reading_process import ReadingProcess

Done = Callable[[Answer], None]
KeysOf = Callable[[str], Keys]

TIME_LIMIT = 20.0
"""Seconds that one picture may take; a mammogram in lossless JPEG needs some on an old computer."""
_START_LIMIT = 60.0
_PATIENCE = 1.0
"""Seconds that a picture may still take once another is wished; a running one is usually nearly done."""
_FAILED_STARTS = 3
_LAST_WAIT = 2.0


class _Request(NamedTuple):
    wish: Wish
    done: Done
    number: int
    idle: bool = False


class PreviewWorker:
    """Makes pictures in a process that may die, hang or run out of memory without harm to this one.

    The process and the thread that looks after it start with the first wish, off the calling thread. A wish that
    has not begun is dropped when another comes; one that runs is given up if it takes longer than a moment. Call
    :meth:`shut_down` at the end. ``time_limit`` is in seconds, ``cache`` in bytes; ``make`` must be a function
    that a new process can import. ``keys_of`` answers with the passwords of an archive.
    """

    def __init__(
        self,
        *,
        time_limit: float = TIME_LIMIT,
        cache: int = 64 << 20,
        make: MakeRenderer = make_renderer,
        keys_of: KeysOf = lambda _path: (),
    ) -> None:
        self._time_limit = time_limit
        self._make = make
        self._keys_of = keys_of
        self._lock = threading.Lock()
        self._cache = PictureCache(cache)
        self._next: _Request | None = None
        self._idle: _Request | None = None
        self._wishes = 0
        self._closing = False
        self._thread: threading.Thread | None = None
        self._wake, self._woken = multiprocessing.Pipe()
        self._process: ReadingProcess | None = None
        self._failed_starts = 0
        self._told_keys = self._forgetting = False
        self._forgets = 0

    @property
    def pid(self) -> int | None:
        """The process that makes the pictures, while there is one."""
        process = self._process
        return None if process is None else process.pid

    def request(
        self, path: str, frame: Frame, done: Done, *, version: Version | None = None, max_edge: int = MAX_EDGE
    ) -> Picture | None:
        """Wish for a picture; answers at once when it is in memory, and ``done`` is not called then.

        ``version`` is what the file was when it was read: a disc may have been changed for another with the same names.

        Otherwise ``done`` is called with it, or with the reason why there is none, in a thread of this object:
        hand it over to your own. It is never called for a wish that another has overtaken before it began.
        """
        wish = self._wish(path, frame, max_edge, version)
        with self._lock:
            known = self._cache.get(wish)
            if self._closing:
                return known
            self._wishes += 1
            self._next = None if known is not None else _Request(wish, done, self._wishes)
            if known is None:
                self._start()
        self._nudge()
        return known

    def request_when_idle(
        self, path: str, frame: Frame, done: Done, *, version: Version | None = None, max_edge: int
    ) -> None:
        """Wish for a picture that may wait: it is begun when nothing is wished by :meth:`request`.

        A later one takes its place as long as it has not begun. ``done`` is called for each that was begun, as for
        :meth:`request`; with ``OVERTAKEN`` when another picture was wished and it took too long.
        """
        wish = self._wish(path, frame, max_edge, version)
        with self._lock:
            if self._closing:
                return
            self._idle = _Request(wish, done, 0, idle=True)
            self._start()
        self._nudge()

    def _wish(self, path: str, frame: Frame, max_edge: int, version: Version | None) -> Wish:
        archive, _, entry = path.partition("\0")
        return Wish(path, frame, max_edge, self._keys_of(archive) if entry else (), version)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
            self._thread.start()

    def drop(self) -> None:
        """Want no picture any more; what runs is given up as if another had been wished."""
        with self._lock:
            self._wishes += 1
            self._next = None
        self._nudge()

    def forget(self) -> None:
        """Let go of the pictures in memory, of the wish that waits, and of the process if it knows a password."""
        with self._lock:
            self._idle = None
            self._forgets += 1
            self._cache.clear()
            self._forgetting = self._told_keys
        self._nudge()

    def shut_down(self) -> None:
        """End the process and the thread, now. No ``done`` is called after this has returned."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            self._next = self._idle = None
            thread = self._thread
            self._cache.clear()
        self._nudge()
        if thread is not None and thread is not threading.current_thread():
            thread.join(_LAST_WAIT + 1)
        self._wake.close()
        if thread is None or not thread.is_alive():
            self._woken.close()

    def _nudge(self) -> None:
        """Wake the thread; it takes one byte for any number of wishes."""
        try:
            self._wake.send_bytes(b"\0")
        except OSError:
            return

    # -- the thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._closing:
                if self._forgetting:
                    self._end_process()
                request = self._take()
                if request is None:
                    self._look()
                    continue
                self._serve(request)
                if self._process is None:
                    self._ready_process()  # so that the next wish need not wait for it
        finally:
            self._end_process()

    def _take(self) -> _Request | None:
        with self._lock:
            request, self._next = self._next, None
            if request is None and self._idle is not None:
                request, self._idle = self._idle._replace(number=self._wishes), None
            return request

    def _look(self) -> None:
        """Wait for a wish; notice a process that dies meanwhile."""
        pipes = [self._woken] if self._process is None else [self._woken, self._process.pipe]
        ready = wait(pipes)
        if self._woken in ready:
            self._woken.recv_bytes()
        else:
            self._end_process()  # it has nothing to say unasked: it is gone

    def _serve(self, request: _Request) -> None:
        with self._lock:
            forgets = self._forgets
            answer: Answer | None = self._cache.get(request.wish)
        answer = answer or self._answer(request.wish, request.number)
        if answer is None and request.idle:
            answer = OVERTAKEN
        if answer is None:
            return
        with self._lock:
            if self._closing:
                return
            if isinstance(answer, Picture) and forgets == self._forgets:
                self._cache.put(request.wish, answer)
        request.done(answer)

    def _answer(self, wish: Wish, number: int) -> Answer | None:
        """Have the picture made; None when it was given up."""
        process = self._ready_process()
        if process is None:
            return None if self._closing else NO_PROCESS
        self._told_keys = self._told_keys or bool(wish.keys)
        process.send(wish)
        overtaken = False
        end = time.monotonic() + self._time_limit
        while True:
            ready = wait([process.pipe, self._woken], max(0.0, end - time.monotonic()))
            if process.pipe in ready:
                answer = from_wire(process.receive(LONGEST))
                if answer is not None:
                    return answer
                self._end_process()
                return BROKE_DOWN
            if self._woken in ready:
                self._woken.recv_bytes()
                if self._closing:
                    return None
                if not overtaken and self._wishes != number:
                    overtaken = True
                    end = min(end, time.monotonic() + _PATIENCE)
                continue
            self._end_process()
            return None if overtaken else TOO_SLOW

    # -- the process -------------------------------------------------------------------------------------------

    def _ready_process(self) -> ReadingProcess | None:
        """A process that has said hello; None when none can be had, or the program ends."""
        while not self._closing and self._failed_starts < _FAILED_STARTS:
            try:
                if self._process is None:
                    self._process = ReadingProcess("dicom-preview", serve_pictures, self._make)
            except OSError:
                self._failed_starts += 1
                continue
            if self._process.up or self._wait_for_hello(self._process):
                self._failed_starts = 0
                return self._process
            self._end_process()
            self._failed_starts += 1
        return None

    def _wait_for_hello(self, process: ReadingProcess) -> bool:
        end = time.monotonic() + _START_LIMIT
        while not self._closing:
            ready = wait([process.pipe, self._woken], max(0.0, end - time.monotonic()))
            if process.pipe in ready:
                process.up = process.receive(LONGEST) == HELLO
                return process.up
            if self._woken not in ready:
                return False
            self._woken.recv_bytes()
        return False

    def _end_process(self) -> None:
        process, self._process = self._process, None
        self._told_keys = self._forgetting = False
        if process is not None:
            process.end()
