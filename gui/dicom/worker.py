"""What runs in a reading process: takes lists of files and members, answers with records, ends when its pipe does."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from gui.dicom.containers.values import Answer, Item
from gui.dicom.elements import Found

_T = TypeVar("_T")

Reader = Callable[[Any], Answer]
"""Answers an :data:`Item`; one that only knows paths will do where no archive comes."""

_REPORT_EVERY = 0.05
"""Seconds between answers."""


def serve(pipe: Connection, reader: Reader) -> None:
    """Say hello, then read what is asked for until the other end closes.

    An answer is a list of records that continues the order of the paths; several make up one request.
    """
    # Ctrl+C in a terminal reaches every process of the group; the scan decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(None)
        while True:
            _answer(pipe, reader, pipe.recv())
    except (EOFError, OSError):
        return  # the scan is over, or the program is gone


class _Shared:
    """Equal values as one object, which pickle writes once."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def __call__(self, value: _T) -> _T:
        known: _T = self._known.setdefault(value, value)
        return known


def _answer(pipe: Connection, reader: Reader, paths: Sequence[Item]) -> None:
    records: list[Answer] = []
    share = _Shared()
    due = time.monotonic() + _REPORT_EVERY
    for path in paths:
        record = reader(path)
        if isinstance(record, Found):
            record = record._replace(
                patient=share(record.patient), study=share(record.study), series=share(record.series)
            )
        records.append(record)
        if time.monotonic() >= due:
            pipe.send(records)
            records = []
            due = time.monotonic() + _REPORT_EVERY
    if records:
        pipe.send(records)
