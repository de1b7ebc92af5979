"""One line to run an upload in a test, with waits of hundredths of a second."""

from __future__ import annotations

from gui.core.cancel import CancelToken
from gui.core.plan import Limits
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import Progress
from gui.service.uploader import Tuning, UploadEnd, upload
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange

QUICK = Tuning(
    limits=Limits(max_files=4),
    connect_timeout=5,
    send_timeout=5,
    read_timeout=5,
    answer_deadline=5,
    tries=4,
    first_tries=2,
    backoff=Backoff(first=0.01, cap=0.02, retry_after_cap=0.05),
)


def send(
    journal: MemoryJournal,
    upload_id: int,
    *,
    tuning: Tuning = QUICK,
    cancel: CancelToken | None = None,
    reports: list[Progress] | None = None,
    again: bool = False,
) -> UploadEnd:
    """Run an upload to its end."""
    heard: list[Progress] = [] if reports is None else reports
    return upload(
        upload_id,
        journal,
        Token(TOKEN),
        cancel=cancel or CancelToken(),
        report=heard.append,
        tuning=tuning,
        again=again,
    )


def first_then(first, rest):  # type: ignore[no-untyped-def]
    """A script that serves the first request with one script and all others with another."""

    def script(exchange: Exchange) -> None:
        (first if exchange.number == 1 else rest)(exchange)

    return script


def answer(status: int, content: object = b"", *headers: str, read: bool = True, kind: str = ""):  # type: ignore[no-untyped-def]
    """A script that always answers the same."""

    def script(exchange: Exchange) -> None:
        if read:
            exchange.read()
        exchange.reply(status, content, headers=headers, kind=kind)

    return script
