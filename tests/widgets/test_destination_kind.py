"""The kind of service in the form of a destination, and what it means for the token."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.destination import Destination, Dialect, Scheme
from gui.widgets.destination_dialog import DestinationDialog
from gui.widgets.theme import Look
from tests.widgets.test_destination_dialog import ADDRESS, SECRET, button, child, fill, hint, opened

PACS = Destination("p", "City PACS", ADDRESS, Scheme.BEARER, dialect=Dialect.DICOMWEB)


def unfold(dialog: DestinationDialog) -> tuple[QComboBox, QComboBox]:
    button(dialog, "moreSettingsButton").setChecked(True)
    return child(dialog, QComboBox, "kindBox"), child(dialog, QComboBox, "schemeBox")


def words_of(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def test_a_service_knows_token_and_bearer_and_a_dicomweb_server_basic_as_well(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    kind, scheme = unfold(dialog)
    assert words_of(kind) == ["Upload service", "DICOMweb server"]
    assert (words_of(scheme), scheme.currentText()) == (["Token", "Bearer"], "Token")
    kind.setCurrentText("DICOMweb server")
    assert (words_of(scheme), scheme.currentText()) == (["Basic", "Bearer", "Token"], "Basic")
    scheme.setCurrentText("Bearer")
    kind.setCurrentText("Upload service")
    assert scheme.currentText() == "Bearer"


def test_a_dicomweb_server_is_saved_with_name_and_password(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    kind, _ = unfold(dialog)
    kind.setCurrentText("DICOMweb server")
    assert child(dialog, QLineEdit, "tokenEdit").placeholderText() == "Name and password, as name:password"
    fill(qtbot, dialog, nameEdit="City PACS", baseUrlEdit=ADDRESS, tokenEdit="clinic")
    assert "name:password" in hint(dialog, "tokenHint")
    assert not button(dialog, "saveDestinationButton").isEnabled()
    fill(qtbot, dialog, tokenEdit="clinic:se cret")
    with qtbot.waitSignal(dialog.saved) as saved:
        button(dialog, "saveDestinationButton").click()
    destination, token = saved.args
    assert (destination.dialect, destination.scheme) == (Dialect.DICOMWEB, Scheme.BASIC)
    assert isinstance(destination.dialect, Dialect)
    assert token.reveal() == "clinic:se cret"


def test_a_dicomweb_server_is_shown_as_one_when_it_is_changed(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, PACS)
    kind, scheme = child(dialog, QComboBox, "kindBox"), child(dialog, QComboBox, "schemeBox")
    assert kind.isVisible()
    assert (kind.currentText(), scheme.currentText()) == ("DICOMweb server", "Bearer")
    with qtbot.waitSignal(dialog.saved) as saved:
        button(dialog, "saveDestinationButton").click()
    assert saved.args == [PACS, None]


def test_an_upload_service_stays_one(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    assert not child(dialog, QComboBox, "kindBox").isVisible()
    with qtbot.waitSignal(dialog.saved) as saved:
        button(dialog, "saveDestinationButton").click()
    assert (saved.args[0].dialect, saved.args[0].scheme) == (Dialect.SERVICE, Scheme.TOKEN)


def test_the_boxes_have_names_that_can_be_read_in_full(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    for box in unfold(dialog):
        assert box.accessibleName()
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            assert label.width() >= label.sizeHint().width()
    assert child(dialog, QPushButton, "moreSettingsButton").isVisible()
