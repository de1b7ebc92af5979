"""The sums over the rows of the series tree."""

from __future__ import annotations

from gui.core.entities import ObjectKind, Patient, PatientKey, SeriesKey, SeriesSummary, Study
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


def main_series(study: Node) -> SeriesKey | None:
    """The series with the most images of a study; None when it holds no images."""
    found: SeriesSummary | None = None
    for leaf in study.leaves():
        summary = leaf.summary
        if summary is not None and summary.kind is ObjectKind.IMAGES:
            found = summary if found is None or summary.instances > found.instances else found
    return None if found is None else found.key
