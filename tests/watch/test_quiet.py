"""When a study has come to rest: real files, and a clock that the test turns."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers import limits
from gui.dicom.elements import Left, left
from gui.dicom.quiet import QuietFolder, WatchedFolderGone
from tests.helpers.dicom_files import ROOT, write_instance, write_study

QUIET = 10.0


class Looking:
    """Looks at a folder at moments that the test says."""

    def __init__(self, folder: Path, courier: Courier) -> None:
        self.quiet = QuietFolder(str(folder), quiet=QUIET, but=[str(folder / "sent")])
        self._courier = courier

    def at(self, now: float) -> dict[str, int]:
        """The studies at rest, with their numbers of images."""
        self.quiet.look(now, CancelToken(), self._read)
        studies: dict[str, int] = {}
        for _, found in self.quiet.waiting():
            for one in found:
                uid = one.study.study_instance_uid.removeprefix(ROOT)
                studies[uid] = studies.get(uid, 0) + 1
        return {uid: images for uid, images in studies.items() if ROOT + uid not in self.quiet.restless(now)}

    def _read(self, path: str) -> tuple[tuple[Instance, ...], tuple[object, ...]]:
        catalogue = Catalogue()
        self._courier.read([path], catalogue, cancel=CancelToken(), report=lambda _: None)
        return catalogue.instances(), catalogue.skipped


@pytest.fixture
def looking(inbox: Path, courier: Courier) -> Looking:
    return Looking(inbox, courier)


def test_a_study_is_ready_when_nothing_of_it_has_changed_for_the_quiet_time(looking: Looking, inbox: Path) -> None:
    write_study(inbox / "a", series=2, images=3)
    assert looking.at(0) == {}
    assert looking.at(9.9) == {}
    assert looking.at(10) == {"1": 6}


def test_one_look_is_never_enough(looking: Looking, inbox: Path) -> None:
    write_study(inbox, series=1, images=1)
    looking.at(0)
    write_instance(inbox / "new.dcm", seed=9, StudyInstanceUID=f"{ROOT}2")
    assert looking.at(1_000) == {"1": 1}


def test_an_image_that_comes_later_holds_its_study_back_and_no_other_one(looking: Looking, inbox: Path) -> None:
    write_study(inbox / "a", series=1, images=3)
    write_instance(inbox / "b" / "1.dcm", seed=50, StudyInstanceUID=f"{ROOT}2")
    looking.at(0)
    write_instance(inbox / "elsewhere" / "late.dcm", seed=99)
    assert looking.at(10) == {"2": 1}
    assert looking.at(19) == {"2": 1}
    assert looking.at(20) == {"1": 4, "2": 1}


def test_a_file_that_grows_holds_its_study_back_as_soon_as_its_header_is_there(looking: Looking, inbox: Path) -> None:
    write_study(inbox, series=1, images=1)
    write_instance(inbox / "whole.dcm", seed=7, size=64)
    whole = (inbox / "whole.dcm").read_bytes()
    (inbox / "whole.dcm").unlink()
    for step, length in enumerate((100, 900, 2_000, len(whole))):
        (inbox / "grows.dcm").write_bytes(whole[:length])
        assert looking.at(8 * step) == {}
    assert looking.at(33) == {}
    assert looking.at(34) == {"1": 2}


def test_a_file_that_is_touched_starts_its_quiet_time_anew(looking: Looking, inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    looking.at(0)
    os.utime(inbox / "a.dcm", ns=(1, 1))
    assert looking.at(10) == {}
    assert looking.at(20) == {"1": 1}


def test_a_log_that_never_rests_holds_nothing_up_for_ever(looking: Looking, inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    seen = []
    for step in range(70):
        (inbox / "export.log").write_text("line\n" * (step + 1))
        seen.append(looking.at(10.0 * step))
    assert seen[5] == {}
    assert seen[-1] == {"1": 1}


def test_what_lies_in_a_zip_is_read_when_the_zip_has_come_to_rest(looking: Looking, inbox: Path) -> None:
    import zipfile

    write_instance(inbox / "a.dcm", seed=1)
    with zipfile.ZipFile(inbox / "export.zip", "w") as archive:
        archive.write(inbox / "a.dcm", "DICOM/IM1")
    (inbox / "a.dcm").unlink()
    assert looking.at(0) == {}
    assert looking.at(10) == {"1": 1}


def test_the_folder_for_sent_files_and_links_are_not_looked_into(looking: Looking, inbox: Path, tmp_path: Path) -> None:
    write_study(inbox / "sent", series=1, images=2)
    write_study(tmp_path / "other", series=1, images=2)
    (inbox / "link").symlink_to(tmp_path / "other")
    (inbox / "link.dcm").symlink_to(tmp_path / "other" / "s1" / "00001.dcm")
    looking.at(0)
    assert looking.at(10) == {}


def test_a_folder_that_goes_away_and_comes_back_has_forgotten_nothing(looking: Looking, inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    looking.at(0)
    inbox.rename(inbox.with_name("away"))
    with pytest.raises(WatchedFolderGone):
        looking.at(5)
    inbox.with_name("away").rename(inbox)
    assert looking.at(10) == {"1": 1}


def test_what_is_no_image_is_settled_and_what_is_damaged_is_told_once(looking: Looking, inbox: Path) -> None:
    (inbox / "letter.txt").write_text("no image")
    write_instance(inbox / "a.dcm", seed=1)
    whole = (inbox / "a.dcm").read_bytes()
    (inbox / "a.dcm").write_bytes(whole[:300])
    looking.at(0)
    assert looking.quiet.unsure(0)
    looking.at(10)
    assert [one.reason.value for one in looking.quiet.take_left_out()] == ["missing_uid"]
    assert not looking.quiet.unsure(10)
    looking.at(20)
    assert looking.quiet.take_left_out() == ()


class Counting:
    """Reads as the watcher does, and counts how often."""

    def __init__(self, folder: Path, left_out: Skipped) -> None:
        self.quiet = QuietFolder(str(folder), quiet=QUIET)
        self.times = 0
        self._left_out = left_out

    def at(self, now: float) -> int:
        self.quiet.look(now, CancelToken(), self._read)
        return self.times

    def _read(self, path: str) -> tuple[tuple[Instance, ...], tuple[Skipped, ...]]:
        self.times += 1
        return (), (replace(self._left_out, path=path),)


@pytest.mark.parametrize("why", [limits.PASSWORD, limits.BOMB, limits.LINK, limits.OTHER_PACKING])
def test_what_time_does_not_help_is_not_read_again_as_long_as_it_is_the_same(inbox: Path, why: Left) -> None:
    (inbox / "export.zip").write_bytes(b"PK")
    looking = Counting(inbox, Skipped("", why.reason, why.text, entry="IM1"))
    assert [looking.at(now) for now in (0, 10, 60, 1_000_000)] == [0, 1, 1, 1]
    assert len(looking.quiet.take_left_out()) == 1
    assert bool(looking.quiet.locked()) == (why is limits.PASSWORD)
    (inbox / "export.zip").write_bytes(b"PK, and more")
    assert [looking.at(now) for now in (1_000_010, 1_000_020)] == [1, 2]


@pytest.mark.parametrize("why", [limits.NO_ROOM, left(SkipReason.UNREADABLE)])
def test_what_another_program_may_still_hold_is_tried_again(inbox: Path, why: Left) -> None:
    (inbox / "export.zip").write_bytes(b"PK")
    looking = Counting(inbox, Skipped("", why.reason, why.text))
    assert [looking.at(now) for now in (0, 10, 20, 40, 50, 80)] == [0, 1, 1, 2, 2, 3]
    assert len(looking.quiet.take_left_out()) == 1


def test_a_look_ends_at_the_wish(looking: Looking, inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        looking.quiet.look(0, cancel, looking._read)
