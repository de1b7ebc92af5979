"""Colours, sizes, fonts and icons."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from gui.assets import asset
from gui.models.roles import RowState
from gui.widgets.icons import program_icon
from gui.widgets.painting import CHIP_LOOKS
from gui.widgets.theme import Look, make_palette, make_sheet, make_theme, system_colors
from gui.widgets.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS


def contrast(first: str, second: str) -> float:
    """WCAG 2.2: the contrast ratio of two colours."""

    def luminance(name: str) -> float:
        channels = [QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF()]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(colors: dict[str, str]) -> None:
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_outlines_and_bars_can_be_seen_on_their_ground(colors: dict[str, str]) -> None:
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in SHAPE_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_light_and_dark_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize(("wish", "dark"), [("light", False), ("dark", True)])
def test_the_environment_variable_chooses_the_theme(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, wish: str, dark: bool
) -> None:
    monkeypatch.setenv("DICOM_COURIER_THEME", wish)
    theme = make_theme(qapp, QFont("Sans Serif", 10))
    assert theme.dark is dark
    palette = make_palette(theme)
    assert palette.color(QPalette.ColorRole.Window).name().upper() == (DARK if dark else LIGHT)["window"]
    sheet = make_sheet(theme)
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_a_change_of_theme_is_told_once(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.theme.dark))
    monkeypatch.setenv("DICOM_COURIER_THEME", "dark")
    look.refresh()
    look.refresh()
    assert told == [True]


def test_larger_text_makes_larger_controls(look: Look) -> None:
    font = QFont(look.theme.body)
    before = look.theme.px(32)
    font.setPointSizeF(font.pointSizeF() * 1.5)
    look.set_body_font(font)
    assert look.theme.px(32) == pytest.approx(before * 1.5, abs=1)
    assert re.search(r"min-height: 4\dpx", make_sheet(look.theme))
    assert look.theme.font("headline").pointSizeF() == pytest.approx(font.pointSizeF() * 1.6)


def test_every_state_has_a_shape_and_an_icon_file() -> None:
    shown = {state for state in RowState if state is not RowState.SUM}
    assert set(CHIP_LOOKS) == shown
    for chip in CHIP_LOOKS.values():
        assert asset(f"icons/{chip.icon}.svg").is_file()


def test_states_of_different_meaning_have_different_shapes() -> None:
    verdicts = (RowState.VERIFIED, RowState.SHORT, RowState.NOT_SENT, RowState.UNKNOWN, RowState.WAITING)
    assert len({CHIP_LOOKS[state].icon for state in verdicts}) == len(verdicts)


def test_icons_are_drawn_in_the_themes_colour_and_greyed_when_disabled(look: Look) -> None:
    icon = look.icon("upload")
    size = QSize(64, 64)

    def ink(mode: QIcon.Mode) -> QColor:
        image = icon.pixmap(size, mode).toImage()
        colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(colors, key=lambda color: color.alpha())

    assert ink(QIcon.Mode.Normal).name() == look.theme.color("text").name()
    assert ink(QIcon.Mode.Disabled).name() == look.theme.color("text-disabled").name()
    assert not program_icon().isNull()


def test_every_icon_has_the_licence_beside_it() -> None:
    assert "ISC License" in asset("icons/LICENSE").read_text(encoding="utf-8")


def test_high_contrast_uses_the_systems_own_colours(qapp: QApplication) -> None:
    palette = QPalette(QColor("#000000"), QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#FFFF00"))
    theme = replace(make_theme(qapp, QFont("Sans Serif", 10)), colors=system_colors(palette), high_contrast=True)
    assert set(theme.colors) == set(LIGHT)
    used = {theme.colors[token] for pair in TEXT_PAIRS for token in pair if "accent-text" not in pair}
    assert used == {"#000000", "#ffff00"}
    assert "@" not in make_sheet(theme)
    for ink, ground in TEXT_PAIRS:
        if ink != "accent-text":
            assert contrast(theme.colors[ink], theme.colors[ground]) > 7, (ink, ground)


class Sender(QObject):
    told = Signal(object)


def test_ordinary_calls_lose_no_reference_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 loses one with nearly every call, until the process aborts."""
    label, bar, sender = QLabel(), QProgressBar(), Sender()
    sender.told.connect(lambda _value: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(5000):
        label.setText(str(number))
        bar.setValue(number % 100)
        sender.told.emit(None)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] > before[0] - 100
    assert after[1] > before[1] - 100
