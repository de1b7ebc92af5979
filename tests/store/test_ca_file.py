"""A file of extra certificate authorities is looked at before it is trusted to work."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gui.store.ca_file import CertificateFileUnusable, check_ca_file

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


def make_certificate(folder: Path, name: str = "ca") -> Path:
    made = folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", f"/CN={name}", "-keyout", os.devnull, "-out", str(made)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return made


@needs_openssl
def test_the_certificates_of_a_file_are_counted(tmp_path: Path) -> None:
    one, other = make_certificate(tmp_path, "one"), make_certificate(tmp_path, "other")
    both = tmp_path / "both.pem"
    both.write_bytes(one.read_bytes() + other.read_bytes())
    assert check_ca_file(str(one)) == 1
    assert check_ca_file(str(both)) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\x30\x82\x01"],
)
def test_a_file_without_a_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(CertificateFileUnusable, match="cannot be used") as failed:
        check_ca_file(str(tmp_path / "ca.pem"))
    assert "PEM" in failed.value.advice
    assert str(tmp_path) not in failed.value.advice + failed.value.detail


def test_a_file_that_is_gone_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CertificateFileUnusable) as failed:
        check_ca_file(str(tmp_path / "gone.pem"))
    assert "no longer there" in failed.value.advice
    with pytest.raises(CertificateFileUnusable) as failed:
        check_ca_file(str(tmp_path))
    assert "cannot be read" in failed.value.advice


def test_a_file_that_is_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "ca.pem", "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(CertificateFileUnusable) as failed:
        check_ca_file(str(tmp_path / "ca.pem"))
    assert "too large" in failed.value.advice
