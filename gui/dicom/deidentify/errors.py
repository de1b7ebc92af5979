"""What keeps images from being made anonymous, in the words that people read."""

from __future__ import annotations

from collections.abc import Sequence

from gui.core.entities import Skipped
from gui.core.errors import CourierError


class NoRoomToDeidentify(CourierError):
    """The anonymous copies do not fit on this computer's disk; ``needed`` and ``free`` are amounts in words."""

    title_template = "There is not enough room on this computer’s disk"
    advice_template = (
        "Nothing was sent. Names and other identifying data are removed from copies first, which need {needed}; {free} "
        "are free. Make room, or send fewer images at a time."
    )


class CopiesNotKept(CourierError):
    """The folder for the anonymous copies cannot be written."""

    title_template = "Identifying data could not be removed"
    advice_template = (
        "Nothing was sent. The copies that this is done with cannot be written on this computer. Make room on its "
        "disk, then try again. If it stays so, ask your IT."
    )


class NothingDeidentified(CourierError):
    """Of none of the images identifying data could be removed."""

    title_template = "None of the images can be sent"
    advice_template = (
        "Your IT wants names and other identifying data to be removed before sending, and that is not possible for "
        "these: they may show who the patient is even then, or could not be read. Ask your IT how to send them."
    )

    def __init__(self, left: Sequence[Skipped] = ()) -> None:
        super().__init__()
        self.left = tuple(left)
        """The images, and why each of them cannot be sent."""


class NotDeidentified(CourierError):
    """An upload holds originals, and IT wants identifying data to be removed."""

    title_template = "This upload cannot be gone on with"
    advice_template = (
        "It was begun before your IT had identifying data removed before sending, so its images would go out with "
        "names. Nothing was sent. Add the folder or the disc again and upload it anew."
    )


class CopiesGone(CourierError):
    """The anonymous copies of an upload are gone, and so is what they were made of."""

    title_template = "The copies that were to be sent are no longer there"
    advice_template = (
        "Nothing was sent. Add the folder or the disc again and upload it anew; what has arrived gets the same UIDs, "
        "so that no image can arrive twice."
    )
