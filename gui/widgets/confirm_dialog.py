"""The question before images leave: which patients, how many images, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.core.entities import Patient, PatientKey, Study
from gui.widgets import words
from gui.widgets.controls import Button, Label, TickBox
from gui.widgets.dialogs import CourierDialog, Hint
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look

_ALIKE_AT_MOST = 4
_TICKED_ONE_BY_ONE = 8


@dataclass(frozen=True, slots=True)
class PatientChoice:
    """One patient of whom something is ticked in the list; ``size`` is in bytes."""

    key: PatientKey
    patient: Patient
    studies: Sequence[Study]
    images: int
    series: int
    size: int
    notes: Sequence[str] = ()
    """What should be looked at before they are sent, in whole sentences."""

    @property
    def name(self) -> str:
        """The patient's name as people read it."""
        return words.person_name(self.patient.name)

    @property
    def facts(self) -> str:
        """Birth date, ID and study."""
        study = words.study_title(self.studies[0]) if len(self.studies) == 1 else words.studies(len(self.studies))
        return f"{words.patient_facts(self.patient)} · {study}"


class ConfirmDialog(CourierDialog):
    """Asks before sending several patients, or to a new destination; ``accepted`` means send.

    With several patients none is ticked beforehand; ``alike`` says who of them are nearly the same. Enter does nothing,
    Escape goes back, and the button that sends has no letter of its own: no key that is held down, or pressed once
    more, sends.
    """

    def __init__(
        self,
        look: Look,
        patients: Sequence[PatientChoice],
        destination_name: str,
        practice: bool,
        parent: QWidget | None = None,
        *,
        removal: bool = False,
        may_carry_text: int = 0,
        alike: Sequence[str] = (),
    ) -> None:
        super().__init__(look, "", 560, parent)
        self.setObjectName("confirmDialog")
        self._practice = practice
        self._removal, self._may_carry_text = removal, may_carry_text
        self._alike = tuple(alike)
        self._patients = tuple(patients)
        self._place = self.tr("the Practice service") if practice else words.plain(destination_name)
        self._cards = [PatientCard(look, choice, ticked=len(patients) == 1) for choice in patients]
        self._build()
        self.setWindowTitle(self.tr("PRACTICE – Confirm upload") if practice else self.tr("Confirm upload"))
        self._refresh()
        self.fit()
        (self._back if len(self._cards) == 1 else self._cards[0].box).setFocus()

    def chosen_patients(self) -> tuple[PatientKey, ...]:
        """Whom to send."""
        return tuple(card.choice.key for card in self._cards if card.ticked)

    def _build(self) -> None:
        look, column = self._look, self.body.column
        self._title = Label(look, self._question(), "title", wrap=True)
        self._title.setObjectName("confirmTitle")
        self._text = Label(look, self._explanation(), wrap=True)
        self._text.setObjectName("confirmText")
        column.addWidget(self._title)
        column.addWidget(self._text)
        if self._removal:
            self._add_removal()
        for sentence in self._alike[:_ALIKE_AT_MOST]:
            caution = Hint(look, "confirmAlike")
            caution.say(sentence, "triangle-alert", "warn")
            column.addWidget(caution)
        column.addSpacing(look.theme.px(8))
        self._every = self._make_all()
        self._every.setVisible(len(self._cards) > _TICKED_ONE_BY_ONE)
        column.addWidget(self._every)
        for card in self._cards:
            column.addWidget(card)
            card.toggled.connect(self._refresh)
        column.addSpacing(look.theme.px(8))
        self._note = Hint(look, "confirmNote")
        column.addWidget(self._note)
        column.addStretch(1)
        self._back = Button(look, self.tr("&Back to the list"))
        self._back.setObjectName("backButton")
        self._back.clicked.connect(self.reject)
        self._send = Button(look, self.tr("Upload"), "upload", "primary")
        self._send.setObjectName("confirmUploadButton")
        self._send.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addWidget(self._send)

    def _make_all(self) -> TickBox:
        """A box for all of many patients."""
        text = self.tr("&All %1").replace("%1", words.patients(len(self._cards)))
        every = TickBox(self._look, text)
        every.setObjectName("allPatientsBox")
        every.toggled.connect(self._tick_all)
        return every

    def _tick_all(self, ticked: bool) -> None:
        for card in self._cards:
            card.box.blockSignals(True)
            card.box.setChecked(ticked)
            card.box.blockSignals(False)
        self._refresh()

    def _add_removal(self) -> None:
        """That identifying data is removed, and which pictures a person should have looked at."""
        look, column = self._look, self.body.column
        column.addSpacing(look.theme.px(8))
        told = self.tr("Names and other identifying data are removed before sending. Set by your IT.")
        removal = Label(look, told, wrap=True, weight=600)
        removal.setObjectName("confirmRemoval")
        column.addWidget(removal)
        if self._may_carry_text:
            text = self.tr(
                "%1 are ultrasound pictures or screen captures, into which devices often write the patient’s name. "
                "Text within the pictures is not removed: look at them first."
            )
            if self._may_carry_text == 1:
                text = self.tr(
                    "%1 is an ultrasound picture or a screen capture, into which devices often write the patient’s "
                    "name. Text within the picture is not removed: look at it first."
                )
            caution = Hint(look, "confirmCaution")
            caution.say(text.replace("%1", words.images(self._may_carry_text)), "triangle-alert", "warn")
            column.addWidget(caution)

    def _question(self) -> str:
        one = len(self._patients) == 1
        text = self.tr("First upload to %1") if one else self.tr("Which patients go to %1?")
        return text.replace("%1", self._place)

    def _explanation(self) -> str:
        last = self.tr("Sent images cannot be called back.")
        if self._practice:
            last = self.tr("This is practice: nothing leaves this computer.")
        if len(self._patients) != 1:
            return f"{self.tr('Tick each patient that you mean to send.')} {last}"
        choice = self._patients[0]
        first = self.tr("%1 of %2 will go to %3.")
        for mark, value in (("%1", words.images(choice.images)), ("%3", self._place), ("%2", choice.name)):
            first = first.replace(mark, value, 1)
        return f"{first} {last}"

    def _refresh(self) -> None:
        ticked = [card.choice for card in self._cards if card.ticked]
        self._every.blockSignals(True)
        self._every.setChecked(len(ticked) == len(self._cards))
        self._every.blockSignals(False)
        images = sum(choice.images for choice in ticked)
        text = self.tr("Practise with %1 of %2") if self._practice else self.tr("Upload %1 of %2")
        if not ticked:
            text = self.tr("Practise the upload") if self._practice else self.tr("Upload")
        text = text.replace("%1", words.images(images)).replace("%2", words.patients(len(ticked)))
        self._send.setText(text)
        self._send.setEnabled(bool(ticked))
        self._send.setToolTip("" if ticked else self.tr("Tick at least one patient."))
        self._note.say(self._left_behind([card.choice for card in self._cards if not card.ticked], none=not ticked))

    def _left_behind(self, unticked: Sequence[PatientChoice], *, none: bool) -> str:
        if not unticked:
            return ""
        images = words.images(sum(choice.images for choice in unticked))
        if none:
            return self.tr("No patient is ticked yet.")
        if len(unticked) == 1:
            text = self.tr("%2 is not ticked: these %1 stay here.")
            if unticked[0].images == 1:
                text = self.tr("%2 is not ticked: %1 stays here.")
            return text.replace("%1", images, 1).replace("%2", self._told_apart(unticked[0]), 1)
        text = self.tr("%1 are not ticked: these %2 stay here.")
        return text.replace("%1", words.patients(len(unticked))).replace("%2", images)

    def _told_apart(self, choice: PatientChoice) -> str:
        """The patient's name; with birth date and ID where another one bears it as well."""
        alone = [one.name for one in self._patients].count(choice.name) == 1
        return choice.name if alone else f"{choice.name} ({words.patient_facts(choice.patient)})"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does nothing here, however often it is pressed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)


