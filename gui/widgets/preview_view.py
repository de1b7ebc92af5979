"""The preview of a series: its picture, and the slider that goes through its images."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from gui.dicom.preview import Picture
from gui.widgets import words
from gui.widgets.controls import Button
from gui.widgets.preview_canvas import PictureCanvas
from gui.widgets.theme import Look

_BUSY_AFTER = 300
"""Milliseconds; a picture that comes sooner needs no hint that it is coming."""
_LARGEST_PAGE = 10


class PreviewView(QWidget):
    """Shows one image of a series at a time. ``picture_wished`` carries the index (from 0) of the one wished for."""

    picture_wished = Signal(int)
    count_changed = Signal(int)
    """How many images there are to look at now; 0 while they are not known."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = 0
        self.setObjectName("previewView")
        self.canvas = PictureCanvas(look)
        self.slider = ImageSlider(look, self.canvas)
        self._previous = Button(look, "", "chevron-left", "flat", name=self.tr("Previous image"))
        self._next = Button(look, "", "chevron-right", "flat", name=self.tr("Next image"))
        self._previous.setObjectName("previousImageButton")
        self._next.setObjectName("nextImageButton")
        for button, step in ((self._previous, -1), (self._next, 1)):
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _checked=False, step=step: self._step(step))
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.px(8))
        row.addWidget(self._previous)
        row.addWidget(self.slider, 1)
        row.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.theme.px(8))
        column.setSpacing(look.theme.px(8))
        column.addWidget(self.canvas)
        column.addWidget(self._row)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_BUSY_AFTER)
        self._late.timeout.connect(lambda: self.canvas.set_busy(True))
        self.canvas.stepped.connect(self._step)
        self.canvas.jumped.connect(lambda last: self.slider.setValue(self._count - 1 if last else 0))
        self.slider.valueChanged.connect(self._wish)
        self.show_nothing()

    # -- what it shows -----------------------------------------------------------------------------------------

    def show_series(self, count: int, index: int) -> None:
        """A series of ``count`` images comes into view, at ``index``; its picture follows."""
        self._set_count(count)
        self._set_index(index)
        self.canvas.show_nothing()
        self.canvas.setAccessibleName(self.tr("Picture"))
        self._late.start()
        self.show()

    def show_picture(self, picture: Picture, index: int, count: int) -> None:
        """Show the picture of one image."""
        self._late.stop()
        if count != self._count:
            self._set_count(count)
        self.canvas.show_picture(picture, self._place(index), self._window_words(picture))
        self.canvas.setAccessibleName(self.tr("Picture of image %1").replace("%1", self._place(index)))
        self._wait_if_behind(index)
        self.show()

    def show_no_picture(self, sentence: str, index: int | None = None) -> None:
        """Say why there is no picture, of the image at ``index`` or of the whole series."""
        self._late.stop()
        if index is None:
            self._set_count(0)
        self.canvas.show_sentence(sentence, self._place(index) if index is not None else "")
        self.canvas.setAccessibleName(sentence)
        if index is not None:
            self._wait_if_behind(index)
        self.show()

    def show_nothing(self) -> None:
        """No series is in view."""
        self._late.stop()
        self._set_count(0)
        self.canvas.show_nothing()
        self.hide()

    @property
    def index(self) -> int:
        """The image that is wished for, from 0."""
        return self.slider.value()

    @property
    def count(self) -> int:
        """How many images there are to go through."""
        return self._count

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._previous, self.slider, self._next)

    def set_picture_height(self, height: int) -> None:
        """Give the picture a height in pixels."""
        if self.canvas.minimumHeight() != height:
            self.canvas.setFixedHeight(height)

    def _wait_if_behind(self, index: int) -> None:
        """A picture that was overtaken came: another one is still on its way."""
        if self._count > 1 and index != self.index:
            self._late.start()

    def _set_count(self, count: int) -> None:
        self._count = count
        many = count > 1
        page = max(1, min(_LARGEST_PAGE, count // 4))
        self.canvas.steps, self.canvas.page = many, page
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, count - 1))
        self.slider.setPageStep(page)
        self.slider.blockSignals(blocked)
        self._row.setVisible(many)
        self.count_changed.emit(count)

    def _set_index(self, index: int) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(index)
        self.slider.blockSignals(blocked)
        self._show_ends()

    def _show_ends(self) -> None:
        value = self.slider.value()
        self._previous.setEnabled(value > 0)
        self._next.setEnabled(value < self._count - 1)
        self.slider.setAccessibleDescription(self._place(value))
        self.slider.setToolTip(self._place(value))

    def _place(self, index: int) -> str:
        if self._count < 2:
            return ""
        words_of = self.tr("%1 / %2", "image number / how many")
        return words_of.replace("%1", words.number(index + 1)).replace("%2", words.number(self._count))

    def _window_words(self, picture: Picture) -> str:
        if picture.window is None:
            return ""
        if picture.auto:
            return self.tr("Auto window")
        told = self.tr("C %1 · W %2", "centre and width of the grey scale window")
        return told.replace("%1", _value(picture.window[0])).replace("%2", _value(picture.window[1]))

    def _step(self, steps: int) -> None:
        self.slider.setValue(self.slider.value() + steps)

    def _wish(self, index: int) -> None:
        self._show_ends()
        if not self._late.isActive() and not self.canvas.busy:
            self._late.start()
        self.picture_wished.emit(index)


