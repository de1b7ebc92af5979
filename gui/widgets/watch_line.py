"""What is sent from the watched folder without asking: one line below the messages, whatever page is seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.core.destination import Destination
from gui.core.errors import CourierError
from gui.core.receipt import Receipt
from gui.core.upload import Outcome, Progress
from gui.models import told
from gui.models.receipt_table import SAY
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel
from gui.widgets.indicators import GlideBar, IconLabel
from gui.widgets.status import StatusWords
from gui.widgets.theme import Look

_TONES = {
    "run": ("send", "accent-text"),
    "ok": ("circle-check", "ok"),
    "still": ("circle-pause", "text-2"),
    "warn": ("triangle-alert", "warn"),
    "bad": ("octagon-alert", "bad"),
}


class WatchLine(QFrame):
    """Progress, result or trouble; hidden while there is nothing to tell. It never covers anything."""

    stop_pressed = Signal()
    go_on_pressed = Signal()
    receipt_pressed = Signal(int)
    """The receipt of this upload is wished."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watchLine")
        self.setProperty("region", "bar")
        self._words = StatusWords()
        self._upload_id: int | None = None
        self._icon = IconLabel(look, "send", "accent-text", 20)
        self._title = ElidedLabel(look, weight=600)
        self._title.setObjectName("watchTitle")
        self._text = ElidedLabel(look, "", "caption", "text-2")
        self._text.setObjectName("watchText")
        for label in (self._title, self._text):
            label.setMinimumWidth(0)
        self._bar = GlideBar(look)
        self._bar.setObjectName("watchProgress")
        self._bar.setAccessibleName(self.tr("Progress of what is sent from the watched folder"))
        self._stop = Button(
            look, self.tr("S&top sending"), "pause", name=self.tr("Stop sending from the watched folder")
        )
        self._stop.setObjectName("stopWatchButton")
        self._stop.clicked.connect(self.stop_pressed)
        self._go_on = Button(look, self.tr("&Go on sending"), "play", name=self.tr("Go on sending from the folder"))
        self._go_on.setObjectName("goOnWatchButton")
        self._go_on.clicked.connect(self.go_on_pressed)
        self._receipt = Button(look, self.tr("Show its &receipt"), kind="link")
        self._receipt.setObjectName("watchReceiptButton")
        self._receipt.clicked.connect(self._wish_receipt)
        self._close = Button(look, "", "x", "flat", name=self.tr("Close this line"))
        self._close.setObjectName("closeWatchButton")
        self._close.clicked.connect(self.hide)
        self._layout(look)
        self.hide()

    def _layout(self, look: Look) -> None:
        px = look.theme.px
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._bar.setFixedWidth(px(160))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(12))
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        for widget in (self._bar, self._receipt, self._stop, self._go_on, self._close):
            row.addWidget(widget)

    def show_sending(self, folder: str, destination: Destination, progress: Progress | None) -> None:
        """A study goes out; ``progress`` is None until the first answer."""
        self._words.destination = destination
        status, detail = self._words.sending(progress, destination.name)
        if progress is None:
            self._bar.restart()
        self._bar.glide_to(round(1000 * self._words.share(progress)))
        title = self.tr("Sending a study from “%1”").replace("%1", words.plain(folder))
        if progress is not None and progress.waiting is None:
            detail = "" if progress.seconds_left is None else words.time_left(progress.seconds_left)
        self._say("run", title, " · ".join(part for part in (status, detail) if part), self._bar, self._stop)

    def show_sent(self, folder: str, receipt: Receipt, *, kept: bool) -> None:
        """An upload has ended; ``kept``: its receipt is in History."""
        tone = "ok" if receipt.outcome is Outcome.VERIFIED else "bad"
        text = self.tr("%2 · sent from “%1” without asking")
        text = text.replace("%2", words.when(receipt.started)).replace("%1", words.plain(folder))
        if receipt.missing:
            text = self.tr("What is missing is tried again by itself. It lies where it was, in “%1”.")
            text = text.replace("%1", words.plain(folder))
        self._upload_id = receipt.upload_id
        self._say(tone, SAY.headline(receipt), text, *((self._receipt,) if kept else ()), self._close)

    def show_problem(self, error: CourierError, *, again: bool) -> None:
        """Something is not sent, and why. ``again``: it is tried again by itself."""
        parts = [told.advice(error)]
        if again:
            parts.append(self.tr("It is tried again by itself."))
        self._say("bad", words.plain(told.title(error)), words.plain(" ".join(parts)), self._close)

    def show_left_out(self, folder: str, name: str, reason: str) -> None:
        """A file in the folder cannot be sent."""
        title = self.tr("A file in “%1” cannot be sent").replace("%1", words.plain(folder))
        self._say("warn", title, f"{words.plain(name)}: {words.plain(told.told(reason))}", self._close)

    def show_waiting(self, folder: str) -> None:
        """The person's own upload goes first."""
        title = self.tr("What comes into “%1” is sent after your upload").replace("%1", words.plain(folder))
        self._say("still", title, self.tr("What has arrived already is not sent again."))

    def show_stopped(self, folder: str) -> None:
        """The person wished that nothing more is sent."""
        title = self.tr("Nothing is sent from “%1” at the moment").replace("%1", words.plain(folder))
        text = self.tr("It goes on when you wish it, or with the next start of the program.")
        self._say("still", title, text, self._go_on)

    def _say(self, tone: str, title: str, text: str, *shown: QWidget) -> None:
        self._icon.set_icon(*_TONES[tone])
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for widget in (self._bar, self._receipt, self._stop, self._go_on, self._close):
            widget.setVisible(widget in shown)
        self.setAccessibleName(f"{title}. {text}")
        self.show()

    def _wish_receipt(self) -> None:
        if self._upload_id is not None:
            self.receipt_pressed.emit(self._upload_id)
