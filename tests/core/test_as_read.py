"""What goes out under other UIDs is found again in the window."""

from __future__ import annotations

from dataclasses import replace

from gui.core.as_read import AsRead, lines_as_read, progress_as_read, receipt_to_show
from gui.core.entities import Series, Study
from gui.core.upload import Progress, SeriesProgress
from tests.helpers.receipts import line as make_line
from tests.helpers.receipts import receipt as make_receipt

STUDY = Study("1.2", "20261120", "", "CT thorax", "A-1")
KNOWN = {"2.25.1": AsRead("1.2.3", STUDY, Series("1.2.3", "CT", "4", "Lung"))}


def test_progress_and_lines_are_found_under_the_uids_that_were_read() -> None:
    progress = Progress(1, 2, 10, 20, (SeriesProgress("2.25.1", 1, 2, 10, 20), SeriesProgress("9.9", 0, 1, 0, 5)))
    assert [one.series_instance_uid for one in progress_as_read(progress, KNOWN).series] == ["1.2.3", "9.9"]
    assert progress_as_read(progress, {}) is progress


def test_a_receipt_is_described_as_it_was_read_and_keeps_the_uids_and_names_that_went_out() -> None:
    line = replace(make_line(), series_instance_uid="2.25.1")
    receipt = replace(make_receipt(), lines=(line,))
    (shown,) = receipt_to_show(receipt, KNOWN).lines
    assert (shown.series.number, shown.series.description) == ("4", "Lung")
    assert (shown.study.description, shown.study.date) == ("CT thorax", "20261120")
    assert shown.study.accession_number == line.study.accession_number
    assert (shown.series_instance_uid, shown.patient) == ("2.25.1", line.patient)
    assert [one.series_instance_uid for one in lines_as_read((line,), KNOWN)] == ["1.2.3"]
    assert receipt_to_show(receipt, {}) is receipt
