"""The colours of the program by name, light and dark; which pairs must be readable on each other."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "window": "#F3F5F8",
        "surface": "#FFFFFF",
        "band": "#F6F8FA",
        "hairline": "#E6EAEF",
        "border": "#CBD3DC",
        "control-border": "#788593",
        "text": "#18212C",
        "text-2": "#525E6C",
        "text-disabled": "#6E7A87",
        "disabled-fill": "#E9EDF1",
        "accent": "#1C5DB5",
        "on-accent": "#FFFFFF",
        "accent-hover": "#174F9B",
        "accent-pressed": "#123F7D",
        "accent-text": "#1C5DB5",
        "bar": "#1C5DB5",
        "bar-still": "#525E6C",
        "track": "#DCE3EA",
        "selection": "#E1EDFB",
        "hover": "#EDF1F5",
        "ok": "#17693A",
        "ok-tint": "#E4F4EA",
        "warn": "#7A4E00",
        "warn-tint": "#FFF4DB",
        "warn-line": "#E5BE6A",
        "bad": "#B0241B",
        "bad-tint": "#FDEBE9",
        "bad-line": "#E9A39D",
        "neutral-tint": "#EDF0F4",
        "practice": "#25303D",
        "practice-text": "#FFFFFF",
        "practice-text-2": "#C9D3DE",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "window": "#1D2228",
        "surface": "#15191E",
        "band": "#1F252C",
        "hairline": "#2A3138",
        "border": "#3C4650",
        "control-border": "#7A8694",
        "text": "#E9EDF1",
        "text-2": "#A8B3BF",
        "text-disabled": "#74808D",
        "disabled-fill": "#272E36",
        "accent": "#2F6FCB",
        "on-accent": "#FFFFFF",
        "accent-hover": "#3573CF",
        "accent-pressed": "#265EAE",
        "accent-text": "#84B6F8",
        "bar": "#5C9BEF",
        "bar-still": "#A8B3BF",
        "track": "#36404A",
        "selection": "#1E3858",
        "hover": "#262D35",
        "ok": "#7FD8A4",
        "ok-tint": "#153426",
        "warn": "#F2C469",
        "warn-tint": "#372B12",
        "warn-line": "#73591F",
        "bad": "#FF9F97",
        "bad-tint": "#451E1C",
        "bad-line": "#8A3B36",
        "neutral-tint": "#29313A",
        "practice": "#DDE4EB",
        "practice-text": "#18212C",
        "practice-text-2": "#465260",
    }
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text-2") for ground in ("window", "surface", "band", "selection", "hover")),
    ("text", "warn-tint"),
    ("text", "bad-tint"),
    ("text", "ok-tint"),
    ("text-2", "neutral-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "accent-pressed"),
    ("accent-text", "window"),
    ("accent-text", "surface"),
    ("accent-text", "selection"),
    ("accent-text", "bad-tint"),
    ("accent-text", "warn-tint"),
    ("ok", "ok-tint"),
    ("ok", "window"),
    ("warn", "warn-tint"),
    ("warn", "window"),
    ("bad", "bad-tint"),
    ("bad", "surface"),
    ("practice-text", "practice"),
    ("practice-text-2", "practice"),
)
"""Ink and ground of running text: at least 4.5 : 1 (WCAG 2.2, 1.4.3)."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("control-border", "surface"),
    ("control-border", "window"),
    ("accent", "surface"),
    ("bar", "selection"),
    ("bar", "track"),
    ("bar-still", "track"),
    ("text-disabled", "disabled-fill"),
    ("text-disabled", "surface"),
)
"""Outlines, bars and icons on their ground: at least 3 : 1 (WCAG 2.2, 1.4.11)."""
