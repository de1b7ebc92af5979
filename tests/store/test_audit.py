"""The audit trail says who sent which study where, and nothing that names a patient."""

from __future__ import annotations

import dataclasses
import json
import os
import socket
import stat
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.sr._concepts_dict import concepts

from gui.core.destination import Destination
from gui.core.entities import Patient
from gui.core.errors import NotTheService, TokenRefused
from gui.core.upload import Outcome
from gui.store import audit_message as told
from gui.store.audit import AuditFailed, AuditTrail, read_trail
from gui.store.journal import Journal
from gui.store.managed import Managed
from gui.store.places import Places
from gui.store.policy import AuditPolicy, Policy
from gui.store.settings import Settings, SettingsStore
from gui.store.system_log import (
    EVENT_IDS,
    LONGEST,
    EventLog,
    Syslog,
    SystemLog,
    event_id,
    kind_of,
    shortened,
    system_logs,
)
from tests.helpers.small_disk import fill, small_disk
from tests.store.uploads import PLACE, PRACTICE, make_upload

NOON = datetime(2026, 11, 24, 12, 0, 0, 250_000, tzinfo=UTC)


def trail(folder: Path, *, now: datetime = NOON, copies: Sequence[SystemLog] = (), **more: Any) -> AuditTrail:
    return AuditTrail(AuditPolicy(on=True, **more), folder, now=lambda: now, copies=copies)


def events(folder: Path) -> list[dict[str, Any]]:
    return list(read_trail(folder))


def until_it_fails(audit: AuditTrail) -> None:
    for number in range(5000):
        audit.history_emptied(number)


def kinds(event: dict[str, Any]) -> list[str]:
    return [kind["csd-code"] for kind in event["EventIdentification"]["EventTypeCode"]]


def test_without_the_wish_of_it_nothing_is_written(tmp_path: Path) -> None:
    audit = AuditTrail(AuditPolicy(), tmp_path / "audit")
    upload = make_upload()
    audit.begun(1, upload, resumed=False)
    audit.ended(1, upload, Outcome.VERIFIED, arrived=10)
    audit.history_emptied(3)
    audit.destination("added", PLACE)
    audit.token_kept(PLACE, "keyring")
    audit.token_refused(PLACE)
    assert not (tmp_path / "audit").exists()


def test_an_upload_is_told_in_the_words_of_the_standard(tmp_path: Path) -> None:
    audit = trail(tmp_path)
    upload = make_upload(10, series=2)
    audit.begun(7, upload, resumed=False)
    audit.begun(7, upload, resumed=True)
    audit.ended(7, upload, Outcome.SHORT, arrived=9)
    begun, resumed, ended = events(tmp_path)
    identification = begun["EventIdentification"]
    assert identification["EventID"] == {
        "csd-code": "110102", "codeSystemName": "DCM", "originalText": "Begin Transferring DICOM Instances",
    }  # fmt: skip
    assert identification["EventDateTime"] == "2026-11-24T12:00:00.250Z"
    assert (identification["EventOutcomeIndicator"], identification["UploadNumber"]) == ("0", 7)
    assert (kinds(begun), kinds(resumed)) == (["upload-begun"], ["upload-resumed"])
    person, process, place = begun["ActiveParticipant"]
    assert (person["UserIsRequestor"], process["RoleIDCode"][0]["csd-code"]) == (True, "110153")
    assert person["NetworkAccessPointID"] == socket.gethostname()
    assert (place["UserID"], place["RoleIDCode"][0]["csd-code"]) == ("https://dicom.example:8443", "110152")
    (study,) = begun["ParticipantObjectIdentification"]
    assert study["ParticipantObjectID"] == "1.2.3"
    assert study["ParticipantObjectIDTypeCode"]["csd-code"] == "110180"
    assert study["SOPClass"] == [{"UID": "1.2.840.10008.5.1.4.1.1.2", "NumberOfInstances": 10}]
    assert ended["EventIdentification"]["EventID"]["originalText"] == "DICOM Instances Transferred"
    assert ended["EventIdentification"]["EventOutcomeDescription"] == "short"
    assert ended["EventIdentification"]["EventOutcomeIndicator"] == "4"
    assert ended["EventIdentification"]["InstancesVerified"] == 9


@pytest.mark.parametrize(
    ("outcome", "indicator"),
    [
        (Outcome.VERIFIED, "0"),
        (Outcome.CANCELLED, "4"),
        (Outcome.SHORT, "4"),
        (Outcome.FAILED, "8"),
        (Outcome.REFUSED, "8"),
        (None, "8"),
    ],
)
def test_each_outcome_has_its_indicator(tmp_path: Path, outcome: Outcome | None, indicator: str) -> None:
    trail(tmp_path).ended(1, make_upload(), outcome, arrived=0)
    assert events(tmp_path)[0]["EventIdentification"]["EventOutcomeIndicator"] == indicator


