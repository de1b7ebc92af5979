"""The tree as it is shown: filtered by words, sorted the way people count."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from gui.models.roles import Level, Role


class SeriesProxy(QSortFilterProxyModel):
    """Sorts on raw values compared in Python, and shows the series whose words hold all words of the filter.

    Rows keep their places until :meth:`sort` or :meth:`settle`: nothing moves under the mouse while a tree grows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
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
        """Sort by the chosen column, by names at first; for the moment when everything has been read."""
        self.sort(
            max(0, self.sortColumn()), self.sortOrder() if self.sortColumn() >= 0 else Qt.SortOrder.AscendingOrder
        )

    def lessThan(self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex) -> bool:
        """Compare raw values (Qt's own comparison cuts large integers)."""
        source = self.sourceModel()
        first, second = source.data(left, Role.SORT), source.data(right, Role.SORT)
        return bool(first < second)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """A series that matches; the rows above it follow by themselves."""
        if not self._words:
            return True
        source = self.sourceModel()
        index = source.index(row, 0, parent)
        if source.data(index, Role.LEVEL) != Level.SERIES:
            return False
        text = source.data(index, Role.SEARCH)
        return all(word in text for word in self._words)
