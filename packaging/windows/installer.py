#!/usr/bin/env python3
"""Makes the .msi of a frozen Windows program with wixl, on Linux. build.py calls it, and prove.sh for its two versions:

python3 packaging/windows/installer.py PAYLOAD ICON VERSION FOLDER
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROPERTIES = {"BASEURL": "PolicyBaseUrl", "SOURCE": "PolicySource", "NAME": "PolicyName"}
"""The public properties, which msiexec has to hand on to the part with the system's rights; their components."""


def make_msi(payload: Path, work: Path, dist: Path, icon: Path, version: str) -> Path:
    """Build the installer of everything below ``payload``, and sign it when there is something to sign with.

    Raises :class:`subprocess.CalledProcessError` when a tool fails, :class:`FileNotFoundError` for a payload that
    lacks one of the two programs.
    """
    programs = ("dicom-courier.exe", "dicom-courier-cli.exe")
    for name in programs:
        if not (payload / name).is_file():
            raise FileNotFoundError(payload / name)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    dist.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(icon, work / "dicom-courier.ico")
    shutil.copyfile(HERE / "dicom-courier.wxs", work / "dicom-courier.wxs")
    (work / "payload").symlink_to(payload)
    inside = sorted(path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file())
    listed = "".join(f"payload/{name}\n" for name in inside if name not in programs)
    heat = subprocess.run(
        [
            *("wixl-heat", "-p", "payload/", "--directory-ref", "INSTALLDIR", "--component-group", "Payload"),
            *("--var", "var.SourceDir", "--win64"),
        ],
        input=listed,
        cwd=work,
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    (work / "payload.wxs").write_text(heat.stdout, encoding="utf-8")
    target = dist / f"dicom-courier-{version}-x64.msi"
    target.unlink(missing_ok=True)
    variables = ("-D", "SourceDir=payload", "-D", "Win64=yes", "-D", f"Version={version}")
    built = subprocess.run(
        ["wixl", "-a", "x64", *variables, "-o", str(target), "dicom-courier.wxs", "payload.wxs"],
        cwd=work,
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if built.returncode != 0:
        sys.stderr.write(built.stderr[-3000:])
        raise subprocess.CalledProcessError(built.returncode, "wixl")
    _complete(target)
    if os.environ.get("DICOM_COURIER_SIGN_CERT"):
        subprocess.run(["/bin/sh", str(HERE / "sign.sh"), str(target)], check=True)
    return target


def _complete(target: Path) -> None:
    """Add what wixl has no words for: secure properties, and components that depend on them."""
    table = subprocess.run(
        ["msiinfo", "export", str(target), "Property"], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    rows = (line.rstrip("\r").split("\t") for line in table.stdout.split("\n"))
    former = next((row[1] for row in rows if row[0] == "SecureCustomProperties"), "")
    value = ";".join([*filter(None, former.split(";")), *PROPERTIES])
    verb = (
        f"UPDATE `Property` SET `Value` = '{value}' WHERE `Property` = 'SecureCustomProperties'"
        if former
        else f"INSERT INTO `Property` (`Property`, `Value`) VALUES ('SecureCustomProperties', '{value}')"
    )
    verbs = [verb, "UPDATE `CustomAction` SET `Type` = 51 WHERE `Type` = 2099"]  # only sets a property, nothing else
    # wixl puts some of them behind the end, whatever After says
    for number, action in enumerate(("KeepBaseUrl", "KeepSource", "KeepName"), start=51):
        verbs.append(f"UPDATE `InstallExecuteSequence` SET `Sequence` = {number} WHERE `Action` = '{action}'")
    for name, component in PROPERTIES.items():
        verbs.append(f"UPDATE `Component` SET `Condition` = '{name}' WHERE `Component` = '{component}'")
    for verb in verbs:
        subprocess.run(["msibuild", str(target), "-q", verb], check=True)


if __name__ == "__main__":
    payload, icon, version, folder = sys.argv[1:]
    print(make_msi(Path(payload).resolve(), Path(folder) / "work", Path(folder), Path(icon).resolve(), version))
