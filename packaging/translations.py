#!/usr/bin/env python3
"""The program's texts in other languages: gathers them for the translators, and compiles what they wrote.

    python3 packaging/dev.py translate [CODE ...]   bring every resources/i18n/*.ts in line with the source, and compile
    .venv/bin/python packaging/translations.py release       only compile: what is missing, or older than its *.ts

``dev.py`` compiles before it starts the program or the tests, ``build.py`` before it freezes the program, and the tests
do so themselves. The ``*.qm`` are in no repository; the program finds them below ``resources/i18n`` through
:func:`gui.assets.asset`, in a checkout as in the frozen program, and is English without them.

Qt's own tools do the work (``lupdate``, ``lrelease``, in PySide6-Essentials). They are not asked to read the program,
because they cannot know the contexts of functions such as ``words.tr``, nor the texts of the rooms without Qt: all is
gathered here, by Python's own parser.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
NAME = "dicom_courier"

CORE = "core"
"""The context of all texts of the rooms that know no Qt; looked up by :mod:`gui.models.told`."""

_CORE_ROOMS = ("core", "dicom", "service", "store", "practice")
_CORE_FILES = ("archives.py", "courier.py", "discs.py", "sending.py", "watch_rounds.py", "ways.py")
_ENGLISH_ONLY = frozenset(
    {
        "core/export.py",  # files and the command line
        "core/sentences.py",  # has a context of its own
        "practice/lettering.py",
        "practice/samples.py",  # made-up images
        "practice/server.py",  # answers as the service does
        "service/dicomweb_query.py",
        "store/audit_message.py",  # the codes of the standard
        "store/logs.py",
        "store/secrets.py",
    }
)
_NOT_SHOWN = frozenset(
    {
        "DICOM Courier",
        "DICOM Courier %1@%2",
        "DICOM Instances Transferred",
        "Images are being sent",
        "Private Creator",
        "Group Length",
        "%1, not JSON",
    }
)
_PARTS_TOO = frozenset(
    {
        "dicom/preview_reasons.py",
        "service/dicomweb_answers.py",
        "store/policy_reading.py",
        "store/policy_source.py",
    }
)
"""Modules that put sentences together from smaller parts, which begin with a small letter."""
_TEMPLATES = ("title_template", "advice_template")
_SENTENCE = re.compile(
    r"(A|An|[A-Z][a-z]+(['’][a-z]+)?|DICOM|MR|PDF|UID|JPEG|JPIP|MPEG-\d|HEVC|%1|“%1”|\{[a-z]+\})[,:]? .*[a-z]{2}",
    re.DOTALL,
)
_PART = re.compile(r"[a-z]+,?( .*[a-z]{2}| %1)", re.DOTALL)
_TO_THE_LOG = re.compile(
    r"_?log(ger)?\.\w+|\w*Warning|(Value|Key|Type|Runtime|Assertion|OS)Error|re\.compile|.*\.execute"
)

# The territories that write a language a little differently: what becomes of a text there.
_VARIANTS = {"de_CH": {"de": (("ß", "ss"), ("„", "«"), ("“", "»"))}}


@dataclass(frozen=True, order=True)
class Text:
    """One text of the program; ``many`` when its translation depends on a number."""

    context: str
    source: str
    comment: str = ""
    many: bool = False


# -- gathering ----------------------------------------------------------------------------------------------


def texts() -> list[Text]:
    """Every text that a person may read in the window, in the order of the files. Each stands there once."""
    found: dict[Text, None] = {}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        name = path.relative_to(ROOT / "gui").as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(dict.fromkeys(_marked(tree)))
        found.update(dict.fromkeys(Text(CORE, text) for text in _templates_of_errors(tree)))
        if _is_core(name):
            found.update(dict.fromkeys(Text(CORE, text) for text, _node in _sentences(tree, name)))
    return list(found)


def templates() -> set[str]:
    """The texts of the rooms without Qt that hold values: an f-string, with ``%1``, ``%2`` for its values."""
    found: set[str] = set()
    for path in sorted((ROOT / "gui").rglob("*.py")):
        name = path.relative_to(ROOT / "gui").as_posix()
        if _is_core(name):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.update(
                text for text, node in _sentences(tree, name) if isinstance(node, ast.JoinedStr) and "%1" in text
            )
    return found


def _is_core(name: str) -> bool:
    room = name.split("/")[0]
    return (room in _CORE_ROOMS or name in _CORE_FILES) and name not in _ENGLISH_ONLY


def _sentences(tree: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """What looks like words for a person: no documentation, no log line, no error of programmers, no SQL."""

    def spoken(text: str) -> bool:
        told = _SENTENCE.match(text) or (name in _PARTS_TOO and _PART.match(text))
        return bool(told) and text not in _NOT_SHOWN

    def walk(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Call) and _TO_THE_LOG.fullmatch(ast.unparse(node.func)):
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if spoken(node.value):
                yield node.value, node
        elif isinstance(node, ast.JoinedStr):
            text = _template(node)
            if spoken(text):
                yield text, node
        else:
            for child in ast.iter_child_nodes(node):
                yield from walk(child)

    yield from walk(tree)


def _template(node: ast.JoinedStr) -> str:
    parts, number = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            number += 1
            parts.append(f"%{number}")
    return "".join(parts)


def _templates_of_errors(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if any(name in _TEMPLATES for name in names):
                yield str(node.value.value)


def _marked(tree: ast.Module) -> Iterator[Text]:
    """What stands in ``self.tr(…)``, ``translate(…)``, or a module's own ``tr(…)``, which names its context."""
    contexts = _contexts(tree)

    def walk(node: ast.AST, inside: str) -> Iterator[Text]:
        if isinstance(node, ast.ClassDef):
            inside = node.name
        if isinstance(node, ast.Call):
            text = _of_call(node, inside, contexts)
            if text is not None:
                yield text
            if getattr(node.func, "id", "") == "_count" and "tr" in contexts:  # a word for one, a word for many
                one, many = (part.value for part in node.args[1:3] if isinstance(part, ast.Constant))
                yield from (Text(contexts["tr"], str(one)), Text(contexts["tr"], str(many), many=True))
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    yield from walk(tree, "")


