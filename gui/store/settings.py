"""What a person set: the destinations, which one is chosen, how long History is kept. Never a token."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import time
from typing import Any

from gui.core.destination import PRACTICE_ID, Destination, Dialect, Scheme
from gui.core.errors import CourierError
from gui.core.line import FASTEST_MBIT, LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.watch_settings import LONGEST_QUIET, SHORTEST_QUIET, WatchSettings
from gui.store.audit import AuditTrail
from gui.store.places import Places
from gui.store.policy import DISCS, HISTORY, LANGUAGE, Policy
from gui.store.whole_files import replace_file

_FORMAT = 1
_LONGEST = 1_000_000
_MOST_DAYS = 36_500


class SettingsDamaged(CourierError):
    """The settings file cannot be understood. It was put aside, and the next load gives the defaults."""

    title_template = "Your settings could not be read"
    advice_template = (
        "The destinations have to be entered again; tokens in this computer’s keyring are still there. The damaged "
        "file was kept as {kept}, should your IT want to look at it."
    )


class SettingsUnreadable(CourierError):
    """The settings file is there, but this person may not read it, or the disk failed. Nothing was changed."""

    title_template = "Your settings could not be read"
    advice_template = "Start the program again. If it stays so, your IT can see to the rights of the settings file."


class SettingsNotSaved(CourierError):
    """The settings could not be written; the former ones are still there, whole."""

    title_template = "Your settings could not be saved"
    advice_template = "The former ones still hold. Make room on this computer’s disk, then try again, or ask your IT."


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one person.

    ``destinations`` are those that a person added: the Practice service is not among them, because it is always
    there and its address is another one in each run. ``selected_id`` is the ID of one of them, or ``PRACTICE_ID``.
    ``history_days`` is how many days an upload stays in History, from 1 to 36,500. With ``keep_history`` False
    nothing is kept of an upload that has ended once its receipt is closed. ``copy_discs``: a disc in a drive is copied
    to this computer before it is read. ``line`` holds for all destinations.
    ``language`` is that of the window (``en``, ``de``), empty for the system's.
    """

    destinations: tuple[Destination, ...] = ()
    selected_id: str = PRACTICE_ID
    history_days: int = 90
    keep_history: bool = True
    line: LineSettings = field(default_factory=LineSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
    language: str = ""
    copy_discs: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.history_days <= _MOST_DAYS:
            raise ValueError("an upload stays in History for one day at least, and not for ever")


class SettingsStore:
    """Reads and writes the settings file of :class:`gui.store.places.Places`.

    :param policy: what IT has set. It goes before the person's own settings, and never into the file.
    :param audit: told which destinations were added, changed and removed.
    """

    def __init__(self, places: Places, policy: Policy | None = None, audit: AuditTrail | None = None) -> None:
        self._path = places.config / "settings.json"
        self._unreadable = False
        self._audit = audit
        self._own = Settings()
        self.policy = policy or Policy()

    def load(self) -> Settings:
        """The settings that hold: as saved, the defaults when none were saved yet, and before them those of IT.

        Raises :class:`SettingsDamaged` once for a file that cannot be understood: by then the file has been put
        aside, so that loading again gives the defaults and saving again works. Raises :class:`SettingsUnreadable`
        when it cannot be read, and leaves it where it is.
        """
        self._unreadable = False
        try:
            with open(self._path, encoding="utf-8") as file:
                text = file.read(_LONGEST + 1)
        except FileNotFoundError:
            self._own = Settings()
            return self.effective(self._own, first_time=True)
        except UnicodeDecodeError as error:
            raise self._put_aside(error) from error
        except OSError as error:
            self._unreadable = True
            raise SettingsUnreadable(detail=type(error).__name__) from error
        try:
            if len(text) > _LONGEST:
                raise ValueError("longer than any settings")
            self._own = _from_json(json.loads(text), self.policy.destination_ids)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._put_aside(error) from error
        return self.effective(self._own)

    def effective(self, settings: Settings, *, first_time: bool = False) -> Settings:
        """The settings with those of IT before them; ``first_time`` also chooses IT's first destination."""
        policy = self.policy
        destinations = policy.all_destinations(settings.destinations)
        keep, days = policy.keep_history, policy.history_days
        return Settings(
            destinations=destinations,
            selected_id=policy.select(settings.selected_id, destinations, first_time=first_time),
            history_days=settings.history_days if days is None else days,
            keep_history=settings.keep_history if keep is None else keep,
            line=policy.line(settings.line),
            watch=policy.watched(settings.watch),
            language=policy.language or settings.language,
            copy_discs=settings.copy_discs if policy.copy_discs is None else policy.copy_discs,
        )

    def _own_part(self, settings: Settings) -> Settings:
        """What of these settings is the person's own; where IT's hold, what the person had before."""
        policy, before = self.policy, self._own
        locked, ids = policy.locked_settings, policy.destination_ids
        own = tuple(one for one in settings.destinations if one.id not in ids)
        history = before if HISTORY in locked else settings
        return Settings(
            destinations=before.destinations if policy.locked else own,
            selected_id=settings.selected_id,
            history_days=history.history_days,
            keep_history=history.keep_history,
            line=policy.own_line(settings.line, before.line),
            watch=policy.own_watched(settings.watch, before.watch),
            language=(before if LANGUAGE in locked else settings).language,
            copy_discs=(before if DISCS in locked else settings).copy_discs,
        )

    def _note_changes(self, before: Settings, now: Settings) -> None:
        """Tell the audit trail what has become of the destinations. Raises :class:`gui.store.audit.AuditFailed`."""
        if self._audit is None or not self._audit.on:
            return
        former = {one.id: one for one in before.destinations}
        for one in now.destinations:
            if one.id not in former:
                self._audit.destination("added", one)
            elif one != former[one.id]:
                self._audit.destination("changed", one)
        left = {one.id for one in now.destinations}
        for one in before.destinations:
            if one.id not in left:
                self._audit.destination("removed", one)

    def save(self, settings: Settings) -> None:
        """Keep the person's own part of the settings: whole or not at all, readable for this person only (0600).

        Raises :class:`SettingsNotSaved`; also while there is a file that the last load could not read, because
        nobody knows what would be lost with it.
        """
        if self._unreadable:
            raise SettingsNotSaved(detail="Unreadable")
        own = self._own_part(settings)
        text = json.dumps(_to_json(own), indent=2, ensure_ascii=True)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._path, text.encode("ascii"))
        except OSError as error:
            raise SettingsNotSaved(detail=type(error).__name__) from error
        before, self._own = self._own, own
        self._note_changes(before, own)

    def _put_aside(self, error: Exception) -> CourierError:
        number = 1
        while (kept := self._path.with_name(f"settings.damaged-{number}.json")).exists():
            number += 1
        try:
            self._path.replace(kept)
        except OSError as trouble:
            self._unreadable = True
            return SettingsUnreadable(detail=type(trouble).__name__)
        return SettingsDamaged(detail=type(error).__name__, kept=kept.name)


