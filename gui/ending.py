"""The end of the program, also when a drive that does not answer holds one of its threads or processes."""

from __future__ import annotations

import multiprocessing
import os
import sys

_LAST_WAIT = 1.0
_READERS = ("dicom-reader", "dicom-preview", "dicom-tags", "dicom-deidentifier")


def leave(code: int, *, at_once: bool = False) -> int:
    """Answer with the exit code, for the usual end of Python; ``at_once`` does not come back.

    Neither does it when a reading process cannot be ended, because Python would wait for that one. Everything must
    have been put away before.
    """
    children = multiprocessing.active_children()
    for child in children:
        if child.name in _READERS:
            child.kill()
            child.join(_LAST_WAIT)
            at_once = at_once or child.is_alive()
    if at_once:
        for child in children:
            child.terminate()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)
    return code
