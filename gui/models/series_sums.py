"""The sums over the rows of the series tree."""

from __future__ import annotations

from gui.core.entities import Patient, PatientKey, Study
from gui.models.series_nodes import Node
from gui.models.sums import ChosenTotals, PatientTotals


def chosen_totals(root: Node) -> ChosenTotals:
    """How much of a tree is ticked."""
    patients = [node for node in root.children if node.chosen_series]
    studies = sum(1 for node in patients for study in node.children if study.chosen_series)
    return ChosenTotals(len(patients), studies, root.chosen_series, root.chosen_images, root.chosen_size)


def patient_totals(root: Node) -> tuple[PatientTotals, ...]:
    """All patients of a tree with what is ticked of each, in the order in which they were found."""
    return tuple(
        PatientTotals(
            key=node.key,
            patient=node.value,
            studies=tuple(
                study.value for study in node.children if study.chosen_series and isinstance(study.value, Study)
            ),
            series=node.chosen_series,
            images=node.chosen_images,
            size=node.chosen_size,
            found=node.images,
        )
        for node in sorted(root.children, key=lambda node: node.ident)
        if isinstance(node.key, PatientKey) and isinstance(node.value, Patient)
    )
