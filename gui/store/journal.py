"""The journal: every plan, request, answer and verdict, on disk before anyone is told."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from gui.core.destination import PRACTICE_ID
from gui.core.entities import Instance
from gui.core.errors import JournalFailed
from gui.core.plan import Limits
from gui.core.receipt import HistoryEntry, Receipt, SentBefore
from gui.core.upload import Batch, BatchResult, CountReading, InstanceState, Outcome, Upload
from gui.core.verdict import judge_outcome, make_receipt
from gui.store import known, rows, schema
from gui.store.sent_before import sent_before

_BUSY_SECONDS = 10.0
_SETTLED = (InstanceState.VERIFIED.value, InstanceState.REFUSED.value)


class Journal:
    """This person's uploads in one SQLite file; implements :class:`gui.core.ports.UploadJournal`.

    Every method may be called from every thread, and several programs may have the same file open. A method that
    writes returns when the fact is on disk, whole; when it fails, nothing of it is. All of them raise
    :class:`gui.core.errors.JournalFailed` (disk full, no rights, damaged, locked for ten seconds, written by a
    newer version), the constructor too.

    The file is readable for this person only (0600) from its first byte on, and what is forgotten is overwritten.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._running: set[int] = set()
        with _translated():
            schema.make_private_file(path)
            connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
            )
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")
                schema.migrate(connection, path)
            except BaseException:
                connection.close()
                raise
        self._connection = connection

    # -- what the upload engine tells ------------------------------------------------------------------------

    def begin(self, upload: Upload) -> int:
        """Keep the plan: all instances as ``planned``. The answer is the upload's ID, never used before."""
        with self._transaction() as connection:
            upload_id = rows.insert_upload(connection, upload)
            self._running.add(upload_id)
        return upload_id

    def sending(self, upload_id: int, batch: Batch, attempt: int) -> None:  # noqa: ARG002 – the port's
        """A request is about to go out: its instances are ``sending``, and the upload is open (again).

        What is verified stays so, also while it goes out once more to settle a count.
        """
        with self._transaction() as connection:
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
        with self._transaction() as connection:
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
        with self._transaction() as connection:
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
        with self._transaction() as connection:
            reading = self._reading_of(upload_id)
            receipt = make_receipt(
                upload_id, self.load(upload_id), self.states(upload_id), self.results(upload_id), reading=reading
            )
            connection.execute(
                "UPDATE upload SET outcome = ?, finished = ?, retries = retries + ?, reading = ?, arrived = ?,"
                " problem = ? WHERE id = ?",
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
        with self._transaction() as connection:
            known.keep_reading(connection, origin, reading)

    def learn_limits(self, origin: str, limits: Limits) -> None:
        """A destination has refused a request as too large, or as one of too many files."""
        with self._transaction() as connection:
            known.keep_limits(connection, origin, limits)

    # -- what is asked of it ---------------------------------------------------------------------------------

    def load(self, upload_id: int) -> Upload:
        """The plan as it was kept. Raises :class:`KeyError` when there is none."""
        with self._reading_view() as connection:
            one = connection.execute(
                "SELECT started, user, destination_id, destination_name, base_url, scheme, source,"
                " plain_http_confirmed, connections, not_chosen, dialect FROM upload WHERE id = ?",
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
            return rows.get_upload(one, left_out.fetchall(), connection.execute(rows.INSTANCES, key), shared)

    def states(self, upload_id: int) -> Mapping[str, InstanceState]:
        """Where each instance stands, by SOPInstanceUID; empty for an unknown upload."""
        named = {state.value: state for state in InstanceState}
        with self._reading_view() as connection:
            found = connection.execute("SELECT sop_instance_uid, state FROM instance WHERE upload = ?", (upload_id,))
            return {rows.get_text(uid): named[state] for uid, state in found}

    def results(self, upload_id: int) -> tuple[BatchResult, ...]:
        """All answers so far, in the order in which they were recorded."""
        with self._reading_view() as connection:
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
        with self._reading_view() as connection:
            return known.reading(connection, origin)

    def limits(self, origin: str) -> Limits | None:
        """What one request to a destination may carry, as far as it has shown; None when it never did."""
        with self._reading_view() as connection:
            return known.limits(connection, origin)

    def receipt(self, upload_id: int) -> Receipt:
        """The receipt of an upload, ended or not. Raises :class:`KeyError` when there is none."""
        with self._reading_view() as connection:
            upload = self.load(upload_id)
            finished, outcome, retries, problem = connection.execute(
                "SELECT finished, outcome, retries, problem FROM upload WHERE id = ?", (upload_id,)
            ).fetchone()
            return make_receipt(
                upload_id,
                upload,
                self.states(upload_id),
                self.results(upload_id),
                reading=self._reading_of(upload_id),
                outcome=None if outcome is None else Outcome(outcome),
                finished=rows.get_time(finished),
                retries=retries,
                problem=rows.get_text(problem),
            )

    def history(self) -> tuple[HistoryEntry, ...]:
        """All uploads, newest first. One that was interrupted has no end, and counts what is verified."""
        with self._reading_view() as connection:
            found = connection.execute(
                "SELECT id, started, finished, destination_name, destination_id, user, images, arrived, outcome,"
                " (SELECT COUNT(DISTINCT series_instance_uid) FROM series WHERE upload = upload.id)"
                " FROM upload ORDER BY started DESC, id DESC"
            ).fetchall()
            return tuple(self._entry(connection, row) for row in found)

    def unfinished(self) -> tuple[int, ...]:
        """The uploads, newest first, that began and did not end, and of which an image is not settled.

        An upload that is running is among them; one that was cancelled is not: it has ended, and can be gone on
        with by its ID.
        """
        with self._reading_view() as connection:
            found = connection.execute(
                "SELECT id FROM upload WHERE finished IS NULL AND EXISTS"
                " (SELECT 1 FROM instance WHERE upload = upload.id AND state NOT IN (?,?))"
                " ORDER BY started DESC, id DESC",
                _SETTLED,
            ).fetchall()
        return tuple(row[0] for row in found)

    def sent_before(self, series_uids: Iterable[str]) -> Mapping[str, SentBefore]:
        """The series of these that went out from here before: when, where to, and how much of each has arrived."""
        with self._reading_view() as connection:
            return sent_before(connection, series_uids)

    # -- forgetting ------------------------------------------------------------------------------------------

    def forget(self, upload_id: int) -> None:
        """Remove an upload and all that belongs to it; an unknown one is no error."""
        self._forget("DELETE FROM upload WHERE id = ?", (upload_id,))

    def forget_older_than(self, moment: datetime, *, but: Collection[int] = ()) -> None:
        """Remove the uploads that began before ``moment``, also interrupted ones.

        Those of the IDs in ``but`` stay, and all that are running here.
        """
        with self._lock:
            kept = sorted({*self._running, *but})
            marks = ",".join("?" * len(kept))
            self._forget(
                f"DELETE FROM upload WHERE started < ? AND id NOT IN ({marks})",  # noqa: S608 – question marks only
                (rows.keep_time(moment), *kept),
            )

    def forget_ended(self, *, but: Collection[int] = ()) -> None:
        """Remove the uploads that have ended, but those of these IDs, and none that is running here."""
        with self._lock:
            kept = sorted({*self._running, *but})
            marks = ",".join("?" * len(kept))
            self._forget(
                f"DELETE FROM upload WHERE finished IS NOT NULL AND id NOT IN ({marks})",  # noqa: S608 – as above
                tuple(kept),
            )

    def forget_all(self) -> None:
        """Remove all uploads. What destinations mean by their counts stays: it says nothing about a patient."""
        self._forget("DELETE FROM upload", ())

    def close(self) -> None:
        """Close the file. Every later call raises :class:`gui.core.errors.JournalFailed`."""
        with self._lock, _translated():
            self._connection.close()

    # -- inside ----------------------------------------------------------------------------------------------

    def _entry(self, connection: sqlite3.Connection, row: rows.Row) -> HistoryEntry:
        upload_id, started, finished, name, destination_id, user, images, arrived, outcome, series = row
        moment = rows.get_time(started)
        assert moment is not None
        ended = None if outcome is None else Outcome(outcome)
        if ended is None:
            tally = dict(
                connection.execute("SELECT state, COUNT(*) FROM instance WHERE upload = ? GROUP BY state", (upload_id,))
            )
            arrived = tally.get(InstanceState.VERIFIED.value, 0)
            if set(tally) <= set(_SETTLED):
                ended = judge_outcome(map(InstanceState, tally))
        return HistoryEntry(
            upload_id=upload_id,
            started=moment,
            finished=rows.get_time(finished),
            destination_name=rows.get_text(name),
            practice=destination_id == PRACTICE_ID,
            user=rows.get_text(user),
            patients=tuple(rows.get_patient(one) for one in connection.execute(rows.PATIENTS, (upload_id,))),
            studies=tuple(rows.get_study(one) for one in connection.execute(rows.STUDIES, (upload_id,))),
            images=images,
            series=series,
            arrived=arrived,
            outcome=ended,
        )

    def _reading_of(self, upload_id: int) -> CountReading:
        """The reading an ended upload was judged by; for one that runs, what is known now."""
        reading, origin = self._connection.execute(
            "SELECT reading, origin FROM upload WHERE id = ?", (upload_id,)
        ).fetchone() or (None, "")
        return self.reading(origin) if reading is None else CountReading(reading)

    def _forget(self, statement: str, values: tuple[object, ...]) -> None:
        with self._transaction() as connection:
            forgotten = connection.execute(statement, values).rowcount
        if forgotten:
            with self._lock, _translated():
                for copy in schema.copies(self._path):
                    copy.unlink(missing_ok=True)
                # Deleted pages are overwritten in the file only; the write-ahead log still holds them.
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction that is kept as a whole, or not at all."""
        with self._lock, _translated():
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _reading_view(self) -> Iterator[sqlite3.Connection]:
        """The connection, for looking at one state of the file; within a transaction, at that one's."""
        with self._lock, _translated():
            connection = self._connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Foreign errors become :class:`JournalFailed`, which names class and status only."""
    try:
        yield
    except sqlite3.Error as error:
        status = getattr(error, "sqlite_errorname", "")
        raise JournalFailed(detail=f"{type(error).__name__} {status}".strip()) from error
    except OSError as error:
        raise JournalFailed(detail=type(error).__name__) from error
