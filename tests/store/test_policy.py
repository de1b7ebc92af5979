"""What IT sets goes before what a person sets, whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import plistlib
import re
import tomllib
from dataclasses import replace
from datetime import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.destination import PRACTICE_ID, Destination, Dialect, Scheme
from gui.core.line import LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.token import Token
from gui.core.watch_settings import WatchSettings
from gui.store import policy_source
from gui.store.logs import FILE_NAME, end_logging, set_up_logging
from gui.store.managed import Managed, TokenFileUnusable, read_token_file
from gui.store.places import Places
from gui.store.policy import DestinationNotAllowed, Policy, PolicyInvalid, PracticeNotAllowed
from gui.store.policy_reading import make_policy
from gui.store.policy_source import REGISTRY_VALUES, VARIABLE, policy_from_file, policy_from_registry
from gui.store.settings import Settings, SettingsStore
from tests.store.memory_keyring import MemoryTokens

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OWN = Destination("d1", "Own place", "https://own.example")

WHOLE = """
lock_destinations = true
practice = false
copy_discs = false
language = "de-CH"
log_folder = "/var/log/dicom-courier"

[[destination]]
name = "City Radiology"
base_url = "https://upload.example.org/api/studies"
source = "clinic-7"
connections = 2
token_file = "/etc/dicom-courier/token"
originals = true

[[destination]]
base_url = "http://10.0.0.5:8042/dicom-web"
plain_http = true
dialect = "dicomweb"

[history]
days = 30

[line]
cap_mbit = 8
night_from = "20:00"
night_to = "06:00"
proxy = "proxy.clinic.example:3128"
proxy_user = "reception"
ca_file = "/etc/ssl/clinic.pem"

[audit]
on = true
folder = "/srv/audit"
days = 3650
max_mb = 500
syslog = true
event_log = true

[deidentify]
on = true

[updates]
address = "https://it.clinic.example/courier/release.txt"
public_key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
days = 7

