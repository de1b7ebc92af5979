"""Made-up series for tests of the tree and the widgets."""

from __future__ import annotations

from gui.core.entities import (
    CatalogueUpdate,
    Patient,
    PatientKey,
    Series,
    SeriesKey,
    SeriesSummary,
    SeriesWarning,
    Study,
    Totals,
)

SALLY = Patient("DEMO-4711", "", "Sample^Sally", "19620411", "F")
EDGAR = Patient("DEMO-0815", "", "Example^Edgar", "19480203", "M")


def summary(
    patient: Patient = SALLY,
    study: str = "1.2.3",
    series: str = "1.2.3.4",
    *,
    images: int = 10,
    size: int = 5_000_000,
    number: str = "2",
    description: str = "Lung 1.0 mm",
    study_description: str = "CT thorax with contrast",
    date: str = "20261120",
    modality: str = "CT",
    folder: str = "/media/EXPORT/SALLY",
    warnings: tuple[SeriesWarning, ...] = (),
) -> SeriesSummary:
    """One series as a scan would give it."""
    key = PatientKey(patient.patient_id, patient.issuer, patient.name, patient.birth_date, "")
    return SeriesSummary(
        key=SeriesKey(key, study, series),
        patient=patient,
        study=Study(study, date, "101400", study_description),
        series=Series(series, modality, number, description),
        instances=images,
        size=size,
        folder=folder,
        rows=512,
        columns=512,
        warnings=warnings,
    )


def update(*summaries: SeriesSummary) -> CatalogueUpdate:
    """An update that holds these series."""
    images = sum(entry.instances for entry in summaries)
    return CatalogueUpdate(summaries, (), Totals(images, images, 0, sum(entry.size for entry in summaries)))


def two_patients() -> CatalogueUpdate:
    """The list of the design's pictures: Sally with two studies, Edgar with one."""
    chest = {"study": "1.2.4", "study_description": "Chest, two views", "modality": "DX", "date": "20261103"}
    knee = {"study": "1.2.5", "study_description": "MR knee, left", "modality": "MR", "date": "20261119"}
    return update(
        summary(series="1.2.3.2", images=640, size=337_400_000, number="2", description="Lung 1.0 mm"),
        summary(series="1.2.3.3", images=172, size=90_700_000, number="3", description="Mediastinum 3.0 mm"),
        summary(series="1.2.3.4", images=96, size=50_600_000, number="4", description="Coronal 3.0 mm"),
        summary(series="1.2.4.1", images=2, size=30_200_000, number="1", description="PA and lateral", **chest),
        summary(EDGAR, series="1.2.5.2", images=28, size=8_300_000, number="2", description="PD sagittal", **knee),
        summary(
            EDGAR,
            series="1.2.5.3",
            images=24,
            size=7_100_000,
            number="3",
            description="T1 coronal",
            warnings=(SeriesWarning.VALUES_DIFFER,),
            **knee,
        ),
    )
