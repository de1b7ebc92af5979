"""The dialog that adds or changes a destination, and the list of destinations."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.destination import Destination, Scheme
from gui.core.errors import NotTheService, SourceRefused, TokenRefused
from gui.core.token import Token
from gui.widgets.destination_dialog import DestinationDialog
from gui.widgets.destinations_dialog import DestinationsDialog
from gui.widgets.questions import Question
from gui.widgets.theme import Look
from gui.widgets.token_field import EyeButton, TokenField

CITY = Destination("city", "City Radiology", "https://upload.city-radiology.example/api")
PLAIN = Destination("lan", "Cellar", "http://10.0.0.5:8080", plain_http_confirmed=True)
PRACTICE = Destination("practice", "Practice service", "http://127.0.0.1")
ADDRESS = "https://upload.city-radiology.example/api"
SECRET = "0123456789abcdef0123"

W = TypeVar("W", bound=QWidget)


def opened(qtbot: QtBot, look: Look, destination: Destination | None = None, **more: object) -> DestinationDialog:
    dialog = DestinationDialog(look, destination, **more)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None
    return found


def fill(qtbot: QtBot, dialog: DestinationDialog, **fields: str) -> None:
    for name, text in fields.items():
        edit = child(dialog, QLineEdit, name)
        edit.clear()
        qtbot.keyClicks(edit, text)


def button(dialog: QWidget, name: str) -> QPushButton:
    return child(dialog, QPushButton, name)


def hint(dialog: QWidget, name: str) -> str:
    label = child(dialog, QLabel, name)
    return label.text() if label.isVisible() else ""


def saved(dialog: DestinationDialog) -> list[tuple[Destination, Token | None]]:
    found: list[tuple[Destination, Token | None]] = []
    dialog.saved.connect(lambda destination, token: found.append((destination, token)))
    return found


def test_new_destination_is_saved_by_keyboard_alone(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    assert child(dialog, QLineEdit, "nameEdit").hasFocus()
    assert not button(dialog, "saveDestinationButton").isEnabled()
    fill(qtbot, dialog, nameEdit="City Radiology", baseUrlEdit=f"{ADDRESS}/studies/", tokenEdit=f"  {SECRET} ")
    qtbot.keyClick(child(dialog, QLineEdit, "tokenEdit"), Qt.Key.Key_Return)
    destination, token = found[0]
    assert (destination.name, destination.base_url, destination.scheme) == ("City Radiology", ADDRESS, Scheme.TOKEN)
    assert isinstance(destination.scheme, Scheme)
    assert (destination.source, destination.connections, destination.plain_http_confirmed) == ("", 3, False)
    assert destination.id
    assert token == Token(SECRET)
    assert not dialog.isVisible()
    assert child(dialog, QLineEdit, "tokenEdit").text() == ""


def test_each_new_destination_gets_an_id_of_its_own(qtbot: QtBot, look: Look) -> None:
    ids = set()
    for _ in range(3):
        dialog = opened(qtbot, look)
        fill(qtbot, dialog, nameEdit="x", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
        ids.add(dialog._form.destination().id)
    assert len(ids) == 3


def test_enter_does_nothing_until_everything_is_there(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS)
    for name in ("nameEdit", "baseUrlEdit", "tokenEdit", "sourceEdit"):
        qtbot.keyClick(child(dialog, QLineEdit, name), Qt.Key.Key_Return)
    assert found == []
    assert dialog.isVisible()
    assert not button(dialog, "saveDestinationButton").isDefault()
    fill(qtbot, dialog, tokenEdit=SECRET)
    assert button(dialog, "saveDestinationButton").isDefault()


def test_escape_saves_nothing(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert found == []
    assert not dialog.isVisible()
    assert child(dialog, QLineEdit, "tokenEdit").text() == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (ADDRESS, f"Encrypted. Images go to {ADDRESS}/studies"),
        ("upload.example/studies", "Encrypted. Images go to https://upload.example/studies"),
        ("http://127.0.0.1:9000", "On this computer, so it needs no encryption. Images go to http://127.0.0.1:9000/studies"),
        ("ftp://upload.example", "It starts with “ftp://” instead of “https://”."),
        ("https:/upload.example", "After “https:” two slashes are missing."),
        ("https://me:pw@upload.example", "It holds a user name or a password; only the token signs in."),
    ],
)  # fmt: skip
def test_line_below_the_address_says_where_images_go_or_what_is_wrong(
    qtbot: QtBot, look: Look, typed: str, said: str
) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, baseUrlEdit=typed)
    assert hint(dialog, "addressHint") == said
    assert child(dialog, QLabel, "addressHint").textFormat() == Qt.TextFormat.PlainText


def test_unencrypted_address_must_be_confirmed_and_again_when_it_changes(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    box = child(dialog, QCheckBox, "plainHttpBox")
    fill(qtbot, dialog, nameEdit="Cellar", tokenEdit=SECRET, baseUrlEdit=ADDRESS)
    assert not box.isVisible()
    fill(qtbot, dialog, baseUrlEdit="http://10.0.0.5")
    assert box.isVisible()
    assert hint(dialog, "addressHint").startswith("Not encrypted: everybody on the way to 10.0.0.5 can read")
    assert not button(dialog, "saveDestinationButton").isEnabled()
    assert not button(dialog, "checkConnectionButton").isEnabled()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert button(dialog, "saveDestinationButton").isEnabled()
    qtbot.keyClicks(child(dialog, QLineEdit, "baseUrlEdit"), "5")
    assert not box.isChecked()
    assert not button(dialog, "saveDestinationButton").isEnabled()
    box.click()
    button(dialog, "saveDestinationButton").click()
    assert found[0][0].plain_http_confirmed
    assert found[0][0].base_url == "http://10.0.0.55"


def test_confirmation_does_not_survive_a_detour_over_https(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, PLAIN)
    box = child(dialog, QCheckBox, "plainHttpBox")
    assert box.isChecked()
    address = child(dialog, QLineEdit, "baseUrlEdit")
    address.setText("https://10.0.0.5:8080")
    address.setText("http://10.0.0.5:8080")
    assert not box.isChecked()


def test_pasted_token_is_cleaned_and_a_bad_one_is_told_at_the_field(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS)
    edit = child(dialog, QLineEdit, "tokenEdit")
    for pasted, good in ((f"{SECRET[:8]}\n {SECRET[8:]}\r\n", True), ("“curly”", False), ("tökén", False)):
        edit.clear()
        QGuiApplication.clipboard().setText(pasted)
        edit.paste()
        assert button(dialog, "saveDestinationButton").isEnabled() == good
        if not good:
            assert hint(dialog, "tokenHint").startswith("It holds a character that no token has")
    QGuiApplication.clipboard().setText(f"{SECRET[:8]}\n {SECRET[8:]}\r\n")
    edit.clear()
    edit.paste()
    button(dialog, "saveDestinationButton").click()
    assert found[0][1] == Token(SECRET)


def test_token_is_hidden_until_the_eye_is_pressed(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    edit = child(dialog, TokenField, "tokenEdit")
    edit.setText(SECRET)
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    assert SECRET not in edit.displayText()
    eye = dialog.findChild(EyeButton)
    assert eye is not None
    assert eye.accessibleName() == "Show the token"
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert eye.hasFocus()
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert edit.displayText() == SECRET
    assert eye.accessibleName() == "Hide the token"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert edit.echoMode() == QLineEdit.EchoMode.Password


def test_kept_token_stays_when_nothing_is_entered(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, CITY)
    found = saved(dialog)
    edit = child(dialog, QLineEdit, "tokenEdit")
    assert edit.text() == ""
    assert edit.placeholderText() == "Unchanged – paste a new one to replace it"
    fill(qtbot, dialog, nameEdit="City Imaging", baseUrlEdit="https://upload.city-radiology.example/other")
    button(dialog, "saveDestinationButton").click()
    destination, token = found[0]
    assert (destination.id, destination.name, token) == ("city", "City Imaging", None)


def test_token_is_asked_for_again_when_the_address_leads_elsewhere(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, CITY)
    fill(qtbot, dialog, baseUrlEdit="https://elsewhere.example")
    assert not button(dialog, "saveDestinationButton").isEnabled()
    assert not button(dialog, "checkConnectionButton").isEnabled()
    assert hint(dialog, "tokenHint") == (
        "The kept token belongs to the former address and is not used for this one. Enter it again."
    )
    assert child(dialog, QLineEdit, "tokenEdit").placeholderText() == "Paste the token"
    fill(qtbot, dialog, tokenEdit=SECRET)
    assert button(dialog, "saveDestinationButton").isEnabled()
    fill(qtbot, dialog, tokenEdit="", baseUrlEdit=ADDRESS)
    assert button(dialog, "saveDestinationButton").isEnabled()


def test_check_asks_with_what_was_typed_and_shows_what_came(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    with qtbot.waitSignal(dialog.check_pressed) as wish:
        button(dialog, "checkConnectionButton").click()
    assert wish.args is not None
    destination, token = wish.args
    assert (destination.base_url, token) == (ADDRESS, Token(SECRET))
    dialog.show_check_running()
    assert hint(dialog, "connectionResultLabel") == "Asking the service…"
    assert not button(dialog, "checkConnectionButton").isEnabled()
    dialog.show_check_good()
    assert hint(dialog, "connectionResultLabel") == "Address and token are good."
    assert button(dialog, "checkConnectionButton").isEnabled()


def test_result_of_a_check_does_not_outlive_a_change(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    dialog.show_check_running()
    dialog.show_check_good()
    fill(qtbot, dialog, tokenEdit=f"{SECRET}0")
    assert hint(dialog, "connectionResultLabel") == ""
    dialog.show_check_running()
    fill(qtbot, dialog, tokenEdit=SECRET)
    dialog.show_check_good()
    assert hint(dialog, "connectionResultLabel") == ""


def test_what_the_keyring_says_does_not_touch_a_check(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    dialog.show_check_running()
    dialog.show_keeping("keyring")
    dialog.show_check_good()
    assert hint(dialog, "connectionResultLabel") == "Address and token are good."


def test_problem_is_told_in_words_with_the_details_folded(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    dialog.show_check_running()
    error = NotTheService(name="<b>City</b>", endpoint=f"{ADDRESS}/studies", detail="HTTPStatus 404")
    dialog.show_check_problem(error)
    assert hint(dialog, "connectionResultLabel") == "The upload service did not answer at this address"
    assert f"{ADDRESS}/studies" in hint(dialog, "connectionResultText")
    assert not dialog._result._details.isVisible()
    dialog._result._fold.click()
    assert dialog._result._details.isVisible()
    dialog._result._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "NotTheService" in copied
    assert "HTTPStatus 404" in copied
    assert SECRET not in copied


@pytest.mark.parametrize(
    ("error", "field"),
    [(TokenRefused(name="City"), "tokenEdit"), (SourceRefused(name="City"), "sourceEdit")],
)
def test_problem_leads_to_the_field_to_mend(
    qtbot: QtBot, look: Look, error: TokenRefused | SourceRefused, field: str
) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    dialog.show_check_running()
    dialog.show_check_problem(error)
    assert child(dialog, QLineEdit, field).hasFocus()
    assert hint(dialog, "connectionResultLabel") == error.title


def test_hint_says_where_the_token_is_kept(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    assert hint(dialog, "tokenHint") == ("Kept in this computer’s keyring, for your account only. Never in a file.")
    dialog.show_keeping("this_run")
    assert hint(dialog, "tokenHint") == ("This computer has no keyring. The token is kept until the program ends.")
    dialog.show_keeping("keyring")
    assert "keyring, for your account only" in hint(dialog, "tokenHint")


def test_more_settings_offer_bearer_and_connections(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    found = saved(dialog)
    scheme, count = child(dialog, QComboBox, "schemeBox"), child(dialog, QComboBox, "connectionsBox")
    assert not scheme.isVisible()
    button(dialog, "moreSettingsButton").click()
    assert scheme.isVisible()
    assert [count.itemData(n) for n in range(count.count())] == list(range(1, 9))
    scheme.setCurrentText("Bearer")
    count.setCurrentText("8")
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS, tokenEdit=SECRET, sourceEdit=" clinic-7 ")
    button(dialog, "saveDestinationButton").click()
    destination = found[0][0]
    assert (destination.scheme, destination.connections, destination.source) == (Scheme.BEARER, 8, "clinic-7")


def test_source_that_no_header_carries_is_told_at_the_field(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    child(dialog, QLineEdit, "sourceEdit").setText("Klinik Süd")
    assert hint(dialog, "sourceHint").startswith("It holds a character that no Source has")
    assert not button(dialog, "saveDestinationButton").isEnabled()


def test_name_that_is_taken_is_told_at_the_field(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, taken_names=("City Radiology",))
    fill(qtbot, dialog, nameEdit="city radiology", baseUrlEdit=ADDRESS, tokenEdit=SECRET)
    assert hint(dialog, "nameHint") == "Another destination has this name."
    assert not button(dialog, "saveDestinationButton").isEnabled()


def test_tab_goes_down_the_form_and_through_the_buttons(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    fill(qtbot, dialog, nameEdit="City", baseUrlEdit="http://10.0.0.5", tokenEdit=SECRET)
    child(dialog, QCheckBox, "plainHttpBox").click()
    child(dialog, QLineEdit, "nameEdit").setFocus()
    seen = []
    for _ in range(10):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.objectName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert seen == [
        "nameEdit",
        "baseUrlEdit",
        "plainHttpBox",
        "tokenEdit",
        "showTokenButton",
        "sourceEdit",
        "moreSettingsButton",
        "checkConnectionButton",
        "cancelDestinationButton",
        "saveDestinationButton",
    ]


def test_every_field_and_button_has_its_stable_name_and_a_spoken_one(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look)
    for name in ("nameEdit", "baseUrlEdit", "tokenEdit", "sourceEdit", "checkConnectionButton"):
        widget = child(dialog, QWidget, name)
        assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), type(widget)


# -- the list ------------------------------------------------------------------------------------------------


def listed(qtbot: QtBot, look: Look, *, locked: bool = False, selected: str = "city") -> DestinationsDialog:
    dialog = DestinationsDialog(look)
    qtbot.addWidget(dialog)
    dialog.show_destinations((PRACTICE, CITY, PLAIN), selected, locked)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_list_names_each_destination_and_where_it_leads(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look)
    spoken = [dialog._list.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert spoken == [
        "Practice service, Nothing leaves this computer",
        f"City Radiology, {ADDRESS}/studies, images go here now",
        "Cellar, http://10.0.0.5:8080/studies",
    ]
    assert dialog._list.current_id() == "city"


def test_destination_is_changed_by_button_and_enter(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look)
    edited: list[str] = []
    dialog.edit_pressed.connect(edited.append)
    button(dialog, "editDestinationButton").click()
    qtbot.keyClick(dialog._list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Return)
    assert edited == ["city", "lan"]
    with qtbot.waitSignal(dialog.add_pressed):
        button(dialog, "addDestinationButton").click()


def test_destination_is_removed_only_after_the_question(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look)
    removed: list[str] = []
    dialog.remove_confirmed.connect(removed.append)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Delete)
    question = dialog.findChild(Question)
    assert question is not None
    assert question.windowTitle() == "Remove City Radiology?"
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert removed == []
    button(dialog, "removeDestinationButton").click()
    second = next(found for found in dialog.findChildren(Question) if found.isVisible())
    button(second, "yesButton").click()
    assert removed == ["city"]


def test_practice_service_can_be_neither_changed_nor_removed(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look, selected="practice")
    edited: list[str] = []
    dialog.edit_pressed.connect(edited.append)
    for name in ("editDestinationButton", "removeDestinationButton"):
        assert not button(dialog, name).isEnabled()
        assert button(dialog, name).toolTip() == "The Practice service is built in."
    qtbot.keyClick(dialog._list, Qt.Key.Key_Return)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Delete)
    assert edited == []
    assert dialog.findChild(Question) is None


def test_nothing_can_be_changed_while_an_upload_runs(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look, locked=True)
    for name in ("addDestinationButton", "editDestinationButton", "removeDestinationButton"):
        assert not button(dialog, name).isEnabled()
    qtbot.keyClick(dialog._list, Qt.Key.Key_Delete)
    assert dialog.findChild(Question) is None
    dialog.show_destinations((PRACTICE, CITY), "city", False)
    assert button(dialog, "editDestinationButton").isEnabled()


def test_current_row_is_kept_when_the_list_changes(qtbot: QtBot, look: Look) -> None:
    dialog = listed(qtbot, look)
    dialog._list.choose("lan")
    dialog.show_destinations((PRACTICE, PLAIN), "city", False)
    assert dialog._list.current_id() == "lan"
    dialog.show_destinations((PRACTICE, CITY), "city", False)
    assert dialog._list.current_id() in ("practice", "city")
