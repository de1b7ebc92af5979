"""What is known about the row in view: the pane at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.core.entities import ObjectKind, SeriesSummary
from gui.models.sums import GroupValue
from gui.models.warning_words import objects_of, sent_before_sentence, warning_sentences
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, Label, region
from gui.widgets.indicators import IconLabel, IconTile
from gui.widgets.preview_view import PreviewView
from gui.widgets.theme import Look


class DetailsPane(QFrame):
    """Shows one series (or what a study or patient holds). ``preview`` shows its images, above the facts."""

    folder_wished = Signal(str)
    tags_wished = Signal()
    """All tags of the image in view are to be shown."""
    series_shown = Signal(object)
    """The SeriesSummary that came into view, or None for anything else; emitted when it changes."""
    opened = Signal()
    """The pane came into sight."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = ""
        self.setObjectName("previewPane")
        self.setAccessibleName(self.tr("Details"))
        self.setProperty("region", "pane")
        self._name = ElidedLabel(look, "", weight=600)
        self._caption = ElidedLabel(look, "", "caption", "text-2")
        self.preview = PreviewView(look)
        self._facts = QGridLayout()
        self._notes = QVBoxLayout()
        self._uid_title = Label(look, self.tr("Series instance UID"), "caption", "text-2")
        self._uid = QLineEdit()
        self._uid.setObjectName("seriesUidEdit")
        self._uid.setReadOnly(True)
        self._uid.setFrame(False)
        self._uid.setProperty("bare", True)
        self._uid.setTextMargins(-2, 0, 0, 0)
        self._uid.setAccessibleName(self.tr("Series instance UID"))
        self._copy = Button(look, "", "copy", "flat", name=self.tr("Copy the series instance UID"))
        self._copy.setObjectName("copySeriesUidButton")
        self._copy.clicked.connect(self._copy_uid)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(1500)
        self._copied.timeout.connect(lambda: self._copy.set_icon_name("copy"))
        self._show_folder = Button(look, self.tr("Show in f&older"), "folder-open")
        self._show_folder.setObjectName("showInFolderButton")
        self._show_folder.clicked.connect(lambda: self.folder_wished.emit(self._folder))
        self._tags = Button(look, self.tr("All ta&gs…"), "tags")
        self._tags.setObjectName("allTagsButton")
        self._tags.clicked.connect(self.tags_wished)
        self.preview.count_changed.connect(self._offer_tags)
        self._uid_row = QWidget()
        self._filled, self._empty = QWidget(), QWidget()
        self._layout()
        look.changed.connect(self._dress)
        self._dress()
        self.show_value(None)

    def _layout(self) -> None:
        theme = self._look.theme
        self._facts.setHorizontalSpacing(theme.px(16))
        self._facts.setVerticalSpacing(theme.px(4))
        self._facts.setColumnStretch(1, 1)
        self._notes.setSpacing(theme.px(8))
        uid = QGridLayout(self._uid_row)
        uid.setContentsMargins(0, 0, 0, 0)
        uid.setSpacing(0)
        uid.addWidget(self._uid_title, 0, 0)
        uid.addWidget(self._uid, 1, 0)
        uid.addWidget(self._copy, 1, 1)
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(8))
        inner.setSpacing(theme.px(2))
        inner.addWidget(self._name)
        inner.addWidget(self._caption)
        inner.addSpacing(theme.px(10))
        inner.addWidget(self.preview)
        inner.addLayout(self._notes)
        inner.addSpacing(theme.px(6))
        inner.addLayout(self._facts)
        inner.addSpacing(theme.px(10))
        inner.addWidget(self._uid_row)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._filled)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._filled.setAutoFillBackground(False)
        self._filled.installEventFilter(self)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit_picture)
        hint = Label(self._look, self.tr("Choose a row in the list to see what it holds."), token="text-2", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(theme.px(32), theme.px(16), theme.px(32), theme.px(16))
        middle.setSpacing(theme.px(16))
        middle.addStretch(1)
        middle.addWidget(
            IconTile(self._look, "images", "text-2", "neutral-tint", side=64, size=32, radius=12),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        middle.addWidget(hint)
        middle.addStretch(1)
        self._foot = QWidget()
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(16))
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._tags)
        buttons.addWidget(self._show_folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self._foot)

    def show_value(self, value: SeriesSummary | GroupValue | object | None) -> None:
        """Show what is known about a series, a study or a patient; None shows a sentence."""
        self._clear()
        self._folder = ""
        known = isinstance(value, SeriesSummary | GroupValue)
        self._scroll.setVisible(known)
        self._empty.setVisible(not known)
        self._uid_row.hide()
        if isinstance(value, SeriesSummary):
            self._show_series(value)
        else:
            self.preview.show_nothing()
            if isinstance(value, GroupValue):
                self._show_group(value)
        self._foot.setVisible(bool(self._folder))
        self.series_shown.emit(value if isinstance(value, SeriesSummary) else None)

    def _show_group(self, value: GroupValue) -> None:
        patient, study = value.patient, value.study
        self._name.setText(words.person_name(patient.name))
        self._caption.setText(words.study_title(study) if study else words.patient_facts(patient))
        if study is not None:
            self._add(self.tr("Patient"), words.patient_facts(patient))
            self._add(self.tr("Taken"), words.date_and_time(study.date, study.time))
            self._add(self.tr("Accession"), words.plain(study.accession_number))
        else:
            self._add(self.tr("Born"), words.date(patient.birth_date) or self.tr("not given"))
            self._add(self.tr("ID"), words.plain(patient.patient_id) or self.tr("none"))
            self._add(self.tr("Issued by"), words.plain(patient.issuer))
            self._add(self.tr("Studies"), words.number(value.studies))
        self._add(self.tr("Series"), words.number(value.series))
        self._add(self.tr("Images"), words.number(value.images))
        self._add(self.tr("Size"), words.size(value.size))
        if study is not None:
            self._show_uid(study.study_instance_uid, self.tr("Study instance UID"))

    def _show_series(self, value: SeriesSummary) -> None:
        self._name.setText(words.person_name(value.patient.name))
        number, description = words.plain(value.series.number), words.plain(value.series.description)
        title = self.tr("Series %1").replace("%1", number) if number else self.tr("Series")
        self._caption.setText(" · ".join(part for part in (title, description) if part))
        for sentence in warning_sentences(value):
            self._add_note(sentence, "warn", "triangle-alert")
        if value.sent_before is not None:
            self._add_note(sent_before_sentence(value), "neutral", "history")
        self._add(self.tr("Patient"), words.patient_facts(value.patient))
        self._add(self.tr("Study"), words.study_title(value.study))
        self._add(self.tr("Taken"), words.date_and_time(value.study.date, value.study.time))
        pixels = f"{value.columns} × {value.rows}" if value.rows and value.columns else ""
        objects = objects_of(value.kind, value.instances)
        title = self.tr("Images") if value.kind is ObjectKind.IMAGES else self.tr("Holds")
        self._add(title, " · ".join(part for part in (objects, pixels) if part))
        self._add(self.tr("Folder"), words.file_name(value.folder) if value.folder else "")
        self._show_uid(value.key.series_instance_uid, self.tr("Series instance UID"))
        self._folder = value.folder

    def _show_uid(self, uid: str, title: str) -> None:
        self._uid_title.setText(title)
        self._uid.setText(words.plain(uid))
        self._uid.setAccessibleName(title)
        self._uid.setCursorPosition(0)
        self._uid.setToolTip(words.tooltip(uid))
        self._copy.setToolTip(self.tr("Copy the UID"))
        self._uid_row.show()

    def _add(self, title: str, text: str) -> None:
        if not text:
            return
        row = self._facts.rowCount()
        label = Label(self._look, title, "caption", "text-2")
        self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        fact = Label(self._look, words.breakable(text), "caption", wrap=True)
        fact.setAccessibleName(f"{title}: {text}")
        fact.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._facts.addWidget(fact, row, 1)

    def _add_note(self, text: str, tone: str, icon: str) -> None:
        theme = self._look.theme
        note = region("")
        note.setProperty("note", tone)
        row = QHBoxLayout(note)
        row.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(
            IconLabel(self._look, icon, "warn" if tone == "warn" else "text-2", 14), 0, Qt.AlignmentFlag.AlignTop
        )
        said = Label(self._look, words.breakable(text), "caption", "text", wrap=True)
        said.setAccessibleName(text)
        row.addWidget(said, 1)
        self._notes.addWidget(note)

    def _clear(self) -> None:
        for layout in (self._facts, self._notes):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _offer_tags(self, images: int) -> None:
        """Tags are those of an image that is known."""
        self._tags.setEnabled(images > 0)
        self._tags.setToolTip("" if images else self.tr("Shown when everything has been read"))

    def _copy_uid(self) -> None:
        QGuiApplication.clipboard().setText(self._uid.text())
        self._copy.set_icon_name("check")
        self._copy.setToolTip(self.tr("Copied"))
        self._copied.start()

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (*self.preview.controls(), self._uid, self._copy, self._tags, self._show_folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the texts within the pane."""
        super().resizeEvent(event)
        self._filled.setMaximumWidth(max(1, self.width() - 1))
        self._fit_picture()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that there is somebody to see the picture."""
        super().showEvent(event)
        self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the picture anew when the facts below it change."""
        if watched is self._filled and event.type() == QEvent.Type.LayoutRequest:
            self._fitting.start()
        return super().eventFilter(watched, event)

    def _fit_picture(self) -> None:
        """The picture is a square of the pane's width; in a low window it gives way first, before the facts scroll."""
        canvas, margin = self.preview.canvas, 2 * self._look.theme.px(16)
        width = self._scroll.viewport().width()
        layout = self._filled.layout()
        if layout is None or not self.preview.isVisibleTo(self) or width <= margin:
            return
        rest = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        rest -= canvas.height()
        room = min(width - margin, self._scroll.viewport().height() - rest)
        self.preview.set_picture_height(max(canvas.minimumSizeHint().height(), room))

    def _dress(self) -> None:
        theme = self._look.theme
        self._uid.setFont(theme.font("caption"))
        self.setMinimumWidth(theme.px(240))
