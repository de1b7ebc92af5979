"""What can be asked for on the command line: the verbs and their options."""

from __future__ import annotations

import argparse

from gui.core.destination import Dialect, Scheme
from gui.terminal_passwords import add_option


def parser() -> argparse.ArgumentParser:
    """What the command line takes. In what it gives, ``verb`` is the verb's name."""
    made = argparse.ArgumentParser(prog="dicom-courier", description="DICOM Courier on the command line")
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")

    scan = verbs.add_parser("scan", help="list patients, studies and series below folders and files")
    scan.add_argument("paths", nargs="+", metavar="PATH")
    scan.add_argument("--json", action="store_true", help="print one JSON object")
    add_option(scan)

    send = verbs.add_parser("send", help="send every image below folders and files, and print the receipt")
    send.add_argument("paths", nargs="+", metavar="PATH")
    _add_where(send)
    send.add_argument("--yes", action="store_true", help="do not ask before sending")
    send.add_argument("--json", action="store_true", help="print one JSON object")
    add_option(send)

    watch = verbs.add_parser("watch", help="send each study that comes into a folder, and print its receipt")
    watch.add_argument("folder", metavar="FOLDER")
    _add_where(watch)
    watch.add_argument("--quiet", type=float, default=30.0, metavar="SECONDS", help="how long a study rests first")
    after = watch.add_mutually_exclusive_group()
    after.add_argument("--move-to", metavar="DIR", help="move what has arrived there; a name alone is below FOLDER")
    after.add_argument("--leave", action="store_true", help="leave what has arrived where it is (the default)")
    add_option(watch)
    watch.add_argument("--once", action="store_true", help="end when nothing waits any more")
    watch.add_argument("--json", action="store_true", help="print one JSON object, on one line, for each study")

    resume = verbs.add_parser("resume", help="go on with the newest upload that did not end")
    resume.add_argument("--upload", type=int, metavar="N", help="the receipt's number instead of the newest")
    resume.add_argument("--again", action="store_true", help="also try what was refused or counted short")
    resume.add_argument("--token-env", metavar="NAME", help="the environment variable that holds the token")
    resume.add_argument("--json", action="store_true", help="print one JSON object")
    add_option(resume)

    history = verbs.add_parser("history", help="list the uploads that this computer remembers")
    history.add_argument("--json", action="store_true", help="print one JSON object")

    practice = verbs.add_parser("practice", help="run the Practice service alone, on the loopback address")
    practice.add_argument("--port", type=int, default=0, metavar="N")
    practice.add_argument("--store", required=True, metavar="DIR")
    practice.add_argument("--token-env", required=True, metavar="NAME")
    return made


def _add_where(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--base-url", metavar="URL", help="the service's base URL")
    where.add_argument("--destination", metavar="NAME", help="a destination that was set up in the window")
    parser.add_argument("--source", default="", metavar="S", help="the service's Source setting")
    parser.add_argument(
        "--dialect",
        choices=[dialect.value for dialect in Dialect],
        default=Dialect.SERVICE.value,
        help="how the base URL is spoken to: the upload service, or any DICOMweb server (STOW-RS)",
    )
    parser.add_argument(
        "--scheme",
        choices=[scheme.value for scheme in Scheme],
        help="the word before the token: Token unless said otherwise, Basic (the token is name:password) for dicomweb",
    )
    token = parser.add_mutually_exclusive_group()
    token.add_argument("--token-env", metavar="NAME", help="the environment variable that holds the token")
    token.add_argument("--token-stdin", action="store_true", help="read the token from standard input")
    parser.add_argument("--connections", type=int, choices=range(1, 9), metavar="1-8", help="requests in flight")
