"""Finds what IT has set on this computer: the registry of Windows, or a file that only administrators can change."""

from __future__ import annotations

import os
import plistlib
import re
import stat
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers.expat import ExpatError

from gui.store.policy import Policy, PolicyInvalid
from gui.store.policy_reading import Path as ValuePath
from gui.store.policy_reading import Where, make_policy

VARIABLE = "DICOM_COURIER_POLICY"
"""Names a policy file to try out; heard only on a computer for which IT has set nothing."""

REGISTRY_KEY = r"Software\Policies\DICOM Courier"

_LINUX = Path("/etc/dicom-courier/policy.toml")
_MAC = (
    Path("/Library/Managed Preferences/org.dicomcourier.DicomCourier.plist"),
    Path("/Library/Application Support/DICOM Courier/policy.toml"),
)
_LONGEST = 1_000_000
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def policy_of_this_computer() -> Policy:
    """What IT has set; a policy that sets nothing when there is none. Raises :class:`PolicyInvalid`."""
    if sys.platform == "win32":
        values, destinations = _registry()
        if values or destinations:
            return policy_from_registry(values, destinations)
    for path in system_files():
        if path.exists():
            _only_administrators_write(path)
            return policy_from_file(path)
    named = os.environ.get(VARIABLE)
    return policy_from_file(Path(named)) if named else Policy()


def system_files() -> Sequence[Path]:
    """The files that hold IT's settings on this system; the first that is there counts."""
    if sys.platform == "win32":
        return ()
    return _MAC if sys.platform == "darwin" else (_LINUX,)


