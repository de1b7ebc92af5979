"""Which of the proxies that a system names is used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.proxy import ProxySettings, first_proxy


@pytest.mark.parametrize(
    ("found", "url"),
    [
        (["http://proxy.clinic.example:3128"], "http://proxy.clinic.example:3128"),
        (["http://proxy.clinic.example"], "http://proxy.clinic.example:80"),
        (["https://proxy.clinic.example"], "https://proxy.clinic.example:443"),
        (["http://[2001:db8::1]:3128"], "http://[2001:db8::1]:3128"),
        (["socks5://socks.example:1080", "http://second.example:8080"], "http://second.example:8080"),
        (["http://:3128", "http://host:port", "http://second.example:8080"], "http://second.example:8080"),
    ],
)
def test_the_first_proxy_that_can_be_used_is_taken(found: list[str], url: str) -> None:
    assert first_proxy(found) == ProxySettings(url)


@pytest.mark.parametrize(
    "found", [[], ["direct://"], ["direct://", "http://proxy.example:1"], ["socks5://s.example:1"]]
)
def test_a_direct_way_needs_no_proxy(found: list[str]) -> None:
    assert first_proxy(found) is None


def test_name_and_password_leave_the_address() -> None:
    found = first_proxy(["http://anna%40clinic:pass%3Aword@proxy.example:3128"])
    assert found is not None
    assert found.password is not None
    assert (found.url, found.user, found.password.reveal()) == (
        "http://proxy.example:3128", "anna@clinic", "pass:word",
    )  # fmt: skip
    assert "pass:word" not in repr(found)


@given(st.lists(st.text(max_size=40) | st.text(alphabet="htps:/[]@.%0a1", max_size=40), max_size=4))
def test_whatever_a_system_says_harms_nothing(found: list[str]) -> None:
    proxy = first_proxy(found)
    assert proxy is None or proxy.url.startswith(("http://", "https://"))
