"""The folder whose new studies the window offers."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST_QUIET = 5
LONGEST_QUIET = 3600


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """Whether a folder is watched, which, and how many seconds a study has to be at rest (from 5 to 3,600).

    ``folder`` is absolute, and may be kept while nothing is watched. Raises :class:`ValueError` for a time out of
    range, and for watching no folder.
    """

    on: bool = False
    folder: str = ""
    quiet: int = 30

    def __post_init__(self) -> None:
        if not SHORTEST_QUIET <= self.quiet <= LONGEST_QUIET:
            raise ValueError("a study rests for 5 seconds to an hour")
        if self.on and not self.folder:
            raise ValueError("a folder is watched, or none")
