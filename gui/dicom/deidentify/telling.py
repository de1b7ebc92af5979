"""Objects that may show who the patient is, whatever is removed: which are left out, and why; which to look at."""

from __future__ import annotations

STANDARD_ROOT = "1.2.840.10008."
"""How the UIDs begin that the standard itself gives: kinds of objects, transfer syntaxes."""

STORAGE = f"{STANDARD_ROOT}5.1.4.1.1."
"""How the UIDs of the kinds of objects begin that can be stored (PS3.4 §B.5)."""

_DOCUMENTS = ("104.",)
_REPORTS = ("88.",)
_VOICES = ("9.4.",)
_PHOTOGRAPHS = ("77.1.4",)
_MAY_CARRY_TEXT = ("3", "3.1", "6", "6.1", "6.2", "7", "7.1", "7.2", "7.3", "7.4")

DOCUMENT = "May show who the patient is: a document, which cannot be looked through"
REPORT = "May show who the patient is: a report, which holds free text"
DRAWING = "May show who the patient is: its drawings and notes"
VOICE = "May show who the patient is: a voice"
PHOTOGRAPH = "May show who the patient is: a photograph"
IN_THE_PICTURE = "May show who the patient is: its file says that text in the picture does"
FACE = "May show who the patient is: its file says that a face can be recognised"


def cannot_be_anonymous(sop_class_uid: str) -> str:
    """Why objects of this SOP class are left out, in a sentence; empty when they are not."""
    if not sop_class_uid.startswith(STORAGE):
        return ""
    rest = sop_class_uid[len(STORAGE) :]
    told = ((_DOCUMENTS, DOCUMENT), (_REPORTS, REPORT), (_VOICES, VOICE), (_PHOTOGRAPHS, PHOTOGRAPH))
    return next((text for starts, text in told if rest.startswith(starts)), "")


def may_carry_text(sop_class_uid: str) -> bool:
    """True for ultrasound and screen captures: machines often write the patient's name into these pictures."""
    return sop_class_uid.startswith(STORAGE) and sop_class_uid[len(STORAGE) :] in _MAY_CARRY_TEXT
