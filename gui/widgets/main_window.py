"""The one window: toolbar, message, page, action bar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from gui.core.destination import Destination
from gui.core.entities import PatientKey, Skipped, Totals
from gui.core.errors import CourierError
from gui.core.upload import Progress
from gui.models.roles import RowState
from gui.models.series_tree import SeriesTree
from gui.widgets import words
from gui.widgets.details_pane import DetailsPane
from gui.widgets.disc_offer import DiscOffer
from gui.widgets.drop_area import DropArea
from gui.widgets.drops import DropGuard
from gui.widgets.icons import program_icon
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.notices import BannerDesk
from gui.widgets.status import StatusWords
from gui.widgets.theme import Look
from gui.widgets.window_body import WindowBody


class MainWindow(QMainWindow):
    """Takes values in through ``show_…`` and sends wishes out through signals named after what was done.

    ``receipt_page`` and ``history_page`` bring their own action bars. ``may_close`` is asked before the window
    closes; the composition root sets it.
    """

    paths_dropped = Signal(list)
    add_folder_pressed = Signal()
    add_files_pressed = Signal()
    clear_pressed = Signal()
    upload_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    cancel_pressed = Signal()
    retry_pressed = Signal()
    stop_scan_pressed = Signal()
    read_again_pressed = Signal()
    waiting_removed = Signal(str)
    """Something that waits in line is not to be read after all."""
    try_now_pressed = Signal()
    destination_chosen = Signal(str)
    add_destination_pressed = Signal()
    destination_settings_pressed = Signal()
    preferences_pressed = Signal()
    """What holds for all destinations alike is to be shown."""
    history_toggled = Signal(bool)
    sample_images_pressed = Signal()
    token_entered = Signal(str)
    show_receipt_pressed = Signal()
    keep_only_pressed = Signal(object)
    notice_pressed = Signal(object)
    left_out_opened = Signal(object)
    close_wished = Signal()

    def __init__(self, look: Look, receipt_page: QWidget, history_page: QWidget) -> None:
        super().__init__()
        self._look = look
        self.may_close: Callable[[], bool] = lambda: True
        self._words = StatusWords()
        self._model: SeriesTree | None = None
        self._totals = Totals()
        self._skipped: tuple[Skipped, ...] = ()
        self._state = "empty"
        self._practice = False
        self._body = body = WindowBody(look, receipt_page, history_page)
        self.setCentralWidget(body)
        self._toolbar, self._band, self._bar = body.toolbar, body.band, body.bar
        self._desk = BannerDesk(body.banner)
        self._drop_area = body.drop_area
        self._list_page, self._empty_page, self._pages = body.list_page, body.empty_page, body.pages
        self._list, self._pane = self._list_page.list, self._list_page.pane
        self._receipt_page, self._history_page = receipt_page, history_page
        self._drops = DropGuard(self, self._pages, self._drop_area, DropArea(look, overlay=True), self._drop_hint)
        self._connect()
        self._add_shortcuts()
        self.setWindowIcon(program_icon())
        self._set_sizes()
        self.show_practice(False)
        self.show_empty(None)
        self._empty_page.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- composition -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        toolbar, bar = self._toolbar, self._bar
        toolbar.add_folder_pressed.connect(self.add_folder_pressed)
        toolbar.add_files_pressed.connect(self.add_files_pressed)
        toolbar.clear_pressed.connect(self.clear_pressed)
        toolbar.history_toggled.connect(self._toggle_history)
        toolbar.destination_chosen.connect(self.destination_chosen)
        toolbar.add_destination_pressed.connect(self.add_destination_pressed)
        toolbar.destination_settings_pressed.connect(self.destination_settings_pressed)
        self._band.add_destination_pressed.connect(self.add_destination_pressed)
        self._drop_area.choose_folder_pressed.connect(self.add_folder_pressed)
        self._drop_area.sample_images_pressed.connect(self.sample_images_pressed)
        self._list.stop_scan_pressed.connect(self.stop_scan_pressed)
        self._list.left_out_pressed.connect(self.show_left_out)
        self._list.waiting.remove_pressed.connect(self.waiting_removed)
        self._list.waiting.read_pressed.connect(self.clear_pressed)
        self._drops.dropped.connect(self.paths_dropped)
        self._drops.refused.connect(self._desk.refuse_drop)
        bar.upload_pressed.connect(self.upload_pressed)
        bar.pause_pressed.connect(self.pause_pressed)
        bar.resume_pressed.connect(self.resume_pressed)
        bar.cancel_pressed.connect(self.cancel_pressed)
        bar.try_now_pressed.connect(self.try_now_pressed)
        bar.show_receipt_pressed.connect(self.show_receipt_pressed)
        self._desk.token_entered.connect(self.token_entered)
        self._desk.retry_pressed.connect(self.retry_pressed)
        self._desk.settings_pressed.connect(self.destination_settings_pressed)
        self._desk.preferences_pressed.connect(self.preferences_pressed)
        self._desk.keep_only_pressed.connect(self._keep_only)
        self._desk.other_pressed.connect(self.notice_pressed)

    def _add_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+O", self.add_folder_pressed.emit),
            ("Ctrl+Shift+O", self.add_files_pressed.emit),
            ("Ctrl+H", lambda: self._toggle_history(self.page != "history")),
            ("Ctrl+,", self.destination_settings_pressed.emit),
            ("F5", self.read_again_pressed.emit),
            ("Ctrl+F", self._list.focus_filter),
            ("Esc", self._escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # -- pages -----------------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """Which page is seen: empty, list, receipt or history."""
        return self._body.page

    def _turn_to(self, page: QWidget) -> None:
        turned = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        if turned and page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._toolbar.set_history_shown(page is self._history_page)
        self._desk.show_list_seen(page is self._list_page)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Receipt and history bring bars of their own; an upload that runs is seen beside the history, too."""
        running = self._state in ("sending", "still")
        self._bar.setVisible(self.page in ("empty", "list") or (self.page == "history" and running))

    def show_empty(self, last_line: str | None, *, tone: str = "ok") -> None:
        """Nothing is in the list. ``last_line`` says how the last upload ended, ``tone`` (ok, warn, bad) its sign."""
        self._go("empty")
        self._totals, self._skipped = Totals(), ()
        self._toolbar.set_clear_enabled(False, self.tr("The list is empty."))
        self._drop_area.show_calm()
        self._desk.begin_anew()
        if last_line:
            self._bar.show_outcome(last_line, tone, self._words.nothing_yet())
        else:
            self._bar.show_summary(self._words.nothing_yet())
        self._turn_to(self._empty_page)

    @property
    def details(self) -> DetailsPane:
        """The pane beside the list, with its preview."""
        return self._pane

    @property
    def disc_offer(self) -> DiscOffer:
        """The offer to read a disc, in the drop area."""
        return self._drop_area.offer

    def columns(self) -> list[float]:
        """The widths of the list's columns, in pixels of the design (see :attr:`Theme.k`)."""
        return self._list.tree.widths()

    def restore_columns(self, widths: Sequence[float]) -> None:
        """Give the columns widths that :meth:`columns` told."""
        self._list.tree.set_widths(widths)

    def show_list(self, model: SeriesTree) -> None:
        """Show the tree; its ticks decide what the button says."""
        if model is not self._model:
            if self._model is not None:
                self._model.chosen_changed.disconnect(self._refresh)
            self._model = model
            self._list.show_model(model)
            model.chosen_changed.connect(self._refresh)
        self._turn_to(self._list_page)

    def show_list_page(self) -> None:
        """Turn to the list, or to the drop area while the list is empty."""
        self._turn_to(self._empty_page if self._state == "empty" else self._list_page)

    def show_receipt_page(self) -> None:
        """Turn to the receipt."""
        self._turn_to(self._receipt_page)

    def show_history_page(self) -> None:
        """Turn to the history."""
        self._turn_to(self._history_page)

    # -- states ----------------------------------------------------------------------------------------------

    def show_scanning(self, files: int, left_out: int, name: str) -> None:
        """Files are being read from the folder, drive or file ``name``."""
        self._go("scanning")
        self._retitle(self.tr("Reading"))
        self._toolbar.set_clear_enabled(False, self.tr("Stop reading first."))
        self._list.show_scanning(name, files, left_out)
        self._list.show_origin(self.tr("Rows fill in while files are read."))
        self._refresh()

    def show_copying(self, done: int, files: int) -> None:
        """A disc is copied before it is read."""
        self._list.show_copying(done, files)

    def show_ready(
        self,
        totals: Totals,
        skipped: Sequence[Skipped],
        *,
        origin: str = "",
        copied: bool = False,
        stopped: bool = False,
    ) -> None:
        """Everything has been read. ``origin`` says where from: ``EXPORT``; ``stopped`` that it is not all.

        ``copied`` says that it lies on this computer now, so that the disc is needed no more.
        """
        self._go("ready")
        self._totals, self._skipped = totals, tuple(skipped)
        self._retitle()
        self._toolbar.set_clear_enabled(True)
        self._list.show_found(totals, skipped, stopped=stopped)
        if self.page == "list":
            self._list.tree.settle_focus()
        source = self.tr("From a copy of “%1”") if copied else self.tr("From “%1”")
        self._list.show_origin(source.replace("%1", words.plain(origin)) if origin else "")
        self._refresh()

    def show_sending(self, progress: Progress | None, destination_name: str) -> None:
        """An upload runs; ``progress`` is None until the first answer."""
        if self._state not in ("sending", "still"):
            self._bar.begin_sending()
        if self._state != "sending":
            self._go("sending")
            self._toolbar.set_clear_enabled(False, self.tr("The upload has not ended."))
            self._list.show_origin(self.tr("Sending. You can read the list and add the next folder."))
            self._desk.forget()
        status, detail = self._words.sending(progress, destination_name)
        self._bar.show_progress(self._words.share(progress), status, detail, offer=self._words.offer(progress))
        self._retitle(words.per_cent(self._words.share(progress)))
        self._fit_bar()

    def show_ending(self, *, pausing: bool) -> None:
        """Pause or Cancel was pressed; requests that are under way end first."""
        text = self.tr("Pausing…") if pausing else self.tr("Cancelling…")
        self._bar.show_ending(text)

    def show_stopped(
        self, progress: Progress | None, hint: str = "", *, paused: bool = False, resumable: bool = True
    ) -> None:
        """The upload stands still: paused by the person, or stopped by a problem that ``show_problem`` tells."""
        if self._state not in ("sending", "still"):
            self._bar.begin_sending()
        self._go("still")
        self._toolbar.set_clear_enabled(False, self.tr("The upload has not ended."))
        status, detail = self._words.still(progress, paused=paused, hint=hint)
        share = self._words.share(progress) if progress is not None else None
        self._bar.show_still(status, detail, resumable=resumable, share=share)
        self._list.show_origin("")
        self._retitle(self._words.still_title(progress, paused=paused))
        if self._model is not None:
            self._model.show_standstill(RowState.PAUSED if paused else RowState.STOPPED)
        self._fit_bar()

    def show_done(self, line: str, *, tone: str = "ok") -> None:
        """The upload has ended: ``line`` is the receipt's sentence, seen below the list beside “Show receipt”."""
        self._go("done")
        self._retitle()
        self._toolbar.set_clear_enabled(True)
        self._list.show_origin("")
        why = self.tr("This list has been sent. Add the next folder, or clear the list.")
        self._bar.show_outcome(line, tone, replace(self._words.nothing_yet(), why=why))
        self._fit_bar()

    def show_waiting(self, paths: Sequence[str]) -> None:
        """These folders and files wait until the upload has ended."""
        self._list.waiting.show_waiting(paths, sending=self._state in ("sending", "still"))

    def show_destinations(
        self,
        destinations: Sequence[Destination],
        selected: str,
        locked: bool,
        *,
        set_by_it: Collection[str] = (),
        may_add: bool = True,
    ) -> None:
        """Show where images can go, which place is chosen, and what is set by IT."""
        self._toolbar.show_destinations(destinations, selected, locked=locked, set_by_it=set_by_it, may_add=may_add)
        chosen = next((entry for entry in destinations if entry.id == selected), None)
        self._words.destination = chosen
        self._refresh()

    def show_practice(self, practice: bool) -> None:
        """Mark the window while nothing leaves this computer."""
        self._practice = practice
        self._band.setVisible(practice)
        self._drop_area.show_practice(practice)
        self._retitle(self._title_part)
        self._refresh()

    # -- messages --------------------------------------------------------------------------------------------

    def show_problem(self, error: CourierError, *, field: bool = False, sentence: str = "", retry: bool = True) -> None:
        """Say what did not work and who can mend it; ``field`` asks for a new token, ``retry`` offers to try again."""
        self._desk.show_problem(error, field=field, sentence=sentence, retry=retry)

    def show_notice(
        self, title: str, text: str = "", *, tone: str = "info", action: str = "", value: object = None
    ) -> None:
        """Say something that should be looked at; ``action`` is a button that sends ``notice_pressed(value)``."""
        self._desk.show_notice(tone, title, text, action, value)

    def hide_banner(self) -> None:
        """Take the message away."""
        self._desk.forget()

    # -- inside ----------------------------------------------------------------------------------------------

    _title_part = ""

    def _go(self, state: str) -> None:
        if state == self._state:
            return
        left_empty = self._state == "empty" and self.page == "empty"
        self._state = state
        self.show_waiting(self._list.waiting.paths)
        if state in ("empty", "ready", "done"):
            self._retitle()
        if left_empty:
            self._turn_to(self._list_page)

    def _retitle(self, part: str = "") -> None:
        self._title_part = part
        first = self.tr("PRACTICE") if self._practice else ""
        self.setWindowTitle(" – ".join(text for text in (first, part, "DICOM Courier") if text))

    def _refresh(self) -> None:
        """The ticks, or the destination, changed what the button would do."""
        if self._state == "empty" and not self._bar.shows_outcome:
            self._bar.show_summary(self._words.nothing_yet())
        if self._model is None or self._state not in ("scanning", "ready"):
            return
        chosen = self._model.chosen_totals()
        if self._state == "scanning":
            self._bar.show_summary(self._words.while_reading(chosen))
            return
        patients = self._model.patients()
        self._bar.show_summary(self._words.ready(chosen, patients, self._totals))
        self._desk.check_patients(patients, self._words.name, practice=self._words.practice)

    def _keep_only(self, key: PatientKey) -> None:
        if self._model is not None:
            self._model.choose_only(key)
        self.keep_only_pressed.emit(key)

    def _toggle_history(self, shown: bool) -> None:
        if shown:
            self.show_history_page()
        else:
            self.show_list_page()
        self.history_toggled.emit(shown)

    def _escape(self) -> None:
        if self._state == "scanning" and self.page == "list":
            self.stop_scan_pressed.emit()
        elif self.page == "history":
            self._toggle_history(False)
        elif self.page == "receipt":
            self.show_list_page()
        elif not self._list.clear_filter():
            self._list.tree.setFocus()

    def show_left_out(self) -> None:
        """Open the list of the files that are left out."""
        dialog = LeftOutDialog(self._look, self._skipped, self._totals, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.left_out_opened.emit(dialog)
        dialog.open()

    def _drop_hint(self) -> str:
        waits = self._state in ("sending", "still")
        return self.tr("It is read when this upload has ended.") if waits else ""

    def _set_sizes(self) -> None:
        """Large enough for its words at this text size, and never larger than the screen."""
        theme, room = self._look.theme, self.screen().availableGeometry()
        self.setMinimumSize(min(theme.px(880), room.width()), min(theme.px(560), room.height()))
        self.resize(min(theme.px(1280), room.width()), min(theme.px(800), room.height()))

    # -- the window itself -----------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever knows whether the window may close."""
        self.close_wished.emit()
        if self.may_close():
            event.accept()
        else:
            event.ignore()
