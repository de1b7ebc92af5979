"""A patient whose name, numbers and UIDs stand in more than a dozen places of a file, and how to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.core.entities import Instance
from gui.dicom.deidentify.one_file import Job, Left, deidentify
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.dicom.instances import read_header
from tests.helpers.dicom_files import ROOT, write_instance

SECRET = bytes(range(32))

NAME, PATIENT_ID, BIRTH_DATE, ACCESSION = "Plantagenet^Petronella", "PID-908172635443", "19431224", "ACC-5544332211"
OTHERS = ("Quackenbush^Quentin", "Ypsilanti", "Zwickel-Klinik", "79-5556677889900", "SN-99887766554433")
WORDS = (
    "plantagenet",
    "petronella",
    "908172635443",
    BIRTH_DATE,
    "5544332211",
    "quackenbush",
    "quentin",
    "ypsilanti",
    "zwickel",
    "5556677889900",
    "99887766554433",
    ROOT.rstrip("."),
    "471108150042",
)
"""What must not be found in anything that goes out, in small letters."""


def plant(path: Path, *, seed: int = 1, **elements: object) -> Dataset:
    """Write a CT image whose patient is named wherever a file can name one."""
    nested = Dataset()
    nested.PatientName = NAME
    nested.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    nested.ReferencedSOPInstanceUID = f"{ROOT}77.1"
    deep = Dataset()
    deep.CodeValue = "T-1"
    deep.CodingSchemeDesignator = "99LOCAL"
    deep.CodeMeaning = f"Thorax of {NAME.split('^')[0]}"
    deep.RequestingPhysician = OTHERS[0]
    nested.PurposeOfReferenceCodeSequence = Sequence([deep])
    request = Dataset()
    request.RequestedProcedureID = ACCESSION
    request.RequestedProcedureDescription = f"CT for {NAME}"
    private = Dataset()
    private.add_new(0x00291010, "LO", NAME)
    values: dict[str, object] = {
        "SOPInstanceUID": f"{ROOT}9.{seed}",
        "PatientName": NAME,
        "PatientID": PATIENT_ID,
        "PatientBirthDate": BIRTH_DATE,
        "OtherPatientIDs": [PATIENT_ID, "OLD-471108150042"],
        "PatientAddress": f"1 Lane, {OTHERS[1]}",
        "PatientTelephoneNumbers": OTHERS[3],
        "AccessionNumber": ACCESSION,
        "ReferringPhysicianName": OTHERS[0],
        "InstitutionName": OTHERS[2],
        "DeviceSerialNumber": OTHERS[4],
        "StudyID": "471108150042",
        "StudyDescription": f"Thorax {NAME}",
        "ImageComments": f"Seen by {OTHERS[0]}, patient {PATIENT_ID}, born {BIRTH_DATE}",
        "Manufacturer": f"Maker for {NAME.split('^')[0]}",
        "SoftwareVersions": ["v1", PATIENT_ID],
        "BodyPartExamined": "CHEST",
        "FrameOfReferenceUID": f"{ROOT}5",
        "ReferencedImageSequence": Sequence([nested]),
        "RequestAttributesSequence": Sequence([request]),
        "ImagePositionPatient": [1.5, -2.25, 3],
        "PixelSpacing": [0.5, 0.5],
    }
    values.update(elements)
    dataset = write_instance(path, seed=seed, **values)
    block = dataset.private_block(0x0029, "PLANTED BY " + NAME, create=True)
    block.add_new(0x01, "LO", NAME)
    block.add_new(0x02, "SQ", Sequence([private]))
    dataset.add_new(0x60000010, "US", 8)
    dataset.add_new(0x60000022, "LO", NAME)
    dataset.add_new(0x60003000, "OW", NAME.encode() + b"  ")
    dataset.file_meta.SourceApplicationEntityTitle = "PLANTAGENET"
    dataset.file_meta.PrivateInformationCreatorUID = f"{ROOT}3"
    dataset.file_meta.PrivateInformation = NAME.encode()
    dataset.add_new(0xFFFCFFFC, "OB", NAME.encode())
    dataset.preamble = NAME.encode().ljust(128, b"\0")
    dataset.save_as(path, enforce_file_format=True)
    return dataset


def job_for(found: Instance, target: Path) -> Job:
    """The job of making one file anonymous."""
    pseudonyms = Pseudonyms(SECRET)
    return Job(
        found.path,
        found.size,
        found.mtime_ns,
        found.sop_instance_uid,
        found.sop_class_uid,
        found.study.study_instance_uid,
        found.series.series_instance_uid,
        pseudonyms.patient(*found.key.patient),
        (found.patient.name, found.patient.patient_id),
        str(target),
        SECRET,
    )


def copied(path: Path, target: Path) -> Instance | Left:
    """What becomes of a file."""
    found = read_header(str(path))
    assert isinstance(found, Instance)
    return deidentify(job_for(found, target))


def named_in(blocks: Iterable[bytes], words: Iterable[str] = WORDS) -> list[str]:
    """The words that bytes hold, in small or capital letters, in any encoding that a DICOM file may have."""
    found = []
    for block in blocks:
        lowered = re.sub(rb"[A-Z]", lambda one: one[0].lower(), block)
        for word in words:
            spellings = {word.casefold().encode(coding, "ignore") for coding in ("utf-8", "latin-1", "utf-16-le")}
            found += [word for spelling in spellings if spelling and spelling in lowered]
    return found
