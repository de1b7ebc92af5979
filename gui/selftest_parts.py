"""The steps of the self-test that prove what the program is made with: decoders, keyring, certificates, ciphers, texts.

Each raises :class:`SelfTestFailed`, or answers with lines that say what was found. None touches what is the person's.
"""

from __future__ import annotations

import importlib
import io
import os
import platform
import ssl
import sys
import threading
from pathlib import Path

from gui.assets import asset
from gui.store.places import Places

WAIT = 60.0
"""Seconds that one step may take on a slow computer; a step that is done goes on at once."""

_KEYRINGS = {
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS.api",),
}
_KEYRINGS_ELSEWHERE = ("keyring.backends.SecretService", "secretstorage", "keyring.backends.kwallet")
_PICTURES = {
    "JPEG": "1.2.840.10008.1.2.4.50",
    "JPEG lossless": "1.2.840.10008.1.2.4.70",
    "JPEG-LS": "1.2.840.10008.1.2.4.80",
    "JPEG 2000": "1.2.840.10008.1.2.4.90",
    "HTJ2K": "1.2.840.10008.1.2.4.201",
    "RLE": "1.2.840.10008.1.2.5",
}
_NOT_OFFERED = {"JPEG lossless", "JPEG-LS"}  # no part for the first; for the second none where Python is 3.14

_RFC_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
_RFC_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
_LANGUAGES = ("en", "de")
_OF_QT = ("QPlatformTheme", "Cancel")
_SECRET = bytes(32)
_LOCKED = "26593e9c9ad798aa2324478d7247909cd21fcebf68fc4fbd3dc8701daf45b628fcf7a3af64ccc3207c"
"""``DICOM Courier``, locked with AES-256 and the password ``password``."""


class SelfTestFailed(Exception):
    """A step did not do what it has to; the text is for the person who reads the lines."""


def need(condition: object, text: str) -> None:
    """Raise :class:`SelfTestFailed` with this text unless the condition is true."""
    if not condition:
        raise SelfTestFailed(text)


def pictures() -> list[str]:
    """The decoders are there, and the preview's process makes a picture."""
    from pydicom.pixels.decoders.base import get_decoder

    from gui.dicom.preview import Answer, Picture, PreviewWorker

    there = [name for name, uid in _PICTURES.items() if get_decoder(uid).is_available]
    missing = set(_PICTURES) - set(there) - _NOT_OFFERED
    need(not missing, f"no decoder for {', '.join(sorted(missing))}")
    image = next((Places.for_user().data / "sample-images").rglob("IM*"), None)
    need(image, "there is no sample image to make a picture of")
    answers: list[Answer] = []
    made = threading.Event()

    def done(answer: Answer) -> None:
        answers.append(answer)
        made.set()

    worker = PreviewWorker()
    try:
        worker.request(str(image), 0.5, done)
        need(made.wait(WAIT), "the preview's process did not answer")
    finally:
        worker.shut_down()
    picture = answers[0]
    if not isinstance(picture, Picture):
        raise SelfTestFailed(f"the preview made no picture: {picture.reason}")
    need(len(set(picture.data)) > 1, "the preview's picture is empty")
    return [f"preview {picture.width} × {picture.height} made in its own process; decoders: {', '.join(there)}"]


def anonymous() -> list[str]:
    """A process of its own makes an anonymous copy of a sample image, and nothing of the patient is in it."""
    from gui.core.cancel import CancelToken
    from gui.core.entities import Instance
    from gui.dicom.deidentify.crew import deidentify_all
    from gui.dicom.deidentify.one_file import Job
    from gui.dicom.deidentify.pseudonyms import Pseudonyms
    from gui.dicom.instances import read_header

    data = Places.for_user().data
    one = read_header(str(next((data / "sample-images").rglob("IM*"))))
    if not isinstance(one, Instance):
        raise SelfTestFailed("the sample image could not be read")
    known = (one.patient.name, one.patient.patient_id)
    job = Job(
        path=one.path,
        size=one.size,
        mtime_ns=one.mtime_ns,
        sop_instance_uid=one.sop_instance_uid,
        sop_class_uid=one.sop_class_uid,
        study_instance_uid=one.study.study_instance_uid,
        series_instance_uid=one.series.series_instance_uid,
        code=Pseudonyms(_SECRET).patient(*known),
        known=known,
        target=str(data / "anonymous.dcm"),
        secret=_SECRET,
    )
    ((_, made),) = deidentify_all(iter([job]), 1, CancelToken())
    if not isinstance(made, Instance):
        raise SelfTestFailed(f"no anonymous copy was made: {made.text}")
    need(made.patient.name not in ("", known[0]), "the anonymous copy bears the patient's name")
    need(known[1].encode() not in Path(job.target).read_bytes(), "the anonymous copy bears the patient's number")
    return ["a sample image's copy without its patient made and looked through in a process of its own"]


def keyring() -> list[str]:
    """The keyring that tokens are kept in, and the modules that every system's keyring needs."""
    from gui.store.secrets import TokenStore

    for name in _KEYRINGS.get(sys.platform, _KEYRINGS_ELSEWHERE):
        importlib.import_module(name)
    return [TokenStore().describe()]


def trust() -> list[str]:
    """Where trusted certificates come from: the operating system, never a file of the program."""
    import truststore

    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if sys.platform == "darwin":
        return ["the Keychain's certificates (truststore)"]
    if sys.platform == "win32":
        count = len(ssl.enum_certificates("ROOT"))
        need(count, "Windows names no trusted certificate")
        return [f"{count} certificates of Windows (truststore)"]
    paths = ssl.get_default_verify_paths()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    count = len(context.get_ca_certs())
    if not count and paths.capath:
        count = sum(1 for name in os.listdir(paths.capath) if name.endswith(".0"))
    need(count, "this computer has no list of trusted certificates (Debian and Ubuntu: package ca-certificates)")
    return [f"{count} certificates of the system, {paths.cafile or paths.capath} (truststore)"]


def signature() -> list[str]:
    """A signature of RFC 8032 (§7.1, test 2) is proven, and a changed one is not."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        need(sys.platform == "darwin" and platform.machine() == "x86_64", f"cryptography is missing: {error}")
        return ["none can be proven on this processor: newer versions are not told of"]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(_RFC_KEY))
    try:
        key.verify(bytes.fromhex(_RFC_SIGNATURE), b"r")
    except InvalidSignature as error:
        raise SelfTestFailed("a good signature was not proven") from error
    try:
        key.verify(bytes.fromhex(_RFC_SIGNATURE), b"s")
    except InvalidSignature:
        return ["Ed25519 is proven (cryptography)"]
    raise SelfTestFailed("a wrong signature was taken for a good one")


def locked_zip() -> list[str]:
    """An entry as WinZip locks it with AES opens with its password, and not with another one."""
    from gui.dicom.containers.locks import Lock, Unlocked, WrongPassword, can_open_aes
    from gui.dicom.containers.passwords import Password

    if not can_open_aes():
        need(sys.platform == "darwin" and platform.machine() == "x86_64", "cryptography is missing")
        return ["only ZIPs that are locked in the old way can be opened on this processor"]
    locked = bytes.fromhex(_LOCKED)
    opened = Unlocked(io.BytesIO(locked), len(locked), Lock(3), Password(b"password")).read()
    need(opened == b"DICOM Courier", "what AES locked was not read as it was")
    try:
        Unlocked(io.BytesIO(locked), len(locked), Lock(3), Password(b"another"))
    except WrongPassword:
        return ["AES of 256 bits opens with its password (cryptography)"]
    raise SelfTestFailed("a wrong password was taken for the right one")


def languages() -> list[str]:
    """The window's texts and Qt's own are there in each language, and sorting knows the languages' own order."""
    from PySide6.QtCore import QCollator, QCoreApplication, QLibraryInfo, QLocale, QTranslator

    from gui import translation

    names = translation.languages()
    need(set(names) >= set(_LANGUAGES), f"the window speaks only {', '.join(names.values())}")
    folders = {"qtbase_": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "dicom_courier_": asset("i18n")}
    for code in names:
        for name, folder in folders.items():
            texts = QTranslator()
            there = code == translation.SOURCE or texts.load(QLocale(code), name, "", str(folder), ".qm")
            need(there, f"there are no texts {name}{code}.qm")
            need(code == translation.SOURCE or not texts.isEmpty(), f"{name}{code}.qm is empty")
    app = QCoreApplication.instance()
    need(app, "the window has to be there before its languages")
    if app is not None:
        translation.speak(app, "de")
        cancel = QCoreApplication.translate(*_OF_QT)
        translation.speak(app, translation.SOURCE)
        need(cancel == "Abbrechen", f"Qt says {cancel!r} for Cancel in German")
    order = [QCollator(QLocale(code)).compare("ö", "z") for code in ("de", "sv")]
    need(order[0] < 0 < order[1], "ö is not sorted before z in German and after it in Swedish")
    need(QLocale("tr").toUpper("i") == "İ", "capital letters are not those of the language")
    return [f"{', '.join(names.values())}; sorting and capital letters as each language has them"]
