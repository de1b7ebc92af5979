"""The preview joined to its process: real files, a real process."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, SeriesKey, SeriesSummary
from gui.dicom.catalogue import Catalogue
from gui.dicom.preview import PreviewWorker
from gui.dicom.scan import scan
from gui.previews import Previews
from gui.widgets.details_pane import DetailsPane
from gui.widgets.theme import Look
from tests.dicom.preview_files import write_pixels
from tests.helpers.dicom_files import ROOT, write_instance


class Desk:
    """Catalogue, pane and previews as the program joins them."""

    def __init__(self, look: Look, folder: Path) -> None:
        self.catalogue = Catalogue()
        self.asked: list[SeriesKey] = []
        self.pane = DetailsPane(look)
        self.worker = PreviewWorker()
        self.previews = Previews(self.pane, self.instances_of, self.worker)
        self.folder = folder

    def instances_of(self, key: SeriesKey) -> tuple[Instance, ...]:
        self.asked.append(key)
        return self.catalogue.instances([key])

    def read(self) -> list[SeriesSummary]:
        for batch in scan([str(self.folder)], cancel=CancelToken()):
            self.catalogue.add(batch)
        return list(self.catalogue.series())


@pytest.fixture
def desk(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "images"
    for number in range(1, 8):
        pixels = np.full((16, 16), 30 * number, np.uint8)
        pixels[0, :2] = 0, 255
        write_pixels(folder / f"{number}", pixels, seed=number)
    frames = np.stack([np.full((8, 8), 10 * one, np.uint8) for one in range(9)])
    frames[:, 0, 0], frames[:, 0, 1] = 0, 255
    write_pixels(folder / "movie", frames, seed=20, NumberOfFrames=9, SeriesInstanceUID=f"{ROOT}1.2", SeriesNumber=3)
    report = {"SeriesInstanceUID": f"{ROOT}1.3", "SeriesNumber": 4, "SOPClassUID": "1.2.840.10008.5.1.4.1.1.88.11"}
    dataset = write_instance(folder / "report", seed=30, **report)
    del dataset.PixelData
    dataset.save_as(folder / "report")
    made = Desk(look, folder)
    qtbot.addWidget(made.pane)
    made.pane.resize(320, 800)
    made.pane.show()
    qtbot.waitExposed(made.pane)
    yield made
    made.previews.shut_down()
    assert not [thread for thread in threading.enumerate() if thread.name == "preview"]


def test_nothing_is_started_before_a_series_comes_into_view(desk: Desk) -> None:
    desk.read()
    desk.pane.show_value(None)
    assert desk.worker.pid is None
    assert not desk.pane.preview.isVisible()


def test_the_middle_image_of_a_series_is_shown_and_others_as_they_are_wished(desk: Desk, qtbot: QtBot) -> None:
    series = desk.read()[0]
    desk.pane.show_value(series)
    view = desk.pane.preview
    qtbot.waitUntil(lambda: view.canvas.has_picture, timeout=20_000)
    assert view.canvas.captions[0] == "4 / 7"
    view.slider.setValue(6)
    qtbot.waitUntil(lambda: view.canvas.captions[0] == "7 / 7", timeout=20_000)
    view.slider.setValue(3)
    assert view.canvas.captions[0] == "4 / 7"  # at once: it is in memory


def test_the_slider_goes_through_the_frames_of_a_file(desk: Desk, qtbot: QtBot) -> None:
    series = desk.read()[1]
    desk.pane.show_value(series)
    view = desk.pane.preview
    qtbot.waitUntil(lambda: view.canvas.has_picture, timeout=20_000)
    assert view.canvas.captions[0] == "5 / 9"
    assert view.canvas.grab().toImage().pixelColor(144, 144).red() == pytest.approx(40, abs=1)
    view.slider.setValue(8)
    qtbot.waitUntil(lambda: view.canvas.captions[0] == "9 / 9", timeout=20_000)
    assert view.canvas.grab().toImage().pixelColor(144, 144).red() == pytest.approx(80, abs=1)


def test_an_object_that_is_no_image_is_named(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.show_value(desk.read()[2])
    canvas = desk.pane.preview.canvas
    qtbot.waitUntil(lambda: bool(canvas.sentence), timeout=20_000)
    assert canvas.sentence.startswith("A structured report, not an image.")


def test_the_answer_for_a_series_that_is_no_longer_in_view_is_not_shown(desk: Desk, qtbot: QtBot) -> None:
    first, movie, _ = desk.read()
    desk.pane.show_value(first)
    desk.pane.show_value(movie)
    view = desk.pane.preview
    qtbot.waitUntil(lambda: view.canvas.has_picture, timeout=20_000)
    assert view.canvas.captions[0] == "5 / 9"


def test_nothing_is_asked_of_the_catalogue_while_it_is_being_filled(desk: Desk, qtbot: QtBot) -> None:
    series = desk.read()[0]
    desk.previews.set_reading(True)
    desk.pane.show_value(series)
    canvas = desk.pane.preview.canvas
    assert canvas.sentence == "Shown when everything has been read"
    assert desk.asked == []
    desk.previews.set_reading(False)
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=20_000)
    assert desk.asked == [series.key]


def test_a_pane_that_nobody_sees_has_no_picture_made_until_it_is_opened(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.hide()
    desk.pane.show_value(desk.read()[0])
    assert desk.worker.pid is None
    assert desk.asked == []
    desk.pane.show()
    qtbot.waitUntil(lambda: desk.pane.preview.canvas.has_picture, timeout=20_000)


def test_emptying_the_list_lets_go_of_the_picture(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.show_value(desk.read()[0])
    qtbot.waitUntil(lambda: desk.pane.preview.canvas.has_picture, timeout=20_000)
    desk.previews.forget()
    assert not desk.pane.preview.isVisible()
    assert not desk.pane.preview.canvas.has_picture


def test_a_file_that_has_gone_is_said(desk: Desk, qtbot: QtBot) -> None:
    series = desk.read()[0]
    for path in desk.folder.iterdir():
        path.unlink()
    desk.pane.show_value(series)
    canvas = desk.pane.preview.canvas
    qtbot.waitUntil(lambda: bool(canvas.sentence), timeout=20_000)
    assert canvas.sentence.startswith("The file is no longer there.")


def test_another_disc_in_the_same_drive_is_not_shown_under_the_name_of_the_first(desk: Desk, qtbot: QtBot) -> None:
    movie, canvas = desk.read()[1], desk.pane.preview.canvas
    content = (desk.folder / "movie").stat()
    desk.pane.show_value(movie)
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=20_000)
    pixels = np.random.default_rng(1).integers(0, 255, (9, 8, 8)).astype(np.uint8)
    write_pixels(
        desk.folder / "movie", pixels, seed=20, NumberOfFrames=9, SeriesInstanceUID=f"{ROOT}1.2", SeriesNumber=3
    )
    os.utime(desk.folder / "movie", ns=(0, content.st_mtime_ns + 2_000_000_000))
    desk.pane.preview.slider.setValue(0)
    qtbot.waitUntil(lambda: bool(canvas.sentence), timeout=20_000)
    assert canvas.sentence.startswith("The file has changed since it was read.")
    desk.catalogue = Catalogue()
    desk.pane.show_value(None)
    desk.pane.show_value(desk.read()[1])  # the same names, read anew: nothing in memory stands for them
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=20_000)
    shown = canvas.grab().toImage().pixelColor(144, 144).red()
    assert shown != pytest.approx(40, abs=1)


def test_after_shutting_down_nothing_is_wished_any_more(desk: Desk) -> None:
    series = desk.read()[0]
    desk.previews.shut_down()
    desk.pane.show_value(series)
    assert desk.worker.pid is None
