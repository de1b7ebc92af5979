#!/usr/bin/env python3
"""Builds what is handed to IT departments, from a clean clone, with one command.

    python3 packaging/build.py frozen     the program with all it needs in one folder: dist/dicom-courier
    python3 packaging/build.py deb        the package for Debian and Ubuntu
    python3 packaging/build.py rpm        the package for Fedora, RHEL and their kin (made on Debian, too)
    python3 packaging/build.py msi        the installer for Windows, made on Linux: needs --payload FOLDER
    python3 packaging/build.py dmg        the disc image for macOS
    python3 packaging/build.py icons      only the icons, in build/icons
    python3 packaging/build.py sbom       the list of parts, as CycloneDX
    python3 packaging/build.py sums       SHA256SUMS of what lies in dist/
    python3 packaging/build.py all        everything that this system can build

    --keep      take the frozen program that is there already
    --payload   the folder of a program that was frozen on Windows, for msi

It makes a virtual environment of its own, build/venv, with exactly the packages of requirements-build.lock. On Debian
and Ubuntu it also installs the tools that are missing, or prints the one command that does it. Every frozen program
has to pass its own self-test, or the build fails.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import contents
import dev

ROOT = contents.ROOT
WORK = ROOT / "build"
DIST = ROOT / "dist"
FROZEN = DIST / contents.PROGRAM

FREEZE_PACKAGES = (
    *(*dev.WINDOW_PACKAGES, ("binutils",), ("patchelf",), ("ca-certificates",)),
    *(("g++",), ("icu-devtools",)),  # for linux/smaller.py
)
DEB_PACKAGES = (("dpkg-dev",), ("desktop-file-utils",), ("appstream",), ("lintian",), ("git",))
RPM_PACKAGES = (("rpm",), ("desktop-file-utils",), ("appstream",), ("git",))
MSI_PACKAGES = (("wixl",), ("msitools",))

Trouble = dev.Trouble


def main(arguments: list[str]) -> int:
    """Run one verb; answers with 0, or 1 when something is missing or went wrong."""
    options = _parser().parse_args(arguments)
    started = time.monotonic()
    dev.VENV = WORK / "venv"
    try:
        for step in _steps(options):
            step()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    print(f"Done in {time.monotonic() - started:.0f} s.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("frozen", "deb", "rpm", "msi", "icons", "dmg", "sbom", "sums", "all"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--payload", type=Path)
    return parser


def _steps(options: argparse.Namespace) -> list[Callable[[], None]]:
    """What the verb means on this system, in its order."""
    frozen, installer = partial(freeze, options.keep), partial(msi, options.payload)
    own = {"win32": [], "darwin": [dmg]}.get(sys.platform, [deb, rpm])
    return {
        "frozen": [frozen],
        "deb": [frozen, deb],
        "rpm": [frozen, rpm],
        "msi": [installer],
        "icons": [icons],
        "dmg": [frozen, dmg],
        "sbom": [sbom],
        "sums": [sums],
        "all": [frozen, *own, sbom, sums],
    }[options.verb]


# -- the frozen program -------------------------------------------------------------------------------------


def freeze(keep: bool) -> None:
    """Make the frozen program, test it, measure it."""
    if keep and FROZEN.is_dir():
        return
    python = prepare(FREEZE_PACKAGES)
    say("Freezing the program")
    started = time.monotonic()
    call([python, "packaging/icons.py", str(WORK / "icons")])
    call([python, "packaging/translations.py", "release"])
    if sys.platform.startswith("linux"):
        from linux import smaller

        smaller.install_numpy(python, WORK / "numpy")
    call(
        [
            *(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller"), "packaging/dicom-courier.spec"),
        ]
    )
    if sys.platform.startswith("linux"):
        from linux import packages

        for library in FROZEN.glob("_internal/PySide6/Qt/lib/libicudata.so.*"):
            smaller.shorten_icu(library, python, WORK / "icu")
        packages.tidy(FROZEN)
        (FROZEN / contents.CONSOLE_PROGRAM).symlink_to(contents.PROGRAM)
    print(f"Frozen in {time.monotonic() - started:.0f} s.")
    self_test(FROZEN)
    measure()


def prepare(system_packages: tuple[tuple[str, ...], ...]) -> str:
    """The Python of the build's virtual environment, with everything that building needs."""
    wanted = list(system_packages)
    base = dev.find_python()
    if sys.platform.startswith("linux") and base.startswith("/usr/bin/"):
        version = subprocess.run([base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True)
        name = f"libpython{version.stdout.decode().strip()}"
        wanted += [(name,), (f"{name}-dev",)]  # Debian's Python itself does without them
    return dev.install(tuple(wanted), dev.BUILD_LOCK)


def self_test(folder: Path) -> None:
    """Both programs have to start and to pass. Raises Trouble when one does not."""
    suffix = ".exe" if os.name == "nt" else ""
    window, console = (folder / f"{name}{suffix}" for name in (contents.PROGRAM, contents.CONSOLE_PROGRAM))
    say("Self-test of the frozen program")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for program in (console, window):
        if subprocess.call([str(program), "--self-test"], env=environment, cwd=str(folder.parent), timeout=600) != 0:
            raise Trouble(f"{program.name} does not pass its own self-test, so nothing was built of it.")
    told = subprocess.run([str(console), "--version"], stdout=subprocess.PIPE, check=False, encoding="utf-8")
    if told.stdout.strip() != contents.version():
        raise Trouble(f"{console.name} says that it is version {told.stdout.strip()!r}, not {contents.version()}.")


def measure() -> None:
    """Print how large the frozen program is, and its largest parts."""
    sizes: dict[str, int] = {}
    count = 0
    for path in FROZEN.rglob("*"):
        if path.is_file() and not path.is_symlink():
            count += 1
            inside = path.relative_to(FROZEN).parts
            part = inside[1] if len(inside) > 1 and inside[0] == "_internal" else inside[0]
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    print(f"Size: {sum(sizes.values()) / 1e6:.0f} MB in {count} files")
    print("  " + ", ".join(f"{name} {size / 1e6:.1f}" for name, size in largest))


# -- the installers -----------------------------------------------------------------------------------------


def deb() -> None:
    """Build and check the package for Debian and Ubuntu."""
    from linux import packages

    prepare(FREEZE_PACKAGES + DEB_PACKAGES)
    say("Building the .deb")
    report(packages.make_deb(FROZEN, WORK / "deb", DIST, WORK / "icons"))


def rpm() -> None:
    """Build and check the package for Fedora and its kin."""
    from linux import packages

    prepare(FREEZE_PACKAGES + RPM_PACKAGES)
    say("Building the .rpm")
    report(packages.make_rpm(FROZEN, WORK / "rpm", DIST, WORK / "icons"))


def msi(folder: Path | None) -> None:
    """Build the installer for Windows, on Linux, of the frozen Windows program in ``folder``."""
    if sys.platform == "win32" or folder is None:
        raise Trouble(
            "The installer for Windows is made on Linux, of a program that was frozen on Windows. Name its folder:\n\n"
            "    python3 packaging/build.py msi --payload FOLDER"
        )
    from windows import installer

    icons()
    say("Building the .msi")
    icon = WORK / "icons" / "dicom-courier.ico"
    report([installer.make_msi(folder.resolve(), WORK / "msi", DIST, icon, contents.version())])


def icons() -> None:
    """Draw the icons alone."""
    call([prepare(FREEZE_PACKAGES + MSI_PACKAGES), "packaging/icons.py", str(WORK / "icons")])


def dmg() -> None:
    """Build the disc image for macOS."""
    if sys.platform != "darwin":
        raise Trouble("A disc image for macOS can only be built on macOS.")
    say("Building the .dmg")
    call(["/bin/sh", "packaging/macos/make_dmg.sh", contents.version()])


def sbom() -> None:
    """Write the list of parts as CycloneDX JSON: those of the lock file that are in this system's program."""
    python = prepare(FREEZE_PACKAGES)
    say("Writing the SBOM")
    target = DIST / f"{contents.PROGRAM}-{contents.version()}-{sys.platform}.cdx.json"
    DIST.mkdir(exist_ok=True)
    call(
        [
            *(python, "-m", "cyclonedx_py", "environment", "--pyproject", "pyproject.toml", "--output-reproducible"),
            *("--output-format", "JSON", "--output-file", str(target), python),
        ]
    )
    report([shorten_sbom(target)])


def shorten_sbom(path: Path) -> Path:
    """Leave only what goes along: the tools that build it are not part of the program."""
    bom = json.loads(path.read_text(encoding="utf-8"))
    kept = [part for part in bom["components"] if contents.normal(part["name"]) in contents.locked()]
    qt = next(part["version"] for part in kept if contents.normal(part["name"]) == "pyside6-essentials")
    lgpl = [{"license": {"id": "LGPL-3.0-only"}}]
    python = ".".join(map(str, sys.version_info[:3]))
    kept += [
        {"type": "library", "bom-ref": "qt", "name": "Qt", "version": qt, "licenses": lgpl},
        {"type": "application", "bom-ref": "python", "name": "Python", "version": python},
        {"type": "data", "bom-ref": "lucide", "name": "Lucide icons", "licenses": [{"license": {"id": "ISC"}}]},
    ]
    bom["metadata"]["component"]["version"] = contents.version()
    refs = {part["bom-ref"] for part in kept} | {bom["metadata"]["component"]["bom-ref"]}
    bom["components"] = kept
    bom["dependencies"] = [
        {**entry, "dependsOn": [ref for ref in entry.get("dependsOn", []) if ref in refs]}
        for entry in bom.get("dependencies", [])
        if entry["ref"] in refs
    ]
    path.write_text(json.dumps(bom, indent=1), encoding="utf-8")
    print(f"{len(kept)} parts")
    return path


def sums() -> None:
    """Write the SHA-256 of every file in dist/, as sha256sum -c reads it."""
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="ascii", newline="\n")
    report([DIST / "SHA256SUMS"])


# -- small parts --------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """A heading."""
    print(f"-- {text}", flush=True)


def report(files: list[Path]) -> None:
    """What was built, and how large it is."""
    for path in files:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def call(command: list[str]) -> None:
    """Run a command to its end. Raises Trouble when it fails."""
    if subprocess.call(command, cwd=ROOT, env=dev.environment()) != 0:
        raise Trouble(f"This did not work; the reason stands above: {' '.join(map(str, command[:4]))} …")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
