"""Archives made for a test."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

KINDS = ("zip", "zip-stored", "tar", "tar.gz", "nested zip", "nested stored zip", "tar in zip", "zip in tar.gz")


def pack(files: Iterable[tuple[str, bytes]], kind: str) -> bytes:
    """An archive of (name, content) in this order."""
    files = list(files)
    if kind == "zip":
        return zipped(files)
    if kind == "zip-stored":
        return zipped(files, zipfile.ZIP_STORED)
    if kind == "tar":
        return tarred(files)
    if kind == "tar.gz":
        return gzip.compress(tarred(files), 1)
    if kind == "nested zip":
        return zipped([("inner.zip", zipped(files))])
    if kind == "nested stored zip":
        return zipped([("inner.zip", zipped(files, zipfile.ZIP_STORED))], zipfile.ZIP_STORED)
    if kind == "tar in zip":
        return zipped([("inner.tar", tarred(files))])
    assert kind == "zip in tar.gz"
    return gzip.compress(tarred([("inner.zip", zipped(files))]), 1)


def zipped(files: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def tarred(files: Iterable[tuple[str, bytes]], form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def below(folder: Path) -> list[tuple[str, bytes]]:
    """All files below a folder, by their names from there on."""
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
