"""A disc is copied first, may be taken out then, and leaves nothing behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from gui.app import Program
from gui.core.cancel import CancelToken
from gui.core.upload import Outcome
from gui.dicom.disc_copy import Copying
from gui.dicom.disc_spool import DiscSpool
from gui.dicom.optical import Disc
from gui.flow import State
from gui.jobs.drives import Drive
from gui.practice.process import PracticeProcess
from gui.store.places import Places
from gui.store.settings import SettingsStore
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.stored import files_below, stored_digests
from tests.journeys.conftest import Person

pytestmark = pytest.mark.journey
OTHER_STUDY = {"StudyInstanceUID": f"{ROOT}2", "SeriesInstanceUID": f"{ROOT}2.1"}


@pytest.fixture
def disc(tmp_path: Path, program: Program) -> Path:
    """A folder that the program takes for a disc in a drive."""
    folder = tmp_path / "drive"
    write_study(folder / "DICOM", series=2, images=10)

    def ask(path: str) -> Disc | None:
        there = folder.exists() and (Path(path) == folder or folder in Path(path).parents)
        return Disc("CT_2026_11", (1, 2, 3)) if there else None

    program.courier.discs.spool = DiscSpool(Places.for_user().data / "spool", ask)
    return folder


def spooled() -> list[Path]:
    """The files of all copies."""
    return files_below(Places.for_user().data / "spool")


def test_the_disc_can_be_taken_out_before_anything_is_sent(
    person: Person, program: Program, service: PracticeProcess, disc: Path, tmp_path: Path
) -> None:
    person.add_destination(service)
    seen: list[object] = []
    program.flow.disc_told.connect(seen.append)
    person.read(disc)
    assert person.text("bannerTitle") == "You can take the disc out now"
    assert [told for told in seen if isinstance(told, Copying)][-1] == Copying("CT_2026_11", 20, 20)
    assert person.text("originLabel") == "From a copy of “CT_2026_11”"
    assert len(spooled()) == 20
    shutil.rmtree(disc)
    program.flow.read_again()
    person.until_state(State.READY)
    assert program.flow.catalogue.totals.to_send == 20
    person.upload()
    person.until_state(State.DONE)
    (entry, *_) = program.courier.history()
    assert entry.outcome is Outcome.VERIFIED
    assert len(stored_digests(tmp_path / "stored")) == 20
    person.until(lambda: not spooled())


def test_several_patients_on_a_disc_are_asked_about_all_the_same(person: Person, program: Program, disc: Path) -> None:
    write_instance(disc / "other", seed=99, PatientName="Example^Edgar", PatientID="DEMO-0815", **OTHER_STUDY)
    person.read(disc)
    person.until(lambda: "2 patients are in the list" in person.text("bannerTitle"))
    assert person.text("originLabel") == "From a copy of “CT_2026_11”"


def test_clearing_the_list_removes_the_copy(person: Person, program: Program, disc: Path) -> None:
    person.read(disc)
    assert len(spooled()) == 20
    person.press("clearButton")
    person.until(lambda: not spooled())


def hold_at_the_first_file(program: Program, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    """Copying waits at its first file until ``which`` wish (leave or cancel) comes."""
    spool = program.courier.discs.spool
    plain = spool.bring_in

    def bring_in(paths: Sequence[str], *, report: Callable[[object], None], **tokens: CancelToken) -> object:
        def tell(told: object) -> None:
            report(told)
            if isinstance(told, Copying) and told.files:
                tokens[which].wait(60)

        return plain(paths, report=tell, **tokens)

    monkeypatch.setattr(spool, "bring_in", bring_in)


def test_the_person_may_read_the_disc_without_copying(
    person: Person, program: Program, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_at_the_first_file(program, monkeypatch, "leave")

    def press(told: object) -> None:
        if isinstance(told, Copying) and told.files:
            assert "Copying the disc: 0 of 20 files" in " ".join(
                label.text() for label in program.window.findChildren(QLabel) if label.isVisible()
            )
            for button in program.window.findChildren(QPushButton):
                if button.text().replace("&", "") == "Read it without copying":
                    button.click()

    program.flow.disc_told.connect(press)
    person.read(disc)
    assert not spooled()
    assert person.text("originLabel") == "From “CT_2026_11”"
    keys = [series.key for series in program.flow.catalogue.series()]
    assert all(one.path.startswith(str(disc)) for one in program.flow.catalogue.instances(keys))


def test_stopping_while_a_disc_is_copied_leaves_nothing(
    person: Person, program: Program, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_at_the_first_file(program, monkeypatch, "cancel")
    program.flow.disc_told.connect(lambda told: program.flow.stop_scan() if told.files else None)
    person.drop(disc)
    person.until_state(State.SCANNING)
    person.until_state(State.IDLE)
    assert program.window.page == "empty"
    assert not spooled()


def test_a_disc_that_is_put_in_is_offered_and_read_only_when_the_person_wishes(
    person: Person, program: Program, disc: Path
) -> None:
    program.offers.watch.appeared.emit(Drive("CT_2026_11", str(disc), True))
    assert person.text("discOfferTitle") == "Disc “CT_2026_11” was put in."
    assert program.flow.state is State.IDLE
    person.press("readDiscButton")
    person.until_state(State.READY)
    assert program.flow.catalogue.totals.to_send == 20
    program.offers.watch.appeared.emit(Drive("OTHER", str(disc), True))
    program.flow.start_over()
    assert not program.window.disc_offer.isVisible()


def test_an_offer_goes_with_its_disc(person: Person, program: Program, disc: Path) -> None:
    program.offers.watch.appeared.emit(Drive("CT_2026_11", str(disc), True))
    assert program.window.disc_offer.isVisible()
    program.offers.watch.gone.emit(str(disc))
    assert not program.window.disc_offer.isVisible()


def test_a_disc_is_read_where_it_is_when_nobody_wants_a_copy(person: Person, program: Program, disc: Path) -> None:
    program.preferences.open()
    person.dialog()
    person.tick("copyDiscsBox", False)
    assert person.text("copyDiscsHint") == "Leave a disc in until everything on it has arrived."
    person.press("savePreferencesButton")
    person.until(lambda: not person.dialogs())
    assert not SettingsStore(Places.for_user()).load().copy_discs
    person.read(disc)
    assert program.flow.catalogue.totals.to_send == 20
    assert person.text("originLabel") == "From “drive”"
    assert not spooled()