def _to_json(settings: Settings) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "selected": settings.selected_id,
        "history_days": settings.history_days,
        "keep_history": settings.keep_history,
        "copy_discs": settings.copy_discs,
        "line": _line_to_json(settings.line),
        "watch": asdict(settings.watch),
        "language": settings.language,
        "destinations": [
            {
                "id": destination.id,
                "name": destination.name,
                "base_url": destination.base_url,
                "scheme": destination.scheme.value,
                "source": destination.source,
                "plain_http_confirmed": destination.plain_http_confirmed,
                "connections": destination.connections,
                "dialect": destination.dialect.value,
            }
            for destination in settings.destinations
            if not destination.practice
        ],
    }


def _from_json(value: Any, more_ids: Collection[str] = ()) -> Settings:
    """Raises ValueError, KeyError or TypeError for what :func:`_to_json` cannot have written."""
    kept = _mapping(value)
    destinations = tuple(_destination(_mapping(one)) for one in _list(kept["destinations"]))
    known = [destination.id for destination in destinations]
    if len(set(known)) != len(known) or PRACTICE_ID in known or "" in known:
        raise ValueError("an ID is empty or stands twice")
    selected = _text(kept["selected"])
    return Settings(
        destinations=destinations,
        selected_id=selected if selected in known or selected in more_ids else PRACTICE_ID,
        history_days=_number(kept["history_days"], 1, _MOST_DAYS),
        keep_history=_truth(kept.get("keep_history", True)),
        copy_discs=_truth(kept.get("copy_discs", True)),
        line=_line(_mapping(kept["line"])) if "line" in kept else LineSettings(),
        watch=_watch(_mapping(kept["watch"])) if "watch" in kept else WatchSettings(),
        language=_text(kept.get("language", "")),
    )


def _watch(kept: Mapping[str, Any]) -> WatchSettings:
    return WatchSettings(
        on=_truth(kept["on"]),
        folder=_text(kept["folder"]),
        quiet=_number(kept["quiet"], SHORTEST_QUIET, LONGEST_QUIET),
        send=_truth(kept.get("send", False)),
        destination=_text(kept.get("destination", "")),
        move_to=_text(kept.get("move_to", "")),
    )


def _line_to_json(line: LineSettings) -> dict[str, Any]:
    night = line.night
    return {
        "cap_mbit": line.cap_mbit,
        "night": None if night is None else [night.start.isoformat(), night.end.isoformat()],
        "proxy": line.proxy.value,
        "proxy_address": line.proxy_address,
        "proxy_user": line.proxy_user,
        "ca_file": line.ca_file,
    }


def _line(kept: Mapping[str, Any]) -> LineSettings:
    cap, night = kept["cap_mbit"], kept["night"]
    if cap is not None and (not isinstance(cap, int | float) or isinstance(cap, bool) or cap > FASTEST_MBIT):
        raise ValueError("not a number in range")
    hours = None
    if night is not None:
        start, end = (time.fromisoformat(_text(moment)) for moment in _list(night))
        hours = NightWindow(start, end)
    return LineSettings(
        cap_mbit=None if cap is None else float(cap),
        night=hours,
        proxy=ProxyUse(_text(kept["proxy"])),
        proxy_address=_text(kept["proxy_address"]),
        proxy_user=_text(kept["proxy_user"]),
        ca_file=_text(kept["ca_file"]),
    )


def _destination(kept: Mapping[str, Any]) -> Destination:
    return Destination(
        id=_text(kept["id"]),
        name=_text(kept["name"]),
        base_url=_text(kept["base_url"]),
        scheme=Scheme(_text(kept["scheme"])),
        source=_text(kept["source"]),
        plain_http_confirmed=kept["plain_http_confirmed"] is True,
        connections=_number(kept["connections"], 1, 8),
        dialect=Dialect(_text(kept.get("dialect", Dialect.SERVICE.value))),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _number(value: Any, lowest: int, highest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise ValueError("not a number in range")
    return value
