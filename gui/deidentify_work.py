"""Making anonymous copies: unpacks what lies in archives, and hands the files to processes of their own."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Patient, Series, Skipped, SkipReason, Study
from gui.core.errors import FileTrouble, NoRoomToUnpack, SourceGone
from gui.core.ports import Opener
from gui.dicom.deidentify.copies import Origin
from gui.dicom.deidentify.errors import CopiesNotKept

if TYPE_CHECKING:
    from gui.dicom.deidentify.one_file import Job, Left

_BETWEEN_REPORTS = 0.1
_BLOCK = 1 << 20
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Preparing:
    """How far identifying data is removed: ``done`` of ``images``."""

    done: int
    images: int


class CopyWork:
    """Makes copies in processes of their own, and unpacks for them what lies in archives."""

    def __init__(self, secret: bytes, opener: Opener, cancel: CancelToken) -> None:
        self._secret, self._opener, self._cancel = secret, opener, cancel
        self._left: list[Skipped] = []
        self._origins: dict[str, Origin] = {}

    def run(
        self, wanted: Sequence[tuple[Origin, tuple[str, ...], Path]], report: Callable[[Preparing], None]
    ) -> tuple[Mapping[Path, Instance], tuple[Skipped, ...]]:
        """The copies by their paths, and the files of which there is none.

        ``wanted`` are the origins, what is known of each one's patient, and where the copy is to lie. Raises
        :class:`CopiesNotKept`, :class:`gui.core.errors.SourceGone` and :class:`gui.core.cancel.Cancelled`.
        """
        from gui.dicom.deidentify.crew import deidentify_all

        made: dict[Path, Instance] = {}
        workers = min(_MOST_WORKERS, os.cpu_count() or 1, len(wanted))
        due = 0.0
        work = deidentify_all(self._jobs(wanted), workers, self._cancel)
        with contextlib.closing(work):
            for job, answer in work:
                _forget_unpacked(job)
                if isinstance(answer, Instance):
                    made[Path(job.target)] = answer
                else:
                    self._leave(self._origins[job.target], answer)
                if time.monotonic() >= due:
                    report(Preparing(len(made) + len(self._left), len(wanted)))
                    due = time.monotonic() + _BETWEEN_REPORTS
        report(Preparing(len(wanted), len(wanted)))
        return made, tuple(self._left)

    def _jobs(self, wanted: Sequence[tuple[Origin, tuple[str, ...], Path]]) -> Iterator[Job]:
        from gui.dicom.deidentify.one_file import Job

        for origin, known, place in wanted:
            self._origins[str(place)] = origin
            path, mtime_ns = origin.path, origin.mtime_ns
            if origin.entry:
                unpacked = place.with_suffix(".part")
                if not self._unpack(origin, unpacked):
                    continue
                path, mtime_ns = str(unpacked), unpacked.stat().st_mtime_ns
            yield Job(
                path,
                origin.size,
                mtime_ns,
                origin.sop_instance_uid,
                origin.sop_class_uid,
                origin.study_instance_uid,
                origin.series_instance_uid,
                origin.code,
                known,
                str(place),
                self._secret,
            )

    def _unpack(self, origin: Origin, target: Path) -> bool:
        """Write what lies in an archive into a file of its own; False when it is left out."""
        try:
            with contextlib.closing(self._opener(_instance_of(origin))) as source:
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
                with open(handle, "wb") as file:
                    room = memoryview(bytearray(_BLOCK))
                    while count := source.readinto(room):
                        self._cancel.raise_if_cancelled()
                        file.write(room[:count])
                source.check()
        except NoRoomToUnpack as error:
            raise CopiesNotKept(detail="no room") from error
        except FileTrouble as trouble:
            self._leave_with(origin, SkipReason.UNREADABLE, trouble.title)
            return False
        except OSError as error:
            raise CopiesNotKept(detail=type(error).__name__) from error
        return True

    def _leave(self, origin: Origin, left: Left) -> None:
        from gui.dicom.deidentify.one_file import NO_ROOM, VANISHED

        if left.text == NO_ROOM:
            raise CopiesNotKept(detail="no room")
        if left.text == VANISHED and not os.path.isdir(os.path.dirname(origin.path)):
            raise SourceGone(detail="folder gone")
        self._leave_with(origin, left.reason, left.text)

    def _leave_with(self, origin: Origin, reason: SkipReason, text: str) -> None:
        self._left.append(Skipped(origin.path, reason, text, origin.size, entry=origin.entry))


def _instance_of(origin: Origin) -> Instance:
    """An image as an opener wants it: who it is of does not matter there."""
    return Instance(
        origin.path,
        origin.size,
        origin.mtime_ns,
        origin.sop_instance_uid,
        origin.sop_class_uid,
        "",
        Patient(),
        Study(origin.study_instance_uid),
        Series(origin.series_instance_uid),
        entry=origin.entry,
    )


def _forget_unpacked(job: Job) -> None:
    if job.path.endswith(".part") and os.path.dirname(job.path) == os.path.dirname(job.target):
        with contextlib.suppress(OSError):
            Path(job.path).unlink()
