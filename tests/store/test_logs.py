"""The log: what happened, and nothing about whom."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from gui.core.errors import JournalFailed, ServiceUnreachable
from gui.core.token import Token
from gui.core.upload import Outcome
from gui.practice.server import PracticeService
from gui.store.logs import FILE_NAME, WITHHELD, KnownFields, end_logging, is_ours, set_up_logging
from gui.store.places import Places
from tests.helpers.dicom_files import write_instance

LOG = logging.getLogger("gui.test")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path, tmp_path, tmp_path / "logs", tmp_path)
    places.prepare()
    return places


@pytest.fixture
def file(places: Places) -> Iterator[Path]:
    handler = set_up_logging(places, level=logging.DEBUG)
    yield places.logs / FILE_NAME
    end_logging(handler)
    logging.getLogger("gui").setLevel(logging.NOTSET)


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_sentence_with_numbers_states_and_classes_is_written(file: Path) -> None:
    LOG.info("request %d ended with %s after %.1f s, %s: %s", 7, 401, 0.25, Outcome.REFUSED, TimeoutError("secret"))
    line = text(file)
    assert line.endswith("INFO gui.test request 7 ended with 401 after 0.25 s, Outcome.REFUSED: TimeoutError\n")


@pytest.mark.parametrize(
    "value",
    ["ROSSI^MARIA", "Rossi", "/media/stick/rossi.dcm", "https://x.example/studies", "1.2.840.10008", b"bytes", ["a"],
     {"a": 1}, Token("secret"), Path("/media/rossi"), 4711_0815_4711_0815],
)  # fmt: skip
def test_a_value_that_could_name_somebody_is_withheld(file: Path, value: object) -> None:
    LOG.warning("this is %s", value)
    LOG.warning("and this %(value)r", {"value": value})
    assert text(file).count(WITHHELD) == 2
    assert str(value) not in text(file)


@pytest.mark.parametrize(
    "sentence",
    ["sent /media/stick/rossi.dcm", "C:\\Users\\rossi", "https://x.example", "uid 1.2.840.10008.5", "born 19620411",
     "patient Müller", "山田^太郎", "mail a@b", "two\nlines"],
)  # fmt: skip
def test_a_sentence_that_was_put_together_is_withheld(file: Path, sentence: str) -> None:
    LOG.error(sentence)
    assert sentence not in text(file)
    assert text(file).endswith(f"ERROR gui.test {WITHHELD}\n")


def test_names_of_error_classes_and_lines_of_modules_are_known(file: Path) -> None:
    LOG.error("work ended by %s at %s", "ConnectionError", "gui.store.logs:12")
    LOG.error("work ended by %s at %s", "Rossi", "rossi.maria:12")
    first, second = text(file).splitlines()
    assert first.endswith("work ended by ConnectionError at gui.store.logs:12")
    assert second.endswith(f"work ended by {WITHHELD} at {WITHHELD}")


def test_an_error_is_written_by_its_classes_and_our_lines_only(file: Path, tmp_path: Path) -> None:
    from gui.store.journal import Journal

    try:
        Journal(tmp_path / "rossi" / "journal.sqlite3")
    except JournalFailed:
        LOG.exception("the journal did not open")
    written = text(file)
    assert "JournalFailed (FileNotFoundError)" in written
    assert "gui/store/journal.py:" in written
    assert "rossi" not in written
    assert str(tmp_path) not in written
    LOG.error(ServiceUnreachable(name="City Radiology", detail="ConnectTimeout https://x.example/rossi"))
    assert text(file).endswith("ServiceUnreachable\n")


def test_what_an_error_grew_out_of_is_told_by_its_classes(file: Path) -> None:
    LOG.error(ServiceUnreachable(name="City", detail="ConnectionError < MaxRetryError < gaierror"))
    LOG.error(ServiceUnreachable(name="City", detail="ConnectionError < https://x.example < Rossi^Maria"))
    first, second = text(file).splitlines()
    assert first.endswith("ServiceUnreachable (ConnectionError < MaxRetryError < gaierror)")
    assert second.endswith("ServiceUnreachable")


def test_the_libraries_loggers_do_not_get_in(file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("requests", "urllib3", "urllib3.connectionpool", "pydicom", "keyring", "guitar", ""):
        logging.getLogger(name).error("Sample^Sally at https://x.example with Token secret")
    service = PracticeService(tmp_path / "store", Token("secret"))
    service.start()
    with requests.Session() as session:
        session.trust_env = False
        session.post(f"{service.base_url}/studies", headers={"Authorization": "Token secret"}, data=b"x")
    service.stop()
    write_instance(tmp_path / "one.dcm")
    assert "urllib3.connectionpool" in {record.name for record in caplog.records}
    assert text(file) == ""
    assert not is_ours(logging.LogRecord("guitar", 10, "", 1, "", None, None))


def test_a_record_with_too_few_values_is_no_crash() -> None:
    record = logging.LogRecord("gui", 20, "", 1, "%s and %s", ("a",), None)
    assert KnownFields().format(record).endswith(f"{WITHHELD} and {WITHHELD}")
    assert KnownFields().format(logging.LogRecord("gui", 20, "", 1, "100 % sure", None, None)).endswith(WITHHELD)
    assert KnownFields().format(logging.LogRecord("gui", 20, "", 1, "all sure", None, None)).endswith("all sure")


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_the_log_is_limited_in_size_and_readable_for_this_person_only(file: Path) -> None:
    for number in range(60_000):
        LOG.info("request %d ended with %d and nothing else of it is worth a word in any log", number % 1000, 200)
    files = sorted(path.name for path in file.parent.iterdir())
    assert files == [FILE_NAME, f"{FILE_NAME}.1", f"{FILE_NAME}.2", f"{FILE_NAME}.3"]
    for path in file.parent.iterdir():
        assert path.stat().st_size <= 1_000_000
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_stops_nothing(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    (places.logs / FILE_NAME).mkdir()
    handler = set_up_logging(places)
    LOG.warning("nobody will read this")
    end_logging(handler)
    assert capsys.readouterr().err == ""


def test_setting_up_twice_writes_once(places: Places) -> None:
    set_up_logging(places)
    handler = set_up_logging(places)
    LOG.warning("once")
    end_logging(handler)
    assert text(places.logs / FILE_NAME).count("once") == 1
