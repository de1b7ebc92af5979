"""Runs first in the frozen program: other programs that it starts must not load its libraries.

The boot loader puts the program's own folder into LD_LIBRARY_PATH. This process has read that already; a file
manager or a browser that it opens would find our Qt there instead of its own.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
