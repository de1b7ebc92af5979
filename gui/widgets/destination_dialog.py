"""The dialog that adds or changes a destination. It asks nobody and keeps nothing: it sends wishes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.core.destination import Destination
from gui.core.errors import AddressInvalid, CourierError, SourceRefused, TokenMissing, TokenRefused
from gui.widgets.check_result import CheckResult
from gui.widgets.controls import Button, Label
from gui.widgets.destination_form import DestinationForm
from gui.widgets.dialogs import CourierDialog, Hint
from gui.widgets.theme import Look


class DestinationDialog(CourierDialog):
    """Sends ``check_pressed`` and ``saved`` with the Destination and the Token.

    The token is None when the kept one stays as it is. Escape and the window's cross forget what was typed.
    """

    check_pressed = Signal(object, object)
    saved = Signal(object, object)

    def __init__(
        self,
        look: Look,
        destination: Destination | None = None,
        parent: QWidget | None = None,
        *,
        taken_names: Sequence[str] = (),
        set_by_it: bool = False,
    ) -> None:
        title = self.tr("Add destination") if destination is None else self.tr("Change destination")
        title = self.tr("Enter the token") if set_by_it else title
        super().__init__(look, title, 576, parent)
        self.setObjectName("destinationDialog")
        self._form = DestinationForm(look, destination, taken_names)
        self._result = CheckResult(look)
        self._asking = False
        self._set_by_it = set_by_it
        self._build()
        self._form.changed.connect(self._refresh)
        self._refresh()
        self.fit()
        if set_by_it:
            self._form.fix()
            self._form.token.setFocus()
        else:
            self._form.name.setFocus()

    def _build(self) -> None:
        look, px = self._look, self._look.theme.px
        column = self.body.column
        column.setSpacing(px(12))
        told = self.tr("The service, or your IT, gives you the address and the token.")
        if self._set_by_it:
            hint = Hint(look, "setByItHint")
            hint.say(self.tr("Set by your IT. Only the token can be entered here."), "lock-keyhole")
            column.addWidget(hint)
        else:
            column.addWidget(Label(look, told, token="text-2"))
        column.addWidget(self._form)
        column.addWidget(self._result)
        column.addStretch(1)
        self._check = Button(look, self.tr("&Check connection"), "plug-zap")
        self._check.setObjectName("checkConnectionButton")
        self._check.clicked.connect(self._press_check)
        self._cancel = Button(look, self.tr("Cancel"))
        self._cancel.setObjectName("cancelDestinationButton")
        self._cancel.clicked.connect(self.reject)
        words = self.tr("Sa&ve token") if self._set_by_it else self.tr("Sa&ve destination")
        self._save = Button(look, words, kind="primary")
        self._save.setObjectName("saveDestinationButton")
        self._save.clicked.connect(self._press_save)
        for widget in (self._check, None, self._cancel, self._save):
            if widget is None:
                self.foot.addStretch(1)
            else:
                self.foot.addWidget(widget)

    # -- what the check brought ------------------------------------------------------------------------------

    def show_keeping(self, kept: str) -> None:
        """Say where the token is kept: ``keyring``, or ``this_run`` when this computer has none."""
        self._form.show_keeping(kept)

    def show_check_running(self) -> None:
        """The service is being asked."""
        self._asking = True
        self._check.setEnabled(False)
        self._result.show_running()
        self._reveal()

    def show_check_good(self) -> None:
        """Address and token are good. Said only as long as they are those that the service was asked about."""
        if not self._asking:
            return
        self._result.show_good()
        self._ended()

    def show_check_problem(self, error: CourierError) -> None:
        """The check did not work: say why, and lead to the field to mend."""
        if not self._asking:
            return
        self._result.show_problem(error)
        self._ended()
        if isinstance(error, (TokenRefused, TokenMissing)):
            self._form.token.setFocus()
        elif isinstance(error, SourceRefused):
            self._form.source.setFocus()
        elif isinstance(error, AddressInvalid):
            self._form.address.setFocus()

    def _ended(self) -> None:
        self._asking = False
        self._check.setEnabled(self._form.reachable)
        self._reveal()

    def _reveal(self) -> None:
        """Make room for the result, or scroll to it on a low screen."""
        self.fit()
        QTimer.singleShot(0, self, lambda: self.body.ensureWidgetVisible(self._result))

    # -- wishes ----------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Something was typed: what was checked before no longer holds."""
        self._asking = False
        self._result.clear()
        reachable, complete = self._form.reachable, self._form.complete
        self._check.setEnabled(reachable)
        self._check.setToolTip("" if reachable else self.tr("Enter the address and the token first."))
        self._save.setEnabled(complete)
        self._save.setDefault(complete)
        self._save.setToolTip("" if complete else self.tr("Enter name, address and token first."))

    def _press_check(self) -> None:
        if self._form.reachable:
            self.check_pressed.emit(self._form.destination(), self._form.parsed_token())

    def _press_save(self) -> None:
        if self._form.complete:
            self.saved.emit(self._form.destination(), self._form.parsed_token())
            self.accept()

    def done(self, result: int) -> None:
        """Forget the token before closing."""
        super().done(result)
        self._form.token.forget()
