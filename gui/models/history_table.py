"""History: one row for each upload, and the proxy that searches, filters and sorts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QObject,
    Qt,
)

from gui.core.receipt import HistoryEntry
from gui.core.sentences import entry_verified
from gui.core.upload import Outcome
from gui.models import told, words
from gui.models.filter_proxy import FilterProxy
from gui.models.flat_table import AnyIndex, FlatTable
from gui.models.roles import Role, RowState


class HistoryColumn(IntEnum):
    """The columns of the history."""

    WHEN = 0
    PATIENT = 1
    STUDY = 2
    DESTINATION = 3
    USER = 4
    IMAGES = 5
    RESULT = 6


class Result(StrEnum):
    """How an upload ended; what the filter chooses by."""

    VERIFIED = "verified"
    MISSING = "missing"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


_STATES = {
    Result.VERIFIED: RowState.VERIFIED,
    Result.MISSING: RowState.SHORT,
    Result.UNKNOWN: RowState.UNKNOWN,
    Result.CANCELLED: RowState.CANCELLED,
    Result.INTERRUPTED: RowState.STOPPED,
}


def result_of(entry: HistoryEntry) -> Result:
    """How an upload ended. ``VERIFIED`` only when every image is proven to have arrived."""
    if entry_verified(entry):
        return Result.VERIFIED
    if entry.finished is None or entry.outcome is None:
        return Result.INTERRUPTED
    if entry.outcome is Outcome.CANCELLED:
        return Result.CANCELLED
    return Result.MISSING if entry.missing else Result.UNKNOWN


def _runs(entry: HistoryEntry) -> bool:
    """True for an upload that has no end yet because it is being sent at this moment."""
    return entry.running and result_of(entry) is Result.INTERRUPTED


class HistoryTable(FlatTable):
    """The uploads of this person, as the journal gives them.

    ``Role.VALUE`` gives the HistoryEntry, ``Role.KEY`` the upload's ID, ``Role.STATE`` the chip's state of the
    result, ``Role.SEARCH`` what the search looks into.
    """

    COLUMNS = HistoryColumn
    RIGHT = frozenset({HistoryColumn.IMAGES})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._search: tuple[str, ...] = ()

    def show(self, entries: Sequence[HistoryEntry]) -> None:
        """Show another list."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self._search = tuple(_search_text(entry) for entry in self._entries)
        self.endResetModel()

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """The whole list, unfiltered."""
        return self._entries

    def _shown_rows(self) -> Sequence[HistoryEntry]:
        return self._entries

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("When"),
            self.tr("Patient"),
            self.tr("Study"),
            self.tr("Destination"),
            self.tr("Signed in"),
            self.tr("Images"),
            self.tr("Result"),
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and raw values of a cell."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry, column = self._entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, column)
        if role == Role.SORT:
            return self._raw(entry, column)
        if role == Role.VALUE:
            return entry
        if role == Role.KEY:
            return entry.upload_id
        if role == Role.SEARCH:
            return self._search[index.row()]
        if role == Role.STATE:
            return self._state(entry) if column == HistoryColumn.RESULT else None
        if role == Role.WEIGHT:
            return 500 if column == HistoryColumn.PATIENT else 400
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(entry, column)
        return None

    def _words(self, entry: HistoryEntry, column: int) -> str:
        if column == HistoryColumn.WHEN:
            return words.when(entry.started)
        if column == HistoryColumn.PATIENT:
            return self._patient(entry)
        if column == HistoryColumn.STUDY:
            return self._study(entry)
        if column == HistoryColumn.DESTINATION:
            return words.plain(told.told(entry.destination_name))
        if column == HistoryColumn.USER:
            return words.plain(entry.user) or "–"
        if column == HistoryColumn.IMAGES:
            return words.number(entry.images)
        return self.result_words(entry)

    def _patient(self, entry: HistoryEntry) -> str:
        if not entry.patients:
            return self.tr("No patient")
        first = words.person_name(entry.patients[0].name)
        more = len(entry.patients) - 1
        return self.tr("%1 +%2").replace("%2", words.number(more), 1).replace("%1", first, 1) if more else first

    def _study(self, entry: HistoryEntry) -> str:
        if len(entry.studies) == 1:
            return words.study_title(entry.studies[0])
        return words.studies(len(entry.studies)) if entry.studies else "–"

    def result_words(self, entry: HistoryEntry) -> str:
        """The word of the result's chip; practice is named in it."""
        result = result_of(entry)
        if result is Result.MISSING:
            text = self.tr("%1 missing").replace("%1", words.number(entry.missing))
        elif _runs(entry):
            text = self.tr("Being sent")
        else:
            text = {
                Result.VERIFIED: self.tr("Verified"),
                Result.UNKNOWN: self.tr("Unknown"),
                Result.CANCELLED: self.tr("Cancelled"),
                Result.INTERRUPTED: self.tr("Interrupted"),
            }[result]
        if not entry.practice:
            return text
        return (
            self.tr("Practice")
            if result is Result.VERIFIED
            else self.tr("Practice: %1").replace("%1", text[:1].lower() + text[1:])
        )

    def _state(self, entry: HistoryEntry) -> RowState:
        if entry.practice:
            return RowState.PRACTICE
        return RowState.SENDING if _runs(entry) else _STATES[result_of(entry)]

    def _raw(self, entry: HistoryEntry, column: int) -> Any:
        if column == HistoryColumn.WHEN:
            return (entry.started, entry.upload_id)
        if column == HistoryColumn.IMAGES:
            return entry.images
        if column == HistoryColumn.RESULT:
            return (entry.practice, list(Result).index(result_of(entry)), entry.missing)
        return words.natural_key(self._words(entry, column))

    def _tooltip(self, entry: HistoryEntry, column: int) -> str | None:
        if column == HistoryColumn.WHEN:
            return words.tooltip(f"{words.day_of(entry.started)}, {words.time_of(entry.started)}")
        if column == HistoryColumn.PATIENT:
            return words.tooltip(
                *(f"{words.person_name(one.name)} · {words.patient_facts(one)}" for one in entry.patients)
            )
        if column == HistoryColumn.STUDY:
            return words.tooltip(*(words.study_title(one) for one in entry.studies))
        return None


