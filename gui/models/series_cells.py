"""The words and raw values of the cells of the series tree."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage

from gui.core.entities import Patient, Series, SeriesKey, Study, StudyKey
from gui.models import words
from gui.models.roles import Level, Role, RowState
from gui.models.series_nodes import Column, Key, Node
from gui.models.sums import GroupValue
from gui.models.warning_words import (
    kind_name,
    objects_of,
    sent_before_sentence,
    short_sent_before,
    short_warning,
    warning_sentences,
    weightiest,
)


def tr(text: str) -> str:
    """The translation of a text of the tree."""
    return QCoreApplication.translate("series_tree", text)


def group_value(node: Node) -> GroupValue | None:
    """The sums of a patient's or a study's row; None for other rows."""
    top = node.parent if node.level is Level.STUDY else node
    if top is None or not isinstance(top.value, Patient):
        return None
    study = node.value if isinstance(node.value, Study) else None
    studies = len(node.children) if study is None else 1
    return GroupValue(top.value, study, studies, node.series, node.images, node.size)


def cell_words(node: Node) -> tuple[str, ...]:
    """The words of the six cells of a row."""
    if node.cells is None:
        node.cells = (
            name_of(node),
            type_of(node),
            words.date(node.value.date) if isinstance(node.value, Study) else "",
            images_of(node),
            words.size(node.size),
            state_words(node),
        )
    return node.cells


def name_of(node: Node) -> str:
    """The main words of a row."""
    if isinstance(node.value, Patient):
        return words.person_name(node.value.name)
    if isinstance(node.value, Study):
        return words.study_title(node.value)
    return words.series_title(node.value) if isinstance(node.value, Series) else ""


def aside_of(node: Node) -> str:
    """The grey words after a patient's name."""
    return words.patient_facts(node.value) if isinstance(node.value, Patient) else ""


def type_of(node: Node) -> str:
    """The modality of a series, or all those of a study."""
    if isinstance(node.value, Series):
        return words.plain(node.value.modality)
    if node.level is Level.STUDY:
        found = {child.value.modality for child in node.children if isinstance(child.value, Series)}
        return ", ".join(sorted(words.plain(modality) for modality in found if modality))
    return ""


def images_of(node: Node) -> str:
    """``908``, or ``908 of 910`` when partly ticked."""
    if node.summary is not None:
        return objects_of(node.summary.kind, node.images)
    if 0 < node.chosen_images < node.images:
        return tr("%1 of %2").replace("%1", words.number(node.chosen_images)).replace("%2", words.number(node.images))
    return words.number(node.images)


def shown_state(node: Node) -> RowState | None:
    """The state that the State cell shows; a warning takes the place of “Ready”."""
    if node.level is Level.STUDY:
        if _sent_before(node):
            return RowState.SENT_BEFORE
        return RowState.SUM if state_words(node) else None
    if node.state is not RowState.READY or node.summary is None:
        return node.state
    if node.chosen and node.summary.warnings:
        return RowState.WARNING
    if node.summary.sent_before is not None:
        return RowState.SENT_BEFORE
    return RowState.READY if node.chosen else RowState.NOT_CHOSEN


def state_words(node: Node) -> str:
    """The words of the State cell."""
    if node.level is Level.STUDY:
        return _study_state(node)
    if node.level is not Level.SERIES or node.state is None:
        return ""
    if node.note:
        return node.note
    per_cent = words.per_cent(node.share)
    state = shown_state(node)
    if state is RowState.WARNING and node.summary is not None:
        others = len(node.summary.warnings) - 1 + (node.summary.sent_before is not None)
        more = f" +{others}" if others else ""
        return short_warning(node.summary, weightiest(node.summary)) + more
    if state is RowState.SENT_BEFORE and node.summary is not None:
        return short_sent_before(node.summary)
    texts = {
        RowState.READING: tr("Reading"),
        RowState.READY: tr("Ready"),
        RowState.NOT_CHOSEN: tr("Not chosen"),
        RowState.WAITING: tr("Waiting"),
        RowState.SENDING: per_cent,
        RowState.PAUSED: tr("Paused at %1").replace("%1", per_cent),
        RowState.STOPPED: tr("Stopped at %1").replace("%1", per_cent),
        RowState.CANCELLED: tr("Cancelled"),
        RowState.VERIFIED: tr("Verified"),
        RowState.SHORT: tr("Short"),
        RowState.NOT_SENT: tr("Not sent"),
        RowState.UNKNOWN: tr("Unknown"),
    }
    return texts.get(state, "") if state is not None else ""