class ImageSlider(QSlider):
    """A slider in the design's look: a click goes there at once; keys and wheel work as over the picture."""

    def __init__(self, look: Look, canvas: PictureCanvas) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._canvas = canvas
        self.setObjectName("imageSlider")
        self.setAccessibleName(self.tr("Image of the series"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as a button."""
        theme = self._look.theme
        return QSize(theme.px(120), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """Room for the handle."""
        theme = self._look.theme
        return QSize(theme.px(48), theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys as in the picture."""
        if not self._canvas.take_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The same as over the picture."""
        self._canvas.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the click is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._go_to(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        self.setSliderDown(False)
        self.update()
        event.accept()

    def _go_to(self, at: QPointF) -> None:
        side = self._side()
        share = (at.x() - side / 2) / max(1.0, self.width() - side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        self.setValue(round(self.minimum() + min(1.0, max(0.0, share)) * (self.maximum() - self.minimum())))

    def _side(self) -> int:
        return self._look.theme.px(16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, bar and handle."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, high = self._side(), theme.px(4)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = (1 - share if right else share) * (self.width() - side) + side / 2
        middle = self.height() / 2
        track = QRectF(0, middle - high / 2, self.width(), high)
        painter.setPen(QPen(theme.color("text"), 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        done = QRectF(track)
        if right:
            done.setLeft(at)
        else:
            done.setRight(at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bar"))
        painter.drawRoundedRect(done, high / 2, high / 2)
        handle = QRectF(at - side / 2 + 0.5, middle - side / 2 + 0.5, side - 1, side - 1)
        pressed = self.isSliderDown() or self.underMouse()
        painter.setPen(QPen(theme.color("bar" if pressed else "control-border"), 1))
        painter.setBrush(theme.color("text-2" if theme.dark else "surface"))
        painter.drawEllipse(handle)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent-text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(handle.adjusted(-1.5, -1.5, 1.5, 1.5))


def _value(number: float) -> str:
    """A centre or width in the person's locale, with as many decimals as it needs."""
    locale = QLocale()
    digits = 0 if abs(number) >= 100 or number == round(number) else 1 if abs(number) >= 10 else 3
    text = locale.toString(round(number, digits), "f", digits)
    if digits:
        text = text.rstrip("0").rstrip(locale.decimalPoint())
    return text.replace("-", "−")