class HistoryProxy(FilterProxy):
    """Searches by words, filters by destination, result and time, sorts by raw values compared in Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._destination: str | None = None
        self._result: Result | None = None
        self._since: datetime | None = None
        self.setDynamicSortFilter(True)

    def set_filter(
        self,
        text: str = "",
        destination: str | None = None,
        result: Result | None = None,
        days: int | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        """Show uploads that hold every word of ``text`` and agree with the rest; None does not ask.

        ``days`` counts calendar days in this computer's time zone, today included.
        """
        since = None
        if days is not None:
            midnight = (now or datetime.now(UTC)).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            since = midnight - timedelta(days=days - 1)
        with self._new_rule():
            self._words = tuple(text.casefold().split())
            self._destination, self._result, self._since = destination, result, since

    @property
    def filtered(self) -> bool:
        """True while something may be hidden."""
        return bool(self._words) or any(wish is not None for wish in (self._destination, self._result, self._since))

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        """Compare raw values."""
        source = self.sourceModel()
        return bool(source.data(left, Role.SORT) < source.data(right, Role.SORT))

    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        """An upload that agrees with all wishes."""
        index = self.sourceModel().index(row, 0, parent)
        entry = index.data(Role.VALUE)
        if self._destination is not None and entry.destination_name != self._destination:
            return False
        if self._result is not None and result_of(entry) is not self._result:
            return False
        if self._since is not None and entry.started < self._since:
            return False
        text = index.data(Role.SEARCH)
        return all(word in text for word in self._words)


def _search_text(entry: HistoryEntry) -> str:
    parts = [entry.destination_name, entry.user, str(entry.upload_id)]
    for patient in entry.patients:
        parts += [words.person_name(patient.name), patient.name, patient.patient_id, words.date(patient.birth_date)]
    for study in entry.studies:
        parts += [study.description, study.accession_number, study.study_instance_uid, words.date(study.date)]
    return "\n".join(parts).casefold()
