"""The whole program: a real window, real files, the Practice service as a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.token import Token
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from tests.faults.proxy import Fault, FaultProxy

WAIT = 60_000
"""Milliseconds that a step may take on a busy machine; a step that is done goes on at once."""


class Person:
    """Does with mouse and keyboard what a person does, and sees what a person sees."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program
        self.window = program.window

    def drop(self, *paths: Path) -> None:
        """Drop folders and files on the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPointF(self.window.rect().center())
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(self.window, drop)
        assert drop.isAccepted()

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """The widget with this stable name, in the window or in an open dialog."""
        for top in (*self.dialogs(), self.window):
            found = top.findChild(kind, name)
            if found is not None:
                return found
        raise AssertionError(f"there is no {name}")

    def dialogs(self) -> list[QDialog]:
        return [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]

    def dialog(self) -> QDialog:
        """The dialog that is open now; waits for it."""
        self.until(lambda: bool(self.dialogs()))
        return self.dialogs()[-1]

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)

    def text(self, name: str) -> str:
        widget = self.find(QWidget, name)
        whole = getattr(widget, "text", None)
        return str(whole() if callable(whole) else widget.property("text"))

    def until(self, seen: Callable[[], bool], wait: int = WAIT) -> None:
        self.qtbot.waitUntil(seen, timeout=wait)

    def until_state(self, *states: State) -> None:
        self.until(lambda: self.program.flow.state in states)

    def read(self, *paths: Path) -> None:
        """Drop, and wait until everything has been read."""
        self.drop(*paths)
        self.until_state(State.READY)

    def add_destination(
        self, service: PracticeProcess, *, token: str | None = None, name: str = "City Radiology"
    ) -> None:
        """Fill in the destination dialog and save."""
        self.add_destination_at(service.base_url, service.token.reveal() if token is None else token, name=name)

    def add_destination_at(self, base_url: str, token: str, *, name: str = "City Radiology") -> None:
        """The same for any address."""
        self.program.destinations.add()
        self.dialog()
        self.write("nameEdit", name)
        self.write("baseUrlEdit", base_url)
        self.write("tokenEdit", token)
        self.press("saveDestinationButton")
        self.until(lambda: not self.dialogs())
        self.until(lambda: not self.program.crew.running)  # what becomes of the token has been said

    def upload(self) -> None:
        """Press Upload, and confirm where the program asks."""
        self.press("uploadButton")
        self.until(lambda: bool(self.dialogs()) or self.program.flow.state is not State.READY)
        if self.dialogs():
            self.press("confirmUploadButton")

    def tick(self, name: str, wish: bool = True) -> None:
        """Tick a box, or take the tick away."""
        box = self.find(QCheckBox, name)
        assert isinstance(box, QCheckBox)
        if box.isChecked() is not wish:
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)

    def choose(self, name: str, value: object) -> None:
        """Choose an entry of a box by its value."""
        box = self.find(QComboBox, name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))


def end(qtbot: QtBot, program: Program) -> None:
    """Close what is open, wait for what runs, and be rid of the window."""
    for dialog in program.window.findChildren(QDialog):
        dialog.reject()
    program.previews.shut_down()
    program.flow.shut_down()
    qtbot.waitUntil(lambda: not program.flow.running, timeout=WAIT)
    program.courier.close()
    program.window.deleteLater()
    program.deleteLater()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    program = Program(qapp, Places.for_user())
    program.window.show()
    qtbot.waitExposed(program.window)
    yield program
    end(qtbot, program)


@pytest.fixture
def person(qtbot: QtBot, program: Program) -> Person:
    return Person(qtbot, program)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PracticeProcess]:
    """A service that stands for the real one: another process, with a token of its own."""
    service = PracticeProcess(tmp_path / "stored", token=Token("t-1234567890"))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def in_trouble(service: PracticeProcess) -> Iterator[Callable[..., FaultProxy]]:
    """Puts a proxy before the service that does these faults, one for each request, and then lets all pass."""
    made: list[FaultProxy] = []

    def put(*plan: Fault) -> FaultProxy:
        address = urlsplit(service.base_url)
        assert address.hostname is not None
        assert address.port is not None
        proxy = FaultProxy((address.hostname, address.port), plan)
        made.append(proxy)
        return proxy

    yield put
    for proxy in made:
        proxy.stop()
