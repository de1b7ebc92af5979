"""A journal in memory that keeps the engine's word: facts first, in one order, from every thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from gui.core.entities import Instance
from gui.core.errors import JournalFailed
from gui.core.plan import Limits
from gui.core.receipt import Receipt
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState, Outcome, Upload
from gui.core.verdict import make_receipt


class MemoryJournal:
    """Implements :class:`gui.core.ports.UploadJournal`; ``fail_after`` records it cannot be written any more."""

    def __init__(self, *, fail_after: int | None = None) -> None:
        self.lock = threading.Lock()
        self.uploads: list[Upload] = []
        self.kept_states: dict[int, dict[str, InstanceState]] = {}
        self.kept_results: dict[int, list[BatchResult]] = {}
        self.ends: list[tuple[int, Outcome, int]] = []
        self.kept_limits: dict[str, Limits] = {}
        self.problems: dict[int, str] = {}
        self.readings: dict[str, CountReading] = {}
        self.requests_begun: list[tuple[int, int, int]] = []
        self.fail_after = fail_after

    def begin(self, upload: Upload) -> int:
        with self.lock:
            self.uploads.append(upload)
            upload_id = len(self.uploads)
            self.kept_states[upload_id] = {i.sop_instance_uid: InstanceState.PLANNED for i in upload.instances}
            self.kept_results[upload_id] = []
            return upload_id

    def load(self, upload_id: int) -> Upload:
        return self.uploads[upload_id - 1]

    def states(self, upload_id: int) -> Mapping[str, InstanceState]:
        with self.lock:
            return dict(self.kept_states[upload_id])

    def results(self, upload_id: int) -> Sequence[BatchResult]:
        with self.lock:
            return tuple(self.kept_results[upload_id])

    def sending(self, upload_id: int, batch: Batch, attempt: int) -> None:
        with self.lock:
            assert (upload_id, batch.number, attempt) not in self.requests_begun, "a request is named twice"
            self.requests_begun.append((upload_id, batch.number, attempt))
            kept = self.kept_states[upload_id]
            for instance in batch.instances:
                if kept[instance.sop_instance_uid] is not InstanceState.VERIFIED:
                    kept[instance.sop_instance_uid] = InstanceState.SENDING

    def record(self, upload_id: int, result: BatchResult) -> None:
        with self.lock:
            if self.fail_after is not None and len(self.kept_results[upload_id]) >= self.fail_after:
                raise JournalFailed(detail="OperationalError")
            begun = (upload_id, result.batch, result.attempt) in self.requests_begun
            assert begun or result.detail == "interrupted"
            self.kept_results[upload_id].append(result)
            self.kept_states[upload_id].update(result.states)

    def replan(self, upload_id: int, instance: Instance) -> None:
        with self.lock:
            upload, uid = self.uploads[upload_id - 1], instance.sop_instance_uid
            changed = tuple(instance if one.sop_instance_uid == uid else one for one in upload.instances)
            self.uploads[upload_id - 1] = replace(upload, instances=changed)

    def finish(self, upload_id: int, outcome: Outcome, finished: datetime, retries: int, problem: str = "") -> None:
        with self.lock:
            self.problems[upload_id] = problem
            self.ends.append((upload_id, outcome, retries))

    def reading(self, origin: str) -> CountReading:
        return self.readings.get(origin, CountReading.UNKNOWN)

    def learn_reading(self, origin: str, reading: CountReading) -> None:
        self.readings[origin] = reading

    def limits(self, origin: str) -> Limits | None:
        return self.kept_limits.get(origin)

    def learn_limits(self, origin: str, limits: Limits) -> None:
        self.kept_limits[origin] = limits

    def receipt(self, upload_id: int, *, outcome: Outcome | None = None) -> Receipt:
        upload = self.load(upload_id)
        origin = upload.destination.address.origin
        return make_receipt(
            upload_id,
            upload,
            self.states(upload_id),
            self.results(upload_id),
            reading=self.reading(origin),
            outcome=outcome or next((end[1] for end in reversed(self.ends) if end[0] == upload_id), None),
            problem=self.problems.get(upload_id, ""),
        )
