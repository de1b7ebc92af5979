"""Pictures of images that lie in archives."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Passwords
from gui.dicom.containers.unlocking import unlock
from gui.dicom.preview import Answer, ImagePlaces, NoPicture, Picture, PreviewWorker, place_of, render
from gui.dicom.preview_reasons import CHANGED, LOCKED
from gui.dicom.preview_render import Renderer
from gui.dicom.scan import scan
from gui.dicom.tags import NoTags, TagList, read_tags
from tests.containers.looking import found
from tests.helpers.archives import KINDS, pack
from tests.helpers.dicom_files import write_instance
from tests.helpers.locked import Answers, locked_zip


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    write_instance(tmp_path / "made" / "image.dcm", seed=1, size=64)
    return tmp_path / "made" / "image.dcm"


@pytest.mark.parametrize("kind", [*KINDS, "gzip"])
def test_the_picture_of_a_packed_image_is_that_of_the_file(tmp_path: Path, plain: Path, kind: str) -> None:
    archive = tmp_path / "export"
    data = plain.read_bytes()
    archive.write_bytes(gzip.compress(data) if kind == "gzip" else pack([("other", b"text"), ("IM", data)], kind))
    (one,) = [item for item in found(archive) if hasattr(item, "rows")]
    picture = render(place_of(one.path, one.entry))
    assert isinstance(picture, Picture)
    assert picture == render(str(plain))
    place, frame, version = ImagePlaces([one]).place(0)
    assert Renderer()(place, frame, 768, version=version) == picture
    os.utime(archive, ns=(0, one.mtime_ns + 2_000_000_000))  # another archive in its place
    assert Renderer()(place, frame, 768, version=version) == CHANGED


def test_the_process_that_makes_pictures_opens_archives_though_it_may_write_no_file(
    tmp_path: Path, plain: Path
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack([("IM", plain.read_bytes())], "tar.gz"))
    worker = PreviewWorker()
    try:
        for _ in range(2):
            assert picture_by(worker, archive) == render(str(plain))
    finally:
        worker.shut_down()


def picture_by(worker: PreviewWorker, archive: Path, *, small: bool = False) -> Answer:
    answered = threading.Event()
    answers: list[Answer] = []

    def done(answer: Answer) -> None:
        answers.append(answer)
        answered.set()

    known = None
    if small:
        worker.request_when_idle(place_of(str(archive), "IM"), 0.5, done, max_edge=32)
    else:
        known = worker.request(place_of(str(archive), "IM"), 0.5, done)
    if known is not None:
        return known
    assert answered.wait(60)
    return answers[0]


@pytest.mark.parametrize("aes", [0, 3])
def test_a_locked_image_has_a_picture_and_tags_for_as_long_as_its_password_is_known(
    tmp_path: Path, plain: Path, aes: int
) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(locked_zip([("IM", plain.read_bytes())], b"secret", aes=aes))
    passwords, cancel = Passwords(), CancelToken()
    opener = EntryOpener(passwords=passwords)
    ((one,),) = scan(
        [str(archive)], cancel=cancel, passwords=passwords,
        unlock=lambda locked, entries: unlock(locked, entries, opener, Answers("secret"), cancel),
    )  # fmt: skip
    assert isinstance(one, Instance)
    worker = PreviewWorker(keys_of=passwords.keys)
    try:
        assert picture_by(worker, archive, small=True) == render(str(plain), max_edge=32)
        assert picture_by(worker, archive) == render(str(plain))
        assert isinstance(read_tags(one, cancel=cancel, keys=passwords.keys(one.path)), TagList)
        knows = worker.pid
        passwords.forget()
        worker.forget()
        assert picture_by(worker, archive) == LOCKED
        assert worker.pid != knows  # what knew the password has ended
    finally:
        worker.shut_down()
        opener.close()
    assert read_tags(one, cancel=cancel) == NoTags(LOCKED.template)


def test_an_entry_that_is_not_there_any_more_has_no_picture(tmp_path: Path, plain: Path) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack([("IM", plain.read_bytes())], "zip"))
    assert isinstance(render(place_of(str(archive), "IM 2")), NoPicture)
    archive.unlink()
    assert isinstance(render(place_of(str(archive), "IM")), NoPicture)
