"""The tree as it is shown: filtered by words, sorted the way people count."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from gui.models.roles import Level, Role

AnyIndex = QModelIndex | QPersistentModelIndex


class SeriesProxy(QSortFilterProxyModel):
    """Sorts on raw values compared in Python, and shows the series whose words hold all words of the filter.

    Rows keep their places until :meth:`sort_by` or :meth:`settle`: nothing moves under the mouse while a tree grows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._chosen = False
        self.setDynamicSortFilter(False)
        self.setRecursiveFilteringEnabled(True)

    def set_filter(self, text: str) -> None:
        """Show only series that match every word of ``text`` by patient, study or series; empty shows all."""
        found = tuple(text.casefold().split())
        if found != self._words:
            self._refilter(found)

    def setSourceModel(self, source: QAbstractItemModel) -> None:
        """Show another model."""
        super().setSourceModel(source)
        source.rowsInserted.connect(self._filter_new)

    def _filter_new(self) -> None:
        """Without dynamic sorting Qt doesn't look whether a new row makes those above it match."""
        if self._words:
            self._refilter(self._words)

    def _refilter(self, found: tuple[str, ...]) -> None:
        if hasattr(self, "endFilterChange"):  # since Qt 6.10; the older call is deprecated there
            self.beginFilterChange()
            self._words = found
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
        else:
            self._words = found
            self.invalidateFilter()

    @property
    def filtered(self) -> bool:
        """True while a filter hides something or may do so."""
        return bool(self._words)

    def settle(self) -> None:
        """Put rows in order, for the moment when everything has been read.

        Unless a column was chosen with :meth:`sort_by`, patients and studies stay in the order in which they were
        found, and the series of a study follow their numbers.
        """
        self.sort(max(0, self.sortColumn()), self.sortOrder())

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort every level by a column that the person chose."""
        self._chosen = True
        self.sort(column, order)

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        """Compare raw values (Qt's own comparison cuts large integers)."""
        source = self.sourceModel()
        if not self._chosen and source.data(left, Role.LEVEL) != Level.SERIES:
            return left.row() < right.row()
        first, second = source.data(left, Role.SORT), source.data(right, Role.SORT)
        return bool(first < second)

    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        """A series that matches; the rows above it follow by themselves."""
        if not self._words:
            return True
        source = self.sourceModel()
        index = source.index(row, 0, parent)
        if source.data(index, Role.LEVEL) != Level.SERIES:
            return False
        text = source.data(index, Role.SEARCH)
        return all(word in text for word in self._words)
