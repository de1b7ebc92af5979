"""The order of the rows of the series tree, and which of them a filter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gui.core.entities import Patient, Series
from gui.models import words
from gui.models.roles import Level
from gui.models.series_cells import name_of, state_words, type_of
from gui.models.series_nodes import Column, Node


def moved(root: Node, column: int | None, *, descending: bool = False) -> list[tuple[Node, list[Node]]]:
    """The rows whose children are not in order, each with its children in order.

    ``column`` None is the order in which patients and studies were found, with series by their numbers.
    """
    key = as_found if column is None else _by(column)
    changes = []
    for node in _parents(root):
        if len(node.children) > 1:
            ordered = sorted(node.children, key=key, reverse=descending)
            if ordered != node.children:
                changes.append((node, ordered))
    return changes


def found(root: Node, searched: Sequence[str]) -> set[int]:
    """The idents of the series whose words hold all of ``searched`` (casefolded), and of the rows above them."""
    idents: set[int] = set()
    for leaf in root.leaves():
        if leaf.searched is None:
            leaf.searched = _search_text(leaf)
        text = leaf.searched
        if all(word in text for word in searched):
            node: Node | None = leaf
            while node is not None and node.ident not in idents:
                idents.add(node.ident)
                node = node.parent
    return idents


def _parents(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if child.children:
            yield from _parents(child)


def as_found(node: Node) -> Any:
    """What a row is sorted by among its like when nobody has chosen a column; made once."""
    if node.order is None:
        node.order = sort_value(node, Column.NAME) if node.level is Level.SERIES else node.ident
    return node.order


def _by(column: int) -> Callable[[Node], tuple[object, ...]]:
    return lambda node: sort_value(node, column)


def sort_value(node: Node, column: int) -> tuple[object, ...]:
    """What a row is sorted by in a column; compared only with rows of the same level."""
    name = words.natural_key(name_of(node))
    value = node.value
    if column == Column.NAME:
        if isinstance(value, Series):
            return (not value.number.strip(), words.natural_key(value.number.strip()), name)
        if isinstance(value, Patient):
            return (not value.name, name, value.birth_date, value.patient_id)
        return (name, getattr(value, "date", ""))
    if column == Column.TYPE:
        return (type_of(node), name)
    if column == Column.DATE:
        return (getattr(value, "date", ""), getattr(value, "time", ""), name)
    if column == Column.IMAGES:
        return (node.images, name)
    if column == Column.SIZE:
        return (node.size, name)
    return (state_words(node), name)


def _search_text(node: Node) -> str:
    """A series' own words and those of study and patient."""
    summary = node.summary
    if summary is None:
        return name_of(node).casefold()
    patient, study, series = summary.patient, summary.study, summary.series
    parts = (
        words.person_name(patient.name),
        patient.name,
        words.patient_facts(patient),
        study.description,
        study.accession_number,
        words.date(study.date),
        study.date,
        study.study_instance_uid,
        words.series_title(series),
        series.modality,
        series.series_instance_uid,
    )
    return " ".join(parts).casefold()
