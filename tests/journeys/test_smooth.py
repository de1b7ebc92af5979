"""What the window does, and does not do again, while a folder is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gui.core.entities import CatalogueUpdate
from gui.dicom import scan
from gui.dicom.catalogue import Catalogue
from gui.dicom.preview import PreviewWorker
from gui.flow import State
from gui.models.roles import Role
from gui.models.series_tree import SeriesTree
from gui.portions import Portions
from gui.practice.process import PracticeProcess
from gui.widgets.main_window import MainWindow
from gui.widgets.series_view import SeriesView
from tests.dicom.preview_files import write_pixels
from tests.helpers.dicom_files import ROOT
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey


def write_folder(folder: Path, studies: int = 3) -> Path:
    for number in range(studies):
        pixels = np.add.outer(np.arange(16), np.arange(16)).astype(np.uint8) * 8
        uids = {"StudyInstanceUID": f"{ROOT}7.{number}", "SeriesInstanceUID": f"{ROOT}8.{number}"}
        write_pixels(folder / f"{number}", pixels, seed=number, **uids)
    return folder


def counted(monkeypatch: pytest.MonkeyPatch, *methods: tuple[type, str]) -> Counter[str]:
    """How often each of these methods is called from now on."""
    counts: Counter[str] = Counter()

    def watch(owner: type, name: str) -> None:
        real = getattr(owner, name)

        def counting(self: Any, *given: Any, **more: Any) -> Any:
            counts[name] += 1
            return real(self, *given, **more)

        monkeypatch.setattr(owner, name, counting)

    for owner, name in methods:
        watch(owner, name)
    return counts


def pictures(person: Person) -> list[QImage]:
    model = person.program.model
    found = []
    for patient in range(model.rowCount()):
        above = model.index(patient, 0)
        for row in range(model.rowCount(above)):
            picture = model.index(row, 0, above).data(Qt.ItemDataRole.DecorationRole)
            if isinstance(picture, QImage):
                found.append(picture)
    return found


def test_the_list_is_shown_and_put_in_order_once_when_everything_has_been_read(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    methods = (
        (MainWindow, "show_ready"),
        (SeriesView, "show_found"),
        (SeriesTree, "arrange"),
        (SeriesTree, "finish_reading"),
        (Catalogue, "series"),
    )
    counts = counted(monkeypatch, *methods)
    person.read(write_folder(tmp_path / "images"))
    assert counts == {"show_ready": 1, "show_found": 1, "arrange": 1, "finish_reading": 1}


def test_studies_get_their_small_pictures_when_all_has_been_read(person: Person, tmp_path: Path) -> None:
    person.read(write_folder(tmp_path / "images"))
    person.until(lambda: len(pictures(person)) == 3)
    person.press("clearButton")
    assert pictures(person) == []


def test_no_small_picture_is_begun_while_an_upload_runs(
    person: Person, tmp_path: Path, service: PracticeProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.read(write_folder(tmp_path / "images"))
    person.until(lambda: len(pictures(person)) == 3)
    asked: list[State] = []
    real = PreviewWorker.request_when_idle

    def watch(self: PreviewWorker, *given: Any, **more: Any) -> None:
        asked.append(person.program.flow.state)
        real(self, *given, **more)

    monkeypatch.setattr(PreviewWorker, "request_when_idle", watch)
    person.add_destination(service)
    person.upload()
    person.program.thumbnails.forget()
    model = person.program.model
    for row in range(model.rowCount(model.index(0, 0))):
        model.show_picture(model.index(row, 0, model.index(0, 0)).data(int(Role.KEY)), None)
    person.until_state(State.DONE)
    person.window.show_list_page()
    person.until(lambda: len(pictures(person)) == 3)
    assert asked
    assert State.SENDING not in asked


def test_reading_goes_on_when_the_window_has_shown_what_was_read(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "_BATCH_EVERY", 0.0)
    monkeypatch.setattr(scan, "_READ_AT_FIRST", 1)
    behind: list[int] = []
    real = Portions.put

    def watch(self: Portions, update: CatalogueUpdate) -> None:
        behind.append(len(self._waiting))
        real(self, update)

    monkeypatch.setattr(Portions, "put", watch)
    person.read(write_folder(tmp_path / "images", studies=8))
    assert len(behind) >= 5
    assert set(behind) == {0}
