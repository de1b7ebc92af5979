"""The audit trail: who sent which studies where, when, and what came of it. One JSON line for each event.

Names and codes are those of DICOM PS3.15 §A.5 (the IHE ATNA audit message) where it has them. Two things are left out
on purpose: the patient, whom the StudyInstanceUID stands for, and every path. No token can get in: none is handed in.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import logging
import logging.handlers
import os
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gui import __version__
from gui.core.destination import Destination
from gui.core.errors import AddressInvalid, CourierError
from gui.core.upload import Outcome, Upload
from gui.store.policy import AuditPolicy

_UID = re.compile(r"[0-9.]{1,64}")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_FILE = "audit-{who}-{month}.jsonl"
_MONTH = re.compile(r"audit-.+-(\d{4})-(\d{2})\.jsonl")

_BEGIN = ("110102", "Begin Transferring DICOM Instances")
_TRANSFERRED = ("110104", "DICOM Instances Transferred")
_APPLICATION = ("110100", "Application Activity")
_SECURITY = ("110113", "Security Alert")
_LOGIN = ("110114", "User Authentication")
_NETWORK_CONFIGURATION = ("110128", "Network Configuration")
_USER_ATTRIBUTES = ("110137", "User Security Attributes Changed")
_LOGGED_IN = ("110122", "Login")
_SOURCE, _DESTINATION = ("110153", "Source Role ID"), ("110152", "Destination Role ID")
_STUDY, _NODE = ("110180", "Study Instance UID"), ("110182", "Node ID")

SUCCESS, MINOR, SERIOUS = "0", "4", "8"
"""EventOutcomeIndicator (PS3.15 §A.5.1)."""

_OUTCOMES = {Outcome.VERIFIED: SUCCESS, Outcome.CANCELLED: MINOR, Outcome.SHORT: MINOR}

_logger = logging.getLogger(__name__)


class AuditFailed(CourierError):
    """IT wants an audit trail, and it cannot be written; so nothing is sent."""

    title_template = "The audit trail could not be written"
    advice_template = (
        "Your IT wants a trail of what is sent, and nothing is sent without it. Make room on this computer's disk, "
        "then try again. If it stays so, your IT can see to the folder of the audit trail."
    )


class AuditTrail:
    """Appends to this person's file of the month; does nothing while the policy has not switched it on.

    A method returns when the line is on disk, and raises :class:`AuditFailed` when it is not. Every method may be
    called from every thread.

    :param folder: where the files are, unless the policy names another folder.
    """

    def __init__(
        self,
        policy: AuditPolicy,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        syslog: str | tuple[str, int] | None = None,
    ) -> None:
        self._policy = policy
        self._folder = Path(policy.folder) if policy.folder else folder
        self._now = now
        self._syslog = syslog or ("/var/run/syslog" if sys.platform == "darwin" else "/dev/log")
        self._lock = threading.Lock()
        self._swept = False

    @property
    def on(self) -> bool:
        """True when the trail is kept."""
        return self._policy.on

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._folder

    # -- uploads ---------------------------------------------------------------------------------------------

    def begun(self, upload_id: int, upload: Upload, *, resumed: bool) -> None:
        """An upload is about to begin, or to go on."""
        if self.on:
            kind = _local("upload-resumed" if resumed else "upload-begun")
            self._write(_BEGIN, [kind], SUCCESS, **_transfer(upload_id, upload))

    def ended(self, upload_id: int, upload: Upload, outcome: Outcome | None, *, arrived: int) -> None:
        """An upload has ended for now, with ``arrived`` images verified; ``outcome`` None: the program has failed."""
        if self.on:
            more = _transfer(upload_id, upload)
            more["EventOutcomeDescription"] = outcome.value if outcome is not None else Outcome.FAILED.value
            more["InstancesVerified"] = arrived
            indicator = SERIOUS if outcome is None else _OUTCOMES.get(outcome, SERIOUS)
            self._write(_TRANSFERRED, [_local("upload-ended")], indicator, **more)

    # -- the rest --------------------------------------------------------------------------------------------

    def history_emptied(self, uploads: int) -> None:
        """A person has emptied the History; this many uploads were forgotten."""
        if self.on:
            self._write(_APPLICATION, [_local("history-emptied")], SUCCESS, UploadsForgotten=uploads)

    def destination(self, what: str, destination: Destination) -> None:
        """A destination was ``added``, ``changed`` or ``removed``."""
        if self.on:
            kinds = [_code(_NETWORK_CONFIGURATION), _local(f"destination-{what}")]
            self._write(_SECURITY, kinds, SUCCESS, **_node(destination))

    def token_kept(self, destination: Destination, where: str) -> None:
        """A token was kept for a destination: in the ``keyring``, or for ``this_run``."""
        if self.on:
            kinds = [_code(_USER_ATTRIBUTES), _local("token-kept")]
            self._write(_SECURITY, kinds, SUCCESS, EventOutcomeDescription=where, **_node(destination))

    def token_refused(self, destination: Destination) -> None:
        """A service did not accept the token."""
        if self.on:
            self._write(_LOGIN, [_code(_LOGGED_IN), _local("token-refused")], SERIOUS, **_node(destination))

    # -- inside ----------------------------------------------------------------------------------------------

    def _write(self, event: tuple[str, str], kinds: list[dict[str, str]], indicator: str, **more: Any) -> None:
        moment = self._now()
        participants = [_person(), *more.pop("participants", ())]
        line = {
            "EventIdentification": {
                "EventID": _code(event),
                "EventTypeCode": kinds,
                "EventActionCode": "E",
                "EventDateTime": moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "EventOutcomeIndicator": indicator,
                **{name: more[name] for name in sorted(more) if name != "ParticipantObjectIdentification"},
            },
            "ActiveParticipant": participants,
            "AuditSourceIdentification": {"AuditSourceID": f"DICOM Courier {__version__}@{_computer()}"},
            "ParticipantObjectIdentification": more.get("ParticipantObjectIdentification", []),
        }
        text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
        with self._lock:
            try:
                self._append(text, moment)
            except OSError as error:
                raise AuditFailed(detail=type(error).__name__) from error
            if self._policy.syslog:
                self._send_to_syslog(text)

    def _append(self, text: str, moment: datetime) -> None:
        if not self._swept:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep(moment)
            self._swept = True
        path = self._folder / _FILE.format(who=_who(), month=f"{moment.astimezone(UTC):%Y-%m}")
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            content = f"{text}\n".encode("ascii")
            if os.write(handle, content) != len(content):
                raise OSError("not written whole")
            os.fsync(handle)
        finally:
            os.close(handle)

    def _sweep(self, moment: datetime) -> None:
        """Delete what the policy no longer wants: this person's files on this computer only, never this month's."""
        now = moment.astimezone(UTC)
        own = sorted(self._folder.glob(_FILE.format(who=_who(), month="????-??")))
        former = [path for path in own if not path.name.endswith(f"-{now:%Y-%m}.jsonl")]
        size = sum(path.stat().st_size for path in own)
        for path in former:
            found = _MONTH.fullmatch(path.name)
            if found is None:
                continue
            last = datetime(int(found[1]) + int(found[2]) // 12, int(found[2]) % 12 + 1, 1, tzinfo=UTC)
            too_old = self._policy.days is not None and (now - last).days >= self._policy.days
            too_large = self._policy.max_mb is not None and size > self._policy.max_mb * 1_000_000
            if too_old or too_large:
                size -= path.stat().st_size
                path.unlink()

    def _send_to_syslog(self, text: str) -> None:
        """Hand a copy to the system's log; without one the file alone counts."""
        try:
            handler = _SystemLog(self._syslog, logging.handlers.SysLogHandler.LOG_AUTHPRIV)
        except OSError:
            _logger.warning("The audit trail could not be handed to the system’s log")
            return
        with contextlib.closing(handler):
            handler.ident = "dicom-courier: "
            handler.emit(logging.LogRecord("audit", logging.INFO, "", 0, text, None, None))


