"""The fields of a destination: what is typed, what is wrong with it, and what it amounts to."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.core.address import Address, parse_address
from gui.core.destination import Destination, Dialect, Scheme, parse_source
from gui.core.errors import AddressInvalid, SourceInvalid, TokenInvalid
from gui.core.token import Token
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, ChoiceBox, Field, Label, TickBox
from gui.widgets.dialogs import Hint, caption
from gui.widgets.theme import Look
from gui.widgets.token_field import TokenField

_LONGEST_NAME = 60
_CONNECTIONS = range(1, 9)
_SCHEMES = {
    Dialect.SERVICE: (Scheme.TOKEN, Scheme.BEARER),
    Dialect.DICOMWEB: (Scheme.BASIC, Scheme.BEARER, Scheme.TOKEN),
}
"""The words before the token, the usual one first."""


class DestinationForm(QWidget):
    """Name, address, token, Source and more settings. Reads nothing and keeps nothing.

    ``destination`` is what is edited, None for a new one; ``taken`` are the names that stand in the list already.
    """

    changed = Signal()

    def __init__(self, look: Look, destination: Destination | None, taken: Sequence[str] = ()) -> None:
        super().__init__()
        self._look = look
        self._old = destination
        self._taken = {words.plain(name).casefold() for name in taken}
        self._consent_for = ""
        self._kept_words = self.tr("Unchanged – paste a new one to replace it")
        self._keeping = self.tr("Kept in this computer’s keyring, for your account only. Never in a file.")
        self._make_fields()
        self._layout()
        if destination is not None:
            self._fill(destination)
        for field in (self.name, self.address, self.token, self.source):
            field.textChanged.connect(self._refresh)
        self._consent.toggled.connect(self._refresh)
        self._kind.currentIndexChanged.connect(self._offer_schemes)
        self._scheme.currentIndexChanged.connect(self._refresh)
        self._connections.currentIndexChanged.connect(self._refresh)
        self._refresh()

    # -- what it amounts to ----------------------------------------------------------------------------------

    def parsed_address(self) -> Address | None:
        """The address, None while it cannot be used."""
        try:
            return parse_address(self.address.text())
        except AddressInvalid:
            return None

    def parsed_token(self) -> Token | None:
        """The token that was entered, None when there is none or it cannot be one."""
        try:
            return self.token.token(self._chosen_scheme())
        except TokenInvalid:
            return None

    @property
    def reachable(self) -> bool:
        """True when the service can be asked: all but the name is good."""
        address = self.parsed_address()
        if address is None or (address.needs_consent and not self._consent.isChecked()):
            return False
        return not self._token_problem() and not self._source_problem() and self._token_given()

    @property
    def complete(self) -> bool:
        """True when the destination can be saved."""
        return self.reachable and bool(self.name.text().strip()) and not self._name_problem()

    def destination(self) -> Destination:
        """What was entered; only to be asked for while ``reachable``."""
        address = parse_address(self.address.text())
        return Destination(
            id=self._old.id if self._old is not None else uuid.uuid4().hex,
            name=words.plain(self.name.text()) or address.host,
            base_url=address.base_url,
            scheme=self._chosen_scheme(),
            source=parse_source(self.source.text()),
            plain_http_confirmed=address.needs_consent and self._consent.isChecked(),
            connections=self._connections.currentData(),
            dialect=Dialect(self._kind.currentData()),
        )

    def _chosen_scheme(self) -> Scheme:
        return Scheme(self._scheme.currentData())

    def show_keeping(self, kept: str) -> None:
        """Say where the token is kept: ``keyring``, or ``this_run`` when this computer has none."""
        if kept == "keyring":
            self._keeping = self.tr("Kept in this computer’s keyring, for your account only. Never in a file.")
        else:
            self._keeping = self.tr("This computer has no keyring. The token is kept until the program ends.")
        self._show_token()

    def fix(self) -> None:
        """IT has set all but the token: nothing else can be changed."""
        self._kept_words = self.tr("Paste the token, unless it has been entered before")
        fixed = (self.name, self.address, self.source, self._consent, self._kind, self._scheme, self._connections)
        for widget in fixed:
            widget.setEnabled(False)
        self._show_token()

    # -- composition -----------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        look = self._look
        self.name = Field(look, self.tr("What you call it, such as City Radiology"), name=self.tr("Name"))
        self.name.setObjectName("nameEdit")
        self.name.setMaxLength(_LONGEST_NAME)
        self.address = Field(look, self.tr("https://…"), name=self.tr("Address"))
        self.address.setObjectName("baseUrlEdit")
        self.token = TokenField(look, self.tr("Paste the token"), name=self.tr("Token"))
        self.token.setObjectName("tokenEdit")
        self.source = Field(look, self.tr("Leave empty unless the service gave you one"), name=self.tr("Source"))
        self.source.setObjectName("sourceEdit")
        self._name_line = Hint(look, "nameHint")
        self._address_line = Hint(look, "addressHint")
        self._token_line = Hint(look, "tokenHint")
        self._source_line = Hint(look, "sourceHint")
        self._consent = TickBox(look, self.tr("Send &without encryption all the same"))
        self._consent.setObjectName("plainHttpBox")
        self._consent.hide()
        self._fold = Button(look, self.tr("&More settings"), "chevron-right", "link")
        self._fold.setObjectName("moreSettingsButton")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._kind = ChoiceBox(look, name=self.tr("Kind of service"))
        self._kind.setObjectName("kindBox")
        self._kind.addItem(self.tr("Upload service"), Dialect.SERVICE)
        self._kind.addItem(self.tr("DICOMweb server"), Dialect.DICOMWEB)
        self._scheme = ChoiceBox(look, name=self.tr("Word before the token"))
        self._scheme.setObjectName("schemeBox")
        self._offer_schemes()
        self._connections = ChoiceBox(look, name=self.tr("Connections at the same time"))
        self._connections.setObjectName("connectionsBox")
        for count in _CONNECTIONS:
            self._connections.addItem(words.number(count), count)
        self._connections.setCurrentIndex(_CONNECTIONS.index(3))

    def _layout(self) -> None:
        look, px = self._look, self._look.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        rows: tuple[tuple[str, str, Field, tuple[QWidget, ...]], ...] = (
            (self.tr("&Name"), "", self.name, (self._name_line,)),
            (self.tr("&Address"), "", self.address, (self._address_line, self._consent)),
            (self.tr("&Token"), "", self.token, (self._token_line,)),
            (self.tr("&Source"), self.tr("(optional)"), self.source, (self._source_line,)),
        )
        for number, (title, aside, field, below) in enumerate(rows):
            if number:
                column.addSpacing(px(12))
            column.addWidget(caption(look, title, field, aside))
            column.addWidget(field)
            for widget in below:
                column.addWidget(widget)
        column.addSpacing(px(8))
        line = QHBoxLayout()
        line.addWidget(self._fold)
        line.addStretch(1)
        column.addLayout(line)
        self._more = QWidget()
        pair = QHBoxLayout(self._more)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(px(16))
        for title, box in (
            (self.tr("&Kind of service"), self._kind),
            (self.tr("&Word before the token"), self._scheme),
            (self.tr("C&onnections"), self._connections),
        ):
            side = QVBoxLayout()
            side.setSpacing(px(4))
            name = Label(look, title, weight=500)
            name.setBuddy(box)
            side.addWidget(name)
            side.addWidget(box)
            pair.addLayout(side, 1)
        column.addWidget(self._more)
        self._more.hide()
        chain = (self.name, self.address, self._consent, self.token, self.token.eye, self.source, self._fold)
        for before, after in pairwise((*chain, self._kind, self._scheme, self._connections)):
            QWidget.setTabOrder(before, after)

    def _fill(self, destination: Destination) -> None:
        self.name.setText(words.plain(destination.name))
        self.address.setText(destination.base_url)
        self.source.setText(destination.source)
        self._kind.setCurrentIndex(max(0, self._kind.findData(destination.dialect)))
        self._offer_schemes()
        self._scheme.setCurrentIndex(max(0, self._scheme.findData(destination.scheme)))
        self._connections.setCurrentIndex(max(0, self._connections.findData(destination.connections)))
        self._consent.setChecked(destination.plain_http_confirmed)
        address = self.parsed_address()
        self._consent_for = address.base_url if address is not None else ""
        self._fold.setChecked((destination.dialect, destination.scheme) != (Dialect.SERVICE, Scheme.TOKEN))

    # -- what is wrong ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._show_name()
        self._show_address()
        self._show_token()
        problem = self._source_problem()
        self._source_line.say(problem, "octagon-alert", "bad")
        self.changed.emit()

    def _show_name(self) -> None:
        self._name_line.say(self._name_problem(), "octagon-alert", "bad")

    def _show_address(self) -> None:
        line, address = self._address_line, self.parsed_address()
        if address is None or address.base_url != self._consent_for:
            self._consent_for = address.base_url if address is not None else ""
            self._consent.setChecked(False)
        self._consent.setVisible(address is not None and address.needs_consent)
        if not self.address.text().strip():
            line.say(self.tr("The address that the service, or your IT, gave you."))
            return
        if address is None:
            line.say(self._address_problem(), "octagon-alert", "bad")
        elif address.needs_consent:
            text = self.tr(
                "Not encrypted: everybody on the way to %1 can read the images and the token. Images go to %2"
            )
            line.say(text.replace("%1", address.host).replace("%2", address.endpoint), "octagon-alert", "bad")
        elif address.encrypted:
            line.say(self.tr("Encrypted. Images go to %1").replace("%1", address.endpoint), "lock-keyhole")
        else:
            text = self.tr("On this computer, so it needs no encryption. Images go to %1")
            line.say(text.replace("%1", address.endpoint), "info")

    def _show_token(self) -> None:
        problem, moved = self._token_problem(), self._moved()
        kept = self._old is not None and not moved
        self.token.setPlaceholderText(self._kept_words if kept else self._wanted())
        if problem:
            self._token_line.say(problem, "octagon-alert", "bad")
        elif moved and not self.token.text().strip():
            self._token_line.say(
                self.tr("The kept token belongs to the former address and is not used for this one. Enter it again."),
                "triangle-alert",
                "warn",
            )
        else:
            self._token_line.say(self._keeping, "key-round")

    def _wanted(self) -> str:
        """What goes into the field of the token."""
        if self._chosen_scheme() is Scheme.BASIC:
            return self.tr("Name and password, as name:password")
        return self.tr("Paste the token")

    def _moved(self) -> bool:
        """True when the address leads to another computer, port or scheme than the one the kept token is for."""
        if self._old is None:
            return False
        address = self.parsed_address()
        try:
            return address is not None and address.origin != self._old.address.origin
        except AddressInvalid:
            return True

    def _token_given(self) -> bool:
        return self.parsed_token() is not None or (self._old is not None and not self._moved())

    def _name_problem(self) -> str:
        name = words.plain(self.name.text()).casefold()
        if name and name in self._taken:
            return self.tr("Another destination has this name.")
        return ""

    def _address_problem(self) -> str:
        try:
            parse_address(self.address.text())
        except AddressInvalid as error:
            return told.problem(error)
        return ""

    def _token_problem(self) -> str:
        try:
            self.token.token(self._chosen_scheme())
        except TokenInvalid as error:
            return told.advice(error)
        return ""

    def _source_problem(self) -> str:
        try:
            parse_source(self.source.text())
        except SourceInvalid as error:
            return told.advice(error)
        return ""

    def _unfold(self, open_: bool) -> None:
        self._fold.set_icon_name("chevron-down" if open_ else "chevron-right")
        self._more.setVisible(open_)

    def _offer_schemes(self) -> None:
        """The words before the token that this kind of service knows; the chosen one stays where it can."""
        chosen = self._scheme.currentData()
        schemes = _SCHEMES[Dialect(self._kind.currentData())]
        blocked = self._scheme.blockSignals(True)
        self._scheme.clear()
        for scheme in schemes:
            self._scheme.addItem(scheme.value, scheme)
        usual = chosen is None or Scheme(chosen) in (Scheme.TOKEN, Scheme.BASIC)
        self._scheme.setCurrentIndex(0 if usual else max(0, self._scheme.findData(chosen)))
        self._scheme.blockSignals(blocked)
        if chosen is not None:
            self._refresh()
