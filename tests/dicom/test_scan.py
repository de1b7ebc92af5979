"""From what is dropped to a stream of files."""

from __future__ import annotations

import dataclasses
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.dicom import scan as scan_module
from gui.dicom.drafts import instance
from gui.dicom.scan import scan
from gui.dicom.sources import find_files, in_natural_order, natural
from tests.helpers.dicom_files import write_instance

needs_links = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights here")


def names(*paths: Path | str, below: Path) -> list[str]:
    found = find_files([str(path) for path in paths], CancelToken())
    return [os.path.relpath(item if isinstance(item, str) else item.path, below) for item in found]


def everything(*paths: Path | str) -> list[Instance | Skipped]:
    return [item for batch in scan([str(path) for path in paths], cancel=CancelToken()) for item in batch]


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_order_is_natural_files_before_folders_and_paths_as_given(tmp_path: Path) -> None:
    touch(*(tmp_path / name for name in ("b/IM10", "b/IM9", "b/im2", "b/c/1", "b/c10/1", "b/c9/1", "a")))
    expected = ["b/im2", "b/IM9", "b/IM10", "b/c/1", "b/c9/1", "b/c10/1"]
    assert names(tmp_path / "b", tmp_path / "a", below=tmp_path) == [*expected, "a"]
    assert names(tmp_path, below=tmp_path) == ["a", *expected]


@given(st.lists(st.text(max_size=8) | st.integers(0, 10**30).map(str)))
def test_natural_order_is_total_and_keeps_numbers_in_order(texts: list[str]) -> None:
    ordered = sorted(texts, key=natural)
    backwards = texts[::-1]
    assert sorted(backwards, key=natural) == ordered
    numbers = [int(text) for text in ordered if text.isascii() and text.isdecimal()]
    assert numbers == sorted(numbers)


digits = st.integers(0, 99).map(lambda number: f"{number:02}")
alike = st.lists(st.tuples(st.sampled_from(["IM", "im", "Im"]), digits, digits).map("-".join), unique=True)


@given(st.lists(st.text(max_size=8) | st.integers(0, 10**30).map(str)) | alike)
def test_names_are_put_in_natural_order_the_fast_way_too(names_given: list[str]) -> None:
    assert [names_given[at] for at in in_natural_order(names_given)] == sorted(names_given, key=natural)


