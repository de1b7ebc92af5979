"""The same window for people who read German: from the drop to the receipt, and no word is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.settings import Settings, SettingsStore
from gui.translation import speak
from gui.widgets.preferences_dialog import PreferencesDialog
from tests.helpers.dicom_files import write_study
from tests.helpers.fit import cut_off, same_letters
from tests.journeys.conftest import Person, end

pytestmark = pytest.mark.journey


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """A window of somebody who has chosen German."""
    places = Places.for_user()
    places.prepare()
    SettingsStore(places).save(Settings(language="de"))
    program = Program(qapp, places)
    program.window.resize(1100, 720)
    program.window.show()
    qtbot.waitExposed(program.window)
    yield program
    end(qtbot, program)
    speak(qapp, "en")


def fits(person: Person, top: QWidget) -> None:
    """Nothing is cut once the window is laid out, and each underlined letter means one thing."""
    try:
        person.until(lambda: not cut_off(top), 5_000)
    finally:
        assert cut_off(top) == []
    assert same_letters(top) == {}


def test_a_study_goes_from_drop_to_receipt_in_german(
    person: Person, program: Program, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "cd", series=2, images=12)
    (tmp_path / "cd" / "LIESMICH.txt").write_text("kein Bild", encoding="utf-8")
    window = program.window
    assert person.text("uploadButton") == "&Hochladen üben"
    fits(person, window)
    person.add_destination(service)
    person.read(tmp_path / "cd")
    tree = person.find(QTreeView, "seriesTree")
    assert isinstance(tree, QTreeView)
    headings = [tree.model().headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert headings == ["Patient / Untersuchung / Serie", "Typ", "Datum", "Bilder", "Größe", "Zustand"]
    assert person.text("uploadButton") == "24 Bilder &hochladen"
    fits(person, window)

    person.press("skippedButton")
    assert person.dialog().windowTitle() == "Ausgelassene Dateien"
    assert any("1 Datei gefunden" in text or "25 Dateien gefunden" in text for text in labels(person.dialog()))
    fits(person, person.dialog())
    person.dialog().reject()
    person.until(lambda: not person.dialogs())

    person.press("uploadButton")
    confirm = person.dialog()
    assert "Erster Upload an City Radiology" in labels(confirm)
    fits(person, confirm)
    person.press("confirmUploadButton")
    person.until_state(State.DONE)
    assert person.text("receiptSummaryLabel") == "Alle 24 Bilder von 2 Serien sind bei City Radiology angekommen"
    table = person.find(QTreeView, "receiptTable")
    assert isinstance(table, QTreeView)
    states = {str(table.model().index(row, 4).data()) for row in range(table.model().rowCount())}
    assert "Bestätigt" in states
    fits(person, window)


def test_what_is_wrong_is_said_in_german(person: Person, program: Program) -> None:
    program.destinations.add()
    dialog = person.dialog()
    person.until(lambda: any("keinen Schlüsselbund" in text for text in labels(dialog)))
    fits(person, dialog)
    person.write("baseUrlEdit", "ftp://radiologie.example")
    assert any("Sie beginnt mit „ftp://“" in text for text in labels(dialog))
    person.write("nameEdit", "Radiologie Mitte")
    person.write("baseUrlEdit", "https://127.0.0.1:9/nichts")
    person.write("tokenEdit", "abc")
    person.press("checkConnectionButton")
    person.until(lambda: any("Radiologie Mitte war nicht erreichbar" in text for text in labels(dialog)))
    fits(person, dialog)


def test_the_language_is_chosen_in_the_preferences(person: Person, program: Program) -> None:
    program.preferences.open()
    dialog = person.dialog()
    assert isinstance(dialog, PreferencesDialog)
    box = person.find(QComboBox, "languageBox")
    assert isinstance(box, QComboBox)
    names = [box.itemText(number) for number in range(box.count())]
    assert names[:2] == ["Wie auf diesem Computer", "English"]
    assert box.currentText() == "Deutsch"
    fits(person, dialog)
    person.choose("languageBox", "en")
    assert "Gilt ab dem nächsten Start." in labels(dialog)
    person.press("savePreferencesButton")
    person.until(lambda: not person.dialogs())
    assert SettingsStore(program.places).load().language == "en"


def labels(top: QWidget) -> list[str]:
    """The texts that show."""
    return [label.text() for label in top.findChildren(QLabel) if label.isVisible()] + [
        button.text() for button in top.findChildren(QPushButton) if button.isVisible()
    ]
