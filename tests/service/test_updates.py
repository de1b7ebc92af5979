"""The notice of a newer version: fetched like an upload goes, told by nobody but the holder of the key."""

from __future__ import annotations

import base64
import gzip
import ssl
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui import __version__
from gui.core.cancel import Cancelled, CancelToken
from gui.core.errors import (
    CertificateIssuerUnknown,
    CourierError,
    NameNotFound,
    PlainHttpRefused,
    ProxyUnreachable,
    ServiceUnreachable,
)
from gui.core.proxy import ProxySettings
from gui.core.release import LARGEST, NoticeUnusable, signed_bytes
from gui.service.updates import QUICK, fetch_notice, read_notice
from tests.helpers.notices import Signer, release
from tests.service.helpers import answer
from tests.service.servers import Exchange, Script, serving

SIGNER = Signer()
NOTICE = SIGNER.notice()


def fetch(script: Script, path: str = "/courier/release.txt") -> bytes:
    with serving(script) as server:
        return fetch_notice(f"{server.base_url}{path}", QUICK, CancelToken())


def why(script: Script) -> CourierError:
    with pytest.raises(CourierError) as failed:
        fetch(script)
    return failed.value


# -- fetching --------------------------------------------------------------------------------------------------


def test_the_file_comes_as_it_is_and_nothing_is_told_of_who_asks(certificate: tuple[str, str]) -> None:
    with serving(answer(200, NOTICE), tls=certificate) as server:
        tuning = replace(QUICK, ca_file=certificate[0])
        content = fetch_notice(f"{server.base_url}/courier/release.txt", tuning, CancelToken())
    assert content == NOTICE
    (exchange,) = server.seen
    assert exchange.path == "/courier/release.txt"
    assert exchange.headers == {
        "host": f"localhost:{server.port}",
        "user-agent": "DICOM-Courier",
        "accept-encoding": "identity",
        "accept": "*/*",
        "connection": "keep-alive",
    }
    assert exchange.length == 0
    assert __version__ not in str(exchange.headers)


