"""The receipt's table: UIDs that can be selected and copied, files that are missing, fingerprints of the others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from gui.core.receipt import Receipt, ReceiptLine
from gui.models.receipt_table import ReceiptColumn, ReceiptRow, ReceiptTable
from gui.models.roles import Role
from gui.widgets import words
from gui.widgets.controls import Button
from gui.widgets.painting import paint_row_ground
from gui.widgets.receipt_delegate import ReceiptDelegate
from gui.widgets.rows_view import RowsView
from gui.widgets.theme import Look
from gui.widgets.uid_cell import UidCell

AnyIndex = QModelIndex | QPersistentModelIndex
_SENT, _COUNT = 88, 136
_SERIES, _UID, _STATE = 208, 176, 280
_AROUND_UID = 60
_ACTION, _ACTION_ICON = 148, 60
_NARROW_STATE = 400


class ReceiptTableView(RowsView):
    """Shows one receipt. Ctrl+C copies the UID of the row, Enter lists its files: the missing ones, if any are."""

    missing_wished = Signal(object)
    """A ReceiptLine of which the missing files are to be listed."""
    files_wished = Signal(object)
    """A ReceiptLine of which all files are to be listed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._furnished: set[int] = set()
        self._actions: list[tuple[Button, str]] = []
        self._compact = False
        self._table = ReceiptTable(self)
        self._delegate = ReceiptDelegate(look, self)
        self.setObjectName("receiptTable")
        self.setAccessibleName(self.tr("Receipt, by series"))
        self._example = Button(look, self.tr("Show files…"), "file-text")  # never shown: how wide the others are
        self.setModel(self._table)
        self.setItemDelegate(self._delegate)
        self._be_flat()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.header().setSectionsClickable(False)
        self.verticalScrollBar().valueChanged.connect(self._furnish)
        look.changed.connect(self._dress)
        self._dress()

    def show_receipt(self, receipt: Receipt) -> None:
        """Show another receipt, from its top."""
        self._furnished.clear()
        self._actions.clear()
        self._table.show(receipt)
        for row in range(self._table.rowCount()):
            if self._table.index(row, 0).data(Role.LEVEL) == ReceiptRow.BAND:
                self.setFirstColumnSpanned(row, QModelIndex(), True)
        self._fit_columns()
        self.scrollToTop()
        self._furnish()

    def lines(self) -> tuple[ReceiptLine, ...]:
        """The series in the order in which they are shown."""
        return self._table.lines()

    # -- widgets in the rows ---------------------------------------------------------------------------------

    def _furnish(self) -> None:
        """Give the rows that are seen their fields and buttons; a long receipt never has all of them."""
        if not self.isVisible():
            return
        index = self.indexAt(QPoint(1, 1))
        while index.isValid() and self.visualRect(index).top() <= self.viewport().height():
            line = index.data(Role.VALUE)
            if isinstance(line, ReceiptLine) and index.row() not in self._furnished:
                self._furnished.add(index.row())
                self.setIndexWidget(index.siblingAtColumn(ReceiptColumn.UID), UidCell(self._look, line))
                action = self._action(line) if line.missing else self._files_button(line)
                self.setIndexWidget(index.siblingAtColumn(ReceiptColumn.STATE), action)
                self._watch(index.row())
            index = self.indexBelow(index)
        self._chain()

    def _buttons(self, row: int) -> list[QWidget]:
        cells = (self._table.index(row, column) for column in (ReceiptColumn.UID, ReceiptColumn.STATE))
        holders = [holder for holder in map(self.indexWidget, cells) if holder is not None]
        return [button for holder in holders for button in holder.findChildren(Button)]

    def _watch(self, row: int) -> None:
        for button in self._buttons(row):
            button.setProperty("row", row)
            button.installEventFilter(self)

    def _chain(self) -> None:
        """Tab goes from the table through the buttons of its rows, from top to bottom."""
        before: QWidget = self
        for row in sorted(self._furnished):
            for button in self._buttons(row):
                QWidget.setTabOrder(before, button)
                before = button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to a row whose button gets the focus."""
        row = watched.property("row") if event.type() == QEvent.Type.FocusIn else None
        if row is not None:
            self.scrollTo(self._table.index(row, 0))
        return super().eventFilter(watched, event)

    def _action(self, line: ReceiptLine) -> QWidget:
        name = self.tr("Show the missing files of %1").replace("%1", words.series_title(line.series))
        button = Button(self._look, self._example.text(), "file-text")
        button.setObjectName("showMissingButton")
        self._actions.append((button, name))
        self._dress_action(button, name)
        button.clicked.connect(lambda: self.missing_wished.emit(line))
        return self._at_end(button)

    def _files_button(self, line: ReceiptLine) -> QWidget:
        """Where nothing is missing the way to the files stays in the background."""
        name = self.tr("Show the files of %1").replace("%1", words.series_title(line.series))
        button = Button(self._look, "", "file-text", "flat", name=name)
        button.setToolTip(words.tooltip(name))
        button.setObjectName("showFilesButton")
        button.clicked.connect(lambda: self.files_wished.emit(line))
        return self._at_end(button)

    def _at_end(self, button: Button) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, self._look.theme.px(16), 0)
        row.addStretch(1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _dress_action(self, button: Button, name: str) -> None:
        """Where there is little room the button shows its icon only."""
        button.set_icon_only(self._compact)
        button.setAccessibleName(name)
        button.setToolTip(words.tooltip(name) if self._compact else "")

    # -- wishes ----------------------------------------------------------------------------------------------

    def _line(self, index: AnyIndex) -> ReceiptLine | None:
        value = index.data(Role.VALUE) if index.isValid() else None
        return value if isinstance(value, ReceiptLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies, Enter lists the files; all other keys move about."""
        self._ring = True
        line = self._line(self.currentIndex())
        if line is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(line.series_instance_uid)
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.missing_wished if line.missing else self.files_wished).emit(line)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a series."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self._line(index)
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self._look.icon("copy"), self.tr("&Copy series instance UID"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(line.series_instance_uid))
        if line.missing:
            show = menu.addAction(self._look.icon("file-text"), self.tr("Show &missing files…"))
            show.triggered.connect(lambda: self.missing_wished.emit(line))
        files = menu.addAction(self._look.icon("file-text"), self.tr("Show all &files and fingerprints…"))
        files.triggered.connect(lambda: self.files_wished.emit(line))
        at = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when Tab came here, and have a current row."""
        super().focusInEvent(event)
        if self._line(self.currentIndex()) is None and self._table.rowCount() > 1:
            self.setCurrentIndex(self._table.index(1, 0))

    # -- painting and sizes ----------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, cells, hairline, and the ring for who works by keyboard."""
        theme = self._look.theme
        row = QRect(0, option.rect.y(), self.viewport().width(), option.rect.height())
        ground = None
        if index.data(Role.LEVEL) != ReceiptRow.LINE:
            ground = theme.color("band")
        elif self.selectionModel().isRowSelected(index.row(), QModelIndex()) and self.hasFocus():
            ground = theme.color("selection")
        if ground is not None:
            painter.fillRect(row, ground)
        # The style would lay its own ground over a selected row.
        cell = QStyleOptionViewItem(option)
        for column in range(1 if index.data(Role.LEVEL) == ReceiptRow.BAND else self._table.columnCount()):
            sibling = index.sibling(index.row(), column)
            cell.rect = QRect(self.columnViewportPosition(column), row.y(), self.columnWidth(column), row.height())
            self._delegate.paint(painter, cell, sibling)
        current = self.hasFocus() and self._ring and self.currentIndex().row() == index.row()
        paint_row_ground(painter, self._look, row, None, focus=current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit_columns()
        self._furnish()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that come into view get their buttons."""
        super().showEvent(event)
        self._dress()  # the style sheet takes the header's font away when the view gets its place
        QTimer.singleShot(0, self, self._furnish)

    def _fit_columns(self) -> None:
        theme = self._look.theme
        sent = max(theme.px(_SENT), theme.metrics("caption", 500).horizontalAdvance(self._title(2)) + theme.px(24))
        count = max(theme.px(_COUNT), theme.metrics("caption", 500).horizontalAdvance(self._title(3)) + theme.px(24))
        rest = self.viewport().width() - sent - count
        series = max(theme.px(_SERIES), int(rest * 0.27))
        state = max(theme.px(_STATE), int(rest * 0.42))
        uid = max(theme.px(_UID), rest - series - state)
        longest = max((line.series_instance_uid for line in self.lines()), key=len, default="")
        wanted = theme.metrics("caption").horizontalAdvance(longest) + theme.px(_AROUND_UID)
        uid = min(uid, max(wanted, theme.px(_UID)))
        state = max(theme.px(160), rest - series - uid)
        self._compact = state < theme.px(_NARROW_STATE)
        full = max(theme.px(_ACTION), self._example.sizeHint().width() + theme.px(28))
        self._delegate.action_width = theme.px(_ACTION_ICON) if self._compact else full
        for button, name in self._actions:
            self._dress_action(button, name)
        for column, width in enumerate((series, uid, sent, count, state)):
            self.setColumnWidth(column, width)
        self.scheduleDelayedItemsLayout()

    def _title(self, column: int) -> str:
        return str(self._table.headerData(column, Qt.Orientation.Horizontal))

    def _dress(self) -> None:
        self._dress_header()
        self._fit_columns()
        self.viewport().update()
