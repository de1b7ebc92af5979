"""Where IT wants identifying data to be removed, nothing else leaves: sent, gone on with, watched, out of archives."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pydicom
import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination, practice_destination
from gui.core.entities import SkipReason
from gui.core.errors import SourceGone
from gui.core.export import receipt_csv
from gui.core.sending import Begun, Sent
from gui.core.shapes import receipt_json
from gui.core.token import Token
from gui.core.upload import Outcome, Progress, Upload
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.deidentify.errors import (
    CopiesGone,
    NoRoomToDeidentify,
    NotDeidentified,
    NothingDeidentified,
)
from gui.dicom.deidentify.one_file import CHANGED, VANISHED
from gui.store.audit import read_trail
from gui.store.places import Places
from gui.store.policy import AuditPolicy, Policy, PolicyInvalid
from gui.store.policy_source import VARIABLE
from gui.store.pseudonym_secret import SecretUnusable
from gui.store.watched import WatchMemory
from gui.watch import Watcher
from gui.watch_rounds import WatchOptions, target_of
from tests.deidentify.planted import WORDS, named_in, plant
from tests.helpers.dicom_files import ROOT
from tests.helpers.locked import Answers, locked_zip
from tests.service.servers import TOKEN, Exchange, Server, Store, serving
from tests.store.memory_keyring import MemoryTokens

REMOVING = Policy(deidentify=True)


class Keeping(Store):
    """Stores as the contract says, and keeps every byte of every request, its headers too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.bytes: list[bytes] = []
        self.files: dict[str, bytes] = {}

    def __call__(self, exchange: Exchange) -> None:
        self.bytes += [exchange.read(), repr(exchange.headers).encode(), exchange.path.encode()]
        for _, content in exchange.files():
            self.files[str(pydicom.dcmread(io.BytesIO(content)).SOPInstanceUID)] = content
        super().__call__(exchange)


@pytest.fixture
def couriers() -> Iterator[list[Courier]]:
    made: list[Courier] = []
    yield made
    for courier in made:
        courier.close()


@pytest.fixture
def make(couriers: list[Courier]) -> Any:
    def make_courier(policy: Policy = REMOVING, data: Places | None = None) -> Courier:
        courier = Courier(data or Places.for_user(), policy=policy, tokens=MemoryTokens())
        couriers.append(courier)
        return courier

    return make_courier


@pytest.fixture
def store() -> Keeping:
    return Keeping()


