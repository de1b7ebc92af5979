"""The preview as a person works it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.dicom.preview import Picture
from gui.widgets.details_pane import DetailsPane
from gui.widgets.preview_view import PreviewView
from gui.widgets.theme import Look
from tests.helpers.catalogue import two_patients

GREY = Picture(4, 4, False, bytes([200]) * 16, window=(-500.0, 1400.0))
RED = Picture(8, 4, True, bytes([255, 0, 0]) * 32)


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> PreviewView:
    shown = PreviewView(look)
    qtbot.addWidget(shown)
    shown.resize(288, 340)
    shown.set_picture_height(288)
    shown.show_series(640, 319)
    qtbot.waitExposed(shown)
    return shown


def wishes(view: PreviewView) -> list[int]:
    told: list[int] = []
    view.picture_wished.connect(told.append)
    return told


def roll(widget: QWidget, angle: int) -> bool:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def colour(view: PreviewView, at: QPoint) -> QColor:
    return QImage(view.canvas.grab().toImage()).pixelColor(at)


def test_place_and_window_stand_in_the_corners(view: PreviewView) -> None:
    view.show_picture(GREY, 319, 640)
    assert view.canvas.captions == ("320 / 640", "C −500 · W 1,400")
    view.show_picture(RED, 0, 1)
    assert view.canvas.captions == ("", "")
    view.show_picture(Picture(1, 1, False, b"\0", window=(0.1234, 12.5)), 1999, 2000)
    assert view.canvas.captions == ("2,000 / 2,000", "C 0.123 · W 12.5")
    view.show_picture(Picture(1, 1, False, b"\0", window=(9.0, 5.0), auto=True), 0, 1)
    assert view.canvas.captions == ("", "Auto window")


def test_a_picture_is_letterboxed_on_black(view: PreviewView) -> None:
    view.show_picture(RED, 0, 1)
    assert colour(view, QPoint(144, 144)) == QColor(255, 0, 0)
    assert colour(view, QPoint(144, 20)) == QColor(0, 0, 0)
    view.show_picture(GREY, 0, 1)
    assert colour(view, QPoint(144, 20)) == QColor(200, 200, 200)


def test_coming_into_view_wishes_for_nothing(view: PreviewView) -> None:
    told = wishes(view)
    view.show_series(10, 4)
    view.show_picture(GREY, 4, 10)
    view.show_nothing()
    assert told == []
    assert not view.isVisible()


def test_wheel_down_goes_on_and_small_movements_add_up(view: PreviewView) -> None:
    told = wishes(view)
    assert roll(view.canvas, -120)
    assert roll(view.canvas, 120)
    assert roll(view.canvas, -360)
    for _ in range(4):
        roll(view.slider, -30)
    assert told == [320, 319, 322, 323]


def test_a_wheel_over_a_single_image_is_left_to_the_pane(view: PreviewView) -> None:
    view.show_series(1, 0)
    assert not roll(view.canvas, -120)
    assert not view.slider.isVisible()


@pytest.mark.parametrize("place", ["canvas", "slider"])
def test_keys_go_through_the_images_in_picture_and_slider(view: PreviewView, place: str) -> None:
    told = wishes(view)
    widget: QWidget = getattr(view, place)
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Down, keys.Key_Left, keys.Key_Up, keys.Key_PageDown, keys.Key_PageUp):
        QTest.keyClick(widget, key)
    assert told == [320, 321, 320, 319, 329, 319]
    QTest.keyClick(widget, keys.Key_Home)
    QTest.keyClick(widget, keys.Key_Left)
    QTest.keyClick(widget, keys.Key_End)
    QTest.keyClick(widget, keys.Key_Right)
    assert told[6:] == [0, 639]


def test_buttons_step_and_stop_at_the_ends(view: PreviewView, qtbot: QtBot) -> None:
    told = wishes(view)
    previous = view.findChild(QPushButton, "previousImageButton")
    following = view.findChild(QPushButton, "nextImageButton")
    following.click()
    previous.click()
    assert told == [320, 319]
    view.show_series(2, 0)
    assert not previous.isEnabled()
    following.click()
    assert not following.isEnabled()
    assert previous.isEnabled()


def test_a_click_on_the_slider_goes_there_at_once(view: PreviewView, qtbot: QtBot) -> None:
    told = wishes(view)
    slider = view.slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(1, slider.height() // 2))
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 1, slider.height() // 2))
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 10))
    qtbot.mouseMove(slider, QPoint(slider.width() // 4, 10))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 4, 10))
    assert told[:2] == [0, 639]
    assert told[2] == pytest.approx(320, abs=5)


def test_a_picture_that_takes_long_is_said_to_be_on_its_way(view: PreviewView, qtbot: QtBot) -> None:
    assert not view.canvas.busy
    qtbot.waitUntil(lambda: view.canvas.busy, timeout=2000)
    view.show_picture(GREY, 319, 640)
    assert not view.canvas.busy
    view.slider.setValue(5)
    qtbot.waitUntil(lambda: view.canvas.busy, timeout=2000)
    assert view.canvas.captions[0] == "320 / 640"
    view.show_no_picture("Damaged.", 5)
    assert not view.canvas.busy


def test_a_picture_that_comes_soon_needs_no_hint(view: PreviewView, qtbot: QtBot) -> None:
    view.show_picture(GREY, 319, 640)
    with qtbot.assertNotEmitted(view.picture_wished, wait=400):
        assert not view.canvas.busy
    assert not view.canvas.busy


def test_a_sentence_stands_where_there_is_no_picture(view: PreviewView) -> None:
    view.show_no_picture("This image is too large to be shown here.", 7)
    assert view.canvas.sentence == "This image is too large to be shown here."
    assert view.canvas.accessibleName() == view.canvas.sentence
    assert view.canvas.captions == ("8 / 640", "")
    assert view.slider.isVisible()
    view.show_no_picture("Shown when everything has been read")
    assert not view.slider.isVisible()
    view.canvas.grab()


def test_everything_in_it_has_a_name(view: PreviewView) -> None:
    for widget in (view.canvas, *view.controls()):
        assert widget.accessibleName()
    view.show_picture(GREY, 319, 640)
    assert view.slider.accessibleDescription() == "320 / 640"
    assert view.canvas.accessibleName() == "Picture of image 320 / 640"


def test_the_picture_gives_way_first_in_a_low_window(look: Look, qtbot: QtBot) -> None:
    pane = DetailsPane(look)
    qtbot.addWidget(pane)
    pane.resize(320, 900)
    pane.show()
    pane.show_value(two_patients().changed[0])
    pane.preview.show_series(640, 319)
    canvas = pane.preview.canvas
    qtbot.waitUntil(lambda: canvas.height() == 288)
    assert abs(canvas.width() - 288) <= 1
    pane.resize(320, 560)
    qtbot.waitUntil(lambda: 160 <= canvas.height() < 288)
    pane.resize(320, 300)
    qtbot.waitUntil(lambda: canvas.height() == 160)
    pane.resize(320, 900)
    qtbot.waitUntil(lambda: canvas.height() == 288)


def test_the_pane_tells_which_series_is_in_view(look: Look, qtbot: QtBot) -> None:
    pane = DetailsPane(look)
    qtbot.addWidget(pane)
    told: list[object] = []
    pane.series_shown.connect(told.append)
    series = two_patients().changed[0]
    pane.show_value(series)
    pane.preview.show_series(3, 1)
    pane.show_value(None)
    assert told == [series, None]
    assert not pane.preview.isVisibleTo(pane)
