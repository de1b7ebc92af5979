"""The list of a series' files."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from gui.core.proof import SentFile
from gui.core.upload import InstanceState
from gui.models.files_table import FilesColumn, FilesTable
from gui.models.roles import Role, RowState

DIGEST = "ab" * 32
FILES = (
    SentFile("1.2.1", "/media/EXPORT/IM1.dcm", 10, InstanceState.VERIFIED, DIGEST),
    SentFile("1.2.2", os.fsdecode(b"/media/EXPORT/M\xfcller.dcm"), 10, InstanceState.REFUSED, "cd" * 32, "<b>No</b>"),
    SentFile("1.2.3", "/media/EXPORT/IM3.dcm", 10, InstanceState.PLANNED, ""),
)


def test_the_list_keeps_the_promises_of_a_model(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(FilesTable(FILES))
    qtmodeltester.check(FilesTable(()))


def test_each_row_says_name_state_and_digest() -> None:
    table = FilesTable(FILES)
    shown = [[table.index(row, column).data() for column in FilesColumn] for row in range(3)]
    assert shown == [
        ["IM1.dcm", "Verified", DIGEST],
        ["M\ufffdller.dcm", "Refused", "cd" * 32],
        ["IM3.dcm", "Not sent", "–"],
    ]
    assert table.index(0, FilesColumn.STATE).data(Role.STATE) == RowState.VERIFIED
    assert "&lt;b&gt;" in table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert table.index(2, FilesColumn.DIGEST).data(Qt.ItemDataRole.AccessibleTextRole) == "it was not sent whole"


def test_copied_lines_are_those_of_sha256sum_without_what_was_not_sent() -> None:
    table = FilesTable(FILES)
    assert table.as_text() == f"{DIGEST}  IM1.dcm\n{'cd' * 32}  M\ufffdller.dcm"
    assert table.as_text([0, 2]) == f"{DIGEST}  IM1.dcm"
