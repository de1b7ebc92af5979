"""The language of the window: which one, and from when on.

The texts lie below ``resources/i18n``: ``dicom_courier_de.ts`` is what translators write, ``dicom_courier_de.qm`` what
``packaging/translations.py`` makes of it before the program starts, is tested, or is frozen. Where that file is missing
the window is English, as is each text that has no translation.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.assets import asset
from gui.models import told, words

SOURCE = "en"
_NAME = "dicom_courier_"


def languages() -> dict[str, str]:
    """The languages to choose from, each in its own words: ``{"en": "English", "de": "Deutsch"}``."""
    found = sorted(path.stem.removeprefix(_NAME) for path in asset("i18n").glob(f"{_NAME}*.qm"))
    names = {code: QLocale(code).nativeLanguageName() for code in found if "_" not in code}
    return {SOURCE: "English", **{code: name[:1].upper() + name[1:] for code, name in names.items()}}


def choose(wished: str, system: Sequence[str]) -> str:
    """The language to speak: what is wished (``de``, ``de-CH``), else the first of the system's that there is.

    ``system`` is in the order of preference, such as :meth:`QLocale.uiLanguages` gives it. English when there is none.
    """
    known = languages()
    for tag in (wished,) if wished else system:
        code, _, territory = tag.replace("_", "-").partition("-")
        if code.lower() in known:
            return f"{code.lower()}-{territory}" if territory and wished else code.lower()
    return SOURCE


def locale_of(language: str, system: QLocale) -> QLocale:
    """How numbers and dates are written: as in that country, else as the system does it, in this language."""
    wished = QLocale(language)
    if "-" in language:
        return wished
    if system.language() == wished.language():
        return system
    if language == SOURCE and system.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(wished.language(), system.territory())


def speak(app: QCoreApplication, wished: str = "") -> str:
    """Make the window speak from now on: texts, Qt's own buttons, numbers and dates. Answers with the language.

    To be called before the first widget is made; what shows already keeps its words. ``wished`` is empty for the
    system's language.
    """
    system = QLocale.system()
    language = choose(wished, system.uiLanguages())
    locale = locale_of(language, system)
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.setParent(None)
        before.deleteLater()
    QLocale.setDefault(locale)
    if not language.startswith(SOURCE):
        for name, folder in (
            ("qtbase_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (_NAME, str(asset("i18n"))),
        ):
            translator = QTranslator(app)
            if translator.load(QLocale(locale.language(), locale.territory()), name, "", folder, ".qm"):
                app.installTranslator(translator)
    forget()
    return language


def forget() -> None:
    """Forget the words that were put together in the language before."""
    for kept in (words.date, words.person_name, words.patient_facts, told.told):
        kept.cache_clear()