def test_a_netrc_entry_is_not_sent_along(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("default login rossi password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with serving(answer(200, NOTICE)) as server:
        fetch_notice(f"{server.base_url}/x", QUICK, CancelToken())
    assert "authorization" not in server.seen[0].headers


def test_a_certificate_that_nobody_trusts_is_not_taken(certificate: tuple[str, str]) -> None:
    with serving(answer(200, NOTICE), tls=certificate) as server, pytest.raises(CertificateIssuerUnknown) as failed:
        fetch_notice(f"{server.base_url}/x", QUICK, CancelToken())
    assert "localhost" in failed.value.title
    assert server.seen == []


def test_old_tls_is_not_spoken(certificate: tuple[str, str]) -> None:
    with serving(answer(200, NOTICE), tls=certificate) as server:
        assert server._context is not None
        server._context.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            server._context.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(CourierError):
            fetch_notice(f"{server.base_url}/x", replace(QUICK, ca_file=certificate[0]), CancelToken())
    assert server.seen == []


def test_an_address_without_encryption_is_for_this_computer_only() -> None:
    with pytest.raises(PlainHttpRefused):
        fetch_notice("http://it.clinic.example/release.txt", QUICK, CancelToken())


@pytest.mark.parametrize("status", [204, 301, 302, 303, 307, 308, 401, 403, 404, 500, 503])
def test_another_answer_than_the_file_does_not_count(status: int) -> None:
    with serving(answer(200, NOTICE)) as other:
        error = why(answer(status, b"", f"Location: {other.base_url}/release.txt"))
    assert isinstance(error, NoticeUnusable)
    assert error.detail == f"status {status}"
    assert other.seen == []


def test_a_file_that_is_too_long_is_not_read_to_its_end() -> None:
    def endless(exchange: Exchange) -> None:
        exchange.raw(b"HTTP/1.1 200 X\r\nContent-Type: text/plain\r\n\r\n")
        block = b"x" * 65536
        for _ in range(10_000):  # 655 MB, if it were read
            exchange.raw(block)

    error = why(endless)
    assert (type(error), error.detail) == (NoticeUnusable, "TooLong")
    assert fetch(answer(200, b"x" * LARGEST)) == b"x" * LARGEST


def test_a_packed_file_is_not_unpacked() -> None:
    error = why(answer(200, gzip.compress(b"x" * 10_000_000), "Content-Encoding: gzip"))
    assert (type(error), error.detail) == (NoticeUnusable, "Packed")


def test_a_file_that_is_cut_off_does_not_count() -> None:
    def cut(exchange: Exchange) -> None:
        exchange.raw(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n" + NOTICE[:100])
        exchange.cut()

    assert isinstance(why(cut), ServiceUnreachable)


def test_a_server_that_trickles_is_given_up_in_time() -> None:
    def trickle(exchange: Exchange) -> None:
        exchange.raw(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n")
        while not exchange.stopped.wait(0.05):
            exchange.raw(b"x")

    with serving(trickle) as server, pytest.raises(ServiceUnreachable):
        fetch_notice(f"{server.base_url}/x", replace(QUICK, answer_deadline=0.3), CancelToken())


def test_who_is_asked_to_stop_stops() -> None:
    cancel = CancelToken()
    asked = threading.Event()

    def hang(exchange: Exchange) -> None:
        asked.set()
        exchange.linger()

    def stop() -> None:
        asked.wait(30)
        cancel.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with serving(hang) as server, pytest.raises(Cancelled):
        fetch_notice(f"{server.base_url}/x", QUICK, cancel)
    stopper.join()
    with pytest.raises(Cancelled):
        fetch_notice("https://it.clinic.example/x", QUICK, cancel)


def test_it_goes_through_the_proxy_that_is_set() -> None:
    seen: list[str] = []

    def proxy(exchange: Exchange) -> None:
        seen.append(exchange.path)
        exchange.reply(503)

    with serving(proxy) as server:
        tuning = replace(QUICK, proxy=ProxySettings(server.base_url))
        with pytest.raises(CourierError):
            fetch_notice("https://it.clinic.example/release.txt", tuning, CancelToken())
    assert seen == ["it.clinic.example:443"]
    with pytest.raises(ProxyUnreachable):
        fetch_notice("https://it.clinic.example/x", tuning, CancelToken())


def test_a_name_that_is_not_found_is_said() -> None:
    with pytest.raises(NameNotFound) as failed:
        fetch_notice("https://it.clinic.invalid/x", replace(QUICK, proxy=ProxySettings()), CancelToken())
    assert "it.clinic.invalid" in failed.value.title


# -- the signature ---------------------------------------------------------------------------------------------


def test_a_signed_notice_is_read() -> None:
    assert read_notice(NOTICE, SIGNER.public_key) == release()


def test_another_key_s_notice_does_not_count() -> None:
    for key in (Signer().public_key, b"\0" * 32, b"\xff" * 32, b"", b"x" * 31):
        with pytest.raises(NoticeUnusable) as failed:
            read_notice(NOTICE, key)
        assert failed.value.detail == "Signature"


@given(st.integers(0, len(NOTICE) * 8 - 1))
def test_a_notice_with_one_bit_changed_does_not_count(bit: int) -> None:
    changed = bytearray(NOTICE)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NoticeUnusable):
        read_notice(bytes(changed), SIGNER.public_key)


@given(st.data())
def test_a_notice_with_something_cut_out_or_put_in_does_not_count(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(NOTICE)))
    end = data.draw(st.integers(start, len(NOTICE)))
    changed = NOTICE[:start] + data.draw(st.binary(max_size=20)) + NOTICE[end:]
    if changed != NOTICE:
        with pytest.raises(NoticeUnusable):
            read_notice(changed, SIGNER.public_key)


def test_a_signature_for_something_else_does_not_count() -> None:
    statement = NOTICE.partition(b"\n")[2]
    signature = SIGNER.key.sign(statement)  # the same words, without those before them
    forged = b"DICOM-Courier-Release 1 " + base64.b64encode(signature) + b"\n" + statement
    with pytest.raises(NoticeUnusable):
        read_notice(forged, SIGNER.public_key)
    assert signed_bytes(statement) != statement


def test_nothing_of_a_statement_is_looked_at_before_its_signature() -> None:
    deep = Signer().sign(b"[" * 10_000)
    with pytest.raises(NoticeUnusable) as failed:
        read_notice(deep, SIGNER.public_key)
    assert failed.value.detail == "Signature"
    with pytest.raises(NoticeUnusable) as failed:
        read_notice(SIGNER.sign(b"[" * 10_000), SIGNER.public_key)
    assert failed.value.detail in ("RecursionError", "JSONDecodeError")
