"""The small pictures of studies: real files, a real process, a real list."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui import thumbnails
from gui.core.cancel import CancelToken
from gui.core.entities import Instance, SeriesKey, StudyKey
from gui.dicom.catalogue import Catalogue
from gui.dicom.preview import Picture, PreviewWorker, render
from gui.dicom.scan import scan
from gui.models.roles import Role
from gui.models.series_tree import SeriesTree
from gui.thumbnails import EDGE, Thumbnails
from gui.widgets.preview_canvas import image_of
from gui.widgets.series_view import SeriesView
from gui.widgets.theme import Look
from gui.widgets.thumbnail import ThumbnailPainter, letters
from tests.dicom.preview_files import write_pixels
from tests.helpers.dicom_files import ROOT, write_instance
from tests.helpers.samples import SAMPLES, needs_samples

NAME = 0
KEY = int(Role.KEY)


class Desk:
    """List and pictures as the program joins them."""

    def __init__(self, look: Look) -> None:
        self.catalogue = Catalogue()
        self.model = SeriesTree()
        self.asked: list[SeriesKey] = []
        self.worker = PreviewWorker()
        self.thumbnails = Thumbnails(self.model, self.instances_of, self.worker)
        self.view = SeriesView(look)
        self.view.tree.pictures_wished.connect(self.thumbnails.wish)
        self.view.show_model(self.model)
        self.view.resize(960, 420)

    def instances_of(self, key: SeriesKey) -> tuple[Instance, ...]:
        self.asked.append(key)
        return self.catalogue.instances([key])

    def read(self, *places: Path) -> None:
        for batch in scan([str(place) for place in places], cancel=CancelToken()):
            self.model.apply(self.catalogue.add(batch))
        self.model.finish_reading()

    def study(self, patient: int = 0, study: int = 0) -> QModelIndex:
        return self.model.index(study, NAME, self.model.index(patient, NAME))

    def studies(self) -> list[QModelIndex]:
        patients = (self.model.index(row, NAME) for row in range(self.model.rowCount()))
        return [self.model.index(row, NAME, one) for one in patients for row in range(self.model.rowCount(one))]

    def picture(self, study: QModelIndex) -> QImage | None:
        found = study.data(Qt.ItemDataRole.DecorationRole)
        return found if isinstance(found, QImage) else None

    def made(self) -> int:
        return sum(self.picture(study) is not None for study in self.studies())


@pytest.fixture
def desk(look: Look, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(look)
    qtbot.addWidget(made.view)
    yield made
    made.worker.shut_down()
    assert not [thread for thread in threading.enumerate() if thread.name == "preview"]


def show(desk: Desk, qtbot: QtBot) -> None:
    desk.view.show()
    qtbot.waitExposed(desk.view)


def write_studies(folder: Path, count: int) -> Path:
    """``count`` patients with one study of one grey image each."""
    for number in range(count):
        pixels = np.full((16, 16), 40 + number, np.uint8)
        pixels[0, :2] = 0, 255
        write_pixels(
            folder / f"{number:03}",
            pixels,
            seed=number,
            PatientID=f"P{number:03}",
            StudyInstanceUID=f"{ROOT}7.{number}",
            SeriesInstanceUID=f"{ROOT}8.{number}",
        )
    return folder


@needs_samples
def test_a_study_of_the_samples_shows_its_middle_image(desk: Desk, qtbot: QtBot) -> None:
    desk.read(SAMPLES / "dcm_qa_ts")
    show(desk, qtbot)
    qtbot.waitUntil(lambda: desk.picture(desk.study()) is not None, timeout=60_000)
    images = desk.catalogue.instances()
    largest = desk.model.main_series(desk.study().data(KEY))
    middle = desk.catalogue.instances([largest] if largest else [])
    expected = render(middle[(len(middle) - 1) // 2].path, 0.5, EDGE)
    assert isinstance(expected, Picture)
    assert desk.picture(desk.study()) == image_of(expected)
    assert len(images) >= len(middle) > 1
    assert desk.study().data(Qt.ItemDataRole.AccessibleDescriptionRole) == "With a small picture of its middle image"


def test_pictures_are_made_only_for_studies_in_sight(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.read(write_studies(tmp_path, 60))
    assert desk.asked == []
    show(desk, qtbot)
    qtbot.waitUntil(lambda: desk.picture(desk.study(0)) is not None, timeout=60_000)
    tree = desk.view.tree
    seen = tree.viewport().height() // tree.visualRect(tree.model().index(0, 0)).height() + 1
    qtbot.waitUntil(lambda: desk.made() >= 3, timeout=60_000)
    tree.scrollToBottom()
    qtbot.waitUntil(lambda: desk.picture(desk.study(59)) is not None, timeout=60_000)
    assert desk.picture(desk.study(30)) is None
    assert len(desk.asked) <= 2 * seen


def test_rows_keep_their_places_when_a_picture_comes(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.read(write_studies(tmp_path, 3))
    desk.thumbnails.rest(True)
    show(desk, qtbot)
    tree = desk.view.tree
    before = [tree.visualRect(tree.proxy().mapFromSource(study)) for study in desk.studies()]
    without = tree.viewport().grab().toImage()
    desk.thumbnails.rest(False)
    qtbot.waitUntil(lambda: desk.made() == 3, timeout=60_000)
    assert [tree.visualRect(tree.proxy().mapFromSource(study)) for study in desk.studies()] == before
    with_pictures = tree.viewport().grab().toImage()
    changed = [
        x
        for x in range(before[0].right())
        for y in range(before[0].top(), before[0].bottom())
        if without.pixel(x, y) != with_pictures.pixel(x, y)
    ]
    assert changed
    assert max(changed) - min(changed) < 40  # the words beside it have not moved


def test_an_object_without_pixels_goes_on_showing_its_letters(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    report = write_instance(tmp_path / "report", SOPClassUID="1.2.840.10008.5.1.4.1.1.88.11", Modality="SR")
    del report.PixelData
    report.save_as(tmp_path / "report")
    write_pixels(
        tmp_path / "image",
        np.eye(8, dtype=np.uint8) * 255,
        seed=5,
        PatientID="Other",
        StudyInstanceUID=f"{ROOT}7.1",
        SeriesInstanceUID=f"{ROOT}8.1",
    )
    desk.read(tmp_path)
    show(desk, qtbot)
    qtbot.waitUntil(lambda: desk.made() == 1, timeout=60_000)
    bare = [study for study in desk.studies() if desk.picture(study) is None]
    assert len(bare) == 1
    assert bare[0].data(Qt.ItemDataRole.AccessibleDescriptionRole) == ""
    assert letters("MR, SR") == "MR"
    assert letters("") == ""


def test_nothing_is_made_while_files_are_read_or_sent(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.thumbnails.rest(True)
    desk.read(write_studies(tmp_path, 2))
    show(desk, qtbot)
    with qtbot.waitSignal(desk.view.tree.pictures_wished):
        desk.view.tree.viewport().update()
    assert desk.asked == []
    assert desk.worker.pid is None
    desk.thumbnails.rest(False)
    qtbot.waitUntil(lambda: desk.made() == 2, timeout=60_000)


def test_only_so_many_pictures_are_kept(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "KEPT", 4)
    desk.read(write_studies(tmp_path, 9))
    keys = [StudyKey(*key) for key in (study.data(KEY) for study in desk.studies())]
    desk.thumbnails.wish(keys)
    qtbot.waitUntil(lambda: desk.picture(desk.study(8)) is not None, timeout=60_000)
    assert [desk.picture(study) is not None for study in desk.studies()] == [False] * 5 + [True] * 4


def test_an_emptied_list_keeps_no_picture_and_wants_none(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.read(write_studies(tmp_path / "one", 1))
    show(desk, qtbot)
    qtbot.waitUntil(lambda: desk.made() == 1, timeout=60_000)
    desk.thumbnails.forget()
    desk.worker.forget()
    desk.model.clear()
    desk.catalogue = Catalogue()
    desk.read(tmp_path / "one")
    assert desk.made() == 0
    qtbot.waitUntil(lambda: desk.made() == 1, timeout=60_000)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_whole_on_every_screen(look: Look, ratio: float) -> None:
    wide = QImage(60, 30, QImage.Format.Format_RGB888)
    wide.fill(Qt.GlobalColor.white)
    canvas = QImage(round(32 * ratio), round(32 * ratio), QImage.Format.Format_RGB888)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.red)
    painter = QPainter(canvas)
    ThumbnailPainter(look).paint(painter, QRect(2, 2, 28, 28), wide, "CT")
    painter.end()

    def tone(x: float, y: float) -> str:
        return canvas.pixelColor(round(x * ratio), round(y * ratio)).name()

    assert tone(16, 16) == tone(5, 16) == tone(26, 16) == "#ffffff"
    assert tone(16, 6) == tone(16, 25) == "#000000"
    assert tone(0, 16) == "#ff0000"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_dark_picture_has_no_dark_corners_outside_its_edge(look: Look, ratio: float) -> None:
    black = QImage(30, 30, QImage.Format.Format_RGB888)
    black.fill(Qt.GlobalColor.black)
    canvas = QImage(round(32 * ratio), round(32 * ratio), QImage.Format.Format_RGB888)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.white)
    painter = QPainter(canvas)
    ThumbnailPainter(look).paint(painter, QRect(2, 2, 28, 28), black, "CT")
    painter.end()
    border = look.theme.color("border").lightness()
    first, last = round(2 * ratio), round(30 * ratio) - 1
    edge = [(first, one) for one in range(first, last + 1)] + [(one, last) for one in range(first, last + 1)]
    assert min(canvas.pixelColor(x, y).lightness() for x, y in edge) >= border - 2
    assert canvas.pixelColor(round(16 * ratio), round(16 * ratio)).lightness() == 0
