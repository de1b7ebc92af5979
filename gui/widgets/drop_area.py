"""The place to drop a folder: a page while nothing is there, an overlay over a filled list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets import words
from gui.widgets.controls import Button, Label
from gui.widgets.disc_offer import DiscOffer
from gui.widgets.indicators import IconTile
from gui.widgets.theme import Look


class DropArea(QFrame):
    """Says what to do, and while something is dragged over the window, what will happen when it is let go."""

    choose_folder_pressed = Signal()
    sample_images_pressed = Signal()

    def __init__(self, look: Look, *, overlay: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._overlay = overlay
        self._over = overlay
        self._refused = False
        self._practice = False
        if not overlay:
            self.setObjectName("dropArea")
            self.setAccessibleName(self.tr("Drop a folder, a CD or a ZIP here"))
        self._tile = IconTile(look, "folder-down")
        self._headline = Label(look, role="headline", wrap=True)
        self._sentence = Label(look, token="text-2", wrap=True)
        for label in (self._headline, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._choose = Button(look, self.tr("&Choose a folder…"), "folder-open", "primary", tall=True)
        self._choose.setObjectName("chooseFolderButton")
        self.setFocusProxy(self._choose)
        self._choose.clicked.connect(self.choose_folder_pressed)
        self._samples = Button(look, self.tr("&Try with sample images"), "images", tall=True)
        self._samples.setObjectName("sampleImagesButton")
        self._samples.clicked.connect(self.sample_images_pressed)
        theme = look.theme
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._samples)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(16))
        column.addWidget(self._headline)
        column.addSpacing(theme.px(6))
        column.addWidget(self._sentence)
        column.addSpacing(theme.px(24))
        column.addLayout(buttons)
        column.addStretch(1)
        self.offer = DiscOffer(look)
        column.addWidget(self.offer)
        look.changed.connect(self.update)
        self._tell((), "")

    def show_practice(self, practice: bool) -> None:
        """Offer the sample images while the destination is the Practice service."""
        self._practice = practice
        self._samples.setVisible(practice and not self._over)

    def show_over(self, names: Sequence[str], hint: str = "") -> None:
        """Something with these file names is above the window and will be read when it is let go."""
        self._over, self._refused = True, False
        self._tell(names, hint)

    def show_refused(self) -> None:
        """What is above the window cannot be added."""
        self._over, self._refused = True, True
        self._tell((), "")

    def show_calm(self) -> None:
        """Nothing is above the window any more."""
        self._over = self._overlay
        self._refused = False
        self._tell((), "")

    @property
    def over(self) -> bool:
        """True while something is dragged over the window."""
        return self._over

    def _tell(self, names: Sequence[str], hint: str) -> None:
        if self._refused:
            headline = self.tr("This cannot be added")
            sentence = self.tr("Only folders and files of this computer can be dropped here. Save it first.")
        elif self._over:
            headline = self.tr("Let go to add %1").replace("%1", _named(names))
            sentence = hint or self.tr("It is only read. Nothing is sent yet.")
        else:
            headline = self.tr("Drop a folder, a CD or a ZIP here")
            sentence = self.tr("You see patients and images first. Nothing is sent until you press Upload.")
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        if self._refused:
            self._tile.set_look("octagon-alert", "bad", "surface")
        else:
            self._tile.set_look("folder-down", "accent-text", "surface" if self._over else "selection")
        self._choose.setVisible(not self._over)
        self.offer.setVisible(bool(self.offer.path) and not self._over)
        self._samples.setVisible(self._practice and not self._over)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the picture goes first."""
        super().resizeEvent(event)
        self._tile.setVisible(self.height() >= self._look.theme.px(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and frame: dashed, or solid in the accent while something is above it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = 1.0
        if self._overlay:
            veil = theme.color("window")
            veil.setAlphaF(0.9)
            painter.fillRect(self.rect(), veil)
            margin = float(theme.px(16))
        box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        radius = theme.px(8)
        if self._refused:
            painter.setPen(QPen(theme.color("bad"), 2))
            painter.setBrush(theme.color("bad-tint"))
        elif self._over:
            painter.setPen(QPen(theme.color("accent-text"), 2))
            painter.setBrush(theme.color("selection"))
        else:
            pen = QPen(theme.color("control-border"), 2)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, radius, radius)


def _named(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _tr("“%1”").replace("%1", words.plain(names[0]))
    if not names:
        return _tr("it")
    return _tr("%1 folders and files").replace("%1", words.number(len(names)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DropArea", text)
