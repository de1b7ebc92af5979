"""Settings come back as they were saved, or a person hears why not."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from gui.core.destination import PRACTICE_ID, Destination, Dialect, Scheme
from gui.core.line import LineSettings, ProxyUse
from gui.core.pace import NightWindow
from gui.core.token import Token
from gui.store.places import Places, PlacesUnusable
from gui.store.settings import Settings, SettingsDamaged, SettingsNotSaved, SettingsStore, SettingsUnreadable
from tests.helpers.small_disk import fill, small_disk

PLACE = Destination("d1", "Städtische Radiologie", "https://dicom.example", Scheme.BEARER, "K-1", True, 5)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "data", tmp_path / "config", tmp_path / "logs", tmp_path / "practice")
    places.prepare()
    return places


@pytest.fixture
def store(places: Places) -> SettingsStore:
    return SettingsStore(places)


def settings_file(places: Places) -> Path:
    return places.config / "settings.json"


def test_without_a_file_only_the_practice_service_is_chosen(store: SettingsStore) -> None:
    assert store.load() == Settings((), PRACTICE_ID, 90)


destinations = st.builds(
    Destination,
    id=st.uuids().map(str),
    name=st.text(max_size=20),
    base_url=st.text(max_size=30),
    scheme=st.sampled_from(Scheme),
    source=st.text(max_size=10),
    plain_http_confirmed=st.booleans(),
    connections=st.integers(1, 8),
    dialect=st.sampled_from(Dialect),
)

times = st.times()
lines = st.builds(
    LineSettings,
    cap_mbit=st.none() | st.floats(0.1, 10_000),
    night=st.none() | st.builds(NightWindow, times, times),
    proxy=st.sampled_from(ProxyUse),
    proxy_address=st.text(min_size=1, max_size=20),
    proxy_user=st.text(max_size=10),
    ca_file=st.text(max_size=30),
)


@examples(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=st.lists(destinations, max_size=4, unique_by=lambda one: one.id).map(tuple),
    days=st.integers(1, 36_500),
    history=st.booleans(),
    line=lines,
    data=st.data(),
)
def test_settings_come_back_as_saved(
    store: SettingsStore, kept: tuple[Destination, ...], days: int, history: bool, line: LineSettings, data
) -> None:
    chosen = data.draw(st.sampled_from([PRACTICE_ID, *(one.id for one in kept)]))
    settings = Settings(kept, chosen, days, history, line)
    store.save(settings)
    assert store.load() == settings


def test_without_a_line_in_the_file_nothing_limits_it(store: SettingsStore, places: Places) -> None:
    store.save(Settings((PLACE,), line=LineSettings(cap_mbit=8, night=NightWindow(time(20), time(6)))))
    kept = json.loads(settings_file(places).read_text())
    del kept["line"], kept["keep_history"]
    settings_file(places).write_text(json.dumps(kept))
    assert store.load() == Settings((PLACE,))
    assert (LineSettings().cap_mbit, LineSettings().night, LineSettings().proxy) == (None, None, ProxyUse.SYSTEM)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cap_mbit", 0),
        ("cap_mbit", 10**400),
        ("cap_mbit", float("nan")),
        ("cap_mbit", True),
        ("cap_mbit", "8"),
        ("night", ["20:00"]),
        ("night", ["25:00", "06:00"]),
        ("night", ["20:00+01:00", "06:00"]),
        ("night", "20:00"),
        ("proxy", "pac"),
        ("proxy", "own"),
        ("proxy_user", None),
        ("ca_file", 7),
    ],
)
def test_a_line_that_makes_no_sense_is_damage(store: SettingsStore, places: Places, key: str, value: object) -> None:
    store.save(Settings())
    kept = json.loads(settings_file(places).read_text())
    kept["line"][key] = value
    settings_file(places).write_text(json.dumps(kept))
    with pytest.raises(SettingsDamaged):
        store.load()


def test_whether_a_history_is_kept_is_yes_or_no(store: SettingsStore, places: Places) -> None:
    store.save(Settings())
    kept = json.loads(settings_file(places).read_text())
    kept["keep_history"] = "yes"
    settings_file(places).write_text(json.dumps(kept))
    with pytest.raises(SettingsDamaged):
        store.load()


def test_the_practice_service_and_its_address_are_never_in_the_file(store: SettingsStore, places: Places) -> None:
    practice = Destination(PRACTICE_ID, "Practice service", "http://127.0.0.1:40123")
    store.save(Settings((practice, PLACE), PRACTICE_ID))
    assert "40123" not in settings_file(places).read_text()
    assert store.load() == Settings((PLACE,), PRACTICE_ID)


def test_every_field_of_a_destination_is_kept(store: SettingsStore, places: Places) -> None:
    store.save(Settings((PLACE,)))
    (kept,) = json.loads(settings_file(places).read_text())["destinations"]
    assert set(kept) == {field.name for field in dataclasses.fields(Destination)}


def test_a_file_from_before_there_were_dialects_is_read(store: SettingsStore, places: Places) -> None:
    store.save(Settings((PLACE,)))
    kept = json.loads(settings_file(places).read_text())
    del kept["destinations"][0]["dialect"]
    settings_file(places).write_text(json.dumps(kept))
    assert store.load().destinations == (PLACE,)


def test_a_choice_that_is_gone_falls_back_to_the_practice_service(store: SettingsStore) -> None:
    store.save(Settings((), "d1"))
    assert store.load().selected_id == PRACTICE_ID


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_the_file_is_readable_for_this_person_only(store: SettingsStore, places: Places) -> None:
    store.save(Settings((PLACE,)))
    store.save(Settings())
    assert stat.S_IMODE(settings_file(places).stat().st_mode) == 0o600
    assert [path.name for path in places.config.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"text"',
        b"{}",
        b'{"destinations": {}, "selected": "practice", "history_days": 90}',
        b'{"destinations": [], "selected": 1, "history_days": 90}',
        b'{"destinations": [], "selected": "practice", "history_days": true}',
        b'{"destinations": [], "selected": "practice", "history_days": 0}',
        b'{"destinations": [{"id": "a"}], "selected": "practice", "history_days": 90}',
        b"[" * 100_000,
        b'"' + b"x" * 2_000_000 + b'"',
    ],
)
def test_a_damaged_file_is_said_once_and_kept_aside(store: SettingsStore, places: Places, content: bytes) -> None:
    settings_file(places).write_bytes(content)
    with pytest.raises(SettingsDamaged) as failed:
        store.load()
    assert "settings.damaged-1.json" in failed.value.advice
    assert str(places.config) not in failed.value.advice + failed.value.detail
    assert (places.config / "settings.damaged-1.json").read_bytes() == content
    assert store.load() == Settings()
    store.save(Settings((PLACE,), "d1"))
    settings_file(places).write_bytes(content)
    with pytest.raises(SettingsDamaged) as failed:
        store.load()
    assert "settings.damaged-2.json" in failed.value.advice


@pytest.mark.parametrize(
    ("key", "value"),
    [("scheme", "Digest"), ("dialect", "gopher"), ("connections", 9), ("id", PRACTICE_ID), ("id", ""), ("name", None)],
)
def test_a_destination_that_makes_no_sense_is_damage(
    store: SettingsStore, places: Places, key: str, value: object
) -> None:
    store.save(Settings((PLACE,)))
    kept = json.loads(settings_file(places).read_text())
    kept["destinations"][0][key] = value
    settings_file(places).write_text(json.dumps(kept))
    with pytest.raises(SettingsDamaged):
        store.load()


def test_what_a_newer_version_added_is_no_damage(store: SettingsStore, places: Places) -> None:
    store.save(Settings((PLACE,), "d1"))
    kept = json.loads(settings_file(places).read_text())
    kept["colour"] = "blue"
    kept["destinations"][0]["proxy"] = "none"
    settings_file(places).write_text(json.dumps(kept))
    assert store.load() == Settings((PLACE,), "d1")


def test_a_file_that_cannot_be_read_stays_where_it_is(store: SettingsStore, places: Places) -> None:
    settings_file(places).mkdir()
    with pytest.raises(SettingsUnreadable) as unread:
        store.load()
    assert unread.value.detail in ("IsADirectoryError", "PermissionError")
    assert settings_file(places).is_dir()
    with pytest.raises(SettingsNotSaved) as failed:
        store.save(Settings())
    assert failed.value.detail == "Unreadable"
    settings_file(places).rmdir()
    assert store.load() == Settings()
    store.save(Settings())


def test_on_a_full_disk_the_former_settings_hold(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        store = SettingsStore(Places(disk, disk / "config", disk, disk))
        store.save(Settings((PLACE,), "d1"))
        fill(disk)
        with pytest.raises(SettingsNotSaved) as failed:
            store.save(Settings(tuple(Destination(f"d{n}", "x" * 500, "https://x.example") for n in range(50))))
        assert failed.value.detail == "OSError"
        assert store.load() == Settings((PLACE,), "d1")
        assert [path.name for path in (disk / "config").iterdir()] == ["settings.json"]


def test_history_is_kept_for_a_day_at_least() -> None:
    with pytest.raises(ValueError):
        Settings(history_days=0)


def test_no_token_can_get_into_the_file(store: SettingsStore) -> None:
    with pytest.raises(TypeError):
        store.save(Settings((Destination("d1", Token("secret"), "https://x.example"),)))  # type: ignore[arg-type]


# -- places -----------------------------------------------------------------------------------------------------


def test_one_variable_puts_all_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DICOM_COURIER_HOME", str(tmp_path / "stick"))
    places = Places.for_user()
    places.prepare()
    assert {path.name for path in (tmp_path / "stick").iterdir()} == {"data", "config", "logs", "practice"}
    assert places.practice == tmp_path / "stick" / "practice"


def test_the_folders_are_this_person_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DICOM_COURIER_HOME")
    places = Places.for_user()
    for folder in (places.data, places.config, places.logs, places.practice):
        assert folder.is_relative_to(Path.home())
        assert not folder.exists()
    places.prepare()
    places.data.chmod(0o755)
    places.prepare()
    if os.name == "posix":
        assert stat.S_IMODE(places.data.stat().st_mode) == 0o700


def test_folders_that_cannot_be_made_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PlacesUnusable) as failed:
        Places(tmp_path / "file", tmp_path, tmp_path, tmp_path).prepare()
    assert str(tmp_path) not in str(failed.value) + failed.value.detail
