"""Makes the .deb and the .rpm of the frozen program, and has them looked at by their distributions' own checkers."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import contents
import dev

HERE = Path(__file__).resolve().parent
HOME = Path("usr/lib") / contents.PROGRAM
"""Where the program lies on the computer."""

MAINTAINER = os.environ.get("DICOM_COURIER_MAINTAINER", "DICOM Courier maintainers <maintainers@dicomcourier.org>")
SUMMARY = "send imaging studies, and see what has arrived"
DESCRIPTION = """\
DICOM Courier brings the images of patients from a CD, a USB stick or a folder
to the service that a clinic works with. Its receipt says for each series how
many images were sent and how many the service counts. A Practice service is
built in; nothing leaves the computer until a destination has been set up."""

LOADED_LATER = ("ca-certificates", "libdbus-1-3")
"""Packages that no library names, because they are loaded or read when they are needed."""

OVERRIDES = """\
# The wheels of Qt, numpy, Pillow and cryptography bring their own builds of some libraries; LICENCES.md names them.
dicom-courier: embedded-library
# The libraries of the wheels find each other by a path relative to themselves.
dicom-courier: custom-library-search-path
# Small modules of Python itself, which use nothing of libc.
dicom-courier: library-not-linked-against-libc [usr/lib/dicom-courier/_internal/python3.*/lib-dynload/*]
# The boot loader of PyInstaller holds the program's archive; its makers build it without these.
dicom-courier: hardening-no-pie
# Texts that come with the wheels, in the place where the program itself shows them.
dicom-courier: extra-license-file
"""


# -- the frozen program, made fit for a package -------------------------------------------------------------


def elf_files(folder: Path) -> list[Path]:
    """All programs and libraries below a folder; links are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def tidy(folder: Path) -> None:
    """Take out debug symbols and the building computer's paths, and give plain files plain rights."""
    before = after = removed = 0
    for path in elf_files(folder):
        inside = path.relative_to(folder).as_posix()
        before += path.stat().st_size
        program = path.parent == folder
        # Qt comes stripped but for ICU; the libraries that auditwheel has rewritten do not bear it; the programs hold
        # an archive.
        if "/libicu" in inside or not (program or "/PySide6/" in inside or ".libs/" in inside):
            run(["strip", "--strip-unneeded", str(path)])
        rpath = "" if program else run(["patchelf", "--print-rpath", str(path)]).strip()
        kept = ":".join(entry for entry in rpath.split(":") if entry.startswith("$ORIGIN"))
        if kept != rpath:
            removed += 1
            run(["patchelf", *(["--set-rpath", kept] if kept else ["--remove-rpath"]), str(path)])
        path.chmod(0o755 if program else 0o644)
        after += path.stat().st_size
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()  # to a library that is left out
        elif path.is_file() and not path.is_symlink() and path.parent != folder:
            path.chmod(0o644)
    print(f"Stripped: {before / 1e6:.0f} MB to {after / 1e6:.0f} MB; paths of this computer removed in {removed} files")


# -- what both packages hold --------------------------------------------------------------------------------


def stage(frozen: Path, root: Path, icons: Path) -> None:
    """Lay out the files as they will lie on the computer."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    root.chmod(0o755)
    shutil.copytree(frozen, root / HOME, symlinks=True)
    for name in (contents.PROGRAM, contents.CONSOLE_PROGRAM):
        link(root / "usr/bin" / name, f"../lib/{contents.PROGRAM}/{name}")
    write(
        root / f"usr/share/applications/{contents.PROGRAM}.desktop", (HERE / "dicom-courier.desktop").read_text("utf-8")
    )
    write(root / f"usr/share/metainfo/{contents.APP_ID}.metainfo.xml", filled("metainfo.xml.in"))
    write(root / "usr/share/man/man1/dicom-courier.1.gz", filled("dicom-courier.1.in"))
    link(root / "usr/share/man/man1/dicom-courier-cli.1.gz", "dicom-courier.1.gz")
    hicolor = root / "usr/share/icons/hicolor"
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        copy(icons / f"{size}.png", hicolor / f"{size}x{size}/apps/{contents.PROGRAM}.png")
    copy(contents.ROOT / "resources/icons/dicom-courier.svg", hicolor / f"scalable/apps/{contents.PROGRAM}.svg")
    copy(HERE / "policy.toml", root / "usr/share/doc/dicom-courier/examples/policy.toml")
    for name in ("README.md", "LICENCES.md", "CHANGELOG.md"):
        copy(contents.ROOT / "packaging" / name, root / "usr/share/doc/dicom-courier" / name)
    run(["desktop-file-validate", str(root / f"usr/share/applications/{contents.PROGRAM}.desktop")])
    metainfo = root / f"usr/share/metainfo/{contents.APP_ID}.metainfo.xml"
    print(run(["appstreamcli", "validate", "--no-net", "--explain", str(metainfo)]).strip())


def filled(name: str) -> str:
    """A template with its values."""
    text = (HERE / name).read_text(encoding="utf-8")
    values = {"APP_ID": contents.APP_ID, "VERSION": contents.version(), "DATE": f"{when():%Y-%m-%d}"}
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match[1]], text)


def when() -> datetime:
    """When this version was committed: the same sources make the same package."""
    given = os.environ.get("SOURCE_DATE_EPOCH") or run(["git", "log", "-1", "--format=%ct"]).strip()
    return datetime.fromtimestamp(int(given), UTC)


# -- .deb ---------------------------------------------------------------------------------------------------


def make_deb(frozen: Path, work: Path, dist: Path, icons: Path) -> list[Path]:
    """Build the .deb and have lintian look at it. Raises Trouble when it finds an error."""
    root = work / "root"
    stage(frozen, root, icons)
    doc = root / "usr/share/doc/dicom-courier"
    write(doc / "copyright", filled("copyright.in"))
    stamp = when().strftime("%a, %d %b %Y %H:%M:%S +0000")
    write(
        doc / "changelog.gz",
        f"dicom-courier ({contents.version()}) unstable; urgency=medium\n\n"
        f"  * See CHANGELOG.md in this folder.\n\n -- {MAINTAINER}  {stamp}\n",
    )
    write(root / "usr/share/lintian/overrides/dicom-courier", OVERRIDES)
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    body = "\n".join(f" {line}" for line in DESCRIPTION.splitlines())
    write(
        root / "DEBIAN/control",
        f"Package: dicom-courier\nVersion: {contents.version()}\nArchitecture: {architecture()}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\nDepends: {dependencies(root, work)}\n"
        "Recommends: gnome-keyring | kwalletmanager\nSuggests: fonts-noto-core, fonts-noto-cjk\n"
        f"Section: graphics\nPriority: optional\nDescription: {SUMMARY}\n{body}\n",
    )
    sums = [
        f"{run(['md5sum', str(path)]).split()[0]}  {path.relative_to(root)}\n"
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    write(root / "DEBIAN/md5sums", "".join(sums))
    dist.mkdir(exist_ok=True)
    target = dist / f"dicom-courier_{contents.version()}_{architecture()}.deb"
    os.environ["SOURCE_DATE_EPOCH"] = str(int(when().timestamp()))
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)])
    found = subprocess.run(
        ["lintian", "--allow-root", "--tag-display-limit", "0", "--fail-on", "error", str(target)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    tags = re.findall(r"^([EW]): dicom-courier: (\S+)", found.stdout, re.MULTILINE)
    for kind, tag in sorted(set(tags)):
        print(f"lintian {kind}: {tag} × {tags.count((kind, tag))}")
    if found.returncode != 0:
        raise dev.Trouble(f"{found.stdout[-3000:]}{found.stderr}\nlintian found errors.")
    print("lintian: no errors")
    return [target]


def dependencies(root: Path, work: Path) -> str:
    """What Debian's own tool finds out from the libraries, and what is only loaded when it is needed."""
    scratch = work / "shlibdeps"
    write(scratch / "debian/control", "Source: dicom-courier\n\nPackage: dicom-courier\nArchitecture: any\n")
    files = [str(path) for path in elf_files(root)]
    folders = sorted({str(Path(file).parent) for file in files} | {str(root / HOME / "_internal")})
    command = ["dpkg-shlibdeps", "-O", "-xdicom-courier", "--ignore-missing-info"]
    said = run([*command, *(f"-l{folder}" for folder in folders), *files], cwd=scratch)
    found = said.strip().splitlines()[-1].removeprefix("shlibs:Depends=")
    names = {entry.split()[0] for entry in found.split(", ")}
    return ", ".join([found, *(name for name in LOADED_LATER if name not in names)])


def architecture() -> str:
    """This computer's processor, as Debian calls it."""
    return run(["dpkg", "--print-architecture"]).strip()


# -- .rpm ---------------------------------------------------------------------------------------------------


def make_rpm(frozen: Path, work: Path, dist: Path, icons: Path) -> list[Path]:
    """Build the .rpm; its dependencies are the names of the libraries, so that they fit each distribution."""
    root = work / "root"
    stage(frozen, root, icons)
    shutil.rmtree(root / "usr/share/licenses", ignore_errors=True)
    write(root / "usr/share/licenses/dicom-courier/COPYRIGHT", filled("copyright.in"))
    bundled = sorted({re.sub(r"\.so.*", "", path.name) for path in root.rglob("*.so*")})
    private = "|".join(re.escape(name).replace("\\", "\\\\") for name in bundled)
    spec = work / "dicom-courier.spec"
    processor = run(["uname", "-m"]).strip()
    write(
        spec,
        f"Name: dicom-courier\nVersion: {contents.version()}\nRelease: 1\nSummary: {SUMMARY[0].upper()}{SUMMARY[1:]}\n"
        "License: LicenseRef-DICOM-Courier AND LGPL-3.0-only AND MIT AND BSD-3-Clause AND Apache-2.0 AND MPL-2.0\n"
        "Requires: ca-certificates\nRecommends: gnome-keyring\n"
        f"%global __requires_exclude ^({private})\\\\.so.*$\n"
        f"%global __provides_exclude_from ^/{HOME}/.*$\n"
        "%global __os_install_post %{nil}\n%global debug_package %{nil}\n%global _build_id_links none\n"
        "%global _binary_payload w7T2.xzdio\n%global source_date_epoch_from_changelog 0\n"
        f"%description\n{DESCRIPTION}\n"
        f"%install\ncp -a {root}/. %{{buildroot}}/\n"
        "%files\n%license /usr/share/licenses/dicom-courier\n%doc /usr/share/doc/dicom-courier\n"
        f"/{HOME}\n/usr/bin/*\n/usr/share/applications/*\n/usr/share/metainfo/*\n/usr/share/icons/hicolor/*/apps/*\n"
        "/usr/share/man/man1/*\n",
    )
    dist.mkdir(exist_ok=True)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(when().timestamp()))
    run(["rpmbuild", "-bb", "--define", f"_topdir {work / 'top'}", "--define", f"_rpmdir {work / 'out'}", str(spec)])
    built = next((work / "out").rglob(f"dicom-courier-{contents.version()}-1.{processor}.rpm"))
    target = dist / built.name
    shutil.move(built, target)
    needs = sorted({line for line in run(["rpm", "-qp", "--requires", str(target)]).splitlines() if "(" in line})
    print(f"Requires: {', '.join(line for line in needs if not line.startswith('rpmlib'))}")
    return [target]


# -- small parts --------------------------------------------------------------------------------------------


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders to it; a name that ends in .gz is compressed, always in the same way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    else:
        path.write_text(text, encoding="utf-8")
    path.chmod(0o644)


def copy(source: Path, target: Path) -> None:
    """Copy one file, and make the folders to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def link(path: Path, target: str) -> None:
    """Make a symbolic link, and the folders to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def run(command: list[str], cwd: Path | None = None) -> str:
    """What a command prints. Raises Trouble with what it complained about when it fails."""
    done = subprocess.run(
        command, cwd=cwd or contents.ROOT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise dev.Trouble(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThis did not work: {' '.join(command[:3])} …")
    return done.stdout
