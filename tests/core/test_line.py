"""What is set for the clinic's line."""

from __future__ import annotations

import pytest

from gui.core.errors import AddressInvalid
from gui.core.line import LineSettings, ProxyUse, parse_proxy


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("proxy.clinic.example:3128", "http://proxy.clinic.example:3128"),
        (" http://Proxy.Clinic.example:8080/ ", "http://proxy.clinic.example:8080"),
        ("https://proxy.clinic.example:443", "https://proxy.clinic.example:443"),
        ("10.0.0.7:80", "http://10.0.0.7:80"),
        ("http://[::1]:3128", "http://[::1]:3128"),
    ],
)
def test_a_proxy_is_known_by_its_origin(typed: str, origin: str) -> None:
    assert parse_proxy(typed) == origin
    assert parse_proxy(origin) == origin


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "empty"),
        ("proxy.clinic.example", "port"),
        ("http://proxy.clinic.example", "port"),
        ("socks5://proxy.clinic.example:1080", "socks5"),
        ("http://sally:secret@proxy.clinic.example:3128", "password"),
        ("http://proxy.clinic.example:3128/proxy.pac", "After the port"),
        ("http://proxy.clinic.example:99999", "not valid"),
    ],
)
def test_what_is_no_proxy_gets_a_sentence(typed: str, word: str) -> None:
    with pytest.raises(AddressInvalid) as failed:
        parse_proxy(typed)
    assert word in failed.value.advice
    assert "secret" not in failed.value.advice


@pytest.mark.parametrize("cap", [0, 0.05, -1, float("inf"), float("nan"), 20_000])
def test_a_cap_out_of_range_is_refused(cap: float) -> None:
    with pytest.raises(ValueError, match="megabits"):
        LineSettings(cap_mbit=cap)


def test_a_cap_is_given_in_bytes_as_well() -> None:
    assert LineSettings(cap_mbit=8).bytes_per_second == 1_000_000
    assert LineSettings().bytes_per_second is None


def test_an_own_proxy_needs_an_address() -> None:
    with pytest.raises(ValueError, match="address"):
        LineSettings(proxy=ProxyUse.OWN)
