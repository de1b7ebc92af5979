"""The secret that makes a person's pseudonyms: kept in a file, because it has to stay for years, keyring or not."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from gui.core.errors import CourierError

_BYTES = 32


class SecretUnusable(CourierError):
    """The secret is damaged, or cannot be kept."""

    title_template = "Identifying data cannot be removed on this computer"
    advice_template = (
        "The secret that new names and UIDs are made with cannot be read or kept, and nothing is sent without it. Make "
        "room on this computer’s disk, then try again. If it stays so, ask your IT."
    )


def pseudonym_secret(path: Path) -> bytes:
    """The secret in a file (32 bytes, 0600), which is made when it is not there. Raises :class:`SecretUnusable`.

    A damaged one is never replaced: other UIDs would tear studies apart of which the first part has been sent.
    """
    try:
        if not path.exists():
            _make(path)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
        with open(handle, "rb") as file:
            secret = file.read(_BYTES + 1)
            if os.name == "posix" and stat.S_IMODE(os.fstat(handle).st_mode) & 0o077:
                os.fchmod(handle, 0o600)
    except OSError as error:
        raise SecretUnusable(detail=type(error).__name__) from error
    if len(secret) != _BYTES:
        raise SecretUnusable(detail="length")
    return secret


def _make(path: Path) -> None:
    """Write a new one whole, and put it in its place unless another program was faster."""
    handle, name = tempfile.mkstemp(prefix=".pseudonyms-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            try:
                os.link(name, path)
            except FileExistsError:
                raise
            except OSError:  # a disk that knows no links
                if not path.exists():
                    Path(name).rename(path)
    finally:
        Path(name).unlink(missing_ok=True)
