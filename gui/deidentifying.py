"""Between the list and the plan, where IT wants it: each image becomes an anonymous copy, and only that is sent."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gui.core.as_read import AsRead
from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Patient, Series, Skipped, Study
from gui.core.errors import CourierError
from gui.core.ports import Opener
from gui.core.upload import Outcome, Upload
from gui.deidentify_work import CopyWork, Preparing
from gui.dicom.containers.limits import KEPT_FREE
from gui.dicom.deidentify import copies
from gui.dicom.deidentify.copies import Origin
from gui.dicom.deidentify.errors import CopiesGone, CopiesNotKept, NoRoomToDeidentify
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.store.journal import Journal
from gui.store.locks import HeldLock, is_held, try_lock
from gui.store.pseudonym_secret import pseudonym_secret

_JUST_MADE = 60.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """Anonymous copies that can be sent, and the files of which there is none.

    ``as_read`` says what each series was, by the SeriesInstanceUID that goes out. The folder of the copies is held
    until the end of :meth:`Deidentifying.holding`.
    """

    instances: tuple[Instance, ...]
    left: tuple[Skipped, ...] = ()
    as_read: Mapping[str, AsRead] = field(default_factory=dict, repr=False)


class Deidentifying:
    """Every method blocks and belongs in a job.

    :param data: this person's data folder, which is there when anything is prepared.
    :param journal: opens the journal; asked only while copies lie there.
    """

    def __init__(self, data: Path, journal: Callable[[], Journal]) -> None:
        self._top = data / "deidentified"
        self._secret = data / "pseudonyms.secret"
        self._journal = journal
        self._held: dict[Path, HeldLock] = {}

    # -- before an upload ------------------------------------------------------------------------------------

    def prepare(
        self,
        instances: Sequence[Instance],
        *,
        opener: Opener,
        cancel: CancelToken,
        report: Callable[[Preparing], None],
    ) -> Prepared:
        """Make an anonymous copy of each image.

        Raises :class:`gui.core.cancel.Cancelled`, and :class:`CourierError` when there is no room, the disc was taken
        out or no copy could be made at all; nothing is left of the copies then.
        """
        self.tidy()
        pseudonyms = Pseudonyms(pseudonym_secret(self._secret))
        _look_for_room(self._top.parent, instances)
        try:
            folder = copies.new_folder(self._top)
            lock = try_lock(folder / copies.LOCK)
        except OSError as error:
            raise CopiesNotKept(detail=type(error).__name__) from error
        if lock is None:
            copies.remove_folder(folder)
            raise CopiesNotKept(detail="held")
        self._held[folder] = lock
        with contextlib.ExitStack() as unless_made:
            unless_made.callback(self._drop, folder)
            prepared = self._prepare(folder, instances, pseudonyms, opener, cancel, report)
            if prepared.instances:
                unless_made.pop_all()
        return prepared

    def _prepare(
        self,
        folder: Path,
        instances: Sequence[Instance],
        pseudonyms: Pseudonyms,
        opener: Opener,
        cancel: CancelToken,
        report: Callable[[Preparing], None],
    ) -> Prepared:
        wanted = [(one, Origin.of(one, pseudonyms.patient(*one.key.patient))) for one in instances]
        places = [copies.copy_path(folder, number) for number in range(1, len(wanted) + 1)]
        work = CopyWork(pseudonym_secret(self._secret), opener, cancel)
        made, left = work.run(
            [(origin, _known(one), place) for (one, origin), place in zip(wanted, places, strict=True)], report
        )
        sent = [
            (made[place], one, origin) for (one, origin), place in zip(wanted, places, strict=True) if place in made
        ]
        try:
            copies.keep_origins(folder, {copy.sop_instance_uid: origin for copy, _, origin in sent})
        except OSError as error:
            raise CopiesNotKept(detail=type(error).__name__) from error
        as_read = {
            copy.series.series_instance_uid: AsRead(one.series.series_instance_uid, one.study, one.series)
            for copy, one, _ in sent
        }
        return Prepared(_shared(copy for copy, _, _ in sent), left, as_read)

    # -- going on with an upload -----------------------------------------------------------------------------

    def holds(self, upload: Upload) -> bool:
        """True when an upload consists of copies that were made here, all in one folder, and of nothing else."""
        return upload.deidentified and self._folder_of(upload) is not None

    def take_up(
        self, upload: Upload, *, opener: Opener, cancel: CancelToken, report: Callable[[Preparing], None]
    ) -> None:
        """Hold the copies of an upload that is gone on with; those that are gone are made again, as they were.

        Raises :class:`CopiesGone`, and what :meth:`prepare` raises.
        """
        folder = self._folder_of(upload)
        if folder is None:
            raise CopiesGone(detail="folder")
        missing = [one for one in upload.instances if not os.path.exists(one.path)]
        known = copies.origins(folder) if missing else {}
        if any(one.sop_instance_uid not in known for one in missing):
            raise CopiesGone(detail="origins")
        with contextlib.suppress(OSError):
            lock = try_lock(folder / copies.LOCK)
            if lock is not None:
                self._held[folder] = lock
        if not missing:
            return
        _look_for_room(self._top.parent, missing)
        wanted = [(known[one.sop_instance_uid], (), Path(one.path)) for one in missing]
        made, _left = CopyWork(pseudonym_secret(self._secret), opener, cancel).run(wanted, report)
        for one in missing:  # the journal knows a copy by its length and time, and it is the same as before
            copy = made.get(Path(one.path))
            if copy is not None and (copy.sop_instance_uid, copy.size) == (one.sop_instance_uid, one.size):
                os.utime(one.path, ns=(one.mtime_ns, one.mtime_ns))

    def _folder_of(self, upload: Upload) -> Path | None:
        found = {os.path.dirname(one.path) for one in upload.instances}
        if len(found) != 1 or any(one.entry for one in upload.instances):
            return None
        folder = Path(found.pop())
        return folder if folder.parent == self._top and folder.name.startswith(copies.PREFIX) else None

    def as_found(self, upload: Upload) -> Mapping[str, Instance]:
        """The images that the copies of an upload were made of, by the copies' SOPInstanceUIDs.

        Those of which nobody knows any more are not in it. Whose they are is not kept: each is as its copy says.
        """
        folder = self._folder_of(upload) if upload.deidentified else None
        known = copies.origins(folder) if folder is not None else {}
        found = ((one, known.get(one.sop_instance_uid)) for one in upload.instances)
        return {one.sop_instance_uid: _found(one, origin) for one, origin in found if origin is not None}

    # -- afterwards ------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def holding(self, upload: Upload) -> Iterator[None]:
        """Keeps the copies of an upload from being tidied away inside."""
        try:
            yield
        finally:
            folder = self._folder_of(upload)
            if folder is not None:
                self._release(folder)

    def remove_copies(self, upload: Upload) -> None:
        """All of an upload is verified: its copies go at once, and what they were made of at the next :meth:`tidy`."""
        folder = self._folder_of(upload) if upload.deidentified else None
        if folder is not None:
            copies.remove_copies(folder)

    def tidy(self) -> None:
        """Remove what no upload needs any more that can go on; what a program works with stays.

        When the journal cannot be read, all stays.
        """
        found = copies.folders(self._top)
        if not found:
            return
        with contextlib.suppress(CourierError):
            needed = self._needed()
            for folder in found:
                if folder not in needed and folder not in self._held and not _in_use(folder):
                    copies.remove_folder(folder)

    def _needed(self) -> set[Path]:
        journal = self._journal()
        uploads = [
            journal.load(entry.upload_id)
            for entry in journal.history()
            if entry.deidentified and entry.outcome is not Outcome.VERIFIED
        ]
        return {folder for upload in uploads if (folder := self._folder_of(upload)) is not None}

    def _drop(self, folder: Path) -> None:
        self._release(folder)
        copies.remove_folder(folder)

    def _release(self, folder: Path) -> None:
        lock = self._held.pop(folder, None)
        if lock is not None:
            lock.release()

    # -- other names -----------------------------------------------------------------------------------------

    def new_uids(self, uids: Iterable[str]) -> Mapping[str, str]:
        """The UIDs that go out in the place of these; nothing where none has ever been made."""
        if not self._secret.exists():
            return {}
        pseudonyms = Pseudonyms(pseudonym_secret(self._secret))
        return {uid: pseudonyms.uid(uid) for uid in uids}


def _known(one: Instance) -> tuple[str, ...]:
    patient = one.patient
    return (patient.name, patient.patient_id, patient.birth_date, one.study.accession_number)


def _found(copy: Instance, origin: Origin) -> Instance:
    return replace(
        copy,
        path=origin.path,
        entry=origin.entry,
        size=origin.size,
        mtime_ns=origin.mtime_ns,
        sop_instance_uid=origin.sop_instance_uid,
        study=replace(copy.study, study_instance_uid=origin.study_instance_uid),
        series=replace(copy.series, series_instance_uid=origin.series_instance_uid),
    )


def _shared(made: Iterable[Instance]) -> tuple[Instance, ...]:
    """The images with one Patient, Study and Series value for all that agree on it."""
    patients: dict[Patient, Patient] = {}
    studies: dict[Study, Study] = {}
    series: dict[Series, Series] = {}
    return tuple(
        replace(
            one,
            patient=patients.setdefault(one.patient, one.patient),
            study=studies.setdefault(one.study, one.study),
            series=series.setdefault(one.series, one.series),
        )
        for one in made
    )


def _look_for_room(folder: Path, instances: Sequence[Instance]) -> None:
    needed = sum(one.size for one in instances) + KEPT_FREE
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CopiesNotKept(detail=type(error).__name__) from error
    if needed > free:
        raise NoRoomToDeidentify(needed=_amount(needed), free=_amount(free))


def _amount(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _in_use(folder: Path) -> bool:
    """True while a program works with the copies, or has just made the folder; also where nobody can say."""
    try:
        lock = folder / copies.LOCK
        return is_held(lock) if lock.exists() else time.time() - folder.stat().st_mtime < _JUST_MADE
    except OSError:
        return True
