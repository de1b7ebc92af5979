"""The list of destinations: add, change, remove. The Practice service is always in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.core.destination import Destination
from gui.core.errors import AddressInvalid
from gui.models import told
from gui.models.roles import Role, RowState
from gui.widgets import words
from gui.widgets.controls import Button, Label, region
from gui.widgets.dialogs import CourierDialog
from gui.widgets.painting import CHIP_LOOKS, ChipLook, chip_size, paint_chip, paint_row_ground
from gui.widgets.questions import Question
from gui.widgets.theme import Look

_SHOWN_AT_LEAST = 3
_SHOWN_AT_MOST = 7


class DestinationsDialog(CourierDialog):
    """Shows where images can go; what is to be done comes out as a signal with the destination's ID."""

    add_pressed = Signal()
    edit_pressed = Signal(str)
    remove_confirmed = Signal(str)
    preferences_pressed = Signal()
    """What holds for all destinations alike is to be shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "", 576, parent)
        self.setWindowTitle(self.tr("Destinations"))
        self.setObjectName("destinationsDialog")
        self._locked = False
        self._may_add = True
        self._set_by_it: frozenset[str] = frozenset()
        self._list = DestinationList(look)
        self._build()
        self._list.currentRowChanged.connect(self._refresh)
        self._list.itemActivated.connect(lambda _item: self._press_edit())
        self._list.delete_pressed.connect(self._press_remove)
        self._refresh()
        self._list.setFocus()

    def show_destinations(
        self,
        destinations: Sequence[Destination],
        selected_id: str,
        locked: bool,
        *,
        set_by_it: Collection[str] = (),
        may_add: bool = True,
    ) -> None:
        """Show this list. ``selected_id`` is where images go now; ``locked``: nothing can be changed at the moment.

        Of those that are ``set_by_it``, by their IDs, only the token can be changed.
        """
        current = self._list.current_id() or selected_id
        self._locked, self._may_add = locked, may_add
        self._set_by_it = frozenset(set_by_it)
        self._list.show_destinations(destinations, selected_id, self._set_by_it)
        self._list.choose(current)
        self._refresh()
        self.fit()

    def _build(self) -> None:
        look, column = self._look, self.body.column
        column.addWidget(Label(look, self.tr("Where images can go"), "title"))
        self._note = Label(look, token="text-2", wrap=True)
        self._note.setObjectName("destinationsNote")
        column.addWidget(self._note)
        column.addSpacing(look.theme.px(8))
        card = region("surface-card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, look.theme.px(4), 1, look.theme.px(4))
        inside.addWidget(self._list)
        column.addWidget(card, 1)
        self._add = Button(look, self.tr("&Add…"), "plus")
        self._add.setObjectName("addDestinationButton")
        self._add.clicked.connect(self.add_pressed)
        self._edit = Button(look, self.tr("&Change…"), "pencil")
        self._edit.setObjectName("editDestinationButton")
        self._edit.clicked.connect(self._press_edit)
        self._remove = Button(look, self.tr("&Remove…"), "trash-2")
        self._remove.setObjectName("removeDestinationButton")
        self._remove.clicked.connect(self._press_remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.theme.px(8))
        for button in (self._add, self._edit, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addSpacing(look.theme.px(4))
        column.addLayout(buttons)
        self._close = Button(look, self.tr("C&lose"))
        self._close.setObjectName("closeButton")
        self._close.clicked.connect(self.accept)
        self._preferences = Button(look, self.tr("&Preferences…"), "settings")
        self._preferences.setObjectName("preferencesButton")
        self._preferences.setToolTip(self.tr("Speed, hours, proxy, certificates and history"))
        self._preferences.clicked.connect(self.preferences_pressed)
        self.foot.addWidget(self._preferences)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)

    def _refresh(self) -> None:
        chosen = self._list.current()
        real = chosen is not None and not chosen.practice
        own = chosen is not None and not chosen.practice and chosen.id not in self._set_by_it
        why = self.tr("Set by your IT")
        if self._locked:
            why = self.tr("An upload has not ended.")
        elif chosen is not None and not real:
            why = self.tr("The Practice service is built in.")
        for button, enabled in ((self._add, self._may_add), (self._edit, real), (self._remove, own)):
            button.setEnabled(enabled and not self._locked)
            button.setToolTip("" if button.isEnabled() else why)
        if not self._may_add and not self._locked:
            self._add.setToolTip(self.tr("Set by your IT"))
        self._note.setText(
            self.tr("Nothing can be changed until the upload has ended.")
            if self._locked
            else self.tr("Set by your IT: no destinations can be added. The token of each is kept in the keyring.")
            if not self._may_add
            else self.tr("The token of each is kept in this computer’s keyring, never in this list.")
        )

    def _press_edit(self) -> None:
        chosen = self._list.current()
        if chosen is not None and not chosen.practice and not self._locked:
            self.edit_pressed.emit(chosen.id)

    def _press_remove(self) -> None:
        chosen = self._list.current()
        if chosen is None or chosen.practice or self._locked or chosen.id in self._set_by_it:
            return
        name = words.plain(chosen.name)
        text = self.tr("Its address and its token are forgotten on this computer. Receipts stay in History.")
        question = Question(
            self._look,
            self,
            title=self.tr("Remove %1?").replace("%1", name),
            text=text,
            yes=self.tr("&Remove"),
            no=self.tr("&Keep it"),
        )
        question.accepted.connect(lambda: self.remove_confirmed.emit(chosen.id))
        question.open()


class DestinationList(QListWidget):
    """Name and address of each destination; Del asks to remove."""

    delete_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("destinationList")
        self.setAccessibleName(self.tr("Destinations"))
        self.setItemDelegate(DestinationDelegate(look, self))
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def show_destinations(
        self, destinations: Sequence[Destination], selected_id: str, set_by_it: Collection[str] = ()
    ) -> None:
        """Show these; the one that images go to now carries a chip, those that are set by IT a lock."""
        self.clear()
        for destination in destinations:
            name = words.plain(told.told(destination.name))
            item = QListWidgetItem(name)
            now = destination.id == selected_id
            where = self._where(destination)
            fixed = destination.id in set_by_it
            if fixed:
                where = self.tr("Set by your IT · %1").replace("%1", where)
            item.setData(Role.LOCKED, fixed)
            item.setData(Role.VALUE, destination)
            item.setData(Role.KEY, destination.id)
            item.setData(Role.ASIDE, where)
            item.setData(Role.STATE, self.tr("Images go here now") if now else "")
            spoken = [name, where, self.tr("images go here now") if now else ""]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))
            item.setToolTip(words.tooltip(name, where))
            self.addItem(item)
        rows = min(max(self.count(), _SHOWN_AT_LEAST), _SHOWN_AT_MOST)
        self.setMinimumHeight(rows * row_height(self._look))

    def current(self) -> Destination | None:
        """The destination of the current row."""
        item = self.currentItem()
        value = item.data(Role.VALUE) if item is not None else None
        return value if isinstance(value, Destination) else None

    def current_id(self) -> str:
        """Its ID, or nothing."""
        chosen = self.current()
        return chosen.id if chosen is not None else ""

    def choose(self, destination_id: str) -> None:
        """Make a destination the current one; the first one when it is gone."""
        rows = [row for row in range(self.count()) if self.item(row).data(Role.KEY) == destination_id]
        self.setCurrentRow(rows[0] if rows else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del asks to remove; all other keys move about."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _where(self, destination: Destination) -> str:
        if destination.practice:
            return self.tr("Nothing leaves this computer")
        try:
            return destination.address.endpoint
        except AddressInvalid:
            return self.tr("The address cannot be used")


class DestinationDelegate(QStyledItemDelegate):
    """Paints icon, name, address and chip of a destination."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(self._look.theme.px(200), row_height(self._look))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one destination."""
        theme, row = self._look.theme, option.rect
        flags = QStyle.StateFlag
        ground = None
        if option.state & flags.State_Selected:
            ground = theme.color("selection")
        elif option.state & flags.State_MouseOver:
            ground = theme.color("hover")
        keyed = bool(option.state & flags.State_HasFocus and option.state & flags.State_KeyboardFocusChange)
        paint_row_ground(painter, self._look, row, ground, focus=keyed)
        destination = index.data(Role.VALUE)
        side = theme.px(16)
        left = row.x() + theme.px(16)
        icon = "flask-conical" if destination.practice else "lock-keyhole" if index.data(Role.LOCKED) else "server"
        painter.drawPixmap(left, row.y() + (row.height() - side) // 2, self._look.pixmap(icon, "text-2"))
        room = row.adjusted(theme.px(16 + 16 + 12), 0, -theme.px(16), 0)
        chip = index.data(Role.STATE)
        if chip:
            width = chip_size(self._look, chip).width()
            place = QRect(room.right() - width, room.y(), width + 1, room.height())
            look = CHIP_LOOKS[RowState.PRACTICE] if destination.practice else ChipLook("check", "neutral")
            paint_chip(painter, self._look, place, chip, look)
            room.setRight(room.right() - width - theme.px(12))
        lines = (("body", 500, "text", index.data()), ("caption", 400, "text-2", index.data(Role.ASIDE)))
        heights = [theme.metrics(role, weight).height() for role, weight, _, _ in lines]  # type: ignore[arg-type]
        top = room.y() + (room.height() - sum(heights) - theme.px(2)) // 2
        painter.save()
        for (role, weight, token, text), height in zip(lines, heights, strict=True):
            metrics = theme.metrics(role, weight)  # type: ignore[arg-type]
            painter.setFont(theme.font(role, weight))  # type: ignore[arg-type]
            painter.setPen(theme.color(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.x(), top, room.width(), height), int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += height + theme.px(2)
        painter.restore()


def row_height(look: Look) -> int:
    """The height of a row with two lines."""
    theme = look.theme
    return max(theme.px(56), theme.metrics("body").height() + theme.metrics("caption").height() + theme.px(18))
