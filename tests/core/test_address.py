"""What people paste as an address becomes one endpoint, or a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.address import parse_address
from gui.core.errors import AddressInvalid

hosts = st.from_regex(r"[a-z][a-z0-9-]{0,20}[a-z0-9](\.[a-z]{2,6})?", fullmatch=True)
paths = st.lists(st.from_regex(r"[a-z0-9._~-]{1,8}", fullmatch=True).filter(lambda s: s != "studies"), max_size=3)


@pytest.mark.parametrize(
    ("pasted", "endpoint"),
    [
        ("https://a.example", "https://a.example/studies"),
        ("https://a.example/", "https://a.example/studies"),
        ("https://a.example/studies", "https://a.example/studies"),
        ("https://a.example/studies/", "https://a.example/studies"),
        ("https://a.example/Studies//", "https://a.example/studies"),
        (" https://a.example/api/v1 \n", "https://a.example/api/v1/studies"),
        ("a.example/api", "https://a.example/api/studies"),
        ("HTTPS://A.Example:443/api", "https://a.example/api/studies"),
        ("http://localhost:8080", "http://localhost:8080/studies"),
        ("localhost:8080", "https://localhost:8080/studies"),
        ("https://[::1]:8443/x", "https://[::1]:8443/x/studies"),
        ("https://klinik-münchen.example", "https://xn--klinik-mnchen-3ob.example/studies"),
    ],
)
def test_what_was_pasted_becomes_one_endpoint(pasted: str, endpoint: str) -> None:
    assert parse_address(pasted).endpoint == endpoint


@pytest.mark.parametrize(
    "pasted",
    [
        "", "   ", "https://", "https:/a.example", "http:a.example", "htp:/typo", "ftp://a.example", "https://a b?x=1",
        "https://a.example?token=1", "https://a.example#x", "https://u:p@a.example", "https://a.example:99999",
        "https://a.example:port", "https://a..example", "https://-a.example", "https://a.example/ü", "https://[::g]",
        "file:///etc/passwd", "https://a.example/<b>", "https://a.example:0",
    ],
)  # fmt: skip
def test_a_typo_is_told_in_a_sentence(pasted: str) -> None:
    with pytest.raises(AddressInvalid) as caught:
        parse_address(pasted)
    assert caught.value.advice.endswith("gave you.")


@given(hosts, paths, st.sampled_from(["http", "https"]), st.none() | st.integers(1, 65535))
def test_normalising_is_stable(host: str, path: list[str], scheme: str, port: int | None) -> None:
    text = f"{scheme}://{host}" + (f":{port}" if port else "") + "".join(f"/{part}" for part in path)
    once = parse_address(text)
    assert parse_address(once.base_url) == once == parse_address(once.endpoint) == parse_address(f" {text}/ ")
    assert once.port == (port or {"http": 80, "https": 443}[scheme])


@given(st.text(max_size=60))
def test_whatever_is_pasted_it_is_an_address_or_a_sentence(pasted: str) -> None:
    try:
        address = parse_address(pasted)
    except AddressInvalid:
        return
    assert address.endpoint.isascii()
    assert address.endpoint.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("pasted", "loopback"),
    [
        ("http://127.0.0.1", True), ("http://127.9.9.9:1", True), ("http://[::1]", True), ("http://localhost", True),
        ("http://10.0.0.1", False), ("http://localhost.example", False), ("http://127.0.0.1.example", False),
        ("http://0.0.0.0", False),
    ],
)  # fmt: skip
def test_only_this_computer_is_loopback(pasted: str, loopback: bool) -> None:
    assert parse_address(pasted).loopback is loopback
    assert parse_address(pasted).needs_consent is not loopback


def test_another_port_scheme_or_host_is_another_origin() -> None:
    texts = ["https://a.example", "https://a.example:444", "http://a.example:443", "https://b.example"]
    assert len({parse_address(text).origin for text in texts}) == 4
    assert parse_address("https://a.example/x").origin == parse_address("https://a.example:443/y").origin
