"""The courier obeys what IT has set, and leaves an audit trail that names no patient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination, practice_destination
from gui.core.entities import Instance
from gui.core.errors import TokenRefused
from gui.core.sending import Begun
from gui.core.token import Token
from gui.core.upload import Outcome
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.store.audit import AuditFailed, read_trail
from gui.store.managed import read_token_file
from gui.store.places import Places
from gui.store.policy import AuditPolicy, DestinationNotAllowed, Policy, PolicyInvalid, PracticeNotAllowed
from gui.store.policy_source import VARIABLE
from tests.helpers.dicom_files import write_study
from tests.service.servers import TOKEN, Store, serving
from tests.store.memory_keyring import MemoryTokens


@pytest.fixture
def audited(tmp_path: Path) -> Policy:
    return Policy(audit=AuditPolicy(on=True, folder=str(tmp_path / "audit")))


def read(courier: Courier, folder: Path) -> tuple[Instance, ...]:
    catalogue = Catalogue()
    courier.read([str(folder)], catalogue, cancel=CancelToken(), report=lambda update: None)
    return tuple(catalogue.instances())


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Files in a folder that is named as nobody should hear."""
    folder = tmp_path / "Planted^Petra born 19431224"
    write_study(folder, series=2, images=2)
    return folder


@pytest.fixture
def made() -> Iterator[list[Courier]]:
    couriers: list[Courier] = []
    yield couriers
    for courier in couriers:
        courier.close()


def make(made: list[Courier], policy: Policy | None, tokens: MemoryTokens | None = None) -> Courier:
    courier = Courier(Places.for_user(), policy=policy, tokens=tokens or MemoryTokens())
    made.append(courier)
    return courier


def send(
    courier: Courier, destination: Destination, instances: tuple[Instance, ...], token: Token | None = None
) -> Any:
    return courier.send(destination, instances, token=token, cancel=CancelToken(), report=lambda _: None)


def test_nothing_of_the_patient_and_no_token_gets_into_the_trail(
    made: list[Courier], audited: Policy, study: Path, tmp_path: Path
) -> None:
    """A whole upload with all that can be named, a token refused, an upload resumed, the History emptied."""
    courier = make(made, audited)
    instances = read(courier, study)
    with serving(Store()) as server:
        place = Destination("d1", "Praxis Dr. Planted", f"{server.base_url}/Planted")
        courier.keep_token(place, Token("planted-wrong-token"))
        sent = send(courier, place, instances)
        assert isinstance(sent.problem, TokenRefused)
        courier.keep_token(place, Token(TOKEN))
        sent = courier.resume(sent.receipt.upload_id, cancel=CancelToken(), report=lambda _: None)
        assert sent.receipt.outcome is Outcome.VERIFIED
    courier.empty_history()
    events = list(read_trail(tmp_path / "audit"))
    assert [event["EventIdentification"]["EventTypeCode"][-1]["csd-code"] for event in events] == [
        "token-kept", "upload-begun", "token-refused", "upload-ended",
        "token-kept", "upload-resumed", "upload-ended", "history-emptied",
    ]  # fmt: skip
    assert events[6]["EventIdentification"]["InstancesVerified"] == 4
    (path,) = (tmp_path / "audit").iterdir()
    text = path.read_text().casefold()
    first = instances[0]
    planted = {"planted", "petra", "19431224", TOKEN, first.patient.name, first.patient.patient_id,
               first.patient.birth_date, first.study.description, first.series.description, str(tmp_path)}  # fmt: skip
    for word in filter(None, planted):
        assert word.casefold() not in text
    assert first.study.study_instance_uid in text


def test_without_its_trail_nothing_is_sent(made: list[Courier], study: Path, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file")
    courier = make(made, Policy(audit=AuditPolicy(on=True, folder=str(tmp_path / "in-the-way"))))
    instances = read(courier, study)
    with serving(Store()) as server:
        with pytest.raises(AuditFailed):
            send(courier, Destination("d1", "City", server.base_url), instances, Token(TOKEN))
        assert server.seen == []


def test_to_a_place_that_it_has_not_set_nothing_is_sent(made: list[Courier], study: Path) -> None:
    allowed = Destination("it-1", "City", "https://upload.example.org")
    courier = make(made, Policy(destinations=(allowed,), locked=True, practice=False))
    instances = read(courier, study)
    with serving(Store()) as server:
        other = Destination("it-1", "City", server.base_url)
        with pytest.raises(DestinationNotAllowed):
            send(courier, other, instances, Token(TOKEN))
        with pytest.raises(DestinationNotAllowed):
            courier.check(other, Token(TOKEN), cancel=CancelToken())
        with pytest.raises(DestinationNotAllowed):
            courier.keep_token(other, Token(TOKEN))
        assert server.seen == []
    with pytest.raises(PracticeNotAllowed):
        send(courier, practice_destination(), instances)
    assert courier.history() == ()


def test_an_upload_from_before_the_lock_does_not_go_on(made: list[Courier], study: Path) -> None:
    courier = make(made, Policy())
    instances = read(courier, study)
    begun: list[int] = []
    with serving(Store()) as server:
        place = Destination("d1", "City", server.base_url)
        courier.send(
            place,
            instances,
            token=Token("t-wrong"),
            cancel=CancelToken(),
            report=lambda value: begun.append(value.upload_id) if isinstance(value, Begun) else None,
        )
        seen = len(server.seen)
        courier.close()
        allowed = Destination("it-1", "City", "https://upload.example.org")
        later = make(made, Policy(destinations=(allowed,), locked=True))
        with pytest.raises(DestinationNotAllowed):
            later.resume(begun[0], token=Token(TOKEN), cancel=CancelToken(), report=lambda _: None)
        assert len(server.seen) == seen


def test_a_token_that_it_has_put_there_is_used_and_nobody_has_to_enter_one(
    made: list[Courier], study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN)
    file.chmod(0o600)
    tokens = MemoryTokens()
    with serving(Store()) as server:
        place = Destination("it-1", "City", server.base_url)
        policy = Policy(destinations=(place,), locked=True, token_files={"it-1": str(file)})
        courier = make(made, policy, tokens)
        assert send(courier, place, read(courier, study)).receipt.outcome is Outcome.VERIFIED
    assert tokens.load(place.address.origin) == read_token_file(file, place)


def test_with_a_policy_that_cannot_be_used_nothing_is_sent_and_nothing_forgotten(
    made: list[Courier], study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Store()) as server:
        place = Destination("d1", "City", server.base_url)
        courier = make(made, Policy())
        instances = read(courier, study)
        send(courier, place, instances, Token(TOKEN))
        courier.close()
        (tmp_path / "policy.toml").write_text("[history]\nkeep = 'yes'\n")
        monkeypatch.setenv(VARIABLE, str(tmp_path / "policy.toml"))
        seen = len(server.seen)
        later = make(made, None)
        with pytest.raises(PolicyInvalid, match="your IT"):
            send(later, place, instances, Token(TOKEN))
        assert len(server.seen) == seen
        assert len(later.history()) == 1
