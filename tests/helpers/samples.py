"""The sample files that lie beside the project, with their independent ground truth."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "dicom-samples"

needs_samples = pytest.mark.skipif(
    not (SAMPLES / "manifest.json").is_file(),
    reason="the sample files are not here: ../shared/dicom-samples with its manifest.json is needed",
)


@functools.cache
def manifest() -> dict[str, Any]:
    """The whole manifest: ``files`` (a list of records) and ``summary``."""
    loaded: dict[str, Any] = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def storable(record: dict[str, Any]) -> bool:
    """True for a manifest record that holds all three UIDs, and so can be sent."""
    return bool(record["study_instance_uid"] and record["series_instance_uid"] and record["sop_instance_uid"])
