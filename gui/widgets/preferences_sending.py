"""The part of the preferences that limits sending: a cap for the line, and hours."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time

from PySide6.QtCore import QCoreApplication, QLocale, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.core.line import FASTEST_MBIT, SLOWEST_MBIT, LineSettings
from gui.core.pace import NightWindow
from gui.widgets import words
from gui.widgets.controls import ChoiceBox, Field, Label, TickBox
from gui.widgets.dialogs import Hint
from gui.widgets.theme import Look

_STEP = 30
_EVENING, _MORNING = time(20), time(6)
_USUAL_MBIT = 8.0
_BYTES = 125_000


class SendingGroup(QWidget):
    """How fast and when images may go out; both off unless ticked."""

    changed = Signal()

    def __init__(self, look: Look, now: LineSettings, locked: Collection[str] = ()) -> None:
        super().__init__()
        self._locked = frozenset(locked)
        self._look = look
        self._cap = TickBox(look, self.tr("&Limit the speed to"))
        self._cap.setObjectName("capBox")
        self._cap_edit = Field(look, name=self.tr("Megabits per second"))
        self._cap_edit.setObjectName("capEdit")
        self._cap_hint = Hint(look, "capHint")
        self._night = TickBox(look, self.tr("Send &only from"))
        self._night.setObjectName("nightBox")
        self._start, self._end = ChoiceBox(look, name=self.tr("From")), ChoiceBox(look, name=self.tr("To"))
        self._start.setObjectName("nightStartBox")
        self._end.setObjectName("nightEndBox")
        self._night_hint = Hint(look, "nightHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(4))
        column.addWidget(Label(look, self.tr("Sending"), "title"))
        column.addLayout(tick_row(look, self._cap, self._cap_edit, Label(look, self.tr("Mbit/s"))))
        column.addWidget(self._cap_hint)
        column.addSpacing(look.theme.px(4))
        column.addLayout(tick_row(look, self._night, self._start, Label(look, self.tr("to")), self._end))
        column.addWidget(self._night_hint)
        self._fill(now)
        self._cap.toggled.connect(self._refresh)
        self._night.toggled.connect(self._refresh)
        self._cap_edit.textChanged.connect(self._refresh)
        for box in (self._start, self._end):
            box.currentIndexChanged.connect(self._refresh)
        self._refresh()

    @property
    def complete(self) -> bool:
        """True when what is set makes sense."""
        return not self._cap_problem() and not self._night_problem()

    def cap_mbit(self) -> float | None:
        """The cap in megabits per second, None for no cap."""
        return typed_number(self._cap_edit) if self._cap.isChecked() else None

    def night(self) -> NightWindow | None:
        """The hours in which sending is allowed, None for all."""
        if not self._night.isChecked():
            return None
        start, end = (time.fromisoformat(box.currentData()) for box in (self._start, self._end))
        return NightWindow(start, end)

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._cap, self._cap_edit, self._night, self._start, self._end)

    def _fill(self, now: LineSettings) -> None:
        locale = QLocale()
        self._cap.setChecked(now.cap_mbit is not None)
        self._cap_edit.setText(locale.toString(float(now.cap_mbit or _USUAL_MBIT), "g", 6))
        self._night.setChecked(now.night is not None)
        hours = now.night or NightWindow(_EVENING, _MORNING)
        for box, moment in ((self._start, hours.start), (self._end, hours.end)):
            steps = {time(minute // 60, minute % 60) for minute in range(0, 24 * 60, _STEP)}
            for entry in sorted(steps | {moment}):
                shown = QTime(entry.hour, entry.minute)
                box.addItem(locale.toString(shown, "HH:mm"), entry.isoformat())
                if entry == moment:
                    box.setCurrentIndex(box.count() - 1)

    def _refresh(self) -> None:
        cap_free, night_free = "cap" not in self._locked, "night" not in self._locked
        self._cap.setEnabled(cap_free)
        self._cap_edit.setEnabled(self._cap.isChecked() and cap_free)
        self._night.setEnabled(night_free)
        for box in (self._start, self._end):
            box.setEnabled(self._night.isChecked() and night_free)
        problem, cap = self._cap_problem(), self.cap_mbit()
        if not cap_free:
            self._cap_hint.say(set_by_it(), "lock-keyhole")
        elif problem or cap is None:
            self._cap_hint.say(problem, "octagon-alert", "bad")
        else:
            text = self.tr("That is %1. It holds from the next upload on.")
            self._cap_hint.say(text.replace("%1", words.speed(cap * _BYTES)))
        problem = self._night_problem()
        if not night_free:
            self._night_hint.say(set_by_it(), "lock-keyhole")
        elif problem or not self._night.isChecked():
            self._night_hint.say(problem, "octagon-alert", "bad")
        else:
            text = self.tr("Uploads that are started at other hours wait. Leave this computer and the program running.")
            self._night_hint.say(text, "clock")
        self.changed.emit()

    def _cap_problem(self) -> str:
        if not self._cap.isChecked():
            return ""
        number = typed_number(self._cap_edit)
        if number is not None and SLOWEST_MBIT <= number <= FASTEST_MBIT:
            return ""
        text = self.tr("Enter a number from %1 to %2.")
        text = text.replace("%2", words.number(int(FASTEST_MBIT)))
        return text.replace("%1", QLocale().toString(SLOWEST_MBIT, "g", 3))

    def _night_problem(self) -> str:
        same = self._night.isChecked() and self._start.currentData() == self._end.currentData()
        return self.tr("Choose two different times.") if same else ""


def set_by_it() -> str:
    """What stands below a setting that a person cannot change."""
    return QCoreApplication.translate("Preferences", "Set by your IT")


def tick_row(look: Look, *widgets: QWidget) -> QHBoxLayout:
    """A box to tick and small fields in one line."""
    px = look.theme.px
    row = QHBoxLayout()
    row.setSpacing(px(8))
    for widget in widgets:
        if isinstance(widget, Field):
            widget.setFixedWidth(px(80))
        elif isinstance(widget, ChoiceBox):
            widget.setFixedWidth(px(112))
        row.addWidget(widget)
    row.addStretch(1)
    return row


def number_field(look: Look, number: int, name: str) -> Field:
    """A field for a number, as the person's locale writes it, without separators of groups."""
    made = Field(look, name=name)
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    made.setText(locale.toString(number))
    return made


def typed_number(typed: Field) -> float | None:
    """The number in a field, as the person's locale writes it; None when it is none."""
    value, good = QLocale().toDouble(typed.text().strip())
    return value if good else None
