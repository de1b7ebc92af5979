"""Makes two parts of the Linux program smaller: numpy without linear algebra, ICU without data that nobody asks for.

Windows and macOS keep the wheel's numpy, because a compiler is not at hand on every such computer, and have no ICU:
there Qt asks the system.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import contents
import dev

HERE = Path(__file__).resolve().parent

NUMPY_OPTIONS = ("-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true", "-Dcpu-dispatch=none")
"""What the preview needs: no OpenBLAS with its Fortran libraries, and each loop once, for every 64-bit processor.

On images of 2048 × 2048 points the steps of the preview take as long as with the wheel (within 5 %, measured).
"""

_TELL = """
from numpy import __config__
from numpy._core._multiarray_umath import __cpu_dispatch__
found = __config__.CONFIG["Build Dependencies"]
print(*(found[name].get("found", False) for name in ("blas", "lapack")), __cpu_dispatch__)
"""

NEVER_ASKED = re.compile(r"(brkitr|unit|curr|lang|region|translit|rbnf)/|unames\.icu$|.*\.(spp|cfu)$")
"""Data of ICU that no function which Qt calls reads: Qt has its own rules for breaking text and for domain names, and
its own names of languages, countries, currencies and units. Kept whole: collation, time zones, character sets, locales.
"""


# -- numpy --------------------------------------------------------------------------------------------------


def install_numpy(python: str, cache: Path) -> None:
    """Put a numpy that is compiled here in the place of the wheel's, from the source that the lock file names.

    Takes three minutes and more; the result is kept in ``cache``. Without a C++ compiler the wheel stays.
    """
    compiler = shutil.which("c++")
    if compiler is None:
        print(
            "There is no C++ compiler, so numpy comes as the wheel brings it: the program is 35 MB larger.", flush=True
        )
        return
    wanted = requirement("numpy")
    machine = [run([python, "-c", "import sys; print(sys.version)"]), run([compiler, "--version"])]
    stamp = hashlib.sha256("\n".join([wanted, *NUMPY_OPTIONS, *machine]).encode("utf-8")).hexdigest()
    done = dev.VENV / "installed-numpy.txt"
    if done.exists() and done.read_text(encoding="ascii") == stamp:
        return
    folder = cache / stamp[:16]
    if not list(folder.glob("*.whl")):
        print("Compiling numpy (some minutes, once) ...", flush=True)
        compile_numpy(python, wanted, folder)
    wheel = next(folder.glob("*.whl"))
    run([python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--force-reinstall", str(wheel)])
    told = run([python, "-c", _TELL]).split()
    if told != ["False", "False", "[]"]:
        wheel.unlink()
        raise dev.Trouble(f"numpy was not compiled as it was meant to be ({' '.join(told)}).")
    done.write_text(stamp, encoding="ascii")


def compile_numpy(python: str, wanted: str, folder: Path) -> None:
    """Make the wheel, with the tools of the build's own lock file; nothing but the source itself is downloaded."""
    folder.mkdir(parents=True, exist_ok=True)
    options = " ".join(f'--config-settings="setup-args={option}"' for option in NUMPY_OPTIONS)
    (folder / "numpy.txt").write_text(
        f"{wanted.rstrip()} \\\n    {options}\n", encoding="ascii"
    )  # pip hears them only here
    command = [
        *(python, "-m", "pip", "wheel", "-q", "--no-input", "--disable-pip-version-check", "--no-cache-dir"),
        *("--no-deps", "--no-build-isolation", "--no-binary", "numpy", "--require-hashes"),
        *("-r", str(folder / "numpy.txt"), "-w", str(folder)),
    ]
    path = f"{dev.VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"  # Cython and ninja
    run(command, {**dev.environment(), "PATH": path})


def requirement(name: str) -> str:
    """A package's lines in the lock file of the build: its version, and the hashes of its source and its wheels."""
    text = dev.BUILD_LOCK.read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==\S+ \\\n(?:    --hash=\S+(?: \\)?\n)+", text, re.MULTILINE)
    if found is None:
        raise dev.Trouble(f"{dev.BUILD_LOCK.name} does not name {name} with its hashes.")
    return found[0]


# -- ICU ----------------------------------------------------------------------------------------------------


def shorten_icu(library: Path, python: str, work: Path) -> None:
    """Leave out of ICU's data what Qt never asks for, and prove that Qt answers as before.

    ``library`` is libicudata.so.NN, which holds nothing but the data; it is written anew by the system's own assembler
    and linker, under the same name and with the same symbol. ``python`` has the same Qt with the whole data. Raises
    Trouble when the file is not what it is expected to be, or when Qt's answers differ.
    """
    number = library.name.rpartition(".")[2]
    name = f"icudt{number}l.dat"  # the entries bear this name, too
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("whole", "short"):
        (work / folder).mkdir(parents=True)
    whole, short = work / "whole" / name, work / "short" / name
    run(["objcopy", "-O", "binary", "--only-section=.rodata", str(library), str(whole)])
    if whole.read_bytes()[12:16] != b"CmnD":
        raise dev.Trouble(f"{library.name} does not hold ICU's data in the way that this recipe knows.")
    icupkg = shutil.which("icupkg", path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin") or "icupkg"
    items = run([icupkg, "-l", str(whole)]).split()
    leaving = work / "leaving.txt"
    leaving.write_text("".join(f"{item}\n" for item in items if NEVER_ASKED.match(item)), encoding="ascii")
    run([icupkg, "-r", str(leaving), str(whole), str(short)])
    built = work / library.name
    symbol = f"icudt{number}_dat"
    (work / "data.s").write_text(
        f'.section .rodata,"a"\n.balign 4096\n.globl {symbol}\n.type {symbol}, %object\n{symbol}:\n.incbin "{short}"\n'
        f'.size {symbol}, . - {symbol}\n.section .note.GNU-stack,"",%progbits\n',
        encoding="ascii",
    )
    run(["as", "-o", str(work / "data.o"), str(work / "data.s")])
    hardened = ("-z", "relro", "-z", "now", "--build-id=sha1", "--strip-all")
    run(["ld", "-shared", "-Bsymbolic", *hardened, "-soname", library.name, "-o", str(built), str(work / "data.o")])
    answers = [ask_qt(python, library.parent), ask_qt(python, built.parent)]
    if answers[0] != answers[1]:
        raise dev.Trouble("With the shortened data of ICU Qt does not answer as before, so it can not be used.")
    before, after = library.stat().st_size, built.stat().st_size
    shutil.copyfile(built, library)
    print(f"ICU: {before / 1e6:.0f} MB to {after / 1e6:.0f} MB; {answers[0].strip()} answered as before", flush=True)


def ask_qt(python: str, folder: Path) -> str:
    """What Qt answers to everything that it asks ICU for, with the libicudata that lies in ``folder``."""
    return run([python, str(HERE / "ask_qt.py")], {**dev.environment(), "LD_LIBRARY_PATH": str(folder)})


def run(command: list[str], environment: dict[str, str] | None = None) -> str:
    """What a command prints. Raises Trouble with what it complained about when it fails."""
    done = subprocess.run(
        command, cwd=contents.ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise dev.Trouble(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThis did not work: {' '.join(command[:3])} …")
    return done.stdout
