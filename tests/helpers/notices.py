"""Notices of newer versions, signed with real keys."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gui.core.release import Release, join_notice, signed_bytes, to_statement

ISSUED, EXPIRES = date(2026, 11, 20), date(2027, 2, 20)


def release(version: str = "1.3.0", issued: date = ISSUED, expires: date = EXPIRES, **more: str) -> Release:
    return Release(version, issued, expires, **more)


@dataclass(frozen=True)
class Signer:
    """A key of its own, and what is signed with it."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def written(self) -> str:
        """The public key as a policy has it."""
        return base64.b64encode(self.public_key).decode()

    def sign(self, statement: bytes) -> bytes:
        """A file with this statement, whatever it says."""
        return join_notice(self.key.sign(signed_bytes(statement)), statement)

    def notice(self, version: str = "1.3.0", **more: object) -> bytes:
        return self.sign(to_statement(release(version, **more)))  # type: ignore[arg-type]
