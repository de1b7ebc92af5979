"""The part of the preferences about the language of the window."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.controls import ChoiceBox, Label
from gui.widgets.dialogs import Hint
from gui.widgets.preferences_sending import set_by_it, tick_row
from gui.widgets.theme import Look


class LanguageGroup(QWidget):
    """That of the system, or one of those that there are; it holds from the next start on.

    :param now: what is set: ``de``, ``de-CH``; empty for the system's.
    :param languages: their codes, and what each calls itself.
    """

    changed = Signal()

    def __init__(self, look: Look, now: str, languages: Mapping[str, str], locked: Collection[str] = ()) -> None:
        super().__init__()
        self._now, self._locked = now, "language" in locked
        self._box = ChoiceBox(look, name=self.tr("Language"))
        self._box.setObjectName("languageBox")
        self._box.addItem(self.tr("As on this computer"), "")
        for code, name in languages.items():
            self._box.addItem(name, code)
        self._before = max(0, self._box.findData(now.partition("-")[0]))
        self._box.setCurrentIndex(self._before)
        self._box.setEnabled(not self._locked)
        self._hint = Hint(look, "languageHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(4))
        column.addWidget(Label(look, self.tr("Language"), "title"))
        row = tick_row(look, self._box)
        self._box.setFixedWidth(look.theme.px(240))
        column.addLayout(row)
        column.addWidget(self._hint)
        self._box.currentIndexChanged.connect(self._refresh)
        self._refresh()

    @property
    def language(self) -> str:
        """The chosen language; as it was while it was not changed."""
        return self._now if self._box.currentIndex() == self._before else str(self._box.currentData())

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._box,)

    def _refresh(self) -> None:
        if self._locked:
            self._hint.say(set_by_it(), "lock-keyhole")
        elif self._box.currentIndex() != self._before:
            self._hint.say(self.tr("The window speaks it from the next start on."), "info")
        else:
            self._hint.say("")
        self.changed.emit()
