"""The tree as it is shown: filtered by words, sorted the way people count."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.filter_proxy import FilterProxy
from gui.models.series_rows import SeriesRows

AnyIndex = QModelIndex | QPersistentModelIndex


class SeriesProxy(FilterProxy):
    """Shows the series whose words hold all words of the filter, in the order that the rows below it have.

    The rows are sorted where they are (:meth:`SeriesRows.arrange`): comparing them one by one through Qt takes many
    times as long. They keep their places until :meth:`sort` or :meth:`settle`: nothing moves under the mouse while
    a tree grows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._found: set[int] = set()
        self._rows: SeriesRows | None = None
        self._column: int | None = None
        self._descending = False
        self.setDynamicSortFilter(False)

    def setSourceModel(self, source: QAbstractItemModel) -> None:
        """Show another model, which must be a :class:`SeriesRows`."""
        assert isinstance(source, SeriesRows)
        if self._rows is not None:
            self._rows.rowsInserted.disconnect(self._filter_again)
            self._rows.rowsRemoved.disconnect(self._filter_again)
        self._rows = source
        super().setSourceModel(source)
        source.rowsInserted.connect(self._filter_again)
        source.rowsRemoved.connect(self._filter_again)

    # -- the filter ------------------------------------------------------------------------------------------

    def set_filter(self, text: str) -> None:
        """Show only series that match every word of ``text`` by patient, study or series; empty shows all."""
        searched = tuple(text.casefold().split())
        if searched != self._words:
            self._refilter(searched)

    @property
    def filtered(self) -> bool:
        """True while a filter hides something or may do so."""
        return bool(self._words)

    def _filter_again(self) -> None:
        if self._words:
            self._refilter(self._words)

    def _refilter(self, searched: tuple[str, ...]) -> None:
        found = self._rows.found(searched) if searched and self._rows is not None else set()
        with self._new_rule():
            self._words, self._found = searched, found

    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        """A series that matches, and the rows above it."""
        if not self._words or self._rows is None:
            return True
        return self._rows.node(parent).children[row].ident in self._found

    # -- the order -------------------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort every level by a column that the person chose."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self.settle()

    def settle(self) -> None:
        """Put rows in order, for the moment when everything has been read.

        Unless a column was chosen with :meth:`sort`, patients and studies stay in the order in which they were
        found, and the series of a study follow their numbers.
        """
        if self._rows is not None:
            self._rows.arrange(self._column, descending=self._descending)
