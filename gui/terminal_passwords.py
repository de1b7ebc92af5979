"""The passwords of archives on the command line: from a file, or asked for at the terminal."""

from __future__ import annotations

import argparse
import getpass
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from gui.core.cancel import Cancelled
from gui.core.entities import WITHIN, Skipped
from gui.core.errors import CourierError
from gui.dicom.containers.limits import needs_password
from gui.dicom.containers.passwords import Asker, Locked

_NAME_A_FILE = "Some files need the password of their archive: name a file that holds it with --zip-password-file FILE"
ADVICE = f"{_NAME_A_FILE}, or run this at a terminal to be asked."
ADVICE_UNATTENDED = f"{_NAME_A_FILE}."
_LONGEST = 100_000


class PasswordFileUnusable(CourierError):
    """The file that should hold passwords cannot be read."""

    title_template = "The file with the password cannot be read"
    advice_template = "Nothing was done. Check the path after --zip-password-file; the file is plain text in UTF-8."


def add_option(parser: argparse.ArgumentParser) -> None:
    """The option that names the file."""
    parser.add_argument(
        "--zip-password-file",
        metavar="FILE",
        help="a file with the password of ZIP archives; with several, one on each line, each archive is tried with all",
    )


def asker_for(options: argparse.Namespace) -> Asker | None:
    """Who knows passwords: the file, else the person at the terminal, else nobody. Raises :class:`CourierError`."""
    return asker_from_file(options) or (_FromTerminal() if sys.stdin is not None and sys.stdin.isatty() else None)


def asker_from_file(options: argparse.Namespace) -> Asker | None:
    """Who knows passwords where nobody can be asked: the file, else nobody. Raises :class:`CourierError`."""
    return None if options.zip_password_file is None else _FromFile(_lines(options.zip_password_file))


def advice_for(skipped: Iterable[Skipped], asker: Asker | None) -> str:
    """What to say when files were left out because nobody could be asked for their password; else nothing."""
    return ADVICE if asker is None and any(needs_password(one) for one in skipped) else ""


def _lines(path: str) -> list[str]:
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            return [line for line in file.read(_LONGEST).splitlines() if line]
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileUnusable(detail=type(error).__name__) from error


class _FromFile:
    """Every line is a password, tried on each archive in turn."""

    def __init__(self, passwords: list[str]) -> None:
        self._passwords = passwords
        self._rest: list[str] = []

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:  # noqa: ARG002 - they are for any archive
        if not wrong:
            self._rest = list(self._passwords)
        return self._rest.pop(0) if self._rest else None

    def opened(self, locked: Locked) -> None:
        """Nothing is left to do."""


class _FromTerminal:
    """Asks without showing what is typed; Enter alone leaves the locked files out."""

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:
        name = Path(locked.path).name + (f"{WITHIN}{locked.within}" if locked.within else "")
        shown = "".join(one if one.isprintable() else "\ufffd" for one in name)
        if wrong:
            print("This password does not open it.", file=sys.stderr)  # noqa: T201
        # Ctrl+C has to end the question, which waits for a whole line otherwise
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return getpass.getpass(f"Password of {shown} (Enter alone leaves its locked files out): ") or None
        except EOFError:
            return None
        except KeyboardInterrupt:
            raise Cancelled from None
        finally:
            signal.signal(signal.SIGINT, before)

    def opened(self, locked: Locked) -> None:
        """Nothing is left to do."""
