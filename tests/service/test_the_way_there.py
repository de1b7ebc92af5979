"""The network of a hospital: each thing that stands between here and the service has its own sentence."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import ssl
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.errors import (
    AuthoritiesUnusable,
    CertificateExpired,
    CertificateForAnother,
    CertificateIssuerUnknown,
    CertificateNotYetValid,
    CertificateRefused,
    CourierError,
    NameNotFound,
    ProxyRefused,
    ProxySignIn,
    ProxyUnreachable,
    ServiceFailing,
    ServiceUnreachable,
)
from gui.core.proxy import ProxySettings
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome
from gui.service.check import check_connection
from gui.service.diagnosis import explain_loss
from gui.service.endpoint import Route
from gui.service.uploader import Tuning, UploadEnd
from tests.service.files import plan, write_series
from tests.service.helpers import QUICK, answer, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Script, Store, make_certificate, serving

AWAY = "https://service.invalid"


@pytest.fixture(autouse=True)
def _no_proxy_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def attempt(tmp_path: Path, base_url: str, tuning: Tuning = QUICK, **more: object) -> UploadEnd:
    """One small upload; whatever stops it, nothing of it is called sent."""
    journal = MemoryJournal()
    upload_id = plan(journal, write_series(tmp_path, 1, 2), base_url, **more)
    end = send(journal, upload_id, tuning=tuning)
    if end.problem is not None:
        assert set(journal.states(upload_id).values()) == {InstanceState.PLANNED}
        line = journal.receipt(upload_id).lines[0]
        assert (line.sent, line.reason) == (0, f"{end.problem.title}.")
        told = end.problem.title + end.problem.advice
        assert "{" not in told
        assert any(word in end.problem.advice for word in ("IT", "City Radiology"))
    return end


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def relay(port: int, signed: str = "") -> Script:
    """A proxy that lets connections through to a port of this computer, when they are signed."""

    def script(exchange: Exchange) -> None:
        if signed and exchange.headers.get("proxy-authorization") != signed:
            exchange.reply(407, b"<html>Sign in</html>", headers=('Proxy-Authenticate: Basic realm="clinic"',))
            exchange.cut()
        with socket.create_connection(("127.0.0.1", port)) as server:
            exchange.raw(b"HTTP/1.1 200 Connection established\r\n\r\n")
            both = {exchange.connection: server, server: exchange.connection}
            while not exchange.stopped.is_set():
                for ready in select.select(list(both), [], [], 0.05)[0]:
                    data = ready.recv(65536)
                    if not data:
                        exchange.cut()
                    both[ready].sendall(data)

    return script


# -- certificates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "host", "trusted", "problem"),
    [
        ((-1, 9), "localhost", False, CertificateIssuerUnknown),
        ((-9, -1), "localhost", True, CertificateExpired),
        ((1, 9), "localhost", True, CertificateNotYetValid),
        ((-1, 9), "another.example", True, CertificateForAnother),
    ],
)
def test_each_trouble_with_a_certificate_has_its_own_sentence(
    tmp_path: Path, days: tuple[int, int], host: str, trusted: bool, problem: type[CourierError]
) -> None:
    certificate = make_certificate(tmp_path, days=days, host=host)
    with serving(Store(), tls=certificate) as server:
        tuning = replace(QUICK, ca_file=certificate[0]) if trusted else QUICK
        end = attempt(tmp_path, server.base_url, tuning)
        with pytest.raises(problem):
            check_connection(Destination("d", "D", server.base_url), Token(TOKEN), CancelToken(), tuning)
        assert server.seen == []
    assert (type(end.problem), end.outcome, end.retries) == (problem, Outcome.FAILED, 0)


@pytest.mark.parametrize("shift", [0, -(2**32)])
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (0x800B0101, CertificateExpired),
        (0x800B0109, CertificateIssuerUnknown),
        (0x800B010F, CertificateForAnother),
        (2**32 - 67818, CertificateExpired),
        (2**32 - 67819, CertificateNotYetValid),
        (2**32 - 67843, CertificateIssuerUnknown),
        (2**32 - 67602, CertificateForAnother),
        (2**32 - 1, CertificateRefused),
    ],
)
def test_the_codes_of_other_systems_are_known(code: int, shift: int, problem: type[CourierError]) -> None:
    error = ssl.SSLCertVerificationError("as the system says")
    error.verify_code = code + shift
    assert type(explain_loss(Route(Destination("d", "D", AWAY)), OSError(error)).stop) is problem


def test_a_wrong_file_of_authorities_is_said_before_anything_goes_out(tmp_path: Path) -> None:
    no_certificate = tmp_path / "note.txt"
    no_certificate.write_text("not a certificate")
    journal = MemoryJournal()
    for path in (tmp_path / "missing.pem", no_certificate, tmp_path):
        upload_id = plan(journal, write_series(tmp_path, 1, 1), AWAY)
        with pytest.raises(AuthoritiesUnusable) as refused:
            send(journal, upload_id, tuning=replace(QUICK, ca_file=str(path)))
        assert str(tmp_path) not in str(refused.value) + refused.value.detail + refused.value.advice
    assert journal.requests_begun == []


def test_nothing_older_than_tls_1_2_is_spoken(tmp_path: Path, certificate: tuple[str, str]) -> None:
    with serving(Store(), tls=certificate) as server:
        context = server._context
        assert context is not None
        context.set_ciphers("ALL:@SECLEVEL=0")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(certificate[0])
        old.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that they are old is what is tested
            context.minimum_version = old.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        plain = socket.create_connection(("127.0.0.1", server.port))
        with plain, old.wrap_socket(plain, server_hostname="localhost") as spoken:
            assert spoken.version() == "TLSv1.1", "the server does speak it"
        end = attempt(tmp_path, server.base_url, replace(QUICK, ca_file=certificate[0]))
    assert type(end.problem) is ServiceUnreachable
    assert server.seen == []


# -- names and proxies ---------------------------------------------------------------------------------------


def test_a_name_that_nobody_knows_is_not_found(tmp_path: Path) -> None:
    end = attempt(tmp_path, AWAY)
    assert (type(end.problem), end.outcome) == (NameNotFound, Outcome.FAILED)
    assert end.problem is not None
    assert "service.invalid" in end.problem.advice
    with pytest.raises(NameNotFound):
        check_connection(Destination("d", "D", AWAY), Token(TOKEN), CancelToken(), QUICK)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("where", ["nobody there", "no such name"])
def test_a_proxy_that_is_not_there_is_not_the_service(tmp_path: Path, scheme: str, where: str) -> None:
    place = f"127.0.0.1:{closed_port()}" if where == "nobody there" else "proxy.invalid:3128"
    tuning = replace(QUICK, proxy=ProxySettings(f"http://{place}"))
    end = attempt(tmp_path, f"{scheme}://service.invalid", tuning, plain_http_confirmed=True)
    assert (type(end.problem), end.requests) == (ProxyUnreachable, 2)


@pytest.mark.parametrize(
    ("scheme", "status", "problem"),
    [
        ("http", 407, ProxySignIn),
        ("https", 407, ProxySignIn),
        ("https", 403, ProxyRefused),
        ("https", 502, ServiceUnreachable),
    ],
)
def test_what_a_proxy_refuses_is_not_what_the_service_refuses(
    tmp_path: Path, scheme: str, status: int, problem: type[CourierError]
) -> None:
    with serving(answer(status, b"<html>Proxy</html>")) as proxy:
        tuning = replace(QUICK, proxy=ProxySettings(proxy.base_url))
        end = attempt(tmp_path, f"{scheme}://service.invalid", tuning, plain_http_confirmed=True)
    assert type(end.problem) is problem
    assert end.outcome is Outcome.FAILED
    assert end.requests == (1 if status < 500 else 2)
    if scheme == "https":
        assert all("authorization" not in exchange.headers for exchange in proxy.seen)


@pytest.mark.parametrize("password", ["good", "wrong", None])
def test_the_sign_in_at_the_proxy_goes_to_the_proxy_alone(tmp_path: Path, password: str | None) -> None:
    certificate = make_certificate(tmp_path, host="service.invalid")
    store = Store()
    signed = "Basic " + base64.b64encode("Jürgen:gööd".encode()).decode()
    with serving(store, tls=certificate) as server, serving(relay(server.port, signed)) as proxy:
        secret = {"good": Token("gööd"), "wrong": Token("bad"), None: None}[password]
        settings = ProxySettings(proxy.base_url, "Jürgen", secret)
        tuning = replace(QUICK, ca_file=certificate[0], proxy=settings)
        end = attempt(tmp_path, AWAY, tuning)
        if password == "good":
            assert end.outcome is Outcome.VERIFIED
            assert "proxy-authorization" not in server.seen[0].headers
            assert proxy.seen[0].path.startswith("service.invalid:443")
        else:
            assert type(end.problem) is ProxySignIn
            assert server.seen == []
    assert "gööd" not in repr(settings) + repr(tuning)


def test_a_certificate_of_a_proxy_that_looks_into_tls_is_said_to_be_unknown(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, host="service.invalid")
    with serving(Store(), tls=certificate) as server, serving(relay(server.port)) as proxy:
        end = attempt(tmp_path, AWAY, replace(QUICK, proxy=ProxySettings(proxy.base_url)))
        assert type(end.problem) is CertificateIssuerUnknown
        trusting = replace(QUICK, proxy=ProxySettings(proxy.base_url), ca_file=certificate[0])
        assert attempt(tmp_path, AWAY, trusting).outcome is Outcome.VERIFIED


def test_the_proxy_that_was_entered_replaces_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    with serving(store) as proxy, serving(answer(404)) as systems:
        monkeypatch.setenv("http_proxy", systems.base_url)
        tuning = replace(QUICK, proxy=ProxySettings(proxy.base_url))
        assert attempt(tmp_path, "http://service.invalid", tuning, plain_http_confirmed=True).problem is None
        none = replace(QUICK, proxy=ProxySettings())
        end = attempt(tmp_path, "http://service.invalid", none, plain_http_confirmed=True)
        assert type(end.problem) is NameNotFound
        assert systems.seen == []


def test_no_proxy_stands_between_this_computer_and_itself(tmp_path: Path) -> None:
    with serving(Store()) as server:
        tuning = replace(QUICK, proxy=ProxySettings(f"http://127.0.0.1:{closed_port()}"))
        assert attempt(tmp_path, server.base_url, tuning).outcome is Outcome.VERIFIED


def test_a_line_that_breaks_is_nobodys_certificate_and_nobodys_proxy(tmp_path: Path) -> None:
    def cut(exchange: Exchange) -> None:
        with contextlib.suppress(OSError):
            exchange.reader.read(10)
        exchange.cut()

    journal = MemoryJournal()
    with serving(cut) as server:
        end = send(journal, plan(journal, write_series(tmp_path, 1, 1), server.base_url))
    assert type(end.problem) is ServiceFailing
