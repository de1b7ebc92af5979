"""The settings that hold at the moment, and the one place that changes them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.destination import Destination, practice_destination
from gui.core.errors import CourierError
from gui.store.policy import Policy
from gui.store.settings import Settings, SettingsStore


class CurrentSettings(QObject):
    """Loads the settings once and keeps each change at once; what could not be saved holds for this run.

    ``value`` may be read from every thread.
    """

    changed = Signal()
    failed = Signal(object)
    """A CourierError: the settings could not be saved."""

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.problem: CourierError | None = None
        """Why the settings could not be loaded; the defaults hold then."""
        try:
            self._value = store.load()
        except CourierError as error:
            self._value = store.effective(Settings(), first_time=True)
            self.problem = error

    @property
    def policy(self) -> Policy:
        """What IT has set, and a person cannot change."""
        return self._store.policy

    @property
    def value(self) -> Settings:
        """The settings of this moment."""
        return self._value

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """The Practice service where IT allows it, IT's destinations, then the person's own."""
        practice = (practice_destination(),) if self.policy.practice else ()
        return (*practice, *self._value.destinations)

    def keep(self, settings: Settings) -> None:
        """From now on these hold, except where IT has set something else."""
        self._value = self._store.effective(settings)
        try:
            self._store.save(settings)
        except CourierError as error:
            self.failed.emit(error)
        self.changed.emit()
