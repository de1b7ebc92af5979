"""The sender stands still in the middle of a request, as in a sleeping computer, and the service gives up on it."""

from __future__ import annotations

import signal
import socket
import struct
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gui.core.destination import Destination
from gui.core.plan import Limits
from gui.core.upload import CountReading, Outcome, Upload
from gui.store.journal import Journal
from tests.helpers.still import hold_still
from tests.service.files import write_series
from tests.service.servers import TOKEN, Exchange, Store, serving

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits(max_files=2)

SENDER = f"""
import random, sys
from dataclasses import replace
from pathlib import Path
from gui.core.cancel import CancelToken
from gui.core.plan import Limits
from gui.core.token import Token
from gui.service.uploader import upload
from gui.store.journal import Journal
from tests.faults.conftest import quick_tuning

journal = Journal(Path(sys.argv[1]))
patient = dict(send_timeout=60, read_timeout=60, answer_deadline=60)
tuning = replace(quick_tuning(random.Random(1)), limits=Limits(max_files={LIMITS.max_files}), **patient)
end = upload(int(sys.argv[2]), journal, Token({TOKEN!r}), cancel=CancelToken(), report=lambda _: None, tuning=tuning)
print(end.outcome.value)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be put to sleep here")
@pytest.mark.parametrize("how", ["closes", "resets"])
def test_after_a_sleep_the_upload_goes_on_by_itself(tmp_path: Path, how: str) -> None:
    images = write_series(tmp_path, 1, 6, pixels=4_000_000)
    store, asleep, gone = Store(), threading.Event(), threading.Event()
    sender: list[subprocess.Popen[str]] = []

    def script(exchange: Exchange) -> None:
        if exchange.number != 2:
            store(exchange)
            return
        exchange.reader.read(1_000_000)
        hold_still(sender[0])
        asleep.set()
        if how == "resets":
            exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        exchange.connection.shutdown(socket.SHUT_RDWR)
        gone.set()
        exchange.cut()

    with serving(script) as server:
        journal = Journal(tmp_path / "journal.sqlite3")
        destination = Destination("d", "City Radiology", server.base_url, connections=1)
        journal.learn_reading(destination.address.origin, CountReading.CUMULATIVE)
        upload_id = journal.begin(Upload(destination, tuple(images), datetime.now(UTC)))
        journal.release(upload_id)
        with subprocess.Popen(
            [sys.executable, "-c", SENDER, str(tmp_path / "journal.sqlite3"), str(upload_id)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            sender.append(process)
            assert asleep.wait(60)
            assert gone.wait(60)
            check_sleeping(process.pid)
            process.send_signal(signal.SIGCONT)
            said, _ = process.communicate(timeout=60)
    assert said.strip() == "verified"
    receipt = journal.receipt(upload_id)
    assert receipt.outcome is Outcome.VERIFIED
    assert set(store.digests) == {one.sop_instance_uid for one in images}
    journal.close()


def check_sleeping(pid: int) -> None:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    assert state.startswith("T")
