#!/usr/bin/env python3
"""Sets DICOM Courier up from its source and runs it: one script for Linux, Windows and macOS.

    python3 packaging/dev.py start [PATH ...]      install what is missing, start the program
    python3 packaging/dev.py test [ARGUMENT ...]   install what is missing, run the tests: all of them, two at a time,
                                                   or as the arguments say, which go to pytest
    python3 packaging/dev.py check                 install what is missing, run ruff, mypy and import-linter
    python3 packaging/dev.py lock [--upgrade]      write the lock files anew (needs uv)
    python3 packaging/dev.py translate [CODE ...]  bring resources/i18n/*.ts in line with the program's texts; a
                                                   CODE such as fr begins a new language

It makes its own virtual environment, .venv beside pyproject.toml, with Python 3.11 or newer and exactly the
locked packages, and does nothing when they are there already. On Debian and Ubuntu it also installs the
system packages that are missing, or prints the one command that does it. The servers that the tests send to are
other people's programs: they get a virtual environment of their own, .venv-peers, and where this runs as root (in a
container, on a build machine) Debian's packages, whose services are not started. Without them their tests are skipped.

Only the standard library is used, and only syntax that Python 3.8 knows: an old Python must be able to say
that a newer one is needed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PEERS_VENV = ROOT / ".venv-peers"
NEEDED = (3, 11)

RUNTIME_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"  # holds the runtime packages as well
PEERS_LOCK = ROOT / "packaging" / "requirements-peers.lock"
PEERS = ROOT / "packaging" / "requirements-peers.in"
BUILD_LOCK = ROOT / "packaging" / "requirements-build.lock"  # so does this one; build.py uses it

# What Qt's wheels load from the system. Where a package has two names, the newer releases have the second.
WINDOW_PACKAGES = (
    ("libegl1",),
    ("libgl1",),
    ("libglib2.0-0", "libglib2.0-0t64"),
    ("libfontconfig1",),
    ("libdbus-1-3",),
    ("libgssapi-krb5-2",),
    ("libwayland-cursor0",),
    ("libxkbcommon-x11-0",),
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-image0",),
    ("libxcb-keysyms1",),
    ("libxcb-randr0",),
    ("libxcb-render-util0",),
    ("libxcb-shape0",),
    ("libxcb-xkb1",),
)
TEST_PACKAGES = (
    ("binutils",), ("dbus",), ("fuse3",), ("genisoimage",), ("gnome-keyring",), ("icu-devtools",), ("openssl",),
    ("p7zip-full", "7zip"), ("sshfs",), ("xauth",), ("xvfb",), ("zip",),
)  # fmt: skip
# For root only: they bring system services. The last two are the part of a desktop that tells its proxy.
SERVER_PACKAGES = (
    ("nginx",), ("openssh-server",), ("orthanc",), ("orthanc-dicomweb",), ("xdg-desktop-portal",), ("glib-networking",),
)  # fmt: skip

# Two processes, as many as a small build machine has cores; the one that is done first takes over from the other.
ALL_TESTS = ("-n", "2", "--dist", "worksteal")

# Runs a command while no package may start its service, and leaves things as they were.
_WITHOUT_SERVICES = """
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] && exec "$@"
trap 'rm -f "$policy"' EXIT
printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod 755 "$policy"
"$@"
"""

_NO_NETWORK = re.compile(
    r"NewConnectionError|name resolution|getaddrinfo failed|Network is unreachable|ConnectTimeout|ReadTimeout"
    r"|ProxyError|Connection (?:refused|reset|aborted)|Failed to establish a new connection|timed out",
    re.IGNORECASE,
)


class Trouble(Exception):
    """What went wrong, in sentences that say what to do."""


def main(arguments: list[str]) -> int:
    """Run one verb; answers with the exit code of what it ran, or 1 when something is missing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    verbs = {"start": start, "test": test, "check": check, "lock": lock, "translate": translate}
    if verb not in verbs:
        asked = verb in ("-h", "--help", "help")
        print(__doc__.strip(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return verbs[verb](rest)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# -- the verbs ----------------------------------------------------------------------------------------------


def start(paths: list[str]) -> int:
    """Open the window, with these folders and files in it."""
    python = install(WINDOW_PACKAGES, RUNTIME_LOCK)
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screen):
        raise Trouble(
            "Everything is installed, but there is no screen to open the window on. Run this command in a "
            "terminal of a desktop session (neither DISPLAY nor WAYLAND_DISPLAY is set here)."
        )
    compile_translations(python)
    return run([python, "-m", "gui", *(os.path.abspath(path) for path in paths)])


def test(arguments: list[str]) -> int:
    """Run the tests: all of them in two processes, or what the arguments say as they say it."""
    servers = SERVER_PACKAGES if os.name == "posix" and os.geteuid() == 0 else ()
    python = install(WINDOW_PACKAGES + TEST_PACKAGES + servers, DEV_LOCK)
    install_peers(python)
    compile_translations(python)
    return run([python, "-m", "pytest", *(arguments or ALL_TESTS)])


def check(arguments: list[str]) -> int:
    """Run the linters and the type checker; all of them, even when the first one complains."""
    if arguments:
        raise Trouble("check takes no arguments.")
    python = install((), DEV_LOCK)
    commands = (
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "mypy"],
        [str(program("lint-imports"))],
    )
    failed = []
    for command in commands:
        name = " ".join(part for part in command[1:] if part != "-m") or "lint-imports"
        print(f"-- {name}", flush=True)
        if subprocess.call(command, cwd=ROOT, env=environment()) != 0:
            failed.append(name)
    if failed:
        raise Trouble(f"Not clean: {', '.join(failed)}.")
    return 0


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from pyproject.toml, for all three systems at once."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("The lock files are written by uv, which is not on this computer's PATH. Install it first.")
    common = [
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-config", "--quiet"),
        *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 packaging/dev.py lock"),
        *arguments,
    ]
    paths = (DEV_LOCK, RUNTIME_LOCK, BUILD_LOCK, PEERS_LOCK, PEERS)
    dev, runtime, build, peers, others = (str(path.relative_to(ROOT)) for path in paths)
    for command in (
        [uv, "pip", "compile", *common, "--extra", "dev", "-o", dev, "pyproject.toml"],
        [uv, "pip", "compile", *common, "-c", dev, "-o", runtime, "pyproject.toml"],
        [uv, "pip", "compile", *common, "--extra", "build", "-c", runtime, "-o", build, "pyproject.toml"],
        [uv, "pip", "compile", *common, "-o", peers, others],
    ):
        if subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL) != 0:
            raise Trouble("uv could not write the lock file; the reason stands above.")
    print(f"Written: {runtime}, {dev}, {build}, {peers}")
    return 0


