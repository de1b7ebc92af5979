"""The dialect of a standard DICOMweb server: STOW-RS to send (PS3.18 §10.5), QIDO-RS as the second witness (§10.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.core.errors import (
    AccessRefused,
    CourierError,
    NotTheService,
    ServiceFailing,
    TokenRefused,
)
from gui.core.retry import Reaction, react
from gui.core.upload import BatchResult, CountReading, InstanceState, Upload
from gui.service.answers import Answer, Sighting
from gui.service.attempt import Attempt, send_once
from gui.service.body import RELATED, Framing
from gui.service.dicomweb_answers import read_stow
from gui.service.dicomweb_ledger import FateLedger
from gui.service.dicomweb_query import Reply, SeriesQuery, get
from gui.service.endpoint import Route
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.session import Line
from gui.service.settlement import NOTHING, Step
from gui.service.tuning import Tuning

_SPEAKS_STOW = frozenset({200, 202, 204, 400, 409, 415, 422})


class DicomwebSpeech:
    """Implements :class:`gui.service.speech.Speech` by PS3.18."""

    framing: Framing = RELATED
    stops: Mapping[Reaction, type[CourierError]] = {
        Reaction.TOKEN: TokenRefused,
        Reaction.SOURCE: AccessRefused,
        Reaction.ADDRESS: NotTheService,
    }

    def read(self, status: int, content: bytes, instances: Sequence[Instance]) -> Answer:
        """Read the fates of the instances from the lists."""
        return read_stow(status, content, instances)

    def ledger(
        self,
        upload: Upload,
        states: Mapping[str, InstanceState],
        results: Sequence[BatchResult],
        reading: CountReading,
    ) -> Ledger:
        """The ledger that judges by fates."""
        return FateLedger(upload, states, results, reading)

    def next_step(self, ledger: Ledger, record: SeriesRecord, *, queued: bool) -> Step:
        """When nothing of a series is out any more: ask about it, then send again what is not there."""
        assert isinstance(ledger, FateLedger)
        if queued or record.counts.in_flight or ledger.asking(record):
            return NOTHING
        if ledger.to_ask(record):
            return Step(look=_Look(ledger, record, self.stops))
        return Step(again=ledger.to_repeat(record))

    def check(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> None:
        """Ask for one study. A server that cannot be asked is sent an empty body instead."""
        reply = _ask_for_a_study(line, route, cancel, tuning)
        if isinstance(reply, Reply) and react(reply.status) is Reaction.MOVED:
            location = reply.location.partition("?")[0] if reply.location else None
            route.follow(route.url, location)
            reply = _ask_for_a_study(line, route, cancel, tuning)
        if isinstance(reply, Attempt):
            raise _no_answer(route, reply)
        if reply.found is not None:
            return
        reaction, detail = react(reply.status), f"status {reply.status}"
        if reaction in (Reaction.TOKEN, Reaction.SOURCE):
            raise route.error(self.stops[reaction], detail)
        if reaction is Reaction.ACCEPT:
            raise route.error(NotTheService, f"{detail}, not JSON")
        if reply.status != 501 and reaction is Reaction.RETRY:
            raise route.error(ServiceFailing, detail, tries=1)
        self._check_without_asking(line, route, cancel=cancel, tuning=tuning)

    def _check_without_asking(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> None:
        attempt = send_once(line, route, (), speech=self, cancel=cancel, tuning=tuning)
        if attempt.stop is not None or attempt.answer is None:
            raise _no_answer(route, attempt)
        if attempt.answer.reaction is Reaction.RETRY:
            raise route.error(ServiceFailing, attempt.detail, tries=1)
        if attempt.status not in _SPEAKS_STOW:
            raise route.error(NotTheService, attempt.detail)


class _Look:
    """Implements :class:`gui.service.speech.Look`."""

    def __init__(self, ledger: FateLedger, record: SeriesRecord, stops: Mapping[Reaction, type[CourierError]]) -> None:
        self.series = record.uid
        self._ledger = ledger
        self._record = record
        self._stops = stops
        self._studies = tuple(dict.fromkeys(one.study.study_instance_uid for one in record.instances.values()))
        self._by_name = ledger.by_name(record)

    def send(self, line: Line, route: Route, *, cancel: CancelToken, tuning: Tuning) -> Attempt:
        wanted = self._record.instances.keys()
        query = SeriesQuery(route, self.series, self._studies, self._stops, wanted=wanted, by_name=self._by_name)
        return query.send(line, cancel=cancel, tuning=tuning)

    def take(self, sighting: Sighting) -> None:
        self._ledger.sighted(self._record, sighting)

    def give_up(self) -> None:
        self._ledger.unheard(self._record)


def _ask_for_a_study(line: Line, route: Route, cancel: CancelToken, tuning: Tuning) -> Reply | Attempt:
    return get(line, route, f"{route.url.partition('?')[0]}?limit=1", cancel=cancel, tuning=tuning)


def _no_answer(route: Route, attempt: Attempt) -> BaseException:
    if attempt.cancelled:
        return Cancelled()
    if attempt.stop is not None:
        return attempt.stop
    return route.error(ServiceFailing if attempt.connected else attempt.unreached, attempt.detail, tries=1)
