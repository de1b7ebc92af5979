"""Several patients in words: how they are told apart, and which of them are nearly the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from gui.core.person import plain_name
from gui.models import words
from gui.models.sums import PatientTotals


def tr(text: str) -> str:
    """The translation of a text of this module."""
    return QCoreApplication.translate("likeness", text)


def listed(names: Sequence[str]) -> str:
    """``A; B and C``: names hold commas themselves."""
    return words.joined(["; ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def names_apart(patients: Sequence[PatientTotals]) -> list[str]:
    """The patients' names; where two have the same one, with birth date and ID."""
    names = [words.person_name(one.patient.name) for one in patients]
    often = Counter(names)
    return [
        f"{name} ({words.patient_facts(one.patient)})" if often[name] > 1 else name
        for name, one in zip(names, patients, strict=True)
    ]


def named(one: PatientTotals) -> str:
    """Name, birth date and ID of a patient, for a list to choose from."""
    return f"{words.person_name(one.patient.name)} · {words.patient_facts(one.patient)}"


def likenesses(patients: Sequence[PatientTotals]) -> tuple[str, ...]:
    """What is to be looked at among these patients, in whole sentences: each with the values that were seen."""
    return (
        *map(_one_study, _together((study.study_instance_uid, one) for one in patients for study in one.studies)),
        *map(_one_id, _together((one.key.patient_id, one) for one in patients)),
        *map(_one_name, _together((_name_and_birth(one), one) for one in patients)),
    )


def _name_and_birth(one: PatientTotals) -> str:
    name, birth = plain_name(one.patient.name), one.patient.birth_date
    return f"{name}\n{birth}" if name and birth else ""


def _together(pairs: Iterable[tuple[Hashable, PatientTotals]]) -> Iterable[list[PatientTotals]]:
    """Those who share something that is not empty, where they are several."""
    groups: dict[Hashable, list[PatientTotals]] = {}
    for shared, one in pairs:
        group = groups.setdefault(shared, [])
        if shared and one not in group[-1:]:
            group.append(one)
    return (group for group in groups.values() if len(group) > 1)


def _one_study(group: list[PatientTotals]) -> str:
    shared = set.intersection(*({study.study_instance_uid for study in one.studies} for one in group))
    study = next(study for study in group[0].studies if study.study_instance_uid in shared)
    text = tr("The files of one study name several patients: %1 (%2).")
    title = ", ".join(part for part in (words.study_title(study), words.date(study.date)) if part)
    return text.replace("%2", listed(names_apart(group)), 1).replace("%1", title, 1)


def _one_id(group: list[PatientTotals]) -> str:
    text = tr("The ID %1 belongs to %2.")
    names = [words.person_name(one.patient.name) for one in group]
    if len(set(names)) < len(names):
        born = [words.date(one.patient.birth_date) or tr("no birth date") for one in group]
        names = [f"{name} ({day})" for name, day in zip(names, born, strict=True)]
    return text.replace("%2", listed(names), 1).replace("%1", words.plain(group[0].patient.patient_id), 1)


def _one_name(group: list[PatientTotals]) -> str:
    ids = [words.plain(one.patient.patient_id) for one in group]
    text = tr("%1, born %2, has several IDs: %3.")
    if not any(ids):
        text = tr("%1, born %2, has no ID in several studies: nothing proves that it is one person.")
    elif not all(ids):
        text = tr("%1, born %2, has an ID (%3) and stands in the list without one as well.")
    values = (words.person_name(group[0].patient.name), words.date(group[0].patient.birth_date))
    text = text.replace("%3", words.joined([one for one in ids if one]), 1)
    return text.replace("%2", values[1], 1).replace("%1", values[0], 1)
