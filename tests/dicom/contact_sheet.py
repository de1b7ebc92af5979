"""One picture to look at: each kind of image among the samples as the preview draws it, beside DCMTK's.

``python -m tests.dicom.contact_sheet OUT.png`` needs the samples and the Debian package ``dcmtk``. With ``--all`` in
the place of OUT.png it draws nothing, and compares every sample, of long ones 40 frames, in figures. Below each pair
stand its photometric interpretation, bits and transfer syntax, and by how much the two differ on average (of 255
steps). The third picture shows where: black where they are equal, 16 times as bright as the difference elsewhere.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont
from pydicom.uid import UID

from tests.dicom.dcmtk import Compared, compare, compare_every_frame, missing_tools
from tests.helpers.samples import SAMPLES

_SIDE, _GAP, _WORDS, _HEAD, _ACROSS = 128, 6, 34, 28, 4
_BRIGHTER = 16
_MOST_FRAMES = 40
_GROUND, _INK, _GREY, _ALERT = (32, 36, 42), (235, 238, 242), (160, 168, 178), (255, 140, 130)


def draw(compared: Iterable[Compared]) -> Image.Image:
    """All of them on one sheet, by photometric interpretation."""
    ordered = sorted(compared, key=lambda one: (one.kind.photometric, one.kind))
    wide, high = 3 * _SIDE + 2 * _GAP, _SIDE + _WORDS
    rows = -(-len(ordered) // _ACROSS)
    size = _ACROSS * (wide + 3 * _GAP) + 3 * _GAP, rows * (high + 2 * _GAP) + 2 * _GAP + _HEAD
    sheet = Image.new("RGB", size, _GROUND)
    title = f"The preview · DCMTK · the difference, {_BRIGHTER} times as bright"
    ImageDraw.Draw(sheet).text((3 * _GAP, 2 * _GAP), title, _INK, _font(14))
    for number, one in enumerate(ordered):
        left = 3 * _GAP + number % _ACROSS * (wide + 3 * _GAP)
        top = _HEAD + 2 * _GAP + number // _ACROSS * (high + 2 * _GAP)
        _draw_one(sheet, left, top, one)
    return sheet


def _draw_one(sheet: Image.Image, left: int, top: int, one: Compared) -> None:
    pen = ImageDraw.Draw(sheet)
    assert one.ours is not None
    pictures = [one.ours.convert("RGB"), None, None]
    if one.theirs is not None:
        theirs = one.theirs.convert("RGB")
        apart = ImageChops.difference(one.ours.convert("RGB"), theirs).point(lambda value: min(255, _BRIGHTER * value))
        pictures[1:] = theirs, apart
    for number, picture in enumerate(pictures):
        x = left + number * (_SIDE + _GAP)
        pen.rectangle((x, top, x + _SIDE - 1, top + _SIDE - 1), outline=_GREY)
        if picture is None:
            pen.text((x + 8, top + 56), "DCMTK makes none" if number == 1 else "", _GREY, _font(11))
            continue
        picture = _fitted(picture)
        sheet.paste(picture, (x + (_SIDE - picture.width) // 2, top + (_SIDE - picture.height) // 2))
    kind = one.kind
    bits = f"{kind.stored}/{kind.allocated} bit{', signed' if kind.signed else ''}{', planes' if kind.planar else ''}"
    apart_words = "" if one.apart is None else f"differs by {one.apart:.2f}"
    alert = one.far and not one.explained
    syntax = UID(kind.syntax).name.split(",")[0]
    pen.text((left, top + _SIDE + 4), _cut(f"{kind.photometric} · {bits} · {syntax}", 11), _INK, _font(11))
    words = " · ".join(part for part in (apart_words, one.explained or Path(one.name).name) if part)
    pen.text((left, top + _SIDE + 19), _cut(words, 10), _ALERT if alert else _GREY, _font(10))


def _fitted(picture: Image.Image) -> Image.Image:
    """As large as its frame allows; tiny ones show their pixels."""
    room = _SIDE - 2
    times = room // max(picture.size)
    if times > 1:
        return picture.resize((times * picture.width, times * picture.height), Image.Resampling.NEAREST)
    picture.thumbnail((room, room), Image.Resampling.BOX)
    return picture


def _cut(text: str, size: int) -> str:
    """A text that fits below its pictures."""
    room, font = 3 * _SIDE + 2 * _GAP, _font(size)
    while font.getlength(text) > room:
        text = text[:-2] + "…"
    return text


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _print_far(compared: Sequence[Compared]) -> None:
    """Each sample of which frames are far apart, and why; and how near the others are."""
    far = Counter((one.name, one.explained) for one in compared if one.far)
    for (name, why), frames in far.items():
        print(f"{name}: {frames} frames · {why or 'no reason known'}")
    near = [one.apart for one in compared if one.apart is not None and not one.far]
    print(f"{len(near)} frames of {len({one.name for one in compared})} samples are {max(near):.2f} apart at the most")


def main(arguments: list[str]) -> int:
    """Write the sheet; answers with the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    if missing_tools() or not SAMPLES.is_dir():
        print("This needs the samples and DCMTK's tools (Debian package dcmtk).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as work:
        if arguments[0] == "--all":
            compared = list(compare_every_frame(Path(work), _MOST_FRAMES))
            _print_far(compared)
        else:
            compared = list(compare(Path(work)))
            draw(compared).save(arguments[0])
    far = [one for one in compared if one.far and not one.explained]
    kinds = sorted({one.kind.photometric for one in compared})
    print(f"{len(compared)} pairs of {', '.join(kinds)}; {len(far)} differ without a reason")
    return 1 if far else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
