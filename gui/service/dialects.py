"""Which speech belongs to which dialect: the one place that asks."""

from __future__ import annotations

from gui.core.destination import Dialect
from gui.service.contract import ServiceSpeech
from gui.service.dicomweb import DicomwebSpeech
from gui.service.speech import Speech

_SPEECHES: dict[Dialect, Speech] = {Dialect.SERVICE: ServiceSpeech(), Dialect.DICOMWEB: DicomwebSpeech()}


def speech_of(dialect: Dialect) -> Speech:
    """How a destination of this dialect is spoken to."""
    return _SPEECHES[dialect]
