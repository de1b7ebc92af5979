"""Shared by all tests: a private home, so that nothing of this computer's user is read or changed."""

from __future__ import annotations

import os

import pytest

from tests.helpers.translations import script

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="en")  # the window is English in tests, whoever runs them


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations that are missing or older than their source; once, before processes are started."""
    if not hasattr(session.config, "workerinput"):
        script().release()


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the program's folders, and those of its libraries, into a folder of this test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DICOM_COURIER_HOME", str(home / "courier"))
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
