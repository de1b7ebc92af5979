"""The proxy of a Linux desktop: asked of a desktop's real portal, and of services that refuse or say nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gui.store.proxy_portal import desktop_proxy

ROOT = Path(__file__).resolve().parents[2]
PORTAL = Path("/usr/libexec/xdg-desktop-portal")
GNOME_PROXIES = tuple(Path("/usr/lib").glob("*/gio/modules/libgiognomeproxy.so"))
ASK = """
import sys
from gui.store.proxy_portal import desktop_proxy
print([found and found.url for found in map(desktop_proxy, sys.argv[1:])])
"""
VARIABLES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy")

linux = pytest.mark.skipif(sys.platform != "linux", reason="the bus of a desktop is Linux's")
needs_portal = pytest.mark.skipif(
    not (PORTAL.exists() and GNOME_PROXIES and shutil.which("dbus-run-session")),
    reason="no desktop portal here (apt-get install dbus xdg-desktop-portal glib-networking gsettings-desktop-schemas)",
)


@pytest.fixture(autouse=True)
def no_proxies_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def asked(home: Path, settings: str, *addresses: str, **environment: str) -> str:
    """What is found on a desktop of GNOME's with these network settings, in a session of its own."""
    keyfile = home / "glib-2.0" / "settings" / "keyfile"
    keyfile.parent.mkdir(parents=True)
    keyfile.write_text(settings)
    session = {
        "XDG_CONFIG_HOME": str(home), "XDG_RUNTIME_DIR": str(home), "GSETTINGS_BACKEND": "keyfile",
        "XDG_CURRENT_DESKTOP": "GNOME", "DESKTOP_SESSION": "gnome",
    }  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", ASK, *addresses],
        cwd=ROOT, env={**os.environ, **session, **environment}, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout.strip()


MANUAL = """
[system/proxy]
mode='manual'
ignore-hosts=['*.inside.example']

[system/proxy/https]
host='proxy.clinic.example'
port=3128
"""


@linux
@needs_portal
def test_the_desktops_proxy_is_found_and_its_exceptions_are_heeded(tmp_path: Path) -> None:
    found = asked(tmp_path, MANUAL, "https://upload.example/api", "https://pacs.inside.example/api")
    assert found == "['http://proxy.clinic.example:3128', None]"


@linux
@needs_portal
def test_a_desktop_without_a_proxy_means_the_direct_way(tmp_path: Path) -> None:
    assert asked(tmp_path, "[system/proxy]\nmode='none'\n", "https://upload.example/api") == "[None]"


@linux
@needs_portal
def test_a_proxy_in_the_environment_goes_before_the_desktops(tmp_path: Path) -> None:
    found = asked(tmp_path, MANUAL, "https://upload.example/api", https_proxy="http://other.example:8080")
    assert found == "[None]"


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", ""])
def test_without_a_desktop_nothing_is_known(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert desktop_proxy("https://upload.example/api") is None
