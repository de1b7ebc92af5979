"""The receipt in words: one sentence that a person can trust, and what to do next.

``Sentences`` makes them in any language; the functions below are those in English, for the command line and files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum

from gui.core.entities import SkipReason
from gui.core.receipt import HistoryEntry, LineState, Receipt, ReceiptLine
from gui.core.upload import DiscIndex, Outcome

Translate = Callable[[str, str, str, int], str]
"""Context, text, comment and number: the shape of ``QCoreApplication.translate``."""

_NAMED_SERIES = 3


class Standing(StrEnum):
    """What a receipt amounts to as a whole. ``ARRIVED`` only when every chosen image is verified."""

    NOTHING = "nothing"
    ARRIVED = "arrived"
    MISSING = "missing"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


def standing(receipt: Receipt) -> Standing:
    """What a receipt amounts to; ``UNKNOWN`` when nothing is proven to be lost, but not all to have arrived."""
    if not receipt.chosen:
        return Standing.NOTHING
    if receipt.missing == 0 and all(line.state is LineState.VERIFIED for line in receipt.lines):
        return Standing.ARRIVED
    if receipt.outcome is Outcome.CANCELLED:
        return Standing.CANCELLED
    if receipt.finished is None:
        return Standing.INTERRUPTED
    return Standing.MISSING if lost(receipt) else Standing.UNKNOWN


def lost(receipt: Receipt) -> int:
    """How many images are missing in series of which the end is known; the other missing ones may have arrived."""
    return sum(line.missing for line in receipt.lines if shown_state(line) is not LineState.UNKNOWN)


def shown_state(line: ReceiptLine) -> LineState:
    """The state to show of a series: never “short by 0”."""
    if line.state in (LineState.SHORT, LineState.NOT_SENT) and not line.missing:
        return LineState.UNKNOWN
    if line.state is LineState.VERIFIED and line.missing:
        return LineState.SHORT
    return line.state


def held_before(line: ReceiptLine) -> bool:
    """True when the service counts more images of a series than were sent now: it held some already."""
    return line.service_count is not None and line.service_count > line.sent > 0


def clean(text: str) -> str:
    """Text from a file or a person in one line, without control characters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