def test_empty_folder_gives_no_batch(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert list(scan([str(tmp_path)], cancel=CancelToken())) == []
    assert list(scan([], cancel=CancelToken())) == []


def test_path_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    assert everything(gone, gone) == [
        Skipped(gone, SkipReason.UNREADABLE, "There is no file or folder of this name"),
    ]


def test_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_instance(tmp_path / "images" / "1", seed=1)
    monkeypatch.chdir(tmp_path)
    assert [item.path for item in everything("images")] == [str(tmp_path / "images" / "1")]


def test_same_file_given_in_many_ways_comes_once(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "1", tmp_path / "a" / "2")
    given_paths = [tmp_path / "a" / "2", tmp_path / "a", tmp_path, f"{tmp_path}/a/../a/1", tmp_path / "a" / "2"]
    found = [os.path.realpath(item.path) for item in everything(*given_paths)]
    assert found == [str(tmp_path / "a" / "2"), str(tmp_path / "a" / "1")]


@needs_links
def test_links_are_followed_once_after_what_is_really_there(tmp_path: Path) -> None:
    touch(tmp_path / "drop" / "z" / "1", tmp_path / "elsewhere" / "2", tmp_path / "single")
    drop = tmp_path / "drop"
    (drop / "a").symlink_to(drop / "z")  # known: adds nothing
    (drop / "b").symlink_to(tmp_path / "elsewhere")
    (drop / "c").symlink_to(tmp_path / "single")
    (drop / "d").symlink_to(drop / "z" / "1")  # known
    assert names(drop, below=drop) == ["z/1", "b/2", "c"]


@needs_links
def test_loops_end_and_lead_to_nothing_above_the_dropped_folder(tmp_path: Path) -> None:
    touch(tmp_path / "other patient" / "1", tmp_path / "drop" / "in" / "2")
    drop = tmp_path / "drop"
    (drop / "self").symlink_to(".")
    (drop / "in" / "up").symlink_to("..")
    (drop / "in" / "above").symlink_to(tmp_path)
    (drop / "in" / "root").symlink_to("/")
    assert names(drop, below=drop) == ["in/2"]


@needs_links
def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "round").symlink_to(tmp_path / "about")
    (tmp_path / "about").symlink_to(tmp_path / "round")
    found = everything(tmp_path)
    assert [(item.path, item.reason) for item in found if isinstance(item, Skipped)] == [
        (str(tmp_path / name), SkipReason.UNREADABLE) for name in ("about", "nowhere", "round")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_is_left_out_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write_instance(tmp_path / "image", seed=1)
    image, pipe = everything(tmp_path)
    assert isinstance(image, Instance)
    assert isinstance(pipe, Skipped)
    assert (pipe.reason, pipe.path) == (SkipReason.UNREADABLE, str(tmp_path / "pipe"))


AS_NOBODY = """
import os, sys
from gui.core.cancel import CancelToken
from gui.dicom.scan import scan
import gui.dicom.careful
if __name__ == "__main__":
    os.setgid(65534); os.setuid(65534)
    for batch in scan([sys.argv[1]], cancel=CancelToken()):
        for item in batch:
            print(os.path.basename(item.path), getattr(item, "reason", "image"), getattr(item, "text", ""), sep="|")
"""


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_folder_and_file_without_rights_count_as_one_file_each() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:  # pytest's own folders can be entered by their owner only
        top = Path(name)
        top.chmod(0o755)
        write_instance(top / "image", seed=1)
        write_instance(top / "private", seed=2)
        write_instance(top / "closed" / "hidden", seed=3)
        (top / "private").chmod(0)
        (top / "closed").chmod(0)
        if os.getuid() == 0:
            # rights do not bind root: a process of its own gives up being root
            probe = subprocess.run([sys.executable, "-c", AS_NOBODY, name], capture_output=True, text=True, check=True)
            told = probe.stdout.splitlines()
        else:
            told = [
                "|".join((Path(item.path).name, getattr(item, "reason", "image"), getattr(item, "text", "")))
                for item in everything(top)
            ]
        (top / "closed").chmod(0o755)
    assert told == [
        "image|image|",
        "private|unreadable|This account has no right to read the file",
        "closed|unreadable|This account has no right to open the folder",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_file_names_that_are_no_text_are_read(tmp_path: Path) -> None:
    write_instance(tmp_path / "image", seed=1)
    odd = os.fsencode(tmp_path) + b"/M\xfcller \xff\xfe"
    os.rename(tmp_path / "image", odd)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/not \xe9")).write_bytes(
        b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100" + bytes(400)
    )
    image, other = everything(tmp_path)
    assert isinstance(image, Instance)
    assert os.fsencode(image.path) == odd
    assert isinstance(other, Skipped)


def test_long_names_and_names_in_any_script_are_read(tmp_path: Path) -> None:
    for number, name in enumerate(["x" * 200, "画像 é ñ 😀", " leading and trailing ", "semi;colon & <b>"]):
        write_instance(tmp_path / name, seed=number + 1)
    assert all(isinstance(item, Instance) for item in everything(tmp_path))
    assert len(everything(tmp_path)) == 4


def test_folder_deeper_than_any_recursion_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder = folder / "d"
    folder.mkdir(parents=True)
    touch(folder / "1")
    assert len(names(tmp_path, below=tmp_path)) == 1


def test_instances_share_equal_values(tmp_path: Path) -> None:
    for number in range(1, 30):
        write_instance(tmp_path / f"{number}", seed=number)
    found = [item for item in everything(tmp_path) if isinstance(item, Instance)]
    assert len({id(item.patient) for item in found}) == 1
    assert len({id(item.study) for item in found}) == 1
    assert len({id(item.series) for item in found}) == 1


def test_cancelled_before_it_begins(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(scan([str(tmp_path)], cancel=cancel))


def test_cancel_between_two_batches_ends_the_scan_at_once(tmp_path: Path) -> None:
    for number in range(300):
        write_instance(tmp_path / f"{number}", seed=number)
    cancel = CancelToken()
    scanned = scan([str(tmp_path)], cancel=cancel)
    next(scanned)
    cancel.cancel()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(scanned)
    assert time.monotonic() - started < 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c/1", "c/2", "d/e/f"]), min_size=1, max_size=6, unique=True), st.data())
def test_every_file_comes_exactly_once_whatever_is_given(
    tmp_path_factory: pytest.TempPathFactory, files: list[str], data: st.DataObject
) -> None:
    top = tmp_path_factory.mktemp("any")
    touch(*(top / name for name in files))
    candidates = sorted({str(path) for path in top.rglob("*")} | {str(top)})
    dropped = data.draw(st.lists(st.sampled_from(candidates), max_size=4))
    expected = {
        str(path) for path in top.rglob("*") if path.is_file() and any(path.is_relative_to(drop) for drop in dropped)
    }
    found = [item.path for item in everything(*dropped)]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_thousands_of_files_all_come(tmp_path: Path) -> None:
    write_instance(tmp_path / "0", seed=0)
    content = (tmp_path / "0").read_bytes()
    for number in range(1, 2500):
        (tmp_path / str(number)).write_bytes(content if number % 7 else b"text")
    batches = list(scan([str(tmp_path)], cancel=CancelToken(), workers=2))
    paths = [item.path for batch in batches for item in batch]
    assert paths == [str(tmp_path / str(number)) for number in range(2500)]


def test_instances_made_by_the_thousand_are_instances(tmp_path: Path) -> None:
    write_instance(tmp_path / "1", seed=1)
    (made,) = everything(tmp_path)
    assert isinstance(made, Instance)
    values = [getattr(made, field.name) for field in dataclasses.fields(Instance)]
    usual = Instance(*values)
    for one in (made, instance(*values)):
        assert type(one) is Instance
        assert (one, hash(one), repr(one)) == (usual, hash(usual), repr(usual))
        assert pickle.loads(pickle.dumps(one)) == usual
        assert dataclasses.replace(one, size=1) == dataclasses.replace(usual, size=1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.size = 1  # type: ignore[misc]


@pytest.mark.parametrize("in_a_thread", [False, True])
def test_order_is_that_of_discovery_whoever_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_a_thread: bool
) -> None:
    monkeypatch.setattr(scan_module, "_START_AFTER", -1.0)
    monkeypatch.setattr(scan_module, "_READ_HERE", 3)
    monkeypatch.setattr(scan_module, "_HERE_AT_MOST", 0.0005)
    write_instance(tmp_path / "0", seed=0)
    content = (tmp_path / "0").read_bytes()
    odd = content.replace(b"ISO_IR 192", b"ISO_IR 101")  # for the careful reader
    for number in range(1, 6000):
        (tmp_path / str(number)).write_bytes(odd if number % 97 == 0 else content if number % 7 else b"text")
    results: list[Instance | Skipped] = []

    def run() -> None:
        results.extend(item for batch in scan([str(tmp_path)], cancel=CancelToken(), workers=2) for item in batch)

    if in_a_thread:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    else:
        run()
    assert [item.path for item in results] == [str(tmp_path / str(number)) for number in range(6000)]
    assert [isinstance(item, Skipped) for item in results] == [
        bool(number) and not number % 7 and bool(number % 97) for number in range(6000)
    ]
