"""Seeded misfortunes of a DICOMweb server: whatever it does, nothing is claimed that it does not hold."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from gui.core.destination import Dialect, Scheme
from gui.core.receipt import LineState
from gui.core.upload import InstanceState
from tests.service.files import plan, write_series
from tests.service.helpers import send
from tests.service.memory_journal import MemoryJournal
from tests.service.servers import Exchange, serving
from tests.service.stow import Pacs, answers

REASONS = (0x0110, 0x0111, 0x0122, 0x0124, 0xA700, 0xA900, 0xC000)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_claimed_that_is_not_held(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    images = [one for number in (1, 2, 3) for one in write_series(tmp_path, number, chance.randint(1, 7))]
    uids = [one.sop_instance_uid for one in images]

    def some(share: float) -> set[str]:
        return {uid for uid in uids if chance.random() < share}

    pacs = Pacs(
        fails={uid: chance.choice(REASONS) for uid in some(0.1)},
        unlisted=some(0.1),
        keeps_unlisted=chance.random() < 0.5,
        liar=some(0.1),
        lies_once=chance.random() < 0.5,
        status=chance.choice([None, None, 200, 202, 400, 409]),
        numbered=chance.random() < 0.7,
        page=chance.choice([1, 3, 1000]),
        shrink=chance.choice([0, 0, 1]),
        query=chance.choice([None, None, None, answers(404), answers(403)]),
        packed=chance.random() < 0.3,
    )

    def script(exchange: Exchange) -> None:
        fate = chance.random()
        if fate < 0.05:
            exchange.read()
            exchange.cut()
        elif fate < 0.1:
            exchange.reply(503, b"<html>later</html>")
        elif fate < 0.15 and exchange.length > 3000:
            exchange.reply(413, b"<html>large</html>")
        elif fate < 0.2:
            kept = exchange.connection
            exchange.connection = type("Lost", (), {"sendall": lambda self, data: None})()  # type: ignore[assignment]
            pacs(exchange)
            exchange.connection = kept
            exchange.cut()
        else:
            pacs(exchange)

    liars = frozenset(pacs.liar)
    journal = MemoryJournal()
    with serving(script) as server:
        upload_id = plan(
            journal,
            images,
            server.base_url,
            connections=chance.choice([1, 3]),
            dialect=Dialect.DICOMWEB,
            scheme=Scheme.BEARER,
        )
        end = send(journal, upload_id)
        for again in (False, True):
            if end.problem is not None:
                end = send(journal, upload_id, again=again)
    states = journal.states(upload_id)
    verified = {uid for uid, state in states.items() if state is InstanceState.VERIFIED}
    blind = pacs.query is not None
    assert verified - (liars if blind else set()) <= pacs.held.keys()
    for one in images:
        if one.sop_instance_uid in verified & pacs.held.keys():
            content = Path(one.path).read_bytes()
            assert pacs.digests[one.sop_instance_uid] == hashlib.sha256(content).hexdigest()
    receipt = journal.receipt(upload_id, outcome=end.outcome)
    for line in receipt.lines:
        own = {one.sop_instance_uid for one in images if one.series.series_instance_uid == line.series_instance_uid}
        assert (line.state is LineState.VERIFIED) == (own <= verified and line.arrived == line.chosen)
        assert line.arrived <= len(own)
    if end.problem is None:
        assert InstanceState.UNKNOWN not in states.values(), "every image has its verdict"
        good = set(uids) - pacs.fails.keys() - liars - pacs.unlisted
        assert good <= verified, "what the server takes and shows has arrived"
