"""The offer to read a disc or a drive that was put in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Label, region
from gui.widgets.dialogs import announce
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look

_LONGEST_NAME = 40


class DiscOffer(QWidget):
    """One line at the foot of the drop area; hidden while there is nothing to offer."""

    read_pressed = Signal(str)
    """The disc at this path is to be read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._path = ""
        self.setObjectName("discOffer")
        px = look.theme.px
        card = region("card")
        self._icon = IconLabel(look, "disc-3", "text-2", 24)
        self._title = Label(look, weight=600)
        self._title.setObjectName("discOfferTitle")
        self._text = ElidedLabel(look, self.tr("It lists DICOM images and has not been read yet."), token="text-2")
        self._read = Button(look, self.tr("&Read this disc"))
        self._read.setObjectName("readDiscButton")
        self._read.clicked.connect(lambda: self.read_pressed.emit(self._path))
        close = Button(look, "", "x", "flat", name=self.tr("Do not read it now"))
        close.setObjectName("closeDiscOfferButton")
        close.clicked.connect(self.withdraw)
        row = QHBoxLayout(card)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addSpacing(px(4))
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self._read)
        row.addWidget(close)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, px(8))
        around.addWidget(card)
        self.hide()

    @property
    def path(self) -> str:
        """What is offered; empty when nothing is."""
        return self._path

    def offer(self, name: str, path: str, *, disc: bool) -> None:
        """Offer a disc, or a drive; in its place an earlier offer goes."""
        self._path = path
        title = self.tr("Disc “%1” was put in.") if disc else self.tr("Drive “%1” was plugged in.")
        shown = words.plain(name)
        title = title.replace("%1", shown if len(shown) <= _LONGEST_NAME else shown[:_LONGEST_NAME] + "…")
        self._title.setText(title)
        self._icon.set_icon("disc-3" if disc else "folder-open", "text-2")
        self._read.setText(self.tr("&Read this disc") if disc else self.tr("&Read this drive"))
        self.show()
        announce(self, title)

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._path = ""
        self.hide()
