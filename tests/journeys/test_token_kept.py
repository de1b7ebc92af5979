"""A token that was typed into the window is in a real Secret Service, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.practice.process import PracticeProcess
from tests.helpers.dicom_files import write_study
from tests.helpers.keyring_session import needs_keyring, run_scripts
from tests.helpers.stored import stored_digests

pytestmark = pytest.mark.journey

WINDOW = """
import os, sys
from PySide6.QtCore import QEventLoop, QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from gui.app import Program
from gui.store.logs import set_up_logging, end_logging
from gui.store.places import Places

app = QApplication([])
places = Places.for_user()
places.prepare()
handler = set_up_logging(places)
program = Program(app, places)
program.window.show()
program.destinations.add()
dialog = program.window.findChild(object, "destinationDialog")
for name, text in (("nameEdit", "City Radiology"), ("baseUrlEdit", {url!r}), ("tokenEdit", {token!r})):
    QTest.keyClicks(dialog.findChild(QLineEdit, name), text)
kept = []
program.errands.token_kept.connect(kept.append)
program.errands.token_kept.connect(app.quit)
QTimer.singleShot(40_000, app.quit)
QTest.mouseClick(dialog.findChild(QPushButton, "saveDestinationButton"), Qt.MouseButton.LeftButton)
app.exec()
program.crew.all_ended.connect(app.quit)
program.flow.shut_down()
if program.flow.running:
    app.exec()
program.courier.close()
end_logging(handler)
print(kept[0].value)
"""

COMMAND_LINE = """
import sys
from gui.cli import main
if __name__ == "__main__":
    sys.exit(main(["send", {disc!r}, "--destination", "City Radiology", "--yes", "--json"]))
"""


@needs_keyring
def test_the_window_keeps_it_and_the_next_program_sends_with_it(
    service: PracticeProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc, home, token = tmp_path / "disc", tmp_path / "courier", service.token.reveal()
    write_study(disc, series=1, images=3)
    kept, receipt = run_scripts(
        WINDOW.format(url=service.base_url, token=token),
        COMMAND_LINE.format(disc=str(disc)),
        home=tmp_path / "keyring",
        environment={"DICOM_COURIER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )

    assert kept.strip() == "keyring"
    assert json.loads(receipt)["outcome"] == "verified"
    assert len(stored_digests(tmp_path / "stored")) == 3
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert not [path.name for path in files if token.encode() in path.read_bytes()]
