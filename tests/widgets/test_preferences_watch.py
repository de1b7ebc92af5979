"""The watched folder in the preferences."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

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
