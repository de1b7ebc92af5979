"""The files of a series on a receipt: name, state, and the SHA-256 of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from gui.core.proof import SentFile
from gui.core.upload import InstanceState
from gui.models import told, words
from gui.models.flat_table import AnyIndex, FlatTable
from gui.models.roles import Role, RowState

ROW_STATES = {
    InstanceState.PLANNED: RowState.NOT_SENT,
    InstanceState.SENDING: RowState.UNKNOWN,
    InstanceState.VERIFIED: RowState.VERIFIED,
    InstanceState.SHORT: RowState.SHORT,
    InstanceState.REFUSED: RowState.NOT_SENT,
    InstanceState.UNKNOWN: RowState.UNKNOWN,
}


class FilesColumn(IntEnum):
    """The columns of the list."""

    FILE = 0
    STATE = 1
    DIGEST = 2


class FilesTable(FlatTable):
    """One row for each file; ``Role.VALUE`` gives the SentFile, ``Role.STATE`` the chip's state.

    The order is that in which the files were to be sent.
    """

    COLUMNS = FilesColumn

    def __init__(self, files: Sequence[SentFile], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = tuple(files)

    def _shown_rows(self) -> Sequence[SentFile]:
        return self._files

    def _titles(self) -> tuple[str, ...]:
        return (self.tr("File"), self.tr("State"), self.tr("SHA-256 of what was sent"))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be selected, to copy their digests."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kinds = Qt.ItemFlag
        return kinds.ItemIsEnabled | kinds.ItemIsSelectable | kinds.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; the tooltip holds the whole path and the reason."""
        if not index.isValid() or index.row() >= len(self._files):
            return None
        found, column = self._files[index.row()], index.column()
        if role == Role.VALUE:
            return found
        if role == Role.UID:
            return found.sop_instance_uid
        if role == Role.STATE:
            return ROW_STATES[found.state] if column == FilesColumn.STATE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return (words.file_name(found.path), self._state(found.state), found.digest or "–")[column]
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FilesColumn.DIGEST and not found.digest:
            return self.tr("it was not sent whole")
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.plain(found.path), words.plain(told.told(found.reason)))
        return None

    def as_text(self, rows: Sequence[int] | None = None) -> str:
        """These rows, or all, as ``sha256sum`` writes them: digest, two spaces, file name; only files that were sent.

        ``sha256sum -c`` reads that back beside the files.
        """
        chosen = self._files if rows is None else [self._files[row] for row in rows]
        return "\n".join(f"{found.digest}  {words.file_name(found.path)}" for found in chosen if found.digest)

    def _state(self, state: InstanceState) -> str:
        return {
            InstanceState.PLANNED: self.tr("Not sent"),
            InstanceState.SENDING: self.tr("Unknown"),
            InstanceState.VERIFIED: self.tr("Verified"),
            InstanceState.SHORT: self.tr("Not counted"),
            InstanceState.REFUSED: self.tr("Refused"),
            InstanceState.UNKNOWN: self.tr("Unknown"),
        }[state]
