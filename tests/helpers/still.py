"""Holds processes still."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import Any


def hold_still(process: subprocess.Popen[Any]) -> None:
    """Stop a child of this process, and wait until it has stopped: the signal alone is only a wish."""
    process.send_signal(signal.SIGSTOP)
    assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
