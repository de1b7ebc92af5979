"""What should be looked at before a series is sent, in words: few for a chip, a sentence for the details."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from gui.core.entities import WARNING_TEXTS, ObjectKind, SeriesSummary, SeriesWarning
from gui.models import told, words


def tr(text: str) -> str:
    """The translation of a text of the tree."""
    return QCoreApplication.translate("series_tree", text)


def short_warning(summary: SeriesSummary, warning: SeriesWarning) -> str:
    """A warning in the few words that a chip holds: ``Gap: 2 missing``."""
    texts = {
        SeriesWarning.NO_PATIENT_ID: tr("No patient ID"),
        SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS: tr("Several patients"),
        SeriesWarning.SERIES_IN_SEVERAL_STUDIES: tr("In several studies"),
        SeriesWarning.SAME_ID_OTHER_PATIENT: tr("ID used twice"),
        SeriesWarning.SAME_NAME_OTHER_ID: tr("Name with two IDs"),
        SeriesWarning.VALUES_DIFFER: tr("Files disagree"),
        SeriesWarning.CONFLICT_LEFT_OUT: tr("Conflict left out"),
        SeriesWarning.GAP: tr("Gap: %1 missing"),
        SeriesWarning.FEWER_THAN_CLAIMED: tr("Only %2 of %1"),
        SeriesWarning.OLD_STUDY: tr("Old study"),
        SeriesWarning.BURNED_IN: tr("Text in pictures"),
        SeriesWarning.PROGRAM_START: tr("Begins as a program"),
    }
    text = texts.get(warning, told.told(WARNING_TEXTS[warning])).replace("%1", _number(summary.seen_of(warning)))
    return text.replace("%2", words.number(summary.instances))


def weightiest(summary: SeriesSummary) -> SeriesWarning:
    """The warning that a chip tells of several: that files disagree about words comes last."""
    return min(summary.warnings, key=lambda warning: warning is SeriesWarning.VALUES_DIFFER)


def warning_sentences(summary: SeriesSummary) -> tuple[str, ...]:
    """All warnings of a series as sentences, each with what was seen."""
    return tuple(_sentence(warning, summary.seen_of(warning)) for warning in summary.warnings)


def _sentence(warning: SeriesWarning, seen: tuple[str, ...]) -> str:
    text = told.told(WARNING_TEXTS[warning])
    what = ""
    if warning in (SeriesWarning.SAME_ID_OTHER_PATIENT, SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS):
        what = "; ".join(_identity(*pair) for pair in zip(seen[::2], seen[1::2], strict=True))
    elif warning is SeriesWarning.SAME_NAME_OTHER_ID:
        what = "; ".join(
            tr("ID %1").replace("%1", words.plain(number)) if number else tr("without an ID") for number in seen
        )
    elif warning is SeriesWarning.OLD_STUDY and seen:
        what = words.date(seen[0])
    elif warning in (SeriesWarning.GAP, SeriesWarning.FEWER_THAN_CLAIMED) and seen:
        what = words.images(int(seen[0]))
    elif warning in (SeriesWarning.BURNED_IN, SeriesWarning.PROGRAM_START) and seen:
        what = words.files(int(seen[0]))
    return f"{text}: {what}" if what else text


def _identity(name: str, birth_date: str) -> str:
    return f"{words.person_name(name)}, {words.date(birth_date) or tr('no birth date')}"


def _number(seen: tuple[str, ...]) -> str:
    return words.number(int(seen[0])) if seen and seen[0].isdecimal() else ""


# -- sent before ---------------------------------------------------------------------------------------------


def short_sent_before(summary: SeriesSummary) -> str:
    """``Sent 5 Nov, verified``, or ``Sent 5 Nov, 600 of 640``; nothing when it never was."""
    sent = summary.sent_before
    if sent is None:
        return ""
    if sent_whole(summary):
        return tr("Sent %1, verified").replace("%1", _day(sent.when))
    text = tr("Sent %1, %2 of %3").replace("%3", words.number(max(sent.chosen, summary.instances)))
    return text.replace("%2", words.number(sent.arrived)).replace("%1", _day(sent.when), 1)


def sent_before_sentence(summary: SeriesSummary) -> str:
    """``Sent to City Radiology on 5 Nov 2026: 24 images had arrived``; nothing when it never was."""
    sent = summary.sent_before
    if sent is None:
        return ""
    text = tr("Sent on %1 to %2: of %3, %4 arrived")
    if sent.verified:
        text = tr("Sent on %1 to %2: all %3 arrived")
    text = text.replace("%4", words.number(sent.arrived)).replace("%3", words.images(sent.chosen))
    place = words.plain(told.told(sent.destination_name))
    text = text.replace("%1", words.day_of(sent.when), 1).replace("%2", place, 1)
    if sent.verified and summary.instances > sent.arrived:
        text += ". " + tr("Now there are %1").replace("%1", words.images(summary.instances))
    return text


def sent_whole(summary: SeriesSummary) -> bool:
    """True when all of a series is proven to have arrived before."""
    sent = summary.sent_before
    return sent is not None and sent.verified and sent.arrived >= summary.instances


def _day(moment: datetime) -> str:
    this_year = moment.astimezone().year == datetime.now().astimezone().year
    return words.day_this_year(moment) if this_year else words.day_of(moment)


# -- what is no image ----------------------------------------------------------------------------------------


def kind_name(kind: ObjectKind) -> str:
    """What an object is that is no image: ``Report``; nothing for images."""
    texts = {
        ObjectKind.REPORT: tr("Report"),
        ObjectKind.PDF: tr("PDF"),
        ObjectKind.DOCUMENT: tr("Document"),
        ObjectKind.MODEL: tr("3D model"),
        ObjectKind.PRESENTATION: tr("Presentation"),
        ObjectKind.KEY_OBJECTS: tr("Key images"),
        ObjectKind.WAVEFORM: tr("Waveform"),
        ObjectKind.RT_PLAN: tr("RT plan"),
        ObjectKind.RT_STRUCTURES: tr("RT contours"),
        ObjectKind.RT_RECORD: tr("RT record"),
        ObjectKind.REGISTRATION: tr("Registration"),
        ObjectKind.SPECTROSCOPY: tr("Spectrum"),
        ObjectKind.MEASUREMENTS: tr("Measurements"),
        ObjectKind.RAW_DATA: tr("Raw data"),
        ObjectKind.OTHER: tr("Other object"),
    }
    return texts.get(kind, "")


def objects_of(kind: ObjectKind, count: int) -> str:
    """``640`` for images, ``Report`` or ``3 × Report`` for what is none."""
    name = kind_name(kind)
    if not name:
        return words.number(count)
    return name if count == 1 else tr("%1 × %2").replace("%2", name).replace("%1", words.number(count), 1)
