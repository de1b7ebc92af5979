"""The part of the preferences about the way to the service: proxy and extra certificates."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.core.errors import AddressInvalid, CourierError
from gui.core.line import LineSettings, ProxyUse, parse_proxy
from gui.core.token import Token
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, ChoiceBox, Field, Label
from gui.widgets.dialogs import Hint, caption
from gui.widgets.preferences_sending import set_by_it
from gui.widgets.theme import Look
from gui.widgets.token_field import TokenField


class NetworkGroup(QWidget):
    """Which proxy, and which certificates besides those of the computer."""

    changed = Signal()
    choose_ca_file_pressed = Signal()

    def __init__(self, look: Look, now: LineSettings, locked: Collection[str] = ()) -> None:
        super().__init__()
        self._locked = frozenset(locked)
        self._look = look
        self._now = now
        self._ca_file = now.ca_file
        self._ca_problem = ""
        self._ca_known = not now.ca_file
        self._make_proxy()
        self._make_ca_file()
        self._layout()
        self._proxy.setCurrentIndex(max(0, self._proxy.findData(now.proxy)))
        self._address.setText(now.proxy_address)
        self._user.setText(now.proxy_user)
        for typed in (self._address, self._user, self.password):
            typed.textChanged.connect(self._refresh)
        self._proxy.currentIndexChanged.connect(self._refresh)
        self._refresh()

    # -- what it amounts to ----------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """True when what is set makes sense, and the certificate file has been looked at."""
        return not self._proxy_problem() and self._ca_known and not self._ca_problem

    @property
    def ca_file(self) -> str:
        """The chosen certificate file, or nothing."""
        return self._ca_file

    @property
    def proxy(self) -> ProxyUse:
        """Which proxy is to be used."""
        return ProxyUse(self._proxy.currentData())

    def proxy_address(self) -> str:
        """The origin of an own proxy, or nothing. Raises :class:`AddressInvalid` while not ``complete``."""
        return parse_proxy(self._address.text()) if self.proxy is ProxyUse.OWN else ""

    def proxy_user(self) -> str:
        """The name to sign in with at an own proxy, or nothing."""
        return self._user.text().strip() if self.proxy is ProxyUse.OWN else ""

    def proxy_password(self) -> Token | None:
        """The password that was entered for an own proxy."""
        return Token(self.password.text()) if self.proxy_user() and self.password.text() else None

    def show_ca_file(self, path: str) -> None:
        """A certificate file was chosen (empty: none); it is still to be looked at."""
        self._ca_file, self._ca_problem, self._ca_known = path, "", not path
        self._refresh()

    def show_ca_file_checked(self, path: str, problem: CourierError | None) -> None:
        """The file was looked at. Heard only when it is still the chosen one."""
        if path == self._ca_file:
            self._ca_problem = told.problem(problem) if problem is not None else ""
            self._ca_known = True
            self._refresh()

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        own = (self._proxy, self._address, self._user, self.password, self.password.eye)
        return (*own, self._ca, self._ca_remove, self._ca_choose)

    # -- composition -----------------------------------------------------------------------------------------

    def _make_proxy(self) -> None:
        look = self._look
        self._proxy = ChoiceBox(look, name=self.tr("Proxy"))
        self._proxy.setObjectName("proxyBox")
        for text, use in (
            (self.tr("As this computer is set"), ProxyUse.SYSTEM),
            (self.tr("None"), ProxyUse.NONE),
            (self.tr("This one:"), ProxyUse.OWN),
        ):
            self._proxy.addItem(text, use)
        self._address = Field(look, self.tr("proxy.example:8080"), name=self.tr("Proxy’s address"))
        self._address.setObjectName("proxyAddressEdit")
        self._user = Field(look, self.tr("Only if it asks for one"), name=self.tr("Proxy’s user name"))
        self._user.setObjectName("proxyUserEdit")
        self.password = TokenField(look, "", name=self.tr("Proxy’s password"))
        self.password.setObjectName("proxyPasswordEdit")
        self._proxy_hint = Hint(look, "proxyHint")

    def _make_ca_file(self) -> None:
        look = self._look
        none = self.tr("None: the certificates of this computer are enough")
        self._ca = Field(look, none, name=self.tr("Extra certificate file"))
        self._ca.setObjectName("caFileEdit")
        self._ca.setReadOnly(True)
        self._ca_choose = Button(look, self.tr("C&hoose…"), "folder-open")
        self._ca_choose.setObjectName("chooseCaFileButton")
        self._ca_choose.clicked.connect(self.choose_ca_file_pressed)
        self._ca_remove = Button(look, "", "x", "flat", name=self.tr("Use no extra certificate file"))
        self._ca_remove.setObjectName("removeCaFileButton")
        self._ca_remove.clicked.connect(lambda: self.show_ca_file(""))
        self._ca_hint = Hint(look, "caFileHint")

    def _layout(self) -> None:
        look, px = self._look, self._look.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(look, self.tr("Network"), "title"))
        column.addWidget(caption(look, self.tr("&Proxy"), self._proxy))
        column.addWidget(self._proxy)
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, px(4), 0, 0)
        own.setSpacing(px(4))
        own.addWidget(caption(look, self.tr("Proxy’s &address"), self._address))
        own.addWidget(self._address)
        own.addSpacing(px(4))
        pair = QHBoxLayout()
        pair.setSpacing(px(16))
        for title, typed in ((self.tr("&User name"), self._user), (self.tr("Pass&word"), self.password)):
            side = QVBoxLayout()
            side.setSpacing(px(4))
            side.addWidget(caption(look, title, typed))
            side.addWidget(typed)
            pair.addLayout(side, 1)
        own.addLayout(pair)
        column.addWidget(self._own)
        column.addWidget(self._proxy_hint)
        column.addSpacing(px(12))
        title = self.tr("Extra &certificate file")
        column.addWidget(caption(look, title, self._ca_choose, self.tr("(when your IT gave you one)")))
        file = QHBoxLayout()
        file.setSpacing(px(8))
        file.addWidget(self._ca, 1)
        file.addWidget(self._ca_remove)
        file.addWidget(self._ca_choose)
        column.addLayout(file)
        column.addWidget(self._ca_hint)

    # -- what is wrong ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        own = self.proxy is ProxyUse.OWN
        self._own.setVisible(own)
        for widget in (self._proxy, self._address, self._user):
            widget.setEnabled("proxy" not in self._locked)
        self._ca_choose.setEnabled("ca_file" not in self._locked)
        self.password.setEnabled(bool(self._user.text().strip()))
        kept = self._password_kept()
        self.password.setPlaceholderText(self.tr("Unchanged") if kept else "")
        problem = self._proxy_problem()
        if "proxy" in self._locked:
            self._proxy_hint.say(set_by_it(), "lock-keyhole")
        elif problem and self._address.text().strip():
            self._proxy_hint.say(problem, "octagon-alert", "bad")
        elif own:
            text = self.tr("The password is kept in this computer’s keyring. Never in a file.")
            self._proxy_hint.say(text, "key-round")
        else:
            self._proxy_hint.say("")
        self._show_ca_file()
        self.changed.emit()

    def _show_ca_file(self) -> None:
        self._ca.setText(words.plain(self._ca_file))
        self._ca.setToolTip(words.tooltip(words.plain(self._ca_file)))
        self._ca_remove.setVisible(bool(self._ca_file) and "ca_file" not in self._locked)
        if "ca_file" in self._locked and self._ca_known and not self._ca_problem:
            self._ca_hint.say(set_by_it(), "lock-keyhole")
        elif not self._ca_file:
            self._ca_hint.say("")
        elif not self._ca_known:
            self._ca_hint.say(self.tr("Looking at the file…"), "loader-circle")
        elif self._ca_problem:
            self._ca_hint.say(self._ca_problem, "octagon-alert", "bad")
        else:
            text = self.tr("Trusted besides the certificates of this computer, from the next upload on.")
            self._ca_hint.say(text, "lock-keyhole")

    def _proxy_problem(self) -> str:
        try:
            self.proxy_address()
        except AddressInvalid as error:
            return told.problem(error)
        return ""

    def _password_kept(self) -> bool:
        """True while the password that may be kept is the one for what stands here."""
        try:
            return bool(self._now.proxy_user) and self.proxy_address() == self._now.proxy_address
        except AddressInvalid:
            return False
