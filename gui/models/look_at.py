"""What a person should look at in the ticked series before they are sent, gathered over all of them.

Who is nearly whom is the business of :mod:`gui.models.likeness`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.core.entities import SeriesKey, SeriesSummary, SeriesWarning
from gui.models import told, words
from gui.models.warning_words import sent_whole

_DATES_AT_MOST = 3


def tr(text: str) -> str:
    """The translation of a text of this module."""
    return QCoreApplication.translate("look_at", text)


@dataclass(frozen=True, slots=True)
class LookAt:
    """One thing that was seen: a sentence, the series that it was seen in, and what leaving these out is called.

    ``untick`` is empty where leaving them out makes nothing better; it holds a mnemonic.
    """

    sentence: str
    keys: tuple[SeriesKey, ...]
    untick: str = ""


def to_look_at(chosen: Iterable[SeriesSummary]) -> tuple[LookAt, ...]:
    """What was seen in these series, the weightiest first."""
    found: dict[SeriesWarning | None, list[SeriesSummary]] = {}
    for one in chosen:
        for warning in one.warnings:
            found.setdefault(warning, []).append(one)
        if sent_whole(one):
            found.setdefault(None, []).append(one)
    if few := found.pop(SeriesWarning.FEWER_THAN_CLAIMED, None):
        found[SeriesWarning.FEWER_THAN_CLAIMED] = _not_there_together(few)
    kinds: tuple[tuple[SeriesWarning | None, Callable[[Sequence[SeriesSummary]], tuple[str, str]]], ...] = (
        (SeriesWarning.NO_PATIENT_ID, _no_id),
        (SeriesWarning.GAP, _gap),
        (SeriesWarning.FEWER_THAN_CLAIMED, _fewer),
        (SeriesWarning.OLD_STUDY, _old),
        (None, _sent),
        (SeriesWarning.BURNED_IN, _burned_in),
        (SeriesWarning.PROGRAM_START, _program),
    )
    return tuple(
        LookAt(sentence, tuple(one.key for one in found[kind]), untick)
        for kind, words_of in kinds
        if found.get(kind)
        for sentence, untick in (words_of(found[kind]),)
    )


def _not_there_together(few: Sequence[SeriesSummary]) -> list[SeriesSummary]:
    """Those whose acquisition is not there to the last image, spread over several series of the study."""
    there: Counter[tuple[str, str]] = Counter()
    for one in few:
        there[_claim(one)] += one.instances
    return [one for one in few if there[_claim(one)] != int(_claim(one)[1])]


def _claim(one: SeriesSummary) -> tuple[str, str]:
    return one.key.study_instance_uid, one.seen_of(SeriesWarning.FEWER_THAN_CLAIMED)[0]


def _studies(seen: Sequence[SeriesSummary]) -> dict[str, SeriesSummary]:
    return {one.key.study_instance_uid: one for one in seen}


def _no_id(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    one = len(_studies(seen)) == 1
    text = tr("%1 has no patient ID.") if one else tr("%1 have no patient ID.")
    return text.replace("%1", words.studies(len(_studies(seen)))), ""


def _gap(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    missing = sum(int(one.seen_of(SeriesWarning.GAP)[0]) for one in seen)
    text = tr("Going by the numbers, %2 are missing in %1.")
    if missing == 1:
        text = tr("Going by the numbers, %2 is missing in %1.")
    return text.replace("%2", words.images(missing)).replace("%1", words.series(len(seen))), ""


def _fewer(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    if len(seen) > 1:
        return tr("%1 have far fewer images than their own data speak of.").replace("%1", words.series(len(seen))), ""
    text = tr("%1 has %2, but its own data speak of %3.").replace("%1", words.series(1))
    claimed = int(seen[0].seen_of(SeriesWarning.FEWER_THAN_CLAIMED)[0])
    return text.replace("%2", words.images(seen[0].instances)).replace("%3", words.number(claimed)), ""


def _old(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    studies = sorted(_studies(seen).values(), key=lambda one: one.study.date)
    days = list(dict.fromkeys(words.date(one.study.date) for one in studies))
    if len(days) > _DATES_AT_MOST:
        days = [*days[:_DATES_AT_MOST], "…"]
    text = tr("%1 is more than a year older than the patient’s newest: %2.")
    untick = tr("Unt&ick the old study")
    if len(studies) > 1:
        text = tr("%1 are more than a year older than the patient’s newest: %2.")
        untick = tr("Unt&ick the %1 old studies").replace("%1", words.number(len(studies)))
    return text.replace("%2", ", ".join(days)).replace("%1", words.studies(len(studies)), 1), untick


def _sent(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    last = max((one.sent_before for one in seen if one.sent_before is not None), key=lambda sent: sent.when)
    text = tr("%1 was sent before and has arrived: on %2 at %3.")
    if len(seen) > 1:
        text = tr("%1 were sent before and have arrived: on %2 at %3.")
    place = words.plain(told.told(last.destination_name))
    text = text.replace("%1", words.series(len(seen)), 1).replace("%2", words.day_of(last.when), 1)
    return text.replace("%3", place, 1), tr("Unt&ick what was sent before")


def _burned_in(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    text = tr("By its own data, text within the pictures of %1 identifies the patient.")
    return text.replace("%1", words.series(len(seen))), tr("Unt&ick the series with such text")


def _program(seen: Sequence[SeriesSummary]) -> tuple[str, str]:
    text = tr("%1 holds a file that begins as a program does.")
    if len(seen) > 1:
        text = tr("%1 hold files that begin as a program does.")
    return text.replace("%1", words.series(len(seen))), ""
