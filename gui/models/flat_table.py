"""A table without children: how many rows it has, what its columns are called, and on which side they stand."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FlatTable(QAbstractTableModel):
    """A child says what its rows are and how its columns are called, and gives the words of its cells.

    ``COLUMNS`` is what counts the columns. Numbers stand on the right, as their title does: ``RIGHT`` are the columns
    that hold them.
    """

    COLUMNS: ClassVar[Sized]
    RIGHT: ClassVar[frozenset[int]] = frozenset()

    def _shown_rows(self) -> Sequence[object]:
        """What the rows show, from the first to the last."""
        raise NotImplementedError

    def _titles(self) -> tuple[str, ...]:
        """The columns' titles in the person's language."""
        raise NotImplementedError

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are; none below a row."""
        return 0 if parent.isValid() else len(self._shown_rows())

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column in self.RIGHT else Qt.AlignmentFlag.AlignLeft
        return int(Qt.AlignmentFlag.AlignVCenter | side)
