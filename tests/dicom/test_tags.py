"""The tags of an object, read in a process of their own from files that may be hostile."""

from __future__ import annotations

import multiprocessing
import os
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.dicom import tags_values
from gui.dicom.scan import scan
from gui.dicom.tags import NoTags, Serve, Tag, TagList, read_tags
from gui.dicom.tags_read import read_here
from gui.dicom.tags_values import (
    BROKE_DOWN,
    BROKEN,
    CUT,
    FOREIGN,
    MOST_TAGS,
    NO_PROCESS,
    NOT_OPENED,
    OTHER,
    TOO_SLOW,
    VANISHED,
    from_wire,
    to_wire,
)
from gui.models.roles import Role
from gui.models.tags_tree import TagsTree
from tests.dicom import tags_servers as servers
from tests.helpers.dicom_files import write_instance


def found(path: Path) -> Instance:
    """The image as a scan gives it."""
    (instance,) = (one for batch in scan([str(path)], cancel=CancelToken(), workers=1) for one in batch)
    assert isinstance(instance, Instance)
    return instance


def holding(instance: Instance, content: bytes) -> Instance:
    """The image after its file was made to hold something else, as if a scan had met it so."""
    path = Path(instance.path)
    path.write_bytes(content)
    status = path.stat()
    return replace(instance, size=status.st_size, mtime_ns=status.st_mtime_ns)


def listed(answer: object) -> dict[str, Tag]:
    assert isinstance(answer, TagList)
    return {tag.tag: tag for tag in answer.tags if tag.tag and tag.depth == 0}


def test_every_element_has_its_tag_name_vr_and_value(tmp_path: Path) -> None:
    item = Dataset()
    item.CodeValue = "121327"
    write_instance(tmp_path / "one", PatientName="M\u00fcller^\u00c4nne", DerivationCodeSequence=Sequence([item, item]))
    answer = read_tags(found(tmp_path / "one"), cancel=CancelToken())
    tags = listed(answer)
    assert tags["(0010,0010)"] == Tag(0, "(0010,0010)", "Patient's Name", "PatientName", "PN", "M\u00fcller^\u00c4nne")
    assert tags["(0002,0010)"].value == "1.2.840.10008.1.2.1 · Explicit VR Little Endian"
    assert tags["(7FE0,0010)"] == Tag(0, "(7FE0,0010)", "Pixel Data", "PixelData", "OB", size=256)
    assert isinstance(answer, TagList)
    at = answer.tags.index(tags["(0008,9215)"])
    assert [(tag.depth, tag.tag, tag.value) for tag in answer.tags[at : at + 5]] == [
        (0, "(0008,9215)", ""),
        (1, "", "1"),
        (2, "(0008,0100)", "121327"),
        (1, "", "2"),
        (2, "(0008,0100)", "121327"),
    ]
    assert answer.note == ""


def test_private_elements_are_named_where_their_creator_is_known(tmp_path: Path) -> None:
    data_set = write_instance(tmp_path / "one")
    known = data_set.private_block(0x0019, "GEMS_ACQU_01", create=True)
    known.add_new(0x02, "SL", 912)
    unknown = data_set.private_block(0x0021, "NOBODY 1.0", create=True)
    unknown.add_new(0x01, "LO", "something")
    data_set.save_as(tmp_path / "one")
    tags = listed(read_here(found(tmp_path / "one")))
    assert tags["(0019,0010)"].name == "Private Creator"
    assert (tags["(0019,1002)"].name, tags["(0019,1002)"].value) == ("Detector Channel", "912")
    assert (tags["(0021,1001)"].name, tags["(0021,1001)"].value) == ("", "something")


def test_an_image_in_an_archive_shows_its_tags(tmp_path: Path) -> None:
    write_instance(tmp_path / "one", PatientID="IN-A-ZIP")
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(tmp_path / "one", "DICOM/one")
    tags = listed(read_tags(found(tmp_path / "all.zip"), cancel=CancelToken()))
    assert tags["(0010,0020)"].value == "IN-A-ZIP"


