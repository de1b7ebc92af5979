"""The files that are not sent, grouped by reason: left out, or not ticked in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.entities import SKIP_TEXTS, Instance, SeriesKey, Skipped, SkipReason
from gui.models import told, words
from gui.models.roles import Role

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Unticked:
    """One file that could be sent, of a series that is not ticked."""

    path: str
    shown: str
    size: int
    key: SeriesKey

    @classmethod
    def of(cls, instance: Instance) -> Unticked:
        """The file of an image that is not ticked."""
        return cls(instance.path, instance.shown, instance.size, instance.key)


Entry: TypeAlias = Skipped | Unticked


class LeftOutModel(QAbstractItemModel):
    """Reason → files: the reason with its sums, or the file’s name, its folder (and what is special), its size.

    ``Role.VALUE`` gives the file, or the tuple of all files of a reason.
    """

    def __init__(self, files: Sequence[Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(files)
        self._groups: list[tuple[SkipReason | None, tuple[Entry, ...], int]] = []
        self._wanted = ""
        self.set_filter("")

    def show_files(self, files: Sequence[Entry]) -> None:
        """List other files; the filter stays."""
        self._all = tuple(files)
        self.set_filter(self._wanted)

    def set_filter(self, text: str) -> None:
        """Show only files whose name, folder or reason holds ``text``."""
        wanted = self._wanted = text.casefold().strip()
        self.beginResetModel()
        groups: dict[SkipReason | None, list[Entry]] = {}
        for entry in self._all:
            if not wanted or wanted in f"{words.plain(entry.shown)}\n{reason_of(entry)}".casefold():
                groups.setdefault(entry.reason if isinstance(entry, Skipped) else None, []).append(entry)
        self._groups = [
            (reason, tuple(groups[reason]), sum(entry.size or 0 for entry in groups[reason]))
            for reason in (*SkipReason, None)
            if reason in groups
        ]
        self.endResetModel()

    def index_of(self, shown: str) -> QModelIndex:
        """Where the file of this place stands; invalid when it is not listed."""
        for group, (_reason, files, _size) in enumerate(self._groups):
            for row, entry in enumerate(files):
                if entry.shown == shown:
                    return self.createIndex(row, 0, group + 1)
        return QModelIndex()

    def files_shown(self) -> int:
        """How many files match the filter."""
        return sum(len(files) for _reason, files, _size in self._groups)

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
        reason, files, size = self._groups[group - 1 if group else index.row()]
        entry = files[index.row()] if group else None
        column = index.column()
        if role == Role.VALUE:
            return entry or files
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and entry is not None:
            return words.tooltip(words.plain(entry.shown), reason_of(entry))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if entry is None:
            return (_group_words(reason), words.files(len(files)), words.size(size) if size else "")[column]
        told_size = words.size(entry.size) if entry.size is not None else ""
        return (words.file_name(entry.shown), _where(entry), told_size)[column]


def reason_of(entry: Entry) -> str:
    """Why a file is not sent, in a sentence."""
    return words.plain(told.told(entry.text)) if isinstance(entry, Skipped) else _tr("Not ticked in the list")


def why_not_sent(entry: Entry) -> str:
    """What it means that a file is not sent, and what can be done."""
    if isinstance(entry, Unticked):
        return _tr("Its series is not ticked in the list. Ticks hold for whole series.")
    return {
        SkipReason.NOT_DICOM: _tr("No image is in it. Viewer programs, help pages and the like stay here."),
        SkipReason.DICOMDIR: _tr(
            "A disc’s table of contents; it serves to check that no image of the disc is missing."
        ),
        SkipReason.DAMAGED: _tr(
            "Nobody can tell any more whose image it is, so the service could not file it. If an image is missing, ask "
            "for the disc again."
        ),
        SkipReason.MISSING_UID: _tr(
            "The service files images by these UIDs and could not take this one. If an image is missing, ask for the "
            "disc again."
        ),
        SkipReason.DUPLICATE: _tr("One of these equal files is sent; the others would add nothing."),
        SkipReason.CONFLICT: _tr("Both files claim to be the same image, so only one of them can be sent."),
        SkipReason.UNREADABLE: _tr(
            "The disc, the drive or your rights do not allow it. When that is mended, clear the list and add the "
            "folder again."
        ),
        SkipReason.MISSING: _tr("Perhaps not all of the disc was copied. Add the disc itself, if you have it."),
        SkipReason.MAY_IDENTIFY: _tr(
            "Your IT wants identifying data to be removed before sending, and from this it cannot be removed."
        ),
        SkipReason.NOT_DEIDENTIFIED: _tr(
            "Your IT wants identifying data to be removed before sending, and here that is not certain."
        ),
    }[entry.reason]


def _group_words(reason: SkipReason | None) -> str:
    return _tr("Not ticked in the list") if reason is None else told.told(SKIP_TEXTS[reason])


def _where(entry: Entry) -> str:
    """The folder; with it the reason, where it says more than its group."""
    folder = words.plain(entry.shown)[: -len(words.file_name(entry.shown)) - 1]
    usual = isinstance(entry, Unticked) or entry.text == SKIP_TEXTS[entry.reason]
    special = "" if usual else reason_of(entry)
    parts = [special, folder]
    if isinstance(entry, Skipped) and entry.reason is SkipReason.CONFLICT:
        parts.reverse()  # its sentence is long, and said in full below the list
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("left_out", text)
