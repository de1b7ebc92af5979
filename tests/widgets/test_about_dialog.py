"""The window says what it is made with."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui import __version__
from gui.assets import licences
from gui.widgets.about_dialog import AboutDialog
from gui.widgets.theme import Look


def test_version_qt_and_its_licence_are_named(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = AboutDialog(Look(qapp), licences())
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert __version__ in text
    assert "Lesser General Public License, version 3" in text
    button = dialog.findChild(QPushButton, "openLicencesButton")
    assert button is not None
    assert button.isEnabled()


def test_without_the_list_beside_the_program_the_button_is_off(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = AboutDialog(Look(qapp), None)
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "openLicencesButton")
    assert button is not None
    assert not button.isEnabled()
