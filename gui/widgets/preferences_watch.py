"""The part of the preferences about a folder whose new studies are offered."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.core.watch_settings import LONGEST_QUIET, SHORTEST_QUIET, WatchSettings
from gui.widgets import words
from gui.widgets.controls import Button, Field, Label, TickBox
from gui.widgets.dialogs import Hint
from gui.widgets.preferences_sending import tick_row, typed_number
from gui.widgets.theme import Look


class WatchGroup(QWidget):
    """Whether a folder is watched, which one, and how long a study has to be at rest; off unless ticked."""

    changed = Signal()
    choose_folder_pressed = Signal()

    def __init__(self, look: Look, now: WatchSettings) -> None:
        super().__init__()
        self._now, self._folder = now, now.folder
        self._on = TickBox(look, self.tr("Offer the new studies of a &folder"))
        self._on.setObjectName("watchBox")
        self._on.setChecked(now.on)
        self._shown = Field(look, self.tr("No folder is chosen"), name=self.tr("Watched folder"))
        self._shown.setObjectName("watchFolderEdit")
        self._shown.setReadOnly(True)
        self._choose = Button(look, self.tr("Choos&e…"), "folder-open", name=self.tr("Choose the folder to watch"))
        self._choose.setObjectName("chooseWatchFolderButton")
        self._choose.clicked.connect(self.choose_folder_pressed)
        self._quiet = Field(look, name=self.tr("Seconds without a change"))
        self._quiet.setObjectName("watchQuietEdit")
        locale = QLocale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self._quiet.setText(locale.toString(now.quiet))
        self._hint = Hint(look, "watchHint")
        px = look.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(look, self.tr("Watch a folder"), "title"))
        column.addWidget(self._on)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._shown, 1)
        row.addWidget(self._choose)
        column.addLayout(row)
        column.addLayout(
            tick_row(look, Label(look, self.tr("Wait until nothing of a study has changed for")), self._quiet,
                     Label(look, self.tr("seconds")))
        )  # fmt: skip
        column.addWidget(self._hint)
        self._on.toggled.connect(self._refresh)
        self._quiet.textChanged.connect(self._refresh)
        self._refresh()

    @property
    def complete(self) -> bool:
        """True when what is set makes sense."""
        return not self._on.isChecked() or not self._problem()

    @property
    def folder(self) -> str:
        """The chosen folder, or nothing."""
        return self._folder

    def watch(self) -> WatchSettings:
        """What is set; only to be asked for while ``complete``."""
        return WatchSettings(self._on.isChecked(), self._folder, self._typed() or self._now.quiet)

    def show_folder(self, path: str) -> None:
        """A folder was chosen."""
        self._folder = path
        self._refresh()

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._on, self._shown, self._choose, self._quiet)

    def _typed(self) -> int | None:
        number = typed_number(self._quiet)
        if number is None or not SHORTEST_QUIET <= number <= LONGEST_QUIET or number != int(number):
            return None
        return int(number)

    def _problem(self) -> str:
        if not self._folder:
            return self.tr("Choose the folder that new studies come into.")
        if self._typed() is None:
            text = self.tr("Enter a number of seconds from %1 to %2.").replace("%2", words.number(LONGEST_QUIET))
            return text.replace("%1", words.number(SHORTEST_QUIET))
        return ""

    def _refresh(self) -> None:
        on = self._on.isChecked()
        self._shown.setText(words.plain(self._folder))
        self._shown.setToolTip(words.tooltip(words.plain(self._folder)))
        for widget in (self._shown, self._choose, self._quiet):
            widget.setEnabled(on)
        problem = self._problem()
        if not on:
            self._hint.say("")
        elif problem:
            self._hint.say(problem, "octagon-alert", "bad")
        else:
            self._hint.say(self.tr("The window says when a study is there. Nothing is sent before you press Upload."))
        self.changed.emit()
