"""What waits in line, and what a wait looks like."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.upload import Progress
from gui.widgets.action_bar import ActionBar
from gui.widgets.status import StatusWords
from gui.widgets.theme import Look
from gui.widgets.waiting_line import WaitingLine


@pytest.fixture
def line(qtbot: QtBot, look: Look) -> WaitingLine:
    made = WaitingLine(look)
    qtbot.addWidget(made)
    made.resize(900, 200)
    return made


def removes(line: WaitingLine) -> list[QPushButton]:
    return [card.remove for card in line._cards]


def test_nothing_is_seen_while_nothing_waits(line: WaitingLine) -> None:
    line.show_waiting((), sending=True)
    assert line.isHidden()


def test_each_path_has_a_card_that_can_be_removed(qtbot: QtBot, line: WaitingLine) -> None:
    line.show_waiting(("/media/A & B", "C:\\export\\2"), sending=True)
    assert [button.accessibleName() for button in removes(line)] == ["Do not read A & B", "Do not read 2"]
    with qtbot.waitSignal(line.remove_pressed) as wish:
        qtbot.mouseClick(removes(line)[1], Qt.MouseButton.LeftButton)
    assert wish.args == ["C:\\export\\2"]


def test_the_focus_stays_where_a_card_was_removed(qtbot: QtBot, line: WaitingLine) -> None:
    line.show_waiting(("/a", "/b", "/c"), sending=True)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    removes(line)[1].setFocus()
    line.show_waiting(("/a", "/c"), sending=True)
    assert removes(line)[1].hasFocus()
    assert removes(line)[1].accessibleName() == "Do not read c"


def test_it_can_be_read_at_once_when_nothing_is_sent_any_more(qtbot: QtBot, line: WaitingLine) -> None:
    line.show_waiting(("/a",), sending=True)
    read = line.findChild(QPushButton, "readWaitingButton")
    assert read is not None
    assert read.isHidden()
    line.show_waiting(("/a",), sending=False)
    assert not read.isHidden()
    with qtbot.waitSignal(line.read_pressed):
        qtbot.mouseClick(read, Qt.MouseButton.LeftButton)


def test_more_than_three_cards_are_scrolled_to(line: WaitingLine) -> None:
    line.show_waiting([f"/folder {n}" for n in range(3)], sending=True)
    height = line.sizeHint().height()
    line.show_waiting([f"/folder {n}" for n in range(30)], sending=True)
    assert line.sizeHint().height() == height


def progress(waiting: float | None, *, night: bool = False) -> Progress:
    return Progress(2, 10, 20, 100, (), waiting=waiting, night=night)


@pytest.mark.parametrize(
    ("shown", "offer", "words"),
    [
        (progress(None), "", ""),
        (progress(41.5), "Try now", "Next try in 0:42. City is not working at the moment; nothing is lost."),
        (progress(3600, night=True), "Send now", "Sending starts at "),
    ],
)
def test_a_wait_says_what_it_is_for_and_can_be_ended(
    qtbot: QtBot, look: Look, shown: Progress, offer: str, words: str
) -> None:
    bar, say = ActionBar(look), StatusWords()
    qtbot.addWidget(bar)
    bar.resize(900, 96)
    bar.show()
    status, detail = say.sending(shown, "City")
    bar.show_progress(0.2, status, detail, offer=say.offer(shown))
    button = bar.findChild(QPushButton, "tryNowButton")
    label = bar.findChild(QLabel, "uploadDetailLabel")
    assert button is not None
    assert label is not None
    assert button.isVisible() is bool(offer)
    assert label.text().startswith(words)
    if offer:
        assert button.text().replace("&", "") == offer
        with qtbot.waitSignal(bar.try_now_pressed):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        bar.show_progress(0.2, status, "", offer="")
        assert not button.isVisible()
