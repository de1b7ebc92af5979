"""``watch`` on the command line: one folder, one destination, one line for each study that was sent."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import Skipped
from gui.core.errors import CourierError
from gui.core.exit_codes import CANCELLED, USAGE, VERIFIED, code_of_error
from gui.core.sending import Sent
from gui.core.token import Token
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.limits import needs_password
from gui.dicom.containers.passwords import Asker
from gui.store.watched import WatchMemory, only_watcher
from gui.terminal_passwords import ADVICE_UNATTENDED
from gui.watch import Watcher
from gui.watch_rounds import Report, Round, WatchOptions, target_of

_EVERY = 2.0
_LONGEST_QUIET = 86_400


def watch(
    courier: Courier,
    data: Path,
    destination: Destination,
    folder: str,
    *,
    token: Token | None,
    quiet: float,
    move_to: str | None,
    once: bool,
    asker: Asker | None,
    cancel: CancelToken,
    report: Report,
    show: Callable[[Sent, Sequence[Skipped], float], int],
    show_not_begun: Callable[[CourierError, Catalogue, float], None],
    say: Callable[[str], None],
) -> int:
    """Watch until SIGINT or SIGTERM, or with ``once`` until nothing waits; answers with the exit code.

    That is 130 when an upload was under way at the signal, else 0; with ``once`` the greatest of the uploads'. ``show``
    prints an upload that has ended and answers with its code, ``show_not_begun`` one that could not begin.
    ``move_to`` is below ``folder`` unless it is absolute; ``asker`` knows passwords of archives without asking anybody.
    Raises :class:`gui.core.errors.CourierError` for what
    makes it impossible to go on.
    """
    if not 0 < quiet <= _LONGEST_QUIET:
        say("The quiet time is a number of seconds from 0 to 86400.")
        return USAGE
    root = str(Path(folder).absolute())
    if not os.path.isdir(root):
        say("There is no folder of this name to watch.")
        return USAGE
    if move_to is not None:
        move_to = str(Path(root, move_to))
        if Path(os.path.realpath(root)).is_relative_to(os.path.realpath(move_to)):
            say("The folder for sent files cannot be the watched folder, or one that it lies in.")
            return USAGE
    options = WatchOptions(quiet=quiet, every=min(_EVERY, max(0.05, quiet / 2)), move_to=move_to)
    journal = courier.journal  # makes the folder of this person's data
    del journal
    before = signal.signal(signal.SIGTERM, lambda *_: cancel.cancel())
    code = VERIFIED
    try:
        with only_watcher(data, root):
            memory = WatchMemory(data, root, target_of(destination))
            try:
                tell = _teller(say, asker)
                watcher = Watcher(courier, destination, root, memory, options, token=token, tell=tell, asker=asker)
                for one in watcher.run(cancel, once=once, report=report):
                    code = max(code, _show(one, show, show_not_begun, say))
            finally:
                memory.close()
    finally:
        signal.signal(signal.SIGTERM, before)
    if cancel.cancelled:
        return CANCELLED if code == CANCELLED else VERIFIED
    return code


def _show(
    one: Round,
    show: Callable[[Sent, Sequence[Skipped], float], int],
    show_not_begun: Callable[[CourierError, Catalogue, float], None],
    say: Callable[[str], None],
) -> int:
    if not one.news:
        return VERIFIED
    if one.sent is not None:
        return show(one.sent, one.skipped, one.seconds)
    assert one.problem is not None
    catalogue = Catalogue()
    left = {skipped.shown for skipped in one.skipped}
    catalogue.add((*(image for image in one.study.instances if image.shown not in left), *one.skipped))
    show_not_begun(one.problem, catalogue, one.seconds)
    say(f"{one.problem.title}. {one.problem.advice}")
    return code_of_error(one.problem)


def _teller(say: Callable[[str], None], asker: Asker | None) -> Callable[[CourierError | Skipped], None]:
    """Says what a person should know; once, how a password can be given, where none was."""
    advised = asker is not None

    def tell(what: CourierError | Skipped) -> None:
        nonlocal advised
        say(_told(what))
        if not advised and needs_password(what):
            advised = True
            say(ADVICE_UNATTENDED)

    return tell


def _told(what: CourierError | Skipped) -> str:
    if isinstance(what, Skipped):
        return f"left out: {what.shown}: {what.text}"
    return f"{what.title}. {what.advice}"
