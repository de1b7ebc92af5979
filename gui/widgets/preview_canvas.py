"""Where a picture of an image is painted: letterboxed on black, words in its corners, or a sentence without one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.dicom.preview import Picture
from gui.widgets.theme import Look

_NOTCH = 120
"""An eighth of a degree each: one click of an ordinary wheel (QWheelEvent.angleDelta)."""
_WHITE, _BLACK, _SHADE = Qt.GlobalColor.white, Qt.GlobalColor.black, 170
_BUSY_STEP, _BUSY_EVERY = 15, 40


def image_of(picture: Picture) -> QImage:
    """A picture as Qt paints it."""
    kind = QImage.Format.Format_RGB888 if picture.rgb else QImage.Format.Format_Grayscale8
    line = picture.width * (3 if picture.rgb else 1)
    # a copy: QImage does not keep the bytes
    return QImage(picture.data, picture.width, picture.height, line, kind).copy()


class PictureCanvas(QWidget):
    """Paints one picture. A wheel over it and keys pressed in it become ``stepped``: how many images to go on."""

    stepped = Signal(int)
    jumped = Signal(bool)
    """To the first image (False) or to the last (True)."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self._scaled: QPixmap | None = None
        self._sentence = ""
        self._left = self._right = ""
        self._busy = False
        self._angle = 0
        self._ring = False
        self._wheel = 0
        self.steps = False
        """True when there is more than one image to go through."""
        self.page = 10
        """How many images Page Up and Page Down pass."""
        self._turning = QTimer(self)
        self._turning.setInterval(_BUSY_EVERY)
        self._turning.timeout.connect(self._turn)
        self.setObjectName("previewPicture")
        self.setAccessibleName(self.tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    # -- what it shows -----------------------------------------------------------------------------------------

    def show_picture(self, picture: Picture, left: str, right: str) -> None:
        """Paint a picture with words at the bottom left and right."""
        self._image = image_of(picture)
        self._scaled = None
        self._sentence = ""
        self._left, self._right = left, right
        self.set_busy(False)

    def show_sentence(self, sentence: str, left: str = "") -> None:
        """Say why there is no picture."""
        self._image = self._scaled = None
        self._sentence = sentence
        self._left, self._right = left, ""
        self.set_busy(False)

    def show_nothing(self) -> None:
        """Be black."""
        self.show_sentence("")

    def set_busy(self, busy: bool) -> None:
        """Turn a small arc while a picture is being made."""
        self._busy = busy
        if busy and self._look.motion:
            self._turning.start()
        else:
            self._turning.stop()
        self.update()

    @property
    def sentence(self) -> str:
        """The sentence that stands instead of a picture."""
        return self._sentence

    @property
    def captions(self) -> tuple[str, str]:
        """The words at the bottom left and right."""
        return self._left, self._right

    @property
    def busy(self) -> bool:
        """True while the arc is shown."""
        return self._busy

    @property
    def has_picture(self) -> bool:
        """True while a picture is shown."""
        return self._image is not None

    def _turn(self) -> None:
        self._angle = (self._angle + _BUSY_STEP) % 360
        self.update()

    # -- wheel and keys ----------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Down is towards the last image; a touchpad's small movements add up."""
        if not self.steps:
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        if notches:
            self.stepped.emit(-notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go one image on or back, Page keys several, Home and End to the ends."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus; the ring comes with the first key."""
        super().mousePressEvent(event)
        self._ring = False
        self.update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key says; False when it says nothing here."""
        keys = Qt.Key
        steps = {
            keys.Key_Left: -1,
            keys.Key_Up: -1,
            keys.Key_Right: 1,
            keys.Key_Down: 1,
            keys.Key_PageUp: -self.page,
            keys.Key_PageDown: self.page,
        }
        key = Qt.Key(event.key())
        self._ring = True
        if not self.steps or (key not in steps and key not in (keys.Key_Home, keys.Key_End)):
            return False
        if key in steps:
            self.stepped.emit(steps[key])
        else:
            self.jumped.emit(key == keys.Key_End)
        event.accept()
        return True

    # -- painting ----------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A square of the pane's width; whoever holds it sets the height."""
        side = self._look.theme.px(288)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It may become small, but not so that nothing is to be seen."""
        side = self._look.theme.px(160)
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale anew."""
        super().resizeEvent(event)
        self._scaled = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._turning.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, picture and words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(4)
        shape, inside = QPainterPath(), QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        inside.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.fillPath(shape, theme.color("band") if self._sentence else _BLACK)
        if self._image is not None:
            painter.save()
            painter.setClipPath(inside)  # within the black: a clip has no smooth edge
            self._paint_picture(painter)
            painter.restore()
        elif self._sentence:
            self._paint_sentence(painter)
        self._paint_captions(painter)
        if self._busy:
            self._paint_busy(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus() and self._ring:
            painter.setPen(QPen(theme.color("accent-text"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        elif theme.dark or self._sentence or theme.high_contrast:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawRoundedRect(frame, radius, radius)

    def _paint_picture(self, painter: QPainter) -> None:
        assert self._image is not None
        ratio = self.devicePixelRatioF()
        if self._scaled is None or self._scaled.devicePixelRatio() != ratio:
            size = self._image.size().scaled(self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
            size = size.expandedTo(QSize(1, 1))
            mode = Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
            self._scaled.setDevicePixelRatio(ratio)
        shown = self._scaled.deviceIndependentSize()
        at = QRectF((self.width() - shown.width()) / 2, (self.height() - shown.height()) / 2, 0, 0).topLeft()
        painter.drawPixmap(at, self._scaled)

    def _paint_sentence(self, painter: QPainter) -> None:
        theme = self._look.theme
        icon, gap, margin = theme.px(24), theme.px(8), theme.px(20)
        room = self.rect().adjusted(margin, theme.px(8), -margin, -theme.px(8))
        painter.setFont(theme.font("caption"))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(QRect(0, 0, room.width(), 10_000), flags, self._sentence)
        high = icon + gap + words.height()
        top = max(room.top(), room.center().y() - high // 2)
        if high <= room.height():
            painter.drawPixmap(self.rect().center().x() - icon // 2, top, self._look.pixmap("images", "text-2", 24))
            top += icon + gap
        painter.setPen(theme.color("text-2"))
        painter.drawText(QRect(room.left(), top, room.width(), room.bottom() - top + 1), flags, self._sentence)

    def _paint_captions(self, painter: QPainter) -> None:
        theme = self._look.theme
        font = theme.font("caption", QFont.Weight.Medium)
        metrics = theme.metrics("caption", QFont.Weight.Medium)
        margin, baseline = theme.px(8), self.height() - theme.px(8) - metrics.descent()
        wide = metrics.horizontalAdvance(self._right)
        places = [(float(margin), self._left)]
        if metrics.horizontalAdvance(self._left) + wide + 3 * margin <= self.width():
            places.append((float(self.width() - margin - wide), self._right))
        for left, words in places:
            if not words:
                continue
            if self._sentence:
                painter.setFont(font)
                painter.setPen(theme.color("text-2"))
                painter.drawText(int(left), baseline, words)
                continue
            path = QPainterPath()
            path.addText(left, baseline, font, words)
            shade = theme.color("text")
            shade.setRgb(0, 0, 0, _SHADE)
            pen = QPen(shade, theme.px(3))
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
            painter.fillPath(path, _WHITE)

    def _paint_busy(self, painter: QPainter) -> None:
        theme = self._look.theme
        side, width = theme.px(20), theme.px(2)
        box = QRectF(self.width() - side - theme.px(10), theme.px(10), side, side)
        if self._image is None and not self._sentence:
            box.moveCenter(QRectF(self.rect()).center())
        pen = QPen(theme.color("text-2") if self._sentence else _WHITE, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._image is not None:
            back = theme.color("text")
            back.setRgb(0, 0, 0, _SHADE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
            painter.drawEllipse(box.adjusted(-4, -4, 4, 4))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(box.adjusted(width, width, -width, -width), (60 - self._angle) * 16, 280 * 16)
