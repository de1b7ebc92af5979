"""Which language the window speaks, and how it writes numbers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from gui.models import words
from gui.store.places import Places
from gui.store.policy import Policy
from gui.store.settings import Settings, SettingsStore
from gui.translation import choose, languages, locale_of, speak
from tests.helpers.german import german


def test_there_are_english_and_german() -> None:
    names = languages()
    assert next(iter(names)) == "en"
    assert (names["en"], names["de"]) == ("English", "Deutsch")


@pytest.mark.parametrize(
    ("wished", "system", "spoken"),
    [
        ("", ["de-CH", "de", "en"], "de"),
        ("", ["fr-CH", "fr", "de-CH"], "de"),
        ("", ["fr-FR"], "en"),
        ("", ["C"], "en"),
        ("", [], "en"),
        ("", ["en-GB", "de"], "en"),
        ("de", ["en-GB"], "de"),
        ("de_AT", ["en-GB"], "de-AT"),
        ("de-CH", ["en-GB"], "de-CH"),
        ("en", ["de-DE"], "en"),
        ("pl", ["de-DE"], "en"),
    ],
)
def test_the_wish_goes_before_the_system(wished: str, system: list[str], spoken: str) -> None:
    assert choose(wished, system) == spoken


@pytest.mark.parametrize(
    ("language", "system", "written"),
    [
        ("de", "de_AT", "de_AT"),
        ("de", "en_US", "de_DE"),
        ("de-CH", "de_DE", "de_CH"),
        ("de", "fr_CH", "de_CH"),
        ("en", "C", "en_GB"),
        ("en", "en_US", "en_US"),
        ("en", "de_DE", "en_DE"),
    ],
)
def test_numbers_are_written_as_in_the_persons_country(language: str, system: str, written: str) -> None:
    locale = QLocale.c() if system == "C" else QLocale(system)
    assert locale_of(language, locale).name() == written


def test_numbers_dates_and_sizes_are_german(qapp: QApplication) -> None:
    with german(qapp):
        assert words.number(12345) == "12.345"
        assert words.size(4_890_000) == "4,9 MB"
        assert words.date("20261124") == "24.11.2026"
        assert words.images(1) == "1 Bild"
        assert words.images(1204) == "1.204 Bilder"
        assert words.time_left(60) == "noch etwa 60 s"
        assert words.joined(["A", "B", "C"]) == "A, B und C"
    assert words.date("20261124") == "24 Nov 2026"
    assert words.images(1204) == "1,204 images"


def test_switzerland_writes_its_own_way(qapp: QApplication) -> None:
    with german(qapp, "de-CH"):
        assert QCoreApplication.translate("left_out", "Size") == "Grösse"
        assert words.number(12345) == QLocale("de_CH").toString(12345)


def test_the_buttons_of_qt_are_german_too(qapp: QApplication, qtbot: QtBot) -> None:
    with german(qapp):
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_another_language_leaves_nothing_of_the_one_before(qapp: QApplication) -> None:
    with german(qapp):
        assert len(qapp.findChildren(QTranslator)) == 2
        speak(qapp, "de-CH")
        assert len(qapp.findChildren(QTranslator)) == 2
        speak(qapp, "en")
        assert not qapp.findChildren(QTranslator)
        assert QCoreApplication.translate("left_out", "Size") == "Size"


def test_what_it_sets_goes_before_the_persons_choice_and_leaves_it() -> None:
    places = Places.for_user()
    places.prepare()
    SettingsStore(places).save(Settings(language="en"))
    store = SettingsStore(places, Policy(language="de-CH"))
    assert store.load().language == "de-CH"
    store.save(Settings(language="de-CH"))
    assert SettingsStore(places).load().language == "en"


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "de_CH.UTF-8"])
def test_the_systems_language_is_spoken_unless_another_is_chosen(language: str) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; from gui.translation import speak; "
        "app = QApplication([]); print(speak(app), app.translate('left_out', 'Folder'))"
    )
    environment = {**os.environ, "LC_ALL": language, "LANGUAGE": "", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["de", "Ordner"]
