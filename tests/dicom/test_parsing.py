"""What parsing a foreign file raises becomes one exception, and the disk's trouble stays the disk's."""

from __future__ import annotations

import errno
import struct
import zlib

import pytest

from gui.dicom.parsing import CannotParse, parsing


class Known(Exception):
    """What a caller handles itself."""


@pytest.mark.parametrize(
    "raised", [KeyError("x"), struct.error(), zlib.error(), RecursionError(), MemoryError(), OSError("no number")]
)
def test_whatever_a_parser_raises_is_one_exception(raised: Exception) -> None:
    with pytest.raises(CannotParse) as caught, parsing():
        raise raised
    assert caught.value.__cause__ is raised
    assert not str(caught.value)  # nothing of the file gets into a log with it


@pytest.mark.parametrize("raised", [OSError(errno.EIO, "the disk"), Known(), KeyboardInterrupt()])
def test_the_disk_what_the_caller_knows_and_an_interruption_come_through(raised: BaseException) -> None:
    with pytest.raises(type(raised)) as caught, parsing(Known):
        raise raised
    assert caught.value is raised
