"""The folder whose new studies the window offers, or sends."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST_QUIET = 5
LONGEST_QUIET = 3600
SENT_FOLDER = "sent"
"""Where what has arrived is moved to unless set otherwise: a folder below the watched one."""


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """Whether a folder is watched, which, and how many seconds a study has to be at rest (from 5 to 3,600).

    ``folder`` is absolute, and may be kept while nothing is watched. With ``send`` a new study goes to the
    ``destination`` (its ID) without anybody being asked, and what has arrived is moved to ``move_to`` (absolute, or a
    name below ``folder``), or left where it is while that is empty; else studies are offered only. Raises
    :class:`ValueError` for a time out of range, for watching no folder, and for sending to nowhere.
    """

    on: bool = False
    folder: str = ""
    quiet: int = 30
    send: bool = False
    destination: str = ""
    move_to: str = ""

    def __post_init__(self) -> None:
        if not SHORTEST_QUIET <= self.quiet <= LONGEST_QUIET:
            raise ValueError("a study rests for 5 seconds to an hour")
        if self.on and not self.folder:
            raise ValueError("a folder is watched, or none")
        if self.send and not self.destination:
            raise ValueError("what is sent goes somewhere")
