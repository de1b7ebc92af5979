"""What is inside the window: toolbar, marks and messages, the pages, the action bar; and the way of Tab."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.widgets.action_bar import ActionBar
from gui.widgets.banner import Banner
from gui.widgets.drop_area import DropArea
from gui.widgets.list_page import ListPage
from gui.widgets.newer_line import NewerLine
from gui.widgets.practice_band import PracticeBand
from gui.widgets.removal_band import RemovalBand
from gui.widgets.theme import Look
from gui.widgets.toolbar import Toolbar
from gui.widgets.watch_line import WatchLine


class WindowBody(QWidget):
    """Puts the parts together; what they do is the window's business."""

    def __init__(self, look: Look, receipt_page: QWidget, history_page: QWidget) -> None:
        super().__init__()
        px = look.theme.px
        self.toolbar = Toolbar(look)
        self.band = PracticeBand(look)
        self.removal_band = RemovalBand(look)
        self.banner = Banner(look)
        self.watch_line = WatchLine(look)
        self.drop_area = DropArea(look)
        self.newer_line = NewerLine(look)
        self.list_page = ListPage(look)
        self.bar = ActionBar(look)
        self.empty_page = QWidget()
        around = QVBoxLayout(self.empty_page)
        around.setContentsMargins(px(24), px(24), px(24), px(24))
        around.addWidget(self.drop_area, 1)
        around.addWidget(self.newer_line)
        self.empty_page.setFocusProxy(self.drop_area)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        for page in (self.empty_page, self.list_page, receipt_page, history_page):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.band, self.removal_band, self.banner, self.watch_line):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)
        parts = (self.toolbar, self.list_page.list, self.list_page.pane, self.bar)
        for before, after in pairwise([control for part in parts for control in part.controls()]):
            QWidget.setTabOrder(before, after)

    @property
    def page(self) -> str:
        """Which page is seen: empty, list, receipt or history."""
        return ("empty", "list", "receipt", "history")[self.pages.currentIndex()]
