"""What an upload tells of itself when it begins and when it has ended, as far as it is more than its progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gui.core.as_read import AsRead
from gui.core.destination import Destination
from gui.core.entities import Skipped
from gui.core.errors import CourierError
from gui.core.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Begun:
    """An upload is in the journal from now on; reported before the first progress of its own.

    ``as_read`` says what its series were, by the UIDs that go out, where these are other ones than were read.
    """

    upload_id: int
    destination: Destination
    as_read: Mapping[str, AsRead] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a send ended: the receipt, and the problem that stopped it, if one did.

    ``gone`` are the folders that vanished meanwhile: when one of them is there again, it makes sense to go on.
    ``left`` are the chosen files that cannot be made anonymous, and why; the receipt counts them as left out.
    """

    receipt: Receipt
    problem: CourierError | None
    gone: tuple[str, ...] = field(default=(), repr=False)
    left: tuple[Skipped, ...] = field(default=(), repr=False)
