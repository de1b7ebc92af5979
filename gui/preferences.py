"""The preferences dialog, joined to the settings, the keyring and the files of this computer."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.core.destination import Destination
from gui.core.errors import CourierError
from gui.current import CurrentSettings
from gui.errands import Errands
from gui.translation import languages
from gui.widgets.main_window import MainWindow
from gui.widgets.preferences_dialog import PreferencesDialog
from gui.widgets.preferences_form import Wishes
from gui.widgets.theme import Look


class Preferences(QObject):
    """Opens the dialog over whatever is in front, and keeps what was wished."""

    def __init__(self, look: Look, window: MainWindow, errands: Errands, settings: CurrentSettings) -> None:
        super().__init__(window)
        self._look, self._window, self._errands, self._settings = look, window, errands, settings
        self._dialog: PreferencesDialog | None = None
        errands.ca_file_checked.connect(self._show_ca_file_checked)

    def open(self, parent: QWidget | None = None, *, history: bool = False) -> None:
        """Show the preferences; ``history`` leads to how long entries are kept."""
        if self._dialog is not None:
            return
        now = self._settings.value
        locked = self._settings.policy.locked_settings
        wishes = Wishes(
            now.line, now.keep_history, now.history_days, locked=locked, watch=now.watch,
            language=now.language, languages=languages(), destinations=self._destinations,
            copy_discs=now.copy_discs,
        )  # fmt: skip
        dialog = PreferencesDialog(self._look, wishes, parent or self._window, history=history)
        dialog.saved.connect(self._save)
        dialog.ca_file_wished.connect(self._choose_ca_file)
        dialog.watch_folder_wished.connect(self._choose_watch_folder)
        dialog.ca_file_chosen.connect(self._errands.check_ca_file)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        if now.line.ca_file:
            self._errands.check_ca_file(now.line.ca_file)
        dialog.open()

    @property
    def _destinations(self) -> tuple[Destination, ...]:
        """Those that leave this computer first."""
        return tuple(sorted(self._settings.destinations, key=lambda one: one.practice))

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _choose_ca_file(self) -> None:
        if self._dialog is None:
            return
        before = self._dialog.ca_file
        path, _ = QFileDialog.getOpenFileName(
            self._dialog,
            self.tr("Choose the certificate file"),
            str(Path(before).parent) if before else "",
            self.tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
        )
        if path:
            self._dialog.show_ca_file(path)

    def _choose_watch_folder(self) -> None:
        if self._dialog is None:
            return
        title = self.tr("Choose the folder to watch")
        folder = QFileDialog.getExistingDirectory(self._dialog, title, self._dialog.watch_folder)
        if folder and self._dialog is not None:
            self._dialog.show_watch_folder(str(Path(folder).absolute()))

    def _show_ca_file_checked(self, path: str, problem: CourierError | None) -> None:
        if self._dialog is not None:
            self._dialog.show_ca_file_checked(path, problem)

    def _save(self, wishes: Wishes) -> None:
        before = self._settings.value
        old, new = before.line, wishes.line
        if old.proxy_user and (old.proxy_address != new.proxy_address or not new.proxy_user):
            self._errands.keep_proxy_password(old.proxy_address, None)
        if wishes.password is not None:
            self._errands.keep_proxy_password(new.proxy_address, wishes.password)
        self._settings.keep(
            dataclasses.replace(
                before,
                line=new,
                keep_history=wishes.keep_history,
                history_days=wishes.history_days,
                watch=wishes.watch,
                language=wishes.language,
                copy_discs=wishes.copy_discs,
            )
        )
