"""What makes the Linux program smaller: numpy that is compiled here, ICU without unasked-for data."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
QT_LIBRARIES = Path(PySide6.__file__).parent / "Qt" / "lib"
TOOLS = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"


@pytest.fixture
def smaller(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module linux.smaller of packaging/."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    yield importlib.import_module("linux.smaller")
    for name in [name for name in sys.modules if name in ("contents", "dev") or name.split(".")[0] == "linux"]:
        del sys.modules[name]


def test_numpy_is_compiled_from_the_source_whose_hash_is_locked(smaller: ModuleType) -> None:
    wanted = smaller.requirement("numpy")
    runtime = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    version = re.search(r"^numpy==(\S+)", runtime, re.MULTILINE)
    assert version is not None
    assert wanted.startswith(f"numpy=={version[1]} \\\n")
    assert wanted.count("--hash=sha256:") > 10
    assert wanted.count("==") == 1


def test_a_package_that_is_not_locked_is_not_compiled(smaller: ModuleType) -> None:
    with pytest.raises(smaller.dev.Trouble):
        smaller.requirement("num")


def test_the_tools_that_compile_numpy_are_locked(smaller: ModuleType) -> None:
    for name in ("cython", "meson-python", "ninja", "pip"):
        text = (PACKAGING / "requirements-build.lock").read_text(encoding="utf-8")
        assert re.search(rf"^{name}==\S+ ; sys_platform == 'linux' \\\n    --hash=", text, re.MULTILINE)


@pytest.mark.parametrize("item", ["coll/sv.res", "zone/de.res", "zoneinfo64.res", "ibm-943_P15A-2003.cnv", "root.res"])
def test_what_qt_asks_icu_for_is_kept(smaller: ModuleType, item: str) -> None:
    assert not smaller.NEVER_ASKED.match(item)


@pytest.mark.parametrize("item", ["brkitr/thaidict.dict", "unit/de.res", "curr/de.res", "unames.icu", "rfc3491.spp"])
def test_what_qt_does_without_is_left_out(smaller: ModuleType, item: str) -> None:
    assert smaller.NEVER_ASKED.match(item)


needs_icu = pytest.mark.skipif(
    not list(QT_LIBRARIES.glob("libicudata.so.*"))
    or not all(shutil.which(tool, path=TOOLS) for tool in ("icupkg", "objcopy", "as", "ld")),
    reason="needs Qt's own ICU, icu-devtools and binutils",
)


@needs_icu
def test_qt_answers_with_half_of_the_data_as_with_the_whole(
    smaller: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = next(QT_LIBRARIES.glob("libicudata.so.*"))
    library = tmp_path / "lib" / whole.name
    library.parent.mkdir()
    shutil.copyfile(whole, library)
    smaller.shorten_icu(library, sys.executable, tmp_path / "work")
    assert library.stat().st_size < 0.6 * whole.stat().st_size
    assert re.search(r"[0-9]{3} locales, [0-9]{3} time zones, [0-9]{3} character sets", capsys.readouterr().out)


@needs_icu
def test_data_that_qt_asks_for_cannot_be_left_out(
    smaller: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = next(QT_LIBRARIES.glob("libicudata.so.*"))
    library = tmp_path / "lib" / whole.name
    library.parent.mkdir()
    shutil.copyfile(whole, library)
    monkeypatch.setattr(smaller, "NEVER_ASKED", re.compile(r"coll/(sv|de__PHONEBOOK)\.res"))
    with pytest.raises(smaller.dev.Trouble, match="does not answer as before"):
        smaller.shorten_icu(library, sys.executable, tmp_path / "work")
    assert library.stat().st_size == whole.stat().st_size
