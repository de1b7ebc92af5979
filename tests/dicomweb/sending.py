"""Sends images to a DICOMweb server through the engine, and answers with what the receipt says."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime

from gui.core.cancel import CancelToken
from gui.core.destination import Destination, Dialect, Scheme
from gui.core.entities import Instance
from gui.core.plan import Limits
from gui.core.receipt import Receipt
from gui.core.retry import Backoff
from gui.core.token import Token
from gui.core.upload import Upload
from gui.service.uploader import Tuning, UploadEnd, upload
from tests.helpers.dicom_files import ROOT
from tests.service.memory_journal import MemoryJournal

QUICK = Tuning(
    limits=Limits(max_files=20),
    connect_timeout=5,
    send_timeout=10,
    read_timeout=30,
    answer_deadline=60,
    tries=4,
    first_tries=3,
    backoff=Backoff(first=0.01, cap=0.05, retry_after_cap=0.1),
)


def destination_of(base_url: str, scheme: Scheme, *, connections: int = 3) -> Destination:
    return Destination("d", "City PACS", base_url, scheme, dialect=Dialect.DICOMWEB, connections=connections)


def send(
    destination: Destination,
    token: str,
    instances: Sequence[Instance],
    *,
    journal: MemoryJournal | None = None,
    tuning: Tuning = QUICK,
    upload_id: int | None = None,
    again: bool = False,
) -> tuple[UploadEnd, Receipt, MemoryJournal]:
    """Send, or go on with ``upload_id``."""
    journal = journal or MemoryJournal()
    if upload_id is None:
        upload_id = journal.begin(Upload(destination, tuple(instances), datetime.now(UTC)))
    end = upload(
        upload_id,
        journal,
        Token(token),
        cancel=CancelToken(),
        report=lambda progress: None,
        tuning=tuning,
        again=again,
    )
    return end, journal.receipt(upload_id, outcome=end.outcome), journal


def own_uids(instances: Sequence[Instance], number: int) -> list[Instance]:
    """The same with another study, for servers that keep what they have."""
    study = f"{ROOT}77.{number}"
    return [
        dataclasses.replace(one, study=dataclasses.replace(one.study, study_instance_uid=study)) for one in instances
    ]
