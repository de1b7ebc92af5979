"""What is set in the preferences holds for the next upload, in the window and on the command line."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.core.line import LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.upload import Outcome
from gui.flow import State
from gui.models.series_nodes import Column
from gui.store.places import Places
from gui.store.settings import Settings, SettingsStore
from gui.widgets.preferences_dialog import PreferencesDialog
from tests.helpers.dicom_files import write_study
from tests.journeys.conftest import WAIT, Person
from tests.service.servers import TOKEN, Store, make_certificate, serving
from tests.service.test_the_way_there import relay

pytestmark = pytest.mark.journey

SIGNED = "Basic " + base64.b64encode(b"reception:s3cret word").decode()


def open_preferences(person: Person) -> PreferencesDialog:
    """As a person does: the gear, then the button."""
    person.window.activateWindow()  # as a window manager does when a dialog has gone
    person.until(person.window.isActiveWindow)
    QTest.keyClick(person.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    person.until(lambda: bool(person.dialogs()))
    person.press("preferencesButton")
    person.until(lambda: any(isinstance(one, PreferencesDialog) for one in person.dialogs()))
    return next(one for one in person.dialogs() if isinstance(one, PreferencesDialog))


def close_the_list(person: Person) -> None:
    person.until(lambda: len(person.dialogs()) == 1)
    person.press("closeButton")
    person.until(lambda: not person.dialogs())


def enter_proxy(person: Person, address: str, certificate: str) -> None:
    dialog = open_preferences(person)
    person.choose("proxyBox", ProxyUse.OWN)
    person.write("proxyAddressEdit", address)
    person.write("proxyUserEdit", "reception")
    person.write("proxyPasswordEdit", "s3cret word")
    dialog.show_ca_file(certificate)
    person.press("savePreferencesButton")
    close_the_list(person)


def test_the_upload_goes_through_the_proxy_and_trusts_the_extra_certificate(
    person: Person, program: Program, tmp_path: Path
) -> None:
    disc = tmp_path / "disc"
    write_study(disc, series=1, images=3)
    certificate = make_certificate(tmp_path, host="service.invalid")
    store = Store()
    with serving(store, tls=certificate) as server, serving(relay(server.port, SIGNED)) as proxy:
        person.add_destination_at("https://service.invalid", TOKEN)
        enter_proxy(person, proxy.base_url, certificate[0])
        person.read(disc)
        person.upload()
        person.until_state(State.DONE, State.STOPPED)
    receipt = program.courier.journal.receipt(1)
    assert receipt.outcome is Outcome.VERIFIED
    assert set(store.digests.values()) == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in disc.rglob("*.dcm")
    }
    for path in (program.places.config, program.places.data, program.places.logs):
        assert not [found for found in path.rglob("*") if found.is_file() and b"s3cret" in found.read_bytes()]


def test_a_proxy_that_wants_another_sign_in_leads_to_the_preferences(
    person: Person, program: Program, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=1, images=1)
    certificate = make_certificate(tmp_path, host="service.invalid")
    with serving(Store(), tls=certificate) as server, serving(relay(server.port, "Basic other")) as proxy:
        person.add_destination_at("https://service.invalid", TOKEN)
        enter_proxy(person, proxy.base_url, certificate[0])
        person.read(tmp_path / "disc")
        person.upload()
        person.until_state(State.STOPPED)
    assert person.text("bannerTitle") == "The proxy of your network did not accept the sign-in"
    button = next(one for one in program.window.findChildren(QPushButton) if "preferences" in one.text())
    button.click()
    assert isinstance(person.dialog(), PreferencesDialog)
    person.press("cancelPreferencesButton")


def test_a_file_without_certificates_cannot_be_saved(person: Person, program: Program, tmp_path: Path) -> None:
    (tmp_path / "letter.pem").write_text("Dear IT,")
    dialog = open_preferences(person)
    dialog.show_ca_file(str(tmp_path / "letter.pem"))
    person.until(lambda: "holds no certificate" in person.text("caFileHint"))
    save = person.find(QPushButton, "savePreferencesButton")
    assert not save.isEnabled()
    person.press("removeCaFileButton")
    assert save.isEnabled()
    person.press("cancelPreferencesButton")
    close_the_list(person)
    assert program.settings.value == Settings()


def test_what_is_set_is_in_the_file_and_comes_back(person: Person, program: Program) -> None:
    open_preferences(person)
    person.tick("capBox")
    person.write("capEdit", "2.5")
    person.tick("nightBox")
    person.choose("nightStartBox", "21:30:00")
    person.choose("nightEndBox", "05:00:00")
    person.write("historyDaysEdit", "30")
    person.press("savePreferencesButton")
    close_the_list(person)
    wished = Settings(history_days=30, line=LineSettings(cap_mbit=2.5, night=NightWindow(time(21, 30), time(5))))
    assert SettingsStore(program.places).load() == wished
    dialog = open_preferences(person)
    assert dialog.findChild(QPushButton, "savePreferencesButton").isEnabled()
    person.press("savePreferencesButton")
    close_the_list(person)
    assert SettingsStore(program.places).load() == wished


def test_the_command_line_keeps_to_what_was_set_in_the_window(program: Program, tmp_path: Path) -> None:
    """A certificate file that is gone stops it before anything goes out."""
    write_study(tmp_path / "disc", series=1, images=1)
    program.settings.keep(Settings(line=LineSettings(ca_file=str(tmp_path / "gone.pem"))))
    with serving(Store()) as server:
        done = subprocess.run(
            [sys.executable, "-m", "gui", "send", str(tmp_path / "disc"), "--base-url", server.base_url, "--yes",
             "--token-env", "T", "--json"],
            env={**os.environ, "T": TOKEN},
            capture_output=True,
            text=True,
            timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["outcome"] == "failed"
    assert "extra certificate file cannot be used" in done.stderr
    assert server.seen == []


# -- history -------------------------------------------------------------------------------------------------


def practise(person: Person, disc: Path) -> None:
    write_study(disc, series=1, images=2)
    person.read(disc)
    person.upload()
    person.until_state(State.DONE)


def turn_history_off(person: Person) -> None:
    open_preferences(person)
    person.tick("keepHistoryBox", False)
    person.press("savePreferencesButton")
    close_the_list(person)


def test_without_a_history_nothing_is_kept_once_the_receipt_is_closed(
    person: Person, program: Program, tmp_path: Path
) -> None:
    turn_history_off(person)
    practise(person, tmp_path / "disc")
    assert person.text("receiptSummaryLabel").startswith("All 2 images")
    assert [entry.upload_id for entry in program.courier.journal.history()] == [1]
    person.press("nextButton")
    person.until(lambda: program.courier.journal.history() == ())
    program.window.show_history_page()
    person.until(lambda: "No history is kept" in person.text("historyNote"))


def test_without_a_history_the_end_of_the_program_forgets_as_well(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    program = Program(qapp, Places.for_user())
    program.window.show()
    person = Person(qtbot, program)
    turn_history_off(person)
    practise(person, tmp_path / "disc")
    program.window.close()
    person.until(lambda: not program.window.isVisible())
    journal = Places.for_user().data / "journal.sqlite3"
    assert journal.exists()
    assert b"Sample^Sally" not in journal.read_bytes()
    program.window.deleteLater()
    program.deleteLater()


def test_the_link_in_history_leads_to_how_long_entries_are_kept(person: Person, program: Program) -> None:
    program.window.show_history_page()
    person.press("changeHistoryButton")
    dialog = person.dialog()
    person.until(lambda: dialog.focusWidget() is not None and dialog.focusWidget().objectName() == "historyDaysEdit")
    person.write("historyDaysEdit", "7")
    person.press("savePreferencesButton")
    person.until(lambda: "after 7 days" in person.text("historyNote"))


# -- receipt and window --------------------------------------------------------------------------------------


def test_the_receipt_shows_the_fingerprint_of_each_file(person: Person, program: Program, tmp_path: Path) -> None:
    practise(person, tmp_path / "disc")
    person.press("showFilesButton")
    dialog = person.dialog()
    person.press("copyDigestsButton")
    lines = QApplication.clipboard().text().splitlines()
    files = sorted((tmp_path / "disc").rglob("*.dcm"))
    assert sorted(lines) == sorted(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files)
    dialog.reject()


def end(qtbot: QtBot, program: Program) -> None:
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible() and not program.flow.running, timeout=WAIT)
    program.window.deleteLater()
    program.deleteLater()


def test_sizes_are_as_they_were_when_the_window_was_closed(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    write_study(tmp_path / "disc", series=1, images=1)
    make: Callable[[], Program] = lambda: Program(qapp, Places.for_user())  # noqa: E731
    first = make()
    first.window.show()
    Person(qtbot, first).read(tmp_path / "disc")
    first.window.resize(first.window.width(), 640)
    tree = first.window.findChild(QTreeView, "seriesTree")
    tree.header().resizeSection(int(Column.STATE), 222)
    end(qtbot, first)

    second = make()
    second.window.show()
    Person(qtbot, second).read(tmp_path / "disc")
    assert second.window.height() == 640
    assert abs(second.window.findChild(QTreeView, "seriesTree").columnWidth(int(Column.STATE)) - 222) <= 1
    end(qtbot, second)
    kept = (Places.for_user().config / "window.ini").read_text()
    assert "Sally" not in kept
    assert str(tmp_path) not in kept


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00garbage", b"[window]\ngeometry=7\n[list]\ncolumns=a, -1, 9"])
def test_a_damaged_memory_of_sizes_hurts_nobody(qtbot: QtBot, qapp: QApplication, content: bytes) -> None:
    places = Places.for_user()
    places.prepare()
    (places.config / "window.ini").write_bytes(content)
    program = Program(qapp, places)
    program.window.show()
    qtbot.waitExposed(program.window)
    end(qtbot, program)
