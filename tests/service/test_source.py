"""Files that change or vanish while they wait to be sent."""

from __future__ import annotations

import errno
import hashlib
import os
import random
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import FileUnreadable, SourceGone, TokenRefused
from gui.core.plan import Limits
from gui.core.receipt import LineState
from gui.core.token import Token
from gui.core.upload import CountReading, InstanceState, Outcome
from gui.dicom.instances import read_header
from gui.service.attempt import Attempt
from gui.service.body import FileFailed
from gui.service.source import Reread, is_below, source_is_back, vanished_folder
from gui.service.tuning import Tuning
from gui.service.uploader import UploadEnd, upload
from tests.service.files import ROOT, plan, write_file, write_series
from tests.service.helpers import QUICK, first_then, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Store, serving
from tests.service.test_truth import ORIGIN, Flight, Model, Run, begin

ONE_BY_ONE = replace(QUICK, limits=Limits(max_files=1))


def reread(path: str) -> Instance | Skipped:
    """What a scan makes of a file, for the made-up files of these tests."""
    return read_header(path)


def go(journal: MemoryJournal, upload_id: int, *, tuning: Tuning = QUICK, reread: Reread = reread) -> UploadEnd:
    """Run an upload to its end that reads changed files anew."""
    cancel = CancelToken()
    return upload(upload_id, journal, Token(TOKEN), cancel=cancel, report=lambda _: None, tuning=tuning, reread=reread)


def scanned(instances: list[Instance]) -> list[Instance]:
    found = [reread(instance.path) for instance in instances]
    assert all(isinstance(one, Instance) for one in found)
    return found  # type: ignore[return-value]


def change(instance: Instance, **elements: str) -> None:
    """Write another version of an image."""
    dataset = pydicom.dcmread(instance.path)
    dataset.ImageComments = "a longer comment than before"
    for name, value in elements.items():
        setattr(dataset, name, value)
    dataset.save_as(instance.path)


# -- files that changed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["content", "time"])
def test_an_image_that_changed_since_the_scan_goes_out_as_it_is_now(tmp_path: Path, how: str) -> None:
    instances = scanned(write_series(tmp_path, 1, 4))
    if how == "content":
        change(instances[2])
    else:
        os.utime(instances[2].path, ns=(1, 1))
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = go(journal, upload_id)
    assert (end.outcome, end.problem) == (Outcome.VERIFIED, None)
    now = Path(instances[2].path)
    assert store.digests[instances[2].sop_instance_uid] == hashlib.sha256(now.read_bytes()).hexdigest()
    kept = journal.load(upload_id).instances[2]
    assert (kept.size, kept.mtime_ns) == (now.stat().st_size, now.stat().st_mtime_ns)
    assert journal.receipt(upload_id).lines[0].size == sum(Path(one.path).stat().st_size for one in instances)


@pytest.mark.parametrize("element", ["PatientID", "PatientName", "StudyInstanceUID", "SeriesInstanceUID"])
def test_a_file_that_is_another_image_now_is_refused(tmp_path: Path, element: str) -> None:
    instances = scanned(write_series(tmp_path, 1, 3))
    change(instances[1], **{element: "1.2.3"})
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        assert go(journal, upload_id).outcome is Outcome.SHORT
    assert store.received == [instances[0].sop_instance_uid, instances[2].sop_instance_uid]
    (missing,) = journal.receipt(upload_id).lines[0].missing_instances
    assert missing.reason.startswith("The file changed after it was read.")


def test_a_file_that_is_no_image_any_more_is_refused(tmp_path: Path) -> None:
    instances = scanned(write_series(tmp_path, 1, 2))
    Path(instances[0].path).write_bytes(b"something else")
    journal, store = MemoryJournal(), Store()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        assert go(journal, upload_id).outcome is Outcome.SHORT
    assert journal.states(upload_id)[instances[0].sop_instance_uid] is InstanceState.REFUSED
    assert isinstance(reread(instances[0].path), Skipped)
    assert reread(instances[0].path).reason is SkipReason.NOT_DICOM  # type: ignore[union-attr]


