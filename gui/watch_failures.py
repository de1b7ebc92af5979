"""What did not arrive whole, and when it is tried again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gui.core.errors import CourierError
from gui.core.quiet_study import QuietStudy
from gui.core.upload import Outcome

_LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class Failed:
    """An upload that did not verify everything; ``due`` is when it is tried again, by the watcher's clock.

    ``marks`` are those of its images and of their ``copies`` (files with the same bytes, with their
    SOPInstanceUIDs). ``together`` are the images of series of which something is missing: the next try may need them
    where they are. ``told`` is what it came to.
    """

    upload_id: int
    study: QuietStudy
    marks: frozenset[bytes]
    due: float
    told: tuple[Outcome, int]
    tries: int = 0
    copies: Mapping[bytes, str] = field(default_factory=dict)
    together: frozenset[bytes] = frozenset()


class Failures:
    """The uploads to try again, and whether the destination as a whole is left alone for a while.

    :param first_wait: seconds before the second try; each further wait is twice as long, up to an hour.
    """

    def __init__(self, first_wait: float) -> None:
        self._first_wait = first_wait
        self._failed: dict[int, Failed] = {}
        self._until = 0.0
        self._pauses = 0
        self._told: list[str] = []

    def __contains__(self, upload_id: object) -> bool:
        return upload_id in self._failed

    def __iter__(self) -> Iterator[Failed]:
        return iter(tuple(self._failed.values()))

    @property
    def marks(self) -> frozenset[bytes]:
        """The images that are tried again as the uploads they are in."""
        return frozenset(mark for one in self for mark in one.marks)

    @property
    def together(self) -> frozenset[bytes]:
        """The images that stay where they are, because something of their series is missing."""
        return frozenset(mark for one in self for mark in one.together)

    def keep(self, failed: Failed) -> None:
        """Try this one again when it is due."""
        self._failed[failed.upload_id] = failed

    def forget(self, upload_id: int) -> None:
        """This one has arrived, or is given up."""
        self._failed.pop(upload_id, None)

    def is_due(self, failed: Failed, now: float) -> bool:
        """True when this one can be tried again now."""
        return now >= max(failed.due, self._until)

    def wait(self, tries: int) -> float:
        """Seconds to wait after so many tries that came to the same."""
        return min(_LONGEST_WAIT, self._first_wait * 2.0 ** min(tries, 20))

    # -- the destination as a whole --------------------------------------------------------------------------

    def paused(self, now: float) -> bool:
        """True while nothing goes to the destination."""
        return now < self._until

    def pause(self, now: float) -> None:
        """The destination cannot be used: nothing goes there for a while."""
        self._until = now + self.wait(self._pauses)
        self._pauses += 1

    def is_news(self, error: CourierError) -> bool:
        """True when this has not been said since the destination took something."""
        news = error.title not in self._told
        self._told.append(error.title)
        return news

    def go_on(self) -> None:
        """The destination takes something."""
        self._until, self._pauses = 0.0, 0
        self._told.clear()
