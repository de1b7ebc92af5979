"""The system's proxy as Qt finds it; here the environment is the system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def asked(url: str, **environment: str) -> str:
    code = (
        "import sys; from gui.jobs.system_proxy import system_proxy\n"
        "found = system_proxy(sys.argv[1]); print(found and (found.url, found.user))"
    )
    names = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "all_proxy", "ALL_PROXY")
    clean = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-c", code, url],
        cwd=ROOT, env={**clean, **environment}, stdout=subprocess.PIPE, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


def test_without_a_proxy_the_way_is_direct() -> None:
    assert asked("https://service.example/studies") == "None"


def test_the_proxy_of_the_system_is_named_with_its_port() -> None:
    assert asked("http://service.example/", http_proxy="http://proxy.clinic.example:3128") == (
        "('http://proxy.clinic.example:3128', '')"
    )


def test_the_sign_in_of_the_proxy_is_kept_apart_from_its_address() -> None:
    assert asked("http://service.example/", http_proxy="http://anna:secret@proxy.clinic.example:3128") == (
        "('http://proxy.clinic.example:3128', 'anna')"
    )


def test_an_exception_of_the_system_is_heeded() -> None:
    environment = {"http_proxy": "http://proxy.clinic.example:3128", "no_proxy": "service.example"}
    assert asked("http://service.example/", **environment) == "None"
