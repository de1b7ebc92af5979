"""What the rooms without Qt say, in German and in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from gui.core.address import parse_address
from gui.core.entities import SKIP_TEXTS, WARNING_TEXTS, SkipReason
from gui.core.errors import (
    AddressInvalid,
    CertificateExpired,
    CourierError,
    FileVanished,
    ServiceUnreachable,
    TokenRefused,
)
from gui.models import told
from gui.store.policy import PolicyInvalid
from tests.helpers.german import german


@pytest.fixture
def in_german(qapp: QApplication) -> Iterator[None]:
    with german(qapp):
        yield


def test_english_stays_as_it_is(qapp: QApplication) -> None:
    error = TokenRefused(name="City Radiology")
    assert told.told(SKIP_TEXTS[SkipReason.NOT_DICOM]) == "Not a DICOM file"
    assert (told.title(error), told.advice(error)) == (error.title, error.advice)


@pytest.mark.usefixtures("in_german")
def test_reasons_and_warnings_are_german() -> None:
    assert told.told("Not a DICOM file") == "Keine DICOM-Datei"
    for text in (*SKIP_TEXTS.values(), *WARNING_TEXTS.values()):
        assert told.told(text) != text


@pytest.mark.usefixtures("in_german")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("The service counts 22 of the 24 images that were sent.", "Der Dienst zählt 22 von 24 gesendeten Bildern."),
        ("3 of 24 images: It was already there.", "3 von 24 Bildern: Es war schon da."),
        (
            "The server refused it: its UID is not valid (0117H).",
            "Der Server hat es abgelehnt: die UID ist ungültig (0117H).",
        ),
        ("The service refused it: Quota exceeded.", "Der Dienst hat es abgelehnt: Quota exceeded."),
        ("City Radiology could not be reached.", "City Radiology war nicht erreichbar."),
        (
            "The same image UID as “IM 7”, but with different content",
            "Gleiche Bild-UID wie „IM 7“, aber anderer Inhalt",
        ),
        (
            "“days” has to be a whole number from 1 to 36500.",
            "„days“ muss sein: eine ganze Zahl von 1 bis 36500.",
        ),
        ("Practice service", "Übungsdienst"),
    ],
)
def test_sentences_with_values_keep_them(english: str, expected: str) -> None:
    assert told.told(english) == expected


@pytest.mark.usefixtures("in_german")
def test_a_title_and_an_advice_that_were_joined_are_told_apart() -> None:
    error = FileVanished()
    joined = told.told(f"{error.title}. {error.advice}")
    assert joined == "Die Datei ist nicht mehr da. Fügen Sie den Ordner oder die Disc noch einmal hinzu."


@pytest.mark.usefixtures("in_german")
def test_what_a_service_says_stays_in_its_own_words() -> None:
    assert told.told("No DICOM files were uploaded!") == "No DICOM files were uploaded!"


@pytest.mark.usefixtures("in_german")
def test_an_error_tells_its_problem_in_german() -> None:
    with pytest.raises(AddressInvalid) as caught:
        parse_address("ftp://upload.example")
    assert told.problem(caught.value) == "Sie beginnt mit „ftp://“ statt mit „https://“."
    assert told.advice(caught.value).startswith("Sie beginnt mit „ftp://“ statt mit „https://“. Kopieren Sie sie")
    assert told.problem(ServiceUnreachable(name="City Radiology")) == "City Radiology war nicht erreichbar"


@pytest.mark.usefixtures("in_german")
def test_a_mistake_of_the_policy_is_named_with_its_line() -> None:
    error = PolicyInvalid(file="/etc/policy.toml", where="line 7", problem="This is not a number.")
    assert told.advice(error).endswith("In /etc/policy.toml, Zeile 7: Das ist keine Zahl.")


@pytest.mark.usefixtures("in_german")
def test_a_day_is_written_as_in_germany() -> None:
    error = CertificateExpired(name="City Radiology", today="24 November 2026")
    assert "heute der 24.11.2026." in told.advice(error)


@pytest.mark.usefixtures("in_german")
def test_every_error_of_the_program_is_german() -> None:
    def kinds(kind: type[CourierError]) -> Iterator[type[CourierError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from kinds(child)

    for kind in kinds(CourierError):
        if not kind.__module__.startswith("gui."):
            continue
        for template in (kind.title_template, kind.advice_template):
            assert told.told(template) != template, template


@pytest.mark.usefixtures("in_german")
@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert told.told(text) or not text
