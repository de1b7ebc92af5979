"""Whether words fit into the widgets that show them, and whether their underlined letters are different ones."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHeaderView, QLabel, QLineEdit, QWidget

from gui.widgets.controls import ElidedLabel


def cut_off(top: QWidget) -> list[str]:
    """What a person sees only in part in this window; nothing when all words fit."""
    found = []
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and widget.window() is top and (reason := _reason(widget)):
            found.append(f"{type(widget).__name__} {widget.objectName()}: {reason}")
    return found


def same_letters(top: QWidget) -> dict[str, list[str]]:
    """The letters that Alt finds more than one control for."""
    letters: dict[str, list[str]] = {}
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not top or not isinstance(widget, QAbstractButton | QLabel):
            continue
        letter = re.search(r"&([^&\s])", widget.text().replace("&&", ""))
        alone = isinstance(widget, QAbstractButton) or widget.buddy() is not None
        if letter is not None and alone and widget.isEnabled():
            letters.setdefault(letter[1].casefold(), []).append(widget.text())
    return {letter: texts for letter, texts in letters.items() if sum(Counter(texts).values()) > 1}


def _reason(widget: QWidget) -> str:
    metrics = widget.fontMetrics()
    if isinstance(widget, ElidedLabel):
        return ""
    if isinstance(widget, QLabel):
        text = widget.text()
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            return f"“{text}” needs {needed}, has {widget.height()}" if needed > widget.height() + 1 else ""
        needed = max((metrics.horizontalAdvance(line.replace("&", "")) for line in text.splitlines()), default=0)
        return f"“{text}” needs {needed}, has {widget.width()}" if needed > widget.width() + 1 else ""
    if isinstance(widget, QAbstractButton):
        needed = widget.sizeHint().width() if widget.text() else 0
        return f"“{widget.text()}” needs {needed}, has {widget.width()}" if needed > widget.width() + 1 else ""
    if isinstance(widget, QLineEdit):
        text = widget.placeholderText() if not widget.text() else ""
        needed = metrics.horizontalAdvance(text) + 8
        return f"“{text}” needs {needed}, has {widget.width()}" if text and needed > widget.width() else ""
    if isinstance(widget, QComboBox):
        needed = metrics.horizontalAdvance(widget.currentText()) + 44
        return f"“{widget.currentText()}” needs {needed}, has {widget.width()}" if needed > widget.width() else ""
    return _header(widget) if isinstance(widget, QHeaderView) else ""


def _header(header: QHeaderView) -> str:
    model, metrics = header.model(), header.fontMetrics()
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(model.headerData(section, header.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        needed, has = metrics.horizontalAdvance(text) + 8, header.sectionSize(section)
        if text and needed > has:
            return f"“{text}” needs {needed}, has {has}"
    return ""
