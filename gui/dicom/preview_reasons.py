"""The sentences that say why an object or an image has no picture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gui.dicom.preview_values import NoPicture

NOT_FOUND = NoPicture("The file is no longer there. If it was on a disc or a drive, put that back.")
CHANGED = NoPicture("The file has changed since it was read. Press F5 to read it again.")
NO_RIGHTS = NoPicture("This account has no right to read the file.")
UNREADABLE = NoPicture("The file cannot be read.")
NOT_A_FILE = NoPicture("This is not an ordinary file.")
LOCKED = NoPicture("The image is in an archive with a password. Add the archive again to enter it.")
NOT_DICOM = NoPicture("This is not a DICOM file.")
DAMAGED = NoPicture(
    "The image data is damaged and cannot be shown. It can be sent as it is, but ask for a new copy of it."
)
CUT_SHORT = NoPicture(
    "The image data is damaged: the file ends too early. It can be sent as it is, but ask for a new copy of it."
)
TOO_LARGE = NoPicture("This image is too large to be shown here. It can be sent all the same.")
TOO_SLOW = NoPicture("It took too long to make a picture of this image. It can be sent all the same.")
OVERTAKEN = NoPicture("")
"""For who may ask again, and for no person: others were wished for while it was being made."""
BROKE_DOWN = NoPicture(
    "Making a picture of this image broke down. The file may be damaged. It can be sent all the same."
)
NO_PROCESS = NoPicture("No picture can be made: the program that draws it could not be started.")
COLOURS_NOT_KNOWN = NoPicture("The image uses colours that this program cannot show (%1). It can be sent all the same.")
DEPTH_NOT_KNOWN = NoPicture(
    "The image stores its values in a way that this program cannot show (%1 bits each). It can be sent all the same."
)
COMPRESSED = NoPicture(
    "The image is compressed in a way that this program cannot show (%1). It can be sent all the same."
)
NO_IMAGE = NoPicture("This object holds no image. It can be sent all the same.")
NO_IMAGE_BUT = NoPicture("%1, not an image. It can be sent all the same.")

_STORAGE = "1.2.840.10008.5.1.4.1.1."
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "4.2": "MR spectroscopy data",
        "9.": "A recording of curves or sound",
        "11.": "A presentation state (how images are to be shown)",
        "66": "Raw data",
        "66.1": "A registration (how images lie to each other)",
        "66.2": "A list of marked points",
        "66.3": "A registration (how images lie to each other)",
        "66.5": "A surface model",
        "66.6": "Tractography results",
        "67": "A table of real-world values",
        "68.": "A surface scan",
        "77.1.5.3": "A note on how stereo images belong together",
        "78.": "An eye measurement",
        "79.": "An eye measurement report",
        "80.": "An eye measurement",
        "88.": "A structured report",
        "88.59": "A selection of key images",
        "88.67": "A radiation dose report",
        "88.68": "A radiation dose report",
        "91.": "Annotations of a slide",
        "104.1": "A PDF document",
        "104.2": "A text document (CDA)",
        "104.": "A 3D model",
        "481.3": "A radiotherapy structure set",
        "481.4": "A radiotherapy treatment record",
        "481.5": "A radiotherapy plan",
        "481.6": "A radiotherapy treatment record",
        "481.7": "A radiotherapy treatment record",
        "481.8": "A radiotherapy plan",
        "481.9": "A radiotherapy treatment record",
        "481.": "A radiotherapy object",
    }
)
_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "1.2.840.10008.5.1.4.34.": "A work list item",
        "1.2.840.10008.5.1.4.38.": "A hanging protocol",
        "1.2.840.10008.5.1.4.39.": "A colour table",
        "1.2.840.10008.5.1.4.43.": "A template for implants",
        "1.2.840.10008.5.1.4.44.": "A template for implants",
        "1.2.840.10008.5.1.4.45.": "A template for implants",
        "1.2.840.10008.1.3.10": "A disc’s index (DICOMDIR)",
    }
)
_COMPRESSIONS: Mapping[str, str] = MappingProxyType(
    {
        "1.2.840.10008.1.2.4.50": "JPEG",
        "1.2.840.10008.1.2.4.51": "JPEG with 12 bits",
        "1.2.840.10008.1.2.4.57": "lossless JPEG",
        "1.2.840.10008.1.2.4.70": "lossless JPEG",
        "1.2.840.10008.1.2.4.80": "JPEG-LS",
        "1.2.840.10008.1.2.4.81": "JPEG-LS",
        "1.2.840.10008.1.2.4.90": "JPEG 2000",
        "1.2.840.10008.1.2.4.91": "JPEG 2000",
        "1.2.840.10008.1.2.4.92": "JPEG 2000 part 2",
        "1.2.840.10008.1.2.4.93": "JPEG 2000 part 2",
        "1.2.840.10008.1.2.4.94": "JPIP, images fetched from a server",
        "1.2.840.10008.1.2.4.95": "JPIP, images fetched from a server",
        "1.2.840.10008.1.2.4.100": "MPEG-2 video",
        "1.2.840.10008.1.2.4.101": "MPEG-2 video",
        "1.2.840.10008.1.2.4.102": "MPEG-4 video",
        "1.2.840.10008.1.2.4.103": "MPEG-4 video",
        "1.2.840.10008.1.2.4.104": "MPEG-4 video",
        "1.2.840.10008.1.2.4.105": "MPEG-4 video",
        "1.2.840.10008.1.2.4.106": "MPEG-4 video",
        "1.2.840.10008.1.2.4.107": "HEVC video",
        "1.2.840.10008.1.2.4.108": "HEVC video",
        "1.2.840.10008.1.2.4.110": "JPEG XL",
        "1.2.840.10008.1.2.4.111": "JPEG XL",
        "1.2.840.10008.1.2.4.112": "JPEG XL",
        "1.2.840.10008.1.2.4.201": "high-throughput JPEG 2000",
        "1.2.840.10008.1.2.4.202": "high-throughput JPEG 2000",
        "1.2.840.10008.1.2.4.203": "high-throughput JPEG 2000",
        "1.2.840.10008.1.2.4.204": "JPIP, images fetched from a server",
        "1.2.840.10008.1.2.4.205": "JPIP, images fetched from a server",
        "1.2.840.10008.1.2.5": "run lengths (RLE)",
        "1.2.840.10008.1.2.8.1": "deflated frames",
    }
)
_OLD_JPEG = range(52, 67)


def no_image(sop_class_uid: str) -> NoPicture:
    """What an object without pixel data is, by its SOP class (PS3.4 B.5)."""
    kind = ""
    if sop_class_uid.startswith(_STORAGE):
        rest = sop_class_uid.removeprefix(_STORAGE)
        kind = _KINDS.get(rest, "") or next(
            (name for start, name in _KINDS.items() if start.endswith(".") and rest.startswith(start)), ""
        )
    kind = kind or next((name for start, name in _ELSEWHERE.items() if sop_class_uid.startswith(start)), "")
    return NoPicture(NO_IMAGE_BUT.template, kind) if kind else NO_IMAGE


def compressed(transfer_syntax_uid: str, kind: str = "") -> NoPicture:
    """That an image is compressed in a way that is not known here; names the way (PS3.5 §10, PS3.6 A-1)."""
    name = kind or _COMPRESSIONS.get(transfer_syntax_uid, "")
    if not name:
        number = transfer_syntax_uid.removeprefix("1.2.840.10008.1.2.4.")
        name = "an old kind of JPEG" if number.isdigit() and int(number) in _OLD_JPEG else "not a known kind"
    return NoPicture(COMPRESSED.template, name)
