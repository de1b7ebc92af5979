"""How much one request carries: more while answers are quick, less when they are slow."""

from __future__ import annotations

from gui.core.plan import MIB, Limits

QUICK = 5.0
"""Seconds: a full request that is answered sooner makes the next ones twice as large."""
SLOW = 15.0
"""Seconds: a request that takes longer makes the next ones smaller."""

_AIM = 10.0
_FIRST = Limits(max_files=25, max_bytes=8 * MIB)
_LEAST = Limits(max_files=10, max_bytes=MIB)


def first_size(limits: Limits) -> Limits:
    """How much the first request carries: a moderate amount, within what the destination is known to take."""
    return _FIRST.within(limits)


def next_size(size: Limits, limits: Limits, *, files: int, nbytes: int, seconds: float) -> Limits:
    """How much later requests carry, after one with so many files and bytes that took so many seconds in all.

    It aims at 5 to 15 seconds: long enough that the way to and fro does not count, short enough that a break costs
    little and progress is seen. A request that was not even half full says nothing about larger ones. A slow
    one shrinks to what would have taken 10 seconds, to a quarter of itself at the least, and not below 10 files
    and 1 MiB, where the time is not the size's fault. The answer is never above ``limits``.
    """
    if seconds > SLOW:
        share = max(0.25, _AIM / seconds)
        wanted = Limits(
            max_files=min(size.max_files, max(_LEAST.max_files, int(files * share))),
            max_bytes=min(size.max_bytes, max(_LEAST.max_bytes, int(nbytes * share))),
        )
    elif seconds < QUICK and (2 * files >= size.max_files or 2 * nbytes >= size.max_bytes):
        wanted = Limits(max_files=2 * size.max_files, max_bytes=2 * size.max_bytes)
    else:
        wanted = size
    return wanted.within(limits)
