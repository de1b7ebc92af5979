"""What the watcher of a folder is told and tells: how it watches, what became of a study, what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gui.core.destination import PRACTICE_ID, Destination
from gui.core.entities import Skipped, SkipReason
from gui.core.errors import CourierError
from gui.core.person import person_of
from gui.core.quiet_study import QuietStudy
from gui.core.sending import Begun, Sent
from gui.core.upload import Outcome, Progress
from gui.dicom.catalogue import Catalogue

QUIET_SECONDS = 30.0
"""How long a study has to be at rest, unless set otherwise."""

Report = Callable[[Begun | Progress], None]


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """How a folder is watched.

    ``quiet`` seconds of rest make a study ready; a look is taken every ``every`` seconds, or less often where looking
    takes long. What has arrived is moved to the folder ``move_to``, or left with None. A try that failed is made again
    after ``first_wait`` seconds, then twice as long, up to an hour.
    """

    quiet: float = QUIET_SECONDS
    every: float = 2.0
    move_to: str | None = None
    first_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Round:
    """One upload of a quiet study, or one more try of it. ``seconds`` is how long it took.

    ``problem`` without ``sent`` stopped it before its first request; nothing is in the journal then. ``news`` is
    False when a further try came to nothing more than the one before.
    """

    study: QuietStudy
    sent: Sent | None
    problem: CourierError | None
    skipped: tuple[Skipped, ...]
    seconds: float
    news: bool = True

    @property
    def cancelled(self) -> bool:
        """True when the person's wish to stop came while it ran."""
        return self.sent is not None and self.sent.receipt.outcome is Outcome.CANCELLED


class StudyHeld(CourierError):
    """A study is not sent without a person's look at it; ``problem`` says in a sentence why."""

    title_template = "A study in the watched folder waits for somebody to look at it"
    advice_template = (
        "{problem} Nothing of it is sent by itself. Add it in the window and choose there what is to go, or take away "
        "what does not belong."
    )


def held_back(study: QuietStudy, catalogue: Catalogue) -> StudyHeld | None:
    """Why a study does not go out by itself; None when nothing speaks against it.

    The same guards stand before a person's press of Upload: what needs a person's choice there is nothing that a
    program chooses here. ``catalogue`` holds what the study's files hold now.
    """
    uid = study.study_instance_uid
    if len({person_of(one.key.patient) for one in catalogue.series() if one.key.study_instance_uid == uid}) > 1:
        return StudyHeld(problem="Its images name more than one patient.", detail="several patients")
    conflicts = {one.shown for one in catalogue.skipped if one.reason is SkipReason.CONFLICT}
    if any(one.shown in conflicts for one in study.instances):
        problem = "Two of its files claim to be the same image, with different content."
        return StudyHeld(problem=problem, detail="conflict")
    return None


def target_of(destination: Destination) -> str:
    """The destination in a spelling that stays, also where its name or token changes."""
    return PRACTICE_ID if destination.practice else destination.address.endpoint
