"""What is set for the line and for History holds for everything the courier does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination, practice_destination
from gui.core.entities import Instance
from gui.core.line import LineSettings, ProxyUse
from gui.core.nudge import Nudge
from gui.core.pace import NightWindow
from gui.core.proxy import ProxySettings
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Progress, Upload
from gui.courier import Courier
from gui.store.ca_file import CertificateFileUnusable
from gui.store.places import Places
from gui.store.settings import Settings, SettingsDamaged, SettingsStore
from tests.service.files import write_series
from tests.service.servers import TOKEN, Store, make_certificate, serving

PROXY = LineSettings(proxy=ProxyUse.OWN, proxy_address="http://proxy.example:8080", proxy_user="sally")


@pytest.fixture
def courier() -> Iterator[Courier]:
    made = Courier(Places.for_user())
    yield made
    made.close()


def ignore(_: Begun | Progress) -> None:
    """Nobody looks."""


def send(
    courier: Courier,
    base_url: str,
    instances: list[Instance],
    *,
    report: Callable[[Begun | Progress], None] = ignore,
    nudge: Nudge | None = None,
) -> Sent:
    destination = Destination("d1", "City Radiology", base_url)
    return courier.send(destination, instances, token=Token(TOKEN), cancel=CancelToken(), report=report, nudge=nudge)


def with_line(courier: Courier, line: LineSettings) -> None:
    courier.settings = lambda: Settings(line=line)


# -- the line ------------------------------------------------------------------------------------------------


def test_a_cap_slows_the_next_upload_down(courier: Courier, tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 4, pixels=5000)
    size = sum(one.size for one in instances)
    with_line(courier, LineSettings(cap_mbit=0.2))
    began = time.monotonic()
    with serving(Store()) as server:
        sent = send(courier, server.base_url, instances)
    assert sent.receipt.outcome is Outcome.VERIFIED
    assert time.monotonic() - began >= (size - 8192) / 25_000


def at_another_hour() -> NightWindow:
    now = datetime.now().astimezone()
    start, end = (now + timedelta(hours=hours) for hours in (2, 3))
    return NightWindow(start.time().replace(microsecond=0), end.time().replace(microsecond=0))


def test_at_other_hours_an_upload_waits_for_the_night_or_a_nudge(courier: Courier, tmp_path: Path) -> None:
    with_line(courier, LineSettings(night=at_another_hour()))
    nudge, waits = Nudge(), []

    def report(value: Begun | Progress) -> None:
        if isinstance(value, Progress) and value.night and value.waiting:
            waits.append(value.waiting)
            nudge.nudge()

    with serving(Store()) as server:
        sent = send(courier, server.base_url, write_series(tmp_path, 1, 2), report=report, nudge=nudge)
    assert sent.receipt.outcome is Outcome.VERIFIED
    assert 7100 < waits[0] <= 7200


def test_an_upload_that_was_told_to_go_does_not_wait_when_it_goes_on(courier: Courier, tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 2)
    store = Store()
    store.refuses = {instances[1].sop_instance_uid}
    with serving(store) as server:
        sent = send(courier, server.base_url, instances)
        assert sent.receipt.outcome is Outcome.SHORT
        store.refuses = set()
        with_line(courier, LineSettings(night=at_another_hour()))
        nights: list[bool] = []
        again = courier.resume(
            sent.receipt.upload_id,
            again=True,
            any_hour=True,
            token=Token(TOKEN),
            cancel=CancelToken(),
            report=lambda value: nights.append(value.night) if isinstance(value, Progress) else None,
        )
    assert again.receipt.outcome is Outcome.VERIFIED
    assert not any(nights)


def test_the_extra_certificates_are_trusted_by_upload_and_check(courier: Courier, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with_line(courier, LineSettings(ca_file=certificate[0]))
    with serving(Store(), tls=certificate) as server:
        courier.check(Destination("d1", "City", server.base_url), Token(TOKEN), cancel=CancelToken())
        sent = send(courier, server.base_url, write_series(tmp_path, 1, 2))
    assert sent.receipt.outcome is Outcome.VERIFIED


def test_a_certificate_file_that_is_gone_stops_an_upload_before_it_is_in_the_journal(
    courier: Courier, tmp_path: Path
) -> None:
    with_line(courier, LineSettings(ca_file=str(tmp_path / "gone.pem")))
    with serving(Store()) as server, pytest.raises(CertificateFileUnusable):
        send(courier, server.base_url, write_series(tmp_path, 1, 1))
    assert server.seen == []
    assert courier.history() == ()


@pytest.mark.parametrize(
    ("line", "proxy"),
    [
        (LineSettings(), None),
        (LineSettings(proxy=ProxyUse.NONE), ProxySettings()),
        (PROXY, ProxySettings("http://proxy.example:8080", "sally", Token("päss word"))),
        (LineSettings(proxy=ProxyUse.OWN, proxy_address="http://a:1"), ProxySettings("http://a:1")),
    ],
)
def test_the_proxy_is_the_one_that_is_set(courier: Courier, line: LineSettings, proxy: ProxySettings | None) -> None:
    if line.proxy_user:
        courier.keep_proxy_password(line.proxy_address, Token("päss word"))
    with_line(courier, line)
    tuning = courier.ways.tuning(Destination("d1", "City", "https://city.example"))
    assert tuning.proxy == proxy
    assert "päss" not in repr(tuning)


def test_a_proxys_password_is_nobodys_token(courier: Courier) -> None:
    courier.keep_proxy_password("http://proxy.example:8080", Token("secret"))
    assert courier._tokens._this_run.keys() == {"proxy+http://proxy.example:8080"}
    courier.forget_proxy_password("http://proxy.example:8080")
    assert not courier._tokens._this_run


def test_nothing_limits_the_way_to_the_practice_service(courier: Courier, tmp_path: Path) -> None:
    with_line(courier, LineSettings(cap_mbit=0.1, night=at_another_hour(), ca_file=str(tmp_path / "gone.pem")))
    tuning = courier.ways.tuning(practice_destination())
    assert (tuning.bytes_per_second, tuning.night, tuning.ca_file, tuning.proxy) == (None, None, None, None)


def test_without_a_window_the_settings_come_from_their_file(courier: Courier) -> None:
    places = Places.for_user()
    places.prepare()
    SettingsStore(places).save(Settings(line=LineSettings(cap_mbit=8)))
    assert courier.ways.tuning(Destination("d1", "City", "https://city.example")).bytes_per_second == 1_000_000
    (places.config / "settings.json").write_text("{")
    with pytest.raises(SettingsDamaged):
        courier.ways.tuning(Destination("d1", "City", "https://city.example"))


# -- history -------------------------------------------------------------------------------------------------


def test_without_a_history_only_what_is_on_show_is_kept(courier: Courier, tmp_path: Path) -> None:
    courier.settings = lambda: Settings(keep_history=False)
    with serving(Store()) as server:
        first = send(courier, server.base_url, write_series(tmp_path, 1, 1)).receipt.upload_id
        second = send(courier, server.base_url, write_series(tmp_path, 2, 1)).receipt.upload_id
    assert [entry.upload_id for entry in courier.history(shown=second)] == [second]
    assert first != second
    assert courier.history() == ()


def test_without_a_history_the_end_forgets_what_this_run_has_sent(tmp_path: Path) -> None:
    before = Courier(Places.for_user())
    with serving(Store()) as server:
        kept = send(before, server.base_url, write_series(tmp_path, 1, 1)).receipt.upload_id
        before.close()
        courier = Courier(Places.for_user())
        courier.settings = lambda: Settings(keep_history=False)
        send(courier, server.base_url, write_series(tmp_path, 2, 1))
        courier.close()
    after = Courier(Places.for_user())
    assert [entry.upload_id for entry in after.history()] == [kept]
    after.close()


def test_an_upload_that_was_cut_off_is_kept_to_be_gone_on_with(courier: Courier, tmp_path: Path) -> None:
    place = Destination("d1", "City", "https://city.example")
    cut_off = courier.journal.begin(Upload(place, tuple(write_series(tmp_path, 1, 2)), datetime.now(UTC)))
    courier.settings = lambda: Settings(keep_history=False)
    assert [entry.upload_id for entry in courier.history()] == [cut_off]


def test_emptying_the_history_leaves_what_the_window_is_about(courier: Courier, tmp_path: Path) -> None:
    with serving(Store()) as server:
        first = send(courier, server.base_url, write_series(tmp_path, 1, 1)).receipt.upload_id
        second = send(courier, server.base_url, write_series(tmp_path, 2, 1)).receipt.upload_id
    assert [entry.upload_id for entry in courier.empty_history(shown=first)] == [first]
    assert second != first
    assert courier.empty_history() == ()


def test_each_files_digest_is_that_of_what_the_service_holds(courier: Courier, tmp_path: Path) -> None:
    instances = write_series(tmp_path, 1, 3) + write_series(tmp_path, 2, 1)
    store = Store()
    with serving(store) as server:
        receipt = send(courier, server.base_url, instances).receipt
    for line in receipt.lines:
        files = courier.files(receipt.upload_id, line.series_instance_uid)
        assert len(files) == line.chosen
        for one in files:
            assert one.state is InstanceState.VERIFIED
            assert one.digest == store.digests[one.sop_instance_uid]
            assert one.digest == hashlib.sha256(Path(one.path).read_bytes()).hexdigest()
