"""Offers a disc or a drive that is put in while the window is empty. It is never read unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from gui.flow import Flow, State
from gui.jobs.crew import Crew
from gui.jobs.drives import Drive, DriveWatch
from gui.widgets.disc_offer import DiscOffer


class Offers(QObject):
    """Joins the watch over the drives to the offer in the drop area.

    :param read: reads folders and files into the list.
    """

    def __init__(
        self, offer: DiscOffer, flow: Flow, crew: Crew, read: Callable[[Sequence[str]], None], watch: DriveWatch
    ) -> None:
        super().__init__(offer)
        self._offer, self._flow, self._read, self.watch = offer, flow, read, watch
        watch.setParent(self)
        watch.appeared.connect(self._show)
        watch.gone.connect(self._withdraw)
        offer.read_pressed.connect(self._take)
        flow.state_changed.connect(self._follow)
        crew.all_ended.connect(watch.end)
        self._follow(flow.state)

    def _follow(self, state: State) -> None:
        if state is State.IDLE:
            self.watch.begin()
        else:
            self.watch.end()
            self._offer.withdraw()

    def _show(self, drive: Drive) -> None:
        if self._flow.state is State.IDLE:
            self._offer.offer(drive.name, drive.path, disc=drive.disc)

    def _withdraw(self, path: str) -> None:
        if path == self._offer.path:
            self._offer.withdraw()

    def _take(self, path: str) -> None:
        self._offer.withdraw()
        self._read([path])