def test_a_file_that_goes_on_changing_is_refused_in_the_end(tmp_path: Path) -> None:
    instances = scanned(write_series(tmp_path, 1, 1))
    tries = []

    def changing(path: str) -> Instance | Skipped:
        found = reread(path)
        tries.append(path)
        os.utime(path, ns=(len(tries), len(tries)))
        return found

    journal = MemoryJournal()
    with serving(Store()) as server:
        upload_id = plan(journal, instances, server.base_url)
        os.utime(instances[0].path, ns=(0, 0))
        end = go(journal, upload_id, reread=changing)
    assert (end.outcome, len(tries)) == (Outcome.SHORT, 3)
    assert journal.states(upload_id)[instances[0].sop_instance_uid] is InstanceState.REFUSED


def test_a_file_that_changed_while_it_was_sent_arrives_whole_in_its_new_form(tmp_path: Path) -> None:
    big = write_file(tmp_path, ROOT + "2.1", ROOT + "3.1.1", pixels=30_000_000)
    instances, store = scanned([big]), Store()

    def script(exchange: Exchange) -> None:
        exchange.reader.read(1_000_000)
        os.utime(big.path, ns=(5, 5))
        while exchange.reader.read(1_000_000):
            pass
        exchange.cut()

    journal = MemoryJournal()
    with serving(first_then(script, store)) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = go(journal, upload_id, tuning=replace(QUICK, limits=Limits(max_bytes=100_000_000)))
    assert (end.outcome, end.retries) == (Outcome.VERIFIED, 0)
    assert list(store.digests.values()) == [hashlib.sha256(Path(big.path).read_bytes()).hexdigest()]


# -- discs that vanish ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("mounted", ["folder vanishes", "folder stays empty"])
@pytest.mark.parametrize("connections", [1, 3])
def test_a_disc_that_is_taken_out_leaves_its_images_waiting_until_it_is_back(
    tmp_path: Path, mounted: str, connections: int
) -> None:
    disc, aside = tmp_path / "media" / "disc", tmp_path / "aside"
    disc.mkdir(parents=True)
    on_disc = write_series(disc, 1, 12)
    elsewhere = write_series(tmp_path, 2, 3)
    store, journal = Store(CountReading.PER_REQUEST), MemoryJournal()

    def take_out(exchange: Exchange) -> None:
        store(exchange)
        if exchange.number == 1:
            disc.rename(aside)
            if mounted == "folder stays empty":
                disc.mkdir()

    with serving(take_out) as server:
        upload_id = plan(journal, on_disc + elsewhere, server.base_url, connections=connections)
        journal.readings[journal.load(upload_id).destination.address.origin] = CountReading.PER_REQUEST
        end = send(journal, upload_id, tuning=ONE_BY_ONE)
        assert (end.outcome, type(end.problem), end.gone) == (Outcome.FAILED, SourceGone, (str(disc),))
        states = journal.states(upload_id)
        assert {states[one.sop_instance_uid] for one in on_disc} <= {InstanceState.VERIFIED, InstanceState.PLANNED}
        assert {states[one.sop_instance_uid] for one in elsewhere} == {InstanceState.VERIFIED}
        line = journal.receipt(upload_id).lines[0]
        assert (line.state, line.reason) == (LineState.SHORT, "The disc or drive was taken out.")
        assert str(tmp_path) not in repr(end) + str(end.problem)
        assert not source_is_back(end.gone)
        if mounted == "folder stays empty":
            disc.rmdir()
        aside.rename(disc)
        assert source_is_back(end.gone)
        assert send(journal, upload_id, tuning=ONE_BY_ONE).outcome is Outcome.VERIFIED
    assert sorted(store.received) == sorted(one.sop_instance_uid for one in on_disc + elsewhere)


