"""The one place that knows that parsing a foreign file may raise anything."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class CannotParse(Exception):
    """A parser or a decoder has given up on what a file holds."""


@contextlib.contextmanager
def parsing(*known: type[Exception]) -> Iterator[None]:
    """Make one exception, :class:`CannotParse`, of all that a hostile file makes parsers and decoders raise.

    pydicom and what it decodes with raise ValueError, KeyError, AttributeError, struct.error, zlib.error,
    NotImplementedError, RecursionError, MemoryError, RuntimeError, OSError without a number and more, depending on
    where the damage lies, and other ones with the next version: no list of them would hold. A damaged file must cost
    only itself. So everything is caught, here and nowhere else in ``gui.dicom``; put as little as possible inside.

    What comes through is ``known``, that is what the caller means to handle itself, and an :class:`OSError` with a
    number: that is the disk, not the parser.
    """
    try:
        yield
    except known:
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise CannotParse from error
    except Exception as error:
        raise CannotParse from error
