"""The upload as the person meets it: confirmed, sent, held up, gone on with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject

from gui.core.as_read import lines_as_read
from gui.core.destination import Destination
from gui.core.entities import CatalogueUpdate, SeriesSummary
from gui.core.errors import CourierError, KeyringUnavailable, SourceGone, SourceRefused, TokenMissing, TokenRefused
from gui.core.person import Person, person_of
from gui.core.receipt import HistoryEntry, Receipt
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.destinations import Destinations
from gui.dicom.deidentify.telling import may_carry_text
from gui.flow import Flow, State
from gui.models import told, words
from gui.models.likeness import likenesses
from gui.models.look_at import to_look_at
from gui.models.receipt_table import SAY
from gui.models.series_tree import SeriesTree
from gui.widgets.confirm_dialog import ConfirmDialog, PatientChoice
from gui.widgets.main_window import MainWindow
from gui.widgets.theme import Look


class Uploads(QObject):
    """Joins the window's Upload, Pause, Cancel and messages to the flow."""

    def __init__(
        self, look: Look, window: MainWindow, flow: Flow, destinations: Destinations, model: SeriesTree
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._flow, self._model = look, window, flow, model
        self._destinations = destinations
        self._progress: Progress | None = None
        self._entries: tuple[HistoryEntry, ...] = ()
        window.upload_pressed.connect(self._upload)
        window.pause_pressed.connect(self._pause)
        window.resume_pressed.connect(self._resume)
        window.retry_pressed.connect(self._resume)
        window.cancel_pressed.connect(self._cancel)
        window.try_now_pressed.connect(flow.try_now)
        window.token_entered.connect(self._enter_token)
        window.notice_pressed.connect(self._go_on_with)
        flow.upload_listed.connect(self._show_listed)
        flow.progressed.connect(self._show_progress)
        flow.problem_met.connect(self._show_problem)
        flow.receipt_made.connect(self._show_receipt)

    @property
    def arrived(self) -> int:
        """How many images of the upload that runs, or ran last, have arrived."""
        return self._progress.arrived if self._progress is not None else 0

    def know_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        """These are the uploads until now: a destination that took one before is not asked about again."""
        self._entries = entries

    def show_sending(self) -> None:
        """The upload runs."""
        self._window.show_list(self._model)
        self._window.show_sending(self._progress, self._destination().name)

    def show_paused(self) -> None:
        """The upload stands still because the person wished it."""
        self._window.show_stopped(self._progress, paused=True)

    def offer_interrupted(self, but: Collection[int] = ()) -> None:
        """An upload that a crash or a power cut ended: what has arrived, and the wish to go on.

        ``but`` are those that are gone on with without it.
        """
        left = (entry for entry in self._entries if entry.finished is None and entry.missing and not entry.running)
        entry = next((entry for entry in left if entry.upload_id not in but), None)
        if entry is None:
            return
        title = self.tr("An upload to %1 was interrupted: %2 of %3 images have arrived")
        title = title.replace("%3", words.number(entry.images)).replace("%2", words.number(entry.arrived))
        title = title.replace("%1", words.plain(told.told(entry.destination_name)))
        self._window.show_notice(
            title, self.tr("Going on sends only the rest."), tone="warn", action=self.tr("Go on"), value=entry.upload_id
        )

    # -- wishes ----------------------------------------------------------------------------------------------

    def _upload(self) -> None:
        if self._flow.state is not State.READY:
            return
        choices = self._choices()
        destination = self._destinations.selected
        known = destination.practice or any(
            entry.destination_name == destination.name and entry.arrived for entry in self._entries
        )
        removal = self._destinations.removal
        looked_at = self._may_carry_text() if removal else 0
        if len(choices) == 1 and known and not looked_at:
            self._send(destination)
            return
        dialog = ConfirmDialog(
            self._look,
            choices,
            destination.name,
            destination.practice,
            self._window,
            removal=removal,
            may_carry_text=looked_at,
            alike=likenesses([entry for entry in self._model.patients() if entry.images]),
        )
        dialog.accepted.connect(lambda: self._send_confirmed(dialog, destination))
        self._flow.scan_begun.connect(dialog.reject)  # what was asked about is not what would be sent
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _may_carry_text(self) -> int:
        """How many of the ticked images are of a kind into which devices write the patient's name."""
        chosen = self._flow.catalogue.instances(self._model.chosen())
        return sum(may_carry_text(one.sop_class_uid) for one in chosen)

    def _choices(self) -> Sequence[PatientChoice]:
        seen: dict[Person, list[SeriesSummary]] = {}
        for summary in self._model.chosen_summaries():
            seen.setdefault(person_of(summary.key.patient), []).append(summary)
        return [
            PatientChoice(
                key=entry.key, patient=entry.patient, studies=entry.studies, images=entry.images,
                series=entry.series, size=entry.size,
                notes=[one.sentence for one in to_look_at(seen.get(person_of(entry.key), ()))],
            )
            for entry in self._model.patients()
            if entry.images
        ]  # fmt: skip

    def _send_confirmed(self, dialog: ConfirmDialog, destination: Destination) -> None:
        meant = set(dialog.chosen_patients())
        self._model.set_all_chosen([one.key for one in self._model.patients() if one.key not in meant], False)
        self._send(destination)

    def _send(self, destination: Destination) -> None:
        self._progress = None
        self._flow.send(destination, self._model.chosen())

    def _pause(self) -> None:
        self._window.show_ending(pausing=True)
        self._flow.pause()

    def _cancel(self) -> None:
        if self._flow.state is State.SENDING:
            self._window.show_ending(pausing=False)
        self._flow.cancel()

    def _resume(self) -> None:
        if self._flow.state is State.STOPPED:
            self._flow.retry(self._model.chosen(), self._destinations.selected)
        else:
            self._flow.resume()

    def _go_on_with(self, value: object) -> None:
        if isinstance(value, int):
            self._progress = None
            self._window.hide_banner()
            self._flow.resume(value)

    def _enter_token(self, pasted: str) -> None:
        try:
            token = Token.parse(pasted, self._destination().scheme)
        except CourierError as error:
            self._window.show_problem(error, field=True)
            return
        self._flow.give_token(token)

    # -- what the person sees --------------------------------------------------------------------------------

    def _destination(self) -> Destination:
        return self._flow.destination or self._destinations.selected

    def _show_listed(self, update: CatalogueUpdate) -> None:
        """An upload of an earlier run goes on: its images are the list."""
        self._model.lock(False)
        self._model.apply(update)
        self._model.finish_reading()
        self._model.lock(True)

    def _show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._model.show_progress(progress)
        if self._flow.state is State.SENDING:
            self._window.show_sending(progress, self._destination().name)

    def _show_problem(self, error: CourierError) -> None:
        field = isinstance(error, (TokenRefused, TokenMissing, KeyringUnavailable))
        stopped = self._flow.state is State.STOPPED
        sentence = ""
        if stopped:
            resumable = not field and not isinstance(error, SourceRefused)
            self._window.show_stopped(self._progress, self._hint(error, field=field), resumable=resumable)
            if self.arrived:
                sentence = self.tr("%1 have arrived; they are not sent again.")
                if self.arrived == 1:
                    sentence = self.tr("%1 has arrived; it is not sent again.")
                sentence = sentence.replace("%1", words.images(self.arrived))
        self._window.show_problem(error, field=field and stopped, sentence=sentence, retry=stopped and not field)

    def _hint(self, error: CourierError, *, field: bool) -> str:
        if field:
            return self.tr("Goes on by itself when the new token is accepted")
        if isinstance(error, SourceGone):
            return self.tr("Goes on by itself when the disc or drive is back")
        return ""

    def _show_receipt(self, receipt: Receipt) -> None:
        self._model.show_receipt(lines_as_read(receipt.lines, self._flow.as_read))
        tone = "ok" if receipt.outcome is Outcome.VERIFIED else "bad"
        self._window.hide_banner()
        self._window.show_done(f"{SAY.headline(receipt)}.", tone=tone)
        self._window.show_receipt_page()
