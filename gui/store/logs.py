"""The log for support: what happened by class and status, and nothing about whom.

A log is copied, mailed and kept by people who must not know a patient. So only records of this program's own
loggers come in, of these only the sentence that stands in the source, and of the values in it only those that cannot
name anybody: numbers, states, and the classes of errors.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType

from gui.core.errors import CourierError
from gui.store.places import Places

OURS = "gui"
FILE_NAME = "dicom-courier.log"

_MOST_BYTES = 1_000_000
_FORMER_FILES = 3
_PACKAGE = Path(__file__).resolve().parents[1]
_PLACEHOLDER = re.compile(r"%(?:\(([^)]*)\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?([a-zA-Z%])")
_TELLING = re.compile(r"[/\\@]|\d{3}|\d\.\d|[^\x20-\x7e–—‘’“”…·]")
"""What stands in addresses, paths, UIDs, dates and names of other scripts, and in no sentence of ours."""
_STATUS_WORDS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9_.:]{0,60}|\d{1,3})(?:(?: < | )(?:[A-Za-z][A-Za-z0-9_.:]{0,60}|\d{1,3})){0,5}"
)
_MODULE_LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*):\d{1,5}")
WITHHELD = "(withheld)"


def set_up_logging(places: Places, *, level: int = logging.INFO, folder: Path | None = None) -> logging.Handler:
    """Write this program's log below ``folder``, else ``places.logs``: 1 MB, and three former files of as much. 0600.

    May be called again; the former handler goes. A log that cannot be written is no reason not to start: then
    nothing is logged. Answers with the handler, for :func:`end_logging`.
    """
    logger = logging.getLogger(OURS)
    for handler in [handler for handler in logger.handlers if isinstance(handler, _PrivateFile)]:
        end_logging(handler)
    if folder is not None:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile((folder or places.logs) / FILE_NAME)
    handler.addFilter(is_ours)
    handler.setFormatter(KnownFields())
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler


def end_logging(handler: logging.Handler) -> None:
    """Take the handler away again and close its file."""
    logging.getLogger(OURS).removeHandler(handler)
    handler.close()


def is_ours(record: logging.LogRecord) -> bool:
    """True for records of this program's own loggers."""
    return record.name == OURS or record.name.startswith(f"{OURS}.")


class KnownFields(logging.Formatter):
    """Writes time (UTC), level, logger, and of the message what cannot name a person, a place or a token."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and for an error the places in this program where it passed."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        lines = [f"{moment} {record.levelname} {record.name} {_message(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.extend(f"    {line}" for line in _describe(record.exc_info[1]))
        return "\n".join(lines)


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A log file that is made with mode 0600, when the first record comes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=_FORMER_FILES, encoding="utf-8", delay=True)
        self._path = path

    def _open(self):  # type: ignore[no-untyped-def]
        with contextlib.suppress(FileExistsError):
            self._path.touch(mode=0o600, exist_ok=False)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk must not stop the program, and the standard answer prints the record."""


def _message(record: logging.LogRecord) -> str:
    """The sentence of the source with its harmless values; withheld when it holds what no sentence of ours does."""
    template = str(record.msg)
    if isinstance(record.msg, BaseException):
        return _name(record.msg)
    if _TELLING.search(_PLACEHOLDER.sub("", template)):
        return WITHHELD
    named = record.args if isinstance(record.args, Mapping) else {}
    values = [record.args] if named else list(record.args or ())

    def fill(found: re.Match[str]) -> str:
        name, kind = found.groups()
        if kind == "%":
            return "%"
        if name is not None:
            return _value(named[name]) if name in named else WITHHELD
        return _value(values.pop(0)) if values else WITHHELD

    return _PLACEHOLDER.sub(fill, template) if record.args else template


def _value(value: object) -> str:
    """A value as it may be written: numbers, states and classes; never a text."""
    if value is None or isinstance(value, (bool, float)):
        return str(value)
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else WITHHELD
    if isinstance(value, BaseException):
        return _name(value)
    if isinstance(value, str):
        return value if _is_known(value) else WITHHELD
    return value.__qualname__ if isinstance(value, type) else WITHHELD


def _is_known(text: str) -> bool:
    """True for the name of an error's class and for a line of a module that is loaded; no name of a person is one."""
    place = _MODULE_LINE.fullmatch(text)
    if place is not None:
        return place[1] in sys.modules
    return text.isidentifier() and text in _error_names()


def _error_names() -> set[str]:
    names: set[str] = set()
    waiting: list[type[BaseException]] = [BaseException]
    while waiting:
        kind = waiting.pop()
        names.add(kind.__name__)
        waiting.extend(kind.__subclasses__())
    return names


def _name(error: BaseException) -> str:
    """The class of an error; of ours also the detail, which by its rule names classes and statuses."""
    name = type(error).__qualname__
    detail = error.detail if isinstance(error, CourierError) else ""
    return f"{name} ({detail})" if detail and _STATUS_WORDS.fullmatch(detail) else name


def _describe(error: BaseException) -> list[str]:
    """An error, what caused it, and through which lines of this program it came: no text of anybody."""
    lines = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(_name(current))
        lines.extend(f"  {place}" for place in _places(current.__traceback__))
        current = current.__cause__ or current.__context__
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    for frame, line in traceback.walk_tb(trace):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            found.append(f"{path.relative_to(_PACKAGE.parent).as_posix()}:{line} {frame.f_code.co_name}")
    return found
