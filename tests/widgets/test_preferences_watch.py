"""The watched folder in the preferences."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.destination import Destination
from gui.core.watch_settings import WatchSettings
from gui.widgets.preferences_watch import WatchGroup
from gui.widgets.theme import Look
from tests.helpers.language import british


@pytest.fixture
def group(qtbot: QtBot, look: Look) -> WatchGroup:
    with british():
        group = WatchGroup(look, WatchSettings())
    qtbot.addWidget(group)
    return group


def tick(group: WatchGroup) -> None:
    box = group.findChild(QCheckBox, "watchBox")
    box.setChecked(not box.isChecked())


def test_it_is_off_unless_ticked_and_then_says_what_is_missing(group: WatchGroup) -> None:
    assert group.complete
    assert group.watch() == WatchSettings()
    assert not group.findChild(QPushButton, "chooseWatchFolderButton").isEnabled()
    tick(group)
    assert not group.complete
    group.show_folder("/srv/inbox")
    assert group.complete
    assert group.watch() == WatchSettings(True, "/srv/inbox", 30)


@pytest.mark.parametrize("typed", ["", "4", "3601", "7.5", "soon"])
def test_a_time_out_of_range_cannot_be_saved(group: WatchGroup, typed: str) -> None:
    tick(group)
    group.show_folder("/srv/inbox")
    group.findChild(QLineEdit, "watchQuietEdit").setText(typed)
    assert not group.complete
    assert any("seconds from 5 to 3,600" in label.text() for label in group.findChildren(QLabel))
    tick(group)
    assert group.watch() == WatchSettings(False, "/srv/inbox", 30)


@pytest.mark.parametrize(("on", "folder", "quiet"), [(True, "", 30), (False, "", 4), (False, "", 3601)])
def test_a_setting_that_makes_no_sense_is_none(on: bool, folder: str, quiet: int) -> None:
    with pytest.raises(ValueError):
        WatchSettings(on, folder, quiet)


CITY = Destination("c", "City Radiology", "https://city.example")
TOWN = Destination("t", "Town Hospital", "https://town.example")


@pytest.fixture
def make(qtbot: QtBot, look: Look):
    def make_group(now: WatchSettings, *locked: str) -> WatchGroup:
        with british():
            group = WatchGroup(look, now, (CITY, TOWN), locked)
        qtbot.addWidget(group)
        group.show()
        return group

    return make_group


def hint(group: WatchGroup) -> str:
    return group.findChild(QLabel, "watchHint").text()


def test_sending_without_asking_is_chosen_with_a_destination_and_said_in_words(make) -> None:
    group = make(WatchSettings(True, "/srv/inbox"))
    send, to = (group.findChild(QComboBox, name) for name in ("watchSendBox", "watchDestinationBox"))
    move = group.findChild(QCheckBox, "watchMoveBox")
    assert (send.currentText(), to.isVisible(), move.isVisible()) == ("Offer it", False, False)
    assert "Nothing is sent before you press Upload" in hint(group)
    send.setCurrentIndex(1)
    assert (to.isVisible(), move.isVisible(), move.isChecked()) == (True, True, False)
    assert "each new study goes to City Radiology without anybody pressing Upload" in hint(group)
    to.setCurrentIndex(1)
    assert "goes to Town Hospital" in hint(group)
    assert group.watch() == WatchSettings(True, "/srv/inbox", 30, True, "t")
    move.setChecked(True)
    assert group.watch() == WatchSettings(True, "/srv/inbox", 30, True, "t", "sent")
    send.setCurrentIndex(0)
    assert group.watch() == WatchSettings(True, "/srv/inbox", 30)


def test_what_was_set_is_shown_and_kept_while_the_folder_is_not_watched(make) -> None:
    now = WatchSettings(True, "/srv/inbox", 60, True, "t", "arrived")
    group = make(now)
    assert group.watch() == now
    assert group.findChild(QCheckBox, "watchMoveBox").text() == "Move what has arrived to the folder “arrived”"
    tick(group)
    assert group.watch() == WatchSettings(False, "/srv/inbox", 60, True, "t", "arrived")
    assert group.complete


def test_a_destination_that_is_not_there_any_more_has_to_be_chosen_anew(make) -> None:
    group = make(WatchSettings(True, "/srv/inbox", 60, True, "gone"))
    assert not group.complete
    assert hint(group) == "Choose where new studies are sent."
    group.findChild(QComboBox, "watchDestinationBox").setCurrentIndex(0)
    assert group.watch().destination == "c"


def test_what_it_has_set_cannot_be_changed(make) -> None:
    now = WatchSettings(True, "/srv/inbox", 60, True, "t", "sent")
    group = make(now, "watch", "watch_send")
    assert [widget.isEnabled() for widget in group.controls() if isinstance(widget, QWidget)] == [False] * 7
    assert hint(group) == "Set by your IT"
    assert group.complete
    assert group.watch() == now


def test_where_it_allows_only_offering_the_rest_can_be_set(make) -> None:
    group = make(WatchSettings(True, "/srv/inbox"), "watch_send")
    assert not group.findChild(QComboBox, "watchSendBox").isEnabled()
    assert group.findChild(QLineEdit, "watchQuietEdit").isEnabled()
    assert hint(group) == "Your IT allows only that new studies are offered."
    group.findChild(QLineEdit, "watchQuietEdit").setText("60")
    assert group.watch() == WatchSettings(True, "/srv/inbox", 60)
