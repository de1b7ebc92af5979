"""Whole uploads to a DICOMweb server: listed, witnessed, already there, not confirmed, and gone on with."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Destination, Dialect, Scheme
from gui.core.entities import Instance
from gui.core.errors import AccessRefused, CourierError, NotTheService, ServiceFailing, TokenRefused
from gui.core.receipt import LineState, Receipt
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome, Progress
from gui.service.check import check_connection
from gui.service.dicomweb_answers import ALREADY_THERE
from gui.service.uploader import UploadEnd
from tests.service.files import plan, write_series
from tests.service.helpers import QUICK, send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import TOKEN, Exchange, Script, serving
from tests.service.stow import Pacs, answers, basic

Journal = MemoryJournal


def run(
    script: Script, images: list[Instance], journal: MemoryJournal | None = None, **more: object
) -> tuple[UploadEnd, Receipt, MemoryJournal]:
    journal = journal or MemoryJournal()
    with serving(script) as server:
        settings = {"dialect": Dialect.DICOMWEB, "scheme": Scheme.BEARER, **more}
        upload_id = plan(journal, images, server.base_url, **settings)
        end = send(journal, upload_id)
    return end, journal.receipt(upload_id, outcome=end.outcome), journal


def uids(images: list[Instance]) -> list[str]:
    return [one.sop_instance_uid for one in images]


def reasons(receipt: Receipt) -> list[str]:
    return [one.reason for line in receipt.lines for one in line.missing_instances]


def test_the_request_is_what_the_standard_asks_for(tmp_path: Path) -> None:
    images, pacs, seen = write_series(tmp_path, 1, 3), Pacs(), []

    def script(exchange: Exchange) -> None:
        seen.append(exchange)
        pacs(exchange)

    end, _, journal = run(script, images)
    post = seen[0]
    kind, _, boundary = post.headers["content-type"].partition("; boundary=")
    assert end.outcome is Outcome.VERIFIED
    assert post.path == "/studies"
    assert kind == 'multipart/related; type="application/dicom"'
    assert boundary
    assert post.headers["accept"] == "application/dicom+json"
    assert "transfer-encoding" not in post.headers
    assert pacs.heads == [b"Content-Type: application/dicom"] * 3
    assert pacs.digests == {
        one.sop_instance_uid: hashlib.sha256(Path(one.path).read_bytes()).hexdigest() for one in images
    }
    assert journal.results(1)[0].digests == pacs.digests


def test_basic_sends_name_and_password(tmp_path: Path) -> None:
    end, _, _ = run(Pacs(authorization=basic(TOKEN)), write_series(tmp_path, 1, 1), scheme=Scheme.BASIC)
    assert end.outcome is Outcome.VERIFIED


@pytest.mark.parametrize("numbered", [True, False])
def test_the_server_s_own_number_is_the_count_of_the_receipt(tmp_path: Path, numbered: bool) -> None:
    images = write_series(tmp_path, 1, 7)
    pacs = Pacs(numbered=numbered, page=2)
    run(pacs, images[:3])
    end, receipt, journal = run(pacs, images[2:])
    (line,) = receipt.lines
    assert end.outcome is Outcome.VERIFIED
    assert (line.sent, line.service_count, line.arrived, line.state) == (5, 7, 5, LineState.VERIFIED)
    witnesses = [result for result in journal.results(1) if result.witness]
    assert [dict(result.counts) for result in witnesses] == [{line.series_instance_uid: 7}]


def test_each_series_is_asked_about_once_when_all_of_it_is_listed(tmp_path: Path) -> None:
    pacs = Pacs()
    run(pacs, [*write_series(tmp_path, 1, 6), *write_series(tmp_path, 2, 6)], connections=3)
    assert len(pacs.asked) == 2
    assert len(pacs.posts) == 3


def test_a_packed_answer_is_read(tmp_path: Path) -> None:
    end, _, _ = run(Pacs(packed=True), write_series(tmp_path, 1, 2))
    assert end.outcome is Outcome.VERIFIED


def test_a_warning_is_told_and_is_no_loss(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 3)
    end, receipt, _ = run(Pacs(warns={images[0].sop_instance_uid: 0xB000}), images)
    assert end.outcome is Outcome.VERIFIED
    assert receipt.lines[0].reason.startswith("1 of 3 images: The server stored it, but it changed some of its values")


@pytest.mark.parametrize("status", [200, 409])
def test_a_success_that_lists_nothing_is_none(tmp_path: Path, status: int) -> None:
    images = write_series(tmp_path, 1, 3)
    pacs = Pacs(unlisted=set(uids(images)), status=status)
    end, receipt, journal = run(pacs, images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert end.problem is None
    assert line.arrived == 0
    assert line.state is not LineState.VERIFIED
    assert len(reasons(receipt)) == 3
    if status == 200:
        assert (line.sent, line.service_count) == (3, 0)
        assert pacs.posts == [uids(images)] * 2, "sent once more, and no more than that"
        assert set(reasons(receipt)) == {"The server did not name it among the images that it stored."}
    assert set(journal.states(1).values()) <= {InstanceState.SHORT, InstanceState.REFUSED}


def test_an_empty_200_is_no_acceptance(tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read()
        exchange.reply(200, b"" if exchange.length else b"[]", kind="application/dicom+json")

    end, receipt, _ = run(script, write_series(tmp_path, 1, 2))
    assert end.outcome is Outcome.SHORT
    assert receipt.arrived == 0


def test_what_is_not_listed_but_shown_has_arrived(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 4)
    pacs = Pacs(unlisted={images[1].sop_instance_uid}, keeps_unlisted=True)
    end, receipt, _ = run(pacs, images)
    assert end.outcome is Outcome.VERIFIED
    assert len(pacs.posts) == 1
    assert receipt.lines[0].service_count == 4


def test_what_is_listed_but_not_shown_is_sent_again(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 4)
    pacs = Pacs(liar={images[1].sop_instance_uid}, lies_once=True)
    end, receipt, _ = run(pacs, images)
    assert end.outcome is Outcome.VERIFIED
    assert pacs.posts == [uids(images), [images[1].sop_instance_uid]]
    assert receipt.lines[0].service_count == 4


def test_what_is_listed_twice_and_never_shown_is_short(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 4)
    end, receipt, _ = run(Pacs(liar={images[1].sop_instance_uid}), images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert (line.sent, line.service_count, line.arrived, line.state) == (4, 3, 3, LineState.SHORT)
    assert reasons(receipt) == ["The server named it as stored, but does not show it when asked."]


def test_a_number_that_is_too_low_is_checked_by_name(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 4)
    pacs = Pacs(shrink=1, page=1)
    end, _, _ = run(pacs, images)
    assert end.outcome is Outcome.VERIFIED, "all four are shown by name"
    assert len(pacs.posts) == 1


@pytest.mark.parametrize(("status", "content"), [(404, b""), (501, b""), (403, b""), (200, b"<html>viewer</html>")])
def test_where_nothing_can_be_asked_the_lists_alone_count(tmp_path: Path, status: int, content: bytes) -> None:
    images = [*write_series(tmp_path, 1, 5), *write_series(tmp_path, 2, 2)]
    pacs = Pacs(query=answers(status, content, "text/html"), unlisted={images[5].sop_instance_uid}, keeps_unlisted=True)
    end, receipt, _ = run(pacs, images)
    first, second = receipt.lines
    assert end.outcome is Outcome.SHORT
    assert end.problem is None
    assert (first.sent, first.service_count, first.state) == (5, 5, LineState.VERIFIED)
    assert (second.sent, second.service_count, second.arrived, second.state) == (2, 1, 1, LineState.SHORT)
    assert len(pacs.asked) <= 4


def test_a_404_for_a_study_that_is_not_there_is_a_number(tmp_path: Path) -> None:
    def query(exchange: Exchange) -> bool:
        if exchange.path.startswith("/studies/"):
            exchange.reply(404, b"no such study", kind="text/plain")
            return True
        return False

    images = write_series(tmp_path, 1, 2)
    end, receipt, _ = run(Pacs(liar=set(uids(images)), query=query), images)
    assert end.outcome is Outcome.SHORT
    assert [(line.service_count, line.arrived) for line in receipt.lines] == [(0, 0)]


@pytest.mark.parametrize("reason", [0x0110, 0x0111])
def test_what_is_already_there_has_arrived_when_it_is_shown(tmp_path: Path, reason: int) -> None:
    images = write_series(tmp_path, 1, 3)
    pacs = Pacs()
    run(pacs, images)
    pacs.fails = dict.fromkeys(uids(images), reason)
    end, receipt, journal = run(pacs, images)
    (line,) = receipt.lines
    assert end.outcome is Outcome.VERIFIED
    assert end.problem is None
    assert (line.sent, line.service_count, line.reason) == (3, 3, f"3 of 3 images: {ALREADY_THERE}")
    assert len(pacs.posts) == 2
    assert set(journal.results(1)[-1].reasons.values()) == {ALREADY_THERE}


@pytest.mark.parametrize("asked", [True, False])
def test_what_is_said_to_be_there_is_not_believed_unseen(tmp_path: Path, asked: bool) -> None:
    images = write_series(tmp_path, 1, 3)
    pacs = Pacs(fails={images[0].sop_instance_uid: 0x0111}, query=None if asked else answers(404))
    end, receipt, _ = run(pacs, images)
    assert end.outcome is Outcome.SHORT
    assert [line.arrived for line in receipt.lines] == [2]
    assert reasons(receipt) == ["The server refused it: it says that it holds an image of this UID already (0111H)."]


def test_a_refusal_is_named_with_its_reason_and_not_sent_again(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 4)
    pacs = Pacs(fails={images[2].sop_instance_uid: 0x0122})
    end, receipt, _ = run(pacs, images)
    assert end.outcome is Outcome.SHORT
    assert len(pacs.posts) == 1
    assert reasons(receipt) == ["The server refused it: it does not take this kind of image (0122H)."]
    assert [(line.arrived, line.service_count) for line in receipt.lines] == [(3, 3)]


def test_what_the_server_has_no_room_for_is_tried_once_more(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 2)
    pacs = Pacs(fails={images[0].sop_instance_uid: 0xA700})
    _, receipt, _ = run(pacs, images)
    assert pacs.posts == [uids(images), uids(images[:1])]
    assert reasons(receipt) == ["The server refused it: it has no room for it (A700H)."]


def test_a_question_that_fails_in_passing_is_asked_again(tmp_path: Path) -> None:
    left = [503, 502]

    def query(exchange: Exchange) -> bool:
        if not left:
            return False
        exchange.reply(left.pop(), b"<html>later</html>")
        return True

    end, receipt, _ = run(Pacs(query=query), write_series(tmp_path, 1, 2))
    assert end.outcome is Outcome.VERIFIED
    assert end.retries == 2
    assert receipt.lines[0].service_count == 2


def test_a_question_that_is_never_answered_leaves_the_series_open_and_goes_on_later(tmp_path: Path) -> None:
    images = write_series(tmp_path, 1, 3)
    journal, pacs = MemoryJournal(), Pacs(query=answers(503))
    with serving(pacs) as server:
        upload_id = plan(journal, images, server.base_url, dialect=Dialect.DICOMWEB, scheme=Scheme.BEARER)
        end = send(journal, upload_id)
        receipt = journal.receipt(upload_id, outcome=end.outcome)
        assert end.outcome is Outcome.FAILED
        assert isinstance(end.problem, ServiceFailing)
        assert [(line.state, line.service_count) for line in receipt.lines] == [(LineState.UNKNOWN, 3)]
        pacs.query = None
        end = send(journal, upload_id)
    assert end.outcome is Outcome.VERIFIED
    assert len(pacs.posts) == 1, "what the server shows is not sent again"


def test_a_token_that_is_withdrawn_before_the_question_stops_the_upload(tmp_path: Path) -> None:
    end, _, journal = run(Pacs(query=answers(401)), write_series(tmp_path, 1, 2))
    assert isinstance(end.problem, TokenRefused)
    assert end.outcome is Outcome.REFUSED
    assert set(journal.states(1).values()) == {InstanceState.UNKNOWN}


def test_no_uid_goes_into_an_address_that_is_none(tmp_path: Path) -> None:
    images = [
        dataclasses.replace(one, study=dataclasses.replace(one.study, study_instance_uid="../../../secrets?x=1"))
        for one in write_series(tmp_path, 1, 2)
    ]
    pacs = Pacs()
    end, receipt, _ = run(pacs, images)
    assert pacs.asked == []
    assert end.outcome is Outcome.VERIFIED
    assert receipt.lines[0].service_count == 2


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_out_when_the_program_died_is_asked_for_before_it_is_sent_again(tmp_path: Path, kept: bool) -> None:
    images, pacs, journal = write_series(tmp_path, 1, 4), Pacs(), MemoryJournal()
    if kept:
        run(pacs, images)
    pacs.posts.clear()
    with serving(pacs) as server:
        upload_id = plan(journal, images, server.base_url, dialect=Dialect.DICOMWEB, scheme=Scheme.BEARER)
        for uid in uids(images):
            journal.kept_states[upload_id][uid] = InstanceState.SENDING
        end = send(journal, upload_id)
    assert end.outcome is Outcome.VERIFIED
    assert pacs.posts == ([] if kept else [uids(images)])


def test_an_answer_that_is_lost_is_no_failure(tmp_path: Path) -> None:
    pacs = Pacs()

    def script(exchange: Exchange) -> None:
        if exchange.number > 1:
            pacs(exchange)
            return
        exchange.read()
        exchange.cut()

    end, receipt, _ = run(script, write_series(tmp_path, 1, 3))
    assert end.outcome is Outcome.VERIFIED
    assert [(line.sent, line.service_count) for line in receipt.lines] == [(3, 3)]


def test_a_forbidden_account_stops_the_upload(tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read()
        exchange.reply(403, b"", kind="text/plain")

    end, _, _ = run(script, write_series(tmp_path, 1, 2))
    assert isinstance(end.problem, AccessRefused)
    assert end.outcome is Outcome.REFUSED


def test_progress_counts_what_is_listed(tmp_path: Path) -> None:
    images, journal, reports = write_series(tmp_path, 1, 6), MemoryJournal(), list[Progress]()
    with serving(Pacs()) as server:
        upload_id = plan(journal, images, server.base_url, dialect=Dialect.DICOMWEB, scheme=Scheme.BEARER)
        send(journal, upload_id, reports=reports)
    assert reports[-1].arrived == 6
    assert reports[-1].acknowledged == reports[-1].size


# -- the check of a connection ------------------------------------------------------------------------------


def check(script: Script) -> None:
    with serving(script) as server:
        destination = Destination("d", "City PACS", server.base_url, Scheme.BEARER, dialect=Dialect.DICOMWEB)
        check_connection(destination, Token(TOKEN), CancelToken(), QUICK)


def answering(get: int, post: int = 404, content: bytes = b"", *headers: str) -> Script:
    def script(exchange: Exchange) -> None:
        asked = not exchange.length
        exchange.read()
        exchange.reply(get if asked else post, content if asked else b"", headers=headers, kind="text/html")

    return script


def test_the_check_asks_for_one_study(tmp_path: Path) -> None:
    pacs = Pacs()
    check(pacs)
    assert pacs.asked == ["/studies?limit=1"]
    assert pacs.posts == []


@pytest.mark.parametrize("get", [400, 404, 405, 501])
@pytest.mark.parametrize("post", [200, 400, 409])
def test_the_check_finds_a_server_that_only_stores(get: int, post: int) -> None:
    check(answering(get, post))


@pytest.mark.parametrize(
    ("get", "content", "error"),
    [
        (401, b"", TokenRefused),
        (403, b"", AccessRefused),
        (404, b"<html>", NotTheService),
        (200, b"<html>", NotTheService),
        (200, b'"hello"', NotTheService),
        (503, b"", ServiceFailing),
    ],
)
def test_the_check_tells_what_is_wrong(get: int, content: bytes, error: type[CourierError]) -> None:
    with pytest.raises(CourierError) as told:
        check(answering(get, 404, content))
    assert type(told.value) is error


def test_the_check_follows_a_redirect_on_the_same_host() -> None:
    def script(exchange: Exchange) -> None:
        if exchange.path.startswith("/studies?"):
            exchange.reply(301, b"", headers=("Location: /dicom-web/studies?limit=1",))
        else:
            exchange.reply(200, b"[]", kind="application/dicom+json")

    check(script)