[watch]
folder = "/srv/export"
destination = "City Radiology"
quiet_seconds = 60
send = "send"
after = "move"
move_to = "arrived"
"""


@pytest.fixture
def write(tmp_path: Path):
    def write_policy(text: str) -> Path:
        path = tmp_path / "policy.toml"
        path.write_text(text, "utf-8")
        return path

    return write_policy


def fails(path: Path) -> PolicyInvalid:
    with pytest.raises(PolicyInvalid) as failed:
        policy_from_file(path)
    return failed.value


# -- files ---------------------------------------------------------------------------------------------------


def test_every_setting_of_a_file_is_read(write) -> None:
    policy = policy_from_file(write(WHOLE))
    first, second = policy.destinations
    assert (first.name, first.base_url, first.source, first.connections) == (
        "City Radiology", "https://upload.example.org/api", "clinic-7", 2,
    )  # fmt: skip
    assert (second.name, second.dialect, second.scheme) == ("10.0.0.5", Dialect.DICOMWEB, Scheme.BASIC)
    assert second.plain_http_confirmed
    assert policy.token_files == {first.id: "/etc/dicom-courier/token"}
    assert (policy.deidentify, policy.originals) == (True, {first.id})
    assert (policy.locked, policy.practice, policy.language) == (True, False, "de-CH")
    assert policy.copy_discs is False
    assert (policy.keep_history, policy.history_days) == (True, 30)
    assert (policy.cap_mbit, policy.night) == (8.0, NightWindow(time(20), time(6)))
    assert (policy.proxy, policy.proxy_address) == (ProxyUse.OWN, "http://proxy.clinic.example:3128")
    assert (policy.proxy_user, policy.ca_file) == ("reception", "/etc/ssl/clinic.pem")
    assert policy.log_folder == "/var/log/dicom-courier"
    audit = policy.audit
    assert (audit.on, audit.folder, audit.days, audit.max_mb, audit.syslog) == (True, "/srv/audit", 3650, 500, True)
    assert audit.event_log
    updates = policy.updates
    assert (updates.on, updates.address) == (True, "https://it.clinic.example/courier/release.txt")
    assert (updates.public_key, updates.days) == (b"01234567890123456789012345678901", 7)
    assert policy.watch == WatchSettings(True, "/srv/export", 60, True, first.id, "arrived")
    assert policy.locked_settings == {
        "history", "cap", "night", "proxy", "ca_file", "language", "discs", "watch", "watch_send",
    }  # fmt: skip
    assert "token" not in repr(policy)


def test_an_empty_file_sets_nothing(write) -> None:
    assert policy_from_file(write("# nothing yet\n")) == Policy()
    assert Policy().locked_settings == frozenset()
    assert not Policy().updates.on


def test_identifying_data_is_removed_for_all_but_the_destinations_of_it_that_want_originals(write) -> None:
    policy = policy_from_file(write(WHOLE))
    first, second = policy.destinations
    assert not policy.deidentifies(first)
    assert not policy.deidentifies(replace(first, id="", name="called otherwise"))
    assert policy.deidentifies(second)
    assert policy.deidentifies(replace(first, id=first.id, base_url="https://elsewhere.example"))
    assert policy.deidentifies(OWN)
    assert policy.deidentifies(Destination(PRACTICE_ID, "Practice", first.base_url, source=first.source))
    assert not Policy(originals=policy.originals).deidentifies(OWN)


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("practice = true\ncolour = 'blue'\n", "line 2", "no setting “colour”"),
        ("[line]\n\ncap_mbit = 'fast'\n", "line 3", "A cap is a number"),
        ("[line]\ncap_mbit = true\n", "line 2", "A cap is a number"),
        ("[line]\ncap_mbit = nan\n", "line 2", "A cap is a number"),
        ("[line]\ncap = 8\n", "line 2", "no setting “cap”"),
        ("[history]\ndays = 0\n", "line 2", "from 1 to 36500"),
        ("[history]\ndays = true\n", "line 2", "from 1 to 36500"),
        ("[history]\nkeep = 'no'\n", "line 2", "true or false"),
        ("history = 3\n", "line 1", "a table"),
        ("practice = 'no'\n", "line 1", "true or false"),
        ("practice = false\n", "line 1", "a destination has to be set"),
        ("lock_destinations = true\n", "line 1", "there is none"),
        ("log_folder = 'logs'\n", "line 1", "whole path"),
        ("language = 'a language'\n", "line 1", "de-CH"),
        ("destination = 'https://x.example'\n", "line 1", "list of tables"),
        ("[[destination]]\nname = 'X'\n", "line 1", "needs a base_url"),
        ("[[destination]]\nbase_url = 'ftp://x.example'\n", "line 2", "ftp://"),
        ("[[destination]]\nbase_url = 'http://x.example'\n", "line 2", "not encrypted"),
        ("[[destination]]\nbase_url = 'https://x.example'\nscheme = 'Digest'\n", "line 3", "not known"),
        ("[[destination]]\nbase_url = 'https://x.example'\nscheme = 'Basic'\n", "line 3", "DICOMweb"),
        ("[[destination]]\nbase_url = 'https://x.example'\nsource = 'ü'\n", "line 3", "Source"),
        ("[[destination]]\nbase_url = 'https://x.example'\ntoken = 'abc'\n", "line 3", "no setting “token”"),
        (
            "[[destination]]\nbase_url = 'https://x.example'\n\n[[destination]]\nbase_url = 'https://x.example/'\n",
            "line 4",
            "another destination",
        ),
        ("[[destination]]\nbase_url='https://x.example'\nname='Practice Service'\n", "line 1", "another destination"),
        ("[[destination]]\nbase_url='https://a.example'\n[[destination]]\nbase_url='x:y'\n", "line 4", "address"),
        ("[line]\nnight_from = '20:00'\n", "line 2", "both night_from and night_to"),
        ("[line]\nnight_from = '8pm'\nnight_to = '06:00'\n", "line 2", "written as"),
        ("[line]\nproxy = 'proxy.example'\n", "line 2", "port"),
        ("[line]\nproxy = 'none'\nproxy_user = 'x'\n", "line 3", "address of a proxy"),
        ("[audit]\non = true\nmax_mb = -1\n", "line 3", "from 1"),
        ("[updates]\naddress = 'https://x.example/r'\n", "line 2", "both an address and a public_key"),
        ("[updates]\npublic_key = 'MDEy'\n", "line 2", "both an address and a public_key"),
        (f"[updates]\npublic_key = '{KEY}'\naddress = 'http://x.example/r'\n", "line 3", "not encrypted"),
        (f"[updates]\npublic_key = '{KEY}'\naddress = 'ftp://x.example/r'\n", "line 3", "ftp://"),
        ("[updates]\naddress = 'https://x.example/r'\npublic_key = 'MDEy'\n", "line 3", "32 bytes"),
        ("[updates]\naddress = 'https://x.example/r'\npublic_key = '\u00fc'\n", "line 3", "32 bytes"),
        ("[deidentify]\n", "line 1", "on = true"),
        ("[deidentify]\non = 'yes'\n", "line 2", "true or false"),
        ("deidentify = true\n", "line 1", "a table"),
        ("[deidentify]\non = true\nkeep_dates = true\n", "line 3", "no setting “keep_dates”"),
        ("[[destination]]\nbase_url = 'https://x.example'\noriginals = 1\n", "line 3", "true or false"),
        ("[updates]\ndays = 0\n", "line 2", "from 1 to 365"),
        ("practice = true\n[line\n", "line 2", "not valid TOML"),
        ("practice = true\npractice = true\n", "line 2", "not valid TOML"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named_with_its_line(write, text: str, where: str, problem: str) -> None:
    path = write(text)
    error = fails(path)
    assert error.values["where"] == where
    assert problem in error.values["problem"]
    assert str(path) in error.advice
    assert where in error.advice


PLACE = """[[destination]]
name = "City"
base_url = "https://upload.example.org"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folder = '/srv/in'", WatchSettings(True, "/srv/in")),
        ("folder = 'C:\\Export'\nquiet_seconds = 5", WatchSettings(True, "C:\\Export", 5)),
        ("folder = '/srv/in'\nsend = 'offer'\nafter = 'leave'", WatchSettings(True, "/srv/in")),
        ("folder = '/srv/in'\nsend = 'send'", WatchSettings(True, "/srv/in", send=True, destination="it")),
        ("folder = '/srv/in'\ndestination = 'CITY'", WatchSettings(True, "/srv/in", destination="it")),
        ("folder = '/srv/in'\nafter = 'move'", WatchSettings(True, "/srv/in", move_to="sent")),
        ("folder = '/srv/in'\nafter = 'move'\nmove_to = '/out'", WatchSettings(True, "/srv/in", move_to="/out")),
        ("send = 'offer'", None),
        ("", None),
    ],
)
def test_a_watched_folder_is_set_with_what_happens_in_it(write, text: str, expected: WatchSettings | None) -> None:
    policy = policy_from_file(write(f"{PLACE}[watch]\n{text}\n"))
    if expected is not None and expected.destination:
        expected = dataclasses.replace(expected, destination=policy.destinations[0].id)
    assert policy.watch == expected
    assert policy.watch_only_offers is (text == "send = 'offer'")


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("folder = 'export'", "line 5", "has to be a whole path"),
        ("folder = ''", "line 5", "has to be a whole path"),
        ("folder = 7", "line 5", "has to be a text"),
        ("folder = '/a'\ndestination = 'Elsewhere'", "line 6", "no [[destination]] of this name"),
        ("folder = '/a'\nquiet_seconds = 4", "line 6", "from 5 to 3600"),
        ("folder = '/a'\nquiet_seconds = 30.5", "line 6", "from 5 to 3600"),
        ("folder = '/a'\nsend = 'always'", "line 6", "word for “send” is not known"),
        ("folder = '/a'\nsend = true", "line 6", "has to be a text"),
        ("folder = '/a'\nafter = 'delete'", "line 6", "word for “after” is not known"),
        ("folder = '/a'\nmove_to = 'sent'", "line 6", "needs after = “move”"),
        ("folder = '/a/b'\nafter = 'move'\nmove_to = '/a'", "line 7", "cannot be the watched folder"),
        ("folder = '/a/b'\nafter = 'move'\nmove_to = '.'", "line 7", "cannot be the watched folder"),
        ("folder = '/a/b'\nafter = 'move'\nmove_to = '../c'", "line 7", "cannot be the watched folder"),
        ("send = 'send'", "line 4", "needs a folder"),
        ("quiet_seconds = 30", "line 4", "needs a folder"),
        ("folder = '/a'\ncolour = 'blue'", "line 6", "no setting “colour” here"),
    ],
)
def test_a_mistake_about_the_watched_folder_is_named_and_nothing_holds(
    write, text: str, where: str, problem: str
) -> None:
    error = fails(write(f"{PLACE}[watch]\n{text}\n"))
    assert (error.values["where"], problem in error.values["problem"]) == (where, True), error.values


