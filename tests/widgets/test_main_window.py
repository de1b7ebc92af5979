"""The window as a person meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.destination import Destination
from gui.core.entities import Patient, Skipped, SkipReason, Totals
from gui.core.errors import NotTheService, ServiceUnreachable, TokenRefused
from gui.core.upload import Progress, SeriesProgress
from gui.models.series_tree import SeriesTree
from gui.widgets.banner import BannerAction
from gui.widgets.main_window import MainWindow
from gui.widgets.theme import Look
from tests.helpers.catalogue import EDGAR, SALLY, summary, two_patients, update
from tests.helpers.fit import same_letters

CITY = Destination("city", "City Radiology", "https://upload.city-radiology.example/api")
PRACTICE = Destination("practice", "Practice service", "http://127.0.0.1:4711")
TOTALS = Totals(967, 962, 5, 524_300_000)
PROGRESS = Progress(
    745,
    960,
    392_800_000,
    494_100_000,
    (SeriesProgress("1.2.3.3", 105, 172, 55_400_000, 90_700_000, sending=True),),
    2_400_000,
    41,
)


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> MainWindow:
    shown = MainWindow(look, QLabel("receipt"), QLabel("history"))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show_destinations([CITY, PRACTICE], "city", False)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def model(window: MainWindow) -> SeriesTree:
    tree = SeriesTree()
    window.show_list(tree)
    tree.apply(two_patients())
    tree.finish_reading()
    return tree


def part(window: MainWindow, kind: type, name: str) -> QWidget:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def button(window: MainWindow, name: str) -> QPushButton:
    found = part(window, QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def text(window: MainWindow, name: str) -> str:
    label = part(window, QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def mime(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) if ":" in url else QUrl.fromLocalFile(url) for url in urls])
    return data


def drag_over(window: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window: QWidget, data: QMimeData) -> bool:
    drag_over(window, data)
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)
    return event.isAccepted()


# -- drops ---------------------------------------------------------------------------------------------------


def test_a_dropped_folder_and_file_arrive_as_paths(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.paths_dropped) as told:
        assert drop(window, mime("/media/EXPORT", "/tmp/IM 1é.dcm"))
    assert told.args == [["/media/EXPORT", "/tmp/IM 1é.dcm"]]


def test_a_drag_over_the_empty_window_names_the_folder(window: MainWindow) -> None:
    area = part(window, QWidget, "dropArea")
    assert drag_over(window, mime("/media/<b>EXPORT"))
    texts = [label.text() for label in area.findChildren(QLabel)]
    assert "Let go to add “<b>EXPORT”" in texts
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert "Drop a folder, a CD or a ZIP here" in [label.text() for label in area.findChildren(QLabel)]


def test_a_drag_over_the_list_lays_the_drop_area_above_it(window: MainWindow, model: SeriesTree) -> None:
    drag_over(window, mime("/a", "/b"))
    labels = [label for label in window.findChildren(QLabel) if label.text() == "Let go to add 2 folders and files"]
    assert [label.isVisible() for label in labels] == [True]
    drop(window, mime("/a", "/b"))
    assert not labels[0].isVisible()


def test_what_is_not_on_this_computer_is_refused_with_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.paths_dropped):
        drop(window, mime("https://example.org/study.zip"))
    assert text(window, "bannerTitle") == "Only folders and files of this computer can be added"
    with qtbot.waitSignal(window.paths_dropped) as told:
        drop(window, mime("https://example.org/study.zip", "/media/EXPORT"))
    assert told.args == [["/media/EXPORT"]]


def test_dropped_text_is_not_taken(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("/media/EXPORT")
    with qtbot.assertNotEmitted(window.paths_dropped):
        assert not drag_over(window, data)


def test_no_field_swallows_a_drop(window: MainWindow) -> None:
    fields = [field for field in window.findChildren(QLineEdit) if field.acceptDrops() and not field.isReadOnly()]
    assert fields == []


# -- what the bar says ---------------------------------------------------------------------------------------


def test_an_empty_window_has_one_thing_to_do(window: MainWindow) -> None:
    assert window.page == "empty"
    assert text(window, "summaryLabel") == "Nothing added yet"
    assert text(window, "summaryHint") == "Uploads go to City Radiology"
    assert not button(window, "uploadButton").isEnabled()
    assert not button(window, "clearButton").isEnabled()


def test_the_last_outcome_stays_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.show_empty("Last upload, today 09:12: all 812 images have arrived.")
    assert text(window, "summaryLabel").startswith("Last upload")
    with qtbot.waitSignal(window.show_receipt_pressed):
        button(window, "showLastReceiptButton").click()


def test_the_button_says_what_it_will_do(window: MainWindow, model: SeriesTree) -> None:
    window.show_scanning(861, 2, "EXPORT")
    assert window.windowTitle() == "Reading – DICOM Courier"
    assert not button(window, "uploadButton").isEnabled()
    assert text(window, "summaryHint") == "Upload is possible when everything has been read"
    window.show_ready(TOTALS, [Skipped("/a", SkipReason.NOT_DICOM, "x")] * 5, origin="EXPORT")
    model.set_chosen(summary(study="1.2.4").key.study, False)
    assert window.windowTitle() == "DICOM Courier"
    assert button(window, "uploadButton").text() == "&Upload 960 images of 2 patients…"
    assert text(window, "summaryLabel") == "2 patients · 2 studies · 5 series · 960 images · 494.1 MB"
    assert text(window, "summaryHint") == "to City Radiology, upload.city-radiology.example"
    model.set_chosen(summary(EDGAR).key.patient, False)
    assert button(window, "uploadButton").text() == "&Upload 908 images"
    assert text(window, "summaryLabel") == "Sample, Sally · 1 study · 3 series · 908 images · 478.7 MB"


def test_nothing_ticked_or_nothing_found_cannot_be_uploaded(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [])
    for entry in model.patients():
        model.set_chosen(entry.key, False)
    assert text(window, "summaryLabel") == "Nothing is ticked"
    assert not button(window, "uploadButton").isEnabled()
    model.clear()
    window.show_ready(Totals(5, 0, 5, 0), [Skipped("/a", SkipReason.NOT_DICOM, "x")] * 5)
    assert text(window, "summaryLabel") == "Nothing that can be sent was found"


def test_practice_is_marked_everywhere(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [])
    window.show_destinations([CITY, PRACTICE], "practice", False)
    window.show_practice(True)
    assert window.windowTitle() == "PRACTICE – DICOM Courier"
    assert part(window, QWidget, "practiceBand").isVisible()
    assert button(window, "uploadButton").text() == "P&ractise with 962 images of 2 patients…"
    window.show_practice(False)
    assert not part(window, QWidget, "practiceBand").isVisible()


def test_sample_images_are_offered_while_practising(window: MainWindow, qtbot: QtBot) -> None:
    samples = button(window, "sampleImagesButton")
    assert not samples.isVisible()
    window.show_practice(True)
    with qtbot.waitSignal(window.sample_images_pressed):
        qtbot.mouseClick(samples, Qt.MouseButton.LeftButton)


def test_progress_is_told_in_words_bar_and_title(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [])
    window.show_sending(None, "City Radiology")
    assert text(window, "uploadStatusLabel") == "Connecting to City Radiology…"
    window.show_sending(PROGRESS, "City Radiology")
    assert text(window, "uploadStatusLabel") == "79 % · 745 of 960 images have arrived at City Radiology"
    assert text(window, "uploadDetailLabel") == "392.8 of 494.1 MB · 2.4 MB/s · about 40 s left"
    assert window.windowTitle() == "79 % – DICOM Courier"
    bar = part(window, QProgressBar, "uploadProgress")
    assert isinstance(bar, QProgressBar)
    assert bar.maximum() == 1000


def test_the_bar_glides_and_never_goes_back(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_sending(PROGRESS, "City Radiology")
    bar = part(window, QProgressBar, "uploadProgress")
    qtbot.waitUntil(lambda: bar.value() == 794)  # type: ignore[attr-defined]
    window.show_sending(Progress(1, 960, 1, 494_100_000, ()), "City Radiology")
    assert bar.value() == 794  # type: ignore[attr-defined]
    window.show_done("All have arrived.")
    window.show_sending(None, "City Radiology")
    assert bar.value() == 0  # type: ignore[attr-defined]


def test_pause_becomes_resume(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_sending(PROGRESS, "City Radiology")
    with qtbot.waitSignal(window.pause_pressed):
        button(window, "pauseButton").click()
    window.show_ending(pausing=True)
    assert not button(window, "pauseButton").isEnabled()
    window.show_stopped(PROGRESS, paused=True)
    assert window.windowTitle() == "Paused at 79 % – DICOM Courier"
    assert text(window, "uploadStatusLabel") == "Paused at 79 % · 745 of 960 images have arrived"
    with qtbot.waitSignal(window.resume_pressed):
        button(window, "pauseButton").click()
    with qtbot.waitSignal(window.cancel_pressed):
        button(window, "cancelButton").click()


# -- messages ------------------------------------------------------------------------------------------------


def test_two_patients_are_asked_about_once(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_ready(TOTALS, [])
    assert text(window, "bannerTitle") == "2 patients are in the list: Sample, Sally and Example, Edgar"
    banner = part(window, QWidget, "banner")
    both = next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Keep &both")
    both.click()
    assert not banner.isVisible()
    model.set_chosen(summary(series="1.2.3.3").key, False)
    assert not banner.isVisible()
    model.apply(update(summary(Patient("X", "", "New^Nina"), "8.1", "8.1.1")))
    assert banner.isVisible()


def test_the_next_list_with_the_same_patients_is_asked_about_again(window: MainWindow, model: SeriesTree) -> None:
    banner = part(window, QWidget, "banner")
    for _ in range(2):
        window.show_ready(TOTALS, [])
        assert banner.isVisible()
        next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Keep &both").click()
        model.clear()
        window.show_empty(None)
        window.show_list(model)
        model.apply(two_patients())


def test_another_destination_is_asked_about_by_its_own_name(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [])
    assert "should go to City Radiology." in text(window, "bannerText")
    window.show_destinations([CITY, PRACTICE], "practice", False)
    assert "should go to the Practice service." in text(window, "bannerText")
    banner = part(window, QWidget, "banner")
    next(
        entry for entry in banner.findChildren(QPushButton) if entry.text() == "Keep &both" and entry.isVisible()
    ).click()
    assert not banner.isVisible()
    window.show_destinations([CITY, PRACTICE], "city", False)
    assert banner.isVisible()


def test_the_question_about_patients_stays_with_the_list(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [])
    banner = part(window, QWidget, "banner")
    window.show_history_page()
    assert not banner.isVisible()
    window.show_list_page()
    assert banner.isVisible()


def test_only_one_patient_can_be_kept_from_the_notice(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_ready(TOTALS, [])
    banner = part(window, QWidget, "banner")
    only = next(entry for entry in banner.findChildren(QPushButton) if entry.menu() is not None)
    assert [action.text() for action in only.menu().actions()] == [
        "Sample, Sally · 11 Apr 1962 · ID DEMO-4711",
        "Example, Edgar · 3 Feb 1948 · ID DEMO-0815",
    ]
    with qtbot.waitSignal(window.keep_only_pressed):
        only.menu().actions()[1].trigger()
    assert model.chosen_totals().images == 52
    assert not banner.isVisible()


def test_patients_who_are_nearly_the_same_are_named_with_what_tells_them_apart(window: MainWindow) -> None:
    tree = SeriesTree()
    window.show_list(tree)
    tree.apply(update(summary(), summary(replace(SALLY, patient_id="42"), "2", "2.1")))
    window.show_ready(TOTALS, [])
    assert text(window, "bannerTitle") == (
        "2 patients are in the list: Sample, Sally (11 Apr 1962 · ID DEMO-4711) and Sample, Sally (11 Apr 1962 · ID 42)"
    )
    assert text(window, "bannerText").startswith(
        "Sample, Sally, born 11 Apr 1962, has several IDs: DEMO-4711 and 42. Check that both"
    )
    assert same_letters(window) == {}
    tree.set_chosen(summary().key, False)
    assert not part(window, QWidget, "banner").isVisible()


def test_of_very_many_patients_all_can_be_unticked(window: MainWindow, qtbot: QtBot) -> None:
    tree = SeriesTree()
    window.show_list(tree)
    tree.apply(update(*(summary(Patient(f"P{n}", "", f"X^{n}"), f"{n}", f"{n}.1") for n in range(30))))
    window.show_ready(TOTALS, [])
    assert same_letters(window) == {}
    banner = part(window, QWidget, "banner")
    untick = next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Unti&ck all")
    with qtbot.waitSignal(window.keep_only_pressed):
        untick.click()
    assert (tree.chosen_totals().images, banner.isVisible()) == (0, False)


def look_at(window: MainWindow, what: str = "1 series has a gap.") -> None:
    window.show_look_at("Look at this", what, (BannerAction("Go &there", "there"),))


def test_what_should_be_looked_at_waits_for_the_answer_about_several_patients(
    window: MainWindow, model: SeriesTree, qtbot: QtBot
) -> None:
    window.show_ready(TOTALS, [])
    look_at(window)
    assert text(window, "bannerTitle").startswith("2 patients are in the list")
    banner = part(window, QWidget, "banner")
    next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Keep &both").click()
    assert (text(window, "bannerTitle"), banner.isVisible()) == ("Look at this", True)
    with qtbot.waitSignal(window.notice_pressed) as told:
        next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Go &there").click()
    assert told.args == ["there"]


def test_what_was_closed_once_is_said_again_only_when_it_is_something_else(window: MainWindow) -> None:
    window.show_list(SeriesTree())
    banner = part(window, QWidget, "banner")
    look_at(window)
    button(window, "closeBannerButton").click()
    look_at(window)
    assert not banner.isVisible()
    look_at(window, "2 series have gaps.")
    assert banner.isVisible()
    window.show_look_at("")
    assert not banner.isVisible()


def test_what_should_be_looked_at_covers_no_problem_and_comes_after_it(window: MainWindow) -> None:
    window.show_list(SeriesTree())
    window.show_problem(TokenRefused(name="City Radiology"), retry=False)
    look_at(window)
    assert text(window, "bannerTitle") == "City Radiology did not accept the token"
    window.hide_banner()
    assert text(window, "bannerTitle") == "Look at this"
    assert part(window, QWidget, "banner").isVisible()


def test_an_ampersand_in_a_name_is_no_mnemonic(window: MainWindow) -> None:
    tree = SeriesTree()
    window.show_list(tree)
    tree.apply(update(summary(Patient("1", "", "A&B^C")), summary(EDGAR, "2", "2.1")))
    window.show_ready(TOTALS, [])
    banner = part(window, QWidget, "banner")
    only = next(entry for entry in banner.findChildren(QPushButton) if entry.menu() is not None)
    assert only.menu().actions()[0].text() == "A&&B, C · ID 1"


def test_a_refused_token_can_be_mended_in_place(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_stopped(PROGRESS, "Goes on by itself when the new token is accepted", resumable=False)
    window.show_problem(TokenRefused(name="City Radiology", detail="HTTP 401"), field=True, sentence="Nothing is lost.")
    assert text(window, "bannerTitle") == "City Radiology did not accept the token"
    assert text(window, "bannerText").endswith("Nothing is lost.")
    field = part(window, QLineEdit, "newTokenEdit")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    with qtbot.assertNotEmitted(window.token_entered):
        button(window, "checkAndGoOnButton").click()
    qtbot.keyClicks(field, "made-up")
    with qtbot.waitSignal(window.token_entered) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["made-up"]
    assert field.text() == ""
    assert not button(window, "pauseButton").isEnabled()


def test_problems_offer_what_mends_them(window: MainWindow, qtbot: QtBot) -> None:
    banner = part(window, QWidget, "banner")

    def offered() -> dict[str, QPushButton]:
        buttons = [entry for entry in banner.findChildren(QPushButton) if entry.isVisible()]
        return {entry.text().replace("&", ""): entry for entry in buttons}

    window.show_problem(ServiceUnreachable(name="City Radiology"))
    with qtbot.waitSignal(window.retry_pressed):
        offered()["Try again"].click()
    window.show_problem(NotTheService(name="City", endpoint="https://x.example/studies", detail="HTTP 404"))
    with qtbot.waitSignal(window.destination_settings_pressed):
        offered()["Open the settings…"].click()
    offered()["Technical details"].click()
    details = part(window, QWidget, "banner").findChild(QWidget, "technicalDetails")
    assert details is not None
    assert details.isVisible()
    window.hide_banner()
    assert not banner.isVisible()


def test_a_notice_can_offer_a_way_on(window: MainWindow, qtbot: QtBot) -> None:
    window.show_notice("An upload was interrupted", "Go on?", tone="warn", action="Go on", value=7)
    banner = part(window, QWidget, "banner")
    go_on = next(entry for entry in banner.findChildren(QPushButton) if entry.text() == "Go on")
    with qtbot.waitSignal(window.notice_pressed) as told:
        go_on.click()
    assert told.args == [7]
    button(window, "closeBannerButton").click()
    assert not banner.isVisible()


# -- destinations, keys, names -------------------------------------------------------------------------------


def test_choosing_a_destination_tells_its_id_and_adding_one_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    box = part(window, QComboBox, "destinationBox")
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(window.destination_chosen) as told:
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert told.args == ["practice"]
    last = box.count() - 1
    assert box.itemText(last) == "Add destination…"
    with qtbot.waitSignal(window.add_destination_pressed):
        box.setCurrentIndex(last)
        box.activated.emit(last)
    assert box.currentText() == "Practice service"


def test_a_locked_destination_cannot_be_changed_and_says_why(window: MainWindow) -> None:
    window.show_destinations([CITY], "city", True)
    box = part(window, QComboBox, "destinationBox")
    assert not box.isEnabled()
    assert "when the upload has ended" in box.toolTip()


@pytest.mark.parametrize(
    ("keys", "signal"),
    [
        ("Ctrl+O", "add_folder_pressed"),
        ("Ctrl+Shift+O", "add_files_pressed"),
        ("Ctrl+,", "destination_settings_pressed"),
        ("Ctrl+H", "history_toggled"),
    ],
)
def test_shortcuts_work(window: MainWindow, qtbot: QtBot, keys: str, signal: str) -> None:
    window.activateWindow()
    with qtbot.waitSignal(getattr(window, signal)):
        qtbot.keySequence(window, QKeySequence(keys))


def test_escape_stops_reading_and_leaves_the_history(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_scanning(1, 0, "EXPORT")
    with qtbot.waitSignal(window.stop_scan_pressed):
        qtbot.keySequence(window, QKeySequence("Esc"))
    window.show_history_page()
    with qtbot.waitSignal(window.history_toggled) as told:
        qtbot.keySequence(window, QKeySequence("Esc"))
    assert told.args == [False]
    assert window.page == "list"


def test_the_history_button_shows_and_leaves_the_history(window: MainWindow, qtbot: QtBot) -> None:
    history = button(window, "historyAction")
    with qtbot.waitSignal(window.history_toggled):
        history.click()
    assert (window.page, history.isChecked()) == ("history", True)
    history.click()
    assert (window.page, history.isChecked()) == ("empty", False)


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [Skipped("/a", SkipReason.NOT_DICOM, "x")])
    window.show_problem(TokenRefused(name="City"), field=True)
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


@pytest.mark.parametrize(
    "name",
    [
        "dropArea",
        "addFolderButton",
        "addFilesButton",
        "clearButton",
        "destinationBox",
        "destinationSettingsButton",
        "seriesTree",
        "filterEdit",
        "scanSummaryLabel",
        "skippedButton",
        "previewPane",
        "uploadButton",
        "pauseButton",
        "cancelButton",
        "uploadProgress",
        "uploadStatusLabel",
        "historyAction",
    ],
)
def test_stable_names_are_there(window: MainWindow, name: str) -> None:
    assert window.findChild(QWidget, name) is not None


def test_tab_reaches_the_tree_and_the_upload_button(window: MainWindow, model: SeriesTree, qtbot: QtBot) -> None:
    window.show_ready(TOTALS, [])
    window.hide_banner()
    window.activateWindow()
    part(window, QWidget, "addFolderButton").setFocus()
    seen = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is None:
            break
        seen.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen.index("addFolderButton") < seen.index("filterEdit") < seen.index("seriesTree")
    assert seen.index("seriesTree") < seen.index("uploadButton")


def test_closing_asks_whoever_knows(window: MainWindow, qtbot: QtBot) -> None:
    window.may_close = lambda: False
    with qtbot.waitSignal(window.close_wished):
        assert not window.close()
    window.may_close = lambda: True
    assert window.close()


def test_buttons_keep_their_words_at_the_smallest_size(window: MainWindow, model: SeriesTree) -> None:
    window.show_ready(TOTALS, [Skipped("/a", SkipReason.NOT_DICOM, "x")] * 5)
    window.resize(window.minimumSize())
    cut = [
        entry.text()
        for entry in window.findChildren(QPushButton)
        if entry.isVisible() and entry.width() < entry.sizeHint().width()
    ]
    assert cut == []
