"""Pictures of images that lie in archives."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import pytest

from gui.dicom.preview import Answer, NoPicture, Picture, PreviewWorker, place_of, render
from tests.containers.looking import found
from tests.helpers.archives import KINDS, pack
from tests.helpers.dicom_files import write_instance


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


def test_the_process_that_makes_pictures_opens_archives_though_it_may_write_no_file(
    tmp_path: Path, plain: Path
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack([("IM", plain.read_bytes())], "tar.gz"))
    worker = PreviewWorker()
    try:
        for _ in range(2):
            answered = threading.Event()
            answers: list[Answer] = []

            def done(answer: Answer, answers: list[Answer] = answers, answered: threading.Event = answered) -> None:
                answers.append(answer)
                answered.set()

            known = worker.request(place_of(str(archive), "IM"), 0.5, done)
            if known is None:
                assert answered.wait(60)
                known = answers[0]  # type: ignore[assignment]
            assert known == render(str(plain))
    finally:
        worker.shut_down()


def test_an_entry_that_is_not_there_any_more_has_no_picture(tmp_path: Path, plain: Path) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack([("IM", plain.read_bytes())], "zip"))
    assert isinstance(render(place_of(str(archive), "IM 2")), NoPicture)
    archive.unlink()
    assert isinstance(render(place_of(str(archive), "IM")), NoPicture)
