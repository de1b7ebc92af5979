"""Asks the service whether address, token and Source are good, without a patient's data."""

from __future__ import annotations

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.token import Token
from gui.service.dialects import speech_of
from gui.service.endpoint import Route
from gui.service.session import Line
from gui.service.tuning import Tuning

QUICK = Tuning(connect_timeout=15.0, read_timeout=30.0, send_timeout=15.0, answer_deadline=40.0)
"""Time-outs for a question that a person waits for."""


def check_connection(destination: Destination, token: Token, cancel: CancelToken, tuning: Tuning | None = None) -> None:
    """Return when the service takes the token; else raise the :class:`CourierError` that says what is wrong.

    The upload service is sent an empty multipart body, a DICOMweb server is asked for one study. A redirect is
    followed by the contract's rule. Raises :class:`gui.core.cancel.Cancelled` within a moment of the wish.
    """
    tuning = tuning or QUICK
    route = Route(destination)
    line = Line(destination, token, tuning)
    cancel.on_cancel(line.abort)
    try:
        speech_of(destination.dialect).check(line, route, cancel=cancel, tuning=tuning)
    finally:
        line.close()
