"""The tags of an object as a tree: elements, the items of sequences, the elements in them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.dicom.tags_values import Tag
from gui.models import words
from gui.models.roles import Role

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TagColumn(IntEnum):
    """The columns."""

    TAG = 0
    NAME = 1
    VR = 2
    VALUE = 3


class TagsTree(QAbstractItemModel):
    """``Role.VALUE`` gives the Tag of a row, ``Role.SEARCH`` the text that a filter looks into."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[Tag, ...] = ()
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._children: dict[int, list[int]] = {-1: []}

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """List these."""
        self.beginResetModel()
        self._tags = tuple(tags)
        self._parents, self._rows, self._children = [], [], {-1: []}
        above: list[int] = []
        for number, tag in enumerate(self._tags):
            del above[tag.depth :]
            parent = above[-1] if above else -1
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(siblings))
            siblings.append(number)
            above.append(number)
        self.endResetModel()

    @property
    def deepest(self) -> int:
        """How deep the deepest row lies; 0 for those at the top."""
        return max((tag.depth for tag in self._tags), default=0)

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        """The index of a cell."""
        if not 0 <= column < len(TagColumn) or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, self._children[self._number(parent)][row])

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The item that an element is in, or the sequence that an item is in."""
        number = self._number(index)
        above = self._parents[number] if number >= 0 else -1
        return self.createIndex(self._rows[above], 0, above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows are below."""
        return 0 if parent.column() > 0 else len(self._children.get(self._number(parent), ()))

    def columnCount(self, _parent: AnyIndex = _NOWHERE) -> int:
        """Tag, name, VR, value."""
        return len(TagColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TagColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Tag"), self.tr("Name"), self.tr("VR"), self.tr("Value"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; the tooltip holds the whole value."""
        number = self._number(index)
        if number < 0:
            return None
        tag = self._tags[number]
        if role == Role.VALUE:
            return tag
        if role == Role.SEARCH:
            return "\n".join((tag.tag, tag.tag[1:-1].replace(",", ""), tag.name, tag.keyword, self._value(number)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = self._cells(number)[index.column()]
            unnamed = role == Qt.ItemDataRole.AccessibleTextRole and index.column() == TagColumn.NAME and not shown
            return self.tr("name not known") if unnamed and tag.tag else shown
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (TagColumn.NAME, TagColumn.VALUE):
            return words.tooltip(
                *(line for line in (tag.keyword or self._cells(number)[1], self._value(number)) if line)
            )
        return None

    def line(self, index: AnyIndex) -> str:
        """A row as text, with tabs between its cells."""
        return "\t".join(self._cells(self._number(index)))

    def _number(self, index: AnyIndex) -> int:
        return int(index.internalId()) if index.isValid() else -1

    def _cells(self, number: int) -> tuple[str, str, str, str]:
        tag = self._tags[number]
        if not tag.tag:
            return self.tr("Item %1").replace("%1", words.plain(tag.value)), "", "", ""
        return tag.tag, words.plain(tag.name), words.plain(tag.vr), self._value(number)

    def _value(self, number: int) -> str:
        tag = self._tags[number]
        if tag.vr == "SQ" and tag.size is None and not tag.value:
            count = len(self._children.get(number, ()))
            return self.tr("1 item") if count == 1 else self.tr("%1 items").replace("%1", words.number(count))
        if tag.size is not None:
            return self.tr("%1 bytes").replace("%1", words.number(tag.size))
        return words.plain(tag.value)
