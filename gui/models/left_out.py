"""The files that were left out, grouped by reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.entities import SKIP_TEXTS, Skipped, SkipReason
from gui.models import told, words
from gui.models.roles import Role

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LeftOutModel(QAbstractItemModel):
    """Reason → files: the reason with its sum, or the file’s name, its folder (and what is special), its size."""

    def __init__(self, skipped: Sequence[Skipped], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(skipped)
        self._groups: list[tuple[SkipReason, list[Skipped]]] = []
        self._wanted = ""
        self.set_filter("")

    def show_files(self, skipped: Sequence[Skipped]) -> None:
        """List other files; the filter stays."""
        self._all = tuple(skipped)
        self.set_filter(self._wanted)

    def set_filter(self, text: str) -> None:
        """Show only files whose name, folder or reason holds ``text``."""
        wanted = self._wanted = text.casefold().strip()
        self.beginResetModel()
        groups: dict[SkipReason, list[Skipped]] = {}
        for entry in self._all:
            if not wanted or wanted in f"{words.plain(entry.shown)}\n{told.told(entry.text)}".casefold():
                groups.setdefault(entry.reason, []).append(entry)
        order = list(SkipReason)
        self._groups = sorted(groups.items(), key=lambda group: order.index(group[0]))
        self.endResetModel()

    def files_shown(self) -> int:
        """How many files match the filter."""
        return sum(len(files) for _reason, files in self._groups)

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        """The index of a cell."""
        if not 0 <= column < 3 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The reason of a file."""
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Reasons, or files of a reason."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self._groups[parent.row()][1])

    def columnCount(self, _parent: AnyIndex = _NOWHERE) -> int:
        """Name, folder, size."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < 3:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter) | int(
                Qt.AlignmentFlag.AlignRight if section == 2 else Qt.AlignmentFlag.AlignLeft
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return (_tr("Reason / file"), _tr("Folder"), _tr("Size"))[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, tooltips and the whole value."""
        if not index.isValid():
            return None
        group = index.internalId()
        reason, files = self._groups[group - 1 if group else index.row()]
        entry = files[index.row()] if group else None
        column = index.column()
        if role == Role.VALUE:
            return entry or reason
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and entry is not None:
            return words.tooltip(words.plain(entry.shown), told.told(entry.text))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if entry is None:
            return (told.told(SKIP_TEXTS[reason]), words.files(len(files)), "")[column]
        size = words.size(entry.size) if entry.size is not None else ""
        return (words.file_name(entry.shown), _where(entry), size)[column]


def _where(entry: Skipped) -> str:
    """The folder; before it the reason, where it says more than its group."""
    folder = words.plain(entry.shown)[: -len(words.file_name(entry.shown)) - 1]
    special = "" if entry.text == SKIP_TEXTS[entry.reason] else words.plain(told.told(entry.text))
    return " · ".join(part for part in (special, folder) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("left_out", text)
