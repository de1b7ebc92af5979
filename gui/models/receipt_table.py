"""The receipt as rows: a band for each patient's study, its series below, and the sum at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    Qt,
)

from gui.core.entities import Patient, Study
from gui.core.receipt import LineState, MissingInstance, Receipt, ReceiptLine
from gui.core.sentences import Sentences, shown_state
from gui.models import told, words
from gui.models.flat_table import AnyIndex, FlatTable
from gui.models.roles import Role, RowState

SAY = Sentences(QCoreApplication.translate, words.number, told.told)
"""The receipt's sentences in the person's language."""

ROW_STATES = {
    LineState.VERIFIED: RowState.VERIFIED,
    LineState.SHORT: RowState.SHORT,
    LineState.NOT_SENT: RowState.NOT_SENT,
    LineState.UNKNOWN: RowState.UNKNOWN,
}


class ReceiptRow(IntEnum):
    """What a row is; given under ``Role.LEVEL``."""

    BAND = 0
    LINE = 1
    SUM = 2


class ReceiptColumn(IntEnum):
    """The columns of the receipt."""

    SERIES = 0
    UID = 1
    SENT = 2
    COUNT = 3
    STATE = 4


@dataclass(frozen=True, slots=True)
class ReceiptGroup:
    """The series of one study of one patient, in the order in which they were sent."""

    patient: Patient
    study: Study
    lines: tuple[ReceiptLine, ...]

    @property
    def title(self) -> str:
        """The patient's name."""
        return words.person_name(self.patient.name)

    @property
    def facts(self) -> str:
        """Birth date, ID and study: ``11 Apr 1962 · ID DEMO-4711 · CT thorax with contrast, 20 Nov 2026``."""
        study = ", ".join(part for part in (words.study_title(self.study), words.date(self.study.date)) if part)
        return f"{words.patient_facts(self.patient)} · {study}"


def group_lines(lines: Iterable[ReceiptLine]) -> tuple[ReceiptGroup, ...]:
    """Gather series by patient and study; whoever came first stays first."""
    groups: dict[tuple[Patient, str], list[ReceiptLine]] = {}
    for line in lines:
        groups.setdefault((line.patient, line.study.study_instance_uid), []).append(line)
    return tuple(ReceiptGroup(found[0].patient, found[0].study, tuple(found)) for found in groups.values())


def line_facts(line: ReceiptLine) -> str:
    """The second line of a series: ``640 images · 337.4 MB``, and that it stands in several studies."""
    parts = [words.images(line.chosen), words.size(line.size)]
    if len(line.study_instance_uids) > 1:
        parts.append(words.studies(len(line.study_instance_uids)))
    return " · ".join(parts)


def count_words(count: int | None) -> str:
    """The service's count, or a dash when it never said."""
    return "–" if count is None else words.number(count)


def sum_of_counts(lines: Sequence[ReceiptLine]) -> int | None:
    """The service's counts added up; None when it never gave one."""
    known = [line.service_count for line in lines if line.service_count is not None]
    return sum(known) if known else None


