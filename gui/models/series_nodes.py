"""The rows of the series tree and their sums."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtGui import QImage

from gui.core.entities import Patient, PatientKey, Series, SeriesKey, SeriesSummary, Study, StudyKey
from gui.models.roles import Level, RowState

Key: TypeAlias = PatientKey | StudyKey | SeriesKey


class Column(IntEnum):
    """The columns of the tree."""

    NAME = 0
    TYPE = 1
    DATE = 2
    IMAGES = 3
    SIZE = 4
    STATE = 5


class Node:
    """One row: a patient, a study or a series, with the sums of what is below it.

    ``seen`` is the number of the update that changed the series last; ``cells`` are ready-made words, dropped
    when something changes, and so is ``searched``, the text that the filter looks into, and ``order``, what the row is
    sorted by among its like when nobody has chosen a column. ``ident`` rises in the order
    of discovery. ``picture`` is the small picture of a study.
    """

    __slots__ = (
        "cells",
        "children",
        "chosen_images",
        "chosen_series",
        "chosen_size",
        "ident",
        "images",
        "key",
        "level",
        "note",
        "order",
        "parent",
        "picture",
        "row",
        "searched",
        "seen",
        "series",
        "share",
        "size",
        "state",
        "summary",
        "value",
    )

    def __init__(
        self,
        ident: int,
        level: Level | None,
        key: Key | None,
        value: Patient | Study | Series | None,
        parent: Node | None,
    ) -> None:
        self.ident = ident
        self.level = level
        self.key = key
        self.value = value
        self.parent = parent
        self.row = 0
        self.children: list[Node] = []
        self.summary: SeriesSummary | None = None
        self.images = self.size = self.series = 0
        self.chosen_images = self.chosen_size = self.chosen_series = 0
        self.state: RowState | None = RowState.READY if level is Level.SERIES else None
        self.share = 0.0
        self.note = ""
        self.seen = 0
        self.cells: tuple[str, ...] | None = None
        self.searched: str | None = None
        self.order: Any = None
        self.picture: QImage | None = None

    @property
    def chosen(self) -> bool:
        """True when everything below is ticked."""
        return self.chosen_series == self.series

    def grow(self, images: int, size: int, series: int, chosen: bool) -> None:
        """Add to the sums of this row and of all above it."""
        node: Node | None = self
        while node is not None:
            node.images += images
            node.size += size
            node.series += series
            if chosen:
                node.chosen_images += images
                node.chosen_size += size
                node.chosen_series += series
            node.cells = None
            node = node.parent

    def choose(self, chosen: bool) -> None:
        """Tick or untick this series; the sums above follow."""
        if self.chosen == chosen:
            return
        sign = 1 if chosen else -1
        images, size = self.images, self.size
        node: Node | None = self
        while node is not None:
            node.chosen_images += sign * images
            node.chosen_size += sign * size
            node.chosen_series += sign
            node.cells = None
            node = node.parent

    def leaves(self) -> list[Node]:
        """All series at or below this row, in their order."""
        if self.level is Level.SERIES:
            return [self]
        return [leaf for child in self.children for leaf in child.leaves()]
