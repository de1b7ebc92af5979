"""The tree of an object's tags."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from gui.dicom.tags_values import Tag
from gui.models.roles import Role
from gui.models.tags_tree import TagColumn, TagsTree

TAGS = (
    Tag(0, "(0008,9215)", "Derivation Code Sequence", "DerivationCodeSequence", "SQ"),
    Tag(1, "", value="1"),
    Tag(2, "(0008,0100)", "Code Value", "CodeValue", "SH", "121327"),
    Tag(2, "(0008,0104)", "Code Meaning", "CodeMeaning", "LO", "<b>Full</b>\nfidelity"),
    Tag(1, "", value="2"),
    Tag(0, "(0009,1001)", "", "", "UN", size=140),
)


def test_the_tree_keeps_the_promises_of_a_model_before_and_after_it_is_filled(qtmodeltester: ModelTester) -> None:
    tree = TagsTree()
    qtmodeltester.check(tree)
    tree.show_tags(TAGS)
    qtmodeltester.check(tree)


def test_elements_lie_in_items_and_items_in_sequences() -> None:
    tree = TagsTree()
    tree.show_tags(TAGS)
    assert tree.rowCount() == 2
    sequence = tree.index(0, 0)
    assert [tree.index(row, 0, sequence).data() for row in range(tree.rowCount(sequence))] == ["Item 1", "Item 2"]
    inner = tree.index(1, TagColumn.VALUE, tree.index(0, 0, sequence))
    assert inner.data() == "<b>Full</b> fidelity"
    assert "&lt;b&gt;" in inner.data(Qt.ItemDataRole.ToolTipRole)
    assert inner.parent().parent() == sequence


def test_each_cell_has_its_words() -> None:
    tree = TagsTree()
    tree.show_tags(TAGS)
    shown = [[tree.index(row, column).data() for column in TagColumn] for row in range(2)]
    assert shown == [
        ["(0008,9215)", "Derivation Code Sequence", "SQ", "2 items"],
        ["(0009,1001)", "", "UN", "140 bytes"],
    ]
    assert tree.index(1, TagColumn.NAME).data(Qt.ItemDataRole.AccessibleTextRole) == "name not known"
    assert tree.line(tree.index(1, 0)) == "(0009,1001)\t\tUN\t140 bytes"
    assert "00099215" not in tree.index(0, 0).data(Role.SEARCH)
    assert "00089215" in tree.index(0, 0).data(Role.SEARCH)
