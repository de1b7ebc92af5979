"""The passwords of archives at the window: asked for one at a time, forgotten when the list is emptied."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.asking import PasswordWish
from gui.courier import Courier
from gui.dicom.containers.passwords import Locked
from gui.flow import Flow, State
from gui.widgets.main_window import MainWindow
from gui.widgets.password_dialog import PasswordDialog
from gui.widgets.theme import Look


class ArchivePasswords(QObject):
    """Joins the questions of the running job to the dialog; without an answer, what is locked is left out."""

    def __init__(self, look: Look, window: MainWindow, flow: Flow, courier: Courier) -> None:
        super().__init__(window)
        self._look, self._window, self._courier = look, window, courier
        self._dialog: PasswordDialog | None = None
        self._wish: PasswordWish | None = None
        self._left: Locked | None = None
        flow.asking.wished.connect(self._ask)
        flow.asking.opened.connect(self._close)
        flow.state_changed.connect(self._follow)
        flow.catalogue_emptied.connect(self._forget)

    def _ask(self, wish: PasswordWish) -> None:
        if wish.wrong and wish.locked == self._left:  # left out while the last password was being tried
            wish.answer(None)
            return
        before, self._wish = self._wish, wish
        if self._dialog is not None and before is not None and before.locked == wish.locked:
            self._dialog.show_wrong()
            return
        self._close()
        self._wish, self._left = wish, None
        locked = wish.locked
        dialog = self._dialog = PasswordDialog(self._look, *_names(locked), locked.entries, self._window)
        dialog.entered.connect(self._answer)
        dialog.rejected.connect(self._leave_out)
        dialog.open()

    def _answer(self, text: str) -> None:
        if self._wish is not None:
            self._wish.answer(text)

    def _leave_out(self) -> None:
        if self._wish is not None:
            self._left = self._wish.locked
            self._wish.answer(None)
        self._close()

    def _close(self) -> None:
        dialog, self._dialog, self._wish = self._dialog, None, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    def _follow(self, state: State) -> None:
        if state not in (State.SCANNING, State.SENDING):
            self._close()

    def _forget(self) -> None:
        self._courier.passwords.forget()


def _names(locked: Locked) -> tuple[str, str]:
    """The archive's name, and that of the archive it lies in."""
    outer = locked.path.replace("\\", "/").rpartition("/")[2]
    inner = locked.within.rpartition("/")[2]
    return (inner, outer) if inner else (outer, "")
