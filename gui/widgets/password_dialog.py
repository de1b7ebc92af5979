"""Asks for the password of an archive: reads on with it, or leaves out what is locked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets import words
from gui.widgets.controls import Button, Label
from gui.widgets.dialogs import CourierDialog, Hint, announce, caption
from gui.widgets.theme import Look
from gui.widgets.token_field import TokenField


class PasswordDialog(CourierDialog):
    """Sends ``entered``, and stays open until it is told that the password was wrong, or is closed from outside.

    ``rejected`` (also Escape and the window's cross) means that the locked images are left out.

    :param name: the archive's own name, without its folder.
    :param outer: the name of the archive that it lies in, or nothing.
    :param entries: how many files in it are locked, 0 when that is not known.
    """

    entered = Signal(str)

    def __init__(self, look: Look, name: str, outer: str, entries: int, parent: QWidget | None = None) -> None:
        super().__init__(look, "", 480, parent)
        self.setObjectName("passwordDialog")
        self.setWindowTitle(self.tr("Password of a ZIP file"))
        title = self.tr("“%1” is locked with a password").replace("%1", words.plain(name))
        if outer:
            title = self.tr("“%1” in “%2” is locked with a password")
            title = title.replace("%2", words.plain(outer)).replace("%1", words.plain(name))
        text = self.tr("Whoever made the ZIP file knows the password.")
        if entries == 1:
            text = self.tr("One file in it cannot be read without the password. Whoever made the ZIP file knows it.")
        elif entries:
            text = self.tr("%1 in it cannot be read without the password. Whoever made the ZIP file knows it.")
            text = text.replace("%1", words.files(entries))
        self._field = TokenField(look, name=self.tr("Password"))
        self._field.setObjectName("zipPasswordEdit")
        self._field.name_eye(self.tr("Show the password"), self.tr("Hide the password"))
        self._hint = Hint(look, "zipPasswordHint")
        column = self.body.column
        column.addWidget(Label(look, title, "title", wrap=True))
        column.addWidget(Label(look, text, token="text-2", wrap=True))
        column.addSpacing(look.theme.px(8))
        column.addWidget(caption(look, self.tr("&Password"), self._field))
        column.addWidget(self._field)
        column.addWidget(self._hint)
        column.addWidget(
            Label(look, self.tr("It is kept until you clear the list, and is not saved."), "caption", "text-2")
        )
        column.addStretch(1)
        self._leave = Button(look, self.tr("&Leave them out"))
        self._leave.setObjectName("leaveOutButton")
        self._leave.clicked.connect(self.reject)
        self._read = Button(look, self.tr("&Read the images"), kind="primary")
        self._read.setObjectName("readImagesButton")
        self._read.clicked.connect(self._enter)
        self._read.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(self._leave)
        self.foot.addWidget(self._read)
        self._field.textChanged.connect(self._refresh)
        self._refresh()
        self.fit()
        self._field.setFocus()

    def show_wrong(self) -> None:
        """The password that was entered does not open the archive; another may be entered."""
        self._set_trying(False)
        text = self.tr("This password does not open it. Mind capitals and small letters, and spaces.")
        self._hint.say(text, "octagon-alert", "bad")
        announce(self, text)
        self._field.setFocus()
        self._field.selectAll()

    def done(self, result: int) -> None:
        """Forget the password before closing."""
        super().done(result)
        self._field.forget()

    def _enter(self) -> None:
        if self._field.text():
            self._set_trying(True)
            self._hint.say(self.tr("Trying the password…"), "clock")
            self.entered.emit(self._field.text())

    def _set_trying(self, trying: bool) -> None:
        self._field.setEnabled(not trying)
        self._read.setEnabled(not trying and bool(self._field.text()))

    def _refresh(self) -> None:
        self._read.setEnabled(bool(self._field.text()))
        if self._hint.isVisible():
            self._hint.say("")