class Sentences:
    """Makes the sentences in one language.

    ``translate`` and ``number`` are the language's, ``told`` finds finished sentences of the other rooms in it; left
    out, the sentences are English.
    """

    def __init__(
        self,
        translate: Translate | None = None,
        number: Callable[[int], str] | None = None,
        told: Callable[[str], str] | None = None,
    ) -> None:
        self._translate = translate
        self._number = number or (lambda value: f"{value:,}")
        self._told = told or str

    def tr(self, text: str, *values: str | int, count: int = -1) -> str:
        """The translation of ``text``; ``%1`` to ``%9`` stand for ``values``, ``%Ln`` for ``count``."""
        told = self._translate("Sentences", text, "", count) if self._translate else text

        def value(found: re.Match[str]) -> str:
            if found[0] == "%Ln":
                return self._number(count)
            given = values[int(found[1]) - 1]
            return self._number(given) if isinstance(given, int) else given

        return re.sub(r"%Ln|%([1-9])", value, told)

    # -- the whole receipt -----------------------------------------------------------------------------------

    def headline(self, receipt: Receipt) -> str:
        """The sentence at the top, without a full stop.

        It begins with “All” only when every chosen image is proven to have arrived.
        """
        place = self.place(receipt.destination_name, practice=receipt.practice)
        kind = standing(receipt)
        if kind is Standing.NOTHING:
            return self.tr("No image was chosen")
        if kind is Standing.ARRIVED:
            return self._all_arrived(receipt.chosen, len(receipt.lines), place)
        words = self._not_all_arrived(receipt, place)
        if kind is Standing.CANCELLED:
            return self.tr("Cancelled: %1", _lower_first(words))
        return self.tr("Interrupted: %1", _lower_first(words)) if kind is Standing.INTERRUPTED else words

    def advice(self, receipt: Receipt) -> str:
        """What stands behind the headline and what to do next, in whole sentences."""
        return " ".join(self.advice_lines(receipt))

    def advice_lines(self, receipt: Receipt) -> tuple[str, ...]:
        """The advice with one thought a line."""
        kind = standing(receipt)
        if kind is Standing.NOTHING:
            parts = [self.tr("Nothing was sent.")]
        elif kind is Standing.ARRIVED:
            parts = [self._counts_agree(receipt)]
        else:
            parts = [self._what_is_missing(receipt), self._go_on(receipt)]
        parts += [self._index(one) for one in receipt.indexes]
        if receipt.deidentified:
            parts += self._removed(receipt)
        if receipt.practice:
            parts.append(self.tr("This was practice: nothing has left this computer."))
        return tuple(part for part in parts if part)

    def place(self, name: str, *, practice: bool) -> str:
        """The destination as it is named within a sentence."""
        return self.tr("the Practice service") if practice else clean(name)

    def tally(self, lines: Iterable[ReceiptLine]) -> str:
        """How many series are in which state: ``1 verified · 1 short · 1 not sent``."""
        found = Counter(shown_state(line) for line in lines)
        words = {
            LineState.VERIFIED: self.tr("%Ln verified", count=found[LineState.VERIFIED]),
            LineState.SHORT: self.tr("%Ln short", count=found[LineState.SHORT]),
            LineState.NOT_SENT: self.tr("%Ln not sent", count=found[LineState.NOT_SENT]),
            LineState.UNKNOWN: self.tr("%Ln unknown", count=found[LineState.UNKNOWN]),
        }
        return " · ".join(text for state, text in words.items() if found[state])

    # -- one series ------------------------------------------------------------------------------------------

    def state(self, line: ReceiptLine) -> str:
        """The word of a series' chip: ``Verified``, ``Short by 2``, ``Not sent``, ``Unknown``."""
        state = shown_state(line)
        if state is LineState.SHORT:
            return self.tr("Short by %Ln", count=line.missing)
        return {
            LineState.VERIFIED: self.tr("Verified"),
            LineState.NOT_SENT: self.tr("Not sent"),
            LineState.UNKNOWN: self.tr("Unknown"),
        }[state]

    def note(self, line: ReceiptLine) -> str:
        """The line under a series' chip: the reason, and that the service held images of the series before."""
        parts = [self._told(clean(line.reason))]
        if held_before(line):
            parts.append(
                self.tr("The service already held images of this series; it now counts %1.", line.service_count or 0)
            )
        return " ".join(part for part in parts if part)

    # -- history ---------------------------------------------------------------------------------------------

    def last_upload_line(self, entry: HistoryEntry, when: str = "") -> str:
        """``Last upload, today 09:12: all 812 images of 2 series have arrived at City Radiology.``

        ``when`` is the moment in words; left out, the line goes without it.
        """
        outcome = _lower_first(self.entry_line(entry))
        if when:
            return self.tr("Last upload, %1: %2.", _lower_first(when), outcome)
        return self.tr("Last upload: %1.", outcome)

    def entry_line(self, entry: HistoryEntry) -> str:
        """How an upload of the history ended, without a full stop: ``810 of 908 images have arrived at …``."""
        place = self.place(entry.destination_name, practice=entry.practice)
        if entry_verified(entry):
            return self._all_arrived(entry.images, entry.series, place)
        if not entry.images:
            return self.tr("No image was chosen")
        if not entry.arrived:
            words = self.tr("None of %1 images has arrived at %2", entry.images, place)
            if entry.images == 1:
                words = self.tr("The image has not arrived at %1", place)
        elif not entry.missing:
            words = self.tr("Not every image is confirmed by %1", place)
        elif entry.arrived == 1:
            words = self.tr("1 of %1 images has arrived at %2, %3 missing", entry.images, place, entry.missing)
        else:
            words = self.tr(
                "%1 of %2 images have arrived at %3, %4 missing", entry.arrived, entry.images, place, entry.missing
            )
        if entry.finished is None or entry.outcome is None:
            return self.tr("Interrupted: %1", _lower_first(words))
        return self.tr("Cancelled: %1", _lower_first(words)) if entry.outcome is Outcome.CANCELLED else words

    # -- parts -----------------------------------------------------------------------------------------------

    def _all_arrived(self, images: int, series: int, place: str) -> str:
        if images == 1:
            return self.tr("The one image that was chosen has arrived at %1", place)
        if series == 1:
            return self.tr("All %1 images of 1 series have arrived at %2", images, place)
        return self.tr("All %1 images of %2 series have arrived at %3", images, series, place)

    def _not_all_arrived(self, receipt: Receipt, place: str) -> str:
        missing, chosen, gone = receipt.missing, receipt.chosen, lost(receipt)
        if not missing:
            return self.tr("Not every image is confirmed by %1", place)
        if not gone:
            if chosen == 1:
                return self.tr("It is not known whether the image has arrived at %1", place)
            if missing == chosen:
                return self.tr("It is not known whether the %1 images have arrived at %2", chosen, place)
            if missing == 1:
                return self.tr("It is not known whether 1 of %1 images has arrived at %2", chosen, place)
            return self.tr("It is not known whether %1 of %2 images have arrived at %3", missing, chosen, place)
        if gone < missing:
            return self.tr("%1 of %2 images are not known to have arrived at %3", missing, chosen, place)
        if missing == chosen:
            return self.tr("No image has arrived at %1", place)
        if missing == 1:
            return self.tr("1 of %1 images has not arrived at %2", chosen, place)
        return self.tr("%1 of %2 images have not arrived at %3", missing, chosen, place)

    def _index(self, index: DiscIndex) -> str:
        """What a disc's index lists, and how much of it could be read."""
        if index.listed == 1:
            return self.tr("The disc’s index lists one image, which could not be read.")
        return self.tr("The disc’s index lists %Ln images, %1 could be read.", index.read, count=index.listed)

    def _removed(self, receipt: Receipt) -> list[str]:
        """That identifying data was removed, and what could therefore not be sent."""
        reasons = (SkipReason.MAY_IDENTIFY, SkipReason.NOT_DEIDENTIFIED)
        left = sum(group.files for group in receipt.left_out if group.reason in reasons)
        parts = [self.tr("Names and other identifying data were removed before sending.")]
        if left:
            told = self.tr("%Ln images could not be sent, because they may show who the patient is.", count=left)
            one = self.tr("One image could not be sent, because it may show who the patient is.")
            parts.append(one if left == 1 else told)
        return parts

    def _counts_agree(self, receipt: Receipt) -> str:
        more = any(held_before(line) for line in receipt.lines)
        if len(receipt.lines) == 1:
            if more:
                return self.tr("The service counts more images of the series than were sent: it held some already.")
            return self.tr("The service counts as many images of the series as were sent.")
        if more:
            return self.tr("For each series the service counts at least as many images as were sent.")
        return self.tr("For each series the service counts as many images as were sent.")

    def _what_is_missing(self, receipt: Receipt) -> str:
        short = [line for line in receipt.lines if line.missing]
        if not short or (len(short) == len(receipt.lines) and receipt.missing == receipt.chosen):
            return ""
        named = [self._missing_of(line) for line in short[:_NAMED_SERIES]]
        rest = short[_NAMED_SERIES:]
        if rest:
            count = sum(line.missing for line in rest)
            named.append(
                self.tr("1 image of other series")
                if count == 1
                else self.tr("%1 images of %2 other series", count, len(rest))
            )
        if not lost(receipt):
            return self.tr("Not confirmed: %1.", self._joined(named))
        return self.tr("Missing: %1.", self._joined(named))

    def _missing_of(self, line: ReceiptLine) -> str:
        series = self._series_name(line)
        if line.missing == 1:
            return self.tr("1 image of %1", series)
        if line.missing == line.chosen:
            return self.tr("all %1 images of %2", line.missing, series)
        return self.tr("%1 images of %2", line.missing, series)

    def _series_name(self, line: ReceiptLine) -> str:
        number, description = clean(line.series.number), clean(line.series.description)
        if number:
            return self.tr("series %1", number)
        return self.tr("series “%1”", description) if description else self.tr("a series without a number")

    def _go_on(self, receipt: Receipt) -> str:
        gone = lost(receipt)
        if not gone:
            return self.tr("Send the images again to be sure. Nothing is stored twice.")
        if receipt.outcome is Outcome.SHORT:
            place = self.place(receipt.destination_name, practice=receipt.practice)
            if receipt.missing == 1:
                return self.tr("Send it again; nothing is stored twice. If it stays missing, ask %1 or your IT.", place)
            return self.tr("Send them again; nothing is stored twice. If they stay missing, ask %1 or your IT.", place)
        if receipt.missing == 1:
            return self.tr("Send the missing image to go on. Nothing is stored twice.")
        return self.tr("Send the missing images to go on. Nothing is stored twice.")

    def _joined(self, parts: list[str]) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return self.tr("%1 and %2", ", ".join(parts[:-1]), parts[-1])


def entry_verified(entry: HistoryEntry) -> bool:
    """True when every image of an upload is proven to have arrived."""
    return bool(entry.images) and entry.missing == 0 and entry.outcome is Outcome.VERIFIED


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


_ENGLISH = Sentences()


def headline(receipt: Receipt) -> str:
    """:meth:`Sentences.headline` in English."""
    return _ENGLISH.headline(receipt)


def advice(receipt: Receipt) -> str:
    """:meth:`Sentences.advice` in English."""
    return _ENGLISH.advice(receipt)


def last_upload_line(entry: HistoryEntry, when: str = "") -> str:
    """:meth:`Sentences.last_upload_line` in English."""
    return _ENGLISH.last_upload_line(entry, when)