class _SystemLog(logging.handlers.SysLogHandler):
    """Says in one line of the program's log that a copy was lost; the standard way prints the record."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002 – the handler's
        _logger.warning("The audit trail could not be handed to the system’s log")


def read_trail(folder: Path) -> Iterable[dict[str, Any]]:
    """Every event in the files of a folder, file by file; a line that was cut off by a crash is left out."""
    for path in sorted(folder.glob(_FILE.format(who="*", month="????-??"))):
        for line in path.read_text("ascii", errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                yield json.loads(line)


def _transfer(upload_id: int, upload: Upload) -> dict[str, Any]:
    """The studies of an upload by UID, with the number of images of each SOP class (PS3.15 §A.5.3.2, §A.5.3.7)."""
    studies: dict[str, Counter[str]] = {}
    for one in upload.instances:
        studies.setdefault(_uid(one.study.study_instance_uid), Counter())[_uid(one.sop_class_uid)] += 1
    return {
        "UploadNumber": upload_id,
        "participants": [_place(upload.destination)],
        "ParticipantObjectIdentification": [
            {
                "ParticipantObjectTypeCode": "2",
                "ParticipantObjectTypeCodeRole": "3",
                "ParticipantObjectIDTypeCode": _code(_STUDY),
                "ParticipantObjectID": study,
                "NumberOfInstances": sum(classes.values()),
                "SOPClass": [{"UID": uid, "NumberOfInstances": number} for uid, number in sorted(classes.items())],
            }
            for study, classes in studies.items()
        ],
    }


def _node(destination: Destination) -> Mapping[str, Any]:
    return {
        "ParticipantObjectIdentification": [
            {
                "ParticipantObjectTypeCode": "2",
                "ParticipantObjectTypeCodeRole": "13",
                "ParticipantObjectIDTypeCode": _code(_NODE),
                "ParticipantObjectID": _origin(destination),
            }
        ]
    }


def _person() -> dict[str, Any]:
    return {
        "UserID": signed_in(),
        "UserIsRequestor": True,
        "RoleIDCode": [_code(_SOURCE)],
        "NetworkAccessPointTypeCode": "1",
        "NetworkAccessPointID": _computer(),
    }


def _place(destination: Destination) -> dict[str, Any]:
    return {
        "UserID": _origin(destination),
        "UserIsRequestor": False,
        "RoleIDCode": [_code(_DESTINATION)],
        "NetworkAccessPointTypeCode": "1",
        "NetworkAccessPointID": _host(destination),
    }


def _code(pair: tuple[str, str]) -> dict[str, str]:
    return {"csd-code": pair[0], "codeSystemName": "DCM", "originalText": pair[1]}


def _local(word: str) -> dict[str, str]:
    return {"csd-code": word, "codeSystemName": "DICOM Courier", "originalText": word.replace("-", " ")}


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


def signed_in() -> str:
    """Who is signed in to this computer, or nothing when the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _computer() -> str:
    return socket.gethostname()


def _who() -> str:
    """The middle of a file's name: several computers and people may share a folder."""
    return "-".join(_UNSAFE.sub("_", part) or "unknown" for part in (_computer(), signed_in()))
