"""What all runs with faults share: images, a real server, and the comparison of the receipt with what it holds."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.entities import Instance
from gui.core.plan import Limits
from gui.core.receipt import LineState, Receipt
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import InstanceState, Outcome
from gui.dicom.instances import read_header
from gui.practice.process import PracticeProcess
from gui.service.uploader import Tuning
from gui.store.journal import Journal
from tests.helpers.dicom_files import write_study
from tests.helpers.stored import stored_digests

RUNS = int(os.environ.get("COURIER_CAMPAIGN_RUNS", "200"))
FIRST = int(os.environ.get("COURIER_CAMPAIGN_FIRST", "1"))
KILLS = max(10, RUNS // 20)
TOKEN = Token("t-campaign")


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[Instance]:
    """Four series of 5 to 20 images; each run takes some of them."""
    folder = tmp_path_factory.mktemp("images")
    write_study(folder, series=4, images=20, size=24)
    found = [read_header(str(path)) for path in sorted(folder.rglob("*.dcm"))]
    return [instance for instance in found if isinstance(instance, Instance)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PracticeProcess, Path]]:
    store = tmp_path_factory.mktemp("stored")
    process = PracticeProcess(store, token=TOKEN)
    process.start()
    yield process, store
    process.stop()


def stored(folder: Path) -> dict[str, str]:
    return stored_digests(folder)


def check_truth(
    receipt: Receipt, states: dict[str, InstanceState], sent: list[Instance], folder: Path, *, ended: bool = True
) -> None:
    """Nothing is called verified that is not there, byte for byte; and the sums add up."""
    there = stored(folder)
    for instance in sent:
        if states.get(instance.sop_instance_uid) is InstanceState.VERIFIED:
            original = hashlib.sha256(Path(instance.path).read_bytes()).hexdigest()
            assert there.get(instance.sop_instance_uid) == original
    for line in receipt.lines:
        mine = [one for one in sent if one.series.series_instance_uid == line.series_instance_uid]
        held = sum(one.sop_instance_uid in there for one in mine)
        assert line.chosen == len(mine) == line.arrived + line.missing
        assert line.arrived <= held
        if line.state is LineState.VERIFIED:
            assert held == line.chosen
            assert line.service_count is not None
            assert line.service_count >= line.chosen
    assert receipt.chosen == len(sent) == receipt.arrived + receipt.missing
    assert not ended or (receipt.outcome is Outcome.VERIFIED) == (receipt.missing == 0)


def quick_tuning(chance: random.Random) -> Tuning:
    """Limits at random, and waits that are short enough for hundreds of runs."""
    return Tuning(
        limits=Limits(max_files=chance.choice((1, 3, 7, 20, 100)), max_bytes=chance.choice((3_000, 20_000, 10**7))),
        connect_timeout=5,
        send_timeout=2,
        read_timeout=0.5,
        answer_deadline=1,
        tries=4,
        first_tries=3,
        total_wait=5,
        backoff=Backoff(first=0.001, cap=0.01, retry_after_cap=0.02),
    )


def story(journal: Journal, upload_id: int) -> list[tuple[int | None, str]]:
    """The last requests, to understand a run that failed."""
    return [(result.status, result.detail) for result in journal.results(upload_id)][-12:]
