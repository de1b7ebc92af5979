"""The sentences of the action bar and the title: what will be sent, how far it is, why it stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from gui.core.destination import Destination
from gui.core.entities import Totals
from gui.core.errors import AddressInvalid
from gui.core.upload import Progress
from gui.models.sums import ChosenTotals, PatientTotals
from gui.widgets import words


@dataclass(frozen=True, slots=True)
class Summary:
    """What the bar says about the list: two lines, the button's text, and why it cannot be pressed (or “”)."""

    title: str
    hint: str
    button: str
    why: str = ""


class StatusWords(QObject):
    """Makes sentences for the chosen ``destination`` (None while there is none)."""

    destination: Destination | None = None

    @property
    def name(self) -> str:
        """The destination's name as it stands in a sentence."""
        if self.practice:
            return self.tr("the Practice service")
        return words.plain(self.destination.name) if self.destination else self.tr("no destination")

    @property
    def practice(self) -> bool:
        """True while the destination is the Practice service."""
        return self.destination is not None and self.destination.practice

    def goes_to(self) -> str:
        """Where uploads go."""
        if self.destination is None:
            return self.tr("No destination is chosen yet")
        if self.practice:
            return self.tr("Uploads go to the Practice service on this computer")
        return self.tr("Uploads go to %1").replace("%1", self.name)

    def goes_to_host(self) -> str:
        """Destination and its computer, below what is chosen."""
        if self.destination is None:
            return self.tr("No destination is chosen yet")
        if self.practice:
            return self.tr("to the Practice service on this computer")
        try:
            host = self.destination.address.host
        except AddressInvalid:
            return self.tr("to %1").replace("%1", self.name)
        return self.tr("to %1, %2").replace("%2", host, 1).replace("%1", self.name, 1)

    def add_first(self) -> str:
        """Why nothing can be uploaded yet."""
        return self.tr("Add a folder or files first.")

    def upload_button(self, chosen: ChosenTotals | None) -> str:
        """The Upload button's text says what it will do."""
        if chosen is None or not chosen.images:
            return self.tr("Practise the &upload") if self.practice else self.tr("&Upload")
        images = words.images(chosen.images)
        if chosen.patients > 1:
            text = self.tr("P&ractise with %1 of %2…") if self.practice else self.tr("&Upload %1 of %2…")
            return text.replace("%2", words.patients(chosen.patients)).replace("%1", images)
        text = self.tr("P&ractise with %1") if self.practice else self.tr("&Upload %1")
        return text.replace("%1", images)

    def nothing_yet(self) -> Summary:
        """Nothing is in the list."""
        return Summary(self.tr("Nothing added yet"), self.goes_to(), self.upload_button(None), self.add_first())

    def while_reading(self, chosen: ChosenTotals) -> Summary:
        """Files are being read."""
        hint = self.tr("Upload is possible when everything has been read")
        return Summary(self.chosen_so_far(chosen), hint, self.upload_button(None), hint)

    def ready(self, chosen: ChosenTotals, patients: Sequence[PatientTotals], totals: Totals) -> Summary:
        """Everything has been read; the ticks decide."""
        if chosen.images and self.destination is not None:
            return Summary(self.chosen(chosen, patients), self.goes_to_host(), self.upload_button(chosen))
        if chosen.images:
            hint = self.tr("Choose or add a destination first.")
            return Summary(self.chosen(chosen, patients), hint, self.upload_button(chosen), hint)
        title, hint = self.tr("Nothing is ticked"), self.tr("Tick what you want to send.")
        if not totals.to_send:
            title = self.tr("Nothing that can be sent was found")
            hint = self.tr("“Show…” lists the files and why they were left out.")
            if not totals.files_found:
                hint = self.tr("What you added holds no files.")
        return Summary(title, hint, self.upload_button(None), hint)

    def chosen(self, chosen: ChosenTotals, patients: Sequence[PatientTotals]) -> str:
        """The sums of what is ticked; the patient's name when there is only one."""
        who = words.patients(chosen.patients)
        if chosen.patients == 1:
            one = next(entry for entry in patients if entry.series)
            who = words.person_name(one.patient.name)
        parts = (
            who,
            words.studies(chosen.studies),
            words.series(chosen.series),
            words.images(chosen.images),
            words.size(chosen.size),
        )
        return " · ".join(parts)

    def chosen_so_far(self, chosen: ChosenTotals) -> str:
        """The sums while files are read."""
        images = self.tr("%1 so far").replace("%1", words.images(chosen.images))
        parts = (
            words.patients(chosen.patients),
            words.studies(chosen.studies),
            words.series(chosen.series),
            images,
        )
        return " · ".join(parts)

    @staticmethod
    def share(progress: Progress | None) -> float:
        """How far an upload is, 0.0–1.0, in bytes that have been answered for."""
        if progress is None:
            return 0.0
        if progress.images and progress.arrived >= progress.images:
            return 1.0
        return progress.acknowledged / progress.size if progress.size else 0.0

    def sending(self, progress: Progress | None, destination_name: str) -> tuple[str, str]:
        """Two lines about an upload that runs."""
        name = self.tr("the Practice service") if self.practice else words.plain(destination_name)
        if progress is None:
            return self.tr("Connecting to %1…").replace("%1", name), ""
        if progress.preparing is not None:
            text = self.tr("Identifying data is removed: %1 of %2 done")
            text = text.replace("%2", words.images(progress.images)).replace("%1", words.number(progress.preparing))
            return text, self.tr("Then they go to %1.").replace("%1", name)
        text = self.tr("%1 · %2 of %3 have arrived at %4")
        for mark, value in (
            ("%1", words.per_cent(self.share(progress))),
            ("%2", words.number(progress.arrived)),
            ("%3", words.images(progress.images)),
            ("%4", name),
        ):
            text = text.replace(mark, value, 1)
        if progress.waiting is not None and progress.night:
            start = self.tr("Sending starts at %1. Leave this computer and the program running.")
            return text, start.replace("%1", words.time_in(progress.waiting))
        if progress.waiting is not None:
            wait = self.tr("Next try in %2. %1 is not working at the moment; nothing is lost.")
            return text, wait.replace("%2", words.countdown(progress.waiting), 1).replace("%1", name, 1)
        parts = [words.size_of(progress.acknowledged, progress.size)]
        if progress.speed:
            parts.append(words.speed(progress.speed))
        if progress.seconds_left is not None:
            parts.append(words.time_left(progress.seconds_left))
        return text, " · ".join(parts)

    def offer(self, progress: Progress | None) -> str:
        """The button that ends a wait; nothing while there is none."""
        if progress is None or progress.waiting is None:
            return ""
        return self.tr("Send no&w") if progress.night else self.tr("&Try now")

    def still(self, progress: Progress | None, *, paused: bool, hint: str) -> tuple[str, str]:
        """Two lines about an upload that stands still."""
        title = self.still_title(progress, paused=paused)
        if progress is None:
            return title, hint
        arrived = self.tr("%1 of %2 have arrived").replace("%2", words.images(progress.images), 1)
        arrived = arrived.replace("%1", words.number(progress.arrived), 1)
        default = self.tr("Resume goes on where it stopped; nothing is sent twice.") if paused else ""
        return f"{title} · {arrived}", hint or default

    def still_title(self, progress: Progress | None, *, paused: bool) -> str:
        """The title of a window whose upload stands still."""
        if progress is None:
            return self.tr("Paused") if paused else self.tr("Stopped")
        text = self.tr("Paused at %1") if paused else self.tr("Stopped at %1")
        return text.replace("%1", words.per_cent(self.share(progress)))
