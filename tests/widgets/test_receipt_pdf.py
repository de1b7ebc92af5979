"""The receipt on paper."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF

from gui.core.entities import Patient
from gui.widgets.receipt_pdf import make_document, receipt_html, write_pdf
from gui.widgets.theme import Look
from tests.helpers.language import british
from tests.helpers.receipts import line, missing, receipt, short_receipt, verified_receipt

PAGE = QSizeF(672, 960)


@pytest.fixture(autouse=True)
def language(look: Look) -> Iterator[None]:
    with british():
        yield


def words_of(made: object) -> str:
    return make_document(made, PAGE).toPlainText().replace("\xa0", " ")  # type: ignore[arg-type]


def test_pdf_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    write_pdf(short_receipt(), path)
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert list(tmp_path.iterdir()) == [path]
    pages = data.count(b"/Type /Page\n")
    assert pages == make_document(short_receipt(), PAGE).pageCount() > 1


def test_file_that_cannot_be_written_raises_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        write_pdf(short_receipt(), tmp_path / "gone" / "receipt.pdf")
    assert list(tmp_path.iterdir()) == []


def test_pdf_names_no_patient_in_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    write_pdf(verified_receipt(), path)
    data = path.read_bytes()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            data += zlib.decompress(stream.strip(b"\r\n"))
        except zlib.error:
            continue
    for secret in ("Sample", "DEMO-4711"):
        assert secret.encode() not in data
        assert secret.encode("utf-16-be") not in data


def test_paper_says_what_the_window_says() -> None:
    said = words_of(short_receipt())
    for part in (
        "98 of 908 images have not arrived at City Radiology",
        "908 chosen = 810 arrived + 98 missing",
        "915 found = 908 chosen + 2 not chosen + 5 left out",
        "Sample, Sally",
        "2.25.57718240093361542096",
        "✓ Verified",
        "✕ Short by 2",
        "IM0096.dcm",
        "Not a DICOM file",
    ):
        assert part in said
    assert "/media/EXPORT" not in said


def test_practice_is_marked_on_paper() -> None:
    assert words_of(verified_receipt(practice=True)).strip().startswith("PRACTICE – nothing left this computer")
    assert "PRACTICE" not in words_of(verified_receipt())


def test_markup_of_files_is_printed_as_text() -> None:
    made = receipt(line(description="<b>x</b><img src='file:///etc/passwd'>", patient=Patient(name="<i>Bob&Co")))
    assert "<img" not in receipt_html(made)
    assert "<b>x</b><img src='file:///etc/passwd'>" in words_of(made)
    assert "<i>Bob&Co" in words_of(made)


def test_very_long_list_of_missing_images_is_cut_and_says_so() -> None:
    made = receipt(line(chosen=1000, arrived=0, missing_instances=missing(*["It was not sent."] * 1000)))
    said = words_of(made)
    assert said.count("It was not sent.") == 400
    assert "And 600 images more; the CSV file lists all." in said
