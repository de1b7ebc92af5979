"""The head of the receipt: one sentence that can be trusted, and the sum that proves it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.core.receipt import Receipt
from gui.core.sentences import Standing, standing
from gui.models.receipt_table import SAY
from gui.widgets import words
from gui.widgets.controls import Label, region
from gui.widgets.dialogs import announce
from gui.widgets.indicators import IconTile
from gui.widgets.theme import Look

_SIGNS = {
    Standing.ARRIVED: ("circle-check", "ok", "ok-tint"),
    Standing.MISSING: ("octagon-alert", "bad", "bad-tint"),
    Standing.UNKNOWN: ("circle-question-mark", "warn", "warn-tint"),
    Standing.CANCELLED: ("circle-slash", "text-2", "neutral-tint"),
    Standing.INTERRUPTED: ("circle-pause", "text-2", "neutral-tint"),
    Standing.NOTHING: ("info", "text-2", "neutral-tint"),
}


class ReceiptHead(QFrame):
    """Icon, headline, advice and the figures ``chosen = arrived + missing``."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = look.theme
        self.setProperty("region", "plain")
        self._tile = IconTile(look, "info", "text-2", "neutral-tint", side=56, size=32, radius=8)
        self._practice = region("practice")
        self._practice.setObjectName("practiceMark")
        self._practice.setAccessibleName(self.tr("PRACTICE"))
        mark = QHBoxLayout(self._practice)
        mark.setContentsMargins(theme.px(8), theme.px(2), theme.px(8), theme.px(2))
        mark.addWidget(
            Label(look, self.tr("PRACTICE – nothing left this computer"), "caption", "practice-text", weight=600)
        )
        self._headline = Label(look, "", "headline", wrap=True, selectable=True)
        self._headline.setObjectName("receiptSummaryLabel")
        self._advice = Label(look, wrap=True, selectable=True)
        self._advice.setObjectName("receiptAdviceLabel")
        for label in (self._headline, self._advice):
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._figures = Figures(look)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        line = QHBoxLayout()
        line.addWidget(self._practice)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._headline)
        column.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(24), theme.px(16), theme.px(24))
        row.setSpacing(theme.px(16))
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addSpacing(theme.px(8))
        row.addWidget(self._figures, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_receipt(self, receipt: Receipt) -> None:
        """Say what has become of an upload."""
        kind = standing(receipt)
        headline, lines = SAY.headline(receipt), list(SAY.advice_lines(receipt))
        if any(index.named for index in receipt.indexes):
            lines.append(self.tr("What could not be read from the disc is named in the receipt that you save."))
        advice = "\n".join(lines)
        self._tile.set_look(*_SIGNS[kind])
        self._practice.setVisible(receipt.practice)
        self._headline.setText(headline)
        self._advice.setText(advice)
        self._figures.show_sum(receipt, kind)
        announce(self, f"{headline}. {advice}")


class Figures(QWidget):
    """``908 = 810 + 98`` with the words below the numbers."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("receiptFigures")
        self._numbers: list[Label] = []
        self._captions: list[Label] = []
        theme = look.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        for sign in ("", "=", "+"):
            if sign:
                row.addWidget(self._sign(look, sign))
            number, caption = Label(look, "", "headline"), Label(look, "", "caption", "text-2")
            self._numbers.append(number)
            self._captions.append(caption)
            pair = QVBoxLayout()
            pair.setSpacing(theme.px(2))
            pair.addWidget(number)
            pair.addWidget(caption)
            row.addLayout(pair)

    def _sign(self, look: Look, sign: str) -> QWidget:
        """A sign on the line of the numbers: an empty caption holds it up."""
        holder = QWidget()
        pair = QVBoxLayout(holder)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(look.theme.px(2))
        pair.addWidget(Label(look, sign, "headline", "text-2", weight=400))
        pair.addWidget(Label(look, " ", "caption"))
        return holder

    def show_sum(self, receipt: Receipt, kind: Standing) -> None:
        """Show the sum of a receipt."""
        lacking = self.tr("not confirmed") if kind is Standing.UNKNOWN else self.tr("missing")
        captions = (self.tr("chosen"), self.tr("arrived"), lacking)
        values = (receipt.chosen, receipt.arrived, receipt.missing)
        for label, text in zip(self._captions, captions, strict=True):
            label.setText(text)
        for label, value in zip(self._numbers, values, strict=True):
            label.setText(words.number(value))
        token = "text"
        if receipt.missing:
            token = "warn" if kind is Standing.UNKNOWN else "bad"
        self._numbers[2].set_token(token)
        spoken = self.tr("%1 chosen = %2 arrived + %3 %4")
        for mark, text in zip(("%1", "%2", "%3", "%4"), (*map(words.number, values), lacking), strict=True):
            spoken = spoken.replace(mark, text, 1)
        self.setAccessibleName(spoken)

    def labels(self) -> tuple[QLabel, ...]:
        """The three numbers."""
        return tuple(self._numbers)
