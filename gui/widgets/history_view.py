"""The history page: every upload of this person, to be searched, filtered, opened and saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.core.receipt import HistoryEntry
from gui.models import told
from gui.models.history_table import HistoryProxy, HistoryTable, Result
from gui.models.receipt_table import SAY
from gui.widgets import words
from gui.widgets.controls import Button, ChoiceBox, ElidedLabel, Field, Label, region
from gui.widgets.history_list import HistoryList
from gui.widgets.indicators import IconLabel, IconTile
from gui.widgets.questions import Question
from gui.widgets.theme import Look

_PERIODS = (1, 7, 30, 90)


class HistoryView(QWidget):
    """Shows the uploads; nothing is opened, saved or deleted here.

    ``empty_confirmed`` comes when the person has said twice that the history is to be emptied.
    """

    back_pressed = Signal()
    receipt_wished = Signal(int)
    """The receipt of the upload with this ID is to be shown."""
    save_list_pressed = Signal()
    empty_confirmed = Signal()
    change_pressed = Signal()
    """How long entries are kept is to be set."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._keep_days: int | None = 90
        self.setObjectName("historyView")
        self.setAccessibleName(self.tr("History"))
        self._model = HistoryTable(self)
        self._proxy = HistoryProxy(self)
        self._proxy.setSourceModel(self._model)
        self._list = HistoryList(look, self._proxy)
        self.setFocusProxy(self._list)
        self._list.opened.connect(self.receipt_wished)
        self._list.current_changed.connect(self._show_current)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._make_pages(), 1)
        column.addWidget(self._make_note())
        column.addWidget(self._make_foot())
        self._connect()
        look.changed.connect(self._dress)
        self._dress()
        self.show_history(())

    def show_history(self, entries: Sequence[HistoryEntry], *, keep_days: int | None = 90) -> None:
        """Show these uploads. ``keep_days``: they are deleted after so many days; None: no history is kept."""
        chosen = self._list.entry()
        self._keep_days = keep_days
        self._model.show(entries)
        self._fill_destinations(entries)
        self._filter()
        self._list.choose(chosen.upload_id if chosen is not None else None)

    # -- composition -----------------------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        look, px = self._look, self._look.theme.px
        self._bar = region("bar")
        self._bar.setObjectName("historyBar")
        self._back = Button(look, self.tr("&Back"), "arrow-left", "flat")
        self._back.setObjectName("historyBackButton")
        self._search = Field(
            look, self.tr("Search patient, study, destination"), "search", name=self.tr("Search the history")
        )
        self._search.setObjectName("historySearchEdit")
        self._search.setClearButtonEnabled(True)
        self._destination = ChoiceBox(look, name=self.tr("Which destination"))
        self._destination.setObjectName("historyDestinationBox")
        self._result = ChoiceBox(look, name=self.tr("Which result"))
        self._result.setObjectName("historyResultBox")
        for text, value in (
            (self.tr("Every result"), None),
            (self.tr("Verified"), Result.VERIFIED),
            (self.tr("Images missing"), Result.MISSING),
            (self.tr("Unknown"), Result.UNKNOWN),
            (self.tr("Cancelled"), Result.CANCELLED),
            (self.tr("Interrupted"), Result.INTERRUPTED),
        ):
            self._result.addItem(text, value)
        self._period = ChoiceBox(look, name=self.tr("Which days"))
        self._period.setObjectName("historyPeriodBox")
        self._period.addItem(self.tr("Any time"), None)
        for days in _PERIODS:
            text = self.tr("Today") if days == 1 else self.tr("Last %1 days").replace("%1", words.number(days))
            self._period.addItem(text, days)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(px(4), px(8), px(16), px(8))
        row.setSpacing(px(8))
        row.addWidget(self._back)
        row.addWidget(Label(look, self.tr("History"), "title"))
        row.addSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self._search, 3)
        for box in (self._destination, self._result, self._period):
            row.addWidget(box)
        return self._bar

    def _make_pages(self) -> QWidget:
        self._pages.addWidget(self._list)
        self._nothing, self._nothing_title, self._nothing_text = self._make_empty()
        self._pages.addWidget(self._nothing)
        return self._pages

    def _make_empty(self) -> tuple[QWidget, Label, Label]:
        look, px = self._look, self._look.theme.px
        page = region("plain")
        title = Label(look, "", "title")
        title.setObjectName("historyEmptyLabel")
        text = Label(look, token="text-2")
        self._clear = Button(look, self.tr("Sho&w all"))
        self._clear.setObjectName("clearHistoryFilterButton")
        column = QVBoxLayout(page)
        column.setSpacing(px(8))
        column.addStretch(2)
        tile = IconTile(look, "history", side=72, size=36)
        center = Qt.AlignmentFlag.AlignHCenter
        for widget in (tile, title, text, self._clear):
            column.addWidget(widget, 0, center)
        column.addStretch(3)
        return page, title, text

    def _make_note(self) -> QWidget:
        look, px = self._look, self._look.theme.px
        self._note_line = region("line")
        self._note = ElidedLabel(look, "", "caption", "text-2")
        self._note.setObjectName("historyNote")
        self._note.setSizePolicy(self._note.sizePolicy().Policy.Maximum, self._note.sizePolicy().Policy.Preferred)
        self._change = Button(look, self.tr("Chan&ge…"), kind="link", name=self.tr("Change how long entries are kept"))
        self._change.setObjectName("changeHistoryButton")
        self._change.clicked.connect(self.change_pressed)
        self._empty = Button(look, self.tr("Empt&y the history…"), kind="link")
        self._empty.setObjectName("emptyHistoryButton")
        row = QHBoxLayout(self._note_line)
        row.setContentsMargins(px(16), px(4), px(12), px(4))
        row.setSpacing(px(8))
        row.addWidget(IconLabel(look, "info", "text-2"))
        row.addWidget(self._note)
        row.addWidget(self._change)
        row.addStretch(1)
        row.addWidget(self._empty)
        return self._note_line

    def _make_foot(self) -> QWidget:
        look, px = self._look, self._look.theme.px
        self._foot = region("foot")
        self._title = ElidedLabel(look, weight=600)
        self._title.setObjectName("historyEntryLabel")
        self._line = ElidedLabel(look, token="text-2")
        self._line.setObjectName("historyEntryHint")
        self._save = Button(look, self.tr("&Save list as CSV…"), "file-down", tall=True)
        self._save.setObjectName("saveHistoryButton")
        self._open = Button(look, self.tr("&Open receipt"), "file-text", "primary", tall=True)
        self._open.setObjectName("openReceiptButton")
        lines = QVBoxLayout()
        lines.setSpacing(px(2))
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._line)
        lines.addStretch(1)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(8))
        row.addLayout(lines, 1)
        row.addWidget(self._save)
        row.addWidget(self._open)
        return self._foot

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_pressed)
        self._search.textChanged.connect(self._filter)
        for box in (self._destination, self._result, self._period):
            box.currentIndexChanged.connect(self._filter)
        self._clear.clicked.connect(self._show_all)
        self._empty.clicked.connect(self._ask_to_empty)
        self._save.clicked.connect(self.save_list_pressed)
        self._open.clicked.connect(self._press_open)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.setFocus)

    # -- filters ---------------------------------------------------------------------------------------------

    def _fill_destinations(self, entries: Sequence[HistoryEntry]) -> None:
        wish = self._destination.currentData()
        names = sorted({entry.destination_name for entry in entries}, key=words.natural_key)
        self._destination.blockSignals(True)
        self._destination.clear()
        self._destination.addItem(self.tr("All destinations"), None)
        for name in names:
            self._destination.addItem(words.plain(told.told(name)), name)
        self._destination.setCurrentIndex(max(0, self._destination.findData(wish)) if wish is not None else 0)
        self._destination.blockSignals(False)

    def _filter(self) -> None:
        chosen = self._list.entry()
        result = self._result.currentData()  # Qt gives an enumeration's text back
        self._proxy.set_filter(
            self._search.text(),
            self._destination.currentData(),
            Result(result) if result is not None else None,
            self._period.currentData(),
        )
        self._list.choose(chosen.upload_id if chosen is not None else None)
        self._show_sums()

    def _show_all(self) -> None:
        self._search.clear()
        for box in (self._destination, self._result, self._period):
            box.setCurrentIndex(0)
        self._list.setFocus()

    # -- what is seen ----------------------------------------------------------------------------------------

    def _show_sums(self) -> None:
        found, shown = self._model.rowCount(), self._proxy.rowCount()
        self._pages.setCurrentWidget(self._list if shown else self._nothing)
        if found:
            self._nothing_title.setText(self.tr("No upload matches"))
            self._nothing_text.setText(self.tr("Search for something else, or show all uploads."))
        else:
            self._nothing_title.setText(self.tr("Nothing has been sent yet"))
            text = self.tr("Each upload leaves a receipt here.")
            if self._keep_days is None:
                text = self.tr("No history is kept on this computer.")
            self._nothing_text.setText(text)
        self._clear.setVisible(bool(found))
        for widget in (self._search, self._destination, self._result, self._period, self._save, self._empty):
            widget.setEnabled(bool(found))
        self._note.setText(f"{self._counted(found, shown)} {self._kept()}")

    def _counted(self, found: int, shown: int) -> str:
        if shown != found:
            text = self.tr("%1 of %2 uploads.").replace("%1", words.number(shown))
            return text.replace("%2", words.number(found))
        if found == 1:
            return self.tr("1 upload.")
        return self.tr("%1 uploads.").replace("%1", words.number(found)) if found else self.tr("No uploads.")

    def _kept(self) -> str:
        if self._keep_days is None:
            return self.tr("No history is kept: a receipt is deleted when it is closed.")
        if self._keep_days == 1:
            return self.tr("Entries are deleted from this computer after 1 day.")
        text = self.tr("Entries are deleted from this computer after %1 days.")
        return text.replace("%1", words.number(self._keep_days))

    def _show_current(self, entry: HistoryEntry | None) -> None:
        self._open.setEnabled(entry is not None)
        self._open.setToolTip("" if entry is not None else self.tr("Choose an upload first."))
        if entry is None:
            self._title.setText("")
            self._line.setText("")
            return
        names = [words.person_name(patient.name) for patient in entry.patients]
        who = words.joined(names) if len(names) < 3 else words.patients(len(names))
        parts = [who, words.when(entry.started)]
        if entry.practice:
            parts.insert(0, self.tr("PRACTICE"))
        self._title.setText(" · ".join(part for part in parts if part))
        self._line.setText(SAY.entry_line(entry))

    # -- wishes ----------------------------------------------------------------------------------------------

    def _press_open(self) -> None:
        entry = self._list.entry()
        if entry is not None:
            self.receipt_wished.emit(entry.upload_id)

    def _ask_to_empty(self) -> None:
        count = self._model.rowCount()
        text = self.tr(
            "The receipts of all %1 uploads are deleted from this computer. Images at the service stay there."
        )
        if count == 1:
            text = self.tr("The receipt of 1 upload is deleted from this computer. Images at the service stay there.")
        question = Question(
            self._look,
            self,
            title=self.tr("Empty the history?"),
            text=text.replace("%1", words.number(count)),
            yes=self.tr("&Delete the receipts"),
            no=self.tr("&Keep them"),
        )
        question.accepted.connect(self.empty_confirmed)
        question.open()

    def _dress(self) -> None:
        theme = self._look.theme
        self._search.setMaximumWidth(theme.px(304))
        self._search.setMinimumWidth(theme.px(160))
        self._bar.setFixedHeight(theme.height(56, padding=30))
        self._note_line.setFixedHeight(theme.height(40, padding=20))
        self._foot.setFixedHeight(max(theme.px(80), theme.metrics().height() * 2 + theme.px(28)))
