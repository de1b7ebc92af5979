"""Copies of discs stay for as long as an upload can go on with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.upload import Outcome
from gui.dicom.disc_spool import DiscSpool
from gui.dicom.optical import Disc
from gui.discs import Discs
from gui.store.journal import Journal
from tests.helpers.dicom_files import write_study
from tests.store.uploads import STARTED, accepted, batches, make_upload


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.sqlite3")
    yield journal
    journal.close()


def after_a_crash(tmp_path: Path, journal: Journal) -> tuple[Discs, Path]:
    """What the next start finds: a copy that this run has not made, and the journal."""
    write_study(tmp_path / "drive", series=1, images=10)
    before = DiscSpool(tmp_path / "spool", lambda path: Disc("CT", (1, 2, 3)))
    brought = before.bring_in([str(tmp_path / "drive")], cancel=CancelToken(), report=lambda _: None)
    return Discs(tmp_path / "spool", lambda: journal), Path(brought.paths[0])


def test_what_an_interrupted_upload_needs_stays_until_all_of_it_has_arrived(tmp_path: Path, journal: Journal) -> None:
    discs, copy = after_a_crash(tmp_path, journal)
    upload = make_upload(10, series=1)
    files = sorted(copy.rglob("*.dcm"))
    instances = tuple(
        dataclasses.replace(one, path=str(path)) for one, path in zip(upload.instances, files, strict=True)
    )
    upload = dataclasses.replace(upload, instances=instances)
    upload_id = journal.begin(upload)
    discs.tidy()
    assert sorted(copy.rglob("*.dcm")) == files
    journal.finish(upload_id, Outcome.CANCELLED, STARTED, 0)
    discs.tidy()
    assert sorted(copy.rglob("*.dcm")) == files
    (batch,) = batches(upload, 10)
    journal.sending(upload_id, batch, 1)
    journal.record(upload_id, accepted(batch))
    journal.finish(upload_id, Outcome.VERIFIED, STARTED, 0)
    discs.tidy()
    assert not copy.exists()
    assert discs.spool.empty


def test_what_no_upload_needs_goes_at_the_next_start(tmp_path: Path, journal: Journal) -> None:
    discs, copy = after_a_crash(tmp_path, journal)
    journal.begin(make_upload(10))
    discs.tidy()
    assert not copy.exists()


def test_the_journal_is_not_even_opened_where_no_copy_lies(tmp_path: Path) -> None:
    def refuse() -> Journal:
        raise AssertionError

    Discs(tmp_path / "spool", refuse).tidy()