def policy_from_file(path: Path) -> Policy:
    """The policy in a TOML file, or a property list by its name. Raises :class:`PolicyInvalid`."""
    try:
        with open(path, "rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        _fail(path, "as a whole", "It cannot be read.", error)
    if len(content) > _LONGEST:
        _fail(path, "as a whole", "It is far too long for a policy.")
    if path.suffix == ".plist":
        return _from_plist(path, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(bytes([10]), 0, error.start) + 1
        _fail(path, f"line {line}", "It is not written in UTF-8.", error)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        where = f"line {found[1]}" if found else f"line {len(text.splitlines()) or 1}"
        _fail(path, where, "This is not valid TOML.", error)
    except RecursionError as error:
        _fail(path, "as a whole", "This is not valid TOML.", error)
    return make_policy(values, str(path), _lines_of(text))


def _from_plist(path: Path, content: bytes) -> Policy:
    try:
        values = plistlib.loads(content)
    except (plistlib.InvalidFileException, ExpatError, ValueError, RecursionError) as error:
        _fail(path, "as a whole", "This is not a valid property list.", error)
    if not isinstance(values, dict):
        _fail(path, "as a whole", "A policy is a dictionary.")
    return make_policy(values, str(path), lambda way: f"key {'.'.join(str(part) for part in way)}")


def _only_administrators_write(path: Path) -> None:
    """A policy that a person could change is none. Raises :class:`PolicyInvalid`."""
    try:
        status = path.stat()
    except OSError as error:
        _fail(path, "as a whole", "It cannot be read.", error)
    if status.st_uid != 0 or status.st_mode & _OTHERS_WRITE:
        _fail(path, "its rights", "It has to belong to root, and only root may write it.")


def _fail(path: Path, where: str, problem: str, error: BaseException | None = None) -> NoReturn:
    detail = type(error).__name__ if error is not None else "Policy"
    raise PolicyInvalid(file=str(path), where=where, problem=problem, detail=detail) from error


# -- the lines of a file -------------------------------------------------------------------------------------------

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"'-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?([^\"'=\s]+)[\"']?\s*=")


def _lines_of(text: str) -> Where:
    """Knows on which line a value of a TOML file stands, or the header of its table."""
    lines: dict[ValuePath, int] = {}
    table: ValuePath = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header is not None:
            name = header[2].strip("\"'")
            table = (name,)
            if header[1] == "[[":
                table = (name, counts.setdefault(name, 0))
                counts[name] += 1
                lines.setdefault((name,), number)
            lines.setdefault(table, number)
        elif key is not None:
            lines.setdefault((*table, key[1]), number)

    def where(path: ValuePath) -> str:
        for length in range(len(path), 0, -1):
            if path[:length] in lines:
                return f"line {lines[path[:length]]}"
        return ""

    return where


# -- the registry --------------------------------------------------------------------------------------------------

_DESTINATION_VALUES = {
    "Name": ("name", str),
    "BaseUrl": ("base_url", str),
    "Source": ("source", str),
    "Dialect": ("dialect", str),
    "Scheme": ("scheme", str),
    "Connections": ("connections", int),
    "PlainHttp": ("plain_http", bool),
    "TokenFile": ("token_file", str),
    "SendOriginals": ("originals", bool),
}
_VALUES = {
    "LockDestinations": ("", "lock_destinations", bool),
    "Practice": ("", "practice", bool),
    "Deidentify": ("deidentify", "on", bool),
    "CopyDiscs": ("", "copy_discs", bool),
    "LogFolder": ("", "log_folder", str),
    "Language": ("", "language", str),
    "History": ("history", "keep", bool),
    "HistoryDays": ("history", "days", int),
    "CapMbit": ("line", "cap_mbit", float),
    "NightFrom": ("line", "night_from", str),
    "NightTo": ("line", "night_to", str),
    "Proxy": ("line", "proxy", str),
    "ProxyUser": ("line", "proxy_user", str),
    "CaFile": ("line", "ca_file", str),
    "Audit": ("audit", "on", bool),
    "AuditFolder": ("audit", "folder", str),
    "AuditDays": ("audit", "days", int),
    "AuditMaxMb": ("audit", "max_mb", int),
    "AuditEventLog": ("audit", "event_log", bool),
    "UpdatesAddress": ("updates", "address", str),
    "UpdatesPublicKey": ("updates", "public_key", str),
    "UpdatesDays": ("updates", "days", int),
    "WatchFolder": ("watch", "folder", str),
    "WatchDestination": ("watch", "destination", str),
    "WatchQuietSeconds": ("watch", "quiet_seconds", int),
    "WatchSend": ("watch", "send", str),
    "WatchAfter": ("watch", "after", str),
    "WatchMoveTo": ("watch", "move_to", str),
}
REGISTRY_VALUES = frozenset(_VALUES) | frozenset(_DESTINATION_VALUES)
"""Every name of a value that is read; Windows does not tell capitals from small letters."""

_NAMES: Mapping[str | int, str] = {key: name for name, (key, _) in _DESTINATION_VALUES.items()}
_CANONICAL = {name.casefold(): name for name in REGISTRY_VALUES}


def policy_from_registry(values: Mapping[str, Any], destinations: Mapping[str, Mapping[str, Any]]) -> Policy:
    r"""The policy in the values of the key, and of its subkeys ``Destinations\…``. Raises :class:`PolicyInvalid`.

    The first destination may stand in the key itself: ``BaseUrl``, ``Source`` and ``Name`` are there when they
    were given to the installer.
    """
    made: dict[str, Any] = {}
    names: dict[ValuePath, str] = {}
    first: dict[str, Any] = {}
    for given, value in values.items():
        name = _CANONICAL.get(given.casefold(), given)
        if name in _DESTINATION_VALUES:
            key, kind = _DESTINATION_VALUES[name]
            first[key] = _registry_value(name, value, kind)
            names["destination", 0, key] = name
        elif name in _VALUES:
            table, key, kind = _VALUES[name]
            inside = made.setdefault(table, {}) if table else made
            inside[key] = _registry_value(name, value, kind)
            names[(table, key) if table else (key,)] = name
        else:
            _fail_in_registry(name, f"There is no setting “{name}” here.")
    entries = [first] if first else []
    for subkey, found in sorted(destinations.items()):
        entry: dict[str, Any] = {}
        number = len(entries)
        for given, value in found.items():
            name = _CANONICAL.get(given.casefold(), given)
            shown = rf"Destinations\{subkey}\{name}"
            if name not in _DESTINATION_VALUES:
                _fail_in_registry(shown, f"There is no setting “{name}” for a destination.")
            key, kind = _DESTINATION_VALUES[name]
            entry[key] = _registry_value(shown, value, kind)
            names["destination", number, key] = shown
        entries.append(entry)
    if entries:
        made["destination"] = entries

    def where(path: ValuePath) -> str:
        return f"value {names.get(path) or _NAMES.get(path[-1], path[-1])}"

    return make_policy(made, _REGISTRY_FILE, where)


_REGISTRY_FILE = rf"HKEY_LOCAL_MACHINE\{REGISTRY_KEY}"


def _registry_value(name: str, value: Any, kind: type) -> Any:
    """A value as a file would have it: the registry knows neither truth nor fractions."""
    if kind is bool:
        if value not in (0, 1):
            _fail_in_registry(name, "This has to be 0 or 1.")
        return bool(value)
    if kind is float and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            _fail_in_registry(name, "This is not a number.")
    return value


def _fail_in_registry(name: str, problem: str, error: BaseException | None = None) -> NoReturn:
    detail = type(error).__name__ if error is not None else "Policy"
    raise PolicyInvalid(file=_REGISTRY_FILE, where=f"value {name}", problem=problem, detail=detail) from error


def _registry() -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The values of the key, and of each destination's subkey; nothing where they are not there."""
    if sys.platform != "win32":
        return {}, {}
    import winreg

    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY, 0, access) as key:
            values = _values_of(key)
    except FileNotFoundError:
        return {}, {}
    except OSError as error:
        _fail_in_registry("(all)", "It cannot be read.", error)
    destinations: dict[str, dict[str, Any]] = {}
    path = rf"{REGISTRY_KEY}\Destinations"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
            names = [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
        for name in names:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{path}\{name}", 0, access) as key:
                destinations[name] = _values_of(key)
    except FileNotFoundError:
        pass
    except OSError as error:
        _fail_in_registry("Destinations", "It cannot be read.", error)
    return values, destinations


def _values_of(key: Any) -> dict[str, Any]:
    """The named values of an open key."""
    if sys.platform != "win32":
        return {}
    import winreg

    found = [winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1])]
    return {name: value for name, value, _ in found if name}
