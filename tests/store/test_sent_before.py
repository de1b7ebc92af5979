"""What the journal knows of series that went out before."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gui.core.receipt import SentBefore
from gui.core.upload import InstanceState, Upload
from gui.store.journal import Journal
from tests.store.uploads import PLACE, PRACTICE, STARTED, accepted, batches, make_upload

SERIES = ("1.2.3.1", "1.2.3.2")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.sqlite3")
    yield journal
    journal.close()


def send(journal: Journal, upload: Upload, *, requests: int | None = None) -> None:
    """Have the first requests of five images answered, all of them when not said otherwise."""
    upload_id = journal.begin(upload)
    for batch in batches(upload, 5)[:requests]:
        journal.sending(upload_id, batch, 1)
        journal.record(upload_id, accepted(batch))


def test_series_that_arrived_is_known_with_its_day_and_place(journal: Journal) -> None:
    send(journal, make_upload())
    found = journal.sent_before([*SERIES, "9.9"])
    assert found == dict.fromkeys(SERIES, SentBefore(STARTED, PLACE.name, 5, 5))
    assert all(one.verified for one in found.values())


def test_series_of_which_nothing_went_out_is_not_known(journal: Journal) -> None:
    send(journal, make_upload(), requests=1)
    assert set(journal.sent_before(SERIES)) == {"1.2.3.1"}
    assert journal.sent_before([]) == {}


def test_series_that_went_out_without_an_answer_is_known_but_not_verified(journal: Journal) -> None:
    upload = make_upload()
    upload_id = journal.begin(upload)
    for batch in batches(upload, 5):
        journal.record(upload_id, accepted(batch, state=InstanceState.UNKNOWN))
    (first, _) = journal.sent_before(SERIES).values()
    assert (first.chosen, first.arrived, first.verified) == (5, 0, False)


def test_the_upload_that_got_most_there_is_told_and_the_newest_of_equals(journal: Journal) -> None:
    later, latest = STARTED + timedelta(days=1), STARTED + timedelta(days=2)
    send(journal, make_upload())
    send(journal, make_upload(started=later))
    send(journal, make_upload(started=latest), requests=1)
    found = journal.sent_before(SERIES)
    assert (found["1.2.3.1"].when, found["1.2.3.2"].when) == (latest, later)


def test_practice_is_not_sending(journal: Journal) -> None:
    send(journal, make_upload(destination=PRACTICE))
    assert journal.sent_before(SERIES) == {}


def test_what_is_forgotten_is_not_known_any_more(journal: Journal) -> None:
    send(journal, make_upload())
    journal.forget_all()
    assert journal.sent_before(SERIES) == {}


def test_many_series_are_looked_up_in_a_moment(journal: Journal) -> None:
    upload = make_upload(20_000, series=1500)
    upload_id = journal.begin(upload)
    with sqlite3.connect(journal._path) as other:
        other.execute("UPDATE instance SET state = 'verified' WHERE upload = ?", (upload_id,))
    other.close()
    begun = time.perf_counter()
    found = journal.sent_before(f"1.2.3.{number}" for number in range(1, 1501))
    assert len(found) == 1500
    assert all(one.verified for one in found.values())
    assert time.perf_counter() - begun < 3
