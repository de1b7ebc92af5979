"""The part of the preferences about discs: whether they are copied before they are read."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.controls import Label, TickBox
from gui.widgets.dialogs import Hint
from gui.widgets.preferences_sending import set_by_it
from gui.widgets.theme import Look


class DiscsGroup(QWidget):
    """One box, ticked unless somebody takes the tick away."""

    changed = Signal()

    def __init__(self, look: Look, now: bool, locked: Collection[str] = ()) -> None:
        super().__init__()
        self._locked = "discs" in locked
        self._copy = TickBox(look, self.tr("Cop&y a disc to this computer before it is read"))
        self._copy.setObjectName("copyDiscsBox")
        self._copy.setChecked(now)
        self._copy.setEnabled(not self._locked)
        self._hint = Hint(look, "copyDiscsHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(4))
        column.addWidget(Label(look, self.tr("Discs"), "title"))
        column.addWidget(self._copy)
        column.addWidget(self._hint)
        self._copy.toggled.connect(self._refresh)
        self._refresh()

    @property
    def copy_discs(self) -> bool:
        """True when discs are to be copied first."""
        return self._copy.isChecked()

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._copy,)

    def _refresh(self) -> None:
        if self._locked:
            self._hint.say(set_by_it(), "lock-keyhole")
        elif self.copy_discs:
            self._hint.say(self.tr("You can take it out before anything is sent. The copy goes when all has arrived."))
        else:
            self._hint.say(self.tr("Leave a disc in until everything on it has arrived."))
        self.changed.emit()
