"""A copy holds nothing of the patient, and the same pixels; what cannot be made sure of is left out."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
)

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, SkipReason
from gui.dicom.deidentify import rules
from gui.dicom.deidentify.answers import packed, unpacked
from gui.dicom.deidentify.crew import deidentify_all
from gui.dicom.deidentify.needles import Needles, Search
from gui.dicom.deidentify.one_file import CHANGED, NOT_CERTAIN, VANISHED, Left, deidentify
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.dicom.deidentify.table import ACTIONS, Action
from gui.dicom.instances import read_header
from tests.deidentify.planted import NAME, PATIENT_ID, SECRET, WORDS, copied, job_for, named_in, plant
from tests.helpers.dicom_files import ROOT, write_instance
from tests.helpers.samples import SAMPLES, needs_samples


def made(path: Path, target: Path) -> Instance:
    copy = copied(path, target)
    assert isinstance(copy, Instance), copy
    return copy


def left(path: Path, target: Path) -> Left:
    answer = copied(path, target)
    assert isinstance(answer, Left)
    assert not target.exists()
    return answer


# -- what is in a copy ---------------------------------------------------------------------------------------


def test_a_copy_names_the_patient_nowhere(tmp_path: Path) -> None:
    plant(tmp_path / "one.dcm")
    assert set(named_in([(tmp_path / "one.dcm").read_bytes()])) == set(WORDS)
    made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    assert named_in([(tmp_path / "copy.dcm").read_bytes()]) == []


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_the_pixels_and_what_describes_them_stay_in_every_encoding(tmp_path: Path, syntax: str) -> None:
    original = plant(tmp_path / "plain.dcm")
    if syntax == ExplicitVRBigEndian:
        original[0x60003000].VR = "OB"
    original.file_meta.TransferSyntaxUID = syntax
    path, target = tmp_path / "one.dcm", tmp_path / "copy.dcm"
    pydicom.dcmwrite(path, original, enforce_file_format=True)
    made(path, target)
    copy = pydicom.dcmread(target)
    assert copy.file_meta.TransferSyntaxUID == syntax
    assert copy.PixelData == original.PixelData
    for keyword in ("Rows", "Columns", "PixelSpacing", "ImagePositionPatient", "Modality", "BodyPartExamined"):
        assert copy[keyword].value == original[keyword].value
    content = zlib.decompress(_packed(target), -15) if syntax == DeflatedExplicitVRLittleEndian else b""
    assert named_in([target.read_bytes(), content]) == []


def _packed(path: Path) -> bytes:
    meta = pydicom.filereader.read_file_meta_info(str(path))
    return path.read_bytes()[132 + 12 + meta.FileMetaInformationGroupLength :]


def test_encapsulated_pixels_stay_byte_for_byte(tmp_path: Path) -> None:
    frames = encapsulate([b"\xff\xd8" + bytes(range(200)) + b"\xff\xd9", b"\xff\xd8 two \xff\xd9"])
    data = plant(tmp_path / "one.dcm")
    data.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    data.PixelData = frames
    data["PixelData"].is_undefined_length = True
    data.NumberOfFrames = 2
    data.save_as(tmp_path / "one.dcm", enforce_file_format=True)
    made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    assert pydicom.dcmread(tmp_path / "copy.dcm").PixelData == frames
    whole = (tmp_path / "copy.dcm").read_bytes()
    assert whole.endswith(frames + b"\xfe\xff\xdd\xe0\0\0\0\0")


def test_a_comment_in_a_compressed_picture_that_names_the_patient_leaves_it_out(tmp_path: Path) -> None:
    data = plant(tmp_path / "one.dcm")
    data.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    data.PixelData = encapsulate([b"\xff\xd8\xff\xfe\x00\x14" + NAME.split("^")[0].encode() + b"\xff\xd9"])
    data["PixelData"].is_undefined_length = True
    data.save_as(tmp_path / "one.dcm", enforce_file_format=True)
    assert left(tmp_path / "one.dcm", tmp_path / "copy.dcm").reason is SkipReason.NOT_DEIDENTIFIED


def test_a_copy_says_that_and_how_it_was_made(tmp_path: Path) -> None:
    plant(tmp_path / "one.dcm", PatientIdentityRemoved="NO")
    made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    copy = pydicom.dcmread(tmp_path / "copy.dcm")
    assert copy.PatientIdentityRemoved == "YES"
    assert "PS3.15" in copy.DeidentificationMethod
    (code,) = copy.DeidentificationMethodCodeSequence
    assert (code.CodeValue, code.CodingSchemeDesignator) == ("113100", "DCM")
    assert copy.LongitudinalTemporalInformationModified == "REMOVED"
    assert copy.file_meta.MediaStorageSOPInstanceUID == copy.SOPInstanceUID
    assert copy.file_meta.MediaStorageSOPClassUID == copy.SOPClassUID
    assert copy.preamble == bytes(128)
    assert copy.StudyDate == ""
    assert "SourceApplicationEntityTitle" not in copy.file_meta


def test_all_references_to_an_image_are_its_new_uid(tmp_path: Path) -> None:
    plant(tmp_path / "one.dcm")
    copy = made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    new = Pseudonyms(SECRET)
    assert copy.sop_instance_uid == new.uid(f"{ROOT}9.1")
    assert copy.study.study_instance_uid == new.uid(f"{ROOT}1")
    whole = pydicom.dcmread(tmp_path / "copy.dcm")
    (reference,) = whole.ReferencedImageSequence
    assert reference.ReferencedSOPInstanceUID == new.uid(f"{ROOT}77.1")
    assert reference.ReferencedSOPClassUID == "1.2.840.10008.5.1.4.1.1.2"
    assert reference.PurposeOfReferenceCodeSequence[0].CodeMeaning == "REMOVED"
    assert whole.Manufacturer == "REMOVED"


def test_the_same_file_gives_the_same_copy(tmp_path: Path) -> None:
    plant(tmp_path / "one.dcm")
    made(tmp_path / "one.dcm", tmp_path / "a.dcm")
    made(tmp_path / "one.dcm", tmp_path / "b.dcm")
    assert (tmp_path / "a.dcm").read_bytes() == (tmp_path / "b.dcm").read_bytes()


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("ISO 2022 IR 6\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("ISO_IR 192", "Müller-Lüdenscheidt^Jürgen"),
        ("ISO_IR 100", "Müller-Lüdenscheidt^Jürgen"),
        ("GB18030", "Wang^XiaoDong=王^小东"),
        ("ISO_IR 144", "Люкceмбypг^Ксения"),
        ("ISO 2022 IR 6\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동"),
    ],
)
def test_names_in_every_script_are_gone_from_kept_texts_too(tmp_path: Path, charset: str, name: str) -> None:
    family = name.split("=")[-1].split("^")[0]
    write_instance(
        tmp_path / "one.dcm",
        SpecificCharacterSet=charset.split("\\"),
        PatientName=name,
        Manufacturer=f"For {family}",
        ManufacturerModelName=family,
    )
    made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    copy = pydicom.dcmread(tmp_path / "copy.dcm")
    assert str(copy.PatientName).startswith("Patient^")
    if len(family) >= 3:
        assert (copy.Manufacturer, copy.ManufacturerModelName) == ("REMOVED", "REMOVED")


def test_a_sequence_of_a_kind_unknown_to_whoever_copied_it_is_looked_through(tmp_path: Path) -> None:
    """UN in a file of explicit VR holds implicit VR (PS3.5 §6.2.2)."""
    inner = struct.pack("<HHL", 0x0010, 0x0010, 8) + b"Planta^P"
    inner += struct.pack("<HHL", 0x0018, 0x9074, 14) + b"20240102030405"
    item = struct.pack("<HHL", 0xFFFE, 0xE000, len(inner)) + inner
    element = struct.pack("<HH2sHL", 0x5200, 0x9229, b"UN", 0, len(item)) + item
    write_instance(tmp_path / "one.dcm", PatientName="Planta^P")
    before, pixels, after = (tmp_path / "one.dcm").read_bytes().partition(b"\xe0\x7f\x10\x00")
    (tmp_path / "one.dcm").write_bytes(before + element + pixels + after)
    made(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    whole = (tmp_path / "copy.dcm").read_bytes()
    assert b"Planta" not in whole
    assert b"20240102" not in whole
    (group,) = pydicom.dcmread(tmp_path / "copy.dcm").SharedFunctionalGroupsSequence
    assert group.FrameAcquisitionDateTime == "19000101000000"


def test_a_file_without_preamble_gets_one(tmp_path: Path) -> None:
    data = plant(tmp_path / "one.dcm")
    del data.preamble
    data.file_meta = FileMetaDataset()
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, data, implicit_vr=True, little_endian=True)
    (tmp_path / "bare.dcm").write_bytes(buffer.getvalue())
    copy = made(tmp_path / "bare.dcm", tmp_path / "copy.dcm")
    assert copy.transfer_syntax_uid == ImplicitVRLittleEndian
    assert named_in([(tmp_path / "copy.dcm").read_bytes()]) == []


# -- what is left out ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "elements",
    [
        {"BurnedInAnnotation": "YES"},
        {"RecognizableVisualFeatures": "YES"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.104.1"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.88.33"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.9.4.1"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.77.1.4"},
        {"EncapsulatedDocument": b"%PDF", "SOPClassUID": "1.2.840.10008.5.1.4.1.1.7"},
        {"ContentSequence": Sequence([Dataset()])},
        {"GraphicAnnotationSequence": Sequence([Dataset()]), "SOPClassUID": "1.2.840.10008.5.1.4.1.1.11.1"},
    ],
)
def test_what_may_show_who_the_patient_is_is_left_out(tmp_path: Path, elements: dict[str, object]) -> None:
    plant(tmp_path / "one.dcm", **elements)
    answer = left(tmp_path / "one.dcm", tmp_path / "copy.dcm")
    assert answer.reason is SkipReason.MAY_IDENTIFY
    assert answer.text.startswith("May show who the patient is")


def test_objects_of_private_kinds_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path / "one.dcm", SOPClassUID="1.2.276.0.19.55.1")
    assert left(tmp_path / "one.dcm", tmp_path / "copy.dcm") == (SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_left_out(tmp_path: Path, keep: float) -> None:
    data = plant(tmp_path / "one.dcm", size=64)
    del data[0xFFFCFFFC]
    data.save_as(tmp_path / "one.dcm", enforce_file_format=True)
    found = read_header(str(tmp_path / "one.dcm"))
    assert isinstance(found, Instance)
    whole = (tmp_path / "one.dcm").read_bytes()
    path = tmp_path / "cut.dcm"
    path.write_bytes(whole[: int(len(whole) * keep)])
    status = path.stat()
    job = job_for(found, tmp_path / "copy.dcm")._replace(
        path=str(path), size=status.st_size, mtime_ns=status.st_mtime_ns
    )
    assert isinstance(deidentify(job), Left)
    assert not (tmp_path / "copy.dcm").exists()


def test_a_file_that_has_changed_or_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "one.dcm"
    plant(path)
    found = read_header(str(path))
    assert isinstance(found, Instance)
    job = job_for(found, tmp_path / "copy.dcm")
    assert deidentify(job._replace(mtime_ns=1)) == (SkipReason.UNREADABLE, CHANGED)
    assert deidentify(job._replace(sop_instance_uid="1.2.3")) == (SkipReason.UNREADABLE, CHANGED)
    path.unlink()
    assert deidentify(job) == (SkipReason.UNREADABLE, VANISHED)


def test_a_data_set_that_inflates_without_end_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "one.dcm"
    data = plant(path)
    data.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    pydicom.dcmwrite(path, data, enforce_file_format=True)
    found = read_header(str(path))
    assert isinstance(found, Instance)
    packer = zlib.compressobj(9, wbits=-15)
    bomb = packer.compress(zlib.decompress(_packed(path), -15))
    bomb += b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    path.write_bytes(path.read_bytes()[: -len(_packed(path))] + bomb)
    status = path.stat()
    job = job_for(found, tmp_path / "copy.dcm")._replace(size=status.st_size, mtime_ns=status.st_mtime_ns)
    assert deidentify(job) == (SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)


# -- rules and values ----------------------------------------------------------------------------------------


def test_the_table_is_that_of_the_standard() -> None:
    assert len(ACTIONS) == 652
    assert ACTIONS[0x00100010] is Action.EMPTY
    assert ACTIONS[0x00101000] is Action.REMOVE
    assert ACTIONS[0x00080018] is Action.NEW_UID
    assert ACTIONS[0x00082112] is Action.DESCEND
    assert ACTIONS[0x00080023] is Action.REPLACE


@given(st.integers(0, 0xFFFFFFFF), st.sampled_from(["", "LO", "UN", "SQ", "PN", "OB", "UI"]), st.booleans())
def test_only_what_the_dictionary_knows_stays(tag: int, vr: str, nested: bool) -> None:
    action = rules.action_for(tag, vr, nested)
    if tag >> 16 & 1 or not rules.vr_of(tag) or tag >> 24 in (0x50, 0x60):
        assert action is Action.REMOVE or tag in ACTIONS
    if action is Action.KEEP:
        assert rules.vr_of(tag) not in ("PN", "DA", "TM", "DT", "LT", "ST", "UT", "")


@given(st.text(alphabet="0123456789.", min_size=1, max_size=64), st.binary(min_size=32, max_size=32))
def test_a_new_uid_is_one_and_always_the_same(original: str, secret: bytes) -> None:
    new = Pseudonyms(secret).uid(original)
    assert new == Pseudonyms(secret).uid(original)
    assert len(new) <= 64
    assert pydicom.uid.UID(new).is_valid
    assert Pseudonyms(bytes(32)).uid(original) != Pseudonyms(b"1" * 32).uid(original)


def test_short_words_and_numbers_are_looked_for_as_words_of_their_own() -> None:
    needles = Needles()
    needles.add_person("Lee^Ann=李^安娜")
    needles.add_person("123456")
    needles.add_value("Chest CT of the year")
    search = Search(needles)
    assert search.names("LO", "Dr. LEE")
    assert not search.names("LO", "Sleeve")
    assert search.names("IS", "123456 ")
    assert not search.names("DS", "0.123456")
    assert search.names("LO", "a chest ct of the year 2")
    assert not search.names("LO", "Chest")
    assert search.in_bytes(b"\x00123456\x00")
    assert not search.in_bytes(b"9.123456")


# -- processes and samples -----------------------------------------------------------------------------------


def test_processes_do_the_work_and_answer_in_plain_text(tmp_path: Path) -> None:
    jobs = []
    for seed in range(1, 8):
        plant(tmp_path / f"{seed}.dcm", seed=seed)
        found = read_header(str(tmp_path / f"{seed}.dcm"))
        assert isinstance(found, Instance)
        jobs.append(job_for(found, tmp_path / "out" / f"{seed}.dcm"))
    (tmp_path / "out").mkdir()
    done = dict(deidentify_all(iter(jobs), 2, CancelToken()))
    assert set(done) == set(jobs)
    for job, copy in done.items():
        assert isinstance(copy, Instance)
        assert copy == read_header(job.target)
    assert SECRET.hex() not in repr(jobs[0])
    assert PATIENT_ID not in repr(jobs[0])


@pytest.mark.parametrize(
    "block", [b"", b"[]", b"[1,2]", b'["x","y"]', b"null", b"[[1],[2],[3],[4],[5]]", b"\xff", b"7"]
)
def test_an_answer_that_is_none_is_an_image_left_out(tmp_path: Path, block: bytes) -> None:
    plant(tmp_path / "one.dcm")
    found = read_header(str(tmp_path / "one.dcm"))
    assert isinstance(found, Instance)
    job = job_for(found, tmp_path / "copy.dcm")
    assert unpacked(block, job) == (SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)
    foreign = packed(found)  # an original instead of a copy
    assert unpacked(foreign, job) == (SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)


@needs_samples
def test_of_the_sample_files_nearly_all_can_be_made_anonymous_and_none_breaks_anything(tmp_path: Path) -> None:
    tally: dict[str, int] = {}
    for number, path in enumerate(sorted(SAMPLES.rglob("*"))):
        found = read_header(str(path)) if path.is_file() else None
        if not isinstance(found, Instance):
            continue
        target = tmp_path / f"{number}.dcm"
        answer = deidentify(job_for(found, target))
        tally[answer.reason if isinstance(answer, Left) else "made"] = (
            tally.get(answer.reason if isinstance(answer, Left) else "made", 0) + 1
        )
        if isinstance(answer, Left):
            assert not target.exists()
            continue
        _check_copy(path, target)
        target.unlink()
    assert tally["made"] >= 0.95 * sum(tally.values())
    assert tally[SkipReason.NOT_DEIDENTIFIED] <= 13


def _check_copy(path: Path, target: Path) -> None:
    with warnings.catch_warnings(action="ignore"):
        original, copy = pydicom.dcmread(path, force=True), pydicom.dcmread(target)
        for keyword in ("PixelData", "FloatPixelData", "DoubleFloatPixelData"):
            if keyword in original:
                assert copy[keyword].value == original[keyword].value
        name = str(original.get("PatientName", "")).strip("^ ")
        if len(name) > 5 and name.lower() not in ("anonymous", "anonymized"):
            assert name.encode("utf-8") not in target.read_bytes()[:20000]
        assert copy.PatientIdentityRemoved == "YES"
        assert not [element for element in copy.iterall() if element.tag.is_private]
