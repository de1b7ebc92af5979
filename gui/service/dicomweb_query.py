"""Asks a DICOMweb server what it holds (QIDO-RS, PS3.18 §10.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import requests
import urllib3

from gui.core.cancel import CancelToken
from gui.core.errors import CourierError
from gui.core.retry import Reaction, parse_retry_after, react
from gui.service.answers import Answer, Sighting
from gui.service.attempt import Attempt, read_limited
from gui.service.body import RELATED
from gui.service.diagnosis import explain_loss
from gui.service.dicomweb_answers import number_of, read_json, uid_of
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.tuning import Tuning

_UID = re.compile(r"[0-9.]{1,64}")
_SERIES, _SOP_INSTANCE, _IN_SERIES = "0020000E", "00080018", "00201209"
_PAGE = 200
_MOST_PAGES = 5000
_LONGEST_PAGE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer to a question: ``found`` are its data sets, None when it is not in DICOM JSON."""

    status: int
    content: bytes
    location: str | None = None
    retry_after: float | None = None

    @property
    def found(self) -> Sequence[Mapping[str, object]] | None:
        """Nothing found is answered with 204 by some, with an empty list by others, and with no body by a few."""
        if self.status == 204 or (self.status == 200 and not self.content.strip()):
            return ()
        return read_json(self.content) if self.status == 200 else None


def get(line: Line, route: Route, url: str, *, cancel: CancelToken, tuning: Tuning) -> Reply | Attempt:
    """Ask one question; an :class:`Attempt` comes back when there was no answer."""
    try:
        with line.get(url, RELATED.accept) as response:
            content = read_limited(response, max(_LONGEST_PAGE, tuning.answer_limit))
            status, location = response.status_code, response.headers.get("Location")
            retry_after = parse_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        line.drop()
        if cancel.cancelled:
            return Attempt(cancelled=True, detail="cancelled")
        loss = explain_loss(route, error)
        return Attempt(stop=loss.stop, unreached=loss.unreached, detail=loss.detail)
    finally:
        line.answer_ended()
    if content is None or line.late:
        line.drop()
        return Attempt(connected=True, detail=f"answer too long after {status}")
    return Reply(status, content, location, retry_after)


class SeriesQuery:
    """A question about one series: how many instances the server holds of it, and which when ``by_name``.

    ``studies`` are the StudyInstanceUIDs that it stands in, ``wanted`` the SOPInstanceUIDs to look for.
    :meth:`send` never raises.
    """

    def __init__(
        self,
        route: Route,
        series: str,
        studies: Sequence[str],
        stops: Mapping[Reaction, type[CourierError]],
        *,
        wanted: Set[str],
        by_name: bool,
    ) -> None:
        self._base = route.url.partition("?")[0].rstrip("/")
        self._route = route
        self._series = series
        self._studies = tuple(studies)
        self._stops = stops
        self._wanted = wanted
        self._by_name = by_name

    def send(self, line: Line, *, cancel: CancelToken, tuning: Tuning) -> Attempt:
        """Ask. The attempt's ``sighting`` is what the server shows, absent when it cannot be asked."""
        if not all(_UID.fullmatch(uid) for uid in (self._series, *self._studies)):
            return _seen(0, self._series, Sighting(absent=True), "no UID to ask for")
        total, names, status = 0, set[str](), 200
        for study in self._studies:
            part = self._ask(line, study, cancel, tuning)
            if part.sighting is None or part.sighting.absent:
                return part
            total += part.sighting.number
            names |= part.sighting.names or set()
            status = part.status or status
        exact = frozenset(names) if self._by_name or names else None
        return _seen(status, self._series, Sighting(max(total, len(names)), exact))

    def _ask(self, line: Line, study: str, cancel: CancelToken, tuning: Tuning) -> Attempt:
        url = f"{self._base}/{study}/series?SeriesInstanceUID={self._series}&includefield={_IN_SERIES}"
        reply = get(line, self._route, url, cancel=cancel, tuning=tuning)
        if isinstance(reply, Attempt):
            return reply
        found = reply.found
        if found is None and reply.status == 404:
            return self._is_it_there(line, study, reply, cancel, tuning)
        if found is None:
            return self._unanswered(reply)
        own = [one for one in found if uid_of(one, _SERIES) == self._series]
        numbers = [number_of(one, _IN_SERIES) for one in own]
        number = None if None in numbers else sum(filter(None, numbers))
        if number is not None and not (self._by_name and own):
            return _seen(reply.status, self._series, Sighting(number, frozenset() if self._by_name else None))
        return self._names(line, study, number, cancel, tuning)

    def _names(self, line: Line, study: str, number: int | None, cancel: CancelToken, tuning: Tuning) -> Attempt:
        """The SOPInstanceUIDs, page by page, until a page brings nothing new: a server may cut pages as it likes."""
        names: set[str] = set()
        for _ in range(_MOST_PAGES):
            url = f"{self._base}/{study}/series/{self._series}/instances?limit={_PAGE}&offset={len(names)}"
            reply = get(line, self._route, url, cancel=cancel, tuning=tuning)
            if isinstance(reply, Attempt):
                return reply
            found = () if reply.status == 404 else reply.found
            if found is None:
                return self._unanswered(reply)
            new = {uid_of(one, _SOP_INSTANCE) for one in found} - names - {""}
            names |= new
            if not new or (number is not None and len(names) >= number and names >= self._wanted):
                break
        return _seen(200, self._series, Sighting(max(number or 0, len(names)), frozenset(names)))

    def _is_it_there(self, line: Line, study: str, reply: Reply, cancel: CancelToken, tuning: Tuning) -> Attempt:
        """404 means that there is no such study, or that nothing can be asked here at all."""
        url = f"{self._base}?StudyInstanceUID={study}&limit=1"
        again = get(line, self._route, url, cancel=cancel, tuning=tuning)
        if isinstance(again, Attempt):
            return again
        if again.found is None:
            return self._unanswered(reply if again.status == 404 else again)
        return _seen(reply.status, self._series, Sighting(0, frozenset()))

    def _unanswered(self, reply: Reply) -> Attempt:
        """A passing failure is asked again, a refused token stops; anything else says that it cannot be asked."""
        reaction = react(reply.status)
        detail = f"query status {reply.status}"
        if reaction is Reaction.TOKEN:
            problem = self._route.error(self._stops[reaction], detail)
            return Attempt(answer=Answer(reply.status, reaction, False), connected=True, stop=problem, detail=detail)
        if reaction is Reaction.RETRY:
            answer = Answer(reply.status, reaction, False)
            return Attempt(answer=answer, connected=True, retry_after=reply.retry_after, detail=detail)
        return replace(_seen(reply.status, self._series, Sighting(absent=True)), detail=f"{detail}, lists alone count")


def _seen(status: int, series: str, sighting: Sighting, detail: str = "") -> Attempt:
    counts = {} if sighting.absent else {series: sighting.number}
    answer = Answer(status, Reaction.ACCEPT, readable=True, counts=counts)
    return Attempt(answer=answer, connected=True, sighting=sighting, detail=detail or f"query status {status}")
