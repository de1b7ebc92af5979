"""What comes into a folder goes out once: real files, and a Practice service in a process of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.errors import ServiceUnreachable, TokenRefused
from gui.core.receipt import LineState
from gui.core.sending import Begun
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.courier import Courier
from gui.dicom.quiet import WatchedFolderGone
from gui.practice.process import PracticeProcess
from gui.service.uploader import Tuning
from gui.store.moving import SentNotMoved, move_sent
from gui.store.places import Places
from gui.store.settings import Settings, SettingsStore
from gui.store.watched import WatchedAlready, is_watched, only_watcher
from gui.watch_rounds import Round, StudyHeld
from tests.helpers.dicom_files import ROOT, write_instance, write_study
from tests.helpers.server_process import free_port
from tests.helpers.stored import stored_digests
from tests.watch.conftest import Watched, Watching


def outcomes(rounds: list[Round]) -> list[tuple[str, int]]:
    return [(one.sent.receipt.outcome.value, one.sent.receipt.arrived) for one in rounds if one.sent is not None]


def test_each_study_is_an_upload_of_its_own_and_its_bytes_are_there(
    watching: Watching, inbox: Path, tmp_path: Path
) -> None:
    write_study(inbox / "a", series=2, images=3)
    write_instance(inbox / "b.dcm", seed=50, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    assert sorted(outcomes(watching().once())) == [("verified", 1), ("verified", 6)]
    assert len(stored_digests(tmp_path / "stored")) == 7
    assert len(list(inbox.rglob("*.dcm"))) == 7


def test_nothing_is_sent_twice_also_not_after_a_restart(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=3)
    first = watching()
    assert outcomes(first.once()) == [("verified", 3)]
    assert first.once() == []
    assert watching().once() == []


def test_a_file_that_is_moved_within_the_folder_is_not_sent_again(watching: Watching, inbox: Path) -> None:
    write_study(inbox / "a", series=1, images=3)
    watching().once()
    (inbox / "a").rename(inbox / "b")
    assert watching().once() == []


def test_images_that_come_later_are_a_round_of_their_own(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=3)
    watched = watching()
    watched.once()
    write_study(inbox, series=1, images=2, first=10)
    assert outcomes(watched.once()) == [("verified", 2)]


def test_images_that_come_while_their_study_is_sent_are_a_round_of_their_own(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=3)
    watched = watching()

    def come(value: Begun | Progress) -> None:
        if isinstance(value, Begun) and not (inbox / "late.dcm").exists():
            write_instance(inbox / "late.dcm", seed=70, SeriesInstanceUID=f"{ROOT}1.1")

    rounds = list(watched.watcher.run(CancelToken(), once=True, report=come))
    assert outcomes(rounds) == [("verified", 3), ("verified", 1)]


def test_an_image_with_new_content_is_sent_again(watching: Watching, inbox: Path, tmp_path: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    watched = watching()
    watched.once()
    before = stored_digests(tmp_path / "stored")
    write_instance(inbox / "a.dcm", seed=1, StudyDescription="Corrected")
    assert outcomes(watched.once()) == [("verified", 1)]
    assert stored_digests(tmp_path / "stored") != before


def test_what_has_arrived_is_moved_into_the_same_folders(watching: Watching, inbox: Path) -> None:
    write_study(inbox / "a", series=2, images=2)
    (inbox / "a" / "letter.txt").write_text("no image")
    watched = watching(move_to=inbox / "sent")
    assert outcomes(watched.once()) == [("verified", 4)]
    assert sorted(path.name for path in (inbox / "a").rglob("*") if path.is_file()) == ["letter.txt"]
    assert len(list((inbox / "sent" / "a" / "s1").iterdir())) == 2
    assert watched.once() == []


def test_a_name_that_is_taken_in_the_sent_folder_is_never_overwritten(watching: Watching, inbox: Path) -> None:
    (inbox / "sent").mkdir()
    (inbox / "sent" / "a.dcm").write_text("an older one")
    write_instance(inbox / "a.dcm", seed=1)
    watching(move_to=inbox / "sent").once()
    assert (inbox / "sent" / "a.dcm").read_text() == "an older one"
    assert (inbox / "sent" / "a (2).dcm").stat().st_size > 100
    assert not (inbox / "a.dcm").exists()


def test_a_place_that_was_held_when_the_program_was_killed_is_used(watching: Watching, inbox: Path) -> None:
    (inbox / "sent").mkdir()
    (inbox / "sent" / "a.dcm").touch()
    write_instance(inbox / "a.dcm", seed=1)
    watching(move_to=inbox / "sent").once()
    assert [path.name for path in (inbox / "sent").iterdir()] == ["a.dcm"]
    assert (inbox / "sent" / "a.dcm").stat().st_size > 100


def test_what_was_sent_before_a_crash_is_moved_after_it(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    watching().once()
    assert watching(move_to=inbox / "sent").once() == []
    assert len(list((inbox / "sent").rglob("*.dcm"))) == 2


def test_what_cannot_be_moved_is_told_once_and_stays(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    (inbox / "sent").write_text("a file in the way")
    watched = watching(move_to=inbox / "sent" / "here")
    assert outcomes(watched.once()) == [("verified", 2)]
    watched.once()
    assert [type(one) for one in watched.told] == [SentNotMoved]
    assert len(list(inbox.rglob("*.dcm"))) == 2


def test_a_series_is_moved_when_all_of_it_has_arrived_and_not_before(
    watching: Watching, inbox: Path, service: PracticeProcess
) -> None:
    write_study(inbox, series=2, images=2)
    spoilt = inbox / "s2" / "00004.dcm"

    def spoil(value: Begun | Progress) -> None:
        if isinstance(value, Begun) and spoilt.exists():
            spoilt.unlink()

    watched = watching(move_to=inbox / "sent")
    (one,) = watched.watcher.run(CancelToken(), once=True, report=spoil)
    assert one.sent is not None
    assert one.sent.receipt.outcome is not Outcome.VERIFIED
    assert one.sent.receipt.arrived == 3
    assert sorted(path.name for path in (inbox / "sent").rglob("*.dcm")) == ["00001.dcm", "00002.dcm"]
    assert [path.name for path in (inbox / "s2").iterdir()] == ["00003.dcm"]
    assert watching(move_to=inbox / "sent").once() == []
    assert len(list((inbox / "sent").rglob("*.dcm"))) == 3


def test_a_copy_with_the_same_bytes_is_not_sent_but_moved(watching: Watching, inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    shutil.copyfile(inbox / "a.dcm", inbox / "b.dcm")
    os.utime(inbox / "b.dcm", ns=(5, 5))
    watched = watching(move_to=inbox / "sent")
    assert outcomes(watched.once()) == [("verified", 1)]
    assert sorted(path.name for path in (inbox / "sent").iterdir()) == ["a.dcm", "b.dcm"]


def test_of_two_files_that_claim_to_be_one_image_neither_goes_before_somebody_has_chosen(
    watching: Watching, inbox: Path, tmp_path: Path
) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    write_instance(inbox / "b.dcm", seed=1, StudyDescription="Other")
    write_instance(inbox / "c.dcm", seed=2, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    watched = watching(move_to=inbox / "sent")
    held, fine = sorted(watched.once(), key=lambda one: one.sent is not None)
    assert isinstance(held.problem, StudyHeld)
    assert "claim to be the same image" in held.problem.advice
    assert outcomes([fine]) == [("verified", 1)]
    assert watched.once() == []  # it is said once
    assert [type(one.problem) for one in watching(move_to=inbox / "sent").once()] == [StudyHeld]  # at each start
    assert sorted(path.name for path in inbox.glob("*.dcm")) == ["a.dcm", "b.dcm"]
    (inbox / "a.dcm").unlink()
    assert outcomes(watched.once()) == [("verified", 1)]
    assert len(stored_digests(tmp_path / "stored")) == 2


def test_a_study_of_two_patients_waits_and_the_other_studies_go(
    watching: Watching, inbox: Path, tmp_path: Path
) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    write_instance(inbox / "b.dcm", seed=2, PatientID="4712", PatientName="Example^Edgar")
    second = {"StudyInstanceUID": f"{ROOT}2", "SeriesInstanceUID": f"{ROOT}2.1"}
    write_instance(inbox / "c.dcm", seed=3, **second)
    write_instance(inbox / "e.dcm", seed=5, PatientName="SAMPLE^SALLY", **second)  # nobody else
    watched = watching()
    held, fine = sorted(watched.once(), key=lambda one: one.sent is not None)
    assert isinstance(held.problem, StudyHeld)
    assert "more than one patient" in held.problem.advice
    assert len(held.study.patients) == 2
    assert "Edgar" not in f"{held.problem.title} {held.problem.advice} {held.problem.detail} {held.problem!r}"
    assert outcomes([fine]) == [("verified", 2)]
    write_instance(inbox / "d.dcm", seed=4)
    assert [type(one.problem) for one in watched.once()] == [StudyHeld]  # there is something new about it
    assert len(stored_digests(tmp_path / "stored")) == 2


def test_what_a_person_has_sent_of_a_held_study_does_not_wait_any_more(
    watching: Watching, inbox: Path, courier: Courier, service: PracticeProcess
) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    write_instance(inbox / "b.dcm", seed=2, PatientID="4712", PatientName="Example^Edgar")
    watched = watching()
    (held,) = watched.once()
    destination = Destination("", "City Radiology", service.base_url)
    sent = courier.send(
        destination, held.study.instances, token=service.token, cancel=CancelToken(), report=lambda _: None
    )
    watched.watcher.lookout.note(sent.receipt)
    assert watched.once() == []
    assert watching().once() == []


def test_an_upload_that_a_person_goes_on_with_is_left_to_them(
    watching: Watching, inbox: Path, courier: Courier, tmp_path: Path
) -> None:
    write_study(inbox, series=1, images=3)
    first = watching()
    first.watcher._token = Token("withdrawn")
    (failed,) = first.once()
    assert failed.sent is not None
    upload_id = failed.sent.receipt.upload_id
    courier.journal.claim(upload_id)
    second = watching()
    assert second.once() == []
    courier.journal.release(upload_id)
    courier.resume(upload_id, again=True, token=Token("t-watch"), cancel=CancelToken(), report=lambda _: None)
    assert outcomes(watching().once()) == [("verified", 3)]
    assert len(courier.journal.history()) == 1
    assert len(stored_digests(tmp_path / "stored")) == 3


def test_it_can_be_run_again_after_a_wish_to_stop_and_goes_on(watching: Watching, inbox: Path, tmp_path: Path) -> None:
    write_study(inbox, series=4, images=60)
    cancel = CancelToken()

    def stop(value: Begun | Progress) -> None:
        if isinstance(value, Progress):
            cancel.cancel()

    watched = watching()
    assert [one.cancelled for one in watched.watcher.run(cancel, report=stop)] == [True]
    assert outcomes(watched.once()) == [("verified", 240)]
    assert len(stored_digests(tmp_path / "stored")) == 240


def test_a_refused_token_stays_one_line_and_is_tried_again_after_a_while(watching: Watching, inbox: Path) -> None:
    write_study(inbox / "a", series=1, images=2)
    write_instance(inbox / "b.dcm", seed=50, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    watched = watching()
    watched.watcher._token = Token("withdrawn")
    rounds = watched.once()
    assert [type(one.problem) for one in rounds] == [TokenRefused]
    assert {line.state for one in rounds if one.sent for line in one.sent.receipt.lines} == {LineState.NOT_SENT}
    assert len(list(inbox.rglob("*.dcm"))) == 3


def test_after_a_failure_the_same_upload_goes_on_with_a_longer_wait_each_time(
    watching: Watching, inbox: Path, tmp_path: Path
) -> None:
    write_study(inbox, series=1, images=2)
    watched = watching(first_wait=0.05)
    watched.watcher._token = Token("withdrawn")
    news = []
    cancel = CancelToken()
    for number, one in enumerate(watched.watcher.run(cancel)):
        news.append(one.news)
        assert one.sent is not None
        if number == 2:
            watched.watcher._token = Token("t-watch")
        if one.sent.receipt.outcome is Outcome.VERIFIED:
            cancel.cancel()
    assert news == [True, False, False, True]
    assert len(stored_digests(tmp_path / "stored")) == 2
    assert len(watched.memory.open_rounds()) == 0


def test_what_failed_is_gone_on_with_after_a_restart_as_the_same_upload(
    watching: Watching, inbox: Path, courier: Courier
) -> None:
    write_study(inbox, series=1, images=3)
    first = watching()
    first.watcher._token = Token("withdrawn")
    failed = first.once()
    second = watching().once()
    assert outcomes(second) == [("verified", 3)]
    assert second[0].sent is not None
    assert failed[0].sent is not None
    assert second[0].sent.receipt.upload_id == failed[0].sent.receipt.upload_id
    assert len(courier.journal.history()) == 1


def test_files_that_are_taken_away_after_a_failure_are_given_up(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=3)
    first = watching()
    first.watcher._token = Token("withdrawn")
    first.once()
    shutil.rmtree(inbox / "s1")
    second = watching()
    assert second.once() == []
    assert second.memory.open_rounds() == ()


def test_after_a_cancel_the_upload_stays_open_and_the_next_start_ends_it(
    watching: Watching, inbox: Path, tmp_path: Path
) -> None:
    write_study(inbox, series=4, images=60)
    cancel = CancelToken()

    def stop(value: Begun | Progress) -> None:
        if isinstance(value, Progress):
            cancel.cancel()

    first = watching()
    stopped = list(first.watcher.run(cancel, report=stop))
    assert [one.cancelled for one in stopped] == [True]
    rest = watching().once()
    assert outcomes(rest) == [("verified", 240)]
    assert len(stored_digests(tmp_path / "stored")) == 240


def test_an_emptied_history_sends_what_is_not_proven_once_more(
    watching: Watching, inbox: Path, courier: Courier
) -> None:
    write_study(inbox, series=1, images=3)
    first = watching()
    first.watcher._token = Token("withdrawn")
    first.once()
    courier.journal.forget_all()
    assert outcomes(watching().once()) == [("verified", 3)]


def test_a_folder_that_is_away_is_told_once_and_waited_for(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=1)
    watched = watching()
    away = inbox.with_name("away")
    inbox.rename(away)
    cancel = CancelToken()

    def back(what: object) -> None:
        watched.told.append(what)
        away.rename(inbox)

    watched.watcher.lookout._tell = back
    for one in watched.watcher.run(cancel):
        assert one.sent is not None
        cancel.cancel()
    assert [type(one) for one in watched.told] == [WatchedFolderGone]


def test_a_service_that_is_not_there_keeps_all_other_studies_waiting(
    watching: Watching, inbox: Path, courier: Courier
) -> None:
    for number in range(3):
        write_instance(inbox / f"{number}.dcm", seed=number, StudyInstanceUID=f"{ROOT}{number + 1}")
    courier.ways._tuning = Tuning(first_tries=1)
    rounds = watching(url=f"http://127.0.0.1:{free_port()}").once()
    assert [type(one.problem) for one in rounds] == [ServiceUnreachable]


def test_another_destination_gets_everything(
    watching: Watching, inbox: Path, courier: Courier, tmp_path: Path, service: PracticeProcess
) -> None:
    write_study(inbox, series=1, images=2)
    watching().once()
    other = PracticeProcess(tmp_path / "other", token=service.token)
    other.start()
    try:
        assert outcomes(watching(url=other.base_url).once()) == [("verified", 2)]
    finally:
        other.stop()


def test_the_memory_holds_no_uid_and_only_this_person_can_read_it(watching: Watching, inbox: Path) -> None:
    write_study(inbox, series=1, images=2)
    watching().once()
    kept = Places.for_user().data / "watched.sqlite3"
    assert ROOT.encode() not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_folder_is_watched_by_one_program_only(inbox: Path) -> None:
    places = Places.for_user()
    places.prepare()
    with only_watcher(places.data, str(inbox)):
        with pytest.raises(WatchedAlready), only_watcher(places.data, f"{inbox}/."):
            pass
        with only_watcher(places.data, str(inbox.parent)):
            pass
        assert is_watched(places.data, f"{inbox}/.")
    assert not is_watched(places.data, str(inbox))
    with only_watcher(places.data, str(inbox)):
        pass


def test_marks_survive(watching: Watching) -> None:
    watched: Watched = watching()
    watched.memory.keep([b"a" * 16])
    assert watching().memory.known([b"a" * 16, b"c" * 16]) == {b"a" * 16}


def test_a_zip_is_sent_and_moved_whole(watching: Watching, inbox: Path, tmp_path: Path) -> None:
    write_study(tmp_path / "export", series=1, images=3)
    write_instance(tmp_path / "export" / "b.dcm", seed=50, StudyInstanceUID=f"{ROOT}2", SeriesInstanceUID=f"{ROOT}2.1")
    shutil.make_archive(str(inbox / "export"), "zip", tmp_path / "export")
    watched = watching(move_to=inbox / "sent")
    assert sorted(outcomes(watched.once())) == [("verified", 1), ("verified", 3)]
    assert watched.once() == []
    assert [path.name for path in (inbox / "sent").iterdir()] == ["export.zip"]
    assert not (inbox / "export.zip").exists()
    assert len(stored_digests(tmp_path / "stored")) == 4


def test_where_no_history_is_kept_nothing_is_sent_twice_either(
    watching: Watching, inbox: Path, courier: Courier
) -> None:
    SettingsStore(Places.for_user()).save(Settings(keep_history=False))
    write_study(inbox, series=1, images=3)
    assert outcomes(watching().once()) == [("verified", 3)]
    assert courier.journal.history() == ()
    assert watching().once() == []


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="needs a second disk")
def test_what_has_arrived_can_be_moved_to_another_disk(watching: Watching, inbox: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        write_study(inbox, series=1, images=2)
        before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in inbox.rglob("*.dcm")}
        assert os.stat(other).st_dev != os.stat(inbox).st_dev
        watching(move_to=Path(other)).once()
        after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path(other).rglob("*.dcm")}
        assert after == before
    assert not list(inbox.rglob("*.dcm"))


def test_a_file_that_has_changed_since_it_was_sent_is_not_moved(inbox: Path) -> None:
    write_instance(inbox / "a.dcm", seed=1)
    status = (inbox / "a.dcm").stat()
    os.utime(inbox / "a.dcm", ns=(1, 1))
    wanted = {"size": status.st_size, "mtime_ns": status.st_mtime_ns}
    assert not move_sent(str(inbox / "a.dcm"), str(inbox), str(inbox / "sent"), **wanted)
    assert not move_sent(str(inbox / "nothing"), str(inbox), str(inbox / "sent"), **wanted)
    assert [path.name for path in inbox.iterdir()] == ["a.dcm"]
