"""What goes into the frozen program and what stays out. The spec uses it, build.py and the tests as well."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NAME = "DICOM Courier"
PROGRAM = "dicom-courier"
CONSOLE_PROGRAM = "dicom-courier-cli"
APP_ID = "org.dicomcourier.DicomCourier"
"""The application's ID for AppStream and macOS. Before the first release: the reverse of a domain that is owned."""

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg")
"""The only modules of Qt that the program may import; a test compares them with gui/."""

HIDDEN_IMPORTS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "jpeg_ls",
    "openjpeg",
)
"""Modules that are imported by names put together at run time."""

METADATA = ("keyring", "pydicom", "pylibjpeg", "pylibjpeg-openjpeg", "pyjpegls")
"""Packages that find their parts through their own metadata, or ask each other's version."""

EXCLUDED = (
    "tkinter", "unittest", "doctest", "pydoc", "pdb", "curses", "readline", "idlelib", "lib2to3", "ensurepip",
    "setuptools", "pip", "pkg_resources", "wheel", "_pytest", "pytest", "IPython", "matplotlib", "pandas",
    "typing_extensions", "chardet", "simplejson", "lxml", "attr", "attrs", "defusedxml", "olefile", "gdcm",
    "brotli", "brotlicffi", "zstandard", "socks", "h2", "OpenSSL", "yaml", "dateutil",
    "numpy.f2py", "numpy.distutils", "numpy.testing", "numpy._pyinstaller", "numpy.random", "numpy.fft",
    "numpy.polynomial", "numpy.linalg.lapack_lite", "numpy._core._multiarray_tests", "PySide6.QtDBus",
    "_pydecimal", "PIL.ImageQt", "PIL.ImageTk",
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "PIL._imagingtk",
    "PIL._imagingft", "PIL.ImageFont", "pydicom.cli",
)  # fmt: skip
"""Modules that are found but not needed. pydicom's examples and downloads stay: it imports them itself."""

LANGUAGES = ("en", "de")
"""The languages of the window: Qt's own texts are needed in these. A test compares them with resources/i18n."""

_UNWANTED = re.compile(
    r"PySide6/(Qt/)?("
    rf"translations/(?!qtbase_({'|'.join(LANGUAGES)})\.)"
    r"|plugins/(egldeviceintegrations|generic|networkinformation|tls|sqldrivers|qmltooling|vectorimageformats"
    r"|platformthemes/libqgtk3"
    r"|platforms/(libq(eglfs|linuxfb|vnc|vkkhrdisplay|minimal|wayland-egl|minimalegl)|qdirect2d|qminimal|libqminimal)"
    r"|imageformats/(lib)?q(tiff|webp|tga|wbmp|icns|pdf|gif|heif|macheif|jp2|macjp2)"
    r"|xcbglintegrations/"
    r"|wayland-graphics-integration-(client|server)/|wayland-shell-integration/(?!libxdg-shell)"
    r"|platforminputcontexts/libqtvirtualkeyboard)"
    r"|(lib/(lib)?)?Qt6?(Egl|Quick|Qml|Pdf|VirtualKeyboard|WlShell|OpenGLWidgets|Sql|Test|Concurrent|Xml\b)"
    r"|opengl32sw)"
    r"|pydicom/data/test_files/"
    r"|numpy/.*/tests/"
    r"|pillow\.libs/lib(avif|webp|freetype|harfbuzz|brotli|raqm)"
)

_KEPT_FROM_THE_SYSTEM = re.compile(r"libpython3|libbz2\.so")
"""Libraries of the building computer that go along: Python itself, and libbz2, whose name differs between systems."""

_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_wanted(destination: str, source: str = "") -> bool:
    """True when a collected file goes into the frozen program.

    ``destination`` is its path in there, ``source`` where it was found. Libraries of Linux itself (OpenSSL, X11, GLib,
    …) stay out: the packages depend on the distribution's own, which the distribution keeps up to date.
    """
    destination = destination.replace(os.sep, "/")
    if _UNWANTED.search(destination):
        return False
    if source.startswith(_SYSTEM_FOLDERS) and ".so" in source:
        name = os.path.basename(source)
        return bool(_KEPT_FROM_THE_SYSTEM.match(name)) or "/lib-dynload/" in source
    return True


def wanted(table: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The rows (destination, source, kind) of a table of PyInstaller that go into the frozen program."""
    return [row for row in table if is_wanted(row[0], row[1] or "")]


def version() -> str:
    """The program's version, read without importing it."""
    text = (ROOT / "gui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found is not None
    return found[1]


def locked() -> dict[str, str]:
    """The versions of the runtime lock file by package name, for every system."""
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", text, re.MULTILINE))


def normal(name: str) -> str:
    """A package's name as the lock file writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def resources() -> list[tuple[str, str]]:
    """The files of resources/ that the program reads, as (source, folder in the program).

    Not the README's pictures, and not what translators write: the program reads the compiled ``i18n/*.qm``, which
    ``translations.py`` makes before.
    """
    found = []
    for path in sorted((ROOT / "resources").rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and inside.parts[1] != "pictures" and path.suffix not in (".ts", ".md"):
            found.append((str(path), inside.parent.as_posix()))
    return found


def windows_version_resource(program: str) -> str:
    """The version resource of a Windows program, in the words that PyInstaller evaluates."""
    numbers = (*(int(part) for part in version().split(".")[:3]), 0)
    strings = {
        "CompanyName": "DICOM Courier",
        "FileDescription": NAME if program == PROGRAM else f"{NAME}, command line",
        "FileVersion": version(),
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "ProductName": NAME,
        "ProductVersion": version(),
    }
    pairs = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('080904b0', [{pairs}])]), "
        "VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )
