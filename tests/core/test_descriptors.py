"""Files that are only read, by their descriptors."""

from __future__ import annotations

import os
from pathlib import Path

from gui.core.descriptors import let_go


def test_a_descriptor_is_closed_and_one_that_cannot_be_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"read")
    descriptor = os.open(tmp_path / "file", os.O_RDONLY)
    let_go(descriptor)
    try:
        os.fstat(descriptor)
        is_open = True
    except OSError:
        is_open = False
    assert not is_open
    let_go(descriptor)  # as closing a file of a share that is gone, this is an error that nobody needs to know