def test_of_several_destinations_the_one_to_send_to_has_to_be_named(write) -> None:
    other = PLACE.replace("City", "Town").replace("upload", "other")
    error = fails(write(f"{PLACE}{other}[watch]\nfolder = '/a'\nsend = 'send'\n"))
    assert (error.values["where"], "name one of the destinations" in error.values["problem"]) == ("line 9", True)
    assert fails(write("[watch]\nfolder = '/a'\nsend = 'send'\n")).values["where"] == "line 3"


def test_the_watched_folder_of_it_goes_before_the_person_s_own(write) -> None:
    own = WatchSettings(True, "/home/me/in", 10, True, "d1", "sent")
    places = Places.for_user()
    SettingsStore(places).save(Settings((OWN,), watch=own))

    store = SettingsStore(places, policy_from_file(write(f"{PLACE}[watch]\nfolder = '/srv/in'\n")))
    settings = store.load()
    assert settings.watch == WatchSettings(True, "/srv/in")
    store.save(dataclasses.replace(settings, watch=WatchSettings(False, "/elsewhere")))
    assert SettingsStore(places).load().watch == own

    store = SettingsStore(places, policy_from_file(write("[watch]\nsend = 'offer'\n")))
    settings = store.load()
    assert settings.watch == dataclasses.replace(own, send=False)
    store.save(dataclasses.replace(settings, watch=dataclasses.replace(settings.watch, quiet=20)))
    assert SettingsStore(places).load().watch == dataclasses.replace(own, quiet=20)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"practice = true\nlog_folder = '/\xff'\n")
    assert fails(path).values["where"] == "line 2"


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    assert fails(tmp_path / "gone.toml").detail == "FileNotFoundError"
    assert fails(tmp_path).detail == "IsADirectoryError"


