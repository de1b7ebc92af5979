"""New names for patients and new UIDs: the same ones for the same originals, and no way back without the secret."""

from __future__ import annotations

import hashlib
import hmac

SECRET_BYTES = 32
"""How long a person's secret is."""


class Pseudonyms:
    """Makes UIDs and patients' names from the originals and a secret (HMAC-SHA256, RFC 2104).

    The same secret gives the same answers on every day and computer, so that a study that goes out in parts stays one.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise ValueError("a secret has 32 bytes")
        self._secret = secret

    def uid(self, original: str) -> str:
        """The UID in the place of another: 2.25 and a UUID as a number (PS3.5 §B.2; RFC 9562, version 8)."""
        digest = bytearray(self._digest("uid", original)[:16])
        digest[6] = digest[6] & 0x0F | 0x80
        digest[8] = digest[8] & 0x3F | 0x80
        return f"2.25.{int.from_bytes(digest, 'big')}"

    def patient(self, *identity: str) -> str:
        """Twelve capital letters and digits for a patient who is known by these values."""
        return self._digest("patient", *identity)[:6].hex().upper()

    def _digest(self, *parts: str) -> bytes:
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, text, hashlib.sha256).digest()


def patient_id(code: str) -> str:
    """PatientID (0010,0020) of a patient with this code."""
    return f"P-{code}"


def patient_name(code: str) -> str:
    """PatientName (0010,0010) of a patient with this code."""
    return f"Patient^{code}"
