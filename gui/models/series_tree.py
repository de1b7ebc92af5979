"""The tree of what was found: patient → study → series, with a tick at every level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gui.core.entities import (
    CatalogueUpdate,
    PatientKey,
    SeriesKey,
    SeriesSummary,
    StudyKey,
)
from gui.core.person import Person, person_of
from gui.core.receipt import LineState, ReceiptLine, SentBefore
from gui.core.upload import Progress
from gui.models import words
from gui.models.roles import Level, RowState
from gui.models.series_cells import tr
from gui.models.series_nodes import Key, Node
from gui.models.series_order import as_found
from gui.models.series_rows import SeriesRows
from gui.models.series_sums import chosen_totals, main_series, patient_totals
from gui.models.sums import ChosenTotals, PatientTotals

_READING_UPDATES = 5
"""A series counts as being read until so many updates have not changed it: the word must not flicker."""


class SeriesTree(SeriesRows):
    """Shows :class:`SeriesSummary` values and keeps what the person ticks; rows come in the order of discovery.

    :meth:`arrange` gives them another order; what comes later is added after the others again. A patient whose name
    is written in several ways has one row.
    """

    chosen_changed = Signal()
    """A tick, or a sum of what is ticked, has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._updates = 0

    def _empty(self) -> None:
        super()._empty()
        self._by_uid: dict[str, list[Node]] = {}
        self._reading: dict[int, Node] = {}
        self._groups: dict[tuple[Person, str], Node] = {}

    # -- what comes in ---------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Empty the tree."""
        self.beginResetModel()
        self._empty()
        self._locked = False
        self.endResetModel()
        self.chosen_changed.emit()

    def apply(self, update: CatalogueUpdate) -> None:
        """Take in what a batch of files changed: rows grow in place, new ones are added after the others."""
        self._updates += 1
        for key in update.removed:
            self._remove(key)
        touched: list[Node] = []
        fresh: dict[int, list[Node]] = {}
        for summary in update.changed:
            node = self._by_key.get(summary.key)
            if node is None:
                self._plan(summary, fresh)
            else:
                self._grow(node, summary)
                touched.append(node)
        for ident, nodes in fresh.items():
            self._insert(self._nodes[ident], nodes)
            touched.extend(leaf for node in nodes for leaf in node.leaves())
        for node in touched:
            node.seen = self._updates
            if node.state in (RowState.READY, RowState.READING):
                node.state = RowState.READING
                node.cells = None
                self._reading[node.ident] = node
        touched += self._settle(self._updates - _READING_UPDATES)
        self._tell(touched)
        if update.changed or update.removed:
            self.chosen_changed.emit()

    def show_sent_before(self, known: Mapping[str, SentBefore]) -> None:
        """Show, by SeriesInstanceUID, what went out from here before; what is not named keeps what it says."""
        touched = []
        for uid, sent in known.items():
            for node in self._by_uid.get(uid, ()):
                if node.summary is not None:
                    node.summary, node.cells = replace(node.summary, sent_before=sent), None
                    touched.append(node)
        self._tell(touched)

    def series_uids(self) -> tuple[str, ...]:
        """The SeriesInstanceUIDs of all rows, each once."""
        return tuple(uid for uid, nodes in self._by_uid.items() if nodes)

    def series_keys(self) -> tuple[SeriesKey, ...]:
        """The keys of all series, ticked or not, in the order of the tree."""
        return tuple(leaf.key for leaf in self._root.leaves() if isinstance(leaf.key, SeriesKey))

    def show_picture(self, study: StudyKey, picture: QImage | None) -> None:
        """Show a small picture of a study, or none; a study that is not in the tree is passed over."""
        node = self._by_key.get(study)
        if node is not None:
            node.picture = picture
            index = self._index_of(node)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def main_series(self, study: StudyKey) -> SeriesKey | None:
        """The series with the most images of a study; None when it holds no images."""
        node = self._by_key.get(study)
        return None if node is None else main_series(node)

    def finish_reading(self) -> None:
        """Everything has been read: no row says “Reading” any more."""
        self._tell(self._settle(self._updates))

    def _settle(self, last: int) -> list[Node]:
        settled = [node for node in self._reading.values() if node.seen <= last]
        for node in settled:
            del self._reading[node.ident]
            if node.state is RowState.READING:
                node.state, node.cells = RowState.READY, None
        return settled

    def _plan(self, summary: SeriesSummary, fresh: dict[int, list[Node]]) -> None:
        """Make the rows of a new series; ``fresh`` collects them by the row, already shown, that they go under."""
        key = summary.key
        above = _group(key.patient), _group(key.study)
        patient = self._groups.get(above[0]) or self._new(
            Level.PATIENT, key.patient, summary.patient, self._root, fresh
        )
        study = self._groups.get(above[1]) or self._new(Level.STUDY, key.study, summary.study, patient, fresh)
        self._groups.update(zip(above, (patient, study), strict=True))
        chosen = bool(study.chosen_series) if study.series else (patient.chosen_series > 0 or not patient.series)
        node = self._new(Level.SERIES, key, summary.series, study, fresh)
        node.summary = summary
        node.grow(summary.instances, summary.size, 1, chosen)
        self._by_uid.setdefault(key.series_instance_uid, []).append(node)
        as_found(node)  # now, so that it is not made for all at once at the end

    def _new(self, level: Level, key: Key, value: Any, parent: Node, fresh: dict[int, list[Node]]) -> Node:
        node = Node(len(self._nodes), level, key, value, parent)
        self._nodes.append(node)
        self._by_key[key] = node
        if self._is_shown(parent):
            siblings = fresh.setdefault(parent.ident, [])
            node.row = len(parent.children) + len(siblings)
            siblings.append(node)
        else:
            node.row = len(parent.children)
            parent.children.append(node)
        return node

    @staticmethod
    def _is_shown(node: Node) -> bool:
        """True when views know the row: it, and all above it, stand among their parents' children."""
        while node.parent is not None:
            siblings = node.parent.children
            if node.row >= len(siblings) or siblings[node.row] is not node:
                return False
            node = node.parent
        return True

    def _insert(self, parent: Node, nodes: list[Node]) -> None:
        first = len(parent.children)
        self.beginInsertRows(self._index_of(parent), first, first + len(nodes) - 1)
        parent.children.extend(nodes)
        self.endInsertRows()

    def _remove(self, key: SeriesKey) -> None:
        """Take a series away of which nothing is sent any more, and study and patient when it was their only one."""
        node = self._by_key.get(key)
        if node is None:
            return
        node.choose(False)
        node.grow(-node.images, -node.size, -1, False)
        self._by_uid[key.series_instance_uid].remove(node)
        self._reading.pop(node.ident, None)
        while node.parent is not None and not node.children and node.key is not None:
            parent = node.parent
            self.beginRemoveRows(self._index_of(parent), node.row, node.row)
            del parent.children[node.row], self._by_key[node.key]
            if not isinstance(node.key, SeriesKey):
                del self._groups[_group(node.key)]
            for row, sibling in enumerate(parent.children[node.row :], node.row):
                sibling.row = row
            self.endRemoveRows()
            node = parent

    def _grow(self, node: Node, summary: SeriesSummary) -> None:
        node.grow(summary.instances - node.images, summary.size - node.size, 0, node.chosen)
        known = node.summary.sent_before if node.summary is not None else None
        node.summary = summary if known is None else replace(summary, sent_before=known)
        node.searched = None
        if node.value != summary.series:
            node.value, node.order = summary.series, None

    # -- what is ticked --------------------------------------------------------------------------------------

    def chosen(self) -> tuple[SeriesKey, ...]:
        """The keys of all ticked series, in the order of the tree."""
        return tuple(leaf.key for leaf in self._root.leaves() if leaf.chosen and isinstance(leaf.key, SeriesKey))

    def chosen_summaries(self) -> tuple[SeriesSummary, ...]:
        """What is known of all ticked series, in the order of the tree."""
        return tuple(leaf.summary for leaf in self._root.leaves() if leaf.chosen and leaf.summary is not None)

    def set_chosen(self, key: Key, chosen: bool) -> None:
        """Tick or untick a patient, a study or a series; a key that is not in the tree changes nothing."""
        node = self._by_key.get(key)
        if node is not None and not self._locked:
            self._choose(node, chosen)

    def set_all_chosen(self, keys: Iterable[Key], chosen: bool) -> None:
        """Tick or untick several patients, studies or series, and tell of it once."""
        if self._locked:
            return
        nodes = [self._by_key[key] for key in keys if key in self._by_key]
        for node in nodes:
            self._choose(node, chosen, tell=False)
        self._tell(leaf for node in nodes for leaf in node.leaves())
        self.chosen_changed.emit()

    def choose_only(self, patient: PatientKey | None) -> None:
        """Untick everything but this patient, which stays as it is (or is ticked, when nothing of it was).

        None unticks everything.
        """
        if self._locked or (patient is not None and patient not in self._by_key):
            return
        for node in self._root.children:
            if node.key != patient:
                self._choose(node, False, tell=False)
            elif not node.chosen_series:
                self._choose(node, True, tell=False)
        self._tell(self._root.leaves())
        self.chosen_changed.emit()

    def chosen_totals(self) -> ChosenTotals:
        """How much is ticked."""
        return chosen_totals(self._root)

    def patients(self) -> tuple[PatientTotals, ...]:
        """All patients of the tree with what is ticked of each."""
        return patient_totals(self._root)

    def _choose(self, node: Node, chosen: bool, *, tell: bool = True) -> None:
        leaves = node.leaves()
        for leaf in leaves:
            leaf.choose(chosen)
        if tell:
            self._tell(leaves)
            self.chosen_changed.emit()

    # -- what becomes of it ----------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """True while ticks cannot be changed."""
        return self._locked

    def lock(self, locked: bool) -> None:
        """Lock the ticks for an upload: ticked series wait, the others say “Not chosen”. Unlocking keeps verdicts."""
        if locked == self._locked:
            return
        self._locked = locked
        for leaf in self._root.leaves():
            if locked:
                leaf.state = RowState.WAITING if leaf.chosen else RowState.NOT_CHOSEN
                leaf.share, leaf.note, leaf.cells = 0.0, "", None
            elif leaf.state not in (RowState.VERIFIED, RowState.SHORT, RowState.NOT_SENT, RowState.UNKNOWN):
                leaf.state, leaf.share, leaf.note, leaf.cells = RowState.READY, 0.0, "", None
        self._tell(self._root.leaves())

    def set_series_state(
        self, series_instance_uid: str, state: RowState, *, share: float = 0.0, note: str = ""
    ) -> None:
        """Show a state in every ticked row of a SeriesInstanceUID; ``note`` replaces the state's own words."""
        self._tell(self._set_state(series_instance_uid, state, share, note))

    def show_progress(self, progress: Progress) -> None:
        """Show how far each series is; a series whose images have all arrived is verified."""
        touched: list[Node] = []
        for part in progress.series:
            share = part.acknowledged / part.size if part.size else 0.0
            if part.missing:
                note = tr("Short by %1").replace("%1", words.number(part.missing))
                touched += self._set_state(part.series_instance_uid, RowState.SHORT, share, note)
            elif part.images and part.arrived >= part.images:
                touched += self._set_state(part.series_instance_uid, RowState.VERIFIED, 1.0, "")
            elif part.sending or part.acknowledged:
                touched += self._set_state(part.series_instance_uid, RowState.SENDING, share, "")
            else:
                touched += self._set_state(part.series_instance_uid, RowState.WAITING, 0.0, "")
        self._tell(touched)

    def show_receipt(self, lines: Iterable[ReceiptLine]) -> None:
        """Show the receipt's verdict in each row."""
        states = {
            LineState.VERIFIED: RowState.VERIFIED,
            LineState.SHORT: RowState.SHORT,
            LineState.NOT_SENT: RowState.NOT_SENT,
            LineState.UNKNOWN: RowState.UNKNOWN,
        }
        touched: list[Node] = []
        for line in lines:
            note = ""
            if line.state is LineState.SHORT:
                note = tr("Short by %1").replace("%1", words.number(line.missing))
            touched += self._set_state(line.series_instance_uid, states[line.state], 0.0, note)
        self._tell(touched)

    def show_standstill(self, state: RowState) -> None:
        """The upload stands still: rows that were being sent say “Stopped at…” or “Paused at…”."""
        moving = (RowState.SENDING, RowState.STOPPED, RowState.PAUSED)
        touched = [leaf for leaf in self._root.leaves() if leaf.state in moving]
        for leaf in touched:
            leaf.state, leaf.cells = state, None
        self._tell(touched)

    def _set_state(self, uid: str, state: RowState, share: float, note: str) -> list[Node]:
        touched = []
        for node in self._by_uid.get(uid, ()):
            if not node.chosen:
                continue
            if (node.state, node.note) != (state, note) or int(node.share * 100) != int(share * 100):
                node.state, node.share, node.note, node.cells = state, share, note, None
                touched.append(node)
        return touched


def _group(key: PatientKey | StudyKey) -> tuple[Person, str]:
    """What has one row: a patient, or a study of a patient, however the name is written."""
    return (person_of(key), "") if isinstance(key, PatientKey) else (person_of(key.patient), key.study_instance_uid)