_VERDICTS = (RowState.VERIFIED, RowState.SHORT, RowState.NOT_SENT, RowState.UNKNOWN, RowState.SENDING)


def _study_state(node: Node) -> str:
    """``1 of 3 verified`` while, and after, something of the study was sent; also that all of it was sent earlier."""
    if _sent_before(node):
        texts = {state_words(child) for child in node.children}
        return texts.pop() if len(texts) == 1 else tr("Sent before")
    states = [child.state for child in node.children if child.chosen_series or child.state in _VERDICTS]
    if not any(state in _VERDICTS for state in states):
        return ""
    verified = sum(state is RowState.VERIFIED for state in states)
    text = tr("%1 of %2 verified").replace("%1", words.number(verified))
    return text.replace("%2", words.number(len(states)))


def _sent_before(study: Node) -> bool:
    """True when every row of a study says that it was sent before."""
    return bool(study.children) and all(shown_state(child) is RowState.SENT_BEFORE for child in study.children)


class RowShown(NamedTuple):
    """What is painted of a row: the words of its cells, the grey words after its name, tick, state, small picture."""

    level: Level | None
    key: Key | None
    cells: tuple[str, ...]
    aside: str
    tick: Qt.CheckState
    locked: bool
    state: RowState | None
    share: float
    picture: QImage | None


def row_shown(node: Node, locked: bool) -> RowShown:
    """What is painted of a row."""
    return RowShown(
        node.level,
        node.key,
        cell_words(node),
        aside_of(node),
        tick_of(node),
        locked,
        shown_state(node),
        node.share,
        node.picture,
    )


def tick_of(node: Node) -> Qt.CheckState:
    """Whether all, some or none of what is below a row is ticked."""
    if not node.chosen_series:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if node.chosen else Qt.CheckState.PartiallyChecked


def raw_value(node: Node, column: int, role: int, locked: bool) -> Any:
    """What a cell gives under the roles that are asked for less often than words and ticks."""
    if role == Role.LEVEL:
        return node.level
    if role == Role.STATE:
        return shown_state(node) if column == Column.STATE else None
    if role == Role.SHARE:
        return node.share
    if role == Role.ASIDE:
        return aside_of(node) if column == Column.NAME else ""
    if role == Role.LOCKED:
        return locked
    if role == Role.KEY:
        return node.key
    if role == Role.VALUE:
        return node.summary or group_value(node)
    if role == Role.UID:
        if isinstance(node.key, SeriesKey):
            return node.key.series_instance_uid
        return node.key.study_instance_uid if isinstance(node.key, StudyKey) else ""
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(node, column)
    if role == Qt.ItemDataRole.DecorationRole:
        return node.picture if column == Column.NAME else None
    if role == Qt.ItemDataRole.AccessibleDescriptionRole:
        seen = column == Column.NAME and node.picture is not None
        return tr("With a small picture of its middle image") if seen else ""
    if role == Qt.ItemDataRole.ToolTipRole:
        return _hint(node, column)
    return None


def _spoken(node: Node, column: int) -> str:
    if column != Column.NAME or node.level is None:
        return cell_words(node)[column]
    kinds = {Level.PATIENT: tr("Patient"), Level.STUDY: tr("Study"), Level.SERIES: tr("Series")}
    return ", ".join(part for part in (f"{kinds[node.level]} {name_of(node)}", aside_of(node)) if part)


def _hint(node: Node, column: int) -> str:
    if column == Column.NAME:
        return words.tooltip(name_of(node), aside_of(node))
    summary = node.summary
    if column == Column.STATE and summary is not None and (summary.warnings or summary.sent_before):
        return words.tooltip(*warning_sentences(summary), sent_before_sentence(summary))
    if column == Column.IMAGES and summary is not None and kind_name(summary.kind):
        return words.tooltip(cell_words(node)[column])
    return words.tooltip(cell_words(node)[column]) if column == Column.STATE else ""
