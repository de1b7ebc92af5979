"""What the installers are made from. Making them takes minutes and is no test: see build.py and the two prove.sh."""

from __future__ import annotations

import ast
import configparser
import plistlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from gui import __version__
from gui.store.system_log import EVENT_IDS, SOURCE

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WXS = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def contents(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module contents of packaging/, which lies beside the scripts that use it."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    import importlib

    yield importlib.import_module("contents")
    sys.modules.pop("contents", None)


def imported_modules_of_qt() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add(str(node.module).split(".")[1])
            elif isinstance(node, ast.Import):
                found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("PySide6.")}
    return found


# -- the frozen program -------------------------------------------------------------------------------------


def test_the_program_imports_no_module_of_qt_that_the_recipe_does_not_know(contents: ModuleType) -> None:
    assert imported_modules_of_qt() <= set(contents.QT_MODULES)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6/Qt6PrintSupport.dll",
        "PySide6/QtSvg.abi3.so",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "pydicom/data/urls.json",
        "pydicom/data/charset_files/chrH31.dcm",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "resources/icons/dicom-courier.svg",
    ],
)
def test_what_the_program_needs_stays_in(contents: ModuleType, path: str) -> None:
    assert contents.is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/plugins/imageformats/qwebp.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Qml.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/translations/qt_help_de.qm",
        "pydicom/data/test_files/CT_small.dcm",
    ],
)
def test_what_nobody_needs_stays_out(contents: ModuleType, path: str) -> None:
    assert not contents.is_wanted(path)


def test_libraries_of_linux_itself_are_left_to_the_distribution(contents: ModuleType) -> None:
    assert not contents.is_wanted("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")
    assert not contents.is_wanted("libglib-2.0.so.0", "/lib/x86_64-linux-gnu/libglib-2.0.so.0")
    assert contents.is_wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert contents.is_wanted("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so")


def test_pictures_of_the_readme_are_no_part_of_the_program(contents: ModuleType) -> None:
    sources = [Path(source).relative_to(ROOT).as_posix() for source, _ in contents.resources()]
    assert "resources/icons/dicom-courier.svg" in sources
    assert "resources/styles/courier.qss" in sources
    assert not [source for source in sources if source.startswith("resources/pictures/")]


def test_texts_of_qt_go_along_for_each_language_of_the_window(contents: ModuleType) -> None:
    translated = {path.stem.removeprefix("dicom_courier_") for path in (ROOT / "resources" / "i18n").glob("*.ts")}
    assert set(contents.LANGUAGES) == {"en", *translated}
    for language in contents.LANGUAGES:
        assert contents.is_wanted(f"PySide6/Qt/translations/qtbase_{language}.qm")


def test_texts_are_taken_compiled(contents: ModuleType) -> None:
    kinds = {Path(source).suffix for source, folder in contents.resources() if folder == "resources/i18n"}
    assert kinds <= {".qm"}


def test_the_recipe_and_the_scripts_are_python() -> None:
    for path in (*PACKAGING.rglob("*.py"), PACKAGING / "dicom-courier.spec"):
        ast.parse(path.read_text(encoding="utf-8"), str(path))


def test_the_build_lock_names_the_same_versions_as_the_program_is_tested_with(contents: ModuleType) -> None:
    text = (PACKAGING / "requirements-build.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", text, re.MULTILINE))
    assert contents.locked().items() <= locked.items()
    assert "pyinstaller" in locked


def test_no_part_of_the_program_is_excluded_from_it(contents: ModuleType) -> None:
    assert not {name.replace("-", "_") for name in contents.locked()} & {name.lower() for name in contents.EXCLUDED}


# -- one name, one version ----------------------------------------------------------------------------------


