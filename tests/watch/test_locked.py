"""Archives with a password in a watched folder: opened with what a file knows, else named once and left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.core.entities import Skipped, SkipReason
from gui.core.upload import Outcome
from gui.dicom.containers.limits import LOCKED
from gui.practice.process import PracticeProcess
from gui.terminal_passwords import ADVICE_UNATTENDED
from tests.helpers.archives import below, zipped
from tests.helpers.dicom_files import write_study
from tests.helpers.locked import Answers, locked_zip
from tests.helpers.stored import stored_digests
from tests.watch.conftest import Watching
from tests.watch.test_command_line import once

SECRET = "Grüße 7"


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[str, bytes]]:
    write_study(tmp_path / "made", series=1, images=4)
    return below(tmp_path / "made")


def test_with_its_password_in_a_file_an_archive_is_sent_and_moved(
    service: PracticeProcess, inbox: Path, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    (inbox / "export.zip").write_bytes(locked_zip(files, SECRET.encode("cp850"), aes=3))
    known = tmp_path / "passwords.txt"
    known.write_text(f"no\n{SECRET}\n", encoding="utf-8")
    code, lines, said = once(inbox, service.base_url, "--move-to", "sent", "--zip-password-file", str(known))
    assert (code, said) == (0, "")
    assert [(line["outcome"], line["instances"]) for line in lines] == [("verified", 4)]
    assert len(stored_digests(tmp_path / "stored")) == 4
    assert [path.name for path in (inbox / "sent").iterdir()] == ["export.zip"]
    assert not (inbox / "export.zip").exists()


def test_without_it_the_archive_is_named_once_with_advice_and_the_rest_is_sent(
    service: PracticeProcess, inbox: Path, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    (inbox / "export.zip").write_bytes(locked_zip(files[:2], b"x", aes=3))
    (inbox / "plain.zip").write_bytes(zipped(files[2:]))
    code, lines, said = once(inbox, service.base_url, "--move-to", "sent")
    assert (code, [line["instances"] for line in lines]) == (0, [2])
    assert said.splitlines() == [f"left out: {inbox / 'export.zip'}: {LOCKED.text}", ADVICE_UNATTENDED]
    assert (inbox / "export.zip").exists()


def test_a_password_file_that_cannot_be_read_stops_it_before_anything(service: PracticeProcess, inbox: Path) -> None:
    code, lines, said = once(inbox, service.base_url, "--zip-password-file", str(inbox / "none"))
    assert (code != 0, lines) == (True, [])
    assert "The file with the password cannot be read" in said


def test_an_archive_of_which_a_part_is_locked_is_sent_but_not_moved(
    watching: Watching, inbox: Path, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    names = [name for name, _ in files]
    (inbox / "export.zip").write_bytes(locked_zip(files, b"x", aes=3, plain=names[:2]))
    watched = watching(move_to=tmp_path / "sent")
    (round_,) = watched.once()
    assert round_.sent is not None
    assert (round_.sent.receipt.outcome, round_.sent.receipt.arrived) == (Outcome.VERIFIED, 2)
    assert watched.told == [Skipped(str(inbox / "export.zip"), SkipReason.UNREADABLE, LOCKED.text)]
    assert (inbox / "export.zip").exists()
    assert watched.once() == []


def test_the_next_archive_of_one_name_may_have_another_password(
    watching: Watching, inbox: Path, tmp_path: Path, files: list[tuple[str, bytes]]
) -> None:
    answers = Answers("monday", "tuesday")
    watched = watching(asker=answers)
    for secret, packed in ((b"monday", files[:2]), (b"tuesday", files[2:3])):
        (inbox / "export.zip").write_bytes(locked_zip(packed, secret, aes=3))
        (round_,) = watched.once()
        assert round_.sent is not None
        assert round_.sent.receipt.outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 3
    assert watched.told == []
