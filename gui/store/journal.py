"""The journal: every plan, request, answer and verdict, on disk before anyone is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from gui.core.entities import Instance
from gui.core.errors import JournalFailed, UploadInUse
from gui.core.plan import Limits
from gui.core.receipt import HistoryEntry, Receipt, SentBefore
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState, Outcome, Upload
from gui.core.verdict import make_receipt
from gui.store import entries, known, rows, schema
from gui.store.database import Database
from gui.store.owners import Owner
from gui.store.sent_before import sent_before


class Journal:
    """This person's uploads in one SQLite file; implements :class:`gui.core.ports.UploadJournal`.

    Every method may be called from every thread, and several programs may have the same file open. A method that
    writes returns when the fact is on disk, whole; when it fails, nothing of it is. All of them raise
    :class:`gui.core.errors.JournalFailed` (disk full, no rights, damaged, locked for ten seconds, written by a
    newer version), the constructor too.

    An upload has one owner while it is sent: the journal that began it, or went on with it (:meth:`claim`). It is free
    again when it has ended, when the owner lets go of it or closes, and when its program has died.

    The file is readable for this person only (0600) from its first byte on, and what is forgotten is overwritten.

    :param now: the time of the day, with its zone.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._now = now
        self._running: set[int] = set()
        self._owner = Owner(path)
        self._database = Database(path, schema.MIGRATIONS, lambda detail: JournalFailed(detail=detail))

    # -- who sends what --------------------------------------------------------------------------------------

    def claim(self, upload_id: int) -> None:
        """Own an upload, to go on with it. Of all who try at the same time, one succeeds.

        Raises :class:`gui.core.errors.UploadInUse` while a living program sends it, also this one, and
        :class:`KeyError` when there is none.
        """
        with self._database.guarded():
            if upload_id in self._running:
                raise UploadInUse(detail="here")
            with self._database.transaction() as connection:
                self._take(connection, upload_id)
            self._running.add(upload_id)

    def release(self, upload_id: int) -> None:
        """Let go of an upload that is not sent any more, whether it has ended or not. Never fails."""
        if upload_id not in self._running:
            return
        try:
            with self._database.transaction() as connection:
                self._running.discard(upload_id)
                connection.execute("UPDATE upload SET owner = NULL WHERE id = ?", (upload_id,))
        except JournalFailed:
            self._running.discard(upload_id)  # its row is free when this program ends

    def running(self) -> frozenset[int]:
        """The uploads that a living program is sending at this moment, this one included."""
        with self._database.view() as connection:
            return self._all_running(connection)

    def _take(self, connection: sqlite3.Connection, upload_id: int) -> None:
        found = connection.execute("SELECT owner FROM upload WHERE id = ?", (upload_id,)).fetchone()
        if found is None:
            raise KeyError(upload_id)
        (owner,) = found
        if not self._owner.is_me(owner):
            if self._owner.lives(owner):
                raise UploadInUse(detail="elsewhere")
            connection.execute("UPDATE upload SET owner = ? WHERE id = ?", (self._owner.name(), upload_id))

    def _all_running(self, connection: sqlite3.Connection) -> frozenset[int]:
        found = connection.execute("SELECT id, owner FROM upload WHERE owner IS NOT NULL").fetchall()
        others = {one for one in {owner for _, owner in found} if not self._owner.is_me(one) and self._owner.lives(one)}
        return frozenset(self._running | {upload_id for upload_id, owner in found if owner in others})

    # -- what the upload engine tells ------------------------------------------------------------------------

    def begin(self, upload: Upload) -> int:
        """Keep the plan: all instances as ``planned``. The answer is the upload's ID, never used before.

        It is owned from the start; who does not send it lets go of it (:meth:`release`).
        """
        with self._database.guarded():
            with self._database.transaction() as connection:
                upload_id = rows.insert_upload(connection, upload)
                self._take(connection, upload_id)
            self._running.add(upload_id)
        return upload_id

    def sending(self, upload_id: int, batch: Batch, attempt: int) -> None:  # noqa: ARG002 – the port's
        """A request is about to go out: its instances are ``sending``, and the upload is open (again).

        What is verified stays so, also while it goes out once more to settle a count. Raises
        :class:`gui.core.errors.UploadInUse` when the upload is another program's.
        """
        with self._database.guarded(), self._database.transaction() as connection:
            self._take(connection, upload_id)
            self._running.add(upload_id)
            sending, verified = InstanceState.SENDING.value, InstanceState.VERIFIED.value
            connection.execute(
                "UPDATE upload SET finished = NULL, outcome = NULL, reading = NULL, arrived = NULL, problem = ''"
                " WHERE id = ? AND finished IS NOT NULL",
                (upload_id,),
            )
            connection.executemany(
                "UPDATE instance INDEXED BY instance_by_uid SET state = ?"
                " WHERE upload = ? AND sop_instance_uid = ? AND state <> ?",
                ((sending, upload_id, rows.keep_text(one.sop_instance_uid), verified) for one in batch.instances),
            )

    def record(self, upload_id: int, result: BatchResult) -> None:
        """An attempt has ended: its answer and each instance's new state, in one transaction."""
        with self._database.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO result (upload, batch, attempt, status, size, detail) VALUES (?,?,?,?,?,?)",
                (
                    upload_id,
                    result.batch,
                    result.attempt,
                    result.status,
                    result.size,
                    rows.keep_text(result.detail),
                ),
            )
            result_id = cursor.lastrowid
            assert result_id is not None
            connection.executemany(
                "INSERT INTO result_series VALUES (?,?,?,?)", rows.result_series_rows(result_id, result)
            )
            connection.executemany(
                "INSERT INTO result_instance VALUES (?,?,?,?,?)", rows.result_instance_rows(result_id, result)
            )
            connection.executemany(
                "UPDATE instance SET state = ? WHERE upload = ? AND sop_instance_uid = ?",
                ((state.value, upload_id, rows.keep_text(uid)) for uid, state in result.states.items()),
            )

    def replan(self, upload_id: int, instance: Instance) -> None:
        """A file has changed and was read anew: its length, modification time and transfer syntax are these now."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE instance SET size = ?, mtime_ns = ?, transfer_syntax_uid = ?"
                " WHERE upload = ? AND sop_instance_uid = ?",
                (
                    instance.size,
                    instance.mtime_ns,
                    rows.keep_text(instance.transfer_syntax_uid),
                    upload_id,
                    rows.keep_text(instance.sop_instance_uid),
                ),
            )

    def finish(self, upload_id: int, outcome: Outcome, finished: datetime, retries: int, problem: str = "") -> None:
        """The upload has ended for now. ``retries`` are those since it began or went on; the journal adds them up.

        ``problem`` is the title of what stopped it.

        What the receipt says from now on stays, whatever the destination shows later about its counts.
        """
        with self._database.transaction() as connection:
            reading = self._reading_of(connection, upload_id)
            receipt = make_receipt(
                upload_id, self.load(upload_id), self.states(upload_id), self.results(upload_id), reading=reading
            )
            connection.execute(
                "UPDATE upload SET outcome = ?, finished = ?, retries = retries + ?, reading = ?, arrived = ?,"
                " problem = ?, owner = NULL WHERE id = ?",
                (
                    outcome.value,
                    rows.keep_time(finished),
                    retries,
                    reading.value,
                    receipt.arrived,
                    rows.keep_text(problem),
                    upload_id,
                ),
            )
            self._running.discard(upload_id)

    def learn_reading(self, origin: str, reading: CountReading) -> None:
        """A destination has shown what it means by its counts."""
        with self._database.transaction() as connection:
            known.keep_reading(connection, origin, reading)

    def learn_limits(self, origin: str, limits: Limits) -> None:
        """A destination has refused a request as too large, or as one of too many files: for now (:mod:`known`)."""
        with self._database.transaction() as connection:
            known.keep_limits(connection, origin, limits, self._now())

    # -- what is asked of it ---------------------------------------------------------------------------------

    def load(self, upload_id: int) -> Upload:
        """The plan as it was kept. Raises :class:`KeyError` when there is none."""
        with self._database.view() as connection:
            one = connection.execute(
                "SELECT started, user, destination_id, destination_name, base_url, scheme, source,"
                " plain_http_confirmed, connections, not_chosen, dialect, deidentified FROM upload WHERE id = ?",
                (upload_id,),
            ).fetchone()
            if one is None:
                raise KeyError(upload_id)
            key = (upload_id,)
            shared = (
                [rows.get_patient(row) for row in connection.execute(rows.PATIENTS, key)],
                [rows.get_study(row) for row in connection.execute(rows.STUDIES, key)],
                [rows.get_series(row) for row in connection.execute(rows.SERIES, key)],
            )
            left_out = connection.execute("SELECT reason, files FROM left_out WHERE upload = ? ORDER BY position", key)
            indexes, instances = connection.execute(rows.INDEXES, key), connection.execute(rows.INSTANCES, key)
            return rows.get_upload(one, left_out.fetchall(), indexes.fetchall(), instances, shared)

    def states(self, upload_id: int) -> Mapping[str, InstanceState]:
        """Where each instance stands, by SOPInstanceUID; empty for an unknown upload."""
        named = {state.value: state for state in InstanceState}
        with self._database.view() as connection:
            found = connection.execute("SELECT sop_instance_uid, state FROM instance WHERE upload = ?", (upload_id,))
            return {rows.get_text(uid): named[state] for uid, state in found}

    def results(self, upload_id: int) -> tuple[BatchResult, ...]:
        """All answers so far, in the order in which they were recorded."""
        with self._database.view() as connection:
            found = connection.execute(
                "SELECT id, batch, attempt, status, size, detail FROM result WHERE upload = ? ORDER BY id", (upload_id,)
            ).fetchall()
            return tuple(
                rows.get_result(
                    row[1:],
                    connection.execute(rows.RESULT_SERIES, row[:1]),
                    connection.execute(rows.RESULT_INSTANCES, row[:1]),
                )
                for row in found
            )

    def reading(self, origin: str) -> CountReading:
        """What a destination is known to mean by its counts."""
        with self._database.view() as connection:
            return known.reading(connection, origin)

    def limits(self, origin: str) -> Limits | None:
        """What one request to a destination may carry, as far as it has shown lately; None when it never did."""
        with self._database.view() as connection:
            return known.limits(connection, origin, self._now())

    def receipt(self, upload_id: int) -> Receipt:
        """The receipt of an upload, ended or not. Raises :class:`KeyError` when there is none."""
        with self._database.view() as connection:
            upload = self.load(upload_id)
            finished, outcome, retries, problem = connection.execute(
                "SELECT finished, outcome, retries, problem FROM upload WHERE id = ?", (upload_id,)
            ).fetchone()
            return make_receipt(
                upload_id,
                upload,
                self.states(upload_id),
                self.results(upload_id),
                reading=self._reading_of(connection, upload_id),
                outcome=None if outcome is None else Outcome(outcome),
                finished=rows.get_time(finished),
                retries=retries,
                problem=rows.get_text(problem),
            )

    def history(self) -> tuple[HistoryEntry, ...]:
        """All uploads, newest first. One that was interrupted has no end, and counts what is verified."""
        with self._database.view() as connection:
            return entries.history(connection, self._all_running(connection))

    def unfinished(self) -> tuple[int, ...]:
        """The uploads, newest first, that began and did not end, and of which an image is not settled.

        An upload that is running is among them; one that was cancelled is not: it has ended, and can be gone on
        with by its ID.
        """
        with self._database.view() as connection:
            return entries.unfinished(connection)

    def sent_before(self, series_uids: Iterable[str]) -> Mapping[str, SentBefore]:
        """The series of these that went out from here before: when, where to, and how much of each has arrived."""
        with self._database.view() as connection:
            return sent_before(connection, series_uids)

    # -- forgetting ------------------------------------------------------------------------------------------

    def forget(self, upload_id: int) -> None:
        """Remove an upload and all that belongs to it; an unknown one is no error."""
        self._forget("id = ?", (upload_id,), None)

    def forget_older_than(self, moment: datetime, *, but: Collection[int] = ()) -> None:
        """Remove the uploads that began before ``moment``, also interrupted ones.

        Those of the IDs in ``but`` stay, and all that are running.
        """
        self._forget("started < ?", (rows.keep_time(moment),), but)

    def forget_ended(self, *, but: Collection[int] = ()) -> None:
        """Remove the uploads that have ended, but those of these IDs, and none that is running."""
        self._forget("finished IS NOT NULL", (), but)

    def forget_all(self) -> None:
        """Remove all uploads. What destinations mean by their counts stays: it says nothing about a patient."""
        self._forget("TRUE", (), None)

    def close(self) -> None:
        """Close the file. Every later call raises :class:`gui.core.errors.JournalFailed`."""
        self._owner.close()
        self._database.close()

    # -- inside ----------------------------------------------------------------------------------------------

    def _reading_of(self, connection: sqlite3.Connection, upload_id: int) -> CountReading:
        """The reading an ended upload was judged by; for one that runs, what is known now."""
        reading, origin = connection.execute(
            "SELECT reading, origin FROM upload WHERE id = ?", (upload_id,)
        ).fetchone() or (None, "")
        return known.reading(connection, origin) if reading is None else CountReading(reading)

    def _forget(self, which: str, values: tuple[object, ...], but: Collection[int] | None) -> None:
        """Remove the uploads of this condition, none of ``but`` and none that runs; with None whatever they are."""
        with self._database.transaction() as connection:
            kept = sorted(self._all_running(connection).union(but)) if but is not None else []
            marks = ",".join("?" * len(kept))
            forgotten = connection.execute(
                f"DELETE FROM upload WHERE {which} AND id NOT IN ({marks})",  # noqa: S608 - no word from outside
                (*values, *kept),
            ).rowcount
        if forgotten:
            with self._database.guarded():
                for copy in schema.copies(self._path):
                    copy.unlink(missing_ok=True)
            self._database.empty_log()