@pytest.fixture
def server(store: Keeping) -> Iterator[Server]:
    with serving(store) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five images of two series in a folder that is named after the patient."""
    folder = tmp_path / "Plantagenet^Petronella 19431224"
    for seed in range(1, 6):
        plant(folder / f"Plantagenet {seed}.dcm", seed=seed, SeriesInstanceUID=f"{ROOT}1.{1 + seed // 4}")
    return folder


def read(courier: Courier, *paths: Path) -> Catalogue:
    catalogue = Catalogue()
    courier.read([str(path) for path in paths], catalogue, cancel=CancelToken(), report=lambda _: None)
    return catalogue


def place(server: Server, **values: Any) -> Destination:
    return Destination("d1", "City", server.base_url, **values)


def send(courier: Courier, destination: Destination, catalogue: Catalogue, **options: Any) -> Sent:
    values: dict[str, Any] = {"token": Token(TOKEN), "cancel": CancelToken(), "report": lambda _: None, **options}
    return courier.send(destination, catalogue.instances(), left_out=catalogue.skipped, **values)


def resume(courier: Courier, upload_id: int, **options: Any) -> Sent:
    values: dict[str, Any] = {"token": Token(TOKEN), "cancel": CancelToken(), "report": lambda _: None, **options}
    return courier.resume(upload_id, **values)


def copies() -> list[Path]:
    return sorted((Places.for_user().data / "deidentified").rglob("*.dcm"))


def spool() -> list[Path]:
    top = Places.for_user().data / "deidentified"
    return sorted(top.iterdir()) if top.exists() else []


def cut_off() -> Any:
    """A report that stops an upload as soon as it is in the journal."""
    cancel = CancelToken()
    return {"cancel": cancel, "report": lambda value: cancel.cancel() if isinstance(value, Begun) else None}


# -- sending -------------------------------------------------------------------------------------------------


def test_nothing_that_reaches_the_service_names_the_patient(make, server, store, folder: Path) -> None:
    courier = make()
    catalogue = read(courier, folder)
    assert named_in(path.read_bytes() for path in folder.iterdir())
    sent = send(courier, place(server), catalogue)
    assert sent.receipt.outcome is Outcome.VERIFIED
    assert (sent.receipt.chosen, sent.receipt.arrived, sent.receipt.files_found) == (5, 5, 5)
    assert len(store.files) == 5
    assert named_in(store.bytes) == []
    for content in store.files.values():
        assert named_in([content]) == []


def test_the_receipt_the_journal_and_the_trail_hold_the_new_names_only(
    make, server, store, folder: Path, tmp_path: Path
) -> None:
    courier = make(Policy(deidentify=True, audit=AuditPolicy(on=True, folder=str(tmp_path / "audit"))))
    sent = send(courier, place(server), read(courier, folder))
    receipt = sent.receipt
    assert receipt.deidentified
    assert {line.series_instance_uid for line in receipt.lines} == set(store.held)
    assert all(line.patient.name.startswith("Patient^") for line in receipt.lines)
    assert receipt_json(receipt, (), 0.0)["deidentified"] is True
    assert "Removed before sending" in receipt_csv(receipt)
    (entry,) = courier.history()
    assert entry.deidentified
    uid = receipt.lines[0].series_instance_uid
    digests = {one.sop_instance_uid: one.digest for one in courier.files(receipt.upload_id, uid)}
    assert digests == {sop: hashlib.sha256(store.files[sop]).hexdigest() for sop in digests}
    events = list(read_trail(tmp_path / "audit"))
    assert all(event["EventIdentification"]["Deidentified"] is True for event in events)
    courier.close()
    kept = [path for path in Places.for_user().data.glob("journal*") if path.is_file()]
    assert kept
    assert named_in(path.read_bytes() for path in (*kept, *(tmp_path / "audit").iterdir())) == []


def test_the_window_is_told_what_each_series_was(make, server, store, folder: Path) -> None:
    courier = make()
    begun: list[Begun] = []
    seen: list[int] = []

    def report(value: object) -> None:
        if isinstance(value, Begun):
            begun.append(value)
        elif isinstance(value, Progress) and value.preparing is not None:
            assert not begun
            seen.append(value.preparing)

    send(courier, place(server), read(courier, folder), report=report)
    assert seen[-1] == 5
    (told,) = begun
    assert set(told.as_read) == set(store.held)
    assert {one.series_instance_uid for one in told.as_read.values()} == {f"{ROOT}1.1", f"{ROOT}1.2"}
    assert {one.series.description for one in told.as_read.values()} == {"Lung 1.0 mm"}
    assert named_in([repr(told).encode()]) == []


def test_a_study_that_is_sent_in_parts_stays_one(make, server, store, folder: Path) -> None:
    paths = sorted(folder.iterdir())
    first = make()
    send(first, place(server), read(first, *paths[:2]))
    first.close()
    second = make()
    send(second, place(server), read(second, *paths[1:]))
    studies = {str(pydicom.dcmread(io.BytesIO(one)).StudyInstanceUID) for one in store.files.values()}
    patients = {str(pydicom.dcmread(io.BytesIO(one)).PatientID) for one in store.files.values()}
    assert len(store.files) == 5
    assert (len(studies), len(patients)) == (1, 1)


def test_what_was_sent_before_is_known_again_under_its_own_uid(make, server, folder: Path) -> None:
    courier = make()
    send(courier, place(server), read(courier, folder))
    before = courier.sent_before([f"{ROOT}1.1", "1.2.3"])
    assert before.keys() == {f"{ROOT}1.1"}
    assert before[f"{ROOT}1.1"].verified


def test_without_the_policy_files_go_out_as_they_are(make, server, store, folder: Path) -> None:
    courier = make(Policy())
    sent = send(courier, place(server), read(courier, folder))
    assert not sent.receipt.deidentified
    assert sorted(store.files.values()) == sorted(path.read_bytes() for path in folder.iterdir())
    assert spool() == []


def test_originals_go_only_to_the_destinations_of_it_that_say_so(make, server, store, folder: Path) -> None:
    archive = Destination("it-1", "Archive", server.base_url, source="own")
    courier = make(Policy(deidentify=True, destinations=(archive,), originals=frozenset({"it-1"})))
    catalogue = read(courier, folder)
    send(courier, place(server, source="other"), catalogue)
    assert named_in(store.bytes) == []
    send(courier, archive, catalogue)
    assert len(named_in(store.files.values())) > 5


def test_the_practice_service_gets_anonymous_copies_too(make, folder: Path) -> None:
    courier = make()
    catalogue = read(courier, folder)
    sent = courier.send(practice_destination(), catalogue.instances(), cancel=CancelToken(), report=lambda _: None)
    assert sent.receipt.outcome is Outcome.VERIFIED
    stored = [path for path in Places.for_user().practice.rglob("*") if path.is_file()]
    assert stored
    assert named_in(path.read_bytes() for path in stored) == []
    assert named_in(str(path).encode() for path in stored if path.is_relative_to(Places.for_user().practice)) == []


def test_images_in_archives_are_made_anonymous_too(make, server, store, folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"Plantagenet/{path.name}")
    courier = make()
    sent = send(courier, place(server), read(courier, tmp_path / "export.zip"))
    assert (sent.receipt.outcome, sent.receipt.arrived) == (Outcome.VERIFIED, 5)
    assert named_in(store.bytes) == []
    assert not list((Places.for_user().data / "deidentified").rglob("*.part"))


# -- what is left out ----------------------------------------------------------------------------------------


def test_what_may_show_who_the_patient_is_is_left_out_and_counted(make, server, store, folder: Path) -> None:
    plant(folder / "burned.dcm", seed=20, BurnedInAnnotation="YES")
    plant(folder / "private.dcm", seed=21, SOPClassUID="1.2.276.0.19.55")
    (folder / "notes.txt").write_text("no image")
    courier = make()
    catalogue = read(courier, folder)
    sent = send(courier, place(server), catalogue)
    receipt = sent.receipt
    assert receipt.outcome is Outcome.VERIFIED
    assert (receipt.arrived, receipt.chosen, receipt.files_left_out) == (5, 5, 3)
    assert receipt.files_found == catalogue.totals.files_found == 8
    assert {group.reason: group.files for group in receipt.left_out} == {
        SkipReason.NOT_DICOM: 1,
        SkipReason.MAY_IDENTIFY: 1,
        SkipReason.NOT_DEIDENTIFIED: 1,
    }
    assert {Path(one.path).name: one.reason for one in sent.left} == {
        "burned.dcm": SkipReason.MAY_IDENTIFY,
        "private.dcm": SkipReason.NOT_DEIDENTIFIED,
    }
    assert len(store.files) == 5


def test_when_none_can_be_made_anonymous_nothing_is_begun(make, server, folder: Path, tmp_path: Path) -> None:
    plant(tmp_path / "only" / "burned.dcm", seed=20, BurnedInAnnotation="YES")
    courier = make()
    with pytest.raises(NothingDeidentified) as failed:
        send(courier, place(server), read(courier, tmp_path / "only"))
    assert [one.reason for one in failed.value.left] == [SkipReason.MAY_IDENTIFY]
    assert server.seen == []
    assert courier.history() == ()
    assert spool() == []


def test_without_room_nothing_is_begun_and_the_amounts_are_told(make, server, folder: Path) -> None:
    courier = make()
    huge = [dataclasses.replace(one, size=10**15) for one in read(courier, folder).instances()]
    with pytest.raises(NoRoomToDeidentify) as failed:
        courier.send(place(server), huge, token=Token(TOKEN), cancel=CancelToken(), report=lambda _: None)
    assert "5000001.1 GB" in failed.value.advice
    assert server.seen == []


def test_a_disc_that_is_taken_out_meanwhile_is_told_as_such(make, server, folder: Path) -> None:
    courier = make()
    catalogue = read(courier, folder)
    shutil.rmtree(folder)
    with pytest.raises(SourceGone):
        send(courier, place(server), catalogue)
    assert spool() == []
    assert server.seen == []


def test_an_image_that_is_gone_or_has_changed_is_left_out_and_the_others_go(make, server, store, folder: Path) -> None:
    courier = make()
    catalogue = read(courier, folder)
    first, second, *_ = sorted(folder.iterdir())
    first.unlink()
    plant(second, seed=77)
    sent = send(courier, place(server), catalogue)
    assert (sent.receipt.arrived, sent.receipt.files_found) == (3, 5)
    assert [group.reason for group in sent.receipt.left_out] == [SkipReason.UNREADABLE]
    assert {one.text for one in sent.left} == {VANISHED, CHANGED}
    assert len(store.files) == 3


def test_a_damaged_secret_is_never_replaced(make, server, folder: Path) -> None:
    places = Places.for_user()
    places.prepare()
    secret = places.data / "pseudonyms.secret"
    secret.write_bytes(b"short")
    courier = make()
    with pytest.raises(SecretUnusable):
        send(courier, place(server), read(courier, folder))
    assert secret.read_bytes() == b"short"
    assert server.seen == []


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_copies_and_secret_are_for_this_person_only(make, server, folder: Path) -> None:
    courier = make()
    sent = send(courier, place(server), read(courier, folder), **cut_off())
    assert sent.receipt.outcome is Outcome.CANCELLED
    data = Places.for_user().data
    assert stat.S_IMODE((data / "pseudonyms.secret").stat().st_mode) == 0o600
    for path in (data / "deidentified", *(data / "deidentified").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert len(copies()) == 5


# -- afterwards, and going on --------------------------------------------------------------------------------


def test_copies_go_when_all_has_arrived(make, server, folder: Path) -> None:
    courier = make()
    send(courier, place(server), read(courier, folder))
    assert copies() == []
    courier.history()
    assert spool() == []


def test_a_cancel_before_sending_leaves_nothing(make, server, folder: Path) -> None:
    courier = make()
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        send(courier, place(server), read(courier, folder), cancel=cancel, report=lambda _: cancel.cancel())
    assert spool() == []
    assert server.seen == []
    assert courier.history() == ()


def interrupted(make: Any, server: Server, folder: Path) -> int:
    """An upload of which nothing has arrived yet, by a program that has ended since."""
    courier = make()
    sent = send(courier, place(server), read(courier, folder), **cut_off())
    assert sent.receipt.outcome is Outcome.CANCELLED
    courier.close()
    return sent.receipt.upload_id


def test_an_upload_goes_on_with_its_copies(make, server, store, folder: Path) -> None:
    upload_id = interrupted(make, server, folder)
    shutil.rmtree(folder)
    courier = make()
    assert len(copies()) == 5
    sent = resume(courier, upload_id)
    assert sent.receipt.outcome is Outcome.VERIFIED
    assert sent.receipt.deidentified
    assert named_in(store.bytes) == []
    assert copies() == []


def test_copies_that_are_gone_are_made_again_as_they_were(make, server, store, folder: Path) -> None:
    upload_id = interrupted(make, server, folder)
    before = {path.name: path.read_bytes() for path in copies()}
    for path in copies()[1:]:
        path.unlink()
    courier = make()
    sent = resume(courier, upload_id)
    assert sent.receipt.outcome is Outcome.VERIFIED
    assert sorted(store.files.values()) == sorted(before.values())
    assert named_in(store.bytes) == []


def test_copies_of_a_locked_archive_are_made_again_when_its_password_is_given(
    make, server, store, folder: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(locked_zip([(path.name, path.read_bytes()) for path in folder.iterdir()], b"secret", aes=3))
    courier, catalogue = make(), Catalogue()
    asker = Answers("secret")
    courier.read([str(archive)], catalogue, cancel=CancelToken(), report=lambda _: None, asker=asker)
    upload_id = send(courier, place(server), catalogue, **cut_off()).receipt.upload_id
    courier.close()
    copies()[0].unlink()
    again = Answers("wrong", "secret")
    sent = resume(make(), upload_id, asker=again)
    assert [wrong for _, _, wrong in again.asked] == [False, True]
    assert (sent.receipt.outcome, sent.receipt.arrived) == (Outcome.VERIFIED, 5)
    assert named_in(store.bytes) == []


def test_where_copies_and_their_origins_are_gone_nothing_is_sent(make, server, store, folder: Path) -> None:
    upload_id = interrupted(make, server, folder)
    shutil.rmtree(spool()[0])
    courier = make()
    seen = len(server.seen)
    with pytest.raises(CopiesGone):
        resume(courier, upload_id)
    assert len(server.seen) == seen


def test_a_copy_that_somebody_has_changed_is_not_sent(make, server, store, folder: Path) -> None:
    upload_id = interrupted(make, server, folder)
    first = copies()[0]
    first.chmod(0o600)
    shutil.copy(sorted(folder.iterdir())[0], first)
    courier = make()
    sent = resume(courier, upload_id)
    assert sent.receipt.missing == 1
    assert named_in(store.bytes) == []


def test_an_upload_from_before_the_policy_does_not_go_on(make, server, store, folder: Path) -> None:
    before = make(Policy())
    sent = send(before, place(server), read(before, folder), **cut_off())
    before.close()
    seen = len(server.seen)
    courier = make()
    for again in (False, True):
        with pytest.raises(NotDeidentified) as failed:
            resume(courier, sent.receipt.upload_id, again=again)
        assert "Add the folder" in failed.value.advice
    assert len(server.seen) == seen


def test_an_upload_that_only_says_that_it_is_anonymous_does_not_go_on(make, server, folder: Path) -> None:
    courier = make()
    instances = tuple(read(courier, folder).instances())
    said = Upload(place(server), instances, datetime.now(UTC), deidentified=True)
    upload_id = courier.journal.begin(said)
    courier.journal.finish(upload_id, Outcome.CANCELLED, datetime.now(UTC), 0)
    with pytest.raises(NotDeidentified):
        resume(courier, upload_id)
    assert server.seen == []


def test_sending_the_missing_sends_copies(make, server, store, folder: Path) -> None:
    courier = make()
    catalogue = read(courier, folder)
    uids = courier.deidentifying
    sent = send(courier, place(server), catalogue)  # makes the secret
    store.files.clear(), store.bytes.clear(), store.held.clear()
    new = uids.new_uids([f"{ROOT}9.2"])[f"{ROOT}9.2"]
    store.refuses.add(new)
    sent = send(courier, place(server), catalogue)
    assert sent.receipt.outcome is not Outcome.VERIFIED
    assert len(copies()) == 5
    store.refuses.clear()
    again = resume(courier, sent.receipt.upload_id, again=True)
    assert again.receipt.outcome is Outcome.VERIFIED
    assert len(store.files) == 5
    assert named_in(store.bytes) == []


def test_forgetting_an_upload_forgets_its_copies(make, server, folder: Path) -> None:
    upload_id = interrupted(make, server, folder)
    courier = make()
    courier.history()
    assert len(copies()) == 5
    courier.journal.forget(upload_id)
    courier.history()
    assert spool() == []


def test_what_a_crash_left_goes_at_the_next_start_unless_an_upload_needs_it(make, server, folder: Path) -> None:
    interrupted(make, server, folder)
    (needed,) = spool()
    left = needed.with_name("deidentified-crashed")
    shutil.copytree(needed, left)
    courier = make()
    courier.history()
    assert spool() == [needed]


def test_with_a_policy_that_cannot_be_used_nothing_goes_on(
    make, server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload_id = interrupted(make, server, folder)
    seen = len(server.seen)
    (tmp_path / "policy.toml").write_text("[deidentify]\non = 'yes'\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "policy.toml"))
    courier = make(None)
    with pytest.raises(PolicyInvalid):
        send(courier, place(server), read(courier, folder))
    with pytest.raises(PolicyInvalid):
        resume(courier, upload_id)
    assert len(server.seen) == seen


# -- watched folders -----------------------------------------------------------------------------------------


def watch(courier: Courier, destination: Destination, folder: Path, **options: Any) -> tuple[list[Any], list[Any]]:
    told: list[Any] = []
    memory = WatchMemory(Places.for_user().data, str(folder), target_of(destination))
    watcher = Watcher(
        courier,
        destination,
        str(folder),
        memory,
        WatchOptions(quiet=0.2, every=0.05, **options),
        token=Token(TOKEN),
        tell=told.append,
    )
    rounds = list(watcher.run(CancelToken(), once=True))
    memory.close()
    return rounds, told


def test_a_watched_folder_sends_copies_once_and_moves_the_originals(
    make, server, store, folder: Path, tmp_path: Path
) -> None:
    plant(folder / "burned.dcm", seed=20, BurnedInAnnotation="YES")
    courier = make()
    courier.journal.history()
    rounds, _ = watch(courier, place(server), folder, move_to=str(tmp_path / "sent"))
    (one,) = rounds
    assert one.sent.receipt.outcome is Outcome.VERIFIED
    assert [skipped.reason for skipped in one.skipped] == [SkipReason.MAY_IDENTIFY]
    assert named_in(store.bytes) == []
    assert [path.name for path in folder.iterdir()] == ["burned.dcm"]
    assert len(list((tmp_path / "sent").iterdir())) == 5
    requests = len(server.seen)
    rounds, _ = watch(courier, place(server), folder, move_to=str(tmp_path / "sent"))
    assert [type(one.problem) for one in rounds] == [NothingDeidentified]
    assert len(server.seen) == requests


def test_a_watched_folder_goes_on_after_a_crash_and_sends_nothing_twice(make, server, store, folder: Path) -> None:
    courier = make()
    destination = place(server)
    courier.journal.history()
    memory = WatchMemory(Places.for_user().data, str(folder), target_of(destination))

    def note(value: object) -> None:
        if isinstance(value, Begun):
            memory.begin(value.upload_id)
            cancel.cancel()

    cancel = CancelToken()
    send(courier, destination, read(courier, folder), cancel=cancel, report=note)
    memory.close()
    rounds, _ = watch(courier, destination, folder)
    assert [one.sent.receipt.outcome for one in rounds] == [Outcome.VERIFIED]
    assert sorted(store.received) == sorted(store.files)
    assert watch(courier, destination, folder)[0] == []


# -- the command line ----------------------------------------------------------------------------------------


def test_the_command_line_has_no_other_way(
    server, store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gui import cli

    (tmp_path / "policy.toml").write_text("[deidentify]\non = true\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "policy.toml"))
    monkeypatch.setenv("PLANTED_TOKEN", TOKEN)
    plant(folder / "burned.dcm", seed=20, BurnedInAnnotation="YES")
    where = ["--base-url", server.base_url, "--token-env", "PLANTED_TOKEN"]
    assert cli.main(["send", str(folder), *where, "--yes", "--json"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["deidentified"] is True
    assert told["instances"] == 5
    assert told["left_out"] == {"may_identify": 1}
    assert [one["reason"] for one in told["skipped"]] == ["may_identify"]
    assert "identifying data" in captured.err
    assert cli.main(["watch", str(folder), *where, "--once", "--quiet", "0.2", "--json"]) in (0, 1)
    assert named_in(store.bytes) == []


def test_the_words_that_are_looked_for_are_in_the_originals(folder: Path) -> None:
    found = named_in(path.read_bytes() for path in folder.iterdir())
    assert set(found) == set(WORDS)
