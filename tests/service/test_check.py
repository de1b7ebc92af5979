"""Asking the service without a patient's data."""

from __future__ import annotations

import threading
import time

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination
from gui.core.errors import (
    CourierError,
    NotTheService,
    PlainHttpRefused,
    ServiceFailing,
    ServiceUnreachable,
    SourceRefused,
    TokenRefused,
    WebPageAnswered,
)
from gui.core.token import Token
from gui.service.check import check_connection
from tests.service.helpers import answer, first_then
from tests.service.servers import TOKEN, Exchange, Script, serving

NO_FILES = answer(400, {"message": "No DICOM files were uploaded!"})


def check(base_url: str, cancel: CancelToken | None = None) -> None:
    check_connection(Destination("d", "City Radiology", base_url), Token(TOKEN), cancel or CancelToken())


@pytest.mark.parametrize("script", [NO_FILES, answer(200, {"message": "Success"}), answer(202, {})])
def test_a_good_token_is_good(script: Script) -> None:
    with serving(script) as server:
        check(server.base_url)
    (exchange,) = server.seen
    boundary = exchange.headers["content-type"].rpartition("=")[2]
    assert exchange.read() == f"--{boundary}--\r\n".encode()
    assert exchange.headers["authorization"] == f"Token {TOKEN}"


def test_a_redirect_is_followed_by_the_rule() -> None:
    with serving(first_then(answer(301, b"", "Location: /studies/"), NO_FILES)) as server:
        check(server.base_url)
    assert [exchange.path for exchange in server.seen] == ["/studies", "/studies/"]


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (answer(401, {"authenticated": False}), TokenRefused),
        (answer(200, {"authenticated": False}), TokenRefused),
        (answer(403, {"success": False}), SourceRefused),
        (answer(404), NotTheService),
        (answer(200, b"<html></html>"), WebPageAnswered),
        (answer(400, b"<html></html>"), NotTheService),
        (answer(400, {"message": "What?"}), NotTheService),
        (answer(413), NotTheService),
        (answer(503), ServiceFailing),
    ],
)
def test_what_is_wrong_is_said(script: Script, problem: type[CourierError]) -> None:
    with serving(script) as server, pytest.raises(problem) as said:
        check(server.base_url)
    assert type(said.value) is problem


def test_nobody_there_is_said() -> None:
    with serving(NO_FILES) as server:
        pass
    with pytest.raises(ServiceUnreachable):
        check(server.base_url)


def test_no_token_goes_out_in_clear() -> None:
    with pytest.raises(PlainHttpRefused):
        check("http://service.invalid")


def test_a_check_can_be_broken_off() -> None:
    cancel, reached = CancelToken(), threading.Event()

    def script(exchange: Exchange) -> None:
        exchange.read()
        reached.set()
        exchange.linger()

    def stop() -> None:
        reached.wait(10)
        cancel.cancel()

    threading.Thread(target=stop, daemon=True).start()
    with serving(script) as server:
        begun = time.monotonic()
        with pytest.raises(Cancelled):
            check(server.base_url, cancel)
    assert time.monotonic() - begun < 2
