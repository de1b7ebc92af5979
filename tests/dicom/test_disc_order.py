"""Discs are read by one reader, in the order in which they lie there. A drive is stood in for by a folder."""

from __future__ import annotations

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.dicom import disc_copy
from gui.dicom.catalogue import Catalogue
from gui.dicom.disc_spool import DiscSpool
from gui.dicom.optical import Disc, discs_of
from gui.dicom.pool import ReaderPool
from gui.dicom.scan import _scan_discs, scan
from gui.dicom.sources import find_files, in_number_order
from tests.dicom.readers import stands_still, tells_its_process
from tests.helpers.dicom_files import write_study
from tests.helpers.promptness import promptness

DISC = Disc("CT", (1, 2, 3), by_number=True)


class Entry:
    """An entry of a folder with a number that the disc would have given it."""

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self._number = number

    def inode(self) -> int:
        return self._number


def test_files_come_in_the_order_of_their_numbers_and_by_name_where_these_say_nothing() -> None:
    entries = [Entry("IM1", 900), Entry("IM2", 30), Entry("IM10", 30), Entry("A", 2000)]
    assert [one.name for one in in_number_order(entries)] == ["IM2", "IM10", "IM1", "A"]
    nothing = [Entry(name, 0) for name in ("IM10", "IM9", "a")]
    assert [one.name for one in in_number_order(nothing)] == ["a", "IM9", "IM10"]


def test_a_disc_is_gone_through_by_number_and_another_folder_by_name(tmp_path: Path) -> None:
    for folder in ("disc", "plain"):
        for name in ("3", "1", "2", "b/9", "a/8"):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
    disc, plain = tmp_path / "disc", tmp_path / "plain"

    numbered = sorted((str(one) for one in disc.rglob("*") if one.is_file()), key=lambda one: os.stat(one).st_ino)
    found = list(find_files([str(disc), str(plain)], CancelToken(), by_number={str(disc)}))
    assert found[:5] == numbered
    assert [os.path.relpath(str(path), plain) for path in found[5:]] == ["1", "2", "3", "a/8", "b/9"]


def test_which_paths_lie_on_a_disc_is_asked_once_a_folder(tmp_path: Path) -> None:
    write_study(tmp_path / "drive", series=1, images=5)
    files = [str(path) for path in (tmp_path / "drive").rglob("*.dcm")]
    asked: list[str] = []

    def ask(path: str) -> Disc | None:
        asked.append(path)
        return DISC if "drive" in path else None

    paths = [*files, str(tmp_path / "drive"), str(tmp_path)]
    assert set(discs_of(paths, ask)) == set(paths[:-1])
    assert len(asked) == len(set(asked)) <= 3


def test_a_disc_has_one_reader_and_the_list_is_the_same(tmp_path: Path) -> None:
    write_study(tmp_path / "drive", series=3, images=40)
    folder = str(tmp_path / "drive")
    readers: set[int] = set()
    catalogue = Catalogue()
    for batch in scan([folder], cancel=CancelToken(), ask=lambda _path: DISC):
        catalogue.add(batch)
        readers |= {one.pid for one in multiprocessing.active_children() if one.pid and one.name == "dicom-reader"}
    assert len(readers) == 1
    usual = Catalogue()
    for batch in scan([folder], cancel=CancelToken()):
        usual.add(batch)
    assert set(catalogue.series()) == set(usual.series())
    for series in usual.series():  # within a series the numbers of the images count, whatever was read first
        assert catalogue.instances([series.key]) == usual.instances([series.key])


def test_all_files_of_a_disc_are_read_by_that_process(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}").write_text("x")
    found = [
        one
        for batch in _scan_discs(
            [str(tmp_path)], CancelToken(), {str(tmp_path): DISC}, ReaderPool(1, reader=tells_its_process)
        )
        for one in batch
    ]
    assert len(found) == 30
    assert len({one.size for one in found}) == 1
    assert found[0].size != os.getpid()


def test_a_drive_that_stands_still_is_left_within_a_moment(tmp_path: Path) -> None:
    write_study(tmp_path / "drive", series=1, images=5)
    folder = tmp_path / "drive"
    cancel = CancelToken()
    scanned = _scan_discs([str(folder)], cancel, {str(folder): DISC}, ReaderPool(1, reader=stands_still))
    with promptness() as prompt:

        def stop() -> None:
            while not list(folder.rglob("*.sign")):
                cancel.wait(0.01)
            prompt.wish()
            cancel.cancel()

        thread = threading.Thread(target=stop)
        thread.start()
        with pytest.raises(Cancelled):
            list(scanned)
    thread.join()
    assert prompt.at_once, prompt
    assert not [one for one in multiprocessing.active_children() if one.name == "dicom-reader"]


def test_a_disc_is_copied_in_the_order_in_which_it_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_study(tmp_path / "drive", series=2, images=5)
    files = sorted(str(path) for path in (tmp_path / "drive").rglob("*") if path.is_file())
    numbers = {path: (len(files) - at) * 2048 for at, path in enumerate(files)}
    monkeypatch.setattr(disc_copy, "_number_and_size", lambda path: (numbers[path], os.stat(path).st_size))
    copied: list[str] = []
    announced: list[str] = []
    real_copy, real_announce = disc_copy._copy, disc_copy._announce

    def copy(path: str, target: str, cancel: CancelToken) -> bool:
        copied.append(path)
        return real_copy(path, target, cancel)

    def announce(path: str) -> None:
        announced.append(path)
        real_announce(path)

    monkeypatch.setattr(disc_copy, "_copy", copy)
    monkeypatch.setattr(disc_copy, "_announce", announce)
    spool = DiscSpool(tmp_path / "spool", lambda _path: DISC)
    brought = spool.bring_in([str(tmp_path / "drive")], cancel=CancelToken(), report=lambda _: None)
    assert copied == files[::-1]
    assert announced == copied[1:]  # each while the one before it is read
    found = [one for batch in scan(brought.paths, cancel=CancelToken()) for one in batch]
    assert sum(isinstance(one, Instance) for one in found) == 10
