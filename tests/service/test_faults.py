"""What goes wrong between here and the service, and what the engine makes of it."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import os
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.errors import (
    CertificateIssuerUnknown,
    CourierError,
    NotTheService,
    PlainHttpRefused,
    ProxySignIn,
    RedirectRefused,
    ServiceFailing,
    ServiceUnreachable,
    SourceRefused,
    TokenRefused,
    WebPageAnswered,
)
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.retry import Backoff
from gui.core.upload import CountReading, InstanceState, Outcome, Progress
from tests.helpers.promptness import promptness
from tests.service.files import describe, plan, write_series
from tests.service.helpers import QUICK, answer, first_then, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Script, Store, serving

UNAUTHENTICATED = {"message": "Invalid token.", "next": "/accounts/login/", "authenticated": False}
NO_FILES = {"message": "No DICOM files were uploaded!"}


# -- the contract's table ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "problem", "outcome"),
    [
        (answer(401, UNAUTHENTICATED), TokenRefused, Outcome.REFUSED),
        (answer(401, b"<h1>no</h1>"), TokenRefused, Outcome.REFUSED),
        (answer(200, UNAUTHENTICATED), TokenRefused, Outcome.REFUSED),
        (answer(503, UNAUTHENTICATED), TokenRefused, Outcome.REFUSED),
        (answer(403, {"success": False, "message": "Access denied!"}), SourceRefused, Outcome.REFUSED),
        (answer(404), NotTheService, Outcome.FAILED),
        (answer(405), NotTheService, Outcome.FAILED),
        (answer(200, b"<html>Welcome, guest!</html>"), WebPageAnswered, Outcome.FAILED),
        (answer(511, b"<html>Sign in</html>"), WebPageAnswered, Outcome.FAILED),
        (answer(407, b"<html>Proxy</html>"), ProxySignIn, Outcome.FAILED),
        (answer(200, b'{"message": "Success", "series_instance_uids": ["1",]}'), NotTheService, Outcome.FAILED),
        (answer(204), NotTheService, Outcome.FAILED),
        (answer(400, b"<html>The plain HTTP request was sent to HTTPS port</html>"), NotTheService, Outcome.FAILED),
        (answer(302, b"", "Location: /accounts/login/?next=/studies"), TokenRefused, Outcome.REFUSED),
        (answer(307, b"", "Location: http://elsewhere.example/studies"), RedirectRefused, Outcome.FAILED),
        (answer(301, b"", "Location: /studies/"), RedirectRefused, Outcome.FAILED),
        (answer(308), NotTheService, Outcome.FAILED),
        (answer(500), ServiceFailing, Outcome.FAILED),
        (answer(502, b"<html>Bad Gateway</html>"), ServiceFailing, Outcome.FAILED),
    ],
)
def test_what_stops_an_upload(tmp_path: Path, script: Script, problem: type[CourierError], outcome: Outcome) -> None:
    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 8), server.base_url, connections=2)
        end = send(journal, upload_id)
    assert (end.outcome, type(end.problem)) == (outcome, problem)
    assert end.problem is not None
    assert end.problem.title
    assert end.problem.advice
    assert InstanceState.VERIFIED not in journal.states(upload_id).values()
    assert journal.ends == [(upload_id, outcome, end.retries)]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("read", [True, False])
def test_passing_failures_pass(tmp_path: Path, status: int, read: bool) -> None:
    journal = MemoryJournal()
    with serving(first_then(answer(status, read=read), Store())) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 2), server.base_url)
        end = send(journal, upload_id)
    assert (end.outcome, end.retries) == (Outcome.VERIFIED, 1)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_obeyed_in_both_forms(tmp_path: Path, form: str) -> None:
    def busy(exchange: Exchange) -> None:
        exchange.read()
        until = datetime.now(UTC) + timedelta(seconds=2)
        asked = "1" if form == "seconds" else format_datetime(until, usegmt=True)
        times.append(time.monotonic())
        exchange.reply(429, {}, headers=(f"Retry-After: {asked}",))

    def later(exchange: Exchange) -> None:
        times.append(time.monotonic())
        store(exchange)

    times: list[float] = []
    store, journal = Store(), MemoryJournal()
    reports: list[Progress] = []
    with serving(first_then(busy, later)) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 2), server.base_url)
        tuning = replace(QUICK, backoff=Backoff(first=0.01, cap=0.02))
        assert send(journal, upload_id, tuning=tuning, reports=reports).outcome is Outcome.VERIFIED
    assert times[1] - times[0] > 0.95
    assert any(progress.waiting for progress in reports)


def test_the_service_is_probed_by_one_connection_while_it_is_down(tmp_path: Path) -> None:
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()
    busy = threading.Semaphore(1)

    def script(exchange: Exchange) -> None:
        if exchange.number <= 3:
            exchange.read()
            exchange.reply(503)
            return
        alone = busy.acquire(blocking=False)
        assert alone or exchange.number > 4, "more than one connection asked"
        store(exchange)
        if alone:
            busy.release()

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 24), server.base_url, connections=3)
        assert send(journal, upload_id).outcome is Outcome.VERIFIED


def test_one_batch_that_always_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 8)
    bad, store = instances[1].sop_instance_uid, Store(CountReading.PER_REQUEST)

    def script(exchange: Exchange) -> None:
        if bad.encode() in exchange.read():
            exchange.reply(500)
        else:
            store(exchange)

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url, connections=2)
        end = send(journal, upload_id, tuning=replace(QUICK, tries=20, backoff=Backoff(first=0.001, cap=0.001)))
    states = journal.states(upload_id)
    assert {uid for uid, state in states.items() if state is not InstanceState.VERIFIED} == {bad}
    assert states[bad] is InstanceState.UNKNOWN
    assert (end.outcome, type(end.problem)) == (Outcome.FAILED, ServiceFailing)


def test_a_batch_that_is_too_large_is_halved_and_the_limit_is_remembered(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 16, pixels=3000)
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if exchange.length > 10_000:
            exchange.reply(413, b"<html>Too Large</html>")
        else:
            store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, limits=Limits(max_files=8)))
    assert end.outcome is Outcome.VERIFIED
    assert end.limits.max_bytes < 10_000
    assert sum(exchange.length > 10_000 for exchange in server.seen) <= 3


def test_one_file_that_alone_is_too_large_is_named(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 3) + write_series(tmp_path, 2, 1, pixels=50_000)
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if exchange.length > 20_000:
            exchange.reply(413)
        else:
            store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        assert send(journal, upload_id).outcome is Outcome.SHORT
    lines = journal.receipt(upload_id).lines
    assert [(line.state, line.arrived) for line in lines] == [(LineState.VERIFIED, 3), (LineState.NOT_SENT, 0)]
    assert lines[1].reason == "The file is larger than the service takes."


def test_too_many_files_halve_the_batch_and_are_remembered(tmp_path: Path) -> None:
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if len(exchange.files()) > 4:
            exchange.reply(400, {"message": "The number of files exceeded settings.DATA_UPLOAD_MAX_NUMBER_FILES."})
        else:
            store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 32), server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, limits=Limits(max_files=8)))
    assert (end.outcome, end.limits.max_files) == (Outcome.VERIFIED, 4)
    assert len(server.seen) <= 11


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answer(401, UNAUTHENTICATED), "City Radiology did not accept the token."),
        (answer(200, UNAUTHENTICATED), "City Radiology did not accept the token."),
        (answer(503, UNAUTHENTICATED), "City Radiology did not accept the token."),
        (answer(403, {"success": False}), "City Radiology did not accept the Source setting."),
        (answer(404), "The upload service did not answer at this address."),
        (answer(307, b"", "Location: http://elsewhere.example/x"), "City Radiology points to another address."),
        (answer(400, NO_FILES), "The service refused it: No DICOM files were uploaded!"),
        (answer(413), "The file is larger than the service takes."),
    ],
)
def test_a_receipt_after_a_refusal_says_that_nothing_was_sent_and_why(
    tmp_path: Path, script: Script, reason: str
) -> None:
    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 3) + write_series(tmp_path, 2, 2), server.base_url)
        send(journal, upload_id)
    lines = journal.receipt(upload_id).lines
    assert [(line.state, line.sent, line.arrived, line.service_count) for line in lines] == [
        (LineState.NOT_SENT, 0, 0, None)
    ] * 2
    assert {line.reason for line in lines} == {reason}
    assert {missing.reason for line in lines for missing in line.missing_instances} == {reason}


def test_a_series_whose_only_file_is_gone_is_not_sent_and_says_so(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 2) + write_series(tmp_path, 2, 1)
    os.unlink(instances[2].path)
    journal = MemoryJournal()
    with serving(Store()) as server:
        upload_id = plan(journal, instances, server.base_url)
        assert send(journal, upload_id).outcome is Outcome.SHORT
    lines = journal.receipt(upload_id).lines
    assert [(line.state, line.sent) for line in lines] == [(LineState.VERIFIED, 2), (LineState.NOT_SENT, 0)]
    assert lines[1].reason.startswith("The file is no longer there.")


# -- redirects -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_taken_once_and_remembered(tmp_path: Path, status: int) -> None:
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if exchange.path == "/studies":
            exchange.read()
            exchange.reply(status, headers=("Location: /studies/",))
        else:
            store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 12), server.base_url)
        assert send(journal, upload_id).outcome is Outcome.VERIFIED
    assert [exchange.path for exchange in server.seen].count("/studies") == 1
    assert len(store.received) in (12, 13)


def test_http_may_move_to_https_on_the_same_host(tmp_path: Path, certificate: tuple[str, str]) -> None:
    store, journal = Store(), MemoryJournal()
    with serving(store, tls=certificate) as secure, serving(answer(404)) as plain:
        plain.script = answer(308, b"", f"Location: {secure.base_url}/studies")
        upload_id = plan(journal, write_series(tmp_path, 1, 2), f"http://localhost:{plain.port}")
        tuning = replace(QUICK, ca_file=certificate[0])
        assert send(journal, upload_id, tuning=tuning).outcome is Outcome.VERIFIED


def test_https_never_moves_to_http_and_no_other_host_gets_the_token(
    tmp_path: Path, certificate: tuple[str, str]
) -> None:
    journal, landed = MemoryJournal(), Store()
    with serving(landed) as other:
        for target in (f"http://localhost:{other.port}/studies", f"//127.0.0.1:{other.port}/studies"):
            with serving(answer(307, b"", f"Location: {target}"), tls=certificate) as server:
                upload_id = plan(journal, write_series(tmp_path, 1, 2), server.base_url)
                end = send(journal, upload_id, tuning=replace(QUICK, ca_file=certificate[0]))
                assert type(end.problem) is RedirectRefused
        assert other.seen == []


# -- this computer's environment -----------------------------------------------------------------------------


def test_no_netrc_replaces_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login rad password x\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    journal = MemoryJournal()
    with serving(Store()) as server:
        assert send(journal, plan(journal, write_series(tmp_path, 1, 1), server.base_url)).outcome is Outcome.VERIFIED


def test_no_variable_replaces_the_trusted_certificates(
    tmp_path: Path, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "missing.pem"))
    journal = MemoryJournal()
    with serving(Store(), tls=certificate) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 6), server.base_url)
        assert send(journal, upload_id, tuning=replace(QUICK, ca_file=certificate[0])).outcome is Outcome.VERIFIED


def test_the_systems_proxy_is_used_but_not_for_this_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy_store, store, journal = Store(), Store(), MemoryJournal()
    with serving(proxy_store) as proxy, serving(store) as server:
        monkeypatch.setenv("http_proxy", proxy.base_url)
        away = plan(journal, write_series(tmp_path, 1, 1), "http://service.invalid/api", plain_http_confirmed=True)
        assert send(journal, away).outcome is Outcome.VERIFIED
        assert proxy.seen[0].path == "http://service.invalid/api/studies"
        here = plan(journal, write_series(tmp_path, 2, 1), server.base_url)
        assert send(journal, here).outcome is Outcome.VERIFIED
        assert len(proxy.seen) == 1


def test_a_certificate_that_is_not_trusted_stops_before_anything_is_sent(
    tmp_path: Path, certificate: tuple[str, str]
) -> None:
    journal = MemoryJournal()
    with serving(Store(), tls=certificate) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1), server.base_url)
        end = send(journal, upload_id)
        assert type(end.problem) is CertificateIssuerUnknown
        assert server.seen == []


def test_a_broken_handshake_is_no_certificate_problem(tmp_path: Path) -> None:
    def speak_plain(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    journal = MemoryJournal()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=speak_plain, args=(listener,), daemon=True).start()
        upload_id = plan(journal, write_series(tmp_path, 1, 1), f"https://localhost:{listener.getsockname()[1]}")
        assert type(send(journal, upload_id).problem) is ServiceUnreachable
        listener.shutdown(socket.SHUT_RDWR)


def test_nothing_goes_out_in_clear_without_consent(tmp_path: Path) -> None:
    journal = MemoryJournal()
    upload_id = plan(journal, write_series(tmp_path, 1, 1), "http://service.invalid")
    with pytest.raises(PlainHttpRefused):
        send(journal, upload_id)
    assert journal.requests_begun == []


def test_nobody_at_the_address_is_not_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    journal = MemoryJournal()
    upload_id = plan(journal, write_series(tmp_path, 1, 1), f"http://127.0.0.1:{port}", connections=3)
    end = send(journal, upload_id)
    assert (end.outcome, type(end.problem), end.requests) == (Outcome.FAILED, ServiceUnreachable, 2)
    assert set(journal.states(upload_id).values()) == {InstanceState.PLANNED}


def test_no_log_line_and_no_error_tells_a_name_a_path_or_the_token(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    journal = MemoryJournal()
    instances = write_series(tmp_path, 1, 2)
    os.unlink(instances[0].path)
    with serving(first_then(answer(503), answer(401, UNAUTHENTICATED))) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
    assert end.problem is not None
    told = caplog.text + repr(end) + str(end.problem) + end.problem.detail
    told += "".join(repr(result.detail) for result in journal.results(upload_id))
    for secret in (TOKEN, "Geheim", str(tmp_path), instances[0].sop_instance_uid):
        assert secret not in told


# -- early answers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("status", [413, 401])
def test_an_answer_that_comes_before_the_body_was_read_is_read(
    tmp_path: Path, certificate: tuple[str, str], tls: bool, status: int
) -> None:
    instances = write_series(tmp_path, 1, 1, pixels=20_000_000)

    def script(exchange: Exchange) -> None:
        exchange.reader.read(65536)
        exchange.reply(status, {}, headers=("Connection: close",))
        exchange.stopped.wait(0.2)

    journal = MemoryJournal()
    with serving(script, tls=certificate if tls else None) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, ca_file=certificate[0] if tls else None))
    (line,) = journal.receipt(upload_id).lines
    assert line.sent == 0
    if status == 401:
        assert type(end.problem) is TokenRefused
    else:
        assert (end.problem, line.reason) == (None, "The file is larger than the service takes.")


def test_an_early_answer_is_found_when_the_service_neither_reads_nor_closes(tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(401, UNAUTHENTICATED)
        exchange.linger()

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1, pixels=20_000_000), server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, send_timeout=0.3))
    assert type(end.problem) is TokenRefused


def test_a_success_before_the_body_was_read_is_no_success(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 1, pixels=20_000_000)
    uid = instances[0].series.series_instance_uid
    said = {"message": "Success", "detailed_info": [{"SeriesInstanceUID": uid, "NumberOfSeriesRelatedInstances": 1}]}

    def script(exchange: Exchange) -> None:
        exchange.reader.read(65536)
        exchange.reply(200, said, headers=("Connection: close",))
        exchange.stopped.wait(0.2)

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
    assert end.outcome is Outcome.FAILED
    assert journal.states(upload_id)[instances[0].sop_instance_uid] is not InstanceState.VERIFIED


# -- lost, odd and endless answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("where", ["before", "in head", "in body", "in chunk"])
def test_an_answer_that_is_lost_is_sent_for_again(
    tmp_path: Path, certificate: tuple[str, str], tls: bool, where: str
) -> None:
    store, journal = Store(), MemoryJournal()

    def script(exchange: Exchange) -> None:
        status, content = store.take(exchange)
        data = json.dumps(content).encode()
        if exchange.number == 1:
            if where == "in head":
                exchange.raw(b"HTTP/1.1 200 OK\r\nContent-")
            elif where == "in body":
                exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + data)
            elif where == "in chunk":
                exchange.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % len(data) + data)
            exchange.cut()
        exchange.reply(status, content)

    with serving(script, tls=certificate if tls else None) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 3), server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, ca_file=certificate[0] if tls else None))
    assert (end.outcome, end.retries) == (Outcome.VERIFIED, 1)
    first = journal.results(upload_id)[0]
    assert (first.status, set(first.states.values())) == (None, {InstanceState.UNKNOWN})


def test_answers_that_stay_lost_are_unknown_and_not_failed(tmp_path: Path) -> None:
    store, journal = Store(), MemoryJournal()

    def script(exchange: Exchange) -> None:
        store.take(exchange)
        exchange.cut()

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 3), server.base_url)
        end = send(journal, upload_id)
        assert (end.outcome, type(end.problem)) == (Outcome.FAILED, ServiceFailing)
        assert set(journal.states(upload_id).values()) == {InstanceState.UNKNOWN}
        assert journal.receipt(upload_id).lines[0].state is LineState.UNKNOWN
        server.script = store
        assert send(journal, upload_id).outcome is Outcome.VERIFIED


def test_a_body_that_is_cut_is_not_unknown(tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reader.read(1000)
        exchange.cut()

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1, pixels=20_000_000), server.base_url)
        end = send(journal, upload_id)
    assert type(end.problem) is ServiceFailing
    assert set(journal.states(upload_id).values()) == {InstanceState.PLANNED}


def test_an_answer_that_unpacks_to_gigabytes_is_read_to_the_limit_only(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)

    def script(exchange: Exchange) -> None:
        exchange.read()
        exchange.reply(200, bomb, headers=("Content-Encoding: gzip",))

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1), server.base_url)
        begun = time.monotonic()
        end = send(journal, upload_id)
    assert end.outcome is Outcome.FAILED
    assert time.monotonic() - begun < 3
    assert set(journal.states(upload_id).values()) == {InstanceState.UNKNOWN}


@pytest.mark.parametrize("part", ["head", "body", "endless body"])
def test_a_trickled_answer_has_a_deadline(tmp_path: Path, part: str) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read()
        if part == "body":
            exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
        elif part == "endless body":
            exchange.raw(b"HTTP/1.1 200 OK\r\n\r\n")
        else:
            exchange.raw(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            exchange.raw(b"1")
            if exchange.stopped.wait(0.05):
                return

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1), server.base_url)
        begun = time.monotonic()
        end = send(journal, upload_id, tuning=replace(QUICK, answer_deadline=0.4, tries=1))
    assert time.monotonic() - begun < 2
    assert type(end.problem) is ServiceFailing


def test_a_slow_line_is_not_a_dead_one(tmp_path: Path) -> None:
    """Each write makes headway, but one block takes longer than any timeout."""
    store, journal = Store(), MemoryJournal()

    def script(exchange: Exchange) -> None:
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        read = bytearray()
        while len(read) < exchange.length:
            read += exchange.reader.read(min(200_000, exchange.length - len(read)))
            exchange.stopped.wait(0.02)
        exchange.body = bytes(read)
        store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1, pixels=12_000_000), server.base_url)
        tuning = replace(QUICK, connect_timeout=0.3, send_timeout=0.5, block=8 * 1024 * 1024)
        end = send(journal, upload_id, tuning=tuning)
    assert (end.outcome, end.retries) == (Outcome.VERIFIED, 0)


def test_a_line_that_stands_still_is_given_up(tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.linger()

    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 1, pixels=20_000_000), server.base_url)
        end = send(journal, upload_id, tuning=replace(QUICK, send_timeout=0.2, tries=2))
    assert (type(end.problem), end.requests) == (ServiceFailing, 2)


# -- files that change ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["grown", "shrunk", "gone"])
def test_a_file_that_changed_since_the_scan_costs_only_itself(tmp_path: Path, change: str) -> None:
    instances = write_series(tmp_path, 1, 4)
    if change == "gone":
        os.unlink(instances[2].path)
    else:
        os.truncate(instances[2].path, instances[2].size + (10 if change == "grown" else -10))
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
    assert (end.outcome, end.problem) == (Outcome.SHORT, None)
    assert store.received == [i.sop_instance_uid for i in instances if i is not instances[2]]
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.sent, line.arrived) == (LineState.SHORT, 3, 3)
    assert [missing.path for missing in line.missing_instances] == [instances[2].path]
    assert "Add the folder or the disc again." in line.reason


def test_a_file_that_grows_while_it_is_sent_never_arrives_half(tmp_path: Path) -> None:
    """A byte too many would become the start of the next request on that connection."""
    instances = write_series(tmp_path, 1, 1) + write_series(tmp_path, 2, 1, pixels=30_000_000)
    store, journal = Store(), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.reader.read(1_000_000)
            with open(instances[1].path, "ab") as file:
                file.write(b"more")
        store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, instances, server.base_url)
        tuning = replace(QUICK, limits=Limits(max_bytes=100_000_000))
        server.script = _ignoring_short_bodies(script)
        assert send(journal, upload_id, tuning=tuning).outcome is Outcome.SHORT
    assert list(store.digests) == [instances[0].sop_instance_uid]
    assert journal.states(upload_id)[instances[1].sop_instance_uid] is InstanceState.REFUSED


def _ignoring_short_bodies(script: Script) -> Script:
    def ignoring(exchange: Exchange) -> None:
        before = exchange.length
        try:
            script(exchange)
        except AssertionError:
            raise
        except (IndexError, KeyError, ValueError):
            assert len(exchange.read()) < before
            exchange.cut()

    return ignoring


# -- stopping ------------------------------------------------------------------------------------------------


def test_a_cancel_is_heard_in_the_middle_of_two_gigabytes(tmp_path: Path) -> None:
    (small,) = write_series(tmp_path, 1, 1)
    os.truncate(small.path, 2 << 30)  # the rest is a hole, which takes no room on the disk
    instance = describe(Path(small.path), small.series.series_instance_uid, small.sop_instance_uid)
    reached, cancel, took = threading.Event(), CancelToken(), list[float]()

    def script(exchange: Exchange) -> None:
        assert exchange.length > instance.size
        exchange.reader.read(500_000_000)
        reached.set()
        while exchange.reader.read(1_000_000):
            exchange.stopped.wait(0.01)

    def stop() -> None:
        reached.wait(60)
        took.append(time.monotonic())
        cancel.cancel()

    threading.Thread(target=stop, daemon=True).start()
    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(journal, [instance], server.base_url)
        end = send(journal, upload_id, cancel=cancel, tuning=replace(QUICK, send_timeout=60))
        took.append(time.monotonic())
    assert end.outcome is Outcome.CANCELLED
    assert took[1] - took[0] < 1
    assert journal.states(upload_id)[instance.sop_instance_uid] is not InstanceState.VERIFIED


@pytest.mark.parametrize("where", ["sending", "stalled", "waiting", "backing off"])
def test_a_cancel_is_heard_at_once_and_keeps_what_was_answered(tmp_path: Path, where: str) -> None:
    instances = write_series(tmp_path, 1, 2) + write_series(tmp_path, 2, 1, pixels=30_000_000)
    reached, store, journal = threading.Event(), Store(), MemoryJournal()

    def script(exchange: Exchange) -> None:
        if exchange.number == 1:
            store(exchange)
            return
        if where == "sending":
            reached.set()
            while exchange.reader.read(200_000):
                exchange.stopped.wait(0.05)
        elif where == "stalled":
            reached.set()
            exchange.linger()
        elif where == "waiting":
            exchange.read()
            reached.set()
            exchange.linger()
        else:
            exchange.read()
            exchange.reply(503, headers=("Retry-After: 200",))
            reached.set()

    cancel = CancelToken()
    tuning = replace(QUICK, send_timeout=60, read_timeout=60, answer_deadline=60, limits=Limits(max_bytes=100_000))
    with serving(script) as server, promptness() as prompt:

        def stop() -> None:
            reached.wait(10)
            prompt.wish()
            cancel.cancel()

        threading.Thread(target=stop, daemon=True).start()
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id, cancel=cancel, tuning=replace(tuning, backoff=Backoff(first=100, cap=100)))
    assert prompt.at_once, prompt
    assert (end.outcome, end.problem) == (Outcome.CANCELLED, None)
    (last,) = journal.receipt(upload_id).lines[1:]
    cancelled = "The upload was cancelled before it was sent."
    assert last.state is LineState.UNKNOWN or (last.state, last.reason) == (LineState.NOT_SENT, cancelled)
    states = [journal.states(upload_id)[i.sop_instance_uid] for i in instances]
    assert states[:2] == [InstanceState.VERIFIED] * 2
    assert states[2] in (InstanceState.PLANNED, InstanceState.UNKNOWN)
    assert (states[2] is InstanceState.UNKNOWN) == (where in ("waiting", "backing off"))


def test_a_refused_token_stops_all_at_once_without_losing_what_is_in_flight(tmp_path: Path) -> None:
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()
    told = threading.Event()

    def script(exchange: Exchange) -> None:
        exchange.read()
        if exchange.number == 1:
            while len(server.seen) < 2:
                exchange.stopped.wait(0.01)
            exchange.reply(401, UNAUTHENTICATED)
            told.set()
        else:
            told.wait(10)
            exchange.stopped.wait(0.1)
            store(exchange)

    with serving(script) as server:
        upload_id = plan(journal, write_series(tmp_path, 1, 40), server.base_url, connections=2)
        end = send(journal, upload_id)
        assert len(server.seen) == 2
    assert (end.outcome, type(end.problem)) == (Outcome.REFUSED, TokenRefused)
    assert len(store.received) == 4
    assert journal.results(upload_id)[-1].status == 200
