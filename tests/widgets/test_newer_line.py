"""The line that a newer version exists is quiet, and goes when it is sent away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.widgets.newer_line import NewerLine
from gui.widgets.theme import Look
from tests.helpers.notices import release


@pytest.fixture
def line(qtbot: QtBot, look: Look) -> NewerLine:
    made = NewerLine(look)
    qtbot.addWidget(made)
    return made


def button(line: NewerLine, name: str) -> QPushButton:
    found = line.findChild(QPushButton, name)
    assert found is not None
    return found


def test_it_is_not_there_while_there_is_nothing_to_tell(line: NewerLine) -> None:
    assert line.isHidden()
    line.show_release(release())
    assert not line.isHidden()
    line.show_release(None)
    assert line.isHidden()


def test_it_says_who_installs_it(line: NewerLine) -> None:
    line.show_release(release("1.3", text="Discs are read <b>twice</b> as fast."))
    title = line.findChild(QLabel, "newerTitle")
    assert title.text() == "Version 1.3 is available. Your IT installs it."
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert "Discs are read <b>twice</b> as fast." in [label.accessibleName() for label in line.findChildren(QLabel)]


def test_there_is_a_way_to_the_page_where_there_is_one(line: NewerLine, qtbot: QtBot) -> None:
    line.show_release(release())
    assert button(line, "newerPageButton").isHidden()
    line.show_release(release(page="https://it.example/new"))
    page = button(line, "newerPageButton")
    assert not page.isHidden()
    assert page.toolTip() == "https://it.example/new"


class Browser:
    """What the system would open."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_the_page_is_opened_by_the_system(line: NewerLine, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    monkeypatch.setattr(QDesktopServices, "openUrl", browser.open)
    line.show_release(release(page="https://it.example/new"))
    button(line, "newerPageButton").click()
    assert browser.opened == ["https://it.example/new"]


def test_who_sends_it_away_is_heard_once(line: NewerLine, qtbot: QtBot) -> None:
    line.show_release(release("1.3"))
    close = button(line, "closeNewerButton")
    assert close.accessibleName() == "Hide this until the next version"
    with qtbot.waitSignal(line.dismissed) as heard:
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert heard.args == [release("1.3")]
    assert line.isHidden()
    assert line.release is None
