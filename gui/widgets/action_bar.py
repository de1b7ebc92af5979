"""The bar at the bottom: what will be sent and the button that sends it, or how far the upload is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.controls import Button, ElidedLabel
from gui.widgets.indicators import GlideBar, IconLabel
from gui.widgets.status import Summary
from gui.widgets.theme import Look

_SIGNS = {"ok": "circle-check", "warn": "circle-question-mark", "bad": "octagon-alert"}


class ActionBar(QFrame):
    """Two faces: a summary with the Upload button, and the progress with Pause and Cancel."""

    upload_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    cancel_pressed = Signal()
    try_now_pressed = Signal()
    """The wait until the next try, or until the hours in which sending is allowed, is to end now."""
    show_receipt_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("region", "foot")
        self._mark = IconLabel(look, "circle-check", "ok")
        self._title = ElidedLabel(look, weight=600)
        self._title.setObjectName("summaryLabel")
        self._hint = ElidedLabel(look, token="text-2")
        self._hint.setObjectName("summaryHint")
        self._link = Button(look, self.tr("Show &receipt"), kind="link")
        self._link.setObjectName("showLastReceiptButton")
        self._link.clicked.connect(self.show_receipt_pressed)
        self._upload = Button(look, self.tr("&Upload"), "upload", "primary", tall=True)
        self._upload.setObjectName("uploadButton")
        self._upload.clicked.connect(self.upload_pressed)
        self._bar = GlideBar(look)
        self._bar.setObjectName("uploadProgress")
        self._bar.setAccessibleName(self.tr("Upload progress"))
        self._still = IconLabel(look, "circle-pause", "text")
        self._status = ElidedLabel(look, weight=600)
        self._status.setObjectName("uploadStatusLabel")
        self._detail = ElidedLabel(look, token="text-2")
        self._detail.setObjectName("uploadDetailLabel")
        self._pause = Button(look, self.tr("&Pause"), "pause", tall=True)
        self._pause.setObjectName("pauseButton")
        self._pause.clicked.connect(self._press_pause)
        self._cancel = Button(look, self.tr("Ca&ncel"), "x", tall=True)
        self._cancel.setObjectName("cancelButton")
        self._cancel.clicked.connect(self.cancel_pressed)
        self._try = Button(look, self.tr("&Try now"), "rotate-cw", tall=True)
        self._try.setObjectName("tryNowButton")
        self._try.clicked.connect(self.try_now_pressed)
        self._try.hide()
        self._paused = False
        self._summary = self._make_summary()
        self._sending = self._make_sending()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._summary)
        column.addWidget(self._sending)
        look.changed.connect(self._dress)
        self._dress()
        self._turn(self._summary)

    def _make_summary(self) -> QWidget:
        theme = self._look.theme
        page = QWidget()
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self._mark)
        first.addWidget(self._title)
        first.addWidget(self._link)
        first.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        lines.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(self._hint)
        lines.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(16))
        row.addLayout(lines, 1)
        row.addWidget(self._upload)
        return page

    def _make_sending(self) -> QWidget:
        theme = self._look.theme
        page = QWidget()
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self._still)
        first.addWidget(self._status, 1)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        lines.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(self._detail)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addLayout(lines, 1)
        row.addWidget(self._try)
        row.addWidget(self._pause)
        row.addWidget(self._cancel)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(18), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self._bar)
        column.addLayout(row, 1)
        return page

    def show_summary(self, summary: Summary) -> None:
        """Show what would be sent; the button can be pressed when the summary gives no reason against it."""
        self._mark.hide()
        self._link.hide()
        self._title.set_weight(600)
        self._show(summary)

    def show_outcome(self, line: str, tone: str, summary: Summary) -> None:
        """Show how the last upload ended: a sentence with its sign (ok, warn, bad) and the way to its receipt."""
        self._mark.set_icon(_SIGNS[tone], tone)
        self._mark.show()
        self._link.show()
        self._title.set_weight(400)
        self._show(replace(summary, title=line, hint=""))

    def _show(self, summary: Summary) -> None:
        self._turn(self._summary)
        self._title.setText(summary.title)
        self._hint.setText(summary.hint)
        self._hint.setVisible(bool(summary.hint))
        self._upload.setText(summary.button)
        self._upload.setEnabled(not summary.why)
        self._upload.setToolTip(summary.why)

    @property
    def shows_outcome(self) -> bool:
        """True while the last upload's outcome stands in the bar."""
        return not self._mark.isHidden() and not self._summary.isHidden()

    def begin_sending(self) -> None:
        """Show an empty bar; a new upload begins."""
        self._bar.restart()
        self._turn(self._sending)

    def show_progress(self, share: float, status: str, detail: str, *, offer: str = "") -> None:
        """Show how far the upload is; ``share`` is 0.0–1.0. ``offer`` is the text of a button that ends a wait."""
        self._turn(self._sending)
        self._bar.set_still(bool(offer))
        self._offer(offer)
        self._bar.glide_to(int(share * 1000))
        self._still.hide()
        self._status.setText(status)
        self._detail.setText(detail)
        self._paused = False
        self._pause.setText(self.tr("&Pause"))
        self._pause.set_icon_name("pause")
        self._pause.setEnabled(True)
        self._pause.setToolTip("")
        self._cancel.setEnabled(True)

    def show_still(self, status: str, detail: str, *, resumable: bool, share: float | None = None) -> None:
        """The upload stands still. ``resumable``: Resume can be pressed; else something must be mended first."""
        self._turn(self._sending)
        if share is not None:
            self._bar.glide_to(int(share * 1000))
        self._bar.set_still(True)
        self._offer("")
        self._still.show()
        self._status.setText(status)
        self._detail.setText(detail)
        self._paused = True
        self._pause.setText(self.tr("Resu&me"))
        self._pause.set_icon_name("play")
        self._pause.setEnabled(resumable)
        self._pause.setToolTip("" if resumable else self.tr("The message at the top says what to do first."))
        self._cancel.setEnabled(True)

    def show_ending(self, status: str) -> None:
        """Pause or Cancel was pressed and the last request ends; nothing more can be pressed."""
        self._status.setText(status)
        self._offer("")
        self._pause.setEnabled(False)
        self._cancel.setEnabled(False)

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._link, self._upload, self._try, self._pause, self._cancel)

    def _offer(self, text: str) -> None:
        """Offer to end a wait. The button stays as it is from one report to the next, so that it can be pressed."""
        if text:
            if self._try.text() != text:
                self._try.setText(text)
            self._try.show()
            return
        if self._try.hasFocus():
            self._pause.setFocus()
        self._try.setText("")
        self._try.hide()

    def _press_pause(self) -> None:
        (self.resume_pressed if self._paused else self.pause_pressed).emit()

    def _turn(self, face: QWidget) -> None:
        self._summary.setVisible(face is self._summary)
        self._sending.setVisible(face is self._sending)
        self._dress()

    def _dress(self) -> None:
        theme = self._look.theme
        sending = not self._sending.isHidden()
        lines = theme.metrics("body").height() * 2
        self.setFixedHeight(max(theme.px(96 if sending else 80), lines + theme.px(52 if sending else 28)))
        self._try.setMinimumWidth(theme.px(104))
        self._pause.setMinimumWidth(theme.px(104))
        self._cancel.setMinimumWidth(theme.px(104))
        self._upload.setSizePolicy(self._upload.sizePolicy().Policy.Minimum, self._upload.sizePolicy().Policy.Fixed)
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
