"""The dialect of the upload service: counts by series, and an empty request to see whether it takes the token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.core.errors import (
    CourierError,
    NotTheService,
    ServiceFailing,
    SourceRefused,
    TokenRefused,
)
from gui.core.retry import Reaction
from gui.core.upload import BatchResult, CountReading, InstanceState, Upload
from gui.core.verdict import ANSWERED
from gui.service.answers import NO_FILES, Answer, read_answer
from gui.service.attempt import Attempt, send_once
from gui.service.body import FORM, Framing
from gui.service.endpoint import Route
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.session import Line
from gui.service.settlement import Step, next_step
from gui.service.tuning import Tuning


class ServiceSpeech:
    """Implements :class:`gui.service.speech.Speech` by the service's contract."""

    framing: Framing = FORM
    stops: Mapping[Reaction, type[CourierError]] = {
        Reaction.TOKEN: TokenRefused,
        Reaction.SOURCE: SourceRefused,
        Reaction.ADDRESS: NotTheService,
    }

    def read(self, status: int, content: bytes, instances: Sequence[Instance]) -> Answer:  # noqa: ARG002 – the port's
        """Read an answer by the contract's table."""
        return read_answer(status, content)

    def ledger(
        self,
        upload: Upload,
        states: Mapping[str, InstanceState],
        results: Sequence[BatchResult],
        reading: CountReading,
    ) -> Ledger:
        """The ledger that judges by counts."""
        return Ledger(upload, states, results, reading)

    def next_step(self, ledger: Ledger, record: SeriesRecord, *, queued: bool) -> Step:
        """What the count of a series still needs."""
        return next_step(ledger, record, queued=queued)

    def check(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> None:
        """Send an empty multipart body: the service then says that no files were uploaded, or says success."""
        attempt = send_once(line, route, (), speech=self, cancel=cancel, tuning=tuning)
        if attempt.moved:
            attempt = send_once(line, route, (), speech=self, cancel=cancel, tuning=tuning)
        _judge(route, attempt)


def _judge(route: Route, attempt: Attempt) -> None:
    answer = attempt.answer
    if attempt.cancelled:
        raise Cancelled
    if answer is not None and answer.readable and answer.reaction is not Reaction.TOKEN and answer.status in ANSWERED:
        return
    if attempt.stop is not None:
        raise attempt.stop
    if answer is None:
        kind = ServiceFailing if attempt.connected else attempt.unreached
        raise route.error(kind, attempt.detail, tries=1)
    if answer.status == 400 and NO_FILES in answer.message.lower():
        return
    if answer.reaction is Reaction.RETRY:
        raise route.error(ServiceFailing, attempt.detail, tries=1)
    raise route.error(NotTheService, attempt.detail)
