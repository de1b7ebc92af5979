"""The part of the preferences about a folder whose new studies are offered, or sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gui.core.destination import Destination
from gui.core.watch_settings import LONGEST_QUIET, SENT_FOLDER, SHORTEST_QUIET, WatchSettings
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, ChoiceBox, Field, Label, TickBox
from gui.widgets.dialogs import Hint
from gui.widgets.preferences_sending import number_field, set_by_it, tick_row, typed_number
from gui.widgets.theme import Look


class WatchGroup(QWidget):
    """Whether a folder is watched, which one, and what happens with a new study; off unless ticked.

    :param destinations: where studies can be sent to.
    :param locked: names of what IT has set: ``watch`` (all of it), ``watch_send`` (nothing is sent without asking).
    """

    changed = Signal()
    choose_folder_pressed = Signal()

    def __init__(
        self,
        look: Look,
        now: WatchSettings,
        destinations: Sequence[Destination] = (),
        locked: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._look, self._now, self._folder = look, now, now.folder
        self._locked, self._send_locked = "watch" in locked, "watch_send" in locked
        self._make_folder()
        self._make_sending(destinations)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(4))
        column.addWidget(Label(look, self.tr("Watch a folder"), "title"))
        column.addWidget(self._on)
        for row in self._rows():
            column.addLayout(row)
        column.addWidget(self._move)
        column.addWidget(self._hint)
        self._on.toggled.connect(self._refresh)
        self._quiet.textChanged.connect(self._refresh)
        self._send.currentIndexChanged.connect(self._refresh)
        self._to.currentIndexChanged.connect(self._refresh)
        self._refresh()

    # -- what it amounts to ----------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """True when what is set makes sense."""
        return self._locked or not self._on.isChecked() or not self._problem()

    @property
    def folder(self) -> str:
        """The chosen folder, or nothing."""
        return self._folder

    def watch(self) -> WatchSettings:
        """What is set; only to be asked for while ``complete``."""
        if self._locked:
            return self._now
        on, destination = self._on.isChecked(), self._destination()
        kept = replace(self._now, on=on, folder=self._folder, quiet=self._typed() or self._now.quiet)
        if self._send_locked:
            return kept
        if not self._sends() or not destination:
            return replace(kept, send=False)
        move_to = self._sent_folder if self._move.isChecked() else ""
        return replace(kept, send=True, destination=destination, move_to=move_to)

    def show_folder(self, path: str) -> None:
        """A folder was chosen."""
        self._folder = path
        self._refresh()

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._on, self._shown, self._choose, self._quiet, self._send, self._to, self._move)

    # -- composition -----------------------------------------------------------------------------------------

    def _make_folder(self) -> None:
        look, now = self._look, self._now
        self._on = TickBox(look, self.tr("Look for new studies in a &folder"))
        self._on.setObjectName("watchBox")
        self._on.setChecked(now.on)
        self._shown = Field(look, self.tr("No folder is chosen"), name=self.tr("Watched folder"))
        self._shown.setObjectName("watchFolderEdit")
        self._shown.setReadOnly(True)
        self._choose = Button(look, self.tr("Choos&e…"), "folder-open", name=self.tr("Choose the folder to watch"))
        self._choose.setObjectName("chooseWatchFolderButton")
        self._choose.clicked.connect(self.choose_folder_pressed)
        self._quiet = number_field(look, now.quiet, self.tr("Seconds without a change"))
        self._quiet.setObjectName("watchQuietEdit")
        self._hint = Hint(look, "watchHint")

    def _make_sending(self, destinations: Sequence[Destination]) -> None:
        look, now = self._look, self._now
        self._send = ChoiceBox(look, name=self.tr("What happens with a new study"))
        self._send.setObjectName("watchSendBox")
        self._send.addItem(self.tr("Offer it"), False)
        self._send.addItem(self.tr("Send it without asking"), True)
        self._send.setCurrentIndex(int(now.send))
        self._to = ChoiceBox(look, name=self.tr("Where new studies are sent"))
        self._to.setObjectName("watchDestinationBox")
        for one in destinations:
            self._to.addItem(words.plain(told.told(one.name)), one.id)
        self._to.setCurrentIndex(self._to.findData(now.destination) if now.destination else 0)
        self._sent_folder = now.move_to or SENT_FOLDER
        text = self.tr("Move what has arrived to the folder “%1”").replace("%1", words.plain(self._sent_folder))
        self._move = TickBox(look, text)
        self._move.setObjectName("watchMoveBox")
        self._move.setChecked(bool(now.move_to))

    def _rows(self) -> tuple[QLayout, ...]:
        look, px = self._look, self._look.theme.px
        folder = QHBoxLayout()
        folder.setSpacing(px(8))
        folder.addWidget(self._shown, 1)
        folder.addWidget(self._choose)
        quiet = tick_row(
            look,
            Label(look, self.tr("Wait until nothing of a study has changed for")),
            self._quiet,
            Label(look, self.tr("seconds")),
        )
        self._word_to = Label(look, self.tr("to", "send it without asking … to"))
        then = QHBoxLayout()
        then.setSpacing(px(8))
        for widget, stretch in ((Label(look, self.tr("Then")), 0), (self._send, 1), (self._word_to, 0), (self._to, 1)):
            then.addWidget(widget, stretch)
        return folder, quiet, then

    # -- inside ----------------------------------------------------------------------------------------------

    def _sends(self) -> bool:
        return self._send.currentData() is True

    def _destination(self) -> str:
        return str(self._to.currentData() or "")

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
        if self._sends() and not self._destination():
            return self.tr("Choose where new studies are sent.")
        return ""

    def _refresh(self) -> None:
        on, free = self._on.isChecked(), not self._locked
        sends = on and self._sends()
        self._shown.setText(words.plain(self._folder))
        self._shown.setToolTip(words.tooltip(words.plain(self._folder)))
        self._on.setEnabled(free)
        for widget in (self._shown, self._choose, self._quiet):
            widget.setEnabled(on and free)
        self._send.setEnabled(on and not self._send_locked)
        self._to.setEnabled(sends and not self._send_locked)
        self._move.setEnabled(sends and not self._send_locked)
        for part in (self._word_to, self._to, self._move):
            part.setVisible(self._sends())
        problem = self._problem()
        if self._locked:
            self._hint.say(set_by_it(), "lock-keyhole")
        elif not on:
            self._hint.say("")
        elif problem:
            self._hint.say(problem, "octagon-alert", "bad")
        elif sends:
            text = self.tr(
                "While the window is open, each new study goes to %1 without anybody pressing Upload. "
                "Sent images cannot be called back. What needs a choice is only offered."
            )
            self._hint.say(text.replace("%1", self._to.currentText()), "triangle-alert", "warn")
        elif self._send_locked:
            self._hint.say(self.tr("Your IT allows only that new studies are offered."), "lock-keyhole")
        else:
            self._hint.say(self.tr("The window says when a study is there. Nothing is sent before you press Upload."))
        self.changed.emit()
