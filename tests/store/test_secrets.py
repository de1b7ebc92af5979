"""Tokens in a real Secret Service, and without any keyring."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from gui.core.errors import KeyringUnavailable
from gui.core.token import Token
from gui.store.secrets import Kept, TokenStore
from tests.helpers.keyring_session import needs_keyring, run_scripts

ORIGIN = "https://dicom.example:443"
TOKEN = "0123456789abcdef0123456789abcdef01234567"

START = f"""
import json, time
from gui.core.errors import KeyringUnavailable
from gui.core.token import Token
from gui.store.secrets import TokenStore
store = TokenStore(time_limit=10.0)
origin, token = {ORIGIN!r}, {TOKEN!r}
"""
SAVE = START + "print(store.save(origin, Token(token)))"
LOAD = START + "kept = store.load(origin); print(kept.reveal() if kept else None)"
DELETE = START + "store.delete(origin); print(store.load(origin))"


@needs_keyring
def test_a_token_outlives_the_process_until_it_is_deleted(tmp_path: Path) -> None:
    outputs = run_scripts(LOAD, SAVE, LOAD, DELETE, DELETE, LOAD, home=tmp_path)
    assert [text.strip() for text in outputs] == ["None", "keyring", TOKEN, "None", "None", "None"]


@needs_keyring
def test_a_token_belongs_to_its_origin_only(tmp_path: Path) -> None:
    other = START + "print(store.load('https://dicom.example:8443'), store.load('http://dicom.example:443'))"
    assert run_scripts(SAVE, other, home=tmp_path)[1].strip() == "None None"


@needs_keyring
def test_a_long_token_is_kept_in_parts_and_leaves_none_behind(tmp_path: Path) -> None:
    look = START + (
        "import keyring.backends.SecretService as s, secretstorage as t\n"
        "bus = t.dbus_init(); items = t.search_items(bus, {'service': 'DICOM Courier'})\n"
        "print(sorted(i.get_attributes()['username'] for i in items)); bus.close()"
    )
    long = "".join(chr(33 + n % 94) for n in range(3000))
    save = START + f"print(store.save(origin, Token({long!r})))"
    outputs = run_scripts(save, LOAD, look, SAVE, LOAD, look, DELETE, look, home=tmp_path)
    assert outputs[0].strip() == "keyring"
    assert outputs[1].strip() == long
    assert outputs[2].count("part") == 3
    assert outputs[4].strip() == TOKEN
    assert outputs[5].strip() == f"['{ORIGIN}']"
    assert outputs[7].strip() == "[]"


@needs_keyring
def test_the_back_end_is_named_for_support(tmp_path: Path) -> None:
    (name,) = run_scripts(START + "print(store.describe())", home=tmp_path)
    assert name.strip() == "keyring.backends.SecretService.Keyring"


PLAIN = """
from keyring.backend import KeyringBackend
class Plain(KeyringBackend):
    priority = 9
    def get_password(self, service, user): open(FILE, "a").write("asked"); return None
    def set_password(self, service, user, text): open(FILE, "a").write(text)
"""


@needs_keyring
@pytest.mark.parametrize("way", ["variable", "file"])
def test_a_plain_text_keyring_is_ignored_however_it_is_named(tmp_path: Path, way: str) -> None:
    plain = tmp_path / "plain.txt"
    (tmp_path / "plainring.py").write_text(f"FILE = {str(plain)!r}\n{PLAIN}")
    environment = {"PYTHONPATH": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    if way == "variable":
        environment["PYTHON_KEYRING_BACKEND"] = "plainring.Plain"
    else:
        config = tmp_path / "config" / "python_keyring" / "keyringrc.cfg"
        config.parent.mkdir(parents=True)
        config.write_text(f"[backend]\ndefault-keyring=plainring.Plain\nkeyring-path={tmp_path}\n")
    imported = "import plainring\n"
    outputs = run_scripts(imported + SAVE, LOAD, home=tmp_path / "data", environment=environment)
    assert [text.strip() for text in outputs] == ["keyring", TOKEN]
    assert not plain.exists()


@needs_keyring
def test_an_allowed_keyring_may_be_named(tmp_path: Path) -> None:
    named = {"PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    assert run_scripts(SAVE, LOAD, home=tmp_path, environment=named)[1].strip() == TOKEN


MEASURE = (
    START
    + """
store = TokenStore(time_limit=LIMIT)
started = time.monotonic()
try:
    store.load(origin)
    before = "answered"
except KeyringUnavailable as error:
    before = error.detail
kept = store.save(origin, Token(token))
try:
    store.delete("https://other.example:443")
    deleted = "answered"
except KeyringUnavailable as error:
    deleted = error.detail
seconds = time.monotonic() - started
print(json.dumps([before, kept, store.load(origin).reveal(), deleted, store.describe(), seconds]))
"""
)


@needs_keyring
def test_a_locked_keyring_answers_in_time_and_the_token_is_kept_for_this_run(tmp_path: Path) -> None:
    assert run_scripts(SAVE, home=tmp_path)[0].strip() == "keyring"
    (output,) = run_scripts(MEASURE.replace("LIMIT", "5.0"), home=tmp_path, locked=True)
    before, kept, token, deleted, _, seconds = json.loads(output)
    assert before not in ("answered", "NoBackend")
    assert (kept, token) == ("this_run", TOKEN)
    assert deleted not in ("answered", "NoBackend")
    assert seconds < 5 * 5.0
    assert run_scripts(LOAD, home=tmp_path)[0].strip() == TOKEN


@needs_keyring
def test_a_keyring_that_never_answers_costs_the_time_limit_and_no_more(tmp_path: Path) -> None:
    (output,) = run_scripts(MEASURE.replace("LIMIT", "0.7"), home=tmp_path, silent=True)
    before, kept, token, deleted, name, seconds = json.loads(output)
    assert (before, kept, token, deleted) == ("TimeLimit", "this_run", TOKEN, "TimeLimit")
    assert name == "no keyring (TimeLimit)"
    assert 2.0 < seconds < 6.0


# -- no keyring at all ------------------------------------------------------------------------------------------


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nowhere'}")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("gui.store.secrets._BACKENDS", {})


@pytest.mark.usefixtures("no_bus")
def test_without_a_keyring_a_token_is_kept_for_this_run_only() -> None:
    store = TokenStore()
    assert store.save(ORIGIN, Token(TOKEN)) is Kept.THIS_RUN
    assert store.load(ORIGIN) == Token(TOKEN)
    assert store.save(ORIGIN, Token("another")) is Kept.THIS_RUN
    assert store.load(ORIGIN) == Token("another")
    with pytest.raises(KeyringUnavailable) as failed:
        TokenStore().load(ORIGIN)
    assert failed.value.detail == "NoBackend"
    store.delete(ORIGIN)
    store.delete(ORIGIN)
    with pytest.raises(KeyringUnavailable):
        store.load(ORIGIN)
    assert store.describe() == "no keyring (NoBackend)"


@pytest.mark.usefixtures("no_bus")
def test_every_thread_may_use_the_store() -> None:
    store = TokenStore()
    kept: list[Kept] = []

    def work(number: int) -> None:
        kept.append(store.save(f"https://host-{number}.example:443", Token(f"token-{number}")))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept == [Kept.THIS_RUN] * 8
    for number in range(8):
        assert store.load(f"https://host-{number}.example:443") == Token(f"token-{number}")
