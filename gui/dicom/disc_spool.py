"""The private folder that discs are copied to, and how long their copies stay there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gui.core.apart import apart
from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Skipped
from gui.dicom.disc_copy import Copying, NotEnoughRoom, copy_disc
from gui.dicom.optical import Disc, disc_of

_PREFIX = "disc-"
_FOREIGN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Copied:
    """A disc is copied as a whole: it can be taken out. ``unreadable`` files are missing in the copy."""

    name: str
    unreadable: int


@dataclass(frozen=True, slots=True)
class NotCopied:
    """A disc is read where it lies: ``needed`` bytes are more than are ``free`` here, or the copy cannot be written."""

    name: str
    needed: int = 0
    free: int = 0


Told = Copying | Copied | NotCopied


@dataclass(frozen=True, slots=True)
class _Copy:
    disc: Disc
    folder: str
    path: str
    left: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to be read instead of what was added, and the files of discs that could not be copied."""

    paths: tuple[str, ...]
    left: tuple[Skipped, ...] = ()


class DiscSpool:
    """Copies discs into ``folder``, each into a folder of its own that bears its name.

    A copy stays while it is in use: from :meth:`bring_in` to :meth:`forget`, and for as long as a file of it is needed.
    May be used by several threads. ``ask`` says whether something lies on a disc.
    """

    def __init__(self, folder: Path, ask: Callable[[str], Disc | None] = disc_of) -> None:
        self._folder = folder
        self._ask = ask
        self._lock = threading.Lock()
        self._copies: dict[str, list[_Copy]] = {}
        self._used: set[str] = set()

    def bring_in(
        self,
        paths: Sequence[str],
        *,
        cancel: CancelToken,
        report: Callable[[Told], None],
        leave: CancelToken | None = None,
    ) -> Brought:
        """Copy what lies on discs; the rest is to be read where it lies.

        What was copied before is not copied again, and is found also when its disc has been taken out. ``leave`` ends
        the copying and has the disc read where it lies. Raises :class:`gui.core.cancel.Cancelled`. Both wishes are done
        within a moment, whatever the drive does; a copy that it holds up is removed when it answers.
        """
        return apart(lambda: self._bring_in(paths, cancel, report, leave), cancel)

    def _bring_in(
        self, paths: Sequence[str], cancel: CancelToken, report: Callable[[Told], None], leave: CancelToken | None
    ) -> Brought:
        found: list[str] = []
        left: list[Skipped] = []
        for path in paths:
            copies = self._brought(path, cancel=cancel, report=report, leave=leave)
            found += [copy.path for copy in copies] or [path]
            left += [one for copy in copies for one in copy.left]
        return Brought(tuple(dict.fromkeys(found)), tuple(left))

    def forget(self, but: Iterable[str] = ()) -> None:
        """The copies are not in use any more, ``but`` those of what was added by these paths.

        :meth:`tidy` removes them. Not while anything is being copied.
        """
        with self._lock:
            self._copies = {path: self._copies[path] for path in but if path in self._copies}
            self._used = {os.path.basename(copy.folder) for copies in self._copies.values() for copy in copies}

    @property
    def empty(self) -> bool:
        """True when no copy lies there, in use or not."""
        return not self._lying()

    def tidy(self, needed: Iterable[str] = ()) -> None:
        """Remove all copies that are not in use and hold none of the ``needed`` files."""
        top = str(self._folder) + os.sep
        kept = {path[len(top) :].split(os.sep, 1)[0] for path in needed if path.startswith(top)}
        for name in self._lying():
            with self._lock:
                spared = name in kept or name in self._used
            if not spared:
                shutil.rmtree(self._folder / name, ignore_errors=True)

    def _lying(self) -> list[str]:
        try:
            return [entry.name for entry in os.scandir(self._folder) if entry.name.startswith(_PREFIX)]
        except OSError:
            return []

    def _brought(
        self, path: str, *, cancel: CancelToken, report: Callable[[Told], None], leave: CancelToken | None
    ) -> list[_Copy]:
        """The copies of what lies at a path: made now, or before."""
        with self._lock:
            known = list(self._copies.get(path, ()))
        if leave is not None and leave.cancelled:
            return known
        disc = self._ask(path)
        cancel.raise_if_cancelled()
        if disc is None or any(copy.disc == disc for copy in known):
            return known
        either = CancelToken()
        cancel.on_cancel(either.cancel)
        if leave is not None:
            leave.on_cancel(either.cancel)

        def tell(told: Told) -> None:
            either.raise_if_cancelled()  # a copy that was left behind has nothing to say
            report(told)

        try:
            copy = apart(lambda: self._copy(path, disc, either, tell), either)
        except Cancelled:
            cancel.raise_if_cancelled()
            return known
        if copy is None:
            return known
        with self._lock:
            self._copies.setdefault(path, []).append(copy)
        report(Copied(disc.name, len(copy.left)))
        return [*known, copy]

    def _copy(self, path: str, disc: Disc, cancel: CancelToken, report: Callable[[Told], None]) -> _Copy | None:
        report(Copying(disc.name, 0, 0))
        folder = ""
        whole = False
        try:
            folder = self._new_folder()
            top = os.path.join(folder, _safe(disc.name))
            left = copy_disc(path, top, disc.name, cancel=cancel, report=report, by_number=disc.by_number)
            cancel.raise_if_cancelled()
            whole = True
        except NotEnoughRoom as error:
            report(NotCopied(disc.name, error.needed, error.free))
            return None
        except OSError:
            report(NotCopied(disc.name))
            return None
        finally:
            if folder and not whole:
                shutil.rmtree(folder, ignore_errors=True)
                with self._lock:
                    self._used.discard(os.path.basename(folder))
        return _Copy(disc, folder, top, left)

    def _new_folder(self) -> str:
        """A folder of its own, which counts as used before it is there."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            with contextlib.suppress(OSError):
                self._folder.chmod(0o700)
        with self._lock:
            made = tempfile.mkdtemp(prefix=_PREFIX, dir=self._folder)
            self._used.add(os.path.basename(made))
        return made


def _safe(name: str) -> str:
    """A disc's name as the name of a folder on any system."""
    return _FOREIGN.sub("_", name).strip(" .")[:_LONGEST_NAME] or "disc"
