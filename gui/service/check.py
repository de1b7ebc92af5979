"""Asks the service whether address, token and Source are good, without a patient's data."""

from __future__ import annotations

from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination
from gui.core.errors import NotTheService, ServiceFailing, ServiceUnreachable
from gui.core.retry import Reaction
from gui.core.token import Token
from gui.core.verdict import ANSWERED
from gui.service.answers import NO_FILES
from gui.service.attempt import Attempt, send_once
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.tuning import Tuning


def check_connection(destination: Destination, token: Token, cancel: CancelToken, tuning: Tuning | None = None) -> None:
    """Return when the service takes the token; else raise the :class:`CourierError` that says what is wrong.

    Sends an empty multipart body: the service then says that no files were uploaded, or says success. A redirect
    is followed by the contract's rule. Raises :class:`Cancelled` within a moment of the wish.
    """
    tuning = tuning or Tuning(connect_timeout=15.0, read_timeout=30.0, send_timeout=15.0, answer_deadline=40.0)
    route = Route(destination)
    line = Line(destination, token, tuning)
    cancel.on_cancel(line.abort)
    try:
        attempt = send_once(line, route, (), cancel=cancel, tuning=tuning)
        if attempt.moved:
            attempt = send_once(line, route, (), cancel=cancel, tuning=tuning)
    finally:
        line.close()
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
        kind = ServiceFailing if attempt.connected else ServiceUnreachable
        raise route.error(kind, attempt.detail, tries=1)
    if answer.status == 400 and NO_FILES in answer.message.lower():
        return
    if answer.reaction is Reaction.RETRY:
        raise route.error(ServiceFailing, attempt.detail, tries=1)
    raise route.error(NotTheService, attempt.detail)
