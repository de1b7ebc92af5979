"""What runs in a reading process: takes lists of files and members, answers with records, ends when its pipe does."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeAlias

from gui.dicom.header import HeaderReader
from gui.dicom.unheard import say_nothing
from gui.dicom.wire import pack

if TYPE_CHECKING:  # a process that reads files and no archives starts faster without them
    from gui.dicom.containers.values import Answer, Item

Reader: TypeAlias = "Callable[[Any], Answer]"
"""Answers an :data:`Item`; one that only knows paths will do where no archive comes."""

HELLO = b"hello"
"""What a reader says first."""

_REPORT_EVERY = 0.05
"""Seconds between answers."""


class ItemReader:
    """Reads as :func:`~gui.dicom.containers.reading.read_item` does, and files faster the more there are alike."""

    def __init__(self) -> None:
        self._headers = HeaderReader()

    def __call__(self, item: Item) -> Answer:
        """The record of a file or a member, or the contents of an archive. Never raises for what they hold."""
        if isinstance(item, str):
            return self._headers(item)
        from gui.dicom.containers.reading import read_item

        return read_item(item)


def serve(pipe: Connection, reader: Reader) -> None:
    """Say hello, then read what is asked for until the other end closes.

    An answer is a list of records (:mod:`gui.dicom.wire`) that continues the order of the paths; several make up one
    request.
    """
    # Ctrl+C in a terminal reaches every process of the group; the scan decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_nothing()
    try:
        pipe.send_bytes(HELLO)
        while True:
            _answer(pipe, reader, pipe.recv())
    except (EOFError, OSError):
        return  # the scan is over, or the program is gone


def _answer(pipe: Connection, reader: Reader, paths: Sequence[Item]) -> None:
    records: list[Answer] = []
    due = time.monotonic() + _REPORT_EVERY
    for path in paths:
        records.append(reader(path))
        if time.monotonic() >= due:
            pipe.send_bytes(pack(records))
            records = []
            due = time.monotonic() + _REPORT_EVERY
    if records:
        pipe.send_bytes(pack(records))
