"""Uploads of what lies in archives: damage, change, going on, and a program that dies."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import practice_destination
from gui.core.entities import Instance
from gui.core.errors import FileChanged
from gui.core.sending import Begun
from gui.core.upload import InstanceState, Outcome, Progress
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers import opening
from gui.dicom.containers.opening import EntryOpener
from gui.service.body import FileFailed, MultipartBody
from gui.store.journal import Journal
from gui.store.places import Places
from tests.containers.looking import content, found, found_here
from tests.helpers.archives import below, pack, tarred, zipped
from tests.helpers.dicom_files import write_study
from tests.helpers.stored import stored_digests
from tests.store.uploads import make_upload


@pytest.fixture
def courier() -> Iterator[Courier]:
    made = Courier(Places.for_user())
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[str, bytes]]:
    write_study(tmp_path / "made", series=2, images=10, size=200)
    return below(tmp_path / "made")


def read(courier: Courier, path: Path) -> tuple[Instance, ...]:
    catalogue = Catalogue()
    courier.read([str(path)], catalogue, cancel=CancelToken(), report=lambda _: None)
    return catalogue.instances()


def digests(files: list[tuple[str, bytes]]) -> set[str]:
    return {hashlib.sha256(data).hexdigest() for _, data in files}


@pytest.mark.parametrize("kind", ["zip", "zip-stored"])
def test_a_damaged_entry_costs_only_itself(
    tmp_path: Path, courier: Courier, files: list[tuple[str, bytes]], kind: str
) -> None:
    data = bytearray(pack(files, kind))
    second = data.find(b"PK\x03\x04", 4)
    data[second - 5000] ^= 0x10
    archive = tmp_path / "export.zip"
    archive.write_bytes(data)
    instances = read(courier, archive)
    assert len(instances) == len(files)
    sent = courier.send(practice_destination(), instances, cancel=CancelToken(), report=lambda _: None)
    assert sent.receipt.outcome is Outcome.SHORT
    assert sent.receipt.arrived == len(files) - 1
    (absent,) = [one for line in sent.receipt.lines for one in line.missing_instances]
    assert absent.path == f"{archive} › {files[0][0]}"
    assert absent.reason.startswith("The file is damaged within its archive")
    assert set(stored_digests(Places.for_user().practice).values()) == digests(files[1:])


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "nested zip"])
def test_another_program_goes_on_where_a_cancelled_one_stopped(
    tmp_path: Path, files: list[tuple[str, bytes]], kind: str
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack(files, kind))
    first = Courier(Places.for_user())
    instances = read(first, archive)
    cancel = CancelToken()
    begun: list[int] = []

    def report(what: Begun | Progress) -> None:
        if isinstance(what, Begun):
            begun.append(what.upload_id)
            cancel.cancel()

    first.send(practice_destination(), instances, cancel=cancel, report=report)
    first.close()
    second = Courier(Places.for_user())
    try:
        assert second.journal.load(begun[0]).instances == tuple(
            replace(one, cautions=(), claimed=None) for one in instances
        )
        sent = second.resume(begun[0], cancel=CancelToken(), report=lambda _: None)
        assert sent.receipt.outcome is Outcome.VERIFIED
        assert set(stored_digests(Places.for_user().practice).values()) == digests(files)
    finally:
        second.close()


def test_an_archive_that_was_exchanged_after_the_scan_is_not_sent(
    tmp_path: Path, courier: Courier, files: list[tuple[str, bytes]]
) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(pack(files, "zip"))
    (tmp_path / "keeps the folder").write_bytes(b"x")
    instances = read(courier, archive)
    archive.write_bytes(pack(files[::-1], "zip"))
    os.utime(archive, ns=(1, 1))
    sent = courier.send(practice_destination(), instances, cancel=CancelToken(), report=lambda _: None)
    assert sent.receipt.arrived == 0
    assert stored_digests(Places.for_user().practice) == {}
    states = courier.journal.states(courier.history()[0].upload_id)
    assert set(states.values()) == {InstanceState.REFUSED}


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_another_archive_of_the_same_time_is_not_sent_for_the_one_that_was_read(
    tmp_path: Path, courier: Courier, files: list[tuple[str, bytes]], kind: str
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack(files, kind))
    instances = read(courier, archive)
    time = archive.stat().st_mtime_ns
    contents = [data for _, data in files]
    others = [(name, data) for (name, _), data in zip(files, contents[1:] + contents[:1], strict=True)]
    archive.write_bytes(pack(others, kind))  # the same names and lengths, with each other's images
    os.utime(archive, ns=(time, time))
    sent = courier.send(practice_destination(), instances, cancel=CancelToken(), report=lambda _: None)
    assert sent.receipt.arrived == 0
    assert stored_digests(Places.for_user().practice) == {}


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "zip in tar.gz"])
def test_an_archive_that_changes_while_it_is_unpacked_is_not_sent(
    tmp_path: Path, files: list[tuple[str, bytes]], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack(files, kind))
    (one, *_) = (item for item in found_here(archive) or () if isinstance(item, Instance))
    listed = opening.list_archive

    def change_and_list(*what: object) -> object:
        with archive.open("ab") as file:
            file.write(b"more")
        return listed(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "list_archive", change_and_list)
    with contextlib.closing(EntryOpener(str(tmp_path))) as opener, pytest.raises(FileChanged):
        opener(one)


def test_the_body_ends_before_a_damaged_file_is_whole(tmp_path: Path, files: list[tuple[str, bytes]]) -> None:
    data = bytearray(zipped(files[:1]))
    data[data.find(b"PK\x01\x02") - 10] ^= 1
    archive = tmp_path / "export.zip"
    archive.write_bytes(data)
    (one,) = found(archive)
    assert isinstance(one, Instance)
    opener = EntryOpener()
    body = MultipartBody([one], opener=opener, block=4096)
    blocks: list[int] = []
    with pytest.raises(FileFailed):
        blocks.extend(len(block) for block in body)
    assert sum(blocks) < one.size
    assert not body.whole
    assert body.digests == {}
    opener.close()


def test_without_an_opener_an_entry_is_refused(tmp_path: Path, files: list[tuple[str, bytes]]) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped(files[:1]))
    (one,) = found(archive)
    assert isinstance(one, Instance)
    with pytest.raises(FileFailed):
        list(MultipartBody([one]))


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "nested zip", "zip in tar.gz"])
def test_several_connections_read_one_archive_at_once(
    tmp_path: Path, files: list[tuple[str, bytes]], kind: str
) -> None:
    archive = tmp_path / "export"
    archive.write_bytes(pack(files, kind))
    instances = [one for one in found(archive) if isinstance(one, Instance)]
    opener = EntryOpener(str(tmp_path))
    got: list[set[bytes]] = []

    def work() -> None:
        got.append({content(one, opener, room=777) for one in instances})

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opener.close()
    assert got == [{data for _, data in files}] * 6


DIES = """
import os, signal, sys
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.scan import scan
from gui.core.cancel import CancelToken
if __name__ == "__main__":
    archive, spool = sys.argv[1:]
    instances = [one for batch in scan([archive], cancel=CancelToken(), workers=1, spool=spool) for one in batch]
    source = EntryOpener(spool)(instances[0])
    source.readinto(memoryview(bytearray(10)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_program_that_is_killed_leaves_nothing_unpacked(tmp_path: Path, files: list[tuple[str, bytes]]) -> None:
    archive, spool, script = tmp_path / "export.tgz", tmp_path / "spool", tmp_path / "dies.py"
    archive.write_bytes(gzip.compress(tarred(files)))
    spool.mkdir()
    script.write_text(DIES)
    root = str(Path(__file__).resolve().parents[2])
    ended = subprocess.run(
        [sys.executable, str(script), str(archive), str(spool)],
        env={**os.environ, "PYTHONPATH": root},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    assert list(spool.iterdir()) == []


def test_the_journal_keeps_the_name_within_the_archive(tmp_path: Path) -> None:
    plain = make_upload()
    entries = ["IM001", "inner.zip › Müller/画像", "a\udcff", ""]
    upload = replace(
        plain, instances=tuple(replace(one, entry=entries[n % 4]) for n, one in enumerate(plain.instances))
    )
    journal = Journal(tmp_path / "journal.sqlite3")
    assert journal.load(journal.begin(upload)).instances == upload.instances
    journal.close()
