"""The columns of the tree: as wide as the person made them, and which of them give way in a narrow list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTreeView

from gui.models.series_nodes import Column
from gui.widgets.theme import Look

_WIDTHS = {Column.TYPE: 72, Column.DATE: 104, Column.IMAGES: 104, Column.SIZE: 88, Column.STATE: 184}
_NAME_EMS = 24


class SeriesColumns(QObject):
    """Sets the columns of a tree view, and notes what the person makes of them."""

    def __init__(self, look: Look, tree: QTreeView) -> None:
        super().__init__(tree)
        self._look, self._tree, self._header = look, tree, tree.header()
        self._widths = {int(column): float(width) for column, width in _WIDTHS.items()}
        self._setting = False
        self._header.sectionResized.connect(self._note)
        self._header.sectionCountChanged.connect(lambda _old, _new: self.set_up())

    def set_up(self) -> None:
        """Give all columns their widths."""
        header, theme = self._header, self._look.theme
        if header.count() != len(Column):
            return
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(int(Column.NAME), QHeaderView.ResizeMode.Stretch)
        self._setting = True
        for column, width in self._widths.items():
            self._tree.setColumnWidth(column, theme.px(width))
        self._setting = False
        self.fit()

    def widths(self) -> list[float]:
        """The widths of all columns but the first, in pixels of the design: as the person made them."""
        return [self._widths[column] for column in sorted(self._widths)]

    def set_widths(self, widths: Sequence[float]) -> None:
        """Give the columns widths that :meth:`widths` told; anything else changes nothing."""
        if len(widths) == len(self._widths):
            self._widths = dict(zip(sorted(self._widths), widths, strict=True))
            self.set_up()

    def fit(self) -> None:
        """Give way: first the date, then the size, so that names keep their room."""
        theme = self._look.theme
        if self._header.count() != len(Column):
            return
        room = self._tree.viewport().width() - round(_NAME_EMS * 40 / 3 * theme.k)
        room -= sum(theme.px(self._widths[int(column)]) for column in (Column.TYPE, Column.IMAGES, Column.STATE))
        size = self._widths[int(Column.SIZE)]
        show_size = room >= theme.px(size)
        show_date = room >= theme.px(size + self._widths[int(Column.DATE)])
        for column, shown in ((Column.SIZE, show_size), (Column.DATE, show_date)):
            if self._tree.isColumnHidden(int(column)) == shown:
                self._tree.setColumnHidden(int(column), not shown)

    def _note(self, column: int, _old: int, new: int) -> None:
        """The person made a column wider or narrower."""
        if column in self._widths and new and not self._setting and not self._tree.isColumnHidden(column):
            self._widths[column] = new / self._look.theme.k
