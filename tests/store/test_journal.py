"""The journal: what is told to it is on disk, whole, and comes back as it was."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.core.destination import Dialect
from gui.core.entities import Instance, Patient, Series, Study
from gui.core.errors import JournalFailed
from gui.core.plan import Limits
from gui.core.ports import UploadJournal
from gui.core.receipt import LineState
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState, Outcome
from gui.store import schema
from gui.store.journal import Journal
from tests.store.uploads import PLACE, PRACTICE, STARTED, accepted, batches, make_upload, uid


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def journal(path: Path):
    journal = Journal(path)
    yield journal
    journal.close()


def open_again(path: Path, journal: Journal) -> Journal:
    journal.close()
    return Journal(path)


def test_the_journal_is_the_port_of_the_engine(journal: Journal) -> None:
    port: UploadJournal = journal
    assert port.begin(make_upload()) == 1


def test_a_plan_comes_back_as_it_was_kept(journal: Journal, path: Path) -> None:
    upload = make_upload(25, series=3)
    upload_id = journal.begin(upload)
    again = open_again(path, journal)
    assert again.load(upload_id) == upload
    assert again.states(upload_id) == {one.sop_instance_uid: InstanceState.PLANNED for one in upload.instances}
    assert again.results(upload_id) == ()
    again.close()


def test_an_unknown_upload_is_a_key_error(journal: Journal) -> None:
    with pytest.raises(KeyError):
        journal.load(7)
    with pytest.raises(KeyError):
        journal.receipt(7)
    assert journal.states(7) == {}


def test_instances_go_from_planned_over_sending_to_the_recorded_state(journal: Journal) -> None:
    upload = make_upload(10)
    upload_id = journal.begin(upload)
    first, second = batches(upload, 5)
    journal.sending(upload_id, first, 1)
    assert list(journal.states(upload_id).values()).count(InstanceState.SENDING) == 5
    journal.record(upload_id, accepted(first))
    journal.sending(upload_id, second, 1)
    states = journal.states(upload_id)
    assert [states[one.sop_instance_uid] for one in first.instances] == [InstanceState.VERIFIED] * 5
    assert [states[one.sop_instance_uid] for one in second.instances] == [InstanceState.SENDING] * 5


def test_results_come_back_in_order_with_every_field(journal: Journal, path: Path) -> None:
    upload = make_upload(4)
    upload_id = journal.begin(upload)
    lost = BatchResult(
        1, 1, None, {}, {"1.2.3.1": 2}, {uid(1): InstanceState.UNKNOWN}, detail="ConnectionError", size=9
    )
    refused = BatchResult(
        1, 2, 400, {}, {}, {uid(2): InstanceState.REFUSED}, {uid(2): "The service refused it."}, {uid(3): "ab" * 32}
    )
    counted = BatchResult(2, 1, 200, {"1.2.3.1": 0, "9.9": 4}, {"1.2.3.1": 2}, {})
    for result in (lost, refused, counted):
        journal.record(upload_id, result)
    again = open_again(path, journal)
    assert again.results(upload_id) == (lost, refused, counted)
    again.close()


text = st.text(max_size=20)
instances = st.builds(
    Instance,
    path=st.one_of(text.filter(lambda t: "\0" not in t), st.binary(max_size=20).map(os.fsdecode)).filter(
        lambda t: not any(0xD800 <= ord(c) < 0xDC80 or 0xDCFF < ord(c) <= 0xDFFF for c in t)
    ),
    size=st.integers(0, 2**40),
    mtime_ns=st.integers(0, 2**62),
    sop_instance_uid=text,
    sop_class_uid=text,
    transfer_syntax_uid=text,
    patient=st.builds(Patient, text, text, text, text, text),
    study=st.builds(Study, text, text, text, text, text),
    series=st.builds(Series, text, text, text, text),
    instance_number=st.none() | st.integers(-(2**31), 2**62),
    rows=st.none() | st.integers(0, 65535),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(instances, max_size=6))
def test_every_text_and_file_name_survives(journal: Journal, found: list[Instance]) -> None:
    upload = dataclasses.replace(make_upload(), instances=tuple(found))
    assert journal.load(journal.begin(upload)) == upload


def test_names_that_are_no_text_survive(journal: Journal) -> None:
    one = make_upload(1).instances[0]
    patient = Patient("4711", name="M\udcfcller^\ud800", birth_date="a\0b")
    odd = dataclasses.replace(one, path=os.fsdecode(b"/stick/M\xfcller.dcm"), patient=patient, instance_number=2**70)
    upload = dataclasses.replace(make_upload(1), instances=(odd,), user="caf\udce9")
    kept = journal.load(journal.begin(upload))
    assert os.fsencode(kept.instances[0].path) == b"/stick/M\xfcller.dcm"
    assert kept == dataclasses.replace(upload, instances=(dataclasses.replace(odd, instance_number=None),))
    assert journal.history()[0].patients == (patient,)


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_the_files_are_readable_for_this_person_only(journal: Journal, path: Path) -> None:
    old = os.umask(0)
    try:
        journal.begin(make_upload())
        again = Journal(path.with_name("second.sqlite3"))
        again.begin(make_upload())
    finally:
        os.umask(old)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_a_file_that_others_could_read_is_narrowed(path: Path) -> None:
    Journal(path).close()
    path.chmod(0o644)
    Journal(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def finish_all(journal: Journal, images: int = 10, **values: object) -> int:
    upload = make_upload(images, **values)
    upload_id = journal.begin(upload)
    for batch in batches(upload, 5):
        journal.sending(upload_id, batch, 1)
        journal.record(upload_id, accepted(batch))
    journal.finish(upload_id, Outcome.VERIFIED, upload.started + timedelta(minutes=2), 1)
    return upload_id


def test_a_receipt_says_what_was_recorded(journal: Journal) -> None:
    journal.learn_reading(PLACE.address.origin, CountReading.PER_REQUEST)
    receipt = journal.receipt(finish_all(journal))
    assert (receipt.outcome, receipt.arrived, receipt.chosen, receipt.missing) == (Outcome.VERIFIED, 10, 10, 0)
    assert [line.state for line in receipt.lines] == [LineState.VERIFIED] * 2
    assert [line.service_count for line in receipt.lines] == [5, 5]
    assert receipt.finished == STARTED + timedelta(minutes=2)
    assert (receipt.requests, receipt.retries, receipt.not_chosen, receipt.files_left_out) == (2, 1, 4, 4)


def test_a_finished_receipt_stays_when_the_destination_shows_its_reading_later(journal: Journal) -> None:
    upload_id = finish_all(journal)
    before = journal.receipt(upload_id)
    journal.learn_reading(PLACE.address.origin, CountReading.PER_REQUEST)
    assert journal.receipt(upload_id) == before
    assert journal.reading(PLACE.address.origin) is CountReading.PER_REQUEST
    assert journal.reading("https://else.example:443") is CountReading.UNKNOWN


def test_history_is_newest_first_and_agrees_with_the_receipts(journal: Journal) -> None:
    old = finish_all(journal, started=STARTED - timedelta(days=3), destination=PRACTICE)
    new = finish_all(journal, images=5, series=1)
    first, second = journal.history()
    assert (first.upload_id, second.upload_id) == (new, old)
    assert (first.practice, second.practice) == (False, True)
    assert (second.images, second.series, second.arrived, second.outcome) == (10, 2, 10, Outcome.VERIFIED)
    assert first.studies[0].description == "CT thorax"
    for entry in (first, second):
        receipt = journal.receipt(entry.upload_id)
        assert (entry.arrived, entry.images, entry.finished) == (receipt.arrived, receipt.chosen, receipt.finished)


def test_an_interrupted_upload_is_unfinished_until_it_ends(journal: Journal, path: Path) -> None:
    upload = make_upload(10)
    upload_id = journal.begin(upload)
    first, second = batches(upload, 5)
    journal.record(upload_id, accepted(first))
    again = open_again(path, journal)
    assert again.unfinished() == (upload_id,)
    entry = again.history()[0]
    assert (entry.outcome, entry.finished, entry.arrived, entry.missing) == (None, None, 5, 5)
    again.finish(upload_id, Outcome.CANCELLED, STARTED, 2)
    assert again.unfinished() == ()
    again.sending(upload_id, second, 2)
    assert again.unfinished() == (upload_id,)
    again.record(upload_id, accepted(second, attempt=2))
    assert again.unfinished() == ()
    assert again.history()[0].outcome is Outcome.VERIFIED
    again.finish(upload_id, Outcome.VERIFIED, STARTED + timedelta(hours=1), 3)
    assert again.receipt(upload_id).retries == 5
    again.close()


def tables_are_empty(path: Path) -> bool:
    connection = sqlite3.connect(path)
    names = ["upload", "left_out", "patient", "study", "series", "instance", "result", "result_series"]
    counts = [connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in (*names, "result_instance")]
    connection.close()
    return not any(counts)


def test_uploads_that_have_ended_are_forgotten_but_for_those_named(journal: Journal, path: Path) -> None:
    ended, shown, cut_off, running = (journal.begin(make_upload(2)) for _ in range(4))
    for upload_id in (ended, shown):
        journal.finish(upload_id, Outcome.CANCELLED, STARTED, 0)
    journal.finish(running, Outcome.CANCELLED, STARTED, 0)
    journal.sending(running, batches(make_upload(2), 2)[0], 1)
    again = open_again(path, journal)
    again.forget_ended(but=[shown])
    assert {entry.upload_id for entry in again.history()} == {shown, cut_off, running}
    again.forget_ended()
    assert {entry.upload_id for entry in again.history()} == {cut_off, running}
    again.close()


def test_forgetting_leaves_no_trace_in_the_files(journal: Journal, path: Path) -> None:
    kept = finish_all(journal)
    gone = finish_all(journal, patient=Patient("4712", name="Example^Edgar"))
    journal.forget(gone)
    assert [entry.upload_id for entry in journal.history()] == [kept]
    with pytest.raises(KeyError):
        journal.receipt(gone)
    assert b"Example^Edgar" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    journal.forget_all()
    assert tables_are_empty(path)
    assert b"Sample^Sally" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    journal.forget(gone)


def test_a_number_is_never_given_twice(journal: Journal) -> None:
    first = finish_all(journal)
    journal.forget_all()
    assert journal.begin(make_upload()) == first + 1


def test_old_uploads_are_forgotten_but_none_that_runs(journal: Journal, path: Path) -> None:
    interrupted = journal.begin(make_upload(started=STARTED - timedelta(days=50)))
    again = open_again(path, journal)
    finish_all(again, started=STARTED - timedelta(days=40))
    recent = finish_all(again, started=STARTED - timedelta(days=1))
    running = again.begin(make_upload(started=STARTED - timedelta(days=60)))
    again.forget_older_than(STARTED - timedelta(days=30), but=[interrupted])
    assert [entry.upload_id for entry in again.history()] == [recent, interrupted, running]
    again.forget_older_than(STARTED - timedelta(days=30))
    assert [entry.upload_id for entry in again.history()] == [recent, running]
    assert interrupted not in again.unfinished()
    again.close()


def test_many_threads_and_two_programs_write_one_journal(journal: Journal, path: Path) -> None:
    other = Journal(path)
    upload = make_upload(40)
    ids = {mine: mine.begin(upload) for mine in (journal, other)}

    def work(mine: Journal, part: list[Batch]) -> None:
        for batch in part:
            mine.sending(ids[mine], batch, 1)
            mine.record(ids[mine], accepted(batch))
            mine.history()

    cut = batches(upload, 5)
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work, (journal, other)[n % 2], cut[n // 2 :: 2]) for n in range(4)]:
            done.result()
    for upload_id in ids.values():
        assert set(other.states(upload_id).values()) == {InstanceState.VERIFIED}
        assert len(journal.results(upload_id)) == len(cut)
    other.close()


# -- what goes wrong ------------------------------------------------------------------------------------------


def test_a_file_that_is_no_journal_is_said_without_its_path(path: Path) -> None:
    path.write_bytes(b"this is not a database, and long enough to be looked at as one" * 50)
    with pytest.raises(JournalFailed) as failed:
        Journal(path)
    assert failed.value.detail == "DatabaseError SQLITE_NOTADB"
    assert str(path) not in str(failed.value)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(JournalFailed) as failed:
        Journal(tmp_path / "nowhere" / "journal.sqlite3")
    assert failed.value.detail == "FileNotFoundError"


def test_a_closed_journal_fails_in_words(path: Path) -> None:
    journal = Journal(path)
    journal.close()
    with pytest.raises(JournalFailed):
        journal.begin(make_upload())
    journal.close()


def test_a_failed_write_leaves_nothing_behind(journal: Journal) -> None:
    upload_id = journal.begin(make_upload())
    states = journal.states(upload_id)
    with pytest.raises(JournalFailed) as failed:
        journal.record(upload_id + 1, accepted(batches(make_upload(), 5)[0]))
    assert failed.value.detail == "IntegrityError SQLITE_CONSTRAINT_FOREIGNKEY"
    assert journal.states(upload_id) == states
    assert journal.results(upload_id) == ()
    journal.record(upload_id, accepted(batches(make_upload(), 5)[0]))


def test_what_stopped_an_upload_is_kept_for_its_receipt_until_it_goes_on(journal: Journal, path: Path) -> None:
    upload = make_upload()
    upload_id = journal.begin(upload)
    first, _ = batches(upload, 5)
    journal.finish(upload_id, Outcome.REFUSED, STARTED, 0, "Clinic \udcfc did not accept the token")
    again = open_again(path, journal)
    assert {line.reason for line in again.receipt(upload_id).lines} == {"Clinic \udcfc did not accept the token."}
    again.sending(upload_id, first, 1)
    again.record(upload_id, accepted(first))
    assert [line.reason for line in again.receipt(upload_id).lines] == [
        "",
        "The upload was interrupted before it was sent.",
    ]
    again.close()


def test_what_a_destination_takes_is_kept_beside_how_it_counts(journal: Journal, path: Path) -> None:
    origin, other = "https://a.example:443", "https://b.example:443"
    journal.learn_reading(other, CountReading.PER_REQUEST)
    assert (journal.limits(origin), journal.limits(other)) == (None, None)
    journal.learn_limits(origin, Limits(50, 1000))
    journal.learn_limits(origin, Limits(25, 1000))
    journal.learn_reading(origin, CountReading.CUMULATIVE)
    journal.learn_limits(other, Limits(7, 2**40))
    journal.forget_all()
    again = open_again(path, journal)
    assert (again.limits(origin), again.reading(origin)) == (Limits(25, 1000), CountReading.CUMULATIVE)
    assert (again.limits(other), again.reading(other)) == (Limits(7, 2**40), CountReading.PER_REQUEST)
    again.close()


def test_what_a_destination_takes_is_doubled_with_each_week_until_it_is_refused_again(path: Path) -> None:
    moment = [STARTED]
    journal = Journal(path, now=lambda: moment[0])
    origin = "https://a.example:443"
    journal.learn_limits(origin, Limits(25, 1000))
    seen = []
    for days in (0, 6.9, 7, 13, 14, 21):
        moment[0] = STARTED + timedelta(days=days)
        seen.append(journal.limits(origin))
    assert seen == [Limits(25 * factor, 1000 * factor) for factor in (1, 1, 2, 2, 4, 8)]
    journal.learn_limits(origin, Limits(50, 2000))
    assert journal.limits(origin) == Limits(50, 2000)
    moment[0] = STARTED
    assert journal.limits(origin) == Limits(50, 2000)  # a clock that was set back
    moment[0] = STARTED + timedelta(days=3650)
    assert journal.limits(origin) is None
    journal.close()


def test_what_was_learnt_before_the_time_was_kept_is_tried_again(path: Path) -> None:
    journal = Journal(path)
    journal.learn_limits("https://a.example:443", Limits(25, 1000))
    journal.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE destination SET limits_learnt = NULL")
    connection.commit()
    connection.close()
    journal = Journal(path)
    assert journal.limits("https://a.example:443") is None
    journal.close()


def test_a_file_that_changed_is_planned_as_it_is_now(journal: Journal, path: Path) -> None:
    upload = make_upload()
    upload_id, other = journal.begin(upload), journal.begin(upload)
    first = dataclasses.replace(upload.instances[0], size=7, mtime_ns=2**60, transfer_syntax_uid="1.2.840.10008.1.2")
    journal.replan(upload_id, first)
    again = open_again(path, journal)
    assert again.load(upload_id).instances == (first, *upload.instances[1:])
    assert again.load(other) == upload
    again.close()


def test_what_is_verified_stays_so_while_it_goes_out_once_more(journal: Journal) -> None:
    upload = make_upload()
    upload_id = journal.begin(upload)
    first, second = batches(upload, 5)
    journal.record(upload_id, accepted(first))
    journal.sending(upload_id, Batch(3, (first.instances[0], second.instances[0])), 1)
    states = journal.states(upload_id)
    assert states[first.instances[0].sop_instance_uid] is InstanceState.VERIFIED
    assert states[second.instances[0].sop_instance_uid] is InstanceState.SENDING


# -- versions -------------------------------------------------------------------------------------------------

NEXT = (*schema.MIGRATIONS, ("ALTER TABLE destination ADD COLUMN colour TEXT",))
BROKEN = (*schema.MIGRATIONS, ("ALTER TABLE destination ADD COLUMN x INTEGER", "ALTER TABLE nothing ADD COLUMN y"))


def test_a_newer_journal_is_not_touched(path: Path) -> None:
    Journal(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(JournalFailed) as failed:
        Journal(path)
    assert failed.value.detail == "TooNew"


def test_a_migration_puts_a_copy_aside_that_is_forgotten_with_the_rest(path: Path) -> None:
    journal = Journal(path)
    finish_all(journal)
    journal.close()
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, path, NEXT)
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")
    connection.close()
    (copy,) = schema.copies(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name != "posix"
    old = Journal(copy)
    assert len(old.history()) == 1
    old.close()
    journal = Journal(path)
    journal.forget_all()
    assert schema.copies(path) == ()
    journal.close()


def test_a_journal_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    schema.make_private_file(path)
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, path, schema.MIGRATIONS[:1])
    connection.execute(
        "INSERT INTO upload (started, user, destination_id, destination_name, base_url, origin, scheme, source,"
        " plain_http_confirmed, connections, not_chosen, images)"
        " VALUES ('2026-11-20T09:30:00+00:00', '', 'd', 'City', 'https://x', 'https://x:443', 'Token', '', 0, 3, 0, 0)"
    )
    connection.close()
    journal = Journal(path)
    assert journal.load(1).destination.dialect is Dialect.SERVICE
    assert [copy.name for copy in schema.copies(path)] == [
        f"{path.name}.version-{version}" for version in range(1, len(schema.MIGRATIONS))
    ]
    journal.close()


def test_a_broken_migration_changes_nothing(path: Path) -> None:
    journal = Journal(path)
    upload_id = finish_all(journal)
    journal.close()
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, path, BROKEN)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
    connection.close()
    journal = Journal(path)
    assert journal.receipt(upload_id).arrived == 10
    journal.close()
