"""What was added while an upload runs: cards that wait in line below the list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Label
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look

_SHOWN_AT_MOST = 3


class WaitingLine(QFrame):
    """One card for each folder or file; nothing is seen while nothing waits."""

    remove_pressed = Signal(str)
    """The path that is not to be read after all."""
    read_pressed = Signal()
    """What waits is to be read now, in place of the list."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._paths: tuple[str, ...] = ()
        self._cards: list[_Card] = []
        self.setObjectName("waitingLine")
        self.setProperty("region", "line")
        self.setAccessibleName(self.tr("Next in line"))
        px = look.theme.px
        self._count = ElidedLabel(look, "", "caption", "text-2")
        self._count.setObjectName("waitingLabel")
        self._read = Button(look, self.tr("Read it no&w"), "folder-plus")
        self._read.setObjectName("readWaitingButton")
        self._read.clicked.connect(self.read_pressed)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(look, self.tr("Next in line"), weight=600))
        head.addWidget(self._count, 1)
        head.addWidget(self._read)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._scroll)
        look.changed.connect(self._fit)
        self.hide()

    @property
    def paths(self) -> tuple[str, ...]:
        """What waits."""
        return self._paths

    def show_waiting(self, paths: Sequence[str], *, sending: bool) -> None:
        """Show these. ``sending``: they are read when the upload has ended; else they can be read now."""
        if tuple(paths) != self._paths:
            self._paths = tuple(paths)
            self._fill()
        text = self.tr("1 folder or file")
        if len(paths) != 1:
            text = self.tr("%1 folders and files").replace("%1", words.number(len(paths)))
        then = self.tr("read when this upload has ended and you press “Next upload”")
        self._count.setText(f"{text} · {then}" if sending else text)
        self._read.setText(self.tr("Read it no&w") if len(paths) == 1 else self.tr("Read them no&w"))
        self._read.setVisible(not sending)
        self.setVisible(bool(paths))

    def _fill(self) -> None:
        """Make the cards anew; the focus stays where a card was removed."""
        at = next((number for number, card in enumerate(self._cards) if card.remove.hasFocus()), -1)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for path in self._paths:
            card = _Card(self._look, path)
            card.remove.clicked.connect(lambda _=False, path=path: self.remove_pressed.emit(path))
            self._column.addWidget(card)
            card.show()
            self._cards.append(card)
        before: QWidget = self._read
        for card in self._cards:
            QWidget.setTabOrder(before, card.remove)
            before = card.remove
        if at >= 0 and self._cards:
            self._cards[min(at, len(self._cards) - 1)].remove.setFocus()
        self._fit()
        if self._cards:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As high as the cards, three at the most; the others are scrolled to."""
        px = self._look.theme.px
        shown = self._cards[:_SHOWN_AT_MOST]
        height = sum(card.sizeHint().height() for card in shown) + px(8) * max(0, len(shown) - 1)
        self._scroll.setFixedHeight(max(1, height))


class _Card(QFrame):
    """The name of a folder or file, where it lies, and the way to take it out."""

    def __init__(self, look: Look, path: str) -> None:
        super().__init__()
        px = look.theme.px
        self.setProperty("region", "surface-card")
        name, folder = words.file_name(path), _folder(path)
        self.setToolTip(words.tooltip(words.plain(path)))
        self.remove = Button(look, self.tr("Remove"), "x", "flat")
        self.remove.setObjectName("removeWaitingButton")
        self.remove.setAccessibleName(self.tr("Do not read %1").replace("%1", name))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(4), px(8), px(4))
        row.setSpacing(px(8))
        row.addWidget(IconLabel(look, "clock", "text-2"))
        title = ElidedLabel(look, name, weight=600)
        title.setSizePolicy(title.sizePolicy().Policy.Maximum, title.sizePolicy().Policy.Preferred)
        row.addWidget(title)
        row.addWidget(ElidedLabel(look, folder, "caption", "text-2"), 1)
        row.addWidget(self.remove)


def _folder(path: str) -> str:
    """Where something lies, as it can be shown; nothing for a root."""
    parts = re.split(r"[/\\]", path.rstrip("/\\"))
    return words.plain(path.rstrip("/\\")[: -len(parts[-1])].rstrip("/\\")) if len(parts) > 1 else ""
