"""Whether there is a newer version is looked for where IT says so, as often as IT says, and told to nobody else."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gui import __version__, updates
from gui.core.cancel import Cancelled, CancelToken
from gui.core.errors import CourierError, ServiceUnreachable
from gui.core.exit_codes import NOT_REACHED, VERIFIED
from gui.core.release import NoticeUnusable
from gui.courier import Courier
from gui.store.logs import FILE_NAME, end_logging, set_up_logging
from gui.store.places import Places
from gui.store.policy import Policy, UpdatePolicy
from gui.store.policy_source import VARIABLE
from gui.updates import Updates, updates_of
from tests.helpers.notices import EXPIRES, ISSUED, Signer
from tests.service.helpers import answer
from tests.service.servers import serving
from tests.store.memory_keyring import MemoryTokens

ADDRESS = "https://it.clinic.example/courier/release.txt"


class Site:
    """An address, what is there, and how often it was asked for it."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer
        self.there: bytes | CourierError | Cancelled = signer.notice()
        self.asked = 0
        self.now = datetime(2026, 11, 25, 9, tzinfo=UTC)

    def fetch(self, address: str, cancel: CancelToken) -> bytes:
        assert address == ADDRESS
        self.asked += 1
        if isinstance(self.there, bytes):
            return self.there
        raise self.there

    def updates(self, *, days: int = 1, installed: str = "1.2.0", signer: Signer | None = None) -> Updates:
        policy = UpdatePolicy(ADDRESS, (signer or self.signer).public_key, days)
        return Updates(policy, Places.for_user(), self.fetch, installed=installed, now=lambda: self.now)

    def told(self, **more: int | str | Signer) -> str:
        """The version that a program which starts now tells of."""
        release = self.updates(**more).newer(CancelToken())  # type: ignore[arg-type]
        return "" if release is None else release.version

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def site() -> Site:
    return Site(Signer())


@pytest.fixture
def log() -> Iterator[Path]:
    places = Places.for_user()
    places.prepare()
    handler = set_up_logging(places)
    yield places.logs / FILE_NAME
    end_logging(handler)
    logging.getLogger("gui").setLevel(logging.NOTSET)


def test_without_an_address_nobody_looks(site: Site) -> None:
    off = Updates(UpdatePolicy(), Places.for_user(), site.fetch)
    assert not off.on
    assert off.newer(CancelToken()) is None
    assert site.asked == 0
    assert not (Places.for_user().data / "updates.json").exists()


def test_a_newer_version_is_told_of_and_an_equal_or_older_one_is_not(site: Site) -> None:
    assert site.told() == "1.3.0"
    assert site.told(installed="1.3") == ""
    assert site.told(installed="1.10") == ""


def test_it_asks_once_a_day_and_tells_of_it_at_every_start(site: Site) -> None:
    for _ in range(3):
        assert site.told() == "1.3.0"
        site.pass_days(0.3)
    assert site.asked == 1
    site.pass_days(0.2)
    assert site.told() == "1.3.0"
    assert site.asked == 2


def test_it_asks_as_seldom_as_it_wants(site: Site) -> None:
    site.told(days=7)
    site.pass_days(6.9)
    site.told(days=7)
    assert site.asked == 1
    site.pass_days(0.2)
    site.told(days=7)
    assert site.asked == 2


def test_a_clock_that_was_set_back_does_not_stop_it(site: Site) -> None:
    site.told()
    site.pass_days(-400)
    assert site.told() == ""  # its day is yet to come
    assert site.asked == 2


def test_what_was_dismissed_is_not_told_again_and_the_next_version_is(site: Site) -> None:
    release = site.updates().newer(CancelToken())
    assert release is not None
    site.updates().dismiss(release)
    assert site.told() == ""
    site.pass_days(1)
    site.there = site.signer.notice("1.3.0", issued=ISSUED + timedelta(days=2))
    assert site.told() == ""
    site.pass_days(1)
    site.there = site.signer.notice("1.4.0")
    assert site.told() == "1.4.0"


def test_one_that_has_expired_since_is_not_told_of(site: Site) -> None:
    site.told()
    site.there = ServiceUnreachable(name="x")
    site.now = datetime(EXPIRES.year, EXPIRES.month, EXPIRES.day, 23, tzinfo=UTC)
    assert site.told() == "1.3.0"
    site.pass_days(1)
    assert site.told() == ""


def test_an_older_notice_does_not_take_the_place_of_a_newer_one(site: Site, log: Path) -> None:
    site.there = site.signer.notice("1.4.0")
    assert site.told() == "1.4.0"
    site.pass_days(1)
    site.there = site.signer.notice("1.3.0", issued=ISSUED + timedelta(days=3))
    assert site.told() == "1.4.0"
    assert "NoticeUnusable (Older)" in log.read_text()


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (b"<html>Sign in, Mrs Rossi</html>", "NoticeUnusable (NoNotice)"),
        (Signer().notice("9.0"), "NoticeUnusable (Signature)"),
        (
            ServiceUnreachable(name="it.clinic.example", detail="ConnectionError"),
            "ServiceUnreachable (ConnectionError)",
        ),
    ],
)
def test_what_goes_wrong_is_a_line_in_the_log_by_its_classes(
    site: Site, log: Path, there: bytes | CourierError, words: str
) -> None:
    site.there = there
    assert site.told() == ""
    (line,) = log.read_text().splitlines()
    assert line.endswith(f"INFO gui.updates There is no notice of a newer version: {words}")
    assert site.told() == ""  # and not asked again today
    assert site.asked == 1


