"""Which destinations there are, which one is chosen, and the dialogs that change that."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject, Signal

from gui.core.destination import Destination
from gui.core.errors import CourierError
from gui.core.token import Token
from gui.current import CurrentSettings
from gui.errands import Errands
from gui.flow import Flow
from gui.store.secrets import Kept
from gui.store.settings import Settings
from gui.widgets.destination_dialog import DestinationDialog
from gui.widgets.destinations_dialog import DestinationsDialog
from gui.widgets.main_window import MainWindow
from gui.widgets.theme import Look


class Destinations(QObject):
    """Joins the settings file, the destination dialogs and the box in the toolbar.

    ``changed`` comes when another destination is chosen or the chosen one was edited.
    """

    changed = Signal()
    preferences_wished = Signal(object)
    """The preferences are to be shown over this dialog."""

    def __init__(self, look: Look, window: MainWindow, flow: Flow, errands: Errands, settings: CurrentSettings) -> None:
        super().__init__(window)
        self._look, self._window, self._errands, self._current = look, window, errands, settings
        self._locked = False
        self._dialog: DestinationDialog | None = None
        self._manager: DestinationsDialog | None = None
        self._keeping: Kept | None = None
        window.destination_chosen.connect(self.choose)
        window.add_destination_pressed.connect(self.add)
        window.destination_settings_pressed.connect(self.manage)
        errands.connection_checked.connect(self._show_check)
        errands.token_kept.connect(self._show_kept)
        flow.token_kept.connect(self._show_kept)
        errands.keeping_known.connect(self._show_keeping)

    def start(self) -> None:
        """Show what was loaded, once everything listens."""
        self._show()
        if self._current.problem is not None:
            self._window.show_problem(self._current.problem, retry=False)

    @property
    def settings(self) -> Settings:
        """The settings that hold at the moment."""
        return self._current.value

    @property
    def all(self) -> tuple[Destination, ...]:
        """The Practice service where IT allows it, IT's destinations, then the person's own."""
        return self._current.destinations

    @property
    def selected(self) -> Destination:
        """Where images go now."""
        return next((one for one in self.all if one.id == self.settings.selected_id), self.all[0])

    @property
    def removal(self) -> bool:
        """True where identifying data is removed before sending to the chosen destination."""
        return self._current.policy.deidentifies(self.selected)

    def lock(self, locked: bool) -> None:
        """Nothing can be changed while an upload runs."""
        if locked != self._locked:
            self._locked = locked
            self._show()

    def choose(self, destination_id: str) -> None:
        """Send to this destination from now on."""
        if not self._locked:
            self._keep(dataclasses.replace(self.settings, selected_id=destination_id))

    def add(self) -> None:
        """Ask for a new destination."""
        if not self._current.policy.locked:
            self._open(None)

    def edit(self, destination_id: str) -> None:
        """Change a destination of the person's own, or the token of one that IT has set."""
        found = next((one for one in self.settings.destinations if one.id == destination_id), None)
        if found is not None:
            self._open(found)

    def remove(self, destination_id: str) -> None:
        """Forget a destination, and its token unless another destination has the same origin."""
        gone = next((one for one in self.settings.destinations if one.id == destination_id), None)
        if gone is None or self._locked or gone.id in self._current.policy.destination_ids:
            return
        left = tuple(one for one in self.settings.destinations if one.id != destination_id)
        if all(one.address.origin != gone.address.origin for one in left):
            self._errands.forget_token(gone)
        self._keep(dataclasses.replace(self.settings, destinations=left))

    def manage(self) -> None:
        """Show the list of destinations."""
        manager = DestinationsDialog(self._look, self._window)
        manager.add_pressed.connect(self.add)
        manager.edit_pressed.connect(self.edit)
        manager.remove_confirmed.connect(self.remove)
        manager.preferences_pressed.connect(lambda: self.preferences_wished.emit(manager))
        self._manager = manager
        self._show_list(manager)
        manager.finished.connect(self._forget_manager)
        manager.open()

    def _forget_manager(self) -> None:
        if self._manager is not None:
            self._manager.deleteLater()
            self._manager = None

    def _open(self, destination: Destination | None) -> None:
        if self._locked:
            return
        taken = [one.name for one in self.all if destination is None or one.id != destination.id]
        fixed = destination is not None and destination.id in self._current.policy.destination_ids
        dialog = DestinationDialog(
            self._look, destination, self._manager or self._window, taken_names=taken, set_by_it=fixed
        )
        dialog.check_pressed.connect(self._check)
        dialog.saved.connect(self._save)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        self._errands.ask_keeping()
        dialog.open()

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _check(self, destination: Destination, token: Token | None) -> None:
        if self._dialog is not None:
            self._dialog.show_check_running()
        self._errands.check(destination, token)

    def _show_check(self, error: CourierError | None) -> None:
        if self._dialog is None:
            return
        if error is None:
            self._dialog.show_check_good()
        else:
            self._dialog.show_check_problem(error)

    def _show_keeping(self, kept: Kept) -> None:
        self._keeping = kept
        if self._dialog is not None:
            self._dialog.show_keeping(kept.value)

    def _save(self, destination: Destination, token: Token | None) -> None:
        if token is not None:
            self._errands.keep_token(destination, token)
        others = tuple(one for one in self.settings.destinations if one.id != destination.id)
        before = tuple(one.id for one in self.settings.destinations)
        entries = (*others, destination)
        if destination.id in before:
            entries = tuple(destination if one.id == destination.id else one for one in self.settings.destinations)
        self._keep(dataclasses.replace(self.settings, destinations=entries, selected_id=destination.id))

    def _show_kept(self, kept: Kept) -> None:
        if kept is Kept.THIS_RUN and self._keeping is not Kept.THIS_RUN:  # else the dialog has said it
            self._keeping = kept
            self._window.show_notice(
                self.tr("The token is kept until the program ends"),
                self.tr("This computer’s keyring could not be used. You will be asked for the token again next time."),
                tone="warn",
            )

    def _keep(self, settings: Settings) -> None:
        self._current.keep(settings)
        self._show()

    def _show(self) -> None:
        self._show_list(self._window)
        if self._manager is not None:
            self._show_list(self._manager)
        self.changed.emit()

    def _show_list(self, shower: MainWindow | DestinationsDialog) -> None:
        policy = self._current.policy
        shower.show_destinations(
            self.all,
            self.selected.id,
            self._locked,
            set_by_it=policy.destination_ids,
            may_add=not policy.locked,
        )