def translate(arguments: list[str]) -> int:
    """Gather the program's texts for the translators, and compile what they have written."""
    if not all(re.fullmatch("[a-z]{2,3}", code) for code in arguments):
        raise Trouble("A language is written as two or three small letters, such as fr.")
    return run([install((), DEV_LOCK), str(ROOT / "packaging" / "translations.py"), "update", *arguments])


def compile_translations(python: str) -> None:
    """Make each resources/i18n/*.qm that is missing or older than its *.ts. Without them the window is English."""
    for source in (ROOT / "resources" / "i18n").glob("*.ts"):
        made = source.with_suffix(".qm")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            done = _run([python, str(ROOT / "packaging" / "translations.py"), "release"])
            if done.returncode != 0:
                print(f"{_tail(done.stdout)}\n\nThe translations were not made; the window is English.", flush=True)
            return


def run(command: list[str]) -> int:
    """Become the command where the system can, else wait for it; works from every folder."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.chdir(ROOT)
        os.execve(command[0], command, environment())
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the program gets it too, and ends by itself


# -- installing ---------------------------------------------------------------------------------------------


def install(system_packages: tuple[tuple[str, ...], ...], lock_file: Path) -> str:
    """Install what is missing; answers with the virtual environment's Python."""
    base = None
    if not _works(VENV):
        base = find_python()
        install_system_packages(system_packages, base)
        make_venv(base)
    else:
        install_system_packages(system_packages, None)
    python = str(program("python"))
    stamp = _stamp(lock_file)
    if _read(VENV / stamp_name(lock_file)) != stamp:
        install_locked(python, lock_file)
        for done in (RUNTIME_LOCK, DEV_LOCK) if lock_file == DEV_LOCK else (lock_file,):
            (VENV / stamp_name(done)).write_text(_stamp(done), encoding="ascii")
    return python


