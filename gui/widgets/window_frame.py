"""The window's frame: its parts, what is passed on from them, its pages, its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from gui.widgets.details_pane import DetailsPane
from gui.widgets.disc_offer import DiscOffer
from gui.widgets.icons import program_icon
from gui.widgets.newer_line import NewerLine
from gui.widgets.notices import BannerDesk
from gui.widgets.theme import Look
from gui.widgets.watch_line import WatchLine
from gui.widgets.window_body import WindowBody


class WindowFrame(QMainWindow):
    """Holds the parts of the window and turns its pages; what they show is the business of the class above it."""

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
    pictures_wished = Signal(object)
    """The keys of the studies in sight that have no small picture, as a tuple."""
    close_wished = Signal()

    def __init__(self, look: Look, receipt_page: QWidget, history_page: QWidget) -> None:
        super().__init__()
        self._look = look
        self.may_close: Callable[[], bool] = lambda: True
        self._state = "empty"
        self._body = body = WindowBody(look, receipt_page, history_page)
        self.setCentralWidget(body)
        self._toolbar, self._band, self._bar = body.toolbar, body.band, body.bar
        self._desk = BannerDesk(body.banner)
        self._drop_area = body.drop_area
        self._list_page, self._empty_page, self._pages = body.list_page, body.empty_page, body.pages
        self._list, self._pane = self._list_page.list, self._list_page.pane
        self._receipt_page, self._history_page = receipt_page, history_page
        self._pass_on()
        self._add_shortcuts()
        self.setWindowIcon(program_icon())
        self._set_sizes()

    def _pass_on(self) -> None:
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
        self._list.tree.pictures_wished.connect(self.pictures_wished)
        self._list.waiting.remove_pressed.connect(self.waiting_removed)
        self._list.waiting.read_pressed.connect(self.clear_pressed)
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

    def show_list_page(self) -> None:
        """Turn to the list, or to the drop area while the list is empty."""
        self._turn_to(self._empty_page if self._state == "empty" else self._list_page)

    def show_receipt_page(self) -> None:
        """Turn to the receipt."""
        self._turn_to(self._receipt_page)

    def show_history_page(self) -> None:
        """Turn to the history."""
        self._turn_to(self._history_page)

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

    @property
    def details(self) -> DetailsPane:
        """The pane beside the list, with its preview."""
        return self._pane

    @property
    def disc_offer(self) -> DiscOffer:
        """The offer to read a disc, in the drop area."""
        return self._drop_area.offer

    @property
    def watch_line(self) -> WatchLine:
        """The line about what is sent from the watched folder without asking."""
        return self._body.watch_line

    @property
    def newer_line(self) -> NewerLine:
        """The line that a newer version exists, below the drop area."""
        return self._body.newer_line

    def columns(self) -> list[float]:
        """The widths of the list's columns, in pixels of the design (see :attr:`Theme.k`)."""
        return self._list.tree.widths()

    def restore_columns(self, widths: Sequence[float]) -> None:
        """Give the columns widths that :meth:`columns` told."""
        self._list.tree.set_widths(widths)

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
