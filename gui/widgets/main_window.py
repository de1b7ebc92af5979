"""The one window: what it shows, state by state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.core.destination import Destination
from gui.core.entities import PatientKey, SeriesKey, Skipped, Totals
from gui.core.errors import CourierError
from gui.core.upload import Progress
from gui.models.roles import RowState
from gui.models.series_tree import SeriesTree
from gui.widgets import words
from gui.widgets.banner import BannerAction
from gui.widgets.drop_area import DropArea
from gui.widgets.drops import DropGuard
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.status import StatusWords
from gui.widgets.theme import Look
from gui.widgets.window_frame import WindowFrame


class MainWindow(WindowFrame):
    """Takes values in through ``show_…`` and sends wishes out through signals named after what was done.

    ``receipt_page`` and ``history_page`` bring their own action bars. ``may_close`` is asked before the window
    closes; the composition root sets it.
    """

    def __init__(self, look: Look, receipt_page: QWidget, history_page: QWidget) -> None:
        super().__init__(look, receipt_page, history_page)
        self._words = StatusWords()
        self._model: SeriesTree | None = None
        self._totals = Totals()
        self._skipped: tuple[Skipped, ...] = ()
        self._practice = False
        self._drops = DropGuard(self, self._pages, self._drop_area, DropArea(look, overlay=True), self._drop_hint)
        self._drops.dropped.connect(self.paths_dropped)
        self._drops.refused.connect(self._desk.refuse_drop)
        self._list.left_out_pressed.connect(self.show_left_out)
        self._desk.keep_only_pressed.connect(self._keep_only)
        self.show_practice(False)
        self.show_removal(False)
        self.show_empty(None)
        self._empty_page.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def show_list(self, model: SeriesTree) -> None:
        """Show the tree; its ticks decide what the button says."""
        if model is not self._model:
            if self._model is not None:
                self._model.chosen_changed.disconnect(self._refresh)
            self._model = model
            self._list.show_model(model)
            model.chosen_changed.connect(self._refresh)
        self._turn_to(self._list_page)

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

    def show_removal(self, removal: bool) -> None:
        """Whether identifying data is removed before sending to the destination."""
        self._body.removal_band.setVisible(removal)

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

    def show_look_at(self, title: str, text: str = "", actions: Sequence[BannerAction] = ()) -> None:
        """Say what should be looked at in the ticked series before they are sent; no title: there is nothing.

        The actions' values come back by ``notice_pressed``.
        """
        self._desk.show_look_at(title, text, actions)

    def show_row(self, key: SeriesKey) -> None:
        """Go to the row of a series."""
        if self._model is not None:
            self._list.go_to(self._model.index_of(key))

    def hide_banner(self) -> None:
        """Take the message away; what should be looked at may take its place."""
        self._desk.withdraw()

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
        self._list.show_sum(self._totals, chosen.images)
        patients = self._model.patients()
        self._bar.show_summary(self._words.ready(chosen, patients, self._totals))
        self._desk.check_patients(patients, self._words.name, practice=self._words.practice)

    def _keep_only(self, key: PatientKey | None) -> None:
        if self._model is not None:
            self._model.choose_only(key)
        self.keep_only_pressed.emit(key)

    def show_left_out(self) -> None:
        """Open the list of the files that are left out."""
        dialog = LeftOutDialog(self._look, self._skipped, self._totals, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.left_out_opened.emit(dialog)
        dialog.open()

    def _drop_hint(self) -> str:
        waits = self._state in ("sending", "still")
        return self.tr("It is read when this upload has ended.") if waits else ""
