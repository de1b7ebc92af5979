"""The language that tests of words expect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale

from gui.models import words


@contextmanager
def british() -> Iterator[None]:
    """British English for as long as the block runs."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    _forget()
    yield
    QLocale.setDefault(before)
    _forget()


def _forget() -> None:
    for kept in (words.date, words.patient_facts):
        kept.cache_clear()
