"""Draws the program's icons from resources/icons/dicom-courier.svg: PNG for Linux, .ico for Windows, .icns for macOS.

Run by build.py with the virtual environment of the build: ``python packaging/icons.py FOLDER``.
"""

from __future__ import annotations

import sys
from pathlib import Path

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "dicom-courier.svg"
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def draw(size: int, target: Path) -> None:
    """Draw the icon ``size`` pixels wide."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target.name} could not be written")


def main(folder: Path) -> None:
    """Write all icons into ``folder``."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    for size in sorted({*PNG_SIZES, *ICO_SIZES, 1024}):
        draw(size, folder / f"{size}.png")
    pictures = [Image.open(folder / f"{size}.png") for size in reversed(ICO_SIZES)]
    pictures[0].save(
        folder / "dicom-courier.ico", sizes=[picture.size for picture in pictures], append_images=pictures[1:]
    )
    Image.open(folder / "1024.png").save(folder / "dicom-courier.icns")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
