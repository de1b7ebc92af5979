"""The bar at the top: add, clear, history, and where images go."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.core.destination import Destination
from gui.core.errors import AddressInvalid
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, ChoiceBox, Label
from gui.widgets.indicators import VLine
from gui.widgets.theme import Look

_ADD = object()


class DestinationBox(ChoiceBox):
    """Where images go. Neither the wheel nor an arrow key changes it unseen: the list opens instead."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A turn of the wheel must never send images elsewhere."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys open the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class Toolbar(QFrame):
    """Signals are wishes; :meth:`show_destinations` says what can be chosen."""

    add_folder_pressed = Signal()
    add_files_pressed = Signal()
    clear_pressed = Signal()
    history_toggled = Signal(bool)
    destination_chosen = Signal(str)
    add_destination_pressed = Signal()
    destination_settings_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._destinations: tuple[Destination, ...] = ()
        self._selected = ""
        self._locked = False
        self._set_by_it: frozenset[str] = frozenset()
        self._may_add = True
        self._narrow = False
        self.setProperty("region", "bar")
        self._add_folder = Button(look, self.tr("&Add folder…"), "folder-plus")
        self._add_folder.setObjectName("addFolderButton")
        self._add_files = Button(look, self.tr("Add &files…"), "file-plus")
        self._add_files.setObjectName("addFilesButton")
        self._clear = Button(look, self.tr("C&lear"), "list-x", "flat")
        self._clear.setObjectName("clearButton")
        self._history = Button(look, self.tr("&History"), "history", "flat")
        self._history.setObjectName("historyAction")
        self._history.setCheckable(True)
        self._label = Label(look, self.tr("Destination:"), token="text-2")
        self._box = DestinationBox(look, name=self.tr("Destination"))
        self._box.setObjectName("destinationBox")
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(10)
        self._box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._settings = Button(look, "", "settings", "flat", name=self.tr("Destination settings"))
        self._settings.setObjectName("destinationSettingsButton")
        self._layout()
        self._add_folder.clicked.connect(self.add_folder_pressed)
        self._add_files.clicked.connect(self.add_files_pressed)
        self._clear.clicked.connect(self.clear_pressed)
        self._history.clicked.connect(self.history_toggled)
        self._box.activated.connect(self._choose)
        self._settings.clicked.connect(self.destination_settings_pressed)
        look.changed.connect(self._dress)
        self._dress()

    def _layout(self) -> None:
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        theme = self._look.theme
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._add_folder)
        row.addWidget(self._add_files)
        row.addWidget(self._clear)
        row.addStretch(1)
        row.addWidget(self._history)
        row.addSpacing(theme.px(8))
        row.addWidget(VLine(self._look))
        row.addSpacing(theme.px(8))
        row.addWidget(self._label)
        row.addWidget(self._box)
        row.addWidget(self._settings)

    def show_destinations(
        self,
        destinations: Sequence[Destination],
        selected: str,
        *,
        locked: bool,
        set_by_it: Collection[str] = (),
        may_add: bool = True,
    ) -> None:
        """Show what can be chosen; ``locked`` while an upload runs. ``set_by_it`` are the IDs that IT has set."""
        self._destinations, self._selected, self._locked = tuple(destinations), selected, locked
        self._set_by_it, self._may_add = frozenset(set_by_it), may_add
        self._fill()

    def set_clear_enabled(self, enabled: bool, why: str = "") -> None:
        """Let the list be emptied, or say in the tooltip why not."""
        self._clear.setEnabled(enabled)
        if not self._narrow:
            self._clear.setToolTip("" if enabled else why)

    def set_history_shown(self, shown: bool) -> None:
        """Show the History button pressed or not."""
        self._history.setChecked(shown)

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._add_folder, self._add_files, self._clear, self._history, self._box, self._settings)

    def _fill(self) -> None:
        box = self._box
        box.blockSignals(True)
        box.clear()
        for destination in self._destinations:
            fixed = self._locked or destination.id in self._set_by_it
            icon = "lock-keyhole" if fixed else "flask-conical" if destination.practice else "server"
            token = "text-2" if self._locked else "text"
            box.addItem(self._look.icon(icon, token, gap=4), words.plain(told.told(destination.name)), destination.id)
            tip = words.tooltip(_host(destination), self._whose(destination))
            box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        if self._may_add and not self._locked:
            box.addItem(self._look.icon("plus", "accent-text", gap=4), self.tr("Add destination…"), _ADD)
        at = box.findData(self._selected) if self._selected else -1
        box.setCurrentIndex(at)
        chosen = next((entry for entry in self._destinations if entry.id == self._selected), None)
        why = self._whose(chosen) if chosen is not None else ""
        why = self.tr("It can be changed when the upload has ended.") if self._locked else why
        box.setToolTip(words.tooltip(told.told(chosen.name), _host(chosen), why) if chosen else "")
        box.setEnabled(not self._locked)
        box.setFixedWidth(self._box_width())
        self._fit()
        box.blockSignals(False)

    def _whose(self, destination: Destination) -> str:
        return self.tr("Set by your IT") if destination.id in self._set_by_it else ""

    def _choose(self, at: int) -> None:
        wish = self._box.itemData(at)
        if wish is _ADD:
            self._box.setCurrentIndex(self._box.findData(self._selected))
            self.add_destination_pressed.emit()
        elif isinstance(wish, str) and wish != self._selected:
            self._selected = wish
            self.destination_chosen.emit(wish)

    def _dress(self) -> None:
        theme = self._look.theme
        self.setFixedHeight(theme.height(56, padding=24))
        self._box.setIconSize(self._look.icon_size(gap=4))
        self._box.setFont(theme.font("body", 500))
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: words give way to icons."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words when they have no room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes what has room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._needed()
        if wide != self._narrow:
            return
        self._narrow = not wide
        for button in (self._add_folder, self._add_files, self._clear, self._history):
            button.set_icon_only(self._narrow)
        self._label.setVisible(not self._narrow)

    def _box_width(self) -> int:
        """Room for the chosen destination's name, within bounds."""
        theme = self._look.theme
        text = theme.metrics("body", 500).horizontalAdvance(self._box.currentText())
        return max(theme.px(216), min(theme.px(300), text + theme.px(80)))

    def _needed(self) -> int:
        """The width that everything takes with its words."""
        theme = self._look.theme
        metrics = self.fontMetrics()
        texts = (self.tr("Add folder…"), self.tr("Add files…"), self.tr("Clear"), self.tr("History"))
        buttons = sum(metrics.horizontalAdvance(text) + theme.px(12 * 2 + 16 + 12) for text in texts)
        label = metrics.horizontalAdvance(self._label.text())
        return buttons + label + self._box_width() + theme.px(32 + 8 * 8 + 16 * 2 + 34)


def _host(destination: Destination) -> str:
    try:
        return destination.address.host
    except AddressInvalid:
        return words.plain(destination.base_url)
