"""``python -m gui``: the window; with a verb: the command line."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.core.proxy import ProxySettings

_USAGE = """\
DICOM Courier {version}

  dicom-courier [PATH…]            open the window, with these folders and files in it
  dicom-courier scan PATH…         list patients, studies and series
  dicom-courier send PATH…         send, and print the receipt
  dicom-courier watch FOLDER       send each study that comes into a folder
  dicom-courier resume             go on with an upload that did not end
  dicom-courier history            list the uploads that this computer remembers
  dicom-courier practice           run the Practice service alone
  dicom-courier audit              read the audit trail that your IT may want
  dicom-courier updates            say whether there is a newer version for your IT to install
  dicom-courier --self-test        prove that this installation works; nothing leaves the computer

Each verb explains itself with --help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window, or run a verb of the command line. Answers with the exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if arguments is None else arguments
    first = arguments[0] if arguments else ""
    if first in ("--version", "--help", "-h"):
        from gui import __version__

        text = __version__ if first == "--version" else _USAGE.format(version=__version__)
        sys.stdout.write(f"{text}\n")
        return 0
    if first in ("scan", "send", "watch", "resume", "history", "practice"):
        from gui import cli
        from gui.ending import leave

        find_proxy = _find_proxy if sys.platform in ("win32", "darwin") else None
        return leave(cli.main(arguments, find_proxy=find_proxy))
    if first == "audit":
        from gui import audit_list

        return audit_list.main(arguments[1:])
    if first == "updates":
        from gui import updates

        return updates.main(arguments[1:])
    if first == "--self-test":
        from gui import selftest

        return selftest.main(arguments[1:])
    from gui import app

    return app.main(arguments)


def _find_proxy(address: str) -> ProxySettings | None:
    """Ask Qt, which knows the automatic proxies of Windows and macOS; it is loaded only where something is sent."""
    from gui.jobs.system_proxy import system_proxy

    return system_proxy(address)


if __name__ == "__main__":
    sys.exit(main())
