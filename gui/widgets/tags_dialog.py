"""The window that shows all tags of an image."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.dicom.tags_values import TagList, TagsAnswer
from gui.models import told
from gui.models.roles import Role
from gui.models.tags_tree import TagColumn, TagsTree
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Field, Label, region
from gui.widgets.dialogs import Hint, announce
from gui.widgets.rows_view import dress_header
from gui.widgets.theme import Look

_COPIED_MS = 1500


class TagsDialog(QDialog):
    """Opens before the tags are known; :meth:`show_tags` brings them, or the sentence why there are none.

    :param title: whose image it is, in plain words; ``caption`` which one.
    """

    def __init__(self, look: Look, title: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        theme = look.theme
        self.setObjectName("tagsDialog")
        self.setWindowTitle(self.tr("All tags"))
        self.resize(theme.px(880), theme.px(600))
        self._model = TagsTree(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterRole(Role.SEARCH)
        self._shown.setFilterKeyColumn(0)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setRecursiveFilteringEnabled(True)
        self._search = Field(look, self.tr("Search tags, names and values"), "search", name=self.tr("Search"))
        self._search.setObjectName("tagsSearchEdit")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = self._make_tree()
        self._sentence = Label(look, self.tr("Reading the tags…"), token="text-2", wrap=True)
        self._sentence.setObjectName("tagsSentenceLabel")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setContentsMargins(theme.px(48), 0, theme.px(48), 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._sentence)
        self._pages.addWidget(self._tree)
        self._note = Hint(look, "tagsNoteLabel")
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        head.setSpacing(theme.px(4))
        head.addWidget(ElidedLabel(look, title, "title"))
        head.addWidget(ElidedLabel(look, caption, "body", "text-2"))
        head.addSpacing(theme.px(8))
        head.addWidget(self._search)
        head.addWidget(self._note)
        self._copy = Button(look, self.tr("&Copy the selected rows"), "copy")
        self._copy.setObjectName("copyTagsButton")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_selected)
        close = Button(look, self.tr("C&lose"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        foot = region("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(foot)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._tree).activated.connect(self._copy_selected)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._search.setFocus)
        self._search.setFocus()

    def _make_tree(self) -> QTreeView:
        theme, tree = self._look.theme, QTreeView()
        tree.setObjectName("tagsTree")
        tree.setAccessibleName(self.tr("Tags, names and values"))
        tree.setModel(self._shown)
        tree.setItemDelegate(_Delegate(self._look, tree))
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setIndentation(theme.px(20))
        header = tree.header()
        dress_header(self._look, header)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in ((TagColumn.TAG, 184), (TagColumn.NAME, 264), (TagColumn.VR, 48)):
            tree.setColumnWidth(int(column), theme.px(width))
        tree.expanded.connect(lambda index: self._make_room(len(self._place(index))))
        tree.selectionModel().selectionChanged.connect(self._offer)
        self._shown.modelReset.connect(self._offer)
        return tree

    def show_tags(self, answer: TagsAnswer) -> None:
        """Show what was read."""
        if not isinstance(answer, TagList):
            self._say(told.told(answer.reason))
            return
        self._model.show_tags(answer.tags)
        if answer.note:
            self._note.say(told.told(answer.note), "triangle-alert", "warn")
        self._filter(self._search.text())
        announce(self, self.tr("%1 tags").replace("%1", words.number(sum(1 for tag in answer.tags if tag.tag))))

    def show_trouble(self) -> None:
        """Say that nothing could be read at all."""
        self._say(self.tr("The tags cannot be read."))

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self._pages.setCurrentWidget(self._sentence)
        announce(self, sentence)

    def _filter(self, text: str) -> None:
        self._tree.collapseAll()  # thousands of open rows, taken out one by one, would hold the window up
        self._shown.setFilterFixedString(text.strip())
        if not self._model.rowCount():
            return
        if not self._shown.rowCount():
            self._sentence.setText(self.tr("No tag holds these words."))
            self._pages.setCurrentWidget(self._sentence)
            return
        self._pages.setCurrentWidget(self._tree)
        if text.strip():
            self._tree.expandAll()
            self._make_room(self._model.deepest)
        if not self._tree.currentIndex().isValid():
            self._tree.selectionModel().setCurrentIndex(
                self._shown.index(0, 0), self._tree.selectionModel().SelectionFlag.NoUpdate
            )

    def _make_room(self, depth: int) -> None:
        """Make the first column wide enough for tags of that depth: cut off, they say nothing."""
        theme = self._look.theme
        words = QFontMetrics(_fixed_font(self._look)).horizontalAdvance("(0000,0000)") + theme.px(16)
        wanted = (depth + 1) * self._tree.indentation() + words
        if wanted > self._tree.columnWidth(TagColumn.TAG):
            self._tree.setColumnWidth(TagColumn.TAG, wanted)

    def _offer(self) -> None:
        self._copy.setEnabled(self._tree.selectionModel().hasSelection())

    def _copy_selected(self) -> None:
        """Copy the rows in the order in which they are seen."""
        rows = sorted(self._tree.selectionModel().selectedRows(), key=self._place)
        if not rows:
            return
        QGuiApplication.clipboard().setText("\n".join(self._model.line(self._shown.mapToSource(row)) for row in rows))
        self._copy.set_icon_name("check")
        QTimer.singleShot(_COPIED_MS, self, lambda: self._copy.set_icon_name("copy"))
        announce(self, self.tr("The selected rows have been copied."))

    def _place(self, index: QModelIndex) -> list[int]:
        """The way to a row from the top."""
        way: list[int] = []
        while index.isValid():
            way.insert(0, index.row())
            index = index.parent()
        return way


def _fixed_font(look: Look) -> QFont:
    """Equally wide letters, as large as a caption."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(look.theme.font("caption").pointSizeF())
    return font


class _Delegate(QStyledItemDelegate):
    """Rows as high as those of the tree; tags and VRs in equally wide letters."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row as high as it needs to be, lower than those of the list of series: there are many."""
        theme = self._look.theme
        return QSize(theme.px(48), theme.height(26, padding=8))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The fonts of the columns."""
        super().initStyleOption(option, index)
        item = index.data(Role.VALUE)
        if index.column() in (TagColumn.TAG, TagColumn.VR) and item is not None and item.tag:
            option.font = _fixed_font(self._look)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Words, then the line below them."""
        super().paint(painter, option, index)
        painter.setPen(self._look.theme.color("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
