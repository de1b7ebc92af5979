"""One event of the audit trail: the audit message of DICOM PS3.15 §A.5 (IHE ATNA) as plain values, without the patient.

Codes and meanings are those of PS3.16 (context groups 400 to 404); a test compares them with pydicom's list.
"""

from __future__ import annotations

import getpass
import ipaddress
import os
import re
import socket
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from gui import __version__
from gui.core.destination import Destination
from gui.core.errors import AddressInvalid
from gui.core.upload import Upload

Code = Mapping[str, str]

SUCCESS, MINOR, SERIOUS = "0", "4", "8"
"""EventOutcomeIndicator (PS3.15 §A.5.1): good, failed in part, failed."""
EXECUTE, READ, DELETE = "E", "R", "D"
"""EventActionCode (PS3.15 §A.5.2)."""

_UID = re.compile(r"[0-9.]{1,64}")


def _dcm(code: str, meaning: str) -> Code:
    return {"csd-code": code, "codeSystemName": "DCM", "originalText": meaning}


def own(word: str) -> Code:
    """A code of the program's own, for what the standard has no word for."""
    return {"csd-code": word, "codeSystemName": "DICOM Courier", "originalText": word.replace("-", " ")}


BEGIN = _dcm("110102", "Begin Transferring DICOM Instances")
TRANSFERRED = _dcm("110104", "DICOM Instances Transferred")
SECURITY_ALERT = _dcm("110113", "Security Alert")
USER_AUTHENTICATION = _dcm("110114", "User Authentication")
RECORD = own("record-of-uploads")

LOGIN = _dcm("110122", "Login")
NETWORK_CONFIGURATION = _dcm("110128", "Network Configuration")
USER_SECURITY_ATTRIBUTES = _dcm("110137", "User Security Attributes Changed")

DESTINATION_ROLE = _dcm("110152", "Destination Role ID")
SOURCE_ROLE = _dcm("110153", "Source Role ID")

STUDY_UID = _dcm("110180", "Study Instance UID")
URI: Code = {"csd-code": "12", "codeSystemName": "RFC-3881", "originalText": "URI"}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: which event, of which types, how it ended, and who and what took part besides the person.

    ``more`` are further values of the EventIdentification; ``participants`` and ``objects`` are as
    :func:`sender`, :func:`place`, :func:`studies` and :func:`address` make them.
    """

    event: Code
    types: Sequence[Code]
    outcome: str = SUCCESS
    action: str = EXECUTE
    participants: Sequence[Mapping[str, Any]] = ()
    objects: Sequence[Mapping[str, Any]] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The program's own word for it, such as ``upload-begun``."""
        return self.types[-1]["csd-code"]


def message(event: Event, moment: datetime) -> dict[str, Any]:
    """The whole audit message, with the person who is signed in as the one who asked for it."""
    return {
        "EventIdentification": {
            "EventID": event.event,
            "EventTypeCode": list(event.types),
            "EventActionCode": event.action,
            "EventDateTime": moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "EventOutcomeIndicator": event.outcome,
            **{name: event.more[name] for name in sorted(event.more)},
        },
        "ActiveParticipant": [_person(), *event.participants],
        "AuditSourceIdentification": {"AuditSourceID": f"DICOM Courier {__version__}@{computer()}"},
        "ParticipantObjectIdentification": list(event.objects),
    }


def _person() -> dict[str, Any]:
    """The person: loginName@domain-name (PS3.15 §A.5.2.1)."""
    domain = os.environ.get("USERDOMAIN") or computer()
    return {"UserID": f"{signed_in()}@{domain}", "UserIsRequestor": True, **_network(computer())}


def sender() -> dict[str, Any]:
    """This program, by the number of its process, as the one that sends (PS3.15 §A.5.2.1, §A.5.3.3)."""
    return {"UserID": str(os.getpid()), "UserIsRequestor": False, "RoleIDCode": [SOURCE_ROLE], **_network(computer())}


def receiver(destination: Destination) -> dict[str, Any]:
    """The service, as the one that receives."""
    return {**node(destination), "RoleIDCode": [DESTINATION_ROLE]}


def node(destination: Destination) -> dict[str, Any]:
    """The service."""
    return {"UserID": _origin(destination), "UserIsRequestor": False, **_network(_host(destination))}


def studies(upload: Upload) -> list[dict[str, Any]]:
    """The studies of an upload by UID, with the number of images of each SOP class (PS3.15 §A.5.3.3, §A.5.3.7)."""
    found: dict[str, Counter[str]] = {}
    for one in upload.instances:
        found.setdefault(_uid(one.study.study_instance_uid), Counter())[_uid(one.sop_class_uid)] += 1
    return [
        {
            "ParticipantObjectTypeCode": "2",
            "ParticipantObjectTypeCodeRole": "3",
            "ParticipantObjectIDTypeCode": STUDY_UID,
            "ParticipantObjectID": study,
            "NumberOfInstances": sum(classes.values()),
            "SOPClass": [{"UID": uid, "NumberOfInstances": number} for uid, number in sorted(classes.items())],
        }
        for study, classes in found.items()
    ]


def anonymous(upload: Upload) -> dict[str, Any]:
    """That identifying data was removed before sending, where it was; the studies' UIDs are the new ones then."""
    return {"Deidentified": True} if upload.deidentified else {}


def address(destination: Destination) -> dict[str, Any]:
    """The address of a service, as what an alert is about (PS3.15 §A.5.3.11)."""
    return {
        "ParticipantObjectTypeCode": "2",
        "ParticipantObjectTypeCodeRole": "13",
        "ParticipantObjectIDTypeCode": URI,
        "ParticipantObjectID": _origin(destination),
    }


def _uid(text: str) -> str:
    """A UID (PS3.5 §9.1); what a file has in its place may be anything, a name too."""
    return text if _UID.fullmatch(text) else "(not a UID)"


def _origin(destination: Destination) -> str:
    """Scheme, host and port: a path or a name may say more than an audit needs."""
    if destination.practice:
        return "practice"
    try:
        return destination.address.origin
    except AddressInvalid:
        return "(not an address)"


def _host(destination: Destination) -> str:
    try:
        return destination.address.host
    except AddressInvalid:
        return ""


def _network(host: str) -> dict[str, str]:
    """Where somebody is reached: 1 for the name of a machine, 2 for an IP address (PS3.15 §A.5.2.4)."""
    if not host:
        return {}
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return {"NetworkAccessPointTypeCode": "1", "NetworkAccessPointID": host}
    return {"NetworkAccessPointTypeCode": "2", "NetworkAccessPointID": host}


def signed_in() -> str:
    """Who is signed in to this computer, or nothing when the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def computer() -> str:
    """What this computer is called."""
    return socket.gethostname()
