"""The workflows for GitHub, as far as they can be judged without GitHub."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))


def jobs(text: str) -> dict[str, str]:
    """The jobs by name, each with its lines."""
    parts = re.split(r"^  ([a-z][a-z-]*):\n", text.partition("\njobs:\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_one_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"^ +(?:- )?uses: (.*)", path.read_text("utf-8"), re.MULTILINE)
    assert used
    assert [one for one in used if not re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_one_action_is_the_same_everywhere() -> None:
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (\S+@\S+)", path.read_text("utf-8"))}
    names = [one.partition("@")[0] for one in used]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_may_only_read_unless_it_says_so_and_ends_in_time(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    for name, lines in jobs(text).items():
        assert re.search(r"^    runs-on: \S", lines, re.MULTILINE), name
        assert re.search(r"^    timeout-minutes: \d+$", lines, re.MULTILINE), name
        assert ("contents: write" in lines) == (name == "publish"), name
        assert lines.count("actions/checkout@") == lines.count("persist-credentials: false"), name


def test_jobs_wait_for_jobs_that_there_are_and_take_what_was_left() -> None:
    text = (FOLDER / "release.yml").read_text("utf-8")
    found = jobs(text)
    for lines in found.values():
        for needed in re.findall(r"needs: \[?([^\]\n]*)", lines):
            assert set(needed.split(", ")) <= set(found)
    matrix = re.search(r"runner: \[(.*)\]", text)
    assert matrix is not None
    runners = matrix[1].split(", ")
    uploaded = re.findall(r"upload-artifact@\S+ # \S+\n\s+with:\n\s+name: (.*)\n\s+if-no-files-found: error", text)
    left = {name for one in uploaded for name in (runners if one == "${{ matrix.runner }}" else [one])}
    taken = re.findall(r"download-artifact@\S+ # \S+\n\s+with:\n\s+name: (.*)", text)
    published = re.search(r"for part in (.*); do", text)
    assert published is not None
    assert {*taken, *published[1].split()} == left
    assert set(runners) <= set(published[1].split())


def test_what_is_run_is_there() -> None:
    for path in WORKFLOWS:
        for script in re.findall(r"(?:packaging/[\w/-]+|\.ci/run)(?:\.(?:py|sh|lock|md))?", path.read_text("utf-8")):
            if "$" not in script and not script.endswith("/"):
                assert (ROOT / script).exists(), script


def test_the_list_of_known_holes_is_asked_about_every_locked_package() -> None:
    text = (FOLDER / "check.yml").read_text("utf-8")
    found = re.search(r"sed -E 's/(.*)/(.*)/' ", text)
    assert found is not None
    pattern = found[1]
    for name in re.findall(r"for lock in (.*); do", text)[0].split():
        lock = (ROOT / "packaging" / f"{name}.lock").read_text("utf-8")
        bare = re.sub(pattern, r" \\", lock, flags=re.MULTILINE)
        lines = re.findall(r"^[a-z0-9].*$", bare, re.MULTILINE)
        assert len(lines) == len(re.findall("^[a-z0-9]", lock, re.MULTILINE)) > 20
        assert [line for line in lines if not re.fullmatch(r"[a-z0-9._-]+==[\w.]+ \\", line)] == []
    assert "--strict --require-hashes" in text
    assert re.search(r"--spec pip-audit==\d", text)
