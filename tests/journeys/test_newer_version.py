"""Where IT wants it, the window says that there is a newer version, and disturbs nobody with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui import newer
from gui.app import Program
from gui.flow import State
from gui.practice.process import PracticeProcess
from gui.store.policy_source import VARIABLE
from tests.helpers.dicom_files import write_study
from tests.helpers.notices import Signer
from tests.journeys.conftest import Person
from tests.service.servers import Exchange, Server, serving

pytestmark = pytest.mark.journey

SIGNER = Signer()


class Site:
    """Answers with the notice, or lets the one who asks wait."""

    def __init__(self) -> None:
        self.version = "99.0"
        self.hangs = False

    def __call__(self, exchange: Exchange) -> None:
        if self.hangs:
            exchange.linger()
        else:
            exchange.reply(200, SIGNER.notice(self.version, text="Discs are read twice as fast."))


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(site) as made:
        yield made


@pytest.fixture
def wanted(server: Server, service: PracticeProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        f"""
        [updates]
        address = "{server.base_url}/release.txt"
        public_key = "{SIGNER.written}"
        [line]
        cap_mbit = 0.1
        """
    )
    monkeypatch.setenv(VARIABLE, str(path))
    monkeypatch.setattr(newer, "AFTER_THE_START", 3_600_000)  # a test says when


@pytest.fixture
def soon(wanted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newer, "AFTER_THE_START", 1)


def look(person: Person, program: Program) -> None:
    program.newer.look()
    person.until(lambda: not program.newer.looking)


@pytest.mark.usefixtures("wanted")
def test_a_newer_version_is_told_of_and_stays_away_once_it_was_dismissed(
    person: Person, program: Program, server: Server
) -> None:
    line = program.window.newer_line
    assert not line.isVisible()
    look(person, program)
    assert line.isVisible()
    assert person.text("newerTitle") == "Version 99.0 is available. Your IT installs it."
    look(person, program)
    assert len(server.seen) == 1
    person.press("closeNewerButton")
    person.until(lambda: "99.0" in (program.places.data / "updates.json").read_text())
    assert not line.isVisible()
    look(person, program)
    assert not line.isVisible()


@pytest.mark.usefixtures("wanted")
def test_nobody_looks_while_images_are_sent(
    person: Person, program: Program, server: Server, site: Site, service: PracticeProcess, tmp_path: Path
) -> None:
    write_study(tmp_path / "disc", series=2, images=20)
    person.add_destination(service)
    person.read(tmp_path / "disc")
    site.hangs = True
    program.newer.look()
    person.until(lambda: len(server.seen) == 1)
    assert program.newer.looking
    person.upload()
    person.until_state(State.SENDING)
    person.until(lambda: not program.newer.looking)  # it gives way
    program.newer.look()
    assert not program.newer.looking
    program.flow.cancel()
    person.until_state(State.DONE)
    site.hangs = False
    look(person, program)
    assert len(server.seen) == 2
    assert program.window.newer_line.release is not None


def test_where_it_sets_nothing_nobody_looks(person: Person, program: Program) -> None:
    look(person, program)
    assert not program.window.newer_line.isVisible()
    assert not (program.places.data / "updates.json").exists()


@pytest.mark.usefixtures("soon")
def test_it_looks_by_itself_some_time_after_the_start(person: Person, program: Program, server: Server) -> None:
    person.until(lambda: program.window.newer_line.isVisible())
    assert len(server.seen) == 1
