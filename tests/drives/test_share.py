"""A folder on another computer: a real sshd, a real network file system."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.core.entities import CatalogueUpdate, Instance, Skipped
from gui.dicom.catalogue import Catalogue
from tests.drives.reads import Reading
from tests.helpers.dicom_files import write_study
from tests.helpers.share import shared

IMAGES = 300


def relative(catalogue: Catalogue, top: Path) -> list[tuple[object, ...]]:
    """All that was found, by where it lies below the folder."""

    def place(one: Instance | Skipped) -> str:
        return str(Path(one.path).relative_to(top))

    images = [(place(one), one.sop_instance_uid, one.size, one.key, one.series) for one in catalogue.instances()]
    return [*images, *((place(one), one.reason, one.text, one.size) for one in catalogue.skipped)]


def below(pid: int) -> list[int]:
    """The processes that this one has started, and theirs; what has ended meanwhile has none."""
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return [*children, *(one for child in children for one in below(child))]


def waits(name: str) -> list[str]:
    """What the threads of this name wait for in the kernel; 0 where that does not tell."""
    ids = [one.native_id for one in threading.enumerate() if one.name == name]
    return [Path(f"/proc/self/task/{one}/wchan").read_text() for one in ids if one is not None]


def wait_for(seen: Callable[[], bool]) -> None:
    until, between = time.monotonic() + 20, threading.Event()
    while not seen():
        assert time.monotonic() < until
        between.wait(0.01)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_study(folder, series=3, images=IMAGES // 3)
    (folder / "README.TXT").write_text("hello")
    (folder / "s1" / "again.dcm").write_bytes((folder / "s1" / "00001.dcm").read_bytes())
    return folder


def test_a_share_is_read_as_a_folder_of_this_computer_is(files: Path, tmp_path: Path) -> None:
    mountpoint = tmp_path / "share"
    with shared(files, mountpoint, tmp_path / "ssh"):
        there = Reading(mountpoint).finish()
    here = Reading(files).finish()
    assert there.totals == here.totals
    assert there.totals.to_send == IMAGES
    assert relative(there, mountpoint) == relative(here, files)


def test_reading_stops_at_once_when_the_server_stands_still_and_works_again_when_it_goes_on(
    files: Path, tmp_path: Path
) -> None:
    with shared(files, tmp_path / "share", tmp_path / "ssh") as server:
        sessions = below(server.pid)
        for session in sessions:
            os.kill(session, signal.SIGSTOP)
        reading = Reading(tmp_path / "share")
        wait_for(lambda: any("fuse" in one or "request_wait" in one or one == "0" for one in waits("apart")))
        assert reading.stop().at_once
        for session in sessions:
            os.kill(session, signal.SIGCONT)
        assert Reading(tmp_path / "share").finish().totals.to_send == IMAGES


def test_what_was_read_of_a_share_stays_when_the_server_dies(files: Path, tmp_path: Path) -> None:
    with shared(files, tmp_path / "share", tmp_path / "ssh") as server:
        killed: list[int] = []

        def kill(_update: CatalogueUpdate) -> None:
            for session in below(server.pid) if not killed else ():
                with contextlib.suppress(ProcessLookupError):  # it ends with the one above it
                    os.kill(session, signal.SIGKILL)
                killed.append(session)

        totals = Reading(tmp_path / "share", report=kill).finish().totals
    assert killed
    assert totals.to_send > 0
    assert totals.left_out > 0
    assert totals.files_found == totals.to_send + totals.left_out
