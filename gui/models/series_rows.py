"""The rows of the series tree as Qt sees them: where each one is, and what its cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.roles import Level, Role
from gui.models.series_cells import cell_words, raw_value, row_shown, tick_of, tr
from gui.models.series_nodes import Column, Key, Node
from gui.models.series_order import found, moved

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_COLUMNS = len(Column)
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FLAGS = {
    (series, tickable): _SHOWN
    | (Qt.ItemFlag.ItemNeverHasChildren if series else Qt.ItemFlag.NoItemFlags)
    | (Qt.ItemFlag.ItemIsUserCheckable if tickable else Qt.ItemFlag.NoItemFlags)
    for series in (False, True)
    for tickable in (False, True)
}
"""By “is a series” and “can be ticked”; made beforehand, because views ask very often."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class SeriesRows(QAbstractItemModel):
    """Knows the rows and gives their cells; what changes them is the business of the classes above it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locked = False
        self._empty()

    def _empty(self) -> None:
        self._root = Node(0, None, None, None, None)
        self._nodes: list[Node] = [self._root]
        self._by_key: dict[Key, Node] = {}

    # -- order -----------------------------------------------------------------------------------------------

    def arrange(self, column: int | None = None, *, descending: bool = False) -> None:
        """Put the rows of every level in order of a column; None: as they were found, but series by their numbers.

        Each row's raw value is made once, and views are told once, if a row has moved at all.
        """
        changes = moved(self._root, column, descending=descending)
        if not changes:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        for node, children in changes:
            node.children = children
            for row, child in enumerate(children):
                child.row = row
        nodes = self._nodes
        after = [self.createIndex(nodes[one.internalId()].row, one.column(), one.internalId()) for one in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def found(self, searched: Sequence[str]) -> set[int]:
        """The internal IDs of the series whose words hold all of these (casefolded), and of the rows above them."""
        return found(self._root, searched)

    # -- QAbstractItemModel ----------------------------------------------------------------------------------

    def _choose(self, node: Node, chosen: bool) -> None:
        """Tick or untick a row and everything below it."""
        raise NotImplementedError

    def _index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.ident)

    def index_of(self, key: Key) -> QModelIndex:
        """Where a patient, study or series is; invalid when it is not in the tree."""
        node = self._by_key.get(key)
        return QModelIndex() if node is None else self._index_of(node)

    def node(self, index: AnyIndex) -> Node:
        """The row behind an index; the invisible root for an invalid one."""
        return self._nodes[index.internalId()] if index.isValid() else self._root

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        """The index of a cell."""
        children = self._nodes[parent.internalId()].children  # of an invalid index that is 0, the root's
        if 0 <= row < len(children) and 0 <= column < _COLUMNS and parent.column() <= 0:
            return self.createIndex(row, column, children[row].ident)
        return QModelIndex()

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The index of the row above a cell."""
        above = self.node(index).parent
        return QModelIndex() if above is None else self._index_of(above)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows are below ``parent``."""
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def hasChildren(self, parent: AnyIndex = _NOWHERE) -> bool:
        """Whether anything is below ``parent``."""
        return parent.column() <= 0 and bool(self.node(parent).children)

    def columnCount(self, _parent: AnyIndex = _NOWHERE) -> int:
        """The six columns."""
        return _COLUMNS

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every row can be selected; its first cell can be ticked unless the tree is locked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        series = self._nodes[index.internalId()].level is Level.SERIES
        return _FLAGS[series, index.column() == 0 and not self._locked]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (Column.IMAGES, Column.SIZE) else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (tr("Patient / study / series"), tr("Type"), tr("Date"), tr("Images"), tr("Size"), tr("State"))
        return names[section]

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row and everything below it."""
        if self._locked or role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column():
            return False
        self._choose(self.node(index), Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words or raw values; see :class:`gui.models.roles.Role`."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Role.ROW:
            return row_shown(node, self._locked)
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(node)[column]
        if role == Qt.ItemDataRole.CheckStateRole:
            return tick_of(node) if column == Column.NAME else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in (Column.IMAGES, Column.SIZE) else _LEFT
        return raw_value(node, column, role, self._locked)

    def _tell(self, nodes: Iterable[Node]) -> None:
        """Emit dataChanged for these rows and those above them, one signal for each parent."""
        spans: dict[int, tuple[int, int]] = {}
        for start in nodes:
            node = start
            while node.parent is not None:
                parent = node.parent
                low, high = spans.get(parent.ident, (node.row, node.row))
                spans[parent.ident] = (min(low, node.row), max(high, node.row))
                node = parent
                if node.level is Level.STUDY:
                    node.cells = None
        for ident, (low, high) in spans.items():
            children = self._nodes[ident].children
            first, last = children[low], children[high]
            self.dataChanged.emit(
                self.createIndex(low, 0, first.ident), self.createIndex(high, len(Column) - 1, last.ident)
            )
