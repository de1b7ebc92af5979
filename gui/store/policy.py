"""What the clinic's IT has set on this computer, and what a person therefore cannot change."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from gui.core.destination import PRACTICE_ID, Destination
from gui.core.errors import CourierError
from gui.core.line import LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.watch_settings import WatchSettings

HISTORY, CAP, NIGHT, PROXY, CA_FILE = "history", "cap", "night", "proxy", "ca_file"
LANGUAGE, DISCS = "language", "discs"
"""The names in :attr:`Policy.locked_settings`."""
WATCH, WATCH_SEND = "watch", "watch_send"
"""Two more: all about the watched folder, and only that what is in it is sent without asking."""


class PolicyInvalid(CourierError):
    """What IT has set cannot be understood, so none of it holds, and nothing is sent.

    ``file`` and ``where`` name the place (a line of the file, or a value of the registry), ``problem`` says in a
    sentence what is wrong there.
    """

    title_template = "The settings that your IT made for this computer cannot be used"
    advice_template = "Nothing is sent until your IT has mended them. In {file}, {where}: {problem}"


class DestinationNotAllowed(CourierError):
    """IT has locked the destinations, and this is none of them. ``name`` is its name."""

    title_template = "Your IT does not allow uploads to {name}"
    advice_template = "Nothing was sent. Choose a destination that your IT has set, or ask your IT for this one."


class PracticeNotAllowed(CourierError):
    """IT has switched the Practice service off."""

    title_template = "Your IT has switched the Practice service off"
    advice_template = "Nothing was sent. Choose another destination."


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """Whether an audit trail is kept, where, and for how long.

    ``folder`` is empty for the person's own log folder. Whole months that are older than ``days`` are deleted, and the
    oldest ones while all together are larger than ``max_mb`` (10⁶ bytes); None keeps them for ever. A copy goes to
    ``syslog`` on Linux and macOS, and to the Event Log of Windows.
    """

    on: bool = False
    folder: str = ""
    days: int | None = None
    max_mb: int | None = None
    syslog: bool = False
    event_log: bool = False


@dataclass(frozen=True, slots=True)
class UpdatePolicy:
    """Where the notice of a newer version is, if anywhere, and who signs it.

    ``address`` is empty where nobody is to look. ``public_key`` is the raw Ed25519 key (32 bytes); ``days`` pass from
    one look to the next.
    """

    address: str = ""
    public_key: bytes = b""
    days: int = 1

    @property
    def on(self) -> bool:
        """True when the program is to look."""
        return bool(self.address)


@dataclass(frozen=True, slots=True)
class Policy:
    """All that IT has set; None and empty stand for “as the person likes”.

    ``destinations`` are there for everybody and cannot be changed or removed; with ``locked`` there are no others.
    With ``deidentify``, identifying data is removed before sending, except to those of ``destinations`` that are named
    in ``originals`` by their IDs.
    ``watch`` is the folder that is watched for everybody; with ``watch_only_offers`` nobody's is sent without asking.
    ``token_files`` are paths by the ID of a destination. ``language`` is that of the window:
    ``de``, ``de-CH`` (BCP 47).
    """

    destinations: tuple[Destination, ...] = ()
    locked: bool = False
    token_files: Mapping[str, str] = field(default_factory=dict, repr=False)
    practice: bool = True
    deidentify: bool = False
    originals: frozenset[str] = frozenset()
    copy_discs: bool | None = None
    keep_history: bool | None = None
    history_days: int | None = None
    cap_mbit: float | None = None
    night: NightWindow | None = None
    proxy: ProxyUse | None = None
    proxy_address: str = ""
    proxy_user: str = ""
    ca_file: str = ""
    log_folder: str = ""
    audit: AuditPolicy = field(default_factory=AuditPolicy)
    updates: UpdatePolicy = field(default_factory=UpdatePolicy)
    language: str = ""
    watch: WatchSettings | None = None
    watch_only_offers: bool = False

    @property
    def locked_settings(self) -> frozenset[str]:
        """Which of the preferences a person cannot change."""
        given = {
            HISTORY: self.keep_history is not None or self.history_days is not None,
            CAP: self.cap_mbit is not None,
            NIGHT: self.night is not None,
            PROXY: self.proxy is not None,
            CA_FILE: bool(self.ca_file),
            LANGUAGE: bool(self.language),
            WATCH: self.watch is not None,
            WATCH_SEND: self.watch is not None or self.watch_only_offers,
            DISCS: self.copy_discs is not None,
        }
        return frozenset(name for name, set_here in given.items() if set_here)

    @property
    def destination_ids(self) -> frozenset[str]:
        """The IDs of the destinations that IT has set."""
        return frozenset(one.id for one in self.destinations)

    def find(self, destination: Destination) -> Destination | None:
        """The destination of IT's that is the same place as this one, spoken to in the same way."""
        return next((one for one in self.destinations if _place(one) == _place(destination)), None)

    def allow(self, destination: Destination) -> None:
        """Raise :class:`DestinationNotAllowed` or :class:`PracticeNotAllowed` where nothing may be sent to."""
        if destination.practice:
            if not self.practice:
                raise PracticeNotAllowed
        elif self.locked and self.find(destination) is None:
            raise DestinationNotAllowed(name=destination.name)

    def deidentifies(self, destination: Destination) -> bool:
        """True where only anonymous copies may be sent to this destination; the Practice service is no exception."""
        if not self.deidentify:
            return False
        known = None if destination.practice else self.find(destination)
        return known is None or known.id not in self.originals

    # -- a person's settings ---------------------------------------------------------------------------------

    def line(self, own: LineSettings) -> LineSettings:
        """The line's settings that hold: IT's where it has set them, else the person's own."""
        line = own
        if self.cap_mbit is not None:
            line = dataclasses.replace(line, cap_mbit=self.cap_mbit)
        if self.night is not None:
            line = dataclasses.replace(line, night=self.night)
        if self.proxy is not None:
            line = dataclasses.replace(
                line, proxy=self.proxy, proxy_address=self.proxy_address, proxy_user=self.proxy_user
            )
        return dataclasses.replace(line, ca_file=self.ca_file) if self.ca_file else line

    def own_line(self, line: LineSettings, before: LineSettings) -> LineSettings:
        """The person's own part of what holds; where IT's holds, what the person had before."""
        locked = self.locked_settings
        return dataclasses.replace(
            line,
            cap_mbit=(before if CAP in locked else line).cap_mbit,
            night=(before if NIGHT in locked else line).night,
            proxy=(before if PROXY in locked else line).proxy,
            proxy_address=(before if PROXY in locked else line).proxy_address,
            proxy_user=(before if PROXY in locked else line).proxy_user,
            ca_file=(before if CA_FILE in locked else line).ca_file,
        )

    def watched(self, own: WatchSettings) -> WatchSettings:
        """The watched folder that holds: IT's where it has set one, else the person's own."""
        if self.watch is not None:
            return self.watch
        return dataclasses.replace(own, send=False) if self.watch_only_offers else own

    def own_watched(self, watch: WatchSettings, before: WatchSettings) -> WatchSettings:
        """The person's own part of what holds; where IT's holds, what the person had before."""
        if self.watch is not None:
            return before
        if self.watch_only_offers:
            return dataclasses.replace(watch, send=before.send, destination=before.destination, move_to=before.move_to)
        return watch

    def all_destinations(self, own: tuple[Destination, ...]) -> tuple[Destination, ...]:
        """IT's destinations, then the person's own where they are allowed."""
        others = () if self.locked else tuple(one for one in own if one.id not in self.destination_ids)
        return (*self.destinations, *others)

    def select(self, wished: str, destinations: tuple[Destination, ...], *, first_time: bool) -> str:
        """The ID of the destination to choose: as wished where it is there, else IT's first."""
        known = {one.id for one in destinations} | ({PRACTICE_ID} if self.practice else set())
        if wished in known and not (first_time and self.destinations):
            return wished
        return self.destinations[0].id if self.destinations else PRACTICE_ID


def _place(destination: Destination) -> tuple[object, ...]:
    """What makes two destinations the same, whatever they are called."""
    return (destination.base_url, destination.dialect, destination.scheme, destination.source)
