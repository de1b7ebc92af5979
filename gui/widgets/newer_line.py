"""The quiet line that a newer version exists. It is IT's to install; nothing here does."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.core.release import Release
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Label
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look


class NewerLine(QWidget):
    """One line below the drop area; hidden while there is nothing to tell, or until the next version."""

    dismissed = Signal(object)
    """This Release is not to be told of again."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("newerLine")
        self._release: Release | None = None
        px = look.theme.px
        self._title = Label(look, token="text-2", weight=600)
        self._title.setObjectName("newerTitle")
        self._text = ElidedLabel(look, token="text-2")
        self._text.setMinimumWidth(0)
        self._page = Button(look, self.tr("&What is new…"), kind="link")
        self._page.setObjectName("newerPageButton")
        self._page.clicked.connect(self._open_page)
        self._close = Button(look, "", "x", "flat", name=self.tr("Hide this until the next version"))
        self._close.setObjectName("closeNewerButton")
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), px(8), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(IconLabel(look, "info", "text-2", 16))
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self._page)
        row.addWidget(self._close)
        self.hide()

    @property
    def release(self) -> Release | None:
        """What is told of; None when nothing is."""
        return self._release

    def show_release(self, release: Release | None) -> None:
        """Tell of a newer version, or of none."""
        self._release = release
        if release is not None:
            title = self.tr("Version %1 is available. Your IT installs it.")
            self._title.setText(title.replace("%1", release.version))
            self._text.setText(words.plain(release.text))
            self._page.setVisible(bool(release.page))
            self._page.setToolTip(release.page)
        self.setVisible(release is not None)

    def _open_page(self) -> None:
        if self._release is not None and self._release.page:
            QDesktopServices.openUrl(QUrl(self._release.page))

    def _dismiss(self) -> None:
        release, self._release = self._release, None
        self.hide()
        if release is not None:
            self.dismissed.emit(release)
