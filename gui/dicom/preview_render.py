"""Makes a picture of one frame. Runs in the preview's own process: it brings in numpy, pydicom and native decoders."""

from __future__ import annotations

import errno
import logging
import warnings
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset

from gui.core.errors import FileTrouble, FileVanished, NoRoomToUnpack, PasswordNeeded
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Keys
from gui.dicom.parsing import CannotParse, parsing
from gui.dicom.preview_decode import MAX_FRAME, check_size, count_frames, decode, decode_options
from gui.dicom.preview_grey import functional, to_grey
from gui.dicom.preview_palette import colours_of
from gui.dicom.preview_reasons import (
    CHANGED,
    CUT_SHORT,
    DAMAGED,
    LOCKED,
    NO_RIGHTS,
    NOT_FOUND,
    TOO_LARGE,
    UNREADABLE,
)
from gui.dicom.preview_source import (
    MAX_INFLATED,
    BoundedFile,
    CannotShow,
    Source,
    as_stream,
    numbers,
    open_file,
    read_source,
)
from gui.dicom.preview_values import MAX_EDGE, Answer, Frame, NoPicture, Picture, Version

# pydicom's messages quote header values, which belong in no log
logging.getLogger("pydicom").propagate = False
Image.MAX_IMAGE_PIXELS = None  # the limits below are stricter

_EXTREME_ASPECT = 8.0

Array = npt.NDArray[Any]


class Renderer:
    """Renders frames of a file, or of an entry of an archive (see ``place_of``).

    Keeps the last file's header, so that going through its frames reads it once.
    """

    def __init__(self) -> None:
        self._opener = EntryOpener(memory=MAX_INFLATED)
        self._key: tuple[str, int, int] | None = None
        self._source: Source | None = None

    def __call__(
        self, path: str, frame: Frame, max_edge: int, keys: Keys = (), version: Version | None = None
    ) -> Answer:
        """The picture, or why there is none. Never raises for what the file holds.

        ``keys`` open the archive. Another file than that of ``version`` has no picture: it may be another patient's.
        """
        self._opener.passwords.take(path.partition("\0")[0], keys)
        try:
            with warnings.catch_warnings():
                # pydicom warns of each oddity of a foreign file
                warnings.simplefilter("ignore")
                return self._render(path, frame, max_edge, version)
        except CannotShow as known:
            return known.answer
        except (MemoryError, NoRoomToUnpack):
            return TOO_LARGE
        except FileVanished:
            return NOT_FOUND
        except PasswordNeeded:
            return LOCKED
        except FileTrouble:
            return DAMAGED
        except CannotParse:
            return DAMAGED
        except OSError as error:
            return _unreadable(error)

    def _render(self, path: str, frame: Frame, max_edge: int, version: Version | None) -> Picture:
        with open_file(path, self._opener) as file:
            if version is not None and file.version != version:
                raise CannotShow(CHANGED)
            with parsing(CannotShow, MemoryError):
                source = self._read(path, file)
                file.room = 2 * MAX_FRAME
                return _picture(source, as_stream(source, file), frame, max_edge)

    def _read(self, path: str, file: BoundedFile) -> Source:
        key = (path, *file.version)
        if self._source is None or self._key != key:
            self._source = self._key = None
            source = read_source(file)
            self._source, self._key = source, key
        return self._source


def render(path: str, frame: Frame = 0.5, max_edge: int = MAX_EDGE) -> Answer:
    """The picture of one frame, or why there is none."""
    return Renderer()(path, frame, max_edge)


def _unreadable(error: OSError) -> NoPicture:
    code = error.errno
    if code in (errno.EACCES, errno.EPERM):
        return NO_RIGHTS
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ENXIO):
        return NOT_FOUND
    return UNREADABLE


# -- one frame -------------------------------------------------------------------------------------------------


def _picture(source: Source, stream: BinaryIO, place: Frame, max_edge: int) -> Picture:
    header = source.header
    options = decode_options(source)
    check_size(options)
    frames = count_frames(source, options)
    frame = round(place * (frames - 1)) if isinstance(place, float) else place
    if not 0 <= frame < frames:
        raise CannotShow(CUT_SHORT)  # never another frame in its place
    pixels, kind = decode(source, stream, options, frame)
    window: tuple[float, float] | None = None
    auto = False
    if pixels.ndim == 3:
        shown = _eight_bits(pixels[..., :3], int(options["bits_stored"]))
    elif kind == "PALETTE COLOR":
        shown = colours_of(pixels, header, little_endian=source.syntax.is_little_endian)
    else:
        bits = int(options["bits_stored"])
        grey = to_grey(pixels, header, frame, bits=bits)
        shown, window, auto = grey.pixels, grey.window, grey.auto
    image = _scaled(Image.fromarray(np.ascontiguousarray(shown)), _aspect(header, frame), max_edge)
    return Picture(
        width=image.width,
        height=image.height,
        rgb=image.mode == "RGB",
        data=image.tobytes(),
        frame=frame,
        frames=frames,
        window=window,
        auto=auto,
    )


# -- colours, shape, size --------------------------------------------------------------------------------------


def _eight_bits(pixels: Array, bits: int) -> npt.NDArray[np.uint8]:
    if pixels.dtype.itemsize == 1:
        return pixels.astype(np.uint8, copy=False)
    return (pixels >> max(bits - 8, 0)).astype(np.uint8)


def _aspect(header: Dataset, frame: int) -> float:
    """Height of a pixel by its width. All the elements name the vertical first (PS3.3 10.7.1.3, C.7.6.3.1.7)."""
    measures = functional(header, frame, "PixelMeasuresSequence")
    for item, keyword in (
        (measures, "PixelSpacing"),
        (header, "PixelSpacing"),
        (header, "ImagerPixelSpacing"),
        (header, "NominalScannedPixelSpacing"),
        (header, "PixelAspectRatio"),
    ):
        pair = numbers(item, keyword) if item is not None else []
        if len(pair) == 2 and min(pair) > 0:
            ratio = pair[0] / pair[1]
            return ratio if 1 / _EXTREME_ASPECT <= ratio <= _EXTREME_ASPECT else 1.0
    return 1.0


def _scaled(image: Image.Image, aspect: float, max_edge: int) -> Image.Image:
    """The image with square pixels, no larger than ``max_edge``."""
    width, height = float(image.width), float(image.height)
    if abs(aspect - 1) > 0.01:
        if aspect > 1:
            height *= aspect
        else:
            width /= aspect
    scale = min(1.0, max_edge / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
