"""The dialogs and pages in German, with letters of 100 % and 150 %: no word is cut, no underlined letter twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from gui.core.destination import Destination
from gui.core.entities import Patient, PatientKey, SeriesSummary, Skipped, SkipReason, Totals
from gui.core.proof import SentFile
from gui.core.upload import InstanceState
from gui.models.series_tree import SeriesTree
from gui.widgets.about_dialog import AboutDialog
from gui.widgets.banner import BannerAction
from gui.widgets.confirm_dialog import ConfirmDialog, PatientChoice
from gui.widgets.controls import Button
from gui.widgets.destination_dialog import DestinationDialog
from gui.widgets.destinations_dialog import DestinationsDialog
from gui.widgets.files_dialog import FilesDialog
from gui.widgets.history_view import HistoryView
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.main_window import MainWindow
from gui.widgets.missing_dialog import MissingDialog
from gui.widgets.password_dialog import PasswordDialog
from gui.widgets.preferences_dialog import PreferencesDialog
from gui.widgets.preferences_form import Wishes
from gui.widgets.receipt_delegate import ReceiptDelegate
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.tags_dialog import TagsDialog
from gui.widgets.theme import Look
from tests.helpers.catalogue import SALLY as CT_SALLY
from tests.helpers.catalogue import summary, update
from tests.helpers.fit import cut_off, same_letters
from tests.helpers.german import german
from tests.helpers.receipts import EDGAR, KNEE, SALLY, THORAX, entry, short_receipt
from tests.widgets.test_left_out import CONFLICTS, UNTICKED

CITY = Destination(id="1", name="Radiologie Mitte", base_url="https://upload.example/api")
LANGUAGES = {"en": "English", "de": "Deutsch"}


@pytest.fixture(params=[1.0, 1.5], ids=["100 %", "150 %"])
def large(request: pytest.FixtureRequest, qapp: QApplication, look: Look) -> Iterator[Look]:
    """A look with letters of this size, for somebody who reads German."""
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * request.param)
    qapp.setFont(font)
    with german(qapp):
        yield Look(qapp)


def choices() -> list[PatientChoice]:
    return [
        PatientChoice(PatientKey(one.patient_id, "", one.name, one.birth_date, ""), one, (study,), 908, 3, 478_700_000)
        for one, study in ((SALLY, THORAX), (EDGAR, KNEE))
    ]


def destinations(look: Look) -> QWidget:
    dialog = DestinationsDialog(look)
    dialog.show_destinations([CITY], "1", locked=False)
    return dialog


def history(look: Look) -> QWidget:
    view = HistoryView(look)
    view.show_history([entry(1), entry(2, practice=True)])
    return view


def receipt(look: Look) -> QWidget:
    view = ReceiptView(look)
    view.show_receipt(short_receipt())
    view.resize(look.theme.px(1100), look.theme.px(640))
    return view


def files(look: Look) -> QWidget:
    made = [SentFile(f"1.2.{n}", f"/cd/IM{n}", 5000, state, "ab" * 32) for n, state in enumerate(InstanceState)]
    return FilesDialog(look, short_receipt().lines[0], made)


def left_out(look: Look) -> QWidget:
    found = [Skipped("/cd/README.TXT", SkipReason.NOT_DICOM, "Not a DICOM file", 400)]
    return LeftOutDialog(look, found, Totals(25, 24, 1, 5000))


def left_out_of_both_kinds(look: Look) -> QWidget:
    dialog = LeftOutDialog(look, CONFLICTS, Totals(9, 7, 2, 100))
    dialog.show_files(CONFLICTS, Totals(9, 7, 2, 100), unticked=UNTICKED, changeable=True)
    dialog.findChild(QTreeView, "leftOutTree").selectAll()
    return dialog


def many_to_confirm(look: Look) -> QWidget:
    noted = replace(choices()[0], notes=["1 Serie hat 30 Bilder, die eigenen Daten sprechen aber von 120."])
    return ConfirmDialog(look, [noted, choices()[1]] * 5, "Radiologie Mitte", False, alike=["Die ID 4711 gehört …"])


def listed(look: Look, *series: SeriesSummary) -> MainWindow:
    window, tree = MainWindow(look, QLabel("Beleg"), QLabel("Verlauf")), SeriesTree()
    window.resize(look.theme.px(1100), look.theme.px(720))
    window.show_destinations([CITY], "1", False)
    window.show_list(tree)
    tree.setParent(window)
    tree.apply(update(*series))
    tree.finish_reading()
    window.show_ready(Totals(len(series), len(series)), [])
    return window


def several_patients(look: Look, count: int) -> QWidget:
    found = (Patient(f"P{n}", "", "Muster^Maria", "19620411") for n in range(count))
    return listed(look, *(summary(one, f"1.{n}", f"1.{n}.1") for n, one in enumerate(found)))


def to_look_at(look: Look) -> QWidget:
    window = listed(look, summary(CT_SALLY))
    text = "2 Untersuchungen sind über ein Jahr älter als die neueste des Patienten: 4. März 2014, 4. März 2022."
    told = (QCoreApplication.translate("ToLookAt", one) for one in ("&Choose which…", "Go &there", "Unt&ick…"))
    choose, go, untick = told
    both = ((1, "a"), (2, "b"))
    actions = BannerAction(choose, 0), BannerAction(go, 1, choices=both), BannerAction(untick, 2, choices=both)
    window.show_look_at("Sehen Sie sich das vor dem Senden an", text, actions)
    return window


MADE: dict[str, Callable[[Look], QWidget]] = {
    "about": lambda look: AboutDialog(look, None),
    "add destination": lambda look: DestinationDialog(look),
    "change destination": lambda look: DestinationDialog(look, CITY),
    "token only": lambda look: DestinationDialog(look, CITY, set_by_it=True),
    "confirm two": lambda look: ConfirmDialog(look, choices(), "Radiologie Mitte", False),
    "confirm one": lambda look: ConfirmDialog(look, choices()[:1], "Übungsdienst", True),
    "destinations": destinations,
    "files": files,
    "history": history,
    "left out": left_out,
    "left out and unticked": left_out_of_both_kinds,
    "confirm many": many_to_confirm,
    "several patients": lambda look: several_patients(look, 3),
    "very many patients": lambda look: several_patients(look, 30),
    "to look at": to_look_at,
    "missing": lambda look: MissingDialog(look, short_receipt().lines[2]),
    "missing, not known": lambda look: MissingDialog(look, short_receipt().lines[1]),
    "password": lambda look: PasswordDialog(look, "export.zip", "", 12),
    "preferences": lambda look: PreferencesDialog(look, Wishes(language="de", languages=LANGUAGES)),
    "preferences, set by IT": lambda look: PreferencesDialog(
        look, Wishes(language="de-CH", languages=LANGUAGES, locked=frozenset({"language", "cap", "night", "history"}))
    ),
    "receipt": receipt,
    "tags": lambda look: TagsDialog(look, "Sample, Sally", "2 · Lung"),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_no_word_is_cut_and_no_letter_means_two_things(qtbot: QtBot, large: Look, name: str) -> None:
    top = MADE[name](large)
    qtbot.addWidget(top)
    top.show()
    qtbot.waitExposed(top)
    try:
        qtbot.waitUntil(lambda: not cut_off(top), timeout=3000)
    finally:
        assert cut_off(top) == []
    assert same_letters(top) == {}


def test_a_reason_on_the_receipt_does_not_run_below_its_button(qtbot: QtBot, large: Look) -> None:
    top = receipt(large)
    qtbot.addWidget(top)
    top.show()
    qtbot.waitExposed(top)
    table = top.findChild(QTreeView, "receiptTable")
    assert isinstance(table, QTreeView)
    delegate = table.itemDelegate()
    assert isinstance(delegate, ReceiptDelegate)
    buttons = [one for one in table.findChildren(QPushButton, "showMissingButton") if one.isVisible()]
    assert buttons
    assert delegate.action_width >= max(one.width() for one in buttons) + large.theme.px(16)


def test_a_cut_word_and_a_letter_used_twice_are_found(qtbot: QtBot, large: Look) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    first, second = Button(large, "&Speichern…"), Button(large, "&Schließen")
    for place, button in enumerate((first, second)):
        button.setParent(top)
        button.move(0, 60 * place)
    first.resize(20, 32)
    second.adjustSize()
    top.show()
    qtbot.waitExposed(top)
    assert len(cut_off(top)) == 1
    assert same_letters(top) == {"s": ["&Speichern…", "&Schließen"]}
