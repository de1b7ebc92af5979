"""The system's own log, which gets a copy of the audit trail: syslog on Linux and macOS, the Event Log on Windows."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import sys
from typing import NoReturn, Protocol

from gui.store.audit_message import MINOR, SUCCESS

SOURCE = "DICOM Courier"
"""The source of our events: a key of this name below EventLog\\Application, which the installer makes."""

LONGEST = 31_839
"""Characters that one text of an event may have (ReportEventW)."""

EVENT_IDS = {
    "upload-begun": 1,
    "upload-resumed": 2,
    "upload-ended": 3,
    "destination-added": 4,
    "destination-changed": 5,
    "destination-removed": 6,
    "token-kept": 7,
    "token-refused": 8,
    "history-emptied": 9,
}
"""The numbers of our events in the Event Log; the message file that the installer names knows 1 to 1000."""

_OTHER = 100
_ERROR, _WARNING, _INFORMATION = 1, 2, 4
_KINDS = {SUCCESS: _INFORMATION, MINOR: _WARNING}


class SystemLog(Protocol):
    """Takes a copy of one event."""

    def hand_over(self, text: str, word: str, outcome: str) -> None:
        """Hand over one line of the trail; ``word`` is the program's own for it. Raises :class:`OSError`."""
        ...


def system_logs(*, syslog: bool, event_log: bool) -> tuple[SystemLog, ...]:
    """Those of the logs that are wished for which this system has."""
    if sys.platform == "win32":
        return (EventLog(),) if event_log else ()
    return (Syslog("/var/run/syslog" if sys.platform == "darwin" else "/dev/log"),) if syslog else ()


class Syslog:
    """The local syslog, facility authpriv: ``address`` is the path of its socket."""

    def __init__(self, address: str) -> None:
        self._address = address

    def hand_over(self, text: str, word: str, outcome: str) -> None:  # noqa: ARG002 - the text says both
        """Hand over one line; what is too long for a datagram may be lost. Raises :class:`OSError`."""
        handler = _Handler(self._address, logging.handlers.SysLogHandler.LOG_AUTHPRIV)
        with contextlib.closing(handler):
            handler.ident = "dicom-courier: "
            handler.emit(logging.LogRecord("audit", logging.INFO, "", 0, text, None, None))


class _Handler(logging.handlers.SysLogHandler):
    def handleError(self, record: logging.LogRecord) -> NoReturn:  # noqa: ARG002 - the handler's
        """Let the error go on; the standard way prints the record."""
        raise


class EventLog:
    """The log *Application* of Windows. It needs no administrator's rights; an unknown source is shown less well."""

    def hand_over(self, text: str, word: str, outcome: str) -> None:
        """Write one event. Raises :class:`OSError`."""
        if sys.platform != "win32":
            raise OSError("there is no Event Log on this system")
        import ctypes
        from ctypes import wintypes

        library = ctypes.WinDLL("advapi32", use_last_error=True)
        register, report, deregister = (
            library.RegisterEventSourceW,
            library.ReportEventW,
            library.DeregisterEventSource,
        )
        register.argtypes, register.restype = [wintypes.LPCWSTR, wintypes.LPCWSTR], wintypes.HANDLE
        report.argtypes = [
            *(wintypes.HANDLE, wintypes.WORD, wintypes.WORD, wintypes.DWORD, wintypes.LPVOID),
            *(wintypes.WORD, wintypes.DWORD, ctypes.POINTER(wintypes.LPCWSTR), wintypes.LPVOID),
        ]
        report.restype = wintypes.BOOL
        deregister.argtypes, deregister.restype = [wintypes.HANDLE], wintypes.BOOL
        handle = register(None, SOURCE)
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            texts = (wintypes.LPCWSTR * 1)(shortened(text))
            if not report(handle, kind_of(outcome), 0, event_id(word), None, 1, 0, texts, None):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            deregister(handle)


def event_id(word: str) -> int:
    """The number of an event in the Event Log."""
    return EVENT_IDS.get(word, _OTHER)


def kind_of(outcome: str) -> int:
    """Information, warning or error (wType of ReportEventW), by how the event ended."""
    return _KINDS.get(outcome, _ERROR)


def shortened(text: str) -> str:
    """A text as long as an event may hold it; where something was cut off, it ends with “…”."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