def find_python() -> str:
    """A Python of the needed version: the one that runs this script, or another one on the PATH."""
    if sys.version_info >= NEEDED:
        return getattr(sys, "_base_executable", None) or sys.executable
    names = ["python3.13", "python3.12", "python3.11", "python3", "python"]
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    candidates = [[found] for name in names for folder in folders if (found := shutil.which(name, path=folder))]
    launcher = shutil.which("py")
    if launcher:
        candidates = [[launcher, "-3.13"], [launcher, "-3.12"], [launcher, "-3.11"], [launcher, "-3"], *candidates]
    for candidate in candidates:
        answer = _ask(candidate, "import sys; print(sys.version_info[0], sys.version_info[1], sys.executable)")
        parts = answer.split(None, 2)
        if len(parts) == 3 and (int(parts[0]), int(parts[1])) >= NEEDED:
            return parts[2].strip()
    raise Trouble(
        f"DICOM Courier needs Python {NEEDED[0]}.{NEEDED[1]} or newer. This is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}, and no newer one was found on this computer. Install Python "
        f"{NEEDED[0]}.{NEEDED[1]} or newer beside it, then run the same command again."
    )


def make_venv(base: str) -> None:
    """Make the virtual environment; one that does not work is replaced."""
    print(f"Making a virtual environment in {VENV} ...", flush=True)
    made = _run([base, "-m", "venv", "--clear", str(VENV)])
    if made.returncode != 0 or not _works(VENV):
        raise Trouble(
            f"{made.stdout.strip()}\n\nThe virtual environment could not be made in {VENV}. If the lines above name "
            "a missing module, install Python's venv and ensurepip modules (on Debian and Ubuntu: the package "
            "python3-venv). If they speak of rights or of space, make room or move the project to a folder of yours."
        )


def install_locked(python: str, lock_file: Path) -> None:
    """Install exactly the locked packages."""
    print("Installing the locked packages (the first time about 100 MB are downloaded) ...", flush=True)
    done = _run(
        [
            *(python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(lock_file)),
        ]
    )
    if done.returncode != 0:
        raise Trouble(f"{_tail(done.stdout)}\n\n{_why_pip_failed(done.stdout)}")
    probe = _run([python, "-c", "import PySide6.QtNetwork, PySide6.QtSvg, PySide6.QtWidgets"])
    if probe.returncode != 0:
        raise Trouble(
            f"{_tail(probe.stdout, 1)}\n\nThe packages are installed, but Qt cannot be loaded on this computer. "
            "The line above names what is missing; install it with the system's own package manager, then run the "
            "same command again."
        )


def install_peers(python: str) -> None:
    """Install the server that the tests send to; without it they are skipped, so nothing that fails here is fatal."""
    stamp = PEERS_VENV / stamp_name(PEERS_LOCK)
    wanted = _stamp(PEERS_LOCK)
    if _read(stamp) == wanted:
        return
    print(f"Installing a DICOMweb server for the tests in {PEERS_VENV} ...", flush=True)
    done = _run([python, "-m", "venv", "--clear", str(PEERS_VENV)])
    if done.returncode == 0:
        pip = [str(program("python", PEERS_VENV)), "-m", "pip", "install", "--quiet", "--no-input"]
        hashed = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        done = _run([*pip, *hashed, "-r", str(PEERS_LOCK)])
    if done.returncode == 0:
        stamp.write_text(wanted, encoding="ascii")
    else:
        print(f"{_tail(done.stdout)}\n\nIt could not be installed; its tests are skipped.", flush=True)


def _why_pip_failed(output: str) -> str:
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A package that was downloaded is not the one that was locked, so nothing was installed. Something "
            "between this computer and the package index changes what is downloaded: ask your IT."
        )
    if "No space left" in output or "not enough space" in output:
        return "There is no room left on this computer's disk. About 500 MB are needed."
    if _NO_NETWORK.search(output):
        return (
            "The packages could not be downloaded: the package index was not reached. Check the network "
            "connection (and the proxy, if there is one), then run the same command again."
        )
    if "No matching distribution" in output or "Could not find a version" in output:
        return (
            "For one of the packages the package index offers no build for this computer's system, processor and "
            "Python. There are builds for 64-bit Windows, macOS and Linux (with glibc 2.34 or newer)."
        )
    return "The packages could not be installed; the reason stands above."


# -- system packages of Debian and Ubuntu -------------------------------------------------------------------


