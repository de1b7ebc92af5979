"""What a fresh clone is set up from: the script, the lock files, the list of licences."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import re
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", PACKAGING / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked(name: str) -> dict[str, str]:
    """The versions of a lock file by package name."""
    text = (PACKAGING / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", text, re.MULTILINE))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# -- the lock files -----------------------------------------------------------------------------------------


def test_every_package_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {"requirements.lock": project["dependencies"]}
    names["requirements-dev.lock"] = project["dependencies"] + project["optional-dependencies"]["dev"]
    for lock, requirements in names.items():
        asked = {normal(re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]) for requirement in requirements}
        assert asked <= locked(lock).keys(), lock


def test_runtime_versions_are_the_same_in_both_lock_files() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address_and_no_folder_of_a_computer(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|^--|@ ?/| /\w+", text, re.MULTILINE) == []


def test_pyside_is_a_version_that_counts_references_right() -> None:
    assert locked("requirements.lock")["pyside6-essentials"] not in ("6.12.0",)


def test_every_part_of_the_program_stands_in_the_list_of_licences_with_its_version() -> None:
    text = (PACKAGING / "LICENCES.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    listed = {normal(row[0].split(" (")[0]): row[1] for row in rows}
    licences = {normal(row[0].split(" (")[0]): row[2] for row in rows}
    for part, version in locked("requirements.lock").items():
        assert listed.get(part) == version, part
        assert licences[part]


# -- the script ---------------------------------------------------------------------------------------------


def test_the_script_is_readable_by_python_3_8() -> None:
    source = (PACKAGING / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((PACKAGING / "dev.py").read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= sys.stdlib_module_names


def test_an_unknown_verb_explains_the_verbs() -> None:
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "dev.py"), "fly"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "start" in done.stderr
    assert "test" in done.stderr


def test_an_old_python_alone_says_which_one_is_needed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "NEEDED", (99, 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.Trouble, match=r"needs Python 99\.0 or newer\. This is Python 3\.\d+, and no newer one"):
        dev.find_python()


def test_the_python_that_runs_the_script_is_used_when_it_is_new_enough(dev: ModuleType) -> None:
    found = subprocess.run(
        [dev.find_python(), "-c", "import sys; print(sys.version_info[:3])"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.strip() == str(tuple(sys.version_info[:3]))


def make_wheel(folder: Path) -> Path:
    """A package of nothing, as small as a real wheel can be."""
    wheel = folder / "nothing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("nothing.py", "")
        archive.writestr("nothing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nothing\nVersion: 1.0\n")
        archive.writestr(
            "nothing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("nothing-1.0.dist-info/RECORD", "")
    return wheel


def why_not(dev: ModuleType, lock: Path) -> str:
    with pytest.raises(dev.Trouble) as trouble:
        dev.install_locked(sys.executable, lock)
    return str(trouble.value)


@pytest.fixture
def pip_on_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pip without this computer's configuration, and with a target that is thrown away."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_DRY_RUN", "1")
    monkeypatch.setenv("PIP_RETRIES", "1")


def test_a_package_that_is_not_the_locked_one_is_refused(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pip_on_its_own: None
) -> None:
    make_wheel(tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock = tmp_path / "wrong.lock"
    lock.write_text(f"nothing==1.0 --hash=sha256:{hashlib.sha256(b'other').hexdigest()}\n", encoding="ascii")
    assert "is not the one that was locked, so nothing was installed" in why_not(dev, lock)


def test_a_package_without_a_build_for_this_computer_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pip_on_its_own: None
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock = tmp_path / "absent.lock"
    lock.write_text(f"absent==1.0 --hash=sha256:{'0' * 64}\n", encoding="ascii")
    assert "the package index offers no build for this computer's system" in why_not(dev, lock)


def test_no_network_is_said_as_that(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pip_on_its_own: None
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: every connection is refused
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{taken.getsockname()[1]}/simple")
        lock = tmp_path / "far.lock"
        lock.write_text(f"absent==1.0 --hash=sha256:{'0' * 64}\n", encoding="ascii")
        assert "the package index was not reached" in why_not(dev, lock)


set_up_here = pytest.mark.skipif(
    Path(sys.prefix).resolve() != (ROOT / ".venv").resolve(), reason="these tests run outside the project's own .venv"
)


@set_up_here
def test_nothing_is_installed_and_nothing_is_said_when_all_is_there() -> None:
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "dev.py"), "test", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert (done.stdout + done.stderr).strip() == f"pytest {pytest.__version__}"


@set_up_here
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_start_without_a_screen_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "dev.py"), "start"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "there is no screen to open the window on" in done.stderr