@given(
    st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5) | st.just([{}]), max_size=4)
)
def test_no_values_at_all_make_it_fail_in_another_way(values: dict[str, object]) -> None:
    with contextlib.suppress(PolicyInvalid):
        make_policy(values, "policy", lambda path: "somewhere")


def test_a_property_list_holds_the_same(tmp_path: Path) -> None:
    path = tmp_path / "policy.plist"
    destination = {"base_url": "https://upload.example.org", "name": "City"}
    path.write_bytes(plistlib.dumps({"destination": [destination], "lock_destinations": True}))
    assert policy_from_file(path).locked
    path.write_bytes(plistlib.dumps({"line": {"cap_mbit": "fast"}}))
    assert fails(path).values["where"] == "key line.cap_mbit"
    path.write_bytes(b"<plist>")
    assert "property list" in fails(path).advice


def test_a_policy_that_a_person_could_write_is_none(write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("practice = true\n")
    monkeypatch.setattr(policy_source, "_LINUX", path)
    path.chmod(0o666)
    with pytest.raises(PolicyInvalid) as failed:
        policy_source.policy_of_this_computer()
    assert "root" in failed.value.advice
    path.chmod(0o644)
    if os.getuid() == 0:
        assert policy_source.policy_of_this_computer() == Policy()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can own a policy")
def test_the_variable_cannot_take_the_policy_away(write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("[history]\ndays = 5\n")
    other = tmp_path / "other.toml"
    other.write_text("[history]\ndays = 9\n")
    monkeypatch.setenv(VARIABLE, str(other))
    monkeypatch.setattr(policy_source, "_LINUX", tmp_path / "none.toml")
    assert policy_source.policy_of_this_computer().history_days == 9
    monkeypatch.setattr(policy_source, "_LINUX", path)
    assert policy_source.policy_of_this_computer().history_days == 5


# -- the registry --------------------------------------------------------------------------------------------


def test_the_installer_s_properties_are_a_destination() -> None:
    values = {"BaseUrl": "https://upload.example.org/api", "Source": "clinic-7", "Name": "City Radiology"}
    (destination,) = policy_from_registry(values, {}).destinations
    assert (destination.name, destination.source) == ("City Radiology", "clinic-7")


def test_the_registry_and_a_property_list_set_the_watched_folder(tmp_path: Path) -> None:
    values = {
        "BaseUrl": "https://a.example", "Name": "City", "WatchFolder": "C:\\Export", "WatchDestination": "City",
        "WatchQuietSeconds": 45, "WatchSend": "send", "WatchAfter": "move", "WatchMoveTo": "D:\\Sent",
    }  # fmt: skip
    policy = policy_from_registry(values, {})
    assert policy.watch == WatchSettings(True, "C:\\Export", 45, True, policy.destinations[0].id, "D:\\Sent")
    with pytest.raises(PolicyInvalid) as failed:
        policy_from_registry({**values, "WatchQuietSeconds": 4}, {})
    assert failed.value.values["where"] == "value WatchQuietSeconds"
    path = tmp_path / "policy.plist"
    path.write_bytes(plistlib.dumps({"watch": {"folder": "/srv/in", "quiet_seconds": 45}}))
    assert policy_from_file(path).watch == WatchSettings(True, "/srv/in", 45)


def test_the_registry_holds_all_that_a_file_holds() -> None:
    values = {
        "BaseUrl": "https://upload.example.org/api", "Name": "City Radiology", "Source": "clinic-7", "Connections": 2,
        "TokenFile": "/etc/dicom-courier/token", "SendOriginals": 1, "Deidentify": 1,
        "LockDestinations": 1, "Practice": 0, "CopyDiscs": 0, "Language": "de-CH",
        "LogFolder": "/var/log/dicom-courier", "HistoryDays": 30, "CapMbit": "8", "nightfrom": "20:00",
        "NightTo": "06:00", "Proxy": "proxy.clinic.example:3128", "ProxyUser": "reception",
        "CaFile": "/etc/ssl/clinic.pem", "Audit": 1, "AuditFolder": "/srv/audit", "AuditDays": 3650,
        "AuditMaxMb": 500, "AuditEventLog": 1, "UpdatesAddress": "https://it.clinic.example/courier/release.txt",
        "UpdatesPublicKey": KEY, "UpdatesDays": 7, "WatchFolder": "/srv/export", "WatchDestination": "City Radiology",
        "WatchQuietSeconds": 60, "WatchSend": "send", "WatchAfter": "move", "WatchMoveTo": "arrived",
    }  # fmt: skip
    second = {"BaseUrl": "http://10.0.0.5:8042/dicom-web", "PlainHttp": 1, "Dialect": "dicomweb"}
    there = WHOLE.replace("syslog = true\n", "")  # which Windows does not have
    assert policy_from_registry(values, {"1": second}) == make_policy(tomllib.loads(there), "", lambda path: "")


@pytest.mark.parametrize(
    ("values", "destinations", "where"),
    [
        ({"Colour": "blue"}, {}, "value Colour"),
        ({"history": "x"}, {}, "value History"),
        ({"destination": "x"}, {}, "value destination"),
        ({"BaseUrl": "ftp://x"}, {}, "value BaseUrl"),
        ({"Source": "clinic-7"}, {}, "value BaseUrl"),
        ({"LockDestinations": 2}, {}, "value LockDestinations"),
        ({"CapMbit": "fast"}, {}, "value CapMbit"),
        ({"HistoryDays": "30"}, {}, "value HistoryDays"),
        ({}, {"1": {"BaseUrl": "https://x.example", "Scheme": "x"}}, r"value Destinations\1\Scheme"),
        ({}, {"1": {"Colour": "blue"}}, r"value Destinations\1\Colour"),
    ],
)
def test_the_value_that_is_wrong_is_named(values, destinations, where: str) -> None:
    with pytest.raises(PolicyInvalid) as failed:
        policy_from_registry(values, destinations)
    assert failed.value.values["where"] == where


# -- what holds ----------------------------------------------------------------------------------------------


def test_the_settings_of_it_go_before_the_person_s_own_and_never_into_their_file(write) -> None:
    places = Places.for_user()
    own = Settings((OWN,), "d1", 7, True, LineSettings(cap_mbit=1, ca_file="/own.pem"))
    SettingsStore(places).save(own)
    store = SettingsStore(places, policy_from_file(write(WHOLE)))
    settings = store.load()
    assert [one.name for one in settings.destinations] == ["City Radiology", "10.0.0.5"]
    assert settings.selected_id == settings.destinations[0].id
    assert (settings.history_days, settings.line.cap_mbit, settings.line.ca_file) == (30, 8.0, "/etc/ssl/clinic.pem")
    store.save(settings)
    assert "upload.example.org" not in (places.config / "settings.json").read_text()
    left = SettingsStore(places).load()
    assert (left.destinations, left.history_days, left.line) == (own.destinations, own.history_days, own.line)
    assert (settings.copy_discs, left.copy_discs) == (False, True)


def test_beside_a_preset_destination_people_add_their_own(write) -> None:
    policy = policy_from_file(write("[[destination]]\nbase_url = 'https://upload.example.org'\n"))
    store = SettingsStore(Places.for_user(), policy)
    settings = store.load()
    assert settings.selected_id == policy.destinations[0].id  # the first time
    store.save(Settings((*settings.destinations, OWN), OWN.id))
    again = SettingsStore(Places.for_user(), policy).load()
    assert again.destinations == (*policy.destinations, OWN)
    assert again.selected_id == OWN.id
    store.save(Settings(again.destinations, policy.destinations[0].id))
    assert SettingsStore(Places.for_user(), policy).load().selected_id == policy.destinations[0].id
    policy.allow(OWN)
    store.save(Settings(again.destinations, PRACTICE_ID))
    assert SettingsStore(Places.for_user(), policy).load().selected_id == PRACTICE_ID


def test_what_is_locked_is_refused_under_every_name(write) -> None:
    policy = policy_from_file(write(WHOLE))
    first = policy.destinations[0]
    policy.allow(Destination("", "as typed", first.base_url, source=first.source))
    for other in (
        OWN,
        Destination(first.id, first.name, "https://elsewhere.example", source=first.source),
        Destination(first.id, first.name, first.base_url, source="another"),
    ):
        with pytest.raises(DestinationNotAllowed):
            policy.allow(other)
    with pytest.raises(PracticeNotAllowed):
        policy.allow(Destination(PRACTICE_ID, "Practice service", "http://127.0.0.1"))


def test_with_a_policy_that_cannot_be_used_nothing_is_allowed(write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(write(WHOLE.replace("days = 30", "days = 'x'"))))
    managed = Managed(Places.for_user())
    assert managed.policy == Policy()  # not the half of it
    with pytest.raises(PolicyInvalid):
        managed.allow(OWN)
    with pytest.raises(PolicyInvalid):
        managed.allow(Destination(PRACTICE_ID, "Practice service", "http://127.0.0.1"))


# -- the token -----------------------------------------------------------------------------------------------


@pytest.fixture
def provisioned(write, tmp_path: Path) -> tuple[Managed, Destination, Path]:
    file = tmp_path / "token"
    file.write_text("t-from-it\n")
    file.chmod(0o600)
    text = f"[[destination]]\nbase_url = 'https://upload.example.org'\ntoken_file = '{file}'\n"
    policy = policy_from_file(write(text))
    return Managed(Places.for_user(), policy), policy.destinations[0], file


def test_a_token_of_it_s_goes_into_the_keyring_and_stays_when_its_file_is_gone(provisioned) -> None:
    managed, destination, file = provisioned
    tokens = MemoryTokens()
    assert managed.token(destination, tokens) == Token("t-from-it")
    assert tokens.load(destination.address.origin) == Token("t-from-it")
    file.write_text("t-renewed")
    assert managed.token(destination, tokens) == Token("t-renewed")
    file.unlink()
    assert managed.token(destination, tokens) is None
    assert tokens.load(destination.address.origin) == Token("t-renewed")
    assert tokens.saved == 2
    assert managed.token(OWN, tokens) is None


@pytest.mark.parametrize("mode", [0o604, 0o620, 0o602, 0o666])
def test_a_token_that_others_can_read_or_change_is_not_used(provisioned, mode: int) -> None:
    managed, destination, file = provisioned
    file.chmod(mode)
    with pytest.raises(TokenFileUnusable) as failed:
        managed.token(destination, MemoryTokens())
    assert str(file) not in str(failed.value) + failed.value.advice + failed.value.detail
    assert "t-from-it" not in repr(failed.value) + failed.value.advice


def test_what_is_no_token_is_said_without_showing_it(provisioned, tmp_path: Path) -> None:
    _, destination, file = provisioned
    for content in (b"", b"\xff\xfe", "tökén".encode(), b"x" * 70_000):
        file.write_bytes(content)
        with pytest.raises(TokenFileUnusable) as failed:
            read_token_file(file, destination)
        assert failed.value.__cause__ is None
    (tmp_path / "link").symlink_to(file)
    for path in (tmp_path / "link", tmp_path):
        with pytest.raises(TokenFileUnusable):
            read_token_file(path, destination)


# -- what is handed to IT ------------------------------------------------------------------------------------


def test_the_example_for_linux_is_a_policy() -> None:
    policy = policy_from_file(PACKAGING / "linux" / "policy.toml")
    assert policy.destinations
    assert policy.locked


def test_the_template_for_windows_offers_every_value_and_no_other() -> None:
    admx = ElementTree.parse(PACKAGING / "windows" / "policy" / "dicom-courier.admx").getroot()
    adml = ElementTree.parse(PACKAGING / "windows" / "policy" / "en-US" / "dicom-courier.adml").getroot()
    offered = {found for one in admx.iter() if (found := one.get("valueName")) is not None}
    assert offered == REGISTRY_VALUES
    keys = {one.get("key") for one in admx.iter() if one.get("key") is not None}
    assert keys == {policy_source.REGISTRY_KEY}
    strings = {one.get("id") for one in adml.iter() if one.tag.endswith("}string")}
    presentations = {one.get("id") for one in adml.iter() if one.tag.endswith("}presentation")}
    text = (PACKAGING / "windows" / "policy" / "dicom-courier.admx").read_text("utf-8")

    assert set(re.findall(r"\$\(string\.([^)]+)\)", text)) == strings
    assert set(re.findall(r"\$\(presentation\.([^)]+)\)", text)) == presentations
    elements = {one.get("id") for policy in admx.iter() if policy.tag.endswith("}elements") for one in policy}
    assert {one.get("refId") for one in adml.iter() if one.get("refId")} == elements


def test_the_manual_names_every_setting() -> None:
    manual = (PACKAGING / "README.md").read_text("utf-8")
    part = manual[manual.index("## Settings made by IT") : manual.index("### Audit trail")]
    assert [name for name in REGISTRY_VALUES if f"`{name}`" not in part] == []
    example = (PACKAGING / "linux" / "policy.toml").read_text("utf-8")
    keys = set(re.findall(r"^(?:# )?([a-z_]+) = ", example, re.MULTILINE)) | {"keep", "on"}
    assert [key for key in keys if f"`{key}`" not in part] == []


def test_the_values_that_the_installer_writes_are_read() -> None:
    recipe = (PACKAGING / "windows" / "dicom-courier.wxs").read_text("utf-8")
    written = set(re.findall(r'Key="Software\\Policies\\DICOM Courier" Name="(\w+)"', recipe))
    assert written == {"BaseUrl", "Source", "Name"}
    assert written <= REGISTRY_VALUES


def test_the_log_is_where_it_wants_it_in_a_folder_for_each_person(tmp_path: Path) -> None:
    managed = Managed(Places.for_user(), Policy(log_folder=str(tmp_path / "logs")))
    handler = set_up_logging(Places.for_user(), folder=managed.log_folder)
    logging.getLogger("gui.test").warning("The log is here")
    end_logging(handler)
    assert managed.log_folder.parent == tmp_path / "logs"
    assert "The log is here" in (managed.log_folder / FILE_NAME).read_text()
    assert managed.audit.folder == managed.log_folder / "audit"
