"""For the processes that read what nobody has looked at yet."""

from __future__ import annotations

import os
from contextlib import suppress


def say_nothing() -> None:
    """From now on nothing that this process writes on its standard streams is heard.

    The traceback of an error that nobody foresaw, and what a decoder in C complains about, may hold a name or a path;
    and whatever starts the program may keep such lines in a log. That a process has died shows in its pipe.
    """
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        os.close(nothing)
