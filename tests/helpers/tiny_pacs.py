"""tiny_pacs with tiny-pacs-dicomweb from the package index: a second server that nobody here wrote.

It disagrees with Orthanc in nearly everything: duplicates are failures, a body has a cap, nothing found is 204, and
a series has no number of instances. It runs in a virtual environment of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.server_process import free_port, running

PROGRAM = Path(__file__).resolve().parents[2] / ".venv-peers" / "bin" / "tiny-pacs"
TOKEN = "tok-123"

needs_tiny_pacs = pytest.mark.skipif(
    not PROGRAM.exists(), reason="no tiny-pacs here (python3 packaging/dev.py test installs it in .venv-peers)"
)


@dataclass(frozen=True)
class TinyPacs:
    """A running tiny_pacs."""

    port: int
    token: str = TOKEN

    @property
    def base_url(self) -> str:
        """What a person enters as its address."""
        return f"http://127.0.0.1:{self.port}/dicomweb"


@contextlib.contextmanager
def run_tiny_pacs(folder: Path, *, cap: int = 64 * 1024 * 1024) -> Iterator[TinyPacs]:
    """An empty tiny_pacs that keeps everything in memory and takes bodies of ``cap`` bytes at the most."""
    port, dimse = free_port(), free_port()
    settings = {
        "ae": {"ae_title": ["TINY_PACS"], "port": dimse},
        "components": {
            "Database": {"on": True, "driver": "sqlite", "mode": "memory"},
            "Devices": {"on": True, "auto_add": True},
            "PACS": {"on": True},
            "InMemoryStorage": {"on": True, "overwrite": False},
            "HttpServer": {"on": True, "host": "127.0.0.1", "port": port, "allow_remote": False},
            "DICOMWeb": {"on": True, "prefix": "/dicomweb", "auth": "token", "tokens": [TOKEN], "max_part_size": cap},
        },
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny-pacs.yaml").write_text(json.dumps(settings))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    with running([str(PROGRAM), "run", "-c", "tiny-pacs.yaml"], folder, [port], env=kept):
        yield TinyPacs(port)
