"""What an HTTP status means for a request, and how long to wait before it goes out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from random import Random


class Reaction(StrEnum):
    """What to do after a status (service contract, Answers)."""

    ACCEPT = "accept"
    """The answer speaks of success; its body decides."""
    RETRY = "retry"
    """Passing: the same request again, later."""
    SPLIT = "split"
    """None of the parts was taken: halve the batch until the refused files are known."""
    SHRINK = "shrink"
    """The request was too large: halve the batch and remember the limit."""
    MOVED = "moved"
    """Another address: followed by the contract's rule only."""
    TOKEN = "token"
    """The token is refused: stop everything."""
    SOURCE = "source"
    """The Source setting is refused: stop everything."""
    PROXY = "proxy"
    """Not the service but a proxy on the way refuses: stop everything."""
    ADDRESS = "address"
    """Something else answers there: stop everything."""


_TABLE = {
    200: Reaction.ACCEPT,
    201: Reaction.ACCEPT,
    202: Reaction.ACCEPT,
    301: Reaction.MOVED,
    302: Reaction.MOVED,
    303: Reaction.MOVED,
    307: Reaction.MOVED,
    308: Reaction.MOVED,
    401: Reaction.TOKEN,
    403: Reaction.SOURCE,
    404: Reaction.ADDRESS,
    405: Reaction.ADDRESS,
    406: Reaction.ADDRESS,
    407: Reaction.PROXY,
    408: Reaction.RETRY,
    410: Reaction.ADDRESS,
    411: Reaction.ADDRESS,
    413: Reaction.SHRINK,
    421: Reaction.RETRY,
    425: Reaction.RETRY,
    426: Reaction.ADDRESS,
    429: Reaction.RETRY,
    501: Reaction.ADDRESS,
    505: Reaction.ADDRESS,
    511: Reaction.ADDRESS,
}


def react(status: int, *, unauthenticated: bool = False) -> Reaction:
    """What to do after an answer with this status.

    ``unauthenticated`` is True when the answer's body says ``"authenticated": false``, which means a refused
    token whatever the status is. Statuses that the contract does not name: other 4xx speak of what was sent and
    split the batch, other 5xx are passing, everything else is not the service.
    """
    if unauthenticated:
        return Reaction.TOKEN
    if status in _TABLE:
        return _TABLE[status]
    if 400 <= status < 500:
        return Reaction.SPLIT
    if 500 <= status < 600:
        return Reaction.RETRY
    return Reaction.ADDRESS


def parse_retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header asks for (RFC 9110 §10.2.3), or None when it cannot be read.

    Both forms are read, a number of seconds and a date; a date in the past is nought. ``now`` is in UTC.
    """
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())


@dataclass(frozen=True, slots=True)
class Backoff:
    """Exponential back-off with full jitter; all in seconds.

    The wait before try ``n`` is drawn evenly from nought to ``first * 2 ** (n - 1)``, ``cap`` at the most. A
    ``Retry-After`` is obeyed up to ``retry_after_cap`` and never shortened by the jitter.
    """

    first: float = 0.5
    cap: float = 60.0
    retry_after_cap: float = 300.0

    def wait(self, failures: int, rng: Random, retry_after: float | None = None) -> float:
        """How long to wait after this many failures in a row (1 or more)."""
        ceiling = min(self.cap, self.first * 2.0 ** min(failures - 1, 60))
        drawn = rng.uniform(0.0, ceiling)
        if retry_after is None:
            return drawn
        return min(self.retry_after_cap, retry_after) + min(drawn, self.first)
