"""What is proven of each file of a series."""

from __future__ import annotations

from dataclasses import replace

from gui.core.export import files_csv
from gui.core.proof import SentFile, sent_files
from gui.core.upload import BatchResult, InstanceState
from tests.helpers.receipts import line, receipt
from tests.store.uploads import make_upload, uid

V, R, P = InstanceState.VERIFIED, InstanceState.REFUSED, InstanceState.PLANNED
OLD, NEW = "a" * 64, "b" * 64


def result(states: dict[str, InstanceState], digests: dict[str, str], **more: object) -> BatchResult:
    return BatchResult(1, 1, 200, {}, {}, states, digests=digests, **more)  # type: ignore[arg-type]


def test_the_newest_digest_of_a_file_counts() -> None:
    upload = make_upload(2, series=1)
    results = [
        result({uid(1): InstanceState.UNKNOWN}, {uid(1): OLD}, reasons={uid(1): "No answer came."}),
        result({uid(1): V, uid(2): R}, {uid(1): NEW}, reasons={uid(2): "It was refused."}),
    ]
    first, second = sent_files(upload, {uid(1): V, uid(2): R}, results, "1.2.3.1")
    assert first == SentFile(uid(1), "/media/stick/000001.dcm", 1001, V, NEW, "")
    assert second == SentFile(uid(2), "/media/stick/000002.dcm", 1002, R, "", "It was refused.")


def test_only_the_files_of_the_series_are_told_and_in_their_order() -> None:
    upload = make_upload(6, series=3)
    found = sent_files(upload, {}, [], "1.2.3.2")
    assert [one.sop_instance_uid for one in found] == [uid(3), uid(4)]
    assert {one.state for one in found} == {P}
    assert sent_files(upload, {}, [], "9.9") == ()


def test_the_files_as_csv_name_no_folder() -> None:
    files = (
        SentFile("1.2.3", "/home/sally/=cmd.dcm", 10, V, NEW),
        SentFile("1.2.4", "C:\\export\\IM1", 10, R, "", "It was refused."),
    )
    text = files_csv(replace(receipt(line()), practice=True), line(), files)
    rows = text.splitlines()
    assert rows[0].startswith("PRACTICE")
    assert "sally" not in text
    assert "export" not in text
    assert f"'=cmd.dcm,1.2.3,verified,{NEW},10," in rows
    assert "IM1,1.2.4,refused,,10,It was refused." in rows
