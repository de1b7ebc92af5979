"""The preferences as a person fills them in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.line import LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.token import Token
from gui.store.ca_file import CertificateFileUnusable
from gui.widgets.preferences_dialog import PreferencesDialog
from gui.widgets.preferences_form import Wishes
from gui.widgets.theme import Look
from tests.helpers.language import british

OWN = LineSettings(
    8, NightWindow(time(20), time(6, 10)), ProxyUse.OWN, "http://proxy.example:8080", "sally", "/etc/clinic.pem"
)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


class Desk:
    """A dialog and what a person does with it."""

    def __init__(self, qtbot: QtBot, look: Look, now: Wishes) -> None:
        self.qtbot = qtbot
        self.dialog = PreferencesDialog(look, now)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)
        self.saved: list[Wishes] = []
        self.dialog.saved.connect(self.saved.append)

    def part(self, kind: type, name: str):
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    def tick(self, name: str) -> None:
        box = self.part(QCheckBox, name)
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Space)

    def write(self, name: str, text: str) -> None:
        field = self.part(QLineEdit, name)
        field.clear()
        self.qtbot.keyClicks(field, text)

    def choose(self, name: str, value: object) -> None:
        box = self.part(QComboBox, name)
        box.setCurrentIndex(box.findData(value))

    def hint(self, name: str) -> str:
        return self.part(QLabel, name).text()

    @property
    def can_save(self) -> bool:
        return self.part(QPushButton, "savePreferencesButton").isEnabled()

    def save(self) -> Wishes:
        self.qtbot.mouseClick(self.part(QPushButton, "savePreferencesButton"), Qt.MouseButton.LeftButton)
        return self.saved[-1]


@pytest.fixture
def desk(qtbot: QtBot, look: Look) -> Desk:
    return Desk(qtbot, look, Wishes())


def test_saving_without_a_change_changes_nothing(desk: Desk) -> None:
    assert desk.save() == Wishes()


def test_everything_that_was_set_comes_back(qtbot: QtBot, look: Look) -> None:
    now = Wishes(OWN, True, 30)
    desk = Desk(qtbot, look, now)
    assert not desk.can_save  # the certificate file has still to be looked at
    desk.dialog.show_ca_file_checked("/etc/clinic.pem", None)
    assert desk.save() == now


def test_nothing_is_limited_unless_it_is_ticked(desk: Desk) -> None:
    assert not desk.part(QLineEdit, "capEdit").isEnabled()
    assert not desk.part(QComboBox, "nightStartBox").isEnabled()
    desk.tick("capBox")
    desk.write("capEdit", "16")
    assert desk.hint("capHint").startswith("That is 2.0 MB/s")
    desk.tick("nightBox")
    wished = desk.save().line
    assert (wished.cap_mbit, wished.night) == (16.0, NightWindow(time(20), time(6)))


@pytest.mark.parametrize("typed", ["", "0", "-1", "fast", "inf", "nan", "99999"])
def test_a_speed_that_is_none_cannot_be_saved(desk: Desk, typed: str) -> None:
    desk.tick("capBox")
    desk.write("capEdit", typed)
    assert desk.hint("capHint") == "Enter a number from 0.1 to 10,000."
    assert not desk.can_save
    desk.tick("capBox")
    assert desk.can_save


def test_a_night_without_length_cannot_be_saved(desk: Desk) -> None:
    desk.tick("nightBox")
    desk.choose("nightEndBox", "20:00:00")
    assert desk.hint("nightHint") == "Choose two different times."
    assert not desk.can_save


@pytest.mark.parametrize("typed", ["", "0", "3651", "1.5", "inf", "for ever"])
def test_days_out_of_range_cannot_be_saved(desk: Desk, typed: str) -> None:
    desk.write("historyDaysEdit", typed)
    assert desk.hint("historyHint") == "Enter a number of days from 1 to 3,650."
    assert not desk.can_save


def test_without_a_history_a_warning_says_what_that_means(desk: Desk) -> None:
    desk.write("historyDaysEdit", "0")
    desk.tick("keepHistoryBox")
    assert "deleted when it is closed" in desk.hint("historyHint")
    wished = desk.save()
    assert (wished.keep_history, wished.history_days) == (False, 90)


def test_a_proxy_needs_an_address_with_a_port(desk: Desk) -> None:
    assert not desk.part(QLineEdit, "proxyAddressEdit").isVisible()
    desk.choose("proxyBox", ProxyUse.OWN)
    assert desk.part(QLineEdit, "proxyAddressEdit").isVisible()
    assert not desk.can_save
    desk.write("proxyAddressEdit", "proxy.clinic.example")
    assert "port is missing" in desk.hint("proxyHint")
    desk.write("proxyAddressEdit", "proxy.clinic.example:3128")
    assert not desk.part(QLineEdit, "proxyPasswordEdit").isEnabled()
    wished = desk.save()
    assert (wished.line.proxy_address, wished.password) == ("http://proxy.clinic.example:3128", None)


def test_a_proxys_password_may_hold_what_no_token_holds(desk: Desk) -> None:
    desk.choose("proxyBox", ProxyUse.OWN)
    desk.write("proxyAddressEdit", "proxy.clinic.example:3128")
    desk.write("proxyUserEdit", "sally")
    desk.part(QLineEdit, "proxyPasswordEdit").setText(" pässwörd with spaces ")
    wished = desk.save()
    assert wished.password == Token(" pässwörd with spaces ")
    assert "pässwörd" not in repr(wished)
    assert desk.part(QLineEdit, "proxyPasswordEdit").text() == ""


def test_a_kept_password_stays_as_long_as_the_proxy_is_the_same(qtbot: QtBot, look: Look) -> None:
    desk = Desk(qtbot, look, Wishes(OWN))
    password = desk.part(QLineEdit, "proxyPasswordEdit")
    assert password.placeholderText() == "Unchanged"
    desk.write("proxyAddressEdit", "other.example:8080")
    assert password.placeholderText() == ""


def test_what_the_check_of_another_file_says_is_not_heard(desk: Desk) -> None:
    asked: list[str] = []
    desk.dialog.ca_file_chosen.connect(asked.append)
    desk.dialog.show_ca_file("/one.pem")
    desk.dialog.show_ca_file("/other.pem")
    assert asked == ["/one.pem", "/other.pem"]
    desk.dialog.show_ca_file_checked("/one.pem", None)
    assert not desk.can_save
    desk.dialog.show_ca_file_checked("/other.pem", CertificateFileUnusable(problem="It is no longer there."))
    assert desk.hint("caFileHint") == "It is no longer there."
    assert not desk.can_save


def test_escape_forgets_what_was_typed(desk: Desk) -> None:
    desk.write("historyDaysEdit", "7")
    desk.qtbot.keyClick(desk.dialog, Qt.Key.Key_Escape)
    assert not desk.dialog.isVisible()
    assert desk.saved == []


def test_everything_has_a_name_for_a_screen_reader(desk: Desk) -> None:
    for kind in (QLineEdit, QComboBox, QPushButton):
        for widget in desk.dialog.findChildren(kind):
            assert widget.accessibleName() or widget.text(), widget.objectName()


def test_discs_are_copied_unless_the_tick_is_taken_away(desk: Desk) -> None:
    assert "before anything is sent" in desk.hint("copyDiscsHint")
    desk.tick("copyDiscsBox")
    assert desk.hint("copyDiscsHint") == "Leave a disc in until everything on it has arrived."
    assert desk.save() == Wishes(copy_discs=False)


def test_what_it_set_about_discs_stays(qtbot: QtBot, look: Look) -> None:
    desk = Desk(qtbot, look, Wishes(copy_discs=False, locked=frozenset({"discs"})))
    assert not desk.part(QCheckBox, "copyDiscsBox").isEnabled()
    assert desk.hint("copyDiscsHint") == "Set by your IT"
    assert not desk.save().copy_discs
