"""The tree itself: what is open and in view, keys and the context menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from gui.core.entities import SeriesSummary
from gui.models.roles import Level, Role
from gui.models.series_proxy import SeriesProxy
from gui.widgets.series_columns import SeriesColumns
from gui.widgets.series_delegate import AnyIndex, toggle
from gui.widgets.series_rows_view import SeriesRowsView
from gui.widgets.theme import Look

_EXPANDED_AT_MOST = 2000


class SeriesTreeView(SeriesRowsView):
    """Shows a :class:`SeriesProxy`; Space ticks, Del leaves out, the menu key opens the context menu."""

    value_changed = Signal(object)
    """The row in view changed: a SeriesSummary, a GroupValue, or None."""
    folder_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._told: object = None
        self._repainting = QTimer(self)
        self._repainting.setSingleShot(True)
        self._repainting.setInterval(0)
        self._repainting.timeout.connect(self.viewport().update)
        self._opened = 0
        self.setObjectName("seriesTree")
        self.setAccessibleName(self.tr("Patients, studies and series"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(False)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSortingEnabled(False)
        self._columns = SeriesColumns(look, self)
        header = self.header()
        header.setSectionsClickable(True)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort_by)
        look.changed.connect(self._dress)
        self._dress()

    # -- the model -------------------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; new patients and studies are opened as they come."""
        super().setModel(model)
        if model is not None:
            model.rowsInserted.connect(self._open_new)
            model.modelReset.connect(self._begin_anew)

    def proxy(self) -> SeriesProxy:
        """The model that is shown."""
        model = self.model()
        assert isinstance(model, SeriesProxy)
        return model

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which row is in view."""
        super().currentChanged(current, previous)
        self._tell_value()

    def _begin_anew(self) -> None:
        self._opened = 0
        self._tell_value()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Paint anew, once for all that changes now, and tell the row in view when it is among them.

        Qt's own way works out the place of each changed cell, which takes a hundred times as long. The painting waits
        for the layout of rows that have come with the change, which would have to paint once more.
        """
        if QAccessible.isActive():
            super().dataChanged(first, last, roles)
        self._repainting.start()
        current = self.currentIndex()
        if first.row() <= current.row() <= last.row() and first.parent() == current.parent():
            self._tell_value()

    def _tell_value(self) -> None:
        index = self.currentIndex()
        value = index.data(Role.VALUE) if index.isValid() else None
        if value != self._told:
            self._told = value
            self.value_changed.emit(value)

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self.model()
        self._opened += last - first + 1
        if self._opened > _EXPANDED_AT_MOST:  # opening costs more with every row that is open already
            return
        if parent.isValid():
            self.expand(parent)
        for row in range(first, last + 1):
            index = model.index(row, 0, parent)
            self.expand(index)
            for below in range(model.rowCount(index)):
                self.expand(model.index(below, 0, index))

    def _sort_by(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0:
            self.proxy().sort(column, order)

    # -- wishes ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks what is selected, Del leaves it out; all other keys move about."""
        self._ring = True
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._tick_selected()
        elif event.key() == Qt.Key.Key_Delete:
            self.leave_out_selected()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def settle_focus(self) -> None:
        """Take the focus, and choose the first series when no row is chosen, so that the details show something."""
        if not self.currentIndex().isValid():
            at = QModelIndex()
            while self.model().rowCount(at):
                at = self.model().index(0, 0, at)
            self.setCurrentIndex(at)
            self.scrollToTop()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_out_selected(self) -> None:
        """Untick all selected rows; nothing is deleted."""
        for index in self._rows():
            self.model().setData(index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)

    def _rows(self) -> list[QModelIndex]:
        return self.selectionModel().selectedRows(0) if self.selectionModel() else []

    def _tick_selected(self) -> None:
        current = self.currentIndex().siblingAtColumn(0)
        if not current.isValid():
            return
        toggle(self.model(), current)
        wish = current.data(Qt.ItemDataRole.CheckStateRole)
        for index in self._rows():
            if index != current:
                self.model().setData(index, Qt.CheckState(wish).value, Qt.ItemDataRole.CheckStateRole)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        at = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.make_menu(index.siblingAtColumn(0)).popup(self.viewport().mapToGlobal(QPoint(at)))

    def make_menu(self, index: QModelIndex) -> QMenu:
        """The context menu of a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        uid, value = index.data(Role.UID), index.data(Role.VALUE)
        if uid:
            series = index.data(Role.LEVEL) == Level.SERIES
            text = self.tr("&Copy series instance UID") if series else self.tr("&Copy study instance UID")
            copy = menu.addAction(self._look.icon("copy"), text)
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(uid))
        if isinstance(value, SeriesSummary) and value.folder:
            show = menu.addAction(self._look.icon("folder-open"), self.tr("Show in &folder"))
            show.triggered.connect(lambda: self.folder_wished.emit(value.folder))
        if not menu.isEmpty():
            menu.addSeparator()
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) != Qt.CheckState.Unchecked
        text = self.tr("&Leave out") if ticked else self.tr("&Send this as well")
        leave = menu.addAction(self._look.icon("circle-slash" if ticked else "check"), text)
        leave.setEnabled(not index.data(Role.LOCKED))
        wish = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        leave.triggered.connect(lambda: self.model().setData(index, wish.value, Qt.ItemDataRole.CheckStateRole))
        return menu

    # -- sizes -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way: first the date, then the size, so that names keep their room."""
        super().resizeEvent(event)
        self._columns.fit()

    def widths(self) -> list[float]:
        """The widths of all columns but the first, in pixels of the design: as the person made them."""
        return self._columns.widths()

    def set_widths(self, widths: Sequence[float]) -> None:
        """Give the columns widths that :meth:`widths` told; anything else changes nothing."""
        self._columns.set_widths(widths)

    def _dress(self) -> None:
        theme = self._look.theme
        self.setIndentation(theme.px(24))
        self._dress_header()
        if self.model() is not None:
            self._columns.set_up()
        self.viewport().update()
