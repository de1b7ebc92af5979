"""What a process that reads tags may do instead; importable by a new process."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection

from gui.core.entities import Instance
from gui.dicom.preview_wire import HELLO


def hangs(pipe: Connection, instance: Instance) -> None:
    pipe.send_bytes(HELLO)
    threading.Event().wait()


def dies(pipe: Connection, instance: Instance) -> None:
    pipe.send_bytes(HELLO)
    os._exit(9)


def lies(pipe: Connection, instance: Instance) -> None:
    pipe.send_bytes(HELLO)
    pipe.send_bytes(b'{"tags": [[0, "(0010,0010)"]], "note": ""}')


def never_comes_up(pipe: Connection, instance: Instance) -> None:
    os._exit(1)
