"""The files of a series that have not arrived, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from gui.core.receipt import ReceiptLine
from gui.models.receipt_table import MissingTable
from gui.widgets import words
from gui.widgets.controls import Button, Label, region
from gui.widgets.dialogs import CourierDialog
from gui.widgets.rows_view import dress_header
from gui.widgets.theme import Look


class MissingDialog(CourierDialog):
    """Lists what is known; says so when the service does not tell which images it lacks."""

    all_files_wished = Signal()
    """All files of the series are to be listed."""

    def __init__(self, look: Look, line: ReceiptLine, parent: QWidget | None = None) -> None:
        super().__init__(look, "", 640, parent)
        self.setObjectName("missingDialog")
        self.setWindowTitle(self.tr("Missing images"))
        theme, known = look.theme, len(line.missing_instances)
        title = self.tr("%1 of %2 missing").replace("%1", words.number(line.missing))
        title = title.replace("%2", words.images(line.chosen))
        self._model = MissingTable(line.missing_instances, self)
        column = self.body.column
        column.addWidget(Label(look, title, "title"))
        column.addWidget(Label(look, words.series_title(line.series), token="text-2", wrap=True))
        if known < line.missing:
            text = self.tr("The service does not say which %1 it lacks.")
            column.addWidget(Label(look, text.replace("%1", words.images(line.missing - known)), wrap=True))
        column.addSpacing(theme.px(8))
        card = region("surface-card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, theme.px(4))
        self._tree = QTreeView()
        self._tree.setObjectName("missingTable")
        self._tree.setAccessibleName(self.tr("Missing files and reasons"))
        self._tree.setModel(self._model)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setTabKeyNavigation(False)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self._tree.header()
        dress_header(self._look, header)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._tree.setColumnWidth(0, theme.px(200))
        self._tree.setMinimumHeight(theme.px(240))
        inside.addWidget(self._tree)
        card.setVisible(known > 0)
        column.addWidget(card, 1)
        copy = Button(look, self.tr("&Copy the list"), "copy")
        copy.setObjectName("copyMissingButton")
        copy.setEnabled(known > 0)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._model.as_text()))
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        foot: QHBoxLayout = self.foot
        every = Button(look, self.tr("&All files…"), "file-text")
        every.setObjectName("allFilesButton")
        every.clicked.connect(self.accept)
        every.clicked.connect(self.all_files_wished)
        foot.addWidget(copy)
        foot.addWidget(every)
        foot.addStretch(1)
        foot.addWidget(close)
        self.finished.connect(self.deleteLater)
        self.fit()
