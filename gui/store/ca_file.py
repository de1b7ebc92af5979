"""Looks whether a file can serve as extra certificate authorities."""

from __future__ import annotations

import ssl
from pathlib import Path

from gui.core.errors import AuthoritiesUnusable

_LARGEST = 16 * 1024 * 1024


class CertificateFileUnusable(AuthoritiesUnusable):
    """``problem`` says in a sentence whether it is gone, cannot be read, or holds no certificate."""

    advice_template = "{problem} Choose it again in the preferences, or ask your IT for the right file."


def check_ca_file(path: str) -> int:
    """How many certificates the file holds, in PEM (RFC 7468). Raises :class:`CertificateFileUnusable`."""
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise CertificateFileUnusable(problem="It is far too large for a file of certificates.", detail="TooLarge")
        with open(path, "rb") as file:
            file.read(1)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cafile=path)
        found = context.cert_store_stats()["x509"]
    except FileNotFoundError as error:
        raise CertificateFileUnusable(problem="It is no longer there.", detail="FileNotFoundError") from error
    except ssl.SSLError as error:
        raise CertificateFileUnusable(problem=_NO_CERTIFICATE, detail=type(error).__name__) from error
    except (OSError, ValueError) as error:
        raise CertificateFileUnusable(problem="It cannot be read.", detail=type(error).__name__) from error
    if not found:
        raise CertificateFileUnusable(problem=_NO_CERTIFICATE, detail="NoCertificate")
    return found


_NO_CERTIFICATE = "It holds no certificate in PEM, the form that begins with “BEGIN CERTIFICATE”."
