"""Where the frozen window program starts: dicom-courier."""

import os
import sys

# A program without a console has no standard streams on Windows; what is written to them goes nowhere then.
for _name in ("stdout", "stderr"):
    if getattr(sys, _name) is None:
        setattr(sys, _name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 – lives as long as the program

from gui.__main__ import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
