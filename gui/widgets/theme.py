"""Colours, sizes and fonts of the window, and the one object that hands them to the widgets."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from gui.assets import asset
from gui.widgets.icons import Icons
from gui.widgets.tokens import DARK, LIGHT

Role = Literal["caption", "body", "title", "headline"]

THEME_VARIABLE = "DICOM_COURIER_THEME"
"""Environment variable: ``light``, ``dark`` or ``system`` (the default)."""

_SCALES: Mapping[str, float] = {"caption": 0.9, "body": 1.0, "title": 1.2, "headline": 1.6}
_WEIGHTS: Mapping[str, QFont.Weight] = {
    "caption": QFont.Weight.Normal,
    "body": QFont.Weight.Normal,
    "title": QFont.Weight.DemiBold,
    "headline": QFont.Weight.DemiBold,
}
_BODY_PIXELS = 10 * 96 / 72


@dataclass(frozen=True, slots=True)
class Theme:
    """What the window looks like at one moment.

    ``body`` is the system's font at body size, ``k`` its height in relation to 10 pt at 96 dpi: every length
    of the design is multiplied by it, so that larger text makes larger controls.
    """

    dark: bool
    colors: Mapping[str, str]
    body: QFont
    k: float
    high_contrast: bool = False
    _made: dict[tuple[Role, int | None], tuple[QFont, QFontMetrics]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Fonts and their metrics, each made once: whoever paints asks for them thousands of times a second."""

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises :class:`KeyError` for a name that does not exist."""
        return QColor(self.colors[token])

    def px(self, length: float) -> int:
        """A length of the design (pixels at 100 % and a 10 pt body) in pixels of this window."""
        return max(1, round(length * self.k)) if length > 0 else 0

    def font(self, role: Role = "body", weight: QFont.Weight | int | None = None) -> QFont:
        """The font of a text role with tabular figures; ``weight`` (100–900) replaces the role's own."""
        return QFont(self._ready(role, weight)[0])

    def metrics(self, role: Role = "body", weight: QFont.Weight | int | None = None) -> QFontMetrics:
        """The metrics of :meth:`font`."""
        return self._ready(role, weight)[1]

    def _ready(self, role: Role, weight: QFont.Weight | int | None) -> tuple[QFont, QFontMetrics]:
        key = (role, None if weight is None else int(weight))
        known = self._made.get(key)
        if known is None:
            font = self._make_font(role, weight)
            known = self._made[key] = (font, QFontMetrics(font))
        return known

    def _make_font(self, role: Role, weight: QFont.Weight | int | None) -> QFont:
        font = QFont(self.body)
        scale = _SCALES[role]
        if self.body.pointSizeF() > 0:
            font.setPointSizeF(self.body.pointSizeF() * scale)
        else:
            font.setPixelSize(max(1, round(self.body.pixelSize() * scale)))
        font.setWeight(QFont.Weight(weight) if weight is not None else _WEIGHTS[role])
        if hasattr(font, "setFeature"):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def height(self, length: float, role: Role = "body", padding: float = 8) -> int:
        """A control's height: the design's, or what the text needs with ``padding`` around it."""
        return max(self.px(length), self.metrics(role).height() + self.px(padding))


def make_theme(app: QApplication, body: QFont) -> Theme:
    """Choose light or dark as the system (or the environment variable) says; ``body`` is the font to build on."""
    k = _pixel_height(app, body) / _BODY_PIXELS
    wish = os.environ.get(THEME_VARIABLE, "system").strip().lower()
    palette = app.style().standardPalette() if wish in ("light", "dark") else app.palette()
    dark = wish == "dark" if wish in ("light", "dark") else _system_is_dark(app, palette)
    if wish not in ("light", "dark") and _system_wants_contrast(app):
        return Theme(dark, system_colors(palette), body, k, high_contrast=True)
    return Theme(dark, DARK if dark else LIGHT, body, k)


