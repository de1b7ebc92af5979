"""Where the frozen programs start: dicom-courier, and dicom-courier-cli, which never opens a window to work with."""

import os
import sys

# A program without a console has no standard streams on Windows; what is written to them goes nowhere then.
for _name in ("stdout", "stderr"):
    if getattr(sys, _name) is None:
        setattr(sys, _name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 – lives as long as the program

from gui.__main__ import main  # noqa: E402

if __name__ == "__main__":
    _called = os.path.splitext(os.path.basename(sys.argv[0]))[0].lower()
    sys.exit(main(sys.argv[1:] or (["--help"] if _called == "dicom-courier-cli" else [])))
