"""The private folder of anonymous copies: one folder for each upload, with a list of what each copy was made of."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from gui.core.entities import Instance

PREFIX = "deidentified-"
LOCK = "lock"
_ORIGINS = "origins.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a copy was made of, as its Instance has it; ``code`` stands for its patient."""

    path: str
    entry: str
    size: int
    mtime_ns: int
    sop_instance_uid: str
    sop_class_uid: str
    study_instance_uid: str
    series_instance_uid: str
    code: str

    @classmethod
    def of(cls, one: Instance, code: str) -> Origin:
        """That of an image that was found."""
        return cls(
            one.path,
            one.entry,
            one.size,
            one.mtime_ns,
            one.sop_instance_uid,
            one.sop_class_uid,
            one.study.study_instance_uid,
            one.series.series_instance_uid,
            code,
        )


def new_folder(top: Path) -> Path:
    """A new folder for the copies of one upload, for this person only (0700). Raises :class:`OSError`."""
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and top.stat().st_mode & 0o077:
        top.chmod(0o700)
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=top))


def folders(top: Path) -> tuple[Path, ...]:
    """The folders of all uploads."""
    try:
        return tuple(Path(entry.path) for entry in os.scandir(top) if entry.name.startswith(PREFIX))
    except OSError:
        return ()


def copy_path(folder: Path, number: int) -> Path:
    """Where a copy lies: its name says nothing."""
    return folder / f"{number:06}.dcm"


def remove_copies(folder: Path) -> None:
    """Remove the copies; what they were made of stays known. What cannot be removed is left to the next time."""
    for path in folder.glob("*.dcm"):
        try:
            path.unlink()
        except OSError:
            continue


def remove_folder(folder: Path) -> None:
    """Remove the copies and all that is known about them."""
    shutil.rmtree(folder, ignore_errors=True)


def keep_origins(folder: Path, origins: Mapping[str, Origin]) -> None:
    """Write down what the copies were made of, by their new SOPInstanceUIDs (0600). Raises :class:`OSError`."""
    text = json.dumps({uid: asdict(origin) for uid, origin in origins.items()})
    handle = os.open(folder / _ORIGINS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def origins(folder: Path) -> Mapping[str, Origin]:
    """What the copies in a folder were made of; nothing where that is not known any more."""
    try:
        found = json.loads((folder / _ORIGINS).read_text("ascii"))
        return {uid: Origin(**one) for uid, one in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
