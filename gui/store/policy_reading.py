"""Makes a :class:`Policy` of the values that a file or the registry holds: all of it, or none."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import time
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, NoReturn, TypeVar

from gui.core.address import parse_address
from gui.core.destination import PRACTICE_NAME, Destination, Dialect, Scheme, parse_source
from gui.core.errors import AddressInvalid, SourceInvalid
from gui.core.line import FASTEST_MBIT, SLOWEST_MBIT, ProxyUse, parse_proxy
from gui.core.pace import NightWindow
from gui.core.watch_settings import LONGEST_QUIET, SENT_FOLDER, SHORTEST_QUIET, WatchSettings
from gui.store.policy import AuditPolicy, Policy, PolicyInvalid, UpdatePolicy

Path = tuple[str | int, ...]
"""The way to a value: the names of its tables, the number of an entry in a list, its own name."""

Where = Callable[[Path], str]
"""Says where a value stands, in words such as “line 7”."""

Kind = TypeVar("Kind")

_MOST_DAYS = 36_500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class _WatchSend(StrEnum):
    OFFER = "offer"
    SEND = "send"


class _WatchAfter(StrEnum):
    LEAVE = "leave"
    MOVE = "move"


def make_policy(values: Mapping[str, Any], file: str, where: Where) -> Policy:
    """The policy that the values amount to. Raises :class:`PolicyInvalid` for the first that makes no sense."""
    return _Maker(file, where).policy(_Table(values, ()))


class _Table:
    """One table, of which each value is taken once: what is left over is unknown."""

    def __init__(self, values: Mapping[str, Any], path: Path) -> None:
        self.values = dict(values)
        self.path = path

    def at(self, name: str) -> Path:
        return (*self.path, name)


class _Maker:
    def __init__(self, file: str, where: Where) -> None:
        self._file = file
        self._where = where

    def policy(self, top: _Table) -> Policy:
        destinations, token_files, originals = self._destinations(top)
        history, line, audit, updates = (self._table(top, name) for name in ("history", "line", "audit", "updates"))
        watch = self._table(top, "watch")
        watch_folder = "folder" in watch.values
        proxy, proxy_address, proxy_user = self._proxy(line)
        keep, days = self._truth(history, "keep"), self._number(history, "days", 1, _MOST_DAYS)
        locked = self._truth(top, "lock_destinations")
        practice = self._truth(top, "practice")
        policy = Policy(
            destinations=destinations,
            locked=locked is True,
            token_files=token_files,
            practice=practice is not False,
            deidentify=self._deidentify(top),
            originals=originals,
            copy_discs=self._truth(top, "copy_discs"),
            keep_history=True if keep is None and days is not None else keep,
            history_days=days,
            cap_mbit=self._cap(line),
            night=self._night(line),
            proxy=proxy,
            proxy_address=proxy_address,
            proxy_user=proxy_user,
            ca_file=self._file_path(line, "ca_file"),
            log_folder=self._file_path(top, "log_folder"),
            audit=AuditPolicy(
                on=self._truth(audit, "on") is True,
                folder=self._file_path(audit, "folder"),
                days=self._number(audit, "days", 1, _MOST_DAYS),
                max_mb=self._number(audit, "max_mb", 1, 1_000_000),
                syslog=self._truth(audit, "syslog") is True,
                event_log=self._truth(audit, "event_log") is True,
            ),
            updates=self._updates(updates),
            watch=self._watch(watch, destinations) if watch_folder else None,
            watch_only_offers=not watch_folder and self._only_offers(watch),
            language=self._language(top),
        )
        for table in (top, history, line, audit, updates, watch):
            self._nothing_left(table)
        if policy.locked and not destinations:
            self._fail(("lock_destinations",), "The destinations are locked, but there is none.")
        if not policy.practice and not destinations:
            self._fail(("practice",), "Without the Practice service, a destination has to be set.")
        return policy

    # -- destinations ----------------------------------------------------------------------------------------

    def _destinations(self, top: _Table) -> tuple[tuple[Destination, ...], dict[str, str], frozenset[str]]:
        entries = self._take(top, "destination", list, "a list of tables, each beginning with [[destination]]") or []
        made: list[Destination] = []
        token_files: dict[str, str] = {}
        originals: set[str] = set()
        for number, entry in enumerate(entries):
            path: Path = ("destination", number)
            if not isinstance(entry, Mapping):
                self._fail(path, "A destination is a table, beginning with [[destination]].")
            table = _Table(entry, path)
            destination = self._destination(table)
            token_file = self._file_path(table, "token_file")
            if self._truth(table, "originals") is True:
                originals.add(destination.id)
            self._nothing_left(table)
            names = {one.name.casefold() for one in made} | {PRACTICE_NAME.casefold()}
            if destination.id in {one.id for one in made} or destination.name.casefold() in names:
                self._fail(path, "There is another destination of this name, or of this address and Source.")
            made.append(destination)
            if token_file:
                token_files[destination.id] = token_file
        return tuple(made), token_files, frozenset(originals)

    def _destination(self, table: _Table) -> Destination:
        pasted = self._text(table, "base_url")
        if not pasted:
            self._fail(table.path, "A destination needs a base_url.", table.at("base_url"))
        try:
            address = parse_address(pasted)
        except AddressInvalid as error:
            self._fail(table.at("base_url"), f"This address cannot be used. {error.values['problem']}")
        plain = self._truth(table, "plain_http") is True
        if address.needs_consent and not plain:
            text = "This address is not encrypted. Use https://, or say plain_http for this one destination."
            self._fail(table.at("base_url"), text)
        name = " ".join((self._text(table, "name") or address.host).split())
        if not name.isprintable() or len(name) > 60:
            self._fail(table.at("name"), "A name has at most 60 characters, all of which can be seen.")
        try:
            source = parse_source(self._text(table, "source"))
        except SourceInvalid as error:
            self._fail(table.at("source"), f"This Source cannot be used. {error.values['problem']}")
        dialect = self._one_of(table, "dialect", Dialect, Dialect.SERVICE)
        scheme = self._one_of(table, "scheme", Scheme, Scheme.BASIC if dialect is Dialect.DICOMWEB else Scheme.TOKEN)
        if scheme is Scheme.BASIC and dialect is Dialect.SERVICE:
            self._fail(table.at("scheme"), "Basic is for DICOMweb servers.")
        key = "\n".join((address.base_url, dialect.value, scheme.value, source))
        return Destination(
            id=f"it-{hashlib.sha256(key.encode()).hexdigest()[:16]}",
            name=name,
            base_url=address.base_url,
            scheme=scheme,
            source=source,
            plain_http_confirmed=address.needs_consent,
            connections=self._number(table, "connections", 1, 8) or 3,
            dialect=dialect,
        )

    # -- the line --------------------------------------------------------------------------------------------

    def _cap(self, line: _Table) -> float | None:
        cap = line.values.pop("cap_mbit", None)
        if cap is None:
            return None
        number = isinstance(cap, int | float) and not isinstance(cap, bool)
        if not number or not SLOWEST_MBIT <= cap <= FASTEST_MBIT:
            self._fail(line.at("cap_mbit"), "A cap is a number of megabits per second from 0.1 to 10,000.")
        return float(cap)

    def _night(self, line: _Table) -> NightWindow | None:
        start, end = (self._hour(line, name) for name in ("night_from", "night_to"))
        if start is None and end is None:
            return None
        if start is None or end is None or start == end:
            name = "night_from" if start is not None else "night_to"
            self._fail(line.at(name), "The hours need both night_from and night_to, and two different times.")
        return NightWindow(start, end)

    def _hour(self, line: _Table, name: str) -> time | None:
        text = self._text(line, name)
        if not text:
            return None
        if not _HOUR.fullmatch(text):
            self._fail(line.at(name), "A time is written as “20:00”.")
        return time.fromisoformat(text)

    def _proxy(self, line: _Table) -> tuple[ProxyUse | None, str, str]:
        text, user = self._text(line, "proxy").strip(), self._text(line, "proxy_user").strip()
        if text.lower() in ("", ProxyUse.SYSTEM.value, ProxyUse.NONE.value):
            if user:
                self._fail(line.at("proxy_user"), "A user name needs the address of a proxy.")
            return (ProxyUse(text.lower()) if text else None), "", ""
        try:
            return ProxyUse.OWN, parse_proxy(text), user
        except AddressInvalid as error:
            self._fail(line.at("proxy"), f"This proxy cannot be used. {error.values['problem']}")

    # -- identifying data ------------------------------------------------------------------------------------

    def _deidentify(self, top: _Table) -> bool:
        """Whether identifying data is removed; a table that does not say it is a mistake that could cost much."""
        given = top.values.get("deidentify") is not None
        table = self._table(top, "deidentify")
        on = self._truth(table, "on")
        self._nothing_left(table)
        if given and on is None:
            self._fail(("deidentify",), "[deidentify] needs “on = true” or “on = false”.")
        return on is True

    # -- the watched folder ----------------------------------------------------------------------------------

    def _watch(self, table: _Table, destinations: tuple[Destination, ...]) -> WatchSettings:
        folder = self._file_path(table, "folder")
        if not folder:
            self._fail(table.at("folder"), "“folder” has to be a whole path, from the root on.")
        quiet = self._number(table, "quiet_seconds", SHORTEST_QUIET, LONGEST_QUIET)
        send = self._sends(table)
        name = self._text(table, "destination")
        named = [one for one in destinations if not name or one.name.casefold() == name.casefold()]
        if name and not named:
            self._fail(table.at("destination"), "There is no [[destination]] of this name.")
        if send and len(named) != 1:
            self._fail(table.at("send"), "To send without asking, name one of the destinations in “destination”.")
        return WatchSettings(
            on=True,
            folder=folder,
            quiet=quiet or WatchSettings().quiet,
            send=send,
            destination=named[0].id if name or send else "",
            move_to=self._move_to(table, folder),
        )

    def _only_offers(self, table: _Table) -> bool:
        """Without a folder, IT can only say that nothing is sent without asking."""
        if not table.values:
            return False
        if self._sends(table) or table.values:
            self._fail(("watch",), "[watch] needs a folder. Without one it can only say: send = “offer”.")
        return True

    def _sends(self, table: _Table) -> bool:
        return self._one_of(table, "send", _WatchSend, _WatchSend.OFFER) is _WatchSend.SEND

    def _move_to(self, table: _Table, folder: str) -> str:
        move = self._one_of(table, "after", _WatchAfter, _WatchAfter.LEAVE) is _WatchAfter.MOVE
        text = self._text(table, "move_to")
        if not move:
            if text:
                self._fail(table.at("move_to"), "“move_to” needs after = “move”.")
            return ""
        kind = PureWindowsPath if PureWindowsPath(folder).is_absolute() else PurePosixPath
        target = kind(folder, text or SENT_FOLDER)
        if ".." in target.parts or kind(folder).is_relative_to(target):
            problem = "The folder for sent files cannot be the watched folder, or one that it lies in."
            self._fail(table.at("move_to"), problem)
        return text or SENT_FOLDER

    # -- updates ---------------------------------------------------------------------------------------------

    def _updates(self, table: _Table) -> UpdatePolicy:
        pasted, key = self._text(table, "address").strip(), self._text(table, "public_key").strip()
        days = self._number(table, "days", 1, 365) or 1
        if not pasted and not key:
            return UpdatePolicy(days=days)
        if not pasted or not key:
            name = "address" if pasted else "public_key"
            self._fail(table.at(name), "A notice of newer versions needs both an address and a public_key.")
        try:
            address = parse_address(pasted)
        except AddressInvalid as error:
            self._fail(table.at("address"), f"This address cannot be used. {error.values['problem']}")
        if address.needs_consent:
            self._fail(table.at("address"), "This address is not encrypted. Use https://.")
        try:
            raw = base64.b64decode(key, validate=True)
        except ValueError:
            raw = b""
        if len(raw) != 32:
            self._fail(table.at("public_key"), "A public_key is an Ed25519 key of 32 bytes, written in base64.")
        return UpdatePolicy(address.base_url, raw, days)

    # -- single values ---------------------------------------------------------------------------------------

    def _table(self, top: _Table, name: str) -> _Table:
        return _Table(self._take(top, name, dict, f"a table, beginning with [{name}]") or {}, top.at(name))

    def _take(self, table: _Table, name: str, kind: type[Kind], words: str) -> Kind | None:
        value = table.values.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._fail(table.at(name), f"“{name}” has to be {words}.")
        return value

    def _text(self, table: _Table, name: str) -> str:
        return self._take(table, name, str, "a text") or ""

    def _truth(self, table: _Table, name: str) -> bool | None:
        return self._take(table, name, bool, "true or false")

    def _number(self, table: _Table, name: str, lowest: int, highest: int) -> int | None:
        words = f"a whole number from {lowest} to {highest}"
        number = self._take(table, name, int, words)
        if number is not None and not lowest <= number <= highest:
            self._fail(table.at(name), f"“{name}” has to be {words}.")
        return number

    def _file_path(self, table: _Table, name: str) -> str:
        text = self._text(table, name)
        if text and not (PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()):
            self._fail(table.at(name), f"“{name}” has to be a whole path, from the root on.")
        return text

    def _one_of(self, table: _Table, name: str, kind: Callable[[str], Kind], usual: Kind) -> Kind:
        text = self._text(table, name)
        try:
            return kind(text) if text else usual
        except ValueError:
            self._fail(table.at(name), f"This word for “{name}” is not known.")

    def _language(self, top: _Table) -> str:
        text = self._text(top, "language")
        if text and not _LANGUAGE.fullmatch(text):
            self._fail(top.at("language"), "A language is written as “en” or “de-CH”.")
        return text

    def _nothing_left(self, table: _Table) -> None:
        for name in table.values:
            shown = name if name.isprintable() and len(name) <= 60 else "…"
            self._fail(table.at(name), f"There is no setting “{shown}” here.")

    def _fail(self, path: Path, problem: str, closer: Path = ()) -> NoReturn:
        where = self._where(closer or path) or self._where(path) or "an entry"
        raise PolicyInvalid(file=self._file, where=where, problem=problem, detail="Policy")
