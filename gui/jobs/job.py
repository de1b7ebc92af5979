"""One piece of work in a thread of its own, seen from the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from gui.core.cancel import Cancelled, CancelToken
from gui.core.errors import CourierError

Report = Callable[[Any], None]
Work = Callable[[CancelToken, Report], Any]

_log = logging.getLogger(__name__)


class _Runner(QObject):
    """Lives in the job's thread and runs the work there."""

    reported = Signal(object)
    ended = Signal(object, object)

    def __init__(self, work: Work, cancel: CancelToken) -> None:
        super().__init__()
        self._work = work
        self._cancel = cancel

    @Slot()
    def run(self) -> None:
        """Run the work; whatever happens, ``ended`` comes last and exactly once."""
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(self._cancel, self.reported.emit)
        except (CourierError, Cancelled) as known:
            error = known
        except Exception as unknown:  # noqa: BLE001 - the one place: nothing may die unseen in a thread
            kind = type(unknown).__name__
            where = unknown.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            line = f"{where.tb_frame.f_globals.get('__name__', '?')}:{where.tb_lineno}" if where else "?"
            _log.error("work ended by %s at %s", kind, line)
            error = CourierError(detail=f"{kind} at {line}")
        self.ended.emit(result, error)


class Job(QObject):
    """Runs ``work(cancel, report)`` in a QThread and relays what it reports to the window's thread.

    Exactly one of ``succeeded`` (the result), ``failed`` (a :class:`CourierError`) and ``cancelled`` comes, and
    ``finished`` after it, once, when the thread has ended. Keep the job until then.
    """

    reported = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = CancelToken()
        self._thread = QThread()
        self._runner = _Runner(work, self._cancel)
        self._runner.moveToThread(self._thread)
        self._thread.started.connect(self._runner.run)
        self._runner.reported.connect(self._relay)
        self._runner.ended.connect(self._end)
        self._thread.finished.connect(self._finish)
        self._outcome: tuple[Any, BaseException | None] = (None, None)

    def start(self) -> None:
        """Start the work; call it once."""
        self._thread.start()

    def cancel(self) -> None:
        """Wish that the work stops; ``cancelled`` or another end follows."""
        self._cancel.cancel()

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Block until the thread has ended, for the program's own end. True when it has."""
        self._thread.quit()
        return self._thread.wait(milliseconds)

    @Slot(object)
    def _relay(self, value: Any) -> None:
        self.reported.emit(value)

    @Slot(object, object)
    def _end(self, result: Any, error: BaseException | None) -> None:
        self._outcome = (result, error)
        self._thread.quit()

    @Slot()
    def _finish(self) -> None:
        result, error = self._outcome
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.finished.emit()