def test_what_stands_before_the_damage_is_listed_and_the_rest_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "one"
    write_instance(path)
    instance = found(path)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<HH", 0x0010, 0x0040 - 0x0010))  # the birth date
    instance = holding(instance, whole[:at] + struct.pack("<HH2sHL", 0x0010, 0x1000, b"SQ", 0, 0xFFFFFFFF) + b"\0" * 40)
    answer = read_here(instance)
    assert isinstance(answer, TagList)
    assert answer.note == BROKEN
    assert "(0010,0020)" in listed(answer)
    assert "(7FE0,0010)" not in listed(answer)


def test_sequences_nested_without_end_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "one"
    write_instance(path)
    instance = found(path)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<HH", 0x7FE0, 0x0010))
    nest = struct.pack("<HH2sHL", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF) + struct.pack(
        "<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF
    )
    ends = struct.pack("<HHLHHL", 0xFFFE, 0xE00D, 0, 0xFFFE, 0xE0DD, 0)
    answer = read_here(holding(instance, whole[:at] + nest * 3_000 + ends * 3_000 + whole[at:]))
    assert isinstance(answer, TagList)
    assert answer.note == ""
    assert (listed(answer)["(0040,A730)"].value, listed(answer)["(0040,A730)"].vr) == (NOT_OPENED, "SQ")
    assert "(7FE0,0010)" in listed(answer)
    instance = holding(instance, whole[:at] + nest * 10_000)
    tags = listed(read_tags(instance, cancel=CancelToken()))
    assert tags["(0028,0010)"].value == "16"


def test_a_sequence_within_too_many_is_not_said_to_be_empty(tmp_path: Path) -> None:
    inner = Dataset()
    inner.CodeValue = "deepest"
    for _ in range(12):
        outer = Dataset()
        outer.DerivationCodeSequence = Sequence([inner])
        inner = outer
    write_instance(tmp_path / "one", SourceImageSequence=Sequence([inner]), ReferencedImageSequence=Sequence())
    answer = read_here(found(tmp_path / "one"))
    assert isinstance(answer, TagList)
    deepest = max(answer.tags, key=lambda tag: tag.depth)
    assert (deepest.vr, deepest.value) == ("SQ", NOT_OPENED)
    tree = TagsTree()
    tree.show_tags(answer.tags)
    values = {tree.index(row, 0).data(Role.VALUE).keyword: tree.index(row, 3).data() for row in range(tree.rowCount())}
    assert values["ReferencedImageSequence"] == "0 items"
    index = tree.index(next(row for row in range(tree.rowCount()) if tree.rowCount(tree.index(row, 0))), 0)
    while tree.rowCount(index):
        index = tree.index(0, 0, index)
    assert index.siblingAtColumn(3).data() == NOT_OPENED


def test_a_length_of_four_gigabytes_makes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "one"
    write_instance(path)
    instance = found(path)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<HH", 0x7FE0, 0x0010))
    instance = holding(instance, whole[:at] + struct.pack("<HH2sHL", 0x0042, 0x0011, b"OB", 0, 0xFFFFFFF0) + b"x" * 10)
    answer = read_tags(instance, cancel=CancelToken())
    assert listed(answer)["(0010,0020)"].value == "DEMO-4711"
    assert isinstance(answer, TagList)
    assert answer.note == BROKEN


def test_more_tags_than_a_person_reads_are_cut_off_with_a_sentence(tmp_path: Path) -> None:
    item = Dataset()
    item.CodeValue = "1"
    write_instance(tmp_path / "one", DerivationCodeSequence=Sequence([item] * MOST_TAGS))
    answer = read_here(found(tmp_path / "one"))
    assert isinstance(answer, TagList)
    assert (len(answer.tags), answer.note) == (MOST_TAGS, CUT)


def test_an_element_of_an_impossible_vr_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "one"
    write_instance(path)
    instance = found(path)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<HH2s", 0x0008, 0x1030, b"LO"))
    instance = holding(instance, whole[: at + 4] + b"D\0" + whole[at + 6 :])
    tags = listed(read_here(instance))
    assert (tags["(0008,1030)"].name, tags["(0008,1030)"].size) == ("Study Description", 10)
    assert tags["(0010,0020)"].value == "DEMO-4711"


