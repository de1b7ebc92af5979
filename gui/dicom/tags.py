"""Has the tags of an object read in a process of its own, for a person who wants to see all of them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.containers.passwords import Keys
from gui.dicom.preview_process import limit_this_process
from gui.dicom.preview_wire import HELLO
from gui.dicom.reading_process import ReadingProcess
from gui.dicom.tags_values import (
    BROKE_DOWN,
    LONGEST_MESSAGE,
    NO_PROCESS,
    TOO_SLOW,
    NoTags,
    Tag,
    TagList,
    TagsAnswer,
    from_wire,
    to_wire,
)
from gui.dicom.unheard import say_nothing

__all__ = ["NoTags", "Tag", "TagList", "TagsAnswer", "read_tags"]

Serve = Callable[..., None]

TIME_LIMIT = 10.0
"""Seconds that reading may take."""
_START_LIMIT = 60.0
_LOOK_FOR_CANCEL = 0.1


def read_tags(
    instance: Instance,
    *,
    cancel: CancelToken,
    keys: Keys = (),
    time_limit: float = TIME_LIMIT,
    serve: Serve | None = None,
) -> TagsAnswer:
    """The tags of an object, or the sentence that says why there are none.

    The file is opened only in a process that has bounded memory, may write nothing, and is gone when this returns.
    ``keys`` are the passwords of its archive, ``time_limit`` is in seconds, from when that process is up; ``serve`` is
    what runs in it, a function that a new process can import. Raises :class:`gui.core.cancel.Cancelled`.
    """
    wish = (instance, keys) if keys else (instance,)
    try:
        process = ReadingProcess("dicom-tags", serve or serve_tags, *wish)
    except OSError:
        return NO_PROCESS
    try:
        if _hear(process, _START_LIMIT, cancel) != HELLO:
            return NO_PROCESS
        message = _hear(process, time_limit, cancel)
        if message is None:
            return TOO_SLOW
        return from_wire(message) or BROKE_DOWN
    finally:
        process.end()


def serve_tags(pipe: Connection, instance: Instance, keys: Keys = ()) -> None:
    """Runs in the process: get ready, say hello, read, answer."""
    # Ctrl+C in a terminal reaches every process of the group; the window decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_nothing()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from gui.dicom.tags_read import read_here

    try:
        limit_this_process()
        pipe.send_bytes(HELLO)
        pipe.send_bytes(to_wire(read_here(instance, keys)))
    except OSError:
        return  # nobody wants to know any more


def _hear(process: ReadingProcess, seconds: float, cancel: CancelToken) -> bytes | None:
    """The next message; empty when the process is gone, None when it takes too long."""
    end = time.monotonic() + seconds
    try:
        while not process.pipe.poll(_LOOK_FOR_CANCEL):
            cancel.raise_if_cancelled()
            if time.monotonic() > end:
                return None
    except OSError:
        return b""
    return process.receive(LONGEST_MESSAGE)
