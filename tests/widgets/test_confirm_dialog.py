"""The question before images leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.entities import Patient, PatientKey, Study
from gui.widgets.confirm_dialog import ConfirmDialog, PatientChoice
from gui.widgets.theme import Look
from tests.helpers.language import british
from tests.helpers.receipts import EDGAR, KNEE, SALLY, THORAX


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with british():
        yield


def choice(patient: Patient, study: Study = THORAX, images: int = 908, size: int = 478_700_000) -> PatientChoice:
    key = PatientKey(patient.patient_id, "", patient.name, patient.birth_date, "")
    return PatientChoice(key, patient, (study,), images, 3, size)


TWO = (choice(SALLY), choice(EDGAR, KNEE, 52, 15_400_000))


def opened(qtbot: QtBot, look: Look, *choices: PatientChoice, practice: bool = False) -> ConfirmDialog:
    dialog = ConfirmDialog(look, choices, "City Radiology", practice)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def send(dialog: ConfirmDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "confirmUploadButton")
    assert found is not None
    return found


def text(dialog: ConfirmDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def boxes(dialog: ConfirmDialog) -> list[QCheckBox]:
    return [box for box in dialog.findChildren(QCheckBox, "patientBox") if box.isVisible()]


def test_of_several_patients_none_is_ticked_and_nothing_can_be_sent(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    assert text(dialog, "confirmTitle") == "Which patients go to City Radiology?"
    assert [box.isChecked() for box in boxes(dialog)] == [False, False]
    assert dialog.chosen_patients() == ()
    assert not send(dialog).isEnabled()
    assert send(dialog).toolTip() == "Tick at least one patient."


def test_button_counts_what_is_ticked_and_names_who_stays(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    qtbot.keyClick(boxes(dialog)[0], Qt.Key.Key_Space)
    assert send(dialog).text() == "Upload 908 images of 1 patient"
    assert text(dialog, "confirmNote") == "Example, Edgar is not ticked: these 52 images stay here."
    assert dialog.chosen_patients() == (TWO[0].key,)
    qtbot.keyClick(boxes(dialog)[1], Qt.Key.Key_Space)
    assert send(dialog).text() == "Upload 960 images of 2 patients"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(send(dialog), Qt.MouseButton.LeftButton)
    assert set(dialog.chosen_patients()) == {one.key for one in TWO}


def test_who_stays_is_told_apart_from_one_with_the_same_name(qtbot: QtBot, look: Look) -> None:
    twin = choice(replace(SALLY, patient_id="42"), images=3)
    dialog = opened(qtbot, look, TWO[0], twin)
    boxes(dialog)[0].click()
    assert text(dialog, "confirmNote") == (
        "Sample, Sally (11 Apr 1962 · ID 42) is not ticked: these 3 images stay here."
    )


def test_whole_card_ticks(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    qtbot.mouseClick(dialog._cards[1], Qt.MouseButton.LeftButton)
    assert dialog.chosen_patients() == (TWO[1].key,)
    qtbot.mouseClick(boxes(dialog)[1], Qt.MouseButton.LeftButton)
    assert dialog.chosen_patients() == ()


@pytest.mark.parametrize("choices", [TWO, TWO[:1]])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_pressed_twice_sends_nothing(
    qtbot: QtBot, look: Look, choices: tuple[PatientChoice, ...], key: Qt.Key
) -> None:
    dialog = opened(qtbot, look, *choices)
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))
    if len(choices) > 1:
        qtbot.keyClick(boxes(dialog)[0], Qt.Key.Key_Space)
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget() or dialog, key)
    assert accepted == []
    assert not send(dialog).isDefault()
    assert not send(dialog).autoDefault()
    assert not send(dialog).hasFocus()


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize("choices", [TWO, TWO[:1]])
def test_no_letter_sends_so_that_holding_the_one_that_opened_the_question_does_not(
    qtbot: QtBot, look: Look, choices: tuple[PatientChoice, ...], practice: bool
) -> None:
    dialog = opened(qtbot, look, *choices, practice=practice)
    for box in boxes(dialog):
        box.click()
    assert send(dialog).shortcut().isEmpty()
    accepted = QSignalSpy(dialog.accepted)
    for key in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1):
        if Qt.Key(key) is not Qt.Key.Key_B:  # goes back
            qtbot.keyClick(dialog, Qt.Key(key), Qt.KeyboardModifier.AltModifier)
    assert (accepted.count(), dialog.isVisible()) == (0, True)


def test_all_of_many_patients_are_ticked_at_once_by_a_box_of_its_own(qtbot: QtBot, look: Look) -> None:
    many = [choice(Patient(f"P{n}", "", f"Number^{n}"), images=10) for n in range(9)]
    dialog = opened(qtbot, look, *many)
    every = dialog.findChild(QCheckBox, "allPatientsBox")
    assert every is not None
    assert (every.isVisible(), every.isChecked(), every.text()) == (True, False, "&All 9 patients")
    every.click()
    assert send(dialog).text() == "Upload 90 images of 9 patients"
    boxes(dialog)[4].click()
    assert not every.isChecked()
    assert send(dialog).text() == "Upload 80 images of 8 patients"
    boxes(dialog)[4].click()
    assert every.isChecked()


def test_few_patients_are_ticked_one_by_one(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    every = dialog.findChild(QCheckBox, "allPatientsBox")
    assert every is not None
    assert not every.isVisible()


def test_what_should_be_looked_at_stands_with_each_patient_and_is_read_aloud(qtbot: QtBot, look: Look) -> None:
    noted = replace(TWO[0], notes=("1 series has 30 images, but its own data speak of 120.",))
    alike = ("The ID DEMO-4711 belongs to Sample, Sally and Samples, Sally.",)
    dialog = ConfirmDialog(look, [noted, TWO[1]], "City Radiology", False, alike=alike)
    qtbot.addWidget(dialog)
    dialog.show()
    assert text(dialog, "patientNote") == noted.notes[0]
    assert text(dialog, "confirmAlike") == alike[0]
    assert boxes(dialog)[0].accessibleName().endswith(", 908 images. " + noted.notes[0])


def test_long_names_and_ids_are_wrapped_not_cut_and_do_not_widen_the_question(qtbot: QtBot, look: Look) -> None:
    name, number = "Wolfeschlegelsteinhausenbergerdorff" * 2, "0123456789" * 6
    two = [choice(Patient(f"{number}{end}", "", f"{name}^Anna", "19620411")) for end in "AB"]
    dialog = opened(qtbot, look, *two)
    assert dialog.width() <= look.theme.px(600)
    for end in "AB":
        found = [label for label in dialog.findChildren(QLabel) if f"ID {number}{end}" in label.accessibleName()]
        assert [label.text().replace("\u200b", "") for label in found] == [found[0].accessibleName()]
        assert found[0].height() >= found[0].heightForWidth(found[0].width())


def test_escape_goes_back(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_one_patient_to_a_new_destination_is_one_sentence(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, TWO[0])
    assert text(dialog, "confirmTitle") == "First upload to City Radiology"
    assert text(dialog, "confirmText") == (
        "908 images of Sample, Sally will go to City Radiology. Sent images cannot be called back."
    )
    assert boxes(dialog) == []
    assert dialog.chosen_patients() == (TWO[0].key,)
    back = dialog.findChild(QPushButton, "backButton")
    assert back is not None
    assert back.hasFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(send(dialog), Qt.Key.Key_Space)


def test_practice_says_that_nothing_leaves(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO, practice=True)
    assert dialog.windowTitle().startswith("PRACTICE")
    assert text(dialog, "confirmTitle") == "Which patients go to the Practice service?"
    assert "nothing leaves this computer" in text(dialog, "confirmText")
    boxes(dialog)[0].click()
    assert send(dialog).text() == "Practise with 908 images of 1 patient"


def test_each_box_is_named_by_its_patient_and_count(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    assert [box.accessibleName() for box in boxes(dialog)] == [
        "Sample, Sally, 11 Apr 1962 · ID DEMO-4711 · CT thorax with contrast, 908 images",
        "Example, Edgar, 3 Feb 1948 · ID DEMO-0815 · MR knee, left, 52 images",
    ]


def test_markup_and_placeholders_in_names_stay_text(qtbot: QtBot, look: Look) -> None:
    odd = choice(Patient("<i>1", "", "<b>%1 %2 %3^Bob</b>"))
    dialog = opened(qtbot, look, odd)
    assert "908 images of <b>%1 %2 %3, Bob</b> will go to City Radiology." in text(dialog, "confirmText")
    for label in dialog.findChildren(QLabel):
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText


def test_twenty_patients_fit_on_the_screen_and_can_all_be_reached(qtbot: QtBot, look: Look) -> None:
    many = [choice(Patient(f"P{n}", "", f"Number^{n}")) for n in range(20)]
    dialog = opened(qtbot, look, *many)
    assert QApplication.focusWidget() is boxes(dialog)[0]
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    for box in boxes(dialog):
        assert QApplication.focusWidget() is box
        qtbot.keyClick(box, Qt.Key.Key_Space)
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert len(dialog.chosen_patients()) == 20
    last = dialog._cards[-1]
    assert (
        dialog.body.viewport()
        .rect()
        .intersects(last.rect().translated(last.mapTo(dialog.body.viewport(), last.rect().topLeft())))
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 5000), st.booleans()), min_size=2, max_size=6))
def test_numbers_on_button_and_note_add_up(look: Look, numbers: list[tuple[int, bool]]) -> None:
    many = [choice(Patient(f"P{n}", "", "Case^X"), images=images) for n, (images, _) in enumerate(numbers)]
    dialog = ConfirmDialog(look, many, "City", False)
    for card, (_, ticked) in zip(dialog._cards, numbers, strict=True):
        card.box.setChecked(ticked)
    meant = sum(images for images, ticked in numbers if ticked)
    assert send(dialog).isEnabled() == bool(meant)
    if meant:
        shown = send(dialog).text().split()[1].replace(",", "")
        assert int(shown) == meant
    assert len(dialog.chosen_patients()) == sum(ticked for _, ticked in numbers)
    dialog.deleteLater()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, look: Look) -> None:
    dialog = opened(qtbot, look, *TWO)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)()
