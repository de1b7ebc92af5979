"""Which message stands in the banner, and what its buttons mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from gui.core.entities import PatientKey
from gui.core.errors import (
    AddressInvalid,
    AuthoritiesUnusable,
    CertificateIssuerUnknown,
    CertificateRefused,
    CourierError,
    NothingToSend,
    NotTheService,
    PlainHttpRefused,
    ProxySignIn,
    ProxyUnreachable,
    RedirectRefused,
    SourceInvalid,
    SourceRefused,
)
from gui.models import likeness
from gui.models.sums import PatientTotals
from gui.widgets import words
from gui.widgets.banner import Banner, BannerAction

_NAMED_AT_MOST = 3
_ALIKE_AT_MOST = 2
_IN_A_MENU = 20

_IN_SETTINGS = (
    AddressInvalid,
    CertificateRefused,
    NotTheService,
    PlainHttpRefused,
    RedirectRefused,
    SourceInvalid,
    SourceRefused,
)
"""Problems that are mended in the destination's settings."""

_IN_PREFERENCES = (AuthoritiesUnusable, CertificateIssuerUnknown, ProxySignIn, ProxyUnreachable)
"""Problems that are mended in the preferences, which hold for all destinations."""


class _Press(Enum):
    RETRY = auto()
    SETTINGS = auto()
    PREFERENCES = auto()
    KEEP_ALL = auto()
    UNTICK_ALL = auto()


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether these patients are meant for this destination."""

    patients: frozenset[PatientKey] = frozenset()
    destination: str = ""

    def covers(self, other: _Question) -> bool:
        """True when a yes to this one is a yes to the other."""
        return self.destination == other.destination and other.patients <= self.patients


_LookAt = tuple[str, str, tuple[BannerAction, ...]]


class BannerDesk(QObject):
    """Keeps the one message of the window. A problem takes the place of everything; the notice about several
    patients comes and goes with the ticks and never covers a problem; what else should be looked at comes last."""

    token_entered = Signal(str)
    retry_pressed = Signal()
    settings_pressed = Signal()
    preferences_pressed = Signal()
    keep_only_pressed = Signal(object)
    """The key of the one patient who stays ticked; None for nobody."""
    other_pressed = Signal(object)

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._showing = ""
        self._accepted = _Question()
        self._asked = _Question()
        self._look_at: _LookAt | None = None
        self._said: _LookAt | None = None
        self._looked_at: tuple[str, str] | None = None
        banner.token_entered.connect(self.token_entered)
        banner.action_pressed.connect(self._press)
        banner.closed.connect(self._note_closed)

    def show_problem(self, error: CourierError, *, field: bool, sentence: str, retry: bool) -> None:
        """Say what did not work; the buttons follow from its kind."""
        actions: list[BannerAction] = []
        preferences = isinstance(error, _IN_PREFERENCES)
        settings = isinstance(error, _IN_SETTINGS) and not preferences
        if preferences:
            text = self.tr("Open the &preferences…")
            actions.append(BannerAction(text, _Press.PREFERENCES, "primary", "settings"))
        if settings:
            actions.append(BannerAction(self.tr("Open the &settings…"), _Press.SETTINGS, "primary", "settings"))
        if retry and not field and not isinstance(error, NothingToSend):
            kind = "" if actions else "primary"
            actions.append(BannerAction(self.tr("&Try again"), _Press.RETRY, kind, "rotate-cw"))
        self._showing = "problem"
        self._banner.show_problem(error, field=field, sentence=sentence, actions=actions)

    def show_notice(self, tone: str, title: str, text: str, action: str, value: object) -> None:
        """Say something that should be looked at."""
        # what needs no answer gives way to the question about several patients
        self._showing = "notice" if action else "hint"
        actions = (BannerAction(action, value),) if action else ()
        self._banner.show_notice(tone, title, text, actions)

    def refuse_drop(self) -> None:
        """Say why what was dropped is not added."""
        title = self.tr("Only folders and files of this computer can be added")
        self.show_notice("warn", title, self.tr("Save it on this computer first, then drop it here."), "", None)

    def check_patients(self, patients: Sequence[PatientTotals], destination_name: str, *, practice: bool) -> None:
        """Ask once, for each set of ticked patients and each destination, whether all of them are meant."""
        chosen = tuple(entry for entry in patients if entry.series)
        question = _Question(frozenset(entry.key for entry in chosen), destination_name)
        if self._showing not in ("", "patients", "hint", "look_at"):
            return
        if len(chosen) < 2 or self._accepted.covers(question):
            if self._showing == "patients":
                self.withdraw()
            return
        if self._showing == "patients" and question == self._asked:
            return
        self._asked = question
        self._showing = "patients"
        names = likeness.names_apart(chosen)
        if len(names) > _NAMED_AT_MOST + 1:
            more = self.tr("%1 others").replace("%1", words.number(len(names) - _NAMED_AT_MOST))
            names = [*names[:_NAMED_AT_MOST], more]
        title = self.tr("%1 are in the list: ").replace("%1", words.patients(len(chosen))) + likeness.listed(names)
        check = self.tr("Check that both should go to %1.") if len(chosen) == 2 else ""
        check = check or self.tr("Check that all of them should go to %1.")
        text = check.replace("%1", destination_name) + " "
        text += self.tr("Nothing leaves this computer.") if practice else self.tr("Sent images cannot be called back.")
        text = " ".join((*self._alike(chosen), text))
        self._banner.show_notice("warn", title, text, self._choices(chosen), closable=False)

    def _alike(self, chosen: Sequence[PatientTotals]) -> Sequence[str]:
        """Who of them are nearly the same; of many the first ones."""
        found = likeness.likenesses(chosen)
        if len(found) <= _ALIKE_AT_MOST:
            return found
        more = self.tr("There are %1 more like this.").replace("%1", words.number(len(found) - _ALIKE_AT_MOST))
        return *found[:_ALIKE_AT_MOST], more

    def _choices(self, chosen: Sequence[PatientTotals]) -> tuple[BannerAction, ...]:
        keep = self.tr("Keep &both") if len(chosen) == 2 else self.tr("Kee&p all")
        if len(chosen) > _IN_A_MENU:
            return BannerAction(self.tr("Unti&ck all"), _Press.UNTICK_ALL), BannerAction(keep, _Press.KEEP_ALL)
        choices = tuple((entry.key, likeness.named(entry)) for entry in chosen)
        return BannerAction(self.tr("&Keep only one"), None, choices=choices), BannerAction(keep, _Press.KEEP_ALL)

    def show_look_at(self, title: str, text: str = "", actions: Sequence[BannerAction] = ()) -> None:
        """Say what should be looked at in the ticked series; without a title there is nothing any more.

        It waits while another message stands there, and what was closed once is not said again.
        """
        self._look_at = (title, text, tuple(actions)) if title else None
        self._say_look_at()

    def _say_look_at(self) -> None:
        said = self._look_at
        if self._showing not in ("", "look_at"):
            return
        if said is None or said[:2] == self._looked_at:
            if self._showing == "look_at":
                self.forget()
            return
        if self._showing == "look_at" and said == self._said:
            return
        self._showing, self._said = "look_at", said
        self._banner.show_notice("warn", *said)

    def show_list_seen(self, seen: bool) -> None:
        """What is said about the ticked series belongs to the list; other pages hide it."""
        if self._showing in ("patients", "look_at"):
            self._banner.setVisible(seen)

    def begin_anew(self) -> None:
        """A new list: no message, and several patients are asked about again."""
        self._accepted = self._asked = _Question()
        self._look_at = self._looked_at = None
        self.forget()

    def withdraw(self) -> None:
        """Take the message away; what should be looked at may take its place."""
        self.forget()
        self._say_look_at()

    def forget(self) -> None:
        """Take the message away."""
        self._showing = ""
        self._banner.hide_now()

    def _note_closed(self) -> None:
        if self._showing == "look_at" and self._said is not None:
            self._looked_at = self._said[:2]
        self._showing = ""
        self._say_look_at()

    def _press(self, value: object) -> None:
        if value is _Press.RETRY:
            self.retry_pressed.emit()
        elif value is _Press.SETTINGS:
            self.settings_pressed.emit()
        elif value is _Press.PREFERENCES:
            self.preferences_pressed.emit()
        elif value is _Press.KEEP_ALL:
            self._accepted = self._asked
            self.withdraw()
        elif isinstance(value, PatientKey) or value is _Press.UNTICK_ALL:
            self.forget()
            self.keep_only_pressed.emit(value if isinstance(value, PatientKey) else None)
        else:
            self.other_pressed.emit(value)
