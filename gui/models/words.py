"""Values as words: names, dates, sizes and counts, in the person's locale and as plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from gui.core.entities import Patient, Series, Study

_CONTROLS = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)

_LONG_WORD = re.compile(r"(\S{16})(?=\S)")


def tr(text: str, count: int = -1) -> str:
    """The translation of a text of this module."""
    return QCoreApplication.translate("words", text, "", count)


# -- text from files ----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text from a file or a service in one line, harmless to show.

    Line ends become spaces; control characters and those that turn the writing direction around are left out;
    bytes that are no text (PEP 383) become U+FFFD. Markup stays as it is: show it with PlainText.
    """
    text = re.sub(r"[\r\n\t]+", " ", text)
    text = _CONTROLS.sub("", text)
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text).strip()


def tooltip(*lines: str) -> str:
    """Lines of plain text for a tooltip, which otherwise takes what looks like markup for markup."""
    shown = "<br>".join(html.escape(line) for line in lines if line)
    return f"<qt>{shown}</qt>" if shown else ""


def breakable(text: str) -> str:
    """The text with places where a word may be broken that is too long for a line; nobody sees them.

    For showing only: give the widget the text itself as its accessible name.
    """
    return _LONG_WORD.sub("\\1\u200b", text)


def label_text(text: str) -> str:
    """Plain text for a button or a menu, where ``&`` would underline a letter."""
    return text.replace("&", "&&")


def file_name(path: str) -> str:
    """The last part of a path, as it can be shown; the path itself for a root or a drive."""
    parts = [part for part in re.split(r"[/\\]", path) if part]
    return plain(parts[-1] if parts else path)


def short_place(path: str) -> str:
    """The last two parts of a path, as they can be shown: ``SERIES1/IM0007``."""
    parts = [part for part in re.split(r"[/\\]", path) if part]
    return plain("/".join(parts[-2:]) or path)


# -- people and things --------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def person_name(name: str) -> str:
    """A person name (PN, PS3.5 §6.2.1) as people read it: ``Yamada, Tarou (山田 太郎)``.

    The alphabetic group comes first, the ideographic one in brackets; the phonetic group is used when there is
    no other. Nothing in it gives “No name”.
    """
    groups = [plain(group) for group in name.split("=")] + ["", "", ""]
    alphabetic, ideographic, phonetic = _western(groups[0]), _eastern(groups[1]), _eastern(groups[2])
    if alphabetic and ideographic and alphabetic != ideographic:
        return f"{alphabetic} ({ideographic})"
    return alphabetic or ideographic or phonetic or tr("No name")


def _components(group: str) -> list[str]:
    return ([part.strip() for part in group.split("^")] + [""] * 5)[:5]


def _western(group: str) -> str:
    family, given, middle, prefix, suffix = _components(group)
    if any("\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in group):
        return _eastern(group)
    first = " ".join(part for part in (prefix, given, middle) if part)
    return ", ".join(part for part in (family, first, suffix) if part)


def _eastern(group: str) -> str:
    family, given, middle, prefix, suffix = _components(group)
    return " ".join(part for part in (prefix, family, given, middle, suffix) if part)


@lru_cache(maxsize=4096)
def patient_facts(patient: Patient) -> str:
    """Birth date and ID, the grey words after a patient's name: ``11 Apr 1962 · ID DEMO-4711``."""
    number = plain(patient.patient_id)
    identity = tr("ID %1").replace("%1", number) if number else tr("no ID")
    return " · ".join(part for part in (date(patient.birth_date), identity) if part)


def study_title(study: Study) -> str:
    """The study's description, or words that say that it has none."""
    return plain(study.description) or tr("Study without a description")


def series_title(series: Series) -> str:
    """Number and description: ``2 · Lung 1.0 mm``."""
    number, description = plain(series.number), plain(series.description)
    if number and description:
        return f"{number} · {description}"
    if number:
        return tr("Series %1").replace("%1", number)
    return description or tr("Series without a number")


def joined(parts: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("%1 and %2").replace("%2", parts[-1], 1).replace("%1", ", ".join(parts[:-1]), 1)


@lru_cache(maxsize=4096)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that treats numbers as numbers: ``2`` before ``10``, capitals and accents alike."""
    folded = text.casefold()
    if not text.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    parts = re.split(r"(\d+)", folded)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


# -- dates --------------------------------------------------------------------------------------------------


def _date_format() -> str:
    """Day, month, year without a doubt which is which; year first where people write it so."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return "yyyy-MM-dd" if short.startswith("y") else tr("d MMM yyyy")


@lru_cache(maxsize=4096)
def date(da: str) -> str:
    """A date (DA) in the person's locale; what is no date stays as it is in the file."""
    digits = da.replace(".", "").strip()
    if not re.fullmatch(r"\d{8}", digits):
        return plain(da)
    value = QDate(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return QLocale().toString(value, _date_format()) if value.isValid() else plain(da)


def date_and_time(da: str, tm: str) -> str:
    """``20 Nov 2026, 10:14`` of a date (DA) and a time (TM); the time is left out when there is none."""
    digits = tm.replace(":", "").strip()
    time = QTime(int(digits[:2]), int(digits[2:4])) if re.match(r"\d{4}", digits) else QTime()
    words = QLocale().toString(time, "HH:mm") if time.isValid() else ""
    return ", ".join(part for part in (date(da), words) if part)


def day_of(value: datetime) -> str:
    """``24 Nov 2026`` of a moment, in this computer's time zone."""
    local = value.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), _date_format())


def day_this_year(value: datetime) -> str:
    """``24 Nov`` of a moment, in this computer's time zone; with the year where people write that first."""
    if _date_format() == "yyyy-MM-dd":
        return day_of(value)
    local = value.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), tr("d MMM"))


