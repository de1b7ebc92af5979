"""Where the frozen command line starts: dicom-courier-cli. It never opens a window to work with."""

import multiprocessing
import sys

from gui.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:] or ["--help"]))