def test_a_disc_that_is_gone_from_the_start_costs_one_try(tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    disc.mkdir()
    instances = write_series(disc, 1, 50)
    disc.rename(tmp_path / "aside")
    store, journal = Store(), MemoryJournal()
    with serving(store) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
    assert (type(end.problem), end.requests, store.received) == (SourceGone, 1, [])
    assert set(journal.states(upload_id).values()) == {InstanceState.PLANNED}
    (line,) = journal.receipt(upload_id).lines
    assert (line.state, line.sent) == (LineState.NOT_SENT, 0)


def test_a_refused_token_comes_before_a_disc_that_is_gone(tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    disc.mkdir()
    instances = write_series(disc, 1, 2) + write_series(tmp_path, 2, 1)
    disc.rename(tmp_path / "aside")
    journal = MemoryJournal()
    with serving(lambda exchange: exchange.reply(401, {"authenticated": False})) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id, tuning=ONE_BY_ONE)
    assert type(end.problem) is TokenRefused


def test_files_that_were_deleted_are_refused_by_name(tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 6)
    for instance in instances[1:5]:
        os.unlink(instance.path)
    journal = MemoryJournal()
    with serving(Store()) as server:
        upload_id = plan(journal, instances, server.base_url)
        end = send(journal, upload_id)
    assert (end.outcome, end.problem, end.gone) == (Outcome.SHORT, None, ())
    named = journal.receipt(upload_id).lines[0].missing_instances
    assert [missing.path for missing in named] == [instance.path for instance in instances[1:5]]


def test_the_topmost_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    gone = str(tmp_path / "a" / "b" / "c" / "image.dcm")
    assert vanished_folder(gone, FileNotFoundError(errno.ENOENT, ""), others=False) == str(tmp_path / "a" / "b")


def test_the_only_file_of_an_empty_folder_was_deleted(tmp_path: Path) -> None:
    gone = str(tmp_path / "image.dcm")
    assert vanished_folder(gone, FileNotFoundError(errno.ENOENT, ""), others=False) == ""
    assert vanished_folder(gone, FileNotFoundError(errno.ENOENT, ""), others=True) == str(tmp_path)
    (tmp_path / "another").write_text("")
    assert vanished_folder(gone, FileNotFoundError(errno.ENOENT, ""), others=True) == ""


@pytest.mark.parametrize("code", [errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN])
def test_a_device_that_is_gone_takes_its_folder_along(tmp_path: Path, code: int) -> None:
    there = tmp_path / "image.dcm"
    there.write_text("")
    assert vanished_folder(str(there), OSError(code, ""), others=False) == str(tmp_path)
    assert vanished_folder(str(there), OSError(errno.EIO, ""), others=True) == ""


def test_a_folder_holds_what_lies_in_it_and_not_its_namesakes() -> None:
    assert is_below("/media/cd/a/b.dcm", ["/media/cd"])
    assert is_below("/media/cd/b.dcm", ["/"])
    assert not is_below("/media/cd2/b.dcm", ["/media/cd"])
    assert not is_below("/media/cd", ["/media/cd"])


@pytest.mark.parametrize("reads", ["the second time", "never"])
def test_what_the_device_could_not_read_is_tried_once_more_in_the_end(reads: str) -> None:
    journal = MemoryJournal()
    journal.readings[ORIGIN] = CountReading.PER_REQUEST
    upload_id, instances = begin(journal, [6])
    run, model = Run(journal, upload_id, 2), Model(CountReading.PER_REQUEST, random.Random(1))
    bad, order = instances[2], []
    while (task := run.desk.take(wait=False)) is not None:
        tried = sum(bad.sop_instance_uid in names for names in order)
        order.append([one.sop_instance_uid for one in task.instances])
        if bad in task.instances and (tried == 0 or reads == "never"):
            failed = FileFailed(bad, FileUnreadable())
            failed.__cause__ = OSError(errno.EIO, "")
            run.desk.done(task, Attempt(failed=failed))
        else:
            run.desk.done(task, model.commit(Flight(task, set(model.held))))
    assert order[-1] == [bad.sop_instance_uid]
    assert sum(bad.sop_instance_uid in names for names in order) == 2
    expected = InstanceState.VERIFIED if reads == "the second time" else InstanceState.REFUSED
    states = journal.states(upload_id)
    assert states.pop(bad.sop_instance_uid) is expected
    assert set(states.values()) == {InstanceState.VERIFIED}
