"""What becomes of an element.

The table of the standard names what has to go. Beyond it, what cannot be judged goes too: private elements, elements
that the data dictionary does not know, retired ones, and texts, dates and people of which the table says nothing.
"""

from __future__ import annotations

from functools import lru_cache

from pydicom import config
from pydicom.datadict import dictionary_is_retired, dictionary_VR
from pydicom.uid import UID

from gui.dicom.deidentify.table import ACTIONS, Action
from gui.dicom.deidentify.telling import STANDARD_ROOT, STORAGE

PIXELS = frozenset({0x7FE00008, 0x7FE00009, 0x7FE00010})
"""The elements that hold an image's pixels; what comes behind them is never sent."""

KINDS = frozenset(
    {
        0x00080016,  # SOPClassUID
        0x0008001A,
        0x0008001B,
        0x00080062,
        0x0008010C,  # CodingSchemeUID
        0x00080117,  # ContextUID
        0x00080118,  # MappingResourceUID
        0x00081150,  # ReferencedSOPClassUID
        0x0008115A,
        0x04000010,
        0x04000510,
    }
)
"""UIDs that say what something is, not which one it is."""

PATIENT_NAME, PATIENT_ID = 0x00100010, 0x00100020
IDENTITY_REMOVED, METHOD, METHOD_CODES, DATES_MODIFIED = 0x00120062, 0x00120063, 0x00120064, 0x00280303
WRITTEN = frozenset({PATIENT_NAME, PATIENT_ID, IDENTITY_REMOVED, METHOD, METHOD_CODES, DATES_MODIFIED})
"""What is written anew into the data set itself, whatever was there."""

BURNED_IN, RECOGNISABLE = 0x00280301, 0x00280302
ENCAPSULATED, CONTENT, DRAWINGS = 0x00420011, 0x0040A730, 0x00700001

_GROUPS_GONE = frozenset({0x0000, 0x0002, 0x0004, 0x4000, 0xFFFA, 0xFFFC})
_REPEATING_GONE = frozenset({0x5000, 0x6000})  # curves and overlays, each in sixteen or more groups
_REPEATING_PIXELS, _PIXEL_GROUP = 0x7F00, 0x7FE0
_DESCRIBES_PIXELS = 0x0028
_UNJUDGED = frozenset({"AE", "AS", "DA", "DT", "LT", "PN", "ST", "TM", "UC", "UN", "UR", "UT"})
_KEPT_BYTES = frozenset({0x00282000, 0x00700256, 0x54000110, 0x54000112, 0x5400100A, 0x54001010})
_NEEDED = frozenset({0x00080005, 0x00080060})  # SpecificCharacterSet, Modality


def vr_of(tag: int) -> str:
    """The VR that the data dictionary (PS3.6) gives an element, such as ``LO`` or ``US or SS``; empty if unknown."""
    try:
        return dictionary_VR(tag)
    except KeyError:
        return ""


@lru_cache(maxsize=1 << 14)
def action_for(tag: int, vr: str, nested: bool) -> Action:
    """What becomes of an element of this VR (as in the file, empty with implicit VR), in a sequence or not."""
    group = tag >> 16
    if group % 2 or group in _GROUPS_GONE or group & 0xFF00 in _REPEATING_GONE or not tag & 0xFFFF:
        return Action.REMOVE
    if group & 0xFF00 == _REPEATING_PIXELS and (nested or group != _PIXEL_GROUP):
        return Action.REMOVE
    action = ACTIONS.get(tag)
    if action is not None:
        return action
    known = vr_of(tag)
    if not known or (group != _DESCRIBES_PIXELS and dictionary_is_retired(tag)):
        return Action.REMOVE
    if known == "SQ":
        return Action.DESCEND
    if known == "UI" or vr == "UI":
        return Action.KEEP if tag in KINDS and known == "UI" else Action.NEW_UID
    if known in _UNJUDGED or (vr in _UNJUDGED and vr != "UN"):
        return Action.REMOVE
    if known == "OB" and tag not in _KEPT_BYTES:
        return Action.REMOVE
    return Action.KEEP


def may_be_replaced(tag: int) -> bool:
    """True for what can lose its value and leave an image that can be shown: not what describes the pixels."""
    return tag >> 16 != _DESCRIBES_PIXELS and tag not in _NEEDED


def is_known_kind(sop_class_uid: str) -> bool:
    """True for a SOP class of the standard: what private ones hold is unknown."""
    return sop_class_uid.startswith(STORAGE) or _type_of(sop_class_uid) == "SOP Class"


def is_standard(uid: str) -> bool:
    """True for the UIDs that the standard itself gives (PS3.6, annex A), which say nothing about anybody."""
    return bool(_type_of(uid))


@lru_cache(maxsize=1 << 12)
def _type_of(uid: str) -> str:
    return UID(uid, config.IGNORE).type if uid.startswith(STANDARD_ROOT) else ""
