"""Two files that claim to be the same image, told apart in words."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from gui.core.entities import Instance
from gui.models import words


def tr(text: str) -> str:
    """The translation of a text of this module."""
    return QCoreApplication.translate("rivals", text)


def told_apart(sent: Instance | None, left: Instance | None) -> str:
    """A line each for the file that is sent and the one that is left out; nothing of what is not known.

    Name, size and date of change always, patient, study, series and number where they differ.
    """
    pairs = ((tr("Sent now: %1"), sent, left), (tr("Left out: %1"), left, sent))
    return "\n".join(text.replace("%1", _facts(one, other), 1) for text, one, other in pairs if one is not None)


def _facts(one: Instance, other: Instance | None) -> str:
    changed = datetime.fromtimestamp(one.mtime_ns / 1e9, UTC)
    moment = f"{words.day_of(changed)}, {words.time_of(changed)}"
    facts = [words.short_place(one.shown), words.size(one.size), tr("changed %1").replace("%1", moment)]
    if other is not None:
        facts += [told for told, differs in _differing(one, other) if differs]
    return " · ".join(facts)


def _differing(one: Instance, other: Instance) -> tuple[tuple[str, bool], ...]:
    patient = f"{words.person_name(one.patient.name)}, {words.patient_facts(one.patient)}"
    return (
        (patient, one.patient != other.patient),
        (words.study_title(one.study), one.study != other.study),
        (words.series_title(one.series), one.series != other.series),
        (_number(one), one.instance_number != other.instance_number),
        (f"{one.columns or 0} × {one.rows or 0}", (one.rows, one.columns) != (other.rows, other.columns)),
    )


def _number(one: Instance) -> str:
    number = one.instance_number
    return tr("image %1").replace("%1", words.number(number)) if number is not None else tr("image without a number")