@given(cut=st.integers(0, 1200), at=st.integers(0, 1000), put=st.binary(min_size=1, max_size=6))
def test_no_damage_makes_reading_raise(tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, put: bytes) -> None:
    path = tmp_path_factory.mktemp("damaged") / "one"
    write_instance(path)
    instance = found(path)
    whole = path.read_bytes()
    instance = holding(instance, (whole[:at] + put + whole[at + len(put) :])[: max(cut, 1)])
    answer = read_here(instance)
    assert from_wire(to_wire(answer)) == answer


def test_a_long_value_is_shortened(tmp_path: Path) -> None:
    write_instance(tmp_path / "one", ImageComments="x" * 9_000)
    assert listed(read_here(found(tmp_path / "one")))["(0020,4000)"].value == "x" * 1_000 + "…"


def test_a_file_that_has_gone_or_become_another_kind_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "one"
    write_instance(path)
    instance = found(path)
    assert read_here(holding(instance, b"a letter")) == FOREIGN
    path.unlink()
    assert read_tags(instance, cancel=CancelToken()) == VANISHED


@pytest.mark.parametrize("packed", [False, True])
def test_another_file_of_the_same_name_has_no_tags(tmp_path: Path, packed: bool) -> None:
    def write(name: str) -> Path:
        write_instance(tmp_path / "IM0001", PatientName=name, PatientID=name)
        if not packed:
            return tmp_path / "IM0001"
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
            archive.write(tmp_path / "IM0001", "IM0001")
        return tmp_path / "all.zip"

    instance = found(write("First^Fay"))
    assert isinstance(read_here(instance), TagList)
    write("Other^Ola")  # another disc in the same drive; its file has the same length
    os.utime(instance.path, ns=(0, instance.mtime_ns + 2_000_000_000))
    assert read_here(instance) == OTHER


@pytest.mark.parametrize(
    ("serve", "answer"),
    [
        (servers.hangs, TOO_SLOW),
        (servers.dies, BROKE_DOWN),
        (servers.lies, BROKE_DOWN),
        (servers.never_comes_up, NO_PROCESS),
    ],
)
def test_whatever_befalls_the_process_costs_only_the_tags(tmp_path: Path, serve: Serve, answer: NoTags) -> None:
    write_instance(tmp_path / "one")
    instance = found(tmp_path / "one")
    assert read_tags(instance, cancel=CancelToken(), time_limit=0.2, serve=serve) == answer
    assert not [one for one in multiprocessing.active_children() if one.name == "dicom-tags"]


def test_reading_ends_when_nobody_wants_to_know_any_more(tmp_path: Path) -> None:
    write_instance(tmp_path / "one")
    instance, cancel = found(tmp_path / "one"), CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_tags(instance, cancel=cancel)
    assert not [one for one in multiprocessing.active_children() if one.name == "dicom-tags"]


tag_values = st.builds(
    Tag,
    st.just(0),
    st.sampled_from(["(0010,0010)", ""]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.sampled_from(["PN", "OB"]),
    st.text(max_size=50),
    st.none() | st.integers(0, 1 << 40),
)


@given(st.lists(tag_values, max_size=5), st.sampled_from(["", CUT, BROKEN]))
def test_a_list_arrives_as_it_was_sent(tags: list[Tag], note: str) -> None:
    assert from_wire(to_wire(TagList(tuple(tags), note))) == TagList(tuple(tags), note)
    assert from_wire(to_wire(VANISHED)) == VANISHED


@given(st.binary(max_size=200) | st.sampled_from([b'{"tags":[[1,"","","","","",null]],"note":""}', b'{"reason":"x"}']))
def test_a_message_of_something_else_is_no_answer(message: bytes) -> None:
    assert from_wire(message) is None


def test_every_sentence_says_that_sending_is_another_matter_or_what_is_wrong() -> None:
    for name in ("TOO_SLOW", "BROKE_DOWN", "NO_PROCESS", "PACKED", "DAMAGED", "VANISHED", "FORBIDDEN", "UNREAD"):
        sentence = getattr(tags_values, name)
        assert isinstance(sentence, NoTags)
        assert sentence.reason.endswith(".")
