"""What kind of object a SOP class is (PS3.4 B.5): an image, a report, a PDF …"""

from __future__ import annotations

from gui.core.entities import ObjectKind

_STORAGE = "1.2.840.10008.5.1.4.1.1."

_EXACT = {
    "104.1": ObjectKind.PDF,
    "104.2": ObjectKind.DOCUMENT,
    "104.3": ObjectKind.MODEL,
    "104.4": ObjectKind.MODEL,
    "104.5": ObjectKind.MODEL,
    "88.59": ObjectKind.KEY_OBJECTS,
    "66": ObjectKind.RAW_DATA,
    "66.1": ObjectKind.REGISTRATION,
    "66.2": ObjectKind.MEASUREMENTS,
    "66.3": ObjectKind.REGISTRATION,
    "66.5": ObjectKind.MEASUREMENTS,
    "66.6": ObjectKind.MEASUREMENTS,
    "67": ObjectKind.MEASUREMENTS,
    "68.1": ObjectKind.MODEL,
    "68.2": ObjectKind.MODEL,
    "77.1.5.3": ObjectKind.OTHER,
    "90.1": ObjectKind.OTHER,
    "131": ObjectKind.PRESENTATION,
    "4.2": ObjectKind.SPECTROSCOPY,
    "91.1": ObjectKind.MEASUREMENTS,
    "481.3": ObjectKind.RT_STRUCTURES,
    "481.4": ObjectKind.RT_RECORD,
    "481.5": ObjectKind.RT_PLAN,
    "481.6": ObjectKind.RT_RECORD,
    "481.7": ObjectKind.RT_RECORD,
    "481.8": ObjectKind.RT_PLAN,
    "481.9": ObjectKind.RT_RECORD,
    "481.10": ObjectKind.RT_PLAN,
    "481.11": ObjectKind.RT_STRUCTURES,
    "481.12": ObjectKind.RT_PLAN,
    "481.13": ObjectKind.RT_RECORD,
    "481.14": ObjectKind.RT_RECORD,
    "481.15": ObjectKind.RT_RECORD,
    "481.16": ObjectKind.RT_RECORD,
    "481.17": ObjectKind.RT_PLAN,
    "481.18": ObjectKind.RT_PLAN,
    "481.19": ObjectKind.RT_PLAN,
    "481.20": ObjectKind.RT_PLAN,
    "481.21": ObjectKind.RT_RECORD,
    "481.22": ObjectKind.RT_RECORD,
    "481.25": ObjectKind.RT_STRUCTURES,
}
_FAMILIES = (
    ("88.", ObjectKind.REPORT),
    ("11.", ObjectKind.PRESENTATION),
    ("9.", ObjectKind.WAVEFORM),
    ("78.", ObjectKind.MEASUREMENTS),
    ("79.1", ObjectKind.MEASUREMENTS),
    ("80.1", ObjectKind.MEASUREMENTS),
    ("81.1", ObjectKind.MEASUREMENTS),
    ("200.", ObjectKind.OTHER),
    ("201.", ObjectKind.OTHER),
)


def kind_of(sop_class_uid: str, rows: int | None) -> ObjectKind:
    """The kind of an object. A SOP class that is not known is an image when it has rows of pixels."""
    if not sop_class_uid.startswith(_STORAGE):
        return ObjectKind.IMAGES if rows or not sop_class_uid else ObjectKind.OTHER
    rest = sop_class_uid[len(_STORAGE) :]
    exact = _EXACT.get(rest)
    if exact is not None:
        return exact
    return next((kind for start, kind in _FAMILIES if rest.startswith(start)), ObjectKind.IMAGES)
