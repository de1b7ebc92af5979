"""What IT has set, put to work: what may be sent where, with which token, and on record."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from gui.core.destination import Destination
from gui.core.errors import CourierError, KeyringUnavailable, TokenInvalid, TokenRefused
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome
from gui.store.audit import AuditFailed, AuditTrail, signed_in
from gui.store.journal import Journal
from gui.store.places import Places
from gui.store.policy import Policy, PolicyInvalid
from gui.store.policy_source import policy_of_this_computer
from gui.store.secrets import Kept, TokenStore

_logger = logging.getLogger(__name__)

_LONGEST_TOKEN = 64 * 1024


class TokenFileUnusable(CourierError):
    """The file in which IT has put a token for this computer. ``problem`` says in a sentence what is wrong."""

    title_template = "The token that your IT has put on this computer cannot be used"
    advice_template = "{problem} Nothing was sent. Your IT can mend it."


class Managed:
    """The policy of this computer, why it cannot be used, if so, and the audit trail that it wants.

    :param policy: used instead of this computer's own when given.
    """

    def __init__(self, places: Places, policy: Policy | None = None) -> None:
        self.problem: PolicyInvalid | None = None
        """Why nothing may be sent: IT's settings are there and cannot be understood."""
        try:
            self.policy = policy_of_this_computer() if policy is None else policy
        except PolicyInvalid as error:
            self.policy = Policy()
            self.problem = error
        self.log_folder = _log_folder(self.policy, places)
        self.audit = AuditTrail(self.policy.audit, self.log_folder / "audit")

    def usable_policy(self) -> Policy:
        """What IT has set. Raises :class:`gui.store.policy.PolicyInvalid` when it is there and cannot be used."""
        if self.problem is not None:
            raise self.problem
        return self.policy

    def allow(self, destination: Destination) -> None:
        """Raise :class:`CourierError` where nothing may be sent to this destination, or to any."""
        self.usable_policy().allow(destination)

    def token(self, destination: Destination, tokens: TokenStore) -> Token | None:
        """The token that IT has put on this computer for a destination, in the keyring from now on.

        None when there is no such file, or none any more: then the kept one counts, if any. Raises
        :class:`TokenFileUnusable`.
        """
        known = self.policy.find(destination)
        path = self.policy.token_files.get(known.id) if known is not None else None
        if path is None:
            return None
        token = read_token_file(Path(path), destination)
        if token is None:
            return None
        origin = destination.address.origin
        with contextlib.suppress(KeyringUnavailable):
            if tokens.load(origin) == token:
                return token
        self.keep_token(destination, token, tokens)
        return token

    def keep_token(self, destination: Destination, token: Token, tokens: TokenStore) -> Kept:
        """Keep a token for the destination's origin, where IT allows the destination; says where it is kept."""
        self.allow(destination)
        kept = tokens.save(destination.address.origin, token)
        self.audit.token_kept(destination, kept.value)
        return kept

    @contextlib.contextmanager
    def on_record(self, journal: Journal, upload_id: int, *, resumed: bool) -> Iterator[None]:
        """Puts the begin and the end of an upload into the audit trail, and by its number into the log.

        Raises :class:`gui.store.audit.AuditFailed` before anything is sent; what has been sent gets its receipt, also
        where its end could not be put on record.
        """
        _logger.info("Upload %d goes on" if resumed else "Upload %d begins", upload_id)
        try:
            with self._audited(journal, upload_id, resumed=resumed):
                yield
        finally:
            _logger.info("Upload %d has ended for now", upload_id)

    @contextlib.contextmanager
    def _audited(self, journal: Journal, upload_id: int, *, resumed: bool) -> Iterator[None]:
        if not self.audit.on:
            yield
            return
        upload = journal.load(upload_id)
        self.audit.begun(upload_id, upload, resumed=resumed)
        ended: Outcome | None = None
        try:
            yield
            ended = journal.receipt(upload_id).outcome
        finally:
            try:
                self.audit.ended(upload_id, upload, ended, arrived=_arrived(journal, upload_id))
            except AuditFailed as error:
                _logger.error("The end of an upload is missing in the audit trail: %s", error)

    @contextlib.contextmanager
    def noting_refusal(self, destination: Destination) -> Iterator[None]:
        """Puts a refusal of the token that comes up inside into the audit trail."""
        try:
            yield
        except CourierError as error:
            self.note_refusal(destination, error)
            raise

    @contextlib.contextmanager
    def noting_emptied(self, journal: Journal) -> Iterator[None]:
        """Puts into the audit trail how many uploads were forgotten inside."""
        before = len(journal.history())
        yield
        self.audit.history_emptied(before - len(journal.history()))

    def note_refusal(self, destination: Destination, problem: CourierError | None) -> None:
        """Puts any problem into the log, and into the audit trail that a service did not accept the token."""
        if problem is not None:
            _logger.info("The service or the way to it was not as it should be: %s", problem)
        if isinstance(problem, TokenRefused):
            self.audit.token_refused(destination)


def read_token_file(path: Path, destination: Destination) -> Token | None:
    """The token in a file, None when the file is not there. Raises :class:`TokenFileUnusable`.

    On Linux and macOS it has to belong to root or to the person, nobody else may write it, and not everybody may
    read it (mode 0640, 0600 or less); on Windows its rights are left to IT.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TokenFileUnusable(problem="Its file cannot be read.", detail=type(error).__name__) from error
    try:
        with open(handle, "rb") as file:
            _check_rights(os.fstat(file.fileno()))
            content = file.read(_LONGEST_TOKEN + 1)
    except OSError as error:
        raise TokenFileUnusable(problem="Its file cannot be read.", detail=type(error).__name__) from error
    if len(content) > _LONGEST_TOKEN:
        raise TokenFileUnusable(problem="Its file is far too long for a token.", detail="TooLong")
    try:
        return Token.parse(content.decode("utf-8-sig"), destination.scheme)
    except (UnicodeDecodeError, TokenInvalid):
        raise TokenFileUnusable(problem="Its file holds something that is no token.", detail="TokenInvalid") from None


def _check_rights(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise TokenFileUnusable(problem="It is in no ordinary file.", detail="NotAFile")
    if sys.platform == "win32":
        return
    if status.st_uid not in (0, os.getuid()) or status.st_mode & (stat.S_IWGRP | stat.S_IRWXO):
        raise TokenFileUnusable(problem="Its file can be read or changed by others.", detail="Rights")


def _arrived(journal: Journal, upload_id: int) -> int:
    try:
        return sum(state is InstanceState.VERIFIED for state in journal.states(upload_id).values())
    except (CourierError, KeyError):
        return 0


def _log_folder(policy: Policy, places: Places) -> Path:
    """Where the log is: below IT's folder each person has one of their own."""
    return Path(policy.log_folder) / (signed_in() or "unknown") if policy.log_folder else places.logs