def test_with_another_key_everything_begins_anew(site: Site) -> None:
    site.there = site.signer.notice("9.0.0")
    assert site.told() == "9.0.0"
    other = Signer()
    assert site.told(signer=other) == ""
    site.pass_days(1)
    site.there = other.notice("1.3.0")
    assert site.told(signer=other) == "1.3.0"


def test_what_was_kept_is_proven_anew(site: Site) -> None:
    site.told()
    path = Places.for_user().data / "updates.json"
    kept = json.loads(path.read_text())
    kept["notice"] = kept["notice"].swapcase()
    path.write_text(json.dumps(kept))
    assert site.told() == ""


def test_a_look_that_was_broken_off_is_made_up_for(site: Site) -> None:
    good, site.there = site.there, Cancelled()
    with pytest.raises(Cancelled):
        site.told()
    site.there = good
    assert site.told() == "1.3.0"
    assert site.asked == 2


def test_what_cannot_be_kept_is_told_all_the_same(site: Site, log: Path) -> None:
    (Places.for_user().data / "updates.json").mkdir(parents=True)
    shared = site.updates()
    for _ in range(2):
        release = shared.newer(CancelToken())
        assert release is not None
        assert release.version == "1.3.0"
    assert site.asked == 1
    assert "could not be kept" in log.read_text()
    shared.dismiss(release)
    assert shared.newer(CancelToken()) is None


def test_whoever_looks_by_hand_hears_what_is_wrong(site: Site) -> None:
    site.there = b"nothing"
    with pytest.raises(NoticeUnusable):
        site.updates().look(CancelToken())
    site.there = site.signer.notice()
    release = site.updates().look(CancelToken())
    assert release is not None
    site.updates().dismiss(release)
    assert site.updates().look(CancelToken()) == release
    assert site.asked == 3


# -- with a real server ----------------------------------------------------------------------------------------


def test_the_courier_looks_on_the_way_that_its_uploads_go() -> None:
    signer = Signer()
    with serving(answer(200, signer.notice("99.0"))) as server:
        policy = Policy(updates=UpdatePolicy(f"{server.base_url}/r.txt", signer.public_key))
        courier = Courier(Places.for_user(), policy=policy, tokens=MemoryTokens())
        release = updates_of(courier, Places.for_user()).newer(CancelToken())
        courier.close()
    assert release is not None
    assert release.version == "99.0"
    assert [exchange.path for exchange in server.seen] == ["/r.txt"]


@pytest.fixture
def set_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_the_command_line_says_what_there_is(set_by_it: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signer = Signer()
    with serving(answer(200, signer.notice("99.0", text="All is new.", page="https://it.example/"))) as server:
        set_by_it.write_text(
            f'[updates]\naddress = "{server.base_url}/r.txt"\npublic_key = "{signer.written}"\n', "utf-8"
        )
        assert updates.main([]) == VERIFIED
        assert capsys.readouterr().out.splitlines() == [
            "Version 99.0 is available. Your IT installs it.", "All is new.", "https://it.example/",
        ]  # fmt: skip
        assert updates.main(["--json"]) == VERIFIED
        told = json.loads(capsys.readouterr().out)
        assert (told["installed"], told["newer"], told["looks"]) == (__version__, "99.0", True)
        set_by_it.write_text(
            f'[updates]\naddress = "{server.base_url}/r.txt"\npublic_key = "{Signer().written}"\n', "utf-8"
        )
        assert updates.main([]) == NOT_REACHED
        heard = capsys.readouterr()
        assert heard.out == ""
        assert "signature" in heard.err


def test_the_command_line_says_that_there_is_nothing(set_by_it: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_by_it.write_text("", "utf-8")
    assert updates.main([]) == VERIFIED
    assert "has not set where to look" in capsys.readouterr().out
    set_by_it.write_text("colour = 1\n", "utf-8")
    assert updates.main([]) == NOT_REACHED
    assert "line 1" in capsys.readouterr().err
    signer = Signer()
    with serving(answer(200, signer.notice(__version__))) as server:
        set_by_it.write_text(
            f'[updates]\naddress = "{server.base_url}/r.txt"\npublic_key = "{signer.written}"\n', "utf-8"
        )
        assert updates.main([]) == VERIFIED
    assert "no newer one" in capsys.readouterr().out


def test_two_that_look_at_once_ask_once(site: Site) -> None:
    shared = site.updates()
    heard: list[str] = []

    def look() -> None:
        release = shared.newer(CancelToken())
        heard.append("" if release is None else release.version)

    lookers = [threading.Thread(target=look) for _ in range(4)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    assert heard == ["1.3.0"] * 4
    assert site.asked == 1