def time_of(value: datetime) -> str:
    """``14:32`` of a moment, in this computer's time zone."""
    local = value.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


def time_in(seconds: float) -> str:
    """The time of the day, to the nearest minute, after so many seconds: ``20:00``."""
    return time_of(datetime.now().astimezone() + timedelta(seconds=seconds + 30))


def when(value: datetime, today: Date | None = None) -> str:
    """``Today 14:32``, ``Yesterday 17:48``, ``20 Nov 15:37``; the year is added when it is another one."""
    local = value.astimezone()
    now = today or datetime.now().astimezone().date()
    if local.date() == now:
        return tr("Today %1").replace("%1", time_of(value))
    if local.date() == now - timedelta(days=1):
        return tr("Yesterday %1").replace("%1", time_of(value))
    day = day_this_year(value) if local.year == now.year else day_of(value)
    return f"{day} {time_of(value)}"


# -- numbers ------------------------------------------------------------------------------------------------


def number(value: int) -> str:
    """A whole number with the locale's separators: ``1,204``."""
    return QLocale().toString(value)


def size(value: float) -> str:
    """An amount of bytes in powers of 1000: ``508.9 MB``."""
    amount = max(0, int(value))
    if amount < 1000:
        return _count(amount, "1 byte", "%Ln bytes")
    return QLocale().formattedDataSize(amount, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def size_of(part: float, whole: float) -> str:
    """``392.8 of 494.1 MB``; both units are named when they differ."""
    first, second = size(part), size(whole)
    if first.split()[-1] == second.split()[-1]:
        first = first.rsplit(maxsplit=1)[0]
    return tr("%1 of %2").replace("%2", second, 1).replace("%1", first, 1)


def speed(value: float) -> str:
    """Bytes per second as ``2.4 MB/s``."""
    return tr("%1/s").replace("%1", size(value))


def time_left(seconds: float) -> str:
    """A rough estimate: ``about 40 s left``."""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < 90:
        return tr("about %Ln s left", 5 * max(2, round(seconds / 5)))
    if seconds < 90 * 60:
        return tr("about %Ln min left", round(seconds / 60))
    return tr("about %Ln h left", round(seconds / 3600))


def countdown(seconds: float) -> str:
    """Minutes and seconds: ``0:42``; rounded up, so that nought is the end of it."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"


def per_cent(share: float) -> str:
    """``79 %``: rounded down, so that 100 % means all of it."""
    return tr("%1 %").replace("%1", number(int(max(0.0, min(1.0, share)) * 100 + 1e-9)))


def _count(count: int, one: str, many: str) -> str:
    return tr(one) if count == 1 else tr(many, count).replace("%Ln", number(count))


def images(count: int) -> str:
    """``1 image``, ``960 images``."""
    return _count(count, "1 image", "%Ln images")


def series(count: int) -> str:
    """``1 series``, ``5 series``."""
    return _count(count, "1 series", "%Ln series")


def studies(count: int) -> str:
    """``1 study``, ``2 studies``."""
    return _count(count, "1 study", "%Ln studies")


def patients(count: int) -> str:
    """``1 patient``, ``2 patients``."""
    return _count(count, "1 patient", "%Ln patients")


def files(count: int) -> str:
    """``1 file``, ``967 files``."""
    return _count(count, "1 file", "%Ln files")
