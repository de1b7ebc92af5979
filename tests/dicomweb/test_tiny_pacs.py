"""tiny_pacs, which disagrees with Orthanc in nearly everything, is read just as rightly.

One connection at a time: its database in memory refuses images that come in parallel, at random.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Scheme
from gui.core.entities import Instance
from gui.core.errors import CourierError, NotTheService, TokenRefused
from gui.core.receipt import LineState
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome
from gui.service.check import check_connection
from gui.service.dicomweb_answers import ALREADY_THERE
from tests.dicomweb.conftest import CAP
from tests.dicomweb.sending import destination_of, send
from tests.helpers.tiny_pacs import TOKEN, TinyPacs, needs_tiny_pacs
from tests.service.files import describe, write_series
from tests.service.memory_journal import MemoryJournal

pytestmark = needs_tiny_pacs


def send_to(server: TinyPacs, images: list[Instance], token: str = TOKEN):  # type: ignore[no-untyped-def]
    return send(destination_of(server.base_url, Scheme.BEARER, connections=1), token, images)


def reasons(journal: MemoryJournal) -> dict[str, str]:
    return {uid: reason for result in journal.results(1) for uid, reason in result.reasons.items()}


def test_a_series_is_counted_by_the_names_of_its_images(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    images = write_series(tmp_path, 11, 45)
    end, receipt, _ = send_to(tiny_pacs, images)
    assert end.outcome is Outcome.VERIFIED
    assert [(line.sent, line.service_count, line.reason) for line in receipt.lines] == [(45, 45, "")]


def test_what_is_already_there_has_arrived_and_says_so(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    images = write_series(tmp_path, 12, 6)
    send_to(tiny_pacs, images[:4])
    end, receipt, journal = send_to(tiny_pacs, images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.VERIFIED
    assert (line.sent, line.service_count, line.arrived, line.state) == (6, 6, 6, LineState.VERIFIED)
    assert line.reason == f"4 of 6 images: {ALREADY_THERE}"
    assert reasons(journal) == {one.sop_instance_uid: ALREADY_THERE for one in images[:4]}
    end, _, journal = send_to(tiny_pacs, images)
    assert end.outcome is Outcome.VERIFIED
    assert journal.results(1)[0].status == 409, "it took none, and all are there"


def test_a_body_over_the_cap_is_halved_until_it_fits(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    images = write_series(tmp_path, 13, 12, pixels=9000)
    end, receipt, journal = send_to(tiny_pacs, images)
    assert end.outcome is Outcome.VERIFIED
    assert 413 in [result.status for result in journal.results(1)]
    assert end.limits.max_bytes <= CAP
    assert [(line.sent, line.service_count) for line in receipt.lines] == [(12, 12)]


def test_a_file_that_is_alone_over_the_cap_is_named(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    images = [*write_series(tmp_path, 14, 3), *write_series(tmp_path, 15, 1, pixels=2 * CAP)]
    end, receipt, _ = send_to(tiny_pacs, images)
    good, large = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert good.state is LineState.VERIFIED
    assert [one.reason for one in large.missing_instances] == ["The file is larger than the service takes."]


def test_a_refusal_without_a_name_is_traced_to_its_file(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    images = write_series(tmp_path, 16, 5)
    bad = Path(images[1].path)
    bad.write_bytes(b"not dicom" * 20)
    images[1] = describe(bad, images[1].series.series_instance_uid, images[1].sop_instance_uid)
    end, receipt, journal = send_to(tiny_pacs, images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert (line.arrived, line.service_count, line.state) == (4, 4, LineState.SHORT)
    assert [one.path for one in line.missing_instances] == [str(bad)]
    assert "0110H" in line.missing_instances[0].reason
    assert journal.states(1)[images[1].sop_instance_uid] is InstanceState.REFUSED


def test_a_wrong_token_stops_the_upload(tiny_pacs: TinyPacs, tmp_path: Path) -> None:
    end, receipt, _ = send_to(tiny_pacs, write_series(tmp_path, 17, 2), token="wrong")
    assert isinstance(end.problem, TokenRefused)
    assert end.outcome is Outcome.REFUSED
    assert receipt.arrived == 0


def test_the_check_tells_a_good_address_and_token(tiny_pacs: TinyPacs) -> None:
    check_connection(destination_of(tiny_pacs.base_url, Scheme.BEARER), Token(TOKEN), CancelToken())


@pytest.mark.parametrize(
    ("path", "token", "error"), [("/dicomweb", "wrong", TokenRefused), ("/elsewhere", TOKEN, NotTheService)]
)
def test_the_check_tells_what_is_wrong(tiny_pacs: TinyPacs, path: str, token: str, error: type[CourierError]) -> None:
    destination = destination_of(f"http://127.0.0.1:{tiny_pacs.port}{path}", Scheme.BEARER)
    with pytest.raises(error):
        check_connection(destination, Token(token), CancelToken())