def test_a_study_whose_uid_is_a_name_is_not_named(tmp_path: Path) -> None:
    upload = make_upload(1, series=1)
    study = dataclasses.replace(upload.instances[0].study, study_instance_uid="Rossi^Maria 1962")
    upload = dataclasses.replace(upload, instances=(dataclasses.replace(upload.instances[0], study=study),))
    trail(tmp_path).begun(1, upload, resumed=False)
    (event,) = events(tmp_path)
    assert event["ParticipantObjectIdentification"][0]["ParticipantObjectID"] == "(not a UID)"


def test_no_name_no_path_and_no_description_gets_in(tmp_path: Path) -> None:
    audit = trail(tmp_path)
    upload = make_upload(patient=Patient("ID-4711", "Clinic", "Rossi^Maria", "19620411", "F"))
    place = Destination("d", "Dr. Rossi", "https://x.example/rossi/secret")
    audit.begun(1, upload, resumed=False)
    audit.ended(1, upload, Outcome.VERIFIED, arrived=10)
    audit.destination("changed", place)
    audit.token_kept(place, "keyring")
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    for planted in ("Rossi", "rossi", "4711", "19620411", "/media", "thorax", "secret", "A-17"):
        assert planted not in text


def test_each_month_has_its_file_for_this_person_only(tmp_path: Path) -> None:
    folder = tmp_path / "audit"
    trail(folder).history_emptied(1)
    trail(folder, now=datetime(2026, 12, 1, 0, 0, tzinfo=UTC)).history_emptied(2)
    names = sorted(path.name for path in folder.iterdir())
    assert [name[-len("-2026-11.jsonl") :] for name in names] == ["-2026-11.jsonl", "-2026-12.jsonl"]
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [event["EventIdentification"]["UploadsForgotten"] for event in events(folder)] == [1, 2]


def test_months_that_are_too_old_go_and_others_files_stay(tmp_path: Path) -> None:
    for month in (6, 9, 10):
        trail(tmp_path, now=datetime(2026, month, 15, tzinfo=UTC)).history_emptied(month)
    other = tmp_path / "audit-other-person-2001-01.jsonl"
    other.write_text("{}\n")
    trail(tmp_path, days=40).history_emptied(11)  # September ended 55 days ago, October 24
    left = [path.name[-len("2026-10.jsonl") :] for path in sorted(tmp_path.iterdir()) if path != other]
    assert left == ["2026-10.jsonl", "2026-11.jsonl"]
    assert other.exists()


def test_the_oldest_months_go_while_all_are_too_large(tmp_path: Path) -> None:
    for month in (8, 9, 10):
        trail(tmp_path, now=datetime(2026, month, 15, tzinfo=UTC)).history_emptied(month)
    for path in tmp_path.iterdir():
        path.write_bytes(b"x" * 600_000)
    trail(tmp_path, max_mb=1).history_emptied(11)
    assert [path.name[-len("2026-10.jsonl") :] for path in sorted(tmp_path.iterdir())] == [
        "2026-10.jsonl", "2026-11.jsonl",
    ]  # fmt: skip


def test_a_line_that_a_crash_cut_off_is_left_out_of_the_reading(tmp_path: Path) -> None:
    trail(tmp_path).history_emptied(1)
    (path,) = tmp_path.iterdir()
    with path.open("a") as file:
        file.write('{"EventIdent')
    assert len(events(tmp_path)) == 1


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    trail(tmp_path / "a").history_emptied(1)
    (path,) = (tmp_path / "a").iterdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / path.name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AuditFailed):
        trail(tmp_path / "b").history_emptied(1)
    assert not (tmp_path / "elsewhere").exists()


def test_a_copy_goes_to_the_system_s_log(tmp_path: Path) -> None:
    address = str(tmp_path / "log")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.settimeout(10)
        audit = trail(tmp_path / "audit", copies=[Syslog(address)])
        audit.token_refused(PLACE)
        told = listener.recv(65536).rstrip(b"\0").decode()
    (path,) = (tmp_path / "audit").iterdir()
    assert told.startswith("<86>dicom-courier: {")
    assert told[told.index("{") :] == path.read_text().strip()


def test_without_a_system_log_the_file_alone_counts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    audit = trail(tmp_path / "audit", copies=[Syslog(str(tmp_path / "none"))])
    audit.token_refused(PLACE)
    (event,) = events(tmp_path / "audit")
    assert kinds(event) == ["110122", "token-refused"]
    assert "system’s log" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="there it is there")
def test_without_an_event_log_the_file_alone_counts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trail(tmp_path, copies=[EventLog()]).begun(1, make_upload(), resumed=False)
    assert len(events(tmp_path)) == 1
    assert "system’s log" in caplog.text


