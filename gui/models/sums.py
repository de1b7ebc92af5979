"""Sums over the series tree, as values."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.entities import Patient, PatientKey, Study


@dataclass(frozen=True, slots=True)
class ChosenTotals:
    """The sums of what is ticked; ``size`` in bytes."""

    patients: int = 0
    studies: int = 0
    series: int = 0
    images: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class PatientTotals:
    """One patient of the tree: ``studies``, ``series``, ``images`` and ``size`` (bytes) of what is ticked.

    ``found`` counts all images of the patient, ticked or not.
    """

    key: PatientKey
    patient: Patient
    studies: tuple[Study, ...]
    series: int
    images: int
    size: int
    found: int


@dataclass(frozen=True, slots=True)
class GroupValue:
    """What a patient's row, or a study's (then ``study`` is set), holds; ``size`` in bytes."""

    patient: Patient
    study: Study | None
    studies: int
    series: int
    images: int
    size: int
