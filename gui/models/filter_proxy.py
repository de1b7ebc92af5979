"""What all lists that can be filtered share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QSortFilterProxyModel


class FilterProxy(QSortFilterProxyModel):
    """Hides rows by a rule of its child."""

    @contextlib.contextmanager
    def _new_rule(self) -> Iterator[None]:
        """Change in this block what the rule asks for; after it the rows are filtered anew."""
        if hasattr(self, "endFilterChange"):  # since Qt 6.10; the older call is deprecated there
            self.beginFilterChange()
            yield
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
        else:
            yield
            self.invalidateFilter()
