"""The language among the preferences."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from gui.widgets.preferences_language import LanguageGroup
from gui.widgets.theme import Look

LANGUAGES = {"en": "English", "de": "Deutsch"}


@pytest.fixture
def group(qtbot: QtBot, look: Look, request: pytest.FixtureRequest) -> LanguageGroup:
    now, locked = getattr(request, "param", ("", ()))
    made = LanguageGroup(look, now, LANGUAGES, locked)
    qtbot.addWidget(made)
    made.show()
    return made


def box(group: LanguageGroup) -> QComboBox:
    found = group.findChild(QComboBox, "languageBox")
    assert found is not None
    return found


def hints(group: LanguageGroup) -> list[str]:
    return [label.text() for label in group.findChildren(QLabel) if label.isVisible()]


def test_it_is_the_computers_until_another_is_chosen(group: LanguageGroup) -> None:
    assert [box(group).itemText(number) for number in range(3)] == ["As on this computer", "English", "Deutsch"]
    assert group.language == ""
    assert box(group).accessibleName() == "Language"


def test_another_one_holds_from_the_next_start_on(qtbot: QtBot, group: LanguageGroup) -> None:
    with qtbot.waitSignal(group.changed):
        box(group).setCurrentIndex(2)
    assert group.language == "de"
    assert "The window speaks it from the next start on." in hints(group)
    box(group).setCurrentIndex(0)
    assert group.language == ""
    assert "The window speaks it from the next start on." not in hints(group)


@pytest.mark.parametrize("group", [("de-CH", ("language",))], indirect=True)
def test_what_it_has_set_stands_there_locked_and_whole(group: LanguageGroup) -> None:
    assert box(group).currentText() == "Deutsch"
    assert not box(group).isEnabled()
    assert group.language == "de-CH"
    assert "Set by your IT" in hints(group)


@pytest.mark.parametrize("group", [("pl", ())], indirect=True)
def test_a_language_that_is_no_longer_there_gives_way_to_the_computers(group: LanguageGroup) -> None:
    assert box(group).currentIndex() == 0
    assert group.language == "pl"
