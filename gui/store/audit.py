"""The audit trail: who sent which studies where, when, and what came of it. One JSON line for each event.

Names and codes are those of DICOM PS3.15 §A.5 (the IHE ATNA audit message) where it has them. Two things are left out
on purpose: the patient, whom the StudyInstanceUID stands for, and every path. No token can get in: none is handed in.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gui.core.destination import Destination
from gui.core.errors import CourierError
from gui.core.upload import Outcome, Upload
from gui.store import audit_message as told
from gui.store.audit_message import Event
from gui.store.audit_message import signed_in as signed_in
from gui.store.policy import AuditPolicy
from gui.store.system_log import SystemLog, system_logs

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_FILE = "audit-{who}-{month}.jsonl"
_MONTH = re.compile(r"audit-.+-(\d{4})-(\d{2})\.jsonl")
_OUTCOMES = {Outcome.VERIFIED: told.SUCCESS, Outcome.CANCELLED: told.MINOR, Outcome.SHORT: told.MINOR}

_logger = logging.getLogger(__name__)


class AuditFailed(CourierError):
    """IT wants an audit trail, and it cannot be written; so nothing is sent."""

    title_template = "The audit trail could not be written"
    advice_template = (
        "Your IT wants a trail of what is sent, and nothing is sent without it. Make room on this computer’s disk, "
        "then try again. If it stays so, your IT can see to the folder of the audit trail."
    )


class AuditTrail:
    """Appends to this person's file of the month; does nothing while the policy has not switched it on.

    A method returns when the line is on disk, and raises :class:`AuditFailed` when it is not. Every method may be
    called from every thread.

    :param folder: where the files are, unless the policy names another folder.
    :param copies: the logs of the system that get a copy; without it those that the policy wants. A copy that is lost
        stops nothing: the file counts.
    """

    def __init__(
        self,
        policy: AuditPolicy,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        copies: Sequence[SystemLog] | None = None,
    ) -> None:
        self._policy = policy
        self._folder = Path(policy.folder) if policy.folder else folder
        self._now = now
        wanted = system_logs(syslog=policy.syslog, event_log=policy.event_log)
        self._copies = wanted if copies is None else copies
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
        """An upload is about to begin, or to go on (PS3.15 §A.5.3.3)."""
        if self.on:
            kind = told.own("upload-resumed" if resumed else "upload-begun")
            self._write(
                Event(
                    told.BEGIN,
                    [kind],
                    participants=(told.sender(), told.receiver(upload.destination)),
                    objects=told.studies(upload),
                    more={"UploadNumber": upload_id, **told.anonymous(upload)},
                )
            )

    def ended(self, upload_id: int, upload: Upload, outcome: Outcome | None, *, arrived: int) -> None:
        """An upload has ended for now, with ``arrived`` images verified; ``outcome`` None: the program has failed.

        The action is “read”, as the standard wants it of a sender (PS3.15 §A.5.3.7).
        """
        if self.on:
            self._write(
                Event(
                    told.TRANSFERRED,
                    [told.own("upload-ended")],
                    told.SERIOUS if outcome is None else _OUTCOMES.get(outcome, told.SERIOUS),
                    told.READ,
                    (told.sender(), told.receiver(upload.destination)),
                    told.studies(upload),
                    {
                        "UploadNumber": upload_id,
                        "EventOutcomeDescription": (outcome or Outcome.FAILED).value,
                        "InstancesVerified": arrived,
                        **told.anonymous(upload),
                    },
                )
            )

    # -- the rest --------------------------------------------------------------------------------------------

    def history_emptied(self, uploads: int) -> None:
        """A person has emptied the History; this many uploads were forgotten. The standard has no event for it."""
        if self.on:
            kinds = [told.own("history-emptied")]
            self._write(Event(told.RECORD, kinds, action=told.DELETE, more={"UploadsForgotten": uploads}))

    def destination(self, what: str, destination: Destination) -> None:
        """A destination was ``added``, ``changed`` or ``removed`` (PS3.15 §A.5.3.11)."""
        if self.on:
            kinds = [told.NETWORK_CONFIGURATION, told.own(f"destination-{what}")]
            self._write(Event(told.SECURITY_ALERT, kinds, objects=[told.address(destination)]))

    def token_kept(self, destination: Destination, where: str) -> None:
        """A token was kept for a destination: in the ``keyring``, or for ``this_run`` (PS3.15 §A.5.3.11)."""
        if self.on:
            kinds = [told.USER_SECURITY_ATTRIBUTES, told.own("token-kept")]
            objects, more = [told.address(destination)], {"EventOutcomeDescription": where}
            self._write(Event(told.SECURITY_ALERT, kinds, objects=objects, more=more))

    def token_refused(self, destination: Destination) -> None:
        """A service did not accept the token (PS3.15 §A.5.3.12)."""
        if self.on:
            kinds = [told.LOGIN, told.own("token-refused")]
            nodes = [told.node(destination)]
            self._write(Event(told.USER_AUTHENTICATION, kinds, told.SERIOUS, participants=nodes))

    # -- inside ----------------------------------------------------------------------------------------------

    def _write(self, event: Event) -> None:
        moment = self._now()
        text = json.dumps(told.message(event, moment), ensure_ascii=True, separators=(",", ":"))
        with self._lock:
            try:
                self._append(text, moment)
            except OSError as error:
                raise AuditFailed(detail=type(error).__name__) from error
            for log in self._copies:
                try:
                    log.hand_over(text, event.word, event.outcome)
                except OSError as error:
                    _logger.warning("The audit trail could not be handed to the system’s log: %s", error)

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


def read_trail(folder: Path) -> Iterable[dict[str, Any]]:
    """Every event in the files of a folder, file by file; a line that was cut off by a crash is left out."""
    for path in sorted(folder.glob(_FILE.format(who="*", month="????-??"))):
        for line in path.read_text("ascii", errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                yield json.loads(line)


def _who() -> str:
    """The middle of a file's name: several computers and people may share a folder."""
    return "-".join(_UNSAFE.sub("_", part) or "unknown" for part in (told.computer(), signed_in()))
