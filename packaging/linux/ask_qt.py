"""Asks Qt everything that it asks ICU for, and prints how much that was and a hash of the answers.

Sorting and upper and lower case in every language that Qt knows, the names of all time zones in sixteen, the bytes of
each character set. ``smaller.py`` compares the answers with ICU's whole data and with the shortened; nothing of it is
in the program.
"""

from __future__ import annotations

import functools
import hashlib

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCollator,
    QIODevice,
    QLocale,
    QStringConverter,
    QStringDecoder,
    Qt,
    QTimeZone,
    QXmlStreamReader,
)

_WORDS = """
    zebra Äpfel Apfel apfel öl ol Zürich zurich ñandú nandu ch czar čaj cz lla ll łódź lodz İstanbul istanbul ılık
    IRMAK あい アイ 漢字 字 中文 北京 上海 한국 가 ß ss ST æ aa å z10 z9 z1 Å é e É ö o Ø đ d ж а я ё е α Ω
    ע א ا ب ก ไก่ co-op coop
"""
_NAMED_IN = """
    C en_GB de_DE de_CH ja_JP tr_TR fr_FR ar_EG zh_CN zh_TW ru_RU pt_BR hi_IN sr_Latn_RS fi_FI ff_Adlm_GN
"""


def sorting(locale: QLocale) -> str:
    """The words as each kind of sorting puts them, and their cases."""
    collator = QCollator(locale)
    said = [locale.name(), locale.toUpper("istanbul ıçö straße fi ŉ ά"), locale.toLower("İSTANBUL IRMAK ΣΑΣ Σ Ì")]
    for other in (False, True):
        for case in (Qt.CaseSensitivity.CaseSensitive, Qt.CaseSensitivity.CaseInsensitive):
            collator.setNumericMode(other)
            collator.setIgnorePunctuation(other)
            collator.setCaseSensitivity(case)
            said += sorted(_WORDS.split(), key=functools.cmp_to_key(collator.compare))
    return " ".join(said)


def zone(name: bytes, locale: QLocale) -> str:
    """All names of a time zone in a language."""
    found = QTimeZone(QByteArray(name))
    return " ".join(found.displayName(time, kind, locale) for time in QTimeZone.TimeType for kind in QTimeZone.NameType)


def read_as(codec: str) -> str:
    """What Qt's reader of XML, the way to all of Qt's character sets, makes of the bytes of each kind."""
    data = QBuffer()
    data.setData(f'<?xml version="1.0" encoding="{codec}"?><a>'.encode() + bytes(range(0x3F, 0x100)) * 3 + b"</a>")
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QXmlStreamReader(data)
    said = [codec, str(QStringDecoder(codec).name())]
    while not reader.atEnd():
        reader.readNext()
        said.append(reader.text())
    return " ".join([*said, reader.errorString()])


def main() -> None:
    """Ask, and print."""
    any_of = (QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry)
    locales = sorted({locale.name() for locale in QLocale.matchingLocales(*any_of)})
    zones = sorted(bytes(name.data()) for name in QTimeZone.availableTimeZoneIds())
    codecs = sorted(QStringConverter.availableCodecs())
    said = [sorting(QLocale(name)) for name in locales]
    said += [zone(name, QLocale(language)) for language in _NAMED_IN.split() for name in zones]
    said += [read_as(name) for name in codecs]
    digest = hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    print(f"{len(locales)} locales, {len(zones)} time zones, {len(codecs)} character sets ({digest})")


if __name__ == "__main__":
    main()