def test_each_copy_is_told_the_event_s_word_and_outcome(tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []

    class Copy:
        def hand_over(self, text: str, word: str, outcome: str) -> None:
            assert json.loads(text)["EventIdentification"]["EventOutcomeIndicator"] == outcome
            heard.append((word, outcome))

    audit = trail(tmp_path, copies=[Copy(), Copy()])
    audit.ended(1, make_upload(), Outcome.SHORT, arrived=0)
    audit.token_refused(PLACE)
    assert heard == [("upload-ended", "4")] * 2 + [("token-refused", "8")] * 2


def test_a_system_has_the_logs_that_the_policy_wants_of_it() -> None:
    assert system_logs(syslog=False, event_log=False) == ()
    (found,) = system_logs(syslog=True, event_log=True)
    assert isinstance(found, EventLog if sys.platform == "win32" else Syslog)


def test_every_event_has_a_number_of_its_own_in_the_event_log(tmp_path: Path) -> None:
    audit = trail(tmp_path)
    upload = make_upload()
    audit.begun(1, upload, resumed=False)
    audit.begun(1, upload, resumed=True)
    audit.ended(1, upload, Outcome.VERIFIED, arrived=10)
    for what in ("added", "changed", "removed"):
        audit.destination(what, PLACE)
    audit.token_kept(PLACE, "keyring")
    audit.token_refused(PLACE)
    audit.history_emptied(3)
    numbers = [event_id(kinds(event)[-1]) for event in events(tmp_path)]
    assert numbers == list(range(1, 10))
    assert event_id("something new") not in numbers
    assert all(1 <= number <= 1000 for number in (*EVENT_IDS.values(), event_id("something new")))


def test_an_event_is_information_a_warning_or_an_error() -> None:
    assert [kind_of(outcome) for outcome in (told.SUCCESS, told.MINOR, told.SERIOUS, "12")] == [4, 2, 1, 1]


@given(st.text(st.characters(codec="ascii"), max_size=50), st.integers(0, LONGEST + 50))
def test_a_text_is_as_long_as_an_event_may_hold_it(end: str, before: int) -> None:
    text = "x" * before + end
    short = shortened(text)
    assert len(short) <= LONGEST
    assert short == text or (len(text) > LONGEST and short[:-1] == text[: LONGEST - 1] and short[-1] == "…")


# -- the standard ----------------------------------------------------------------------------------------------


def codes(value: Any) -> list[dict[str, str]]:
    """Every coded value within."""
    if isinstance(value, dict):
        found = [value] if "csd-code" in value else []
        return found + [code for inner in value.values() for code in codes(inner)]
    return [code for inner in value for code in codes(inner)] if isinstance(value, list) else []


def test_codes_and_meanings_are_those_of_the_standard(tmp_path: Path) -> None:
    audit = trail(tmp_path)
    upload = make_upload()
    audit.begun(1, upload, resumed=False)
    audit.ended(1, upload, Outcome.VERIFIED, arrived=10)
    audit.destination("added", PLACE)
    audit.token_kept(PLACE, "keyring")
    audit.token_refused(PLACE)
    audit.history_emptied(3)
    standard = {
        code: (meaning, groups) for entries in concepts["DCM"].values() for code, (meaning, groups) in entries.items()
    }
    places = {"EventID": 400, "EventTypeCode": 401, "RoleIDCode": 402, "ParticipantObjectIDTypeCode": 404}
    seen = set()
    for event in events(tmp_path):
        for where in (
            event["EventIdentification"],
            *event["ActiveParticipant"],
            *event["ParticipantObjectIdentification"],
        ):
            for name, group in places.items():
                for code in codes([where.get(name, [])]):
                    if code["codeSystemName"] == "DCM":
                        meaning, groups = standard[code["csd-code"]]
                        assert code["originalText"] == meaning
                        assert group in groups
                        seen.add(code["csd-code"])
    assert seen == {
        "110102", "110104", "110113", "110114", "110122", "110128", "110137", "110152", "110153", "110180",
    }  # fmt: skip


def test_events_have_the_actions_and_participants_that_the_standard_demands(tmp_path: Path) -> None:
    audit = trail(tmp_path)
    upload = make_upload()
    audit.begun(1, upload, resumed=False)
    audit.ended(1, upload, Outcome.VERIFIED, arrived=10)
    audit.destination("added", PLACE)
    audit.token_refused(PLACE)
    begun, ended, alert, login = events(tmp_path)
    actions = [event["EventIdentification"]["EventActionCode"] for event in (begun, ended, alert, login)]
    assert actions == ["E", "R", "E", "E"]  # PS3.15 §A.5.3.3, .7, .11, .12
    for event in (begun, ended):
        roles = [[code["csd-code"] for code in one.get("RoleIDCode", [])] for one in event["ActiveParticipant"]]
        assert roles == [[], ["110153"], ["110152"]]
        assert [one["UserIsRequestor"] for one in event["ActiveParticipant"]] == [True, False, False]
        assert event["ActiveParticipant"][1]["UserID"] == str(os.getpid())
        assert "@" in event["ActiveParticipant"][0]["UserID"]
    assert [one["UserIsRequestor"] for one in alert["ActiveParticipant"]] == [True]
    (subject,) = alert["ParticipantObjectIdentification"]
    assert (subject["ParticipantObjectIDTypeCode"]["csd-code"], subject["ParticipantObjectTypeCodeRole"]) == (
        "12",
        "13",
    )
    assert subject["ParticipantObjectID"] == "https://dicom.example:8443"
    assert login["ParticipantObjectIdentification"] == []
    assert login["ActiveParticipant"][1]["NetworkAccessPointID"] == "dicom.example"


def test_an_address_by_number_is_said_to_be_one(tmp_path: Path) -> None:
    trail(tmp_path).token_refused(Destination("d", "x", "https://[2001:db8::1]:8443"))
    trail(tmp_path).token_refused(Destination("d", "x", "https://dicom.example"))
    found = [event["ActiveParticipant"][1] for event in events(tmp_path)]
    assert [(one["NetworkAccessPointTypeCode"], one["NetworkAccessPointID"]) for one in found] == [
        ("2", "2001:db8::1"), ("1", "dicom.example"),
    ]  # fmt: skip


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        audit = trail(disk)
        audit.history_emptied(0)
        fill(disk)
        with pytest.raises(AuditFailed) as failed:
            until_it_fails(audit)
        assert failed.value.detail == "OSError"


# -- who writes it ---------------------------------------------------------------------------------------------


def test_each_change_of_the_destinations_is_on_record(tmp_path: Path) -> None:
    store = SettingsStore(Places.for_user(), audit=trail(tmp_path))
    store.load()
    other = Destination("d2", "Other", "https://other.example")
    store.save(Settings((PLACE, other)))
    store.save(Settings((PLACE, Destination("d2", "Other", "https://moved.example"))))
    store.save(Settings((PLACE,), history_days=3))
    store.save(Settings((PLACE,), history_days=4))
    told = [
        (kinds(event)[-1], event["ParticipantObjectIdentification"][0]["ParticipantObjectID"])
        for event in events(tmp_path)
    ]
    assert told == [
        ("destination-added", "https://dicom.example:8443"),
        ("destination-added", "https://other.example:443"),
        ("destination-changed", "https://moved.example:443"),
        ("destination-removed", "https://moved.example:443"),
    ]


def test_an_upload_that_dies_is_on_record_as_failed(tmp_path: Path) -> None:
    places = Places.for_user()
    places.prepare()
    managed = Managed(places, Policy(audit=AuditPolicy(on=True, folder=str(tmp_path / "audit"))))
    journal = Journal(places.data / "journal.sqlite3")
    upload_id = journal.begin(make_upload(destination=PRACTICE))
    with pytest.raises(RuntimeError), managed.on_record(journal, upload_id, resumed=False):
        raise RuntimeError("planted")
    with managed.on_record(journal, upload_id, resumed=True):
        """Nothing is sent."""
    journal.close()
    told = [event["EventIdentification"] for event in events(tmp_path / "audit")]
    assert [one["EventOutcomeIndicator"] for one in told] == ["0", "8", "0", "8"]
    assert [one["EventTypeCode"][0]["csd-code"] for one in told] == [
        "upload-begun", "upload-ended", "upload-resumed", "upload-ended",
    ]  # fmt: skip
    assert {event["ActiveParticipant"][2]["UserID"] for event in events(tmp_path / "audit")} == {"practice"}


def test_only_a_refused_token_is_on_record_as_refused(tmp_path: Path) -> None:
    managed = Managed(Places.for_user(), Policy(audit=AuditPolicy(on=True, folder=str(tmp_path))))
    managed.note_refusal(PLACE, NotTheService(endpoint="x"))
    managed.note_refusal(PLACE, None)
    assert events(tmp_path) == []
    with pytest.raises(TokenRefused), managed.noting_refusal(PLACE):
        raise TokenRefused(name="x")
    assert [kinds(event)[-1] for event in events(tmp_path)] == ["token-refused"]


def test_every_line_is_plain_ascii_json(tmp_path: Path) -> None:
    trail(tmp_path).destination("added", Destination("d", "x", "https://münchen.example"))
    (path,) = tmp_path.iterdir()
    line = path.read_bytes()
    assert line.endswith(b"\n")
    assert line.isascii()
    assert json.loads(line)["ParticipantObjectIdentification"][0]["ParticipantObjectID"].startswith("https://xn--")