def make_palette(theme: Theme) -> QPalette:
    """The palette for Fusion; every role for every group."""
    roles = QPalette.ColorRole
    tokens = {
        roles.Window: "window",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "band",
        roles.Text: "text",
        roles.PlaceholderText: "text-2",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "on-accent",
        roles.Highlight: "selection",
        roles.HighlightedText: "text",
        roles.Accent: "accent",
        roles.Link: "accent-text",
        roles.LinkVisited: "accent-text",
        roles.ToolTipBase: "surface",
        roles.ToolTipText: "text",
        roles.Light: "surface",
        roles.Midlight: "hairline",
        roles.Mid: "border",
        roles.Dark: "control-border",
        roles.Shadow: "border",
    }
    palette = QPalette()
    for role, token in tokens.items():
        palette.setColor(role, theme.color(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text-disabled"))
    return palette


def make_sheet(theme: Theme) -> str:
    """``resources/styles/courier.qss`` with its ``@tokens`` as colours and its pixels times k."""
    text = asset("styles/courier.qss").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"@([a-z0-9-]+)", lambda match: theme.colors[match.group(1)], text)
    return re.sub(r"(?<![\w#])(-?)(\d+)px", lambda match: f"{match.group(1)}{_scaled(theme, match.group(2))}px", text)


class Look(QObject):
    """Holds the current theme, keeps the application dressed in it, and says when it changed.

    Made once by the composition root and handed to every widget's constructor.
    """

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._body = _body_font(app)
        if QLocale.system().language() == QLocale.Language.C:
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        app.setStyle("Fusion")
        self._theme = make_theme(app, self._body)
        self._icons = Icons(app)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self.refresh)
        self._dress()

    @property
    def theme(self) -> Theme:
        """The theme of this moment; ask anew after ``changed``."""
        return self._theme

    def refresh(self) -> None:
        """Build palette, sheet and icons anew, because the system's colours changed."""
        self._app.setPalette(QPalette())  # the system's own again, to look at
        theme = make_theme(self._app, self._body)
        changed = theme != self._theme
        self._theme = theme
        self._dress()
        if changed:
            self.changed.emit()

    def set_body_font(self, font: QFont) -> None:
        """Use another font or size for all text; controls grow with it."""
        self._body = QFont(font)
        self.refresh()

    @property
    def motion(self) -> int:
        """Milliseconds that a movement takes: 150, or 0 where the system asks for less motion."""
        accessibility = getattr(self._app.styleHints(), "accessibility", None)
        preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
        reduced = preference is not None and "Reduced" in str(preference())
        return 0 if reduced else 150

    def pixmap(self, name: str, token: str = "text", size: float = 16, ratio: float = 0) -> QPixmap:  # noqa: S107
        """A Lucide icon in a token's colour, ``size`` design pixels wide, sharp at the screen's ratio."""
        return self._icons.pixmap(name, self._theme.color(token), self._theme.px(size), ratio)

    def icon(self, name: str, token: str = "text", size: float = 16, gap: float = 0) -> QIcon:  # noqa: S107
        """The icon for a control, greyed when disabled, in the accent when checked.

        ``gap`` design pixels are left free on its right, where the style leaves too little before the text;
        set :meth:`icon_size` with the same numbers.
        """
        theme = self._theme
        return self._icons.icon(
            name,
            theme.color(token),
            theme.color("text-disabled"),
            theme.color("accent-text" if token == "text" else token),
            theme.px(size),
            theme.px(gap),
        )

    def icon_size(self, size: float = 16, gap: float = 0) -> QSize:
        """What ``setIconSize`` needs for :meth:`icon`."""
        return QSize(self._theme.px(size) + self._theme.px(gap), self._theme.px(size))

    def _dress(self) -> None:
        self._icons.forget()
        self._app.setPalette(make_palette(self._theme))
        self._app.setFont(self._theme.font("body"))
        sheet = make_sheet(self._theme)
        if self._app.styleSheet() != sheet:
            self._app.setStyleSheet(sheet)


def _scaled(theme: Theme, digits: str) -> int:
    """A length of the sheet; lines of one and two pixels stay thin."""
    length = int(digits)
    return length if length <= 2 else theme.px(length)


def _body_font(app: QApplication) -> QFont:
    """The system's font; its 9 pt (Windows, and X11 without a desktop) is taken as 10."""
    font = QFont(app.font())
    if font.pointSizeF() == 9 and sys.platform != "darwin":
        font.setPointSizeF(10)
    return font


def _pixel_height(app: QApplication, font: QFont) -> float:
    if font.pointSizeF() <= 0:
        return float(font.pixelSize())
    screen = app.primaryScreen()
    return font.pointSizeF() * (screen.logicalDotsPerInch() if screen else 96.0) / 72


def _system_is_dark(app: QApplication, palette: QPalette) -> bool:
    scheme = app.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return palette.color(QPalette.ColorRole.Window).lightnessF() < 0.5
    return scheme == Qt.ColorScheme.Dark


def _system_wants_contrast(app: QApplication) -> bool:
    accessibility = getattr(app.styleHints(), "accessibility", None)
    return accessibility is not None and "High" in str(accessibility().contrastPreference())


def system_colors(palette: QPalette) -> Mapping[str, str]:
    """The tokens in the system's own colours, for high contrast: no tints, every line in the text's colour."""
    roles = QPalette.ColorRole
    window, base = palette.color(roles.Window).name(), palette.color(roles.Base).name()
    text, link = palette.color(roles.Text).name(), palette.color(roles.Link).name()
    disabled = palette.color(QPalette.ColorGroup.Disabled, roles.Text).name()
    grounds = {"window": window, "surface": base, "practice": text, "practice-text": base, "practice-text-2": base}
    accents = {"accent": text, "accent-hover": text, "accent-pressed": text, "on-accent": base, "accent-text": link}
    flat = {name: text if name in ("text", "text-2", "ok", "warn", "bad") else base for name in LIGHT}
    lines = dict.fromkeys(("hairline", "border", "control-border", "warn-line", "bad-line", "bar", "bar-still"), text)
    greys = {"text-disabled": disabled}
    return MappingProxyType({**flat, **lines, **grounds, **accents, **greys})
