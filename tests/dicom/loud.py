"""What goes wrong in a process that reads, with words that nobody may hear. New processes import these."""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from queue import Queue

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.elements import Found, Left
from gui.dicom.instances import read_header
from gui.dicom.preview import Answer, Picture, PreviewWorker
from gui.dicom.preview_process import RenderFunction
from gui.dicom.tags import read_tags, serve_tags
from gui.dicom.tags_values import NoTags
from gui.dicom.worker import ItemReader


def reads_and_fails(path: str) -> Found | Left:
    """Fails for every other file, as nobody foresaw, and complains as a library in C does."""
    os.write(1, path.encode())
    os.write(2, path.encode())
    if path.endswith("1.dcm"):
        raise RuntimeError(f"Planted^Petra in {path}")
    answer = ItemReader()(path)
    assert isinstance(answer, (Found, Left))
    return answer


def makes_and_fails() -> RenderFunction:
    def render(path: str, *_: object) -> object:
        os.write(2, path.encode())
        raise RuntimeError(f"Planted^Petra in {path}")

    return render  # type: ignore[return-value]


def tells_and_fails(pipe: Connection, instance: Instance) -> None:
    class Loud:
        def send_bytes(self, message: bytes) -> None:
            pipe.send_bytes(message)
            raise RuntimeError(f"Planted^Petra in {instance.path}")

    serve_tags(Loud(), instance)  # type: ignore[arg-type]


def make_a_picture(path: str) -> bool:
    answers: Queue[Answer] = Queue()
    worker = PreviewWorker(make=makes_and_fails)
    worker.request(path, 0, answers.put)
    answer = answers.get(timeout=60)
    worker.shut_down()
    return not isinstance(answer, Picture)


def tell_the_tags(path: str) -> bool:
    instance = read_header(path)
    assert isinstance(instance, Instance)
    return isinstance(read_tags(instance, cancel=CancelToken(), serve=tells_and_fails), NoTags)


if __name__ == "__main__":
    sys.exit({"picture": make_a_picture, "tags": tell_the_tags}[sys.argv[1]](sys.argv[2]) is not True)