def install_system_packages(wanted: tuple[tuple[str, ...], ...], base: str | None) -> None:
    """Install the missing system packages, or say with which command. Other systems than Debian's: nothing.

    ``base`` is the Python that will make the virtual environment, None when there is one already.
    """
    if not (sys.platform.startswith("linux") and shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    missing = _missing_packages(wanted)
    if base is not None and not _ask([base], "import ensurepip, venv; print('yes')"):
        version = _ask([base], "import sys; print('%d.%d' % sys.version_info[:2])")
        missing.append(f"python{version}-venv")
    if not missing:
        return
    packages = " ".join(missing)
    if os.geteuid() == 0:
        before = []
    elif shutil.which("sudo") and _run(["sudo", "-n", "true"]).returncode == 0:
        before = ["sudo", "-n"]
    else:
        raise Trouble(
            "Some system packages are missing. Install them with this command, then run the same command again:\n\n"
            f"    sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
        )
    print(f"Installing system packages: {packages} ...", flush=True)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    updated = _run([*apt, "update"])
    apt = [*before, "sh", "-c", _WITHOUT_SERVICES, "sh", *apt[len(before) :]]
    done = _run([*apt, "install", "-y", "--no-install-recommends", *missing])
    if done.returncode != 0:
        output = updated.stdout if updated.returncode != 0 else done.stdout
        raise Trouble(
            f"{_tail(output)}\n\nThe system packages could not be installed; the reason stands above. "
            f"They are: {packages}"
        )


def _missing_packages(wanted: tuple[tuple[str, ...], ...]) -> list[str]:
    """The packages that dpkg does not know as installed, each by the name that this release has."""
    names = [name for names in wanted for name in names]
    if not names:
        return []
    listed = _run(["dpkg-query", "-W", "-f=${Package} ${db:Status-Abbrev}\n", *names], quiet=True).stdout
    installed = {line.split()[0] for line in listed.splitlines() if line.split()[1:2] == ["ii"]}
    missing = []
    for alternatives in wanted:
        if not installed.intersection(alternatives):
            missing.append(
                next((name for name in alternatives if len(alternatives) == 1 or _offered(name)), alternatives[0])
            )
    return missing


def _offered(name: str) -> bool:
    """True when the package lists hold a package of exactly this name."""
    return bool(_run(["apt-cache", "show", "--no-all-versions", name], quiet=True).stdout.strip())


# -- small parts --------------------------------------------------------------------------------------------


def program(name: str, venv: Path | None = None) -> Path:
    """A program of the virtual environment, or of another one."""
    venv = venv or VENV  # looked up when it is called: build.py has one of its own
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def environment() -> dict[str, str]:
    """This process's environment without what would bend the virtual environment."""
    unwanted = ("PYTHONHOME", "__PYVENV_LAUNCHER__", "PIP_USER", "PIP_REQUIRE_VIRTUALENV", "PIP_TARGET", "PIP_PREFIX")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    kept["VIRTUAL_ENV"] = str(VENV)
    return kept


def stamp_name(lock_file: Path) -> str:
    """The file in the virtual environment that says which version of a lock file is installed."""
    return f"installed-{lock_file.stem}.txt"


def _stamp(lock_file: Path) -> str:
    """What must be unchanged for an installation to be up to date: the lock file and the Python version."""
    version = _ask([str(program("python"))], "import sys; print(sys.version)")
    return hashlib.sha256(lock_file.read_bytes() + version.encode("utf-8")).hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _works(venv: Path) -> bool:
    """True when the virtual environment's Python is new enough and has pip."""
    python = program("python")
    return (
        venv.is_dir()
        and python.exists()
        and _ask([str(python)], f"import sys, pip; print(sys.version_info[:2] >= {NEEDED})") == "True"
    )


def _ask(python: list[str], code: str) -> str:
    """What a Python prints for a line of code; nothing when it does not work."""
    try:
        done = _run([*python, "-c", code], quiet=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _run(command: list[str], quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; its output, and what it says on standard error unless quiet, is kept."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _tail(text: str, lines: int = 15) -> str:
    """The end of what a command said, from its first error on."""
    said = text.strip().splitlines()
    first = next((number for number, line in enumerate(said) if line.startswith(("ERROR", "E: "))), 0)
    return "\n".join(said[first:][-lines:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
