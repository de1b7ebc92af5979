"""Receipts and history in files that a spreadsheet opens, and that do nothing there."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.entities import SKIP_TEXTS, Instance, Patient, Series, Skipped, SkipReason, Study, Totals
from gui.core.export import PRACTICE_MARK, history_csv, left_out_csv, left_out_text, receipt_csv, receipt_uids
from gui.core.receipt import LineState, Receipt
from gui.core.upload import DiscIndex
from tests.helpers import receipts


def rows(text: str) -> list[list[str]]:
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def table(receipt: Receipt) -> list[dict[str, str]]:
    found = rows(receipt_csv(receipt))
    head = next(index for index, row in enumerate(found) if row[0] == "Patient")
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :]]


@pytest.fixture
def receipt() -> Receipt:
    short = receipts.line(
        "2.25.77",
        number="3",
        description="Mediastinum",
        chosen=172,
        count=170,
        arrived=170,
        state=LineState.SHORT,
        reason="The service counts 170 of the 172 images that were sent.",
    )
    return receipts.receipt(receipts.line(), short)


def test_each_series_is_a_row_and_the_last_is_the_sum(receipt: Receipt) -> None:
    first, second, total = table(receipt)
    assert (first["Patient"], first["Patient ID"], first["Modality"]) == ("Sample^Sally", "DEMO-4711", "CT")
    assert (first["Images chosen"], first["Service's count"], first["State"]) == ("640", "640", "Verified")
    assert (second["SeriesInstanceUID"], second["Missing"], second["State"]) == ("2.25.77", "2", "Short by 2")
    assert second["Reason"] == "The service counts 170 of the 172 images that were sent."
    assert (total["Patient"], total["Images chosen"], total["Arrived"], total["Missing"]) == ("Sum", "812", "810", "2")


def test_a_count_that_never_came_is_empty_and_not_nought() -> None:
    line = receipts.line(sent=0, count=None, arrived=0, state=LineState.NOT_SENT)
    assert table(receipts.receipt(line))[0]["Service's count"] == ""


def test_all_rows_have_as_many_fields(receipt: Receipt) -> None:
    assert len({len(row) for row in rows(receipt_csv(receipt))}) == 1


def test_the_facts_of_the_upload_stand_first(receipt: Receipt) -> None:
    facts = {row[0]: row[1] for row in rows(receipt_csv(receipt))}
    assert facts["Receipt"] == f"{receipt.upload_id:04}"
    assert facts["Address"] == receipt.endpoint
    assert facts["Started"] == "2026-11-24 14:32:00+00:00"
    assert facts["Images chosen"] == "812"
    assert int(facts["Files found"]) == receipt.files_found


def test_practice_is_marked(receipt: Receipt) -> None:
    assert PRACTICE_MARK not in receipt_csv(receipt)
    practice = dataclasses.replace(receipt, practice=True)
    assert rows(receipt_csv(practice))[0][0] == PRACTICE_MARK


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula(evil: str) -> None:
    line = dataclasses.replace(receipts.line(), patient=Patient(evil, name=evil))
    row = table(receipts.receipt(line))[0]
    assert row["Patient"] == f"'{evil}"
    assert row["Patient ID"] == f"'{evil}"


@given(name=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30))
def test_every_name_is_one_field_that_utf_8_can_carry(name: str) -> None:
    line = dataclasses.replace(receipts.line(), patient=Patient("1", name=name))
    text = receipt_csv(receipts.receipt(line))
    text.encode("utf-8")
    assert table(receipts.receipt(line))[0]["Patient"] in (name, f"'{name}")


def test_what_utf_8_cannot_carry_does_not_stop_the_file() -> None:
    line = dataclasses.replace(receipts.line(), patient=Patient("1", name="M\udcfcller\0"))
    receipt_csv(receipts.receipt(line)).encode("utf-8-sig")


def test_uids_are_one_a_line(receipt: Receipt) -> None:
    assert receipt_uids(receipt).splitlines() == [line.series_instance_uid for line in receipt.lines]


def test_the_history_is_one_row_for_each_upload() -> None:
    entry = receipts.entry()
    interrupted = dataclasses.replace(entry, finished=None, outcome=None, practice=True)
    head, first, second = rows(history_csv([entry, interrupted]))
    assert len(head) == len(first) == len(second)
    named = dict(zip(head, second, strict=True))
    assert (named["Outcome"], named["Finished"], named["Practice"]) == ("interrupted", "", "PRACTICE")
    assert dict(zip(head, first, strict=True))["Images"] == str(entry.images)


# -- what is left out ----------------------------------------------------------------------------------------

LEFT_OUT = (
    Skipped("/disc/b", SkipReason.CONFLICT, "The same image UID as “a”, but with different content", 10),
    Skipped("/disc/=1+1", SkipReason.NOT_DICOM, SKIP_TEXTS[SkipReason.NOT_DICOM], 5),
    Skipped("/disc/c\ud800\n", SkipReason.NOT_DICOM, SKIP_TEXTS[SkipReason.NOT_DICOM], None),
)
FOUND = Totals(9, 6, 3, 100)
IMAGE = Instance("/disc/IM1", 7, 0, "1.1", "1.2", "1.2.1", Patient(), Study("1.2.3"), Series("1.2.3.4"))
UNTICKED = (IMAGE, dataclasses.replace(IMAGE, path="/disc/disc.zip", entry="IM2"))


def test_files_left_out_are_grouped_by_reason_in_text() -> None:
    assert left_out_text(LEFT_OUT, FOUND).splitlines() == [
        "9 files found = 6 to send + 3 left out",
        "",
        "Not a DICOM file: 2",
        "  /disc/=1+1",
        "  /disc/c??",
        "",
        "The same image UID as another file, but with different content: 1",
        "  /disc/b (The same image UID as “a”, but with different content)",
    ]


def test_files_left_out_as_csv_say_the_sums_first() -> None:
    found = rows(left_out_csv(LEFT_OUT, FOUND))
    assert [row[:2] for row in found[:3]] == [["Files found", "9"], ["Images to send", "6"], ["Left out", "3"]]
    assert found[5] == ["Not a DICOM file", "/disc/=1+1", "Not a DICOM file", "5"]
    assert len({len(row) for row in found}) == 1
    left_out_csv(LEFT_OUT, FOUND).encode("utf-8")


def test_files_that_are_not_ticked_are_named_and_the_sum_holds() -> None:
    text = left_out_text(LEFT_OUT, FOUND, UNTICKED).splitlines()
    assert text[0] == "9 files found = 4 to send + 2 not ticked + 3 left out"
    assert text[-3:] == ["Not ticked in the list: 2", "  /disc/IM1", "  /disc/disc.zip › IM2"]
    found = rows(left_out_csv(LEFT_OUT, FOUND, UNTICKED))
    assert [row[:2] for row in found[1:4]] == [["Images to send", "4"], ["Not ticked", "2"], ["Left out", "3"]]
    assert found[-1][:2] == ["Not ticked in the list", "/disc/disc.zip › IM2"]


def test_what_a_disc_s_index_lists_and_nobody_could_read_is_in_the_csv() -> None:
    made = dataclasses.replace(receipts.verified_receipt(), indexes=(DiscIndex(512, 510, ("A/IM1", "=B/IM2")),))
    rows = [row[:2] for row in csv.reader(io.StringIO(receipt_csv(made)))]
    assert ["Images that the disc's index lists", "512"] in rows
    assert ["Of these, images that could be read", "510"] in rows
    assert ["In the disc's index, but not read", "A/IM1"] in rows
    assert ["In the disc's index, but not read", "'=B/IM2"] in rows
