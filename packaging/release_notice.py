#!/usr/bin/env python3
"""Makes the notice that a newer version exists, signed, for the address that IT's policy names.

python3 packaging/release_notice.py key KEY.pem                       make a key; prints its public half for the policy
python3 packaging/release_notice.py sign KEY.pem --version 1.3.0 ...  sign a notice
python3 packaging/release_notice.py check FILE --public-key BASE64    say what a program with this key would tell

It needs the package cryptography. A passphrase for the key is asked for, or taken from the environment variable
DICOM_COURIER_RELEASE_PASSPHRASE; an empty one leaves the key without.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gui.core.release import (
    LARGEST,
    NoticeUnusable,
    Release,
    join_notice,
    judge,
    signed_bytes,
    to_statement,
)

PASSPHRASE = "DICOM_COURIER_RELEASE_PASSPHRASE"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="The signed notice that a newer version exists")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    key = verbs.add_parser("key", help="make a key, and print its public half")
    key.add_argument("key", type=Path, metavar="KEY.pem", help="where it goes; an existing file is not touched")
    key.set_defaults(run=make_key)
    sign = verbs.add_parser("sign", help="sign a notice")
    sign.add_argument("key", type=Path, metavar="KEY.pem")
    sign.add_argument("--version", required=True, help="the version that exists, such as 1.3.0")
    sign.add_argument("--text", default="", help="one sentence about what is new")
    sign.add_argument("--page", default="", help="an https page with more")
    sign.add_argument("--days", type=int, default=90, help="how long the notice counts (90)")
    sign.add_argument("--issued", type=date.fromisoformat, help="its day, instead of today's (UTC)")
    sign.add_argument("--out", type=Path, default=Path("release.txt"), help="the file (release.txt)")
    sign.set_defaults(run=sign_notice)
    check = verbs.add_parser("check", help="say what a program with this key would tell")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--public-key", required=True, help="as it stands in the policy")
    check.set_defaults(run=check_notice)
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except (OSError, ValueError, TypeError) as error:
        print(f"It did not work: {error}", file=sys.stderr)
        return 1
    except NoticeUnusable as error:
        print(f"{error.title}: {error.values['problem']} ({error.detail})", file=sys.stderr)
        return 1
    return code


def make_key(options: argparse.Namespace) -> int:
    """A new key in a file that only its owner reads; its public half on standard output."""
    passphrase = _passphrase("A passphrase for the new key (empty for none): ")
    made = Ed25519PrivateKey.generate()
    protection = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    content = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection)
    with open(os.open(options.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    print(_written(made))
    return 0


def sign_notice(options: argparse.Namespace) -> int:
    """The signed file; the public key of what signed it on standard output."""
    content = options.key.read_bytes()
    passphrase = None
    if b"ENCRYPTED" in content:
        passphrase = _passphrase("The passphrase of the key: ")
    key = serialization.load_pem_private_key(content, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("this is no Ed25519 key")
    issued = options.issued or datetime.now(UTC).date()
    release = Release(options.version, issued, issued + timedelta(days=options.days), options.text, options.page)
    statement = to_statement(release)
    notice = join_notice(key.sign(signed_bytes(statement)), statement)
    if len(notice) > LARGEST:
        raise ValueError("this notice is too long")
    options.out.write_bytes(notice)
    print(f"{options.out} counts up to and including {release.expires}. Its public key is {_written(key)}")
    return 0


def check_notice(options: argparse.Namespace) -> int:
    """What a program makes of the file today."""
    from gui.service.updates import read_notice

    release = read_notice(options.file.read_bytes(), base64.b64decode(options.public_key, validate=True))
    judge(release, seen=None, now=datetime.now(UTC))
    print(f"Version {release.version}, issued {release.issued}, counts up to and including {release.expires}.")
    for line in (release.text, release.page):
        if line:
            print(line)
    return 0


def _written(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def _passphrase(question: str) -> bytes:
    given = os.environ.get(PASSPHRASE)
    return (getpass.getpass(question) if given is None else given).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
