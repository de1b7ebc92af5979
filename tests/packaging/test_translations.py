"""The translations: every text has one, with the same placeholders, and no visible text goes around them."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator

from gui.models import told
from tests.helpers.translations import script

ROOT = Path(__file__).resolve().parents[2]
_PLACES = re.compile(r"%L?n|%[1-9]|\{[a-z_]+\}")

_SHOWN = {
    "setText": 0, "setWindowTitle": 0, "setToolTip": 0, "setPlaceholderText": 0, "setAccessibleName": 0,
    "setAccessibleDescription": 0, "setTitle": 0, "setStatusTip": 0, "setWhatsThis": 0, "setDocName": 0, "addAction": 0,
    "addItem": 0, "addTab": 0, "setHeaderLabels": 0, "say": 0, "show_notice": 0, "QLabel": 0, "QPushButton": 0,
    "QCheckBox": 0, "QAction": 0, "Button": 1, "Label": 1, "ElidedLabel": 1, "TickBox": 1, "BannerAction": 0,
}  # fmt: skip
"""What puts a text on the screen, and the place of that text among its arguments."""

_TONES = ("info", "warn", "bad", "ok")
"""Names of looks, which stand in that place of a method of the same name."""


def messages(path: Path) -> list[tuple[str, ET.Element]]:
    return [
        (context.findtext("name") or "", message)
        for context in ET.parse(path).iter("context")
        for message in context.iter("message")
    ]


@pytest.mark.parametrize("language", script().languages())
def test_every_text_has_a_finished_translation(language: str, tmp_path: Path) -> None:
    path = script().FOLDER / f"{script().NAME}_{language}.ts"
    renewed = tmp_path / path.name
    shutil.copyfile(path, renewed)
    script().update(renewed)
    unfinished = [
        (context, message.findtext("source"))
        for context, message in messages(renewed)
        if (translation := message.find("translation")) is None
        or translation.get("type")
        or not all(text for text in (_forms(translation)))
    ]
    assert not unfinished, "run: python3 packaging/dev.py translate, and translate these"
    assert _sources(path) == _sources(renewed), "run: python3 packaging/dev.py translate"


@pytest.mark.parametrize("language", script().languages())
def test_placeholders_and_underlined_letters_are_those_of_the_source(language: str) -> None:
    for context, message in messages(script().FOLDER / f"{script().NAME}_{language}.ts"):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        for text in _forms(translation):
            assert Counter(_PLACES.findall(text)) == Counter(_PLACES.findall(source)), (context, source, text)
            assert bool(_letter(text)) == bool(_letter(source)), (context, source, text)
            assert text.endswith("…") == source.endswith("…"), (context, source, text)
            assert (text[:1] == " ", text[-1:] == " ") == (source[:1] == " ", source[-1:] == " "), (context, source)


def test_german_speaks_to_people_politely_and_calmly() -> None:
    for _context, message in messages(script().FOLDER / f"{script().NAME}_de.ts"):
        translation = message.find("translation")
        assert translation is not None
        for text in _forms(translation):
            assert "!" not in text
            assert "“" not in text.replace("„", "", 1) or text.count("„") == text.count("“"), text
            assert '"' not in text
            assert not re.search(r"\b(du|dein|deine|dich|dir)\b", text), text


@pytest.mark.parametrize("language", script().languages())
def test_apostrophes_and_quotation_marks_are_those_of_print(language: str) -> None:
    for context, message in messages(script().FOLDER / f"{script().NAME}_{language}.ts"):
        translation = message.find("translation")
        assert translation is not None
        for text in (message.findtext("source") or "", *_forms(translation)):
            assert not set("'\"") & set(text), (context, text)


def test_swiss_german_has_no_sharp_s() -> None:
    translator = QTranslator()
    assert translator.load(QLocale("de_CH"), script().NAME, "_", str(script().FOLDER))
    assert translator.translate("AboutDialog", "C&lose") == "&Schliessen"
    assert translator.translate("left_out", "Size") == "Grösse"


def test_the_set_up_compiles_what_is_missing_or_older_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = runpy.run_path(str(ROOT / "packaging" / "dev.py"))
    compile_translations = dev["compile_translations"]
    monkeypatch.setitem(compile_translations.__globals__, "ROOT", tmp_path)
    for name in ("packaging/translations.py", f"resources/i18n/{script().NAME}_de.ts"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    source, made = (tmp_path / "resources" / "i18n" / f"{script().NAME}_de{end}" for end in (".ts", ".qm"))
    compile_translations(sys.executable)
    assert made.read_bytes() == (ROOT / "resources" / "i18n" / made.name).read_bytes()
    assert made.with_name(f"{script().NAME}_de_CH.qm").exists()
    made.write_bytes(b"")
    compile_translations(sys.executable)
    assert not made.read_bytes()  # it is newer than its source
    os.utime(source, ns=(2 * made.stat().st_mtime_ns,) * 2)
    compile_translations(sys.executable)
    assert made.read_bytes()


def test_a_new_language_is_begun_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script(), "FOLDER", tmp_path)
    assert script().main(["update", "fr"]) == 0
    begun = messages(tmp_path / f"{script().NAME}_fr.ts")
    assert len(begun) == len(messages(ROOT / "resources" / "i18n" / f"{script().NAME}_de.ts"))
    assert script().languages() == ["fr"]
    assert (tmp_path / f"{script().NAME}_fr.qm").exists()


def test_sentences_with_values_are_known_where_they_are_shown() -> None:
    assert script().templates() == set(told.TEMPLATES)


def test_every_shown_text_goes_through_the_translation() -> None:
    found = []
    for room in ("", "widgets", "models", "jobs"):
        for path in sorted((ROOT / "gui" / room).glob("*.py")):
            if room or path.name not in ("cli.py", "selftest.py", "audit_list.py", "watching.py", "__main__.py"):
                found += [f"{path.name}:{line} {text!r}" for line, text in bare_texts(path.read_text("utf-8"))]
    assert not found


def test_a_text_that_goes_around_the_translation_is_found() -> None:
    source = (
        'label.setText("Two words")\nLabel(look, f"{n} images")\nLabel(look, self.tr("Good"))\nlabel.setText("–")\n'
    )
    assert [line for line, _text in bare_texts(source)] == [1, 2]


def bare_texts(source: str) -> list[tuple[int, str]]:
    """Texts with letters that are put on the screen as they stand in the source."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        place = _SHOWN.get(name)
        given = [node.args[place]] if place is not None and len(node.args) > place else []
        given += [word.value for word in node.keywords if word.arg in ("title", "text", "yes", "no", "name")]
        if place is None and name not in ("Question", "Field", "ChoiceBox"):
            continue
        for argument in given:
            text = "" if _words(argument) in _TONES else _words(argument)
            if re.search(r"[A-Za-z]{2}|[“„]", text.replace("DICOM Courier", "")):
                found.append((argument.lineno, text))
    return found


def _words(node: ast.expr) -> str:
    """The letters of a literal or of the fixed parts of an f-string."""
    if isinstance(node, ast.Constant):
        return str(node.value) if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.IfExp):
        return _words(node.body) + _words(node.orelse)
    if isinstance(node, ast.BinOp):
        return _words(node.left) + _words(node.right)
    return ""


def _forms(translation: ET.Element) -> list[str]:
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def _letter(text: str) -> re.Match[str] | None:
    return re.search(r"&[^&\s;]", text.replace("&&", ""))


def _sources(path: Path) -> set[tuple[str, str, str]]:
    return {(context, one.findtext("source") or "", one.findtext("comment") or "") for context, one in messages(path)}
