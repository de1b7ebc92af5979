"""The roles under which the models of the window give their values."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole)


class Role(IntEnum):
    """What a model gives besides words.

    ``SORT`` is the raw value to sort by (compared in Python), ``KEY`` the row's key (PatientKey, StudyKey,
    SeriesKey, or an upload's ID), ``UID`` the UID as text, ``STATE`` a :class:`RowState` or None, ``SHARE`` how far
    a row is (0.0–1.0) while its state is SENDING, ``LEVEL`` a :class:`Level`, ``ASIDE`` grey words after the main
    ones, ``VALUE`` the row's whole value (SeriesSummary, ReceiptLine, HistoryEntry), ``WEIGHT`` the font weight,
    ``LOCKED`` True while ticks cannot be changed, ``SEARCH`` the text that a filter looks into, ``ROW`` all that
    painting a row of the series tree needs, at once: each question on the way through a proxy takes its time.
    """

    SORT = _FIRST + 1
    KEY = _FIRST + 2
    UID = _FIRST + 3
    STATE = _FIRST + 4
    SHARE = _FIRST + 5
    LEVEL = _FIRST + 6
    ASIDE = _FIRST + 7
    VALUE = _FIRST + 8
    WEIGHT = _FIRST + 9
    LOCKED = _FIRST + 10
    SEARCH = _FIRST + 11
    ROW = _FIRST + 12


class Level(IntEnum):
    """Which level of the tree a row is on."""

    PATIENT = 0
    STUDY = 1
    SERIES = 2


class RowState(StrEnum):
    """What a State cell says; its shape and tone are in :mod:`gui.widgets.painting`."""

    READING = "reading"
    READY = "ready"
    WARNING = "warning"
    NOT_CHOSEN = "not_chosen"
    WAITING = "waiting"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    VERIFIED = "verified"
    SHORT = "short"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"
    SENT_BEFORE = "sent_before"
    PRACTICE = "practice"
    SUM = "sum"