def test_the_version_is_read_from_one_place(contents: ModuleType) -> None:
    assert contents.version() == __version__
    recipes = [PACKAGING / "dicom-courier.spec", PACKAGING / "contents.py", PACKAGING / "build.py"]
    for folder in ("linux", "windows", "macos"):
        recipes += [path for path in (PACKAGING / folder).iterdir() if path.suffix not in (".sh", ".pyc")]
    for path in recipes:
        if path.is_file():
            assert __version__ not in path.read_text(encoding="utf-8"), path.name
    assert re.search(rf"^## .*{re.escape(__version__)}$", (PACKAGING / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_the_windows_programs_carry_name_and_version(contents: ModuleType) -> None:
    for program in (contents.PROGRAM, contents.CONSOLE_PROGRAM):
        text = contents.windows_version_resource(program)
        ast.parse(text)
        assert f"'OriginalFilename', '{program}.exe'" in text
        assert f"'FileVersion', '{__version__}'" in text


def test_the_desktop_entry_takes_folders_and_dicom_files_and_names_what_exists(contents: ModuleType) -> None:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read(PACKAGING / "linux" / "dicom-courier.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == f"{contents.PROGRAM} %F"
    assert entry["Icon"] == entry["StartupWMClass"] == contents.PROGRAM
    assert set(entry["MimeType"].strip(";").split(";")) == {"application/dicom", "inode/directory"}
    for action in entry["Actions"].strip(";").split(";"):
        assert parser[f"Desktop Action {action}"]["Name"]
    assert f'setDesktopFileName("{contents.PROGRAM}")' in (ROOT / "gui" / "app.py").read_text(encoding="utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has desktop entries")
def test_the_action_reads_every_disc_that_is_in(tmp_path: Path) -> None:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.read(PACKAGING / "linux" / "dicom-courier.desktop", encoding="utf-8")
    line = parser["Desktop Action Media"]["exec"].replace("\\\\", "\\")  # first a string's escapes, then an argument's
    script = re.sub(r"\\([\"`$\\])", r"\1", line.removeprefix('sh -c "').removesuffix('"'))
    (tmp_path / "media" / "ann" / "A DISC").mkdir(parents=True)
    (tmp_path / "run").mkdir()
    stub = tmp_path / "dicom-courier"
    stub.write_text('#!/bin/sh\nfor path; do echo "$path"; done\n', encoding="ascii")
    stub.chmod(0o755)
    script = script.replace("/media/", f"{tmp_path}/media/", 1).replace("/run/media/", f"{tmp_path}/run/media/")
    done = subprocess.run(
        ["sh", "-c", script],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "USER": "ann"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"{tmp_path}/media/ann/A DISC\n"


def test_the_metadata_for_software_centres_is_well_formed(contents: ModuleType) -> None:
    text = (PACKAGING / "linux" / "metainfo.xml.in").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.findtext("launchable") == f"{contents.PROGRAM}.desktop"
    assert {entry.text for entry in root.iter("binary")} == {contents.PROGRAM, contents.CONSOLE_PROGRAM}
    assert set(re.findall(r"@([A-Z_]+)@", text)) == {"APP_ID", "VERSION", "DATE"}


# -- Windows and macOS --------------------------------------------------------------------------------------


@pytest.fixture
def product() -> ElementTree.Element:
    root = ElementTree.parse(PACKAGING / "windows" / "dicom-courier.wxs").getroot()
    found = root.find(f"{WXS}Product")
    assert found is not None
    return found


def test_the_upgrade_code_never_changes(product: ElementTree.Element) -> None:
    assert product.get("UpgradeCode") == "2B0C8B2E-5E0B-4E57-9C1B-6F4D0C7B52A9"
    assert product.get("Id") == "*"
    assert product.find(f"{WXS}MajorUpgrade") is not None


def test_the_installer_is_per_machine_and_its_parts_are_64_bit(product: ElementTree.Element) -> None:
    package = product.find(f"{WXS}Package")
    assert package is not None
    assert package.get("InstallScope") == "perMachine"
    assert all(component.get("Win64") == "yes" for component in product.iter(f"{WXS}Component"))


def test_each_public_property_has_its_value_in_the_policy_and_stands_in_the_manual(
    product: ElementTree.Element,
) -> None:
    values = {
        entry.get("Value"): entry.get("Name")
        for entry in product.iter(f"{WXS}RegistryValue")
        if entry.get("Key") == r"Software\Policies\DICOM Courier"
    }
    assert values == {"[BASEURL]": "BaseUrl", "[SOURCE]": "Source", "[NAME]": "Name"}
    manual = (PACKAGING / "README.md").read_text(encoding="utf-8")
    for name in ("BASEURL", "SOURCE", "NAME"):
        assert f"`{name}`" in manual


def test_the_installer_makes_the_source_that_the_audit_trail_writes_to(product: ElementTree.Element) -> None:
    folder = r"SYSTEM\CurrentControlSet\Services\EventLog\Application" + "\\"
    values = {
        entry.get("Name"): entry.get("Value")
        for entry in product.iter(f"{WXS}RegistryValue")
        if entry.get("Key") == folder + SOURCE
    }
    assert values == {"EventMessageFile": "[System64Folder]EventCreate.exe", "TypesSupported": "7"}
    manual = (PACKAGING / "README.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^\| .* \| ([0-9, ]+) \|$", manual, re.MULTILINE)
    assert ", ".join(numbers) == ", ".join(str(number) for number in sorted(EVENT_IDS.values()))


def test_opening_dcm_is_offered_and_not_taken(product: ElementTree.Element) -> None:
    entries = list(product.iter(f"{WXS}RegistryValue"))
    assert any(entry.get("Key") == r"Software\Classes\.dcm\OpenWithProgids" for entry in entries)
    assert not [entry for entry in entries if entry.get("Key") == r"Software\Classes\.dcm"]


def test_a_token_is_never_a_property_of_the_installer(product: ElementTree.Element) -> None:
    names = {str(entry.get("Id")) for entry in product.iter(f"{WXS}Property")}
    assert not [name for name in names if "TOKEN" in name.upper()]


def test_macos_lets_changed_libraries_be_loaded() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.cs.disable-library-validation"] is True


def test_the_texts_of_the_lgpl_and_the_gpl_go_along() -> None:
    for name, first in (
        ("LGPL-3.txt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("GPL-3.txt", "GNU GENERAL PUBLIC LICENSE"),
    ):
        text = (PACKAGING / "licences" / name).read_text(encoding="utf-8")
        assert text.lstrip().startswith(first)
        assert "Version 3, 29 June 2007" in text


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")
@pytest.mark.parametrize("path", sorted(PACKAGING.rglob("*.sh")), ids=lambda path: str(path.relative_to(PACKAGING)))
def test_a_shell_script_is_one(path: Path) -> None:
    subprocess.run(["sh", "-n", str(path)], check=True)


# -- the self-test ------------------------------------------------------------------------------------------


def test_the_self_test_passes_from_source_and_leaves_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gui", "--self-test"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(
        r"^ok +window .*33 images of 3 series sent to the Practice service.*receipt verified", done.stdout, re.M
    )
    for name in (
        *("program", "modules", "pictures", "reading", "keyring", "trust", "signature", "locked ZIP", "anonymous"),
        "languages",
    ):
        assert re.search(rf"^ok +{name} ", done.stdout, re.MULTILINE)


def test_the_self_test_fails_where_a_part_is_missing(tmp_path: Path) -> None:
    broken = tmp_path / "keyring"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('left out')", encoding="ascii")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from gui.__main__ import main; "
        "sys.exit(main(['--self-test']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "left out" in done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["scan", "--help"], ["history"]])
def test_nothing_but_the_window_and_the_self_test_brings_in_qt(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom gui.__main__ import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "sys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0