def _contexts(tree: ast.Module) -> dict[str, str]:
    """The functions such as ``tr`` that a module has, or has from another, with the context of each."""
    found = {
        function.name: context
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and (context := _own_context(function))
    }
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and any(name.name in ("tr", "_tr") for name in node.names):
            path = ROOT / f"{(node.module or '').replace('.', '/')}.py"
            others = _contexts(ast.parse(path.read_text(encoding="utf-8")))
            found.update((name.asname or name.name, others[name.name]) for name in node.names if name.name in others)
    return found


def _own_context(function: ast.FunctionDef) -> str:
    """The context in which a module's function ``tr(text)`` looks its text up, or nothing."""
    first = function.args.args[0].arg if function.args.args else ""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "translate" and len(node.args) > 1:
            context, text = node.args[:2]
            if isinstance(context, ast.Constant) and isinstance(text, ast.Name) and text.id == first:
                return str(context.value)
    return ""


def _of_call(node: ast.Call, inside: str, contexts: dict[str, str]) -> Text | None:
    function = node.func
    arguments = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
    many = any(keyword.arg in ("count", "n") for keyword in node.keywords)
    if (isinstance(function, ast.Attribute) and function.attr == "translate") or _is_marker(function):
        if len(arguments) < 2 or not all(isinstance(part, str) for part in arguments[:2]):
            return None
        comment = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], str) else ""
        return Text(str(arguments[0]), str(arguments[1]), comment, many or len(arguments) > 3)
    if not arguments or not isinstance(arguments[0], str):
        return None
    if isinstance(function, ast.Attribute) and function.attr == "tr":
        if inside == "Sentences":  # its further arguments are values
            return Text(inside, arguments[0], many=many)
        comment = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], str) else ""
        return Text(inside, arguments[0], comment, many or len(arguments) > 2)
    if isinstance(function, ast.Name) and function.id in ("tr", "_tr"):
        return Text(contexts[function.id], arguments[0], many=many or len(arguments) > 1)
    return None


def _is_marker(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in ("translate", "QT_TRANSLATE_NOOP")


# -- the translators' files ---------------------------------------------------------------------------------


def languages() -> list[str]:
    """The languages that there are files for, besides English: ``de``."""
    return sorted(path.stem.removeprefix(f"{NAME}_") for path in FOLDER.glob(f"{NAME}_*.ts"))


def update(path: Path) -> None:
    """Bring one translators' file in line with the source: new texts are marked as unfinished, old ones go."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.py"
        lines = []
        for text in texts():
            parts = [text.context, text.source, text.comment]
            arguments = ", ".join(json.dumps(part, ensure_ascii=False) for part in parts)
            lines.append(f"QCoreApplication.translate({arguments}{', 2' if text.many else ''})\n")
        source.write_text("".join(lines), encoding="utf-8")
        language = path.stem.removeprefix(f"{NAME}_")
        _tool("lupdate", str(source), "-ts", str(path), *("-source-language", "en", "-target-language", language),
              *("-locations", "none", "-no-obsolete", "-silent"))  # fmt: skip


def release(*, anew: bool = False) -> None:
    """Compile every translators' file of which the compiled one is missing or older."""
    for language in languages():
        source, target = FOLDER / f"{NAME}_{language}.ts", FOLDER / f"{NAME}_{language}.qm"
        if anew or _older(target, source):
            _compile(source, target)
        for variant, rules in _VARIANTS.items():
            changed = FOLDER / f"{NAME}_{variant}.qm"
            if language in rules and (anew or _older(changed, source)):
                _compile_variant(source, changed, variant, rules[language])


def _older(target: Path, source: Path) -> bool:
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path, target: Path) -> None:
    """Written beside its place and then moved there: two processes may do so at once."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".qm", dir=target.parent)
    os.close(handle)
    try:
        _tool("lrelease", "-silent", "-nounfinished", str(source), "-qm", name)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _compile_variant(source: Path, target: Path, variant: str, rules: tuple[tuple[str, str], ...]) -> None:
    tree = ET.parse(source)
    tree.getroot().set("language", variant)
    for node in [*tree.iter("translation"), *tree.iter("numerusform")]:
        for before, after in rules:
            node.text = (node.text or "").replace(before, after)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / f"{NAME}_{variant}.ts"
        tree.write(changed, encoding="utf-8", xml_declaration=True)
        _compile(changed, target)


def _tool(name: str, *arguments: str) -> None:
    import PySide6

    folder = Path(PySide6.__file__).parent
    for path in (folder / name, folder / f"{name}.exe", folder / f"{name}.app" / "Contents" / "MacOS" / name):
        if path.is_file():
            subprocess.run([str(path), *arguments], check=True, cwd=ROOT)
            return
    raise SystemExit(f"Qt's {name} is not among the files of PySide6-Essentials, so nothing can be translated.")


def main(arguments: list[str]) -> int:
    """Run one verb: update, with the codes of new languages, or release."""
    verb, codes = arguments[:1], arguments[1:]
    if verb not in (["update"], ["release"]) or (codes and verb != ["update"]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    if verb == ["update"]:
        for language in sorted({*languages(), *codes}):
            update(FOLDER / f"{NAME}_{language}.ts")
    release(anew=verb == ["update"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