class PatientCard(QFrame):
    """One patient with a box to tick; the only patient of an upload has no box."""

    toggled = Signal()

    def __init__(self, look: Look, choice: PatientChoice, *, ticked: bool) -> None:
        super().__init__()
        self.choice = choice
        theme = look.theme
        self.setProperty("region", "surface-card")
        spoken = ". ".join((f"{choice.name}, {choice.facts}, {words.images(choice.images)}", *choice.notes))
        self.box = TickBox(look, name=spoken)
        self.box.setObjectName("patientBox")
        self.box.setChecked(ticked)
        self.box.setVisible(not ticked)
        self.box.toggled.connect(lambda _on: self.toggled.emit())
        name = Label(look, words.breakable(choice.name), weight=600, wrap=True)
        name.setAccessibleName(choice.name)
        facts = Label(look, words.breakable(choice.facts), "caption", "text-2", wrap=True)
        facts.setAccessibleName(choice.facts)
        left = QVBoxLayout()
        left.setSpacing(theme.px(2))
        left.addWidget(name)
        left.addWidget(facts)
        for note in choice.notes:
            hint = Hint(look, "patientNote")
            hint.say(note, "triangle-alert", "warn")
            left.addWidget(hint)
        sums = f"{words.series(choice.series)} · {words.size(choice.size)}"
        right = QVBoxLayout()
        right.setSpacing(theme.px(2))
        for text, role, token in ((words.images(choice.images), "body", "text"), (sums, "caption", "text-2")):
            label = Label(look, text, role, token)  # type: ignore[arg-type]
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            right.addWidget(label)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(8))
        if ticked:
            row.addWidget(IconLabel(look, "user-round", "text-2"))
        row.addWidget(self.box)
        row.addLayout(left, 1)
        row.addSpacing(theme.px(8))
        row.addLayout(right)
        self._fixed = ticked

    @property
    def ticked(self) -> bool:
        """True when this patient is to be sent."""
        return self._fixed or self.box.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card can be clicked."""
        if (
            not self._fixed
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.box.toggle()
            self.box.setFocus()
