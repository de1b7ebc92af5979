"""The dialog of the preferences: the clinic's line, the network, the history. It keeps nothing: it sends wishes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.assets import licences
from gui.core.errors import CourierError
from gui.widgets.about_dialog import AboutDialog
from gui.widgets.controls import Button
from gui.widgets.dialogs import CourierDialog
from gui.widgets.preferences_form import PreferencesForm, Wishes
from gui.widgets.theme import Look


class PreferencesDialog(CourierDialog):
    """Sends ``saved`` with the :class:`Wishes`. Escape and the window's cross change nothing."""

    saved = Signal(object)
    ca_file_wished = Signal()
    """Another certificate file is to be chosen; :meth:`show_ca_file` brings it."""
    ca_file_chosen = Signal(str)
    """Somebody has to look whether this file can be used; :meth:`show_ca_file_checked` says it."""

    watch_folder_wished = Signal()
    """Another folder is to be watched; :meth:`show_watch_folder` brings it."""

    def __init__(self, look: Look, now: Wishes, parent: QWidget | None = None, *, history: bool = False) -> None:
        super().__init__(look, "", 576, parent)
        self.setObjectName("preferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self._form = PreferencesForm(look, now)
        column = self.body.column
        column.addWidget(self._form)
        column.addStretch(1)
        self._cancel = Button(look, self.tr("Cancel"))
        self._cancel.setObjectName("cancelPreferencesButton")
        self._cancel.clicked.connect(self.reject)
        self._save = Button(look, self.tr("&Save preferences"), kind="primary")
        self._save.setObjectName("savePreferencesButton")
        self._save.clicked.connect(self._press_save)
        self._about = Button(look, self.tr("&About…"), "info", "flat")
        self._about.setObjectName("aboutButton")
        self._about.clicked.connect(self._show_about)
        self.foot.addWidget(self._about)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._save)
        self._form.changed.connect(self._refresh)
        self._form.network.choose_ca_file_pressed.connect(self.ca_file_wished)
        self._form.watch.choose_folder_pressed.connect(self.watch_folder_wished)
        self._refresh()
        self.fit()
        if history:
            self._form.history.take_focus()

    @property
    def ca_file(self) -> str:
        """The certificate file that stands in the dialog, or nothing."""
        return self._form.network.ca_file

    def show_ca_file(self, path: str) -> None:
        """A certificate file was chosen."""
        self._form.network.show_ca_file(path)
        self.ca_file_chosen.emit(path)

    def show_ca_file_checked(self, path: str, problem: CourierError | None) -> None:
        """The file was looked at; ``problem`` says why it cannot be used."""
        self._form.network.show_ca_file_checked(path, problem)

    def _show_about(self) -> None:
        AboutDialog(self._look, licences(), self).open()

    @property
    def watch_folder(self) -> str:
        """The folder to watch that stands in the dialog, or nothing."""
        return self._form.watch.folder

    def show_watch_folder(self, path: str) -> None:
        """A folder to watch was chosen."""
        self._form.watch.show_folder(path)

    def _refresh(self) -> None:
        complete = self._form.complete
        self._save.setEnabled(complete)
        self._save.setDefault(complete)
        self._save.setToolTip("" if complete else self.tr("Something above is missing or wrong."))

    def _press_save(self) -> None:
        if self._form.complete:
            self.saved.emit(self._form.wishes())
            self.accept()

    def done(self, result: int) -> None:
        """Forget the password before closing."""
        super().done(result)
        self._form.network.password.forget()
