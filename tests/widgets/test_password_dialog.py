"""The question for the password of a ZIP file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.widgets.password_dialog import PasswordDialog
from gui.widgets.theme import Look
from tests.helpers.language import british


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


def opened(qtbot: QtBot, look: Look, name: str = "export.zip", outer: str = "", entries: int = 12) -> PasswordDialog:
    dialog = PasswordDialog(look, name, outer, entries)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def words(dialog: PasswordDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def part(dialog: PasswordDialog, kind: type, name: str):
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_it_names_the_archive_and_how_much_of_it_is_locked(qtbot: QtBot, look: Look) -> None:
    assert "“export.zip” is locked with a password" in words(opened(qtbot, look))
    assert "12 files in it cannot be read" in words(opened(qtbot, look))
    assert "One file in it cannot be read" in words(opened(qtbot, look, entries=1))
    assert "“a.zip” in “b.zip” is locked" in words(opened(qtbot, look, "a.zip", "b.zip", 0))


def test_what_is_typed_is_hidden_until_the_eye_is_pressed(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    field = part(dialog, QLineEdit, "zipPasswordEdit")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.eye.accessibleName() == "Show the password"
    field.eye.click()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Hide the password"


def test_enter_tries_it_and_a_wrong_one_may_be_mended(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    entered: list[str] = []
    dialog.entered.connect(entered.append)
    read = part(dialog, QPushButton, "readImagesButton")
    field = part(dialog, QLineEdit, "zipPasswordEdit")
    assert not read.isEnabled()
    qtbot.keyClicks(field, " Spaces count ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == [" Spaces count "]
    assert not read.isEnabled()
    assert not field.isEnabled()
    assert dialog.isVisible()
    dialog.show_wrong()
    assert "does not open it" in part(dialog, QLabel, "zipPasswordHint").text()
    assert field.isEnabled()
    assert field.selectedText() == " Spaces count "
    qtbot.keyClicks(field, "x")
    assert part(dialog, QLabel, "zipPasswordHint").text() == ""
    read.click()
    assert entered[-1] == "x"


@pytest.mark.parametrize("way", ["button", "escape"])
def test_leaving_out_closes_it_and_nothing_stays_in_the_field(qtbot: QtBot, look: Look, way: str) -> None:
    dialog = opened(qtbot, look)
    field = part(dialog, QLineEdit, "zipPasswordEdit")
    qtbot.keyClicks(field, "secret")
    with qtbot.waitSignal(dialog.rejected):
        if way == "button":
            part(dialog, QPushButton, "leaveOutButton").click()
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert field.text() == ""
