"""Files that are only read, by their descriptors."""

from __future__ import annotations

import os


def let_go(descriptor: int) -> None:
    """Close a file that was only read. A network drive that is gone complains even then; what was read is read."""
    try:  # noqa: SIM105 - this runs once for each of very many files
        os.close(descriptor)
    except OSError:
        pass