class ReceiptTable(FlatTable):
    """Bands, series and the sum of one receipt.

    ``Role.LEVEL`` gives a :class:`ReceiptRow`, ``Role.VALUE`` the ReceiptGroup, ReceiptLine or Receipt of the row,
    ``Role.UID`` a series' UID, ``Role.STATE`` the chip's state and ``Role.ASIDE`` the second line of a cell.
    """

    COLUMNS = ReceiptColumn
    RIGHT = frozenset({ReceiptColumn.SENT, ReceiptColumn.COUNT})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ReceiptGroup | ReceiptLine | Receipt] = []

    def show(self, receipt: Receipt) -> None:
        """Show another receipt."""
        self.beginResetModel()
        self._rows = []
        for group in group_lines(receipt.lines):
            self._rows.append(group)
            self._rows.extend(group.lines)
        if receipt.lines:
            self._rows.append(receipt)
        self.endResetModel()

    def _shown_rows(self) -> Sequence[object]:
        return self._rows

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Series"),
            self.tr("Series instance UID"),
            self.tr("Sent"),
            self.tr("Service’s count"),
            self.tr("State"),
        )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Series can be selected; bands and the sum only be read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if isinstance(self._rows[index.row()], ReceiptLine):
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and raw values of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        value, column = self._rows[index.row()], index.column()
        if role == Role.VALUE:
            return value
        if role == Role.LEVEL:
            return _kind(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if isinstance(value, ReceiptGroup):
            return _band_data(value, column, role)
        if isinstance(value, Receipt):
            return self._sum_data(value, column, role)
        return self._line_data(value, column, role)

    def lines(self) -> tuple[ReceiptLine, ...]:
        """The series in the order in which they are shown."""
        return tuple(row for row in self._rows if isinstance(row, ReceiptLine))

    def _line_data(self, line: ReceiptLine, column: int, role: int) -> Any:
        state = column == ReceiptColumn.STATE
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                words.series_title(line.series),
                line.series_instance_uid,
                words.number(line.sent),
                count_words(line.service_count),
                SAY.state(line),
            )[column]
        if role in (Role.UID, Role.KEY):
            return line.series_instance_uid
        if role == Role.STATE:
            return ROW_STATES[shown_state(line)] if state else None
        if role == Role.ASIDE:
            return (line_facts(line), "", "", "", SAY.note(line))[column]
        if role == Role.WEIGHT:
            fewer = column == ReceiptColumn.COUNT and line.service_count is not None and line.service_count < line.sent
            return 600 if fewer else 500 if column == ReceiptColumn.SERIES else 400
        if role == Role.SORT:
            count = -1 if line.service_count is None else line.service_count
            return (words.natural_key(words.series_title(line.series)), line.series_instance_uid, line.sent, count,
                    SAY.state(line))[column]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole and column in (ReceiptColumn.SERIES, ReceiptColumn.UID):
            return words.tooltip(words.series_title(line.series), line.series_instance_uid)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        return None

    def _spoken(self, line: ReceiptLine, column: int) -> str:
        if column == ReceiptColumn.SERIES:
            return f"{words.series_title(line.series)}, {line_facts(line)}"
        if column == ReceiptColumn.SENT:
            return self.tr("%1 sent").replace("%1", words.number(line.sent))
        if column == ReceiptColumn.COUNT:
            if line.service_count is None:
                return self.tr("the service gave no count")
            return self.tr("the service counts %1").replace("%1", words.number(line.service_count))
        if column == ReceiptColumn.STATE:
            return ". ".join(part for part in (SAY.state(line), SAY.note(line)) if part)
        return line.series_instance_uid

    def _sum_data(self, receipt: Receipt, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                words.series(len(receipt.lines)),
                "",
                words.number(receipt.sent),
                count_words(sum_of_counts(receipt.lines)),
                SAY.tally(receipt.lines),
            )[column]
        if role == Role.WEIGHT:
            return 400 if column == ReceiptColumn.STATE else 600
        if role == Role.STATE and column == ReceiptColumn.STATE:
            return RowState.SUM
        return None


class MissingTable(FlatTable):
    """The images of a series that have not arrived: the file's name and the reason."""

    COLUMNS = ("file", "reason")

    def __init__(self, instances: Sequence[MissingInstance], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._instances = sorted(instances, key=lambda found: words.natural_key(words.plain(found.path)))

    def _shown_rows(self) -> Sequence[MissingInstance]:
        return self._instances

    def _titles(self) -> tuple[str, ...]:
        return (self.tr("File"), self.tr("Reason"))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; the tooltip holds the whole path."""
        if not index.isValid() or index.row() >= len(self._instances):
            return None
        found = self._instances[index.row()]
        if role == Role.VALUE:
            return found
        if role == Role.UID:
            return found.sop_instance_uid
        if role == Qt.ItemDataRole.DisplayRole:
            return words.plain(told.told(found.reason)) if index.column() else words.file_name(found.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.plain(found.path), told.told(found.reason))
        return None

    def as_text(self) -> str:
        """All rows, one a line: path, tab, reason."""
        return "\n".join(f"{words.plain(one.path)}\t{words.plain(told.told(one.reason))}" for one in self._instances)


def _kind(value: object) -> ReceiptRow:
    if isinstance(value, ReceiptGroup):
        return ReceiptRow.BAND
    return ReceiptRow.LINE if isinstance(value, ReceiptLine) else ReceiptRow.SUM


def _band_data(group: ReceiptGroup, column: int, role: int) -> Any:
    if column:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return group.title
    if role == Role.ASIDE:
        return group.facts
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{group.title}, {group.facts}"
    if role == Qt.ItemDataRole.ToolTipRole:
        return words.tooltip(group.title, group.facts)
    return 600 if role == Role.WEIGHT else None
