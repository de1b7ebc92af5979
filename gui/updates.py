"""Looks whether IT has a newer version to install; and ``python -m gui updates``, which says so. Without Qt.

The program never replaces itself, and looks nowhere unless IT's policy names an address and a key.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from gui import __version__
from gui.core.cancel import Cancelled, CancelToken
from gui.core.errors import CourierError
from gui.core.exit_codes import NOT_REACHED, VERIFIED
from gui.core.release import NoticeUnusable, Release, judge, version_key
from gui.courier import Courier
from gui.store.places import Places
from gui.store.policy import UpdatePolicy
from gui.store.seen_releases import Seen, SeenReleases

Fetch = Callable[[str, CancelToken], bytes]
"""Fetches what is at an address. Raises :class:`CourierError` and :class:`gui.core.cancel.Cancelled`."""

_logger = logging.getLogger(__name__)


class Updates:
    """What is known of newer versions; every method but :attr:`on` blocks, and may be called from every thread.

    :param policy: what IT has set.
    :param fetch: the way to the notice.
    :param installed: the version that runs.
    """

    def __init__(
        self,
        policy: UpdatePolicy,
        places: Places,
        fetch: Fetch,
        *,
        installed: str = __version__,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._policy = policy
        self._store = SeenReleases(places)
        self._fetch = fetch
        self._installed = installed
        self._now = now
        self._lock = threading.Lock()
        self._unsaved: Seen | None = None

    @property
    def on(self) -> bool:
        """True when IT wants the program to look."""
        return self._policy.on

    def newer(self, cancel: CancelToken) -> Release | None:
        """The newer version to tell of, None when there is none, or it was dismissed. Looks when that is due.

        What goes wrong is in the log by its classes, and nowhere else: it stops nobody's work. Raises
        :class:`gui.core.cancel.Cancelled`.
        """
        if not self.on:
            return None
        with self._lock:
            if self._due():
                try:
                    self._look(cancel)
                except CourierError as error:
                    _logger.info("There is no notice of a newer version: %s", error)
            release = self._known()
            if release is None or not self._is_newer(release) or self._remembered().dismissed == release.version:
                return None
            return release

    def look(self, cancel: CancelToken) -> Release | None:
        """Look now, due or not; a newer version, dismissed or not. Raises :class:`CourierError` for no notice."""
        with self._lock:
            self._look(cancel)
            release = self._known()
        return release if release is not None and self._is_newer(release) else None

    def dismiss(self, release: Release) -> None:
        """Do not tell of this version again."""
        with self._lock:
            self._keep(dismissed=release.version)

    # -- inside ----------------------------------------------------------------------------------------------

    def _due(self) -> bool:
        looked = self._remembered().looked
        return looked is None or not timedelta() <= self._now() - looked < timedelta(days=self._policy.days)

    def _look(self, cancel: CancelToken) -> None:
        from gui.service.updates import read_notice

        before = self._remembered().looked
        self._keep(looked=self._now())
        try:
            content = self._fetch(self._policy.address, cancel)
        except Cancelled:
            self._keep(looked=before)
            raise
        judge(read_notice(content, self._policy.public_key), seen=self._seen(), now=self._now())
        self._keep(notice=content)

    def _seen(self) -> Release | None:
        """The newest notice so far, if its signature is right: with another key everything begins anew."""
        from gui.service.updates import read_notice

        kept = self._remembered().notice
        if not kept:
            return None
        try:
            return read_notice(kept, self._policy.public_key)
        except NoticeUnusable:
            return None

    def _known(self) -> Release | None:
        """The newest notice, as long as it counts."""
        release = self._seen()
        if release is None:
            return None
        try:
            judge(release, seen=None, now=self._now())
        except NoticeUnusable as error:
            _logger.info("The notice of a newer version counts no more: %s", error)
            return None
        return release

    def _is_newer(self, release: Release) -> bool:
        return version_key(release.version) > version_key(self._installed)

    def _remembered(self) -> Seen:
        return self._store.load() if self._unsaved is None else self._unsaved

    def _keep(self, **values: Any) -> None:
        """Keep it on the disk; where that does not work, until the program ends."""
        seen = dataclasses.replace(self._remembered(), **values)
        try:
            self._store.save(seen)
            self._unsaved = None
        except OSError as error:
            self._unsaved = seen
            _logger.warning("What was seen of newer versions could not be kept: %s", error)


def updates_of(courier: Courier, places: Places) -> Updates:
    """Looks by the policy of this computer, on the way that its uploads go."""

    def fetch(address: str, cancel: CancelToken) -> bytes:
        from gui.service.updates import QUICK, fetch_notice, source_of

        return fetch_notice(address, courier.ways.tuning(source_of(address), QUICK), cancel)

    return Updates(courier.managed.policy.updates, places, fetch)


# -- the command line ------------------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    """Look, and say what there is; answers with the exit code."""
    parser = argparse.ArgumentParser(prog="dicom-courier updates", description="Is there a newer version to install?")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    places = Places.for_user()
    courier = Courier(places)
    updates = updates_of(courier, places)
    try:
        courier.managed.usable_policy()
        release = updates.look(CancelToken()) if updates.on else None
    except CourierError as error:
        sys.stderr.write(f"{error.title}. {error.advice}\n")
        if error.detail:
            sys.stderr.write(f"Technical details: {error.detail}\n")
        return NOT_REACHED
    if options.json:
        told = {
            "installed": __version__,
            "looks": updates.on,
            "newer": None if release is None else release.version,
            "text": "" if release is None else release.text,
            "page": "" if release is None else release.page,
        }
        sys.stdout.write(f"{json.dumps(told, indent=2)}\n")
    elif not updates.on:
        sys.stdout.write(f"This is version {__version__}. Your IT has not set where to look for newer ones.\n")
    elif release is None:
        sys.stdout.write(f"This is version {__version__}. There is no newer one to install.\n")
    else:
        lines = (f"Version {release.version} is available. Your IT installs it.", release.text, release.page)
        sys.stdout.writelines(f"{line}\n" for line in lines if line)
    return VERIFIED
