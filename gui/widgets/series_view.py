"""The list of what was found: filter, tree, and the line that says what was read and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.core.entities import Skipped, SkipReason, Totals
from gui.models.series_proxy import SeriesProxy
from gui.models.series_tree import SeriesTree
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Field, Label, region
from gui.widgets.indicators import IconLabel, Spinner
from gui.widgets.series_tree_view import SeriesTreeView
from gui.widgets.theme import Look
from gui.widgets.waiting_line import WaitingLine


class SeriesView(QWidget):
    """Shows a :class:`SeriesTree` with its filter and the sums of the scan."""

    stop_scan_pressed = Signal()
    left_out_pressed = Signal()
    pane_toggled = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._proxy = SeriesProxy(self)
        self._filter = Field(look, self.tr("Filter patients, studies, series"), "search", name=self.tr("Filter"))
        self._filter.setObjectName("filterEdit")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._proxy.set_filter)
        self._filter.textChanged.connect(self._look_for_nothing)
        self._origin = ElidedLabel(look, "", "caption", "text-2")
        self._origin.setObjectName("originLabel")
        self._origin.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._pane = Button(look, "", "panel-right", "flat", name=self.tr("Show details"))
        self._pane.setObjectName("showDetailsButton")
        self._pane.setCheckable(True)
        self._pane.toggled.connect(self.pane_toggled)
        self._pane.hide()
        self.tree = SeriesTreeView(look)
        self.tree.setModel(self._proxy)
        self._nothing = Label(look, self.tr("No series matches the filter."), token="text-2", parent=self.tree)
        self._nothing.hide()
        self._make_line()
        self.waiting = WaitingLine(look)
        head = region("plain")
        top = QHBoxLayout(head)
        theme = look.theme
        top.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        top.setSpacing(theme.px(16))
        top.addWidget(self._filter, 2)
        top.addWidget(self._origin, 1)
        top.addWidget(self._pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.tree, 1)
        column.addWidget(self._line)
        column.addWidget(self.waiting)
        look.changed.connect(self._dress)
        self._dress()

    def _make_line(self) -> None:
        look, theme = self._look, self._look.theme
        self._line = region("line")
        self._spinner = Spinner(look)
        self._info = IconLabel(look, "info", "text-2")
        self._title = Label(look, "", weight=600)
        self._title.setObjectName("scanTitleLabel")
        self._summary = ElidedLabel(look, "", token="text")
        self._summary.setObjectName("scanSummaryLabel")
        self._skipped = Button(look, self.tr("Sho&w…"), kind="link", name=self.tr("Show the files that were left out"))
        self._skipped.setObjectName("skippedButton")
        self._skipped.clicked.connect(self.left_out_pressed)
        self._sum = Label(look, "", "caption", "text-2")
        self._sum.setObjectName("scanSumLabel")
        self._stop = Button(look, self.tr("&Stop reading"), "x")
        self._stop.setObjectName("stopReadingButton")
        self._stop.clicked.connect(self.stop_scan_pressed)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        for widget in (self._spinner, self._info, self._title):
            row.addWidget(widget)
        row.addWidget(self._summary)
        row.addWidget(self._skipped)
        row.addStretch(1)
        row.addWidget(self._sum)
        row.addWidget(self._stop)
        self._summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_model(self, model: SeriesTree) -> None:
        """Show a tree."""
        self._proxy.setSourceModel(model)

    def show_origin(self, text: str) -> None:
        """Say at the top right where the files come from, or what can be done meanwhile."""
        self._origin.setText(text)

    def show_scanning(self, name: str, files: int, left_out: int) -> None:
        """Files are being read from the folder or drive ``name``."""
        text = self.tr("Reading “%1”") if name else self.tr("Reading")
        self._title.setText(text.replace("%1", words.plain(name)))
        text = self.tr("%1 so far").replace("%1", words.files(files))
        if left_out:
            text += ", " + self.tr("%1 left out").replace("%1", words.number(left_out))
        self._summary.setText(text)
        self._turn(scanning=True, left_out=False)
        self._sum.setText("")

    def show_copying(self, done: int, files: int) -> None:
        """A disc is being copied; ``files`` 0 while they are still being counted."""
        self._title.setText(self.tr("Copying the disc:"))
        self.show_origin(self.tr("Rows appear when the disc has been copied."))
        text = self.tr("%1 of %2 files").replace("%1", words.number(done)).replace("%2", words.number(files))
        self._summary.setText(text if files else self.tr("looking for its files"))
        self._turn(scanning=True, left_out=False)
        self._sum.setText("")

    def show_found(self, totals: Totals, left_out: Sequence[Skipped], *, stopped: bool = False) -> None:
        """Everything has been read: the sum adds up, and what was left out is named by reason."""
        counts = Counter(entry.reason for entry in left_out)
        missing = counts.pop(SkipReason.MISSING, 0)  # no files, so in no sum
        head = self.tr("Reading was stopped.") if stopped else ""
        if totals.left_out:
            head = (head + " " if head else "") + self.tr("%1 left out:").replace("%1", words.files(totals.left_out))
            text = words.joined([_reason(reason, count) for reason, count in counts.most_common()])
            if missing:
                text = self.tr("%1 of the disc’s index missing; ").replace("%1", words.images(missing)) + text
            self._summary.setText(text)
        else:
            self._summary.setText("" if stopped else self.tr("Every file that was found can be sent."))
        self._title.setText(head)
        self._turn(scanning=False, left_out=bool(totals.left_out))
        self.show_sum(totals, totals.to_send)
        if not self._proxy.filtered:
            self._proxy.settle()

    def show_sum(self, totals: Totals, ticked: int) -> None:
        """The sum of all files that were found; ``ticked`` of those that can be sent are to be sent."""
        text = self.tr("%1 found = %2").replace("%1", words.files(totals.files_found))
        text = text.replace("%2", words.images(ticked))
        if ticked < totals.to_send:
            text += " + " + self.tr("%1 not ticked").replace("%1", words.number(totals.to_send - ticked))
        if totals.left_out:
            text += " + " + self.tr("%1 left out").replace("%1", words.number(totals.left_out))
        self._sum.setText(text)
        self._skipped.setVisible(bool(totals.left_out) or ticked < totals.to_send)

    def _turn(self, *, scanning: bool, left_out: bool) -> None:
        self._spinner.setVisible(scanning)
        self._info.setVisible(not scanning)
        self._stop.setVisible(scanning)
        self._skipped.setVisible(left_out)
        self._title.setVisible(bool(self._title.text()))
        self._summary.set_token("text-2" if scanning else "text")

    def show_pane_button(self, shown: bool, pressed: bool) -> None:
        """Offer the details by a button, where they have no room of their own."""
        self._pane.setVisible(shown)
        self._pane.blockSignals(True)
        self._pane.setChecked(pressed)
        self._pane.blockSignals(False)

    def go_to(self, index: QModelIndex) -> None:
        """Go to a row of the model, also where the filter hides it now."""
        if not self._proxy.mapFromSource(index).isValid():
            self._filter.clear()
        self.tree.setCurrentIndex(self._proxy.mapFromSource(index))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def clear_filter(self) -> bool:
        """Empty the filter; False when it was empty."""
        filled = bool(self._filter.text())
        self._filter.clear()
        return filled

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._filter, self._pane, self.tree, self._skipped, self._stop)

    def _look_for_nothing(self) -> None:
        empty = self._proxy.filtered and self._proxy.rowCount() == 0
        self._nothing.setVisible(empty)
        if empty:
            QTimer.singleShot(0, self._place_nothing)

    def _place_nothing(self) -> None:
        theme = self._look.theme
        self._nothing.adjustSize()
        self._nothing.move(theme.px(40), self.tree.header().height() + theme.px(16))

    def _dress(self) -> None:
        theme = self._look.theme
        self._filter.setMinimumWidth(theme.px(160))
        self._filter.setMaximumWidth(theme.px(300))
        self._filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.setFixedHeight(theme.height(48, padding=28))


def _reason(reason: SkipReason, count: int) -> str:
    """Why so many files were left out, in a few words."""
    one = count == 1
    texts = {
        SkipReason.NOT_DICOM: _tr("1 is not DICOM") if one else _tr("%1 are not DICOM"),
        SkipReason.DICOMDIR: _tr("1 is a disc’s index") if one else _tr("%1 are discs’ indexes"),
        SkipReason.DAMAGED: _tr("1 is damaged") if one else _tr("%1 are damaged"),
        SkipReason.MISSING_UID: _tr("1 lacks a UID") if one else _tr("%1 lack a UID"),
        SkipReason.DUPLICATE: _tr("1 is a duplicate") if one else _tr("%1 are duplicates"),
        SkipReason.CONFLICT: _tr("1 is in conflict with another") if one else _tr("%1 are in conflict with others"),
        SkipReason.UNREADABLE: _tr("1 cannot be read") if one else _tr("%1 cannot be read"),
    }
    return texts[reason].replace("%1", words.number(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SeriesView", text)
