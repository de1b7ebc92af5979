"""The preferences: what is set, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.core.destination import Destination
from gui.core.line import LineSettings
from gui.core.token import Token
from gui.core.watch_settings import WatchSettings
from gui.widgets import words
from gui.widgets.controls import Label, TickBox
from gui.widgets.dialogs import Hint
from gui.widgets.preferences_discs import DiscsGroup
from gui.widgets.preferences_language import LanguageGroup
from gui.widgets.preferences_network import NetworkGroup
from gui.widgets.preferences_sending import SendingGroup, number_field, set_by_it, tick_row, typed_number
from gui.widgets.preferences_watch import WatchGroup
from gui.widgets.theme import Look

MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be set from now on. ``password`` is that of the proxy, None for “as it is kept”.

    ``locked`` names what IT has set: ``cap``, ``night``, ``proxy``, ``ca_file``, ``history``, ``language``, ``watch``,
    ``watch_send``, ``discs``. ``destinations`` are those that new studies of a watched folder can be sent to.
    ``languages`` are those to choose from, each in its own words; ``language`` is empty for the system's.
    """

    line: LineSettings = field(default_factory=LineSettings)
    keep_history: bool = True
    history_days: int = 90
    password: Token | None = field(default=None, repr=False)
    locked: frozenset[str] = frozenset()
    watch: WatchSettings = field(default_factory=WatchSettings)
    language: str = ""
    languages: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    destinations: tuple[Destination, ...] = field(default=(), compare=False, repr=False)
    copy_discs: bool = True


class PreferencesForm(QWidget):
    """Sending, network, the watched folder, discs, history and language. Reads nothing and keeps nothing."""

    changed = Signal()

    def __init__(self, look: Look, now: Wishes) -> None:
        super().__init__()
        px = look.theme.px
        self.sending = SendingGroup(look, now.line, now.locked)
        self.network = NetworkGroup(look, now.line, now.locked)
        self.watch = WatchGroup(look, now.watch, now.destinations, now.locked)
        self.discs = DiscsGroup(look, now.copy_discs, now.locked)
        self.history = HistoryGroup(look, now)
        self.language = LanguageGroup(look, now.language, now.languages, now.locked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(24))
        for group in (self.sending, self.network, self.watch, self.discs, self.history, self.language):
            column.addWidget(group)
            group.changed.connect(self.changed)
        for before, after in pairwise(
            (*self.sending.controls(), *self.network.controls(), *self.watch.controls(), *self.discs.controls(),
             *self.history.controls(), *self.language.controls()),
        ):  # fmt: skip
            QWidget.setTabOrder(before, after)

    @property
    def complete(self) -> bool:
        """True when all that is set makes sense and can be saved."""
        return all(part.complete for part in (self.sending, self.network, self.watch, self.history))

    def wishes(self) -> Wishes:
        """What was set; only to be asked for while ``complete``."""
        sending, network = self.sending, self.network
        line = LineSettings(
            cap_mbit=sending.cap_mbit(),
            night=sending.night(),
            proxy=network.proxy,
            proxy_address=network.proxy_address(),
            proxy_user=network.proxy_user(),
            ca_file=network.ca_file,
        )
        history, password = self.history, network.proxy_password()
        return Wishes(
            line, history.keep, history.days, password, watch=self.watch.watch(), language=self.language.language,
            copy_discs=self.discs.copy_discs,
        )  # fmt: skip


class HistoryGroup(QWidget):
    """Whether uploads stay in History, and for how many days."""

    changed = Signal()

    def __init__(self, look: Look, now: Wishes) -> None:
        super().__init__()
        self._now = now
        self._keep = TickBox(look, self.tr("&Keep each upload in History for"))
        self._keep.setObjectName("keepHistoryBox")
        self._keep.setChecked(now.keep_history)
        self._days = number_field(look, now.history_days, self.tr("Days"))
        self._days.setObjectName("historyDaysEdit")
        self._hint = Hint(look, "historyHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(4))
        column.addWidget(Label(look, self.tr("History"), "title"))
        column.addLayout(tick_row(look, self._keep, self._days, Label(look, self.tr("days"))))
        column.addWidget(self._hint)
        self._keep.toggled.connect(self._refresh)
        self._days.textChanged.connect(self._refresh)
        self._refresh()

    @property
    def complete(self) -> bool:
        """True when what is set makes sense."""
        return not self.keep or self._typed() is not None or "history" in self._now.locked

    @property
    def keep(self) -> bool:
        """True when uploads stay in History."""
        return self._keep.isChecked()

    @property
    def days(self) -> int:
        """For how many days; as before while none are kept."""
        return self._typed() or self._now.history_days

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._keep, self._days)

    def take_focus(self) -> None:
        """Put the cursor where it is set how long entries are kept."""
        if self._days.isEnabled():
            self._days.setFocus()
            self._days.selectAll()
        else:
            self._keep.setFocus()

    def _typed(self) -> int | None:
        number = typed_number(self._days)
        if number is None or not 1 <= number <= MOST_DAYS or number != int(number):
            return None
        return int(number)

    def _refresh(self) -> None:
        locked = "history" in self._now.locked
        self._keep.setEnabled(not locked)
        self._days.setEnabled(self.keep and not locked)
        if locked:
            self._hint.say(set_by_it(), "lock-keyhole")
        elif not self.complete:
            text = self.tr("Enter a number of days from 1 to %1.").replace("%1", words.number(MOST_DAYS))
            self._hint.say(text, "octagon-alert", "bad")
        elif self.keep:
            self._hint.say(self.tr("Older entries are deleted from this computer, with their receipts."))
        else:
            text = self.tr("Each receipt is deleted when it is closed. Save it before, if you need it.")
            self._hint.say(text, "triangle-alert", "warn")
        self.changed.emit()
