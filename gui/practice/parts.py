"""A multipart body, written part by part into files while it comes in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gui.practice.shelf import Shelf

MULTIPART = (b"multipart/related", b"multipart/form-data")


class NotMultipart(Exception):
    """The body is not what its Content-Type says (RFC 2046 §5.1), or ends too early."""


class TooManyFiles(Exception):
    """More parts than the service takes in one request."""


def find_boundary(content_type: str) -> bytes | None:
    """The boundary of ``multipart/related`` or ``multipart/form-data``; None for anything else."""
    kind, options = parse_options_header(content_type)
    return options.get(b"boundary") or None if kind in MULTIPART else None


class Parts:
    """Takes a body in pieces and keeps each file of it on the shelf's own doorstep.

    As with Django's framework, a part that repeats a field name replaces the earlier one, and a form field without
    a file name is no file; a part without Content-Disposition (PS3.18 §8.6.1.2) is always one. Not for several
    threads. Use as a context manager: on leaving, all files that were not taken are removed.
    """

    def __init__(self, boundary: bytes, shelf: Shelf, max_files: int | None = None) -> None:
        self._shelf = shelf
        self._max_files = max_files
        self._named: dict[bytes | int, Path] = {}
        self._header = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._name: bytes | int | None = None
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._ended = False
        self._number = 0
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_part_data,
                    "on_part_end": self._on_part_end,
                    "on_end": self._on_end,
                },
            )
        except FormParserError as error:
            raise NotMultipart from error

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        for path in (*self._named.values(), *([self._path] if self._path else [])):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def receive(self, read: Callable[[], bytes]) -> tuple[Path, ...]:
        """Write all that ``read`` gives (nothing at the end) and answer with the files, in order of their parts.

        Raises :class:`NotMultipart`, :class:`TooManyFiles`, and :class:`OSError` when the disk is full.
        """
        try:
            while piece := read():
                self._parser.write(piece)
        except FormParserError as error:
            raise NotMultipart from error
        if not self._ended:
            raise NotMultipart
        return tuple(self._named.values())

    def _on_part_begin(self) -> None:
        self._headers = {}

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def _on_headers_finished(self) -> None:
        self._number += 1
        disposition = self._headers.get(b"content-disposition")
        kind, options = parse_options_header(disposition) if disposition is not None else (b"", {})
        if kind == b"form-data" and b"name" in options and b"filename" not in options:
            return
        if self._max_files is not None and self._number > self._max_files:
            raise TooManyFiles
        self._name = options.get(b"name", self._number)
        self._file, self._path = self._shelf.new_file()

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            view = memoryview(data)[start:end]
            while view:
                view = view[self._file.write(view) :]

    def _on_part_end(self) -> None:
        if self._file is None or self._path is None or self._name is None:
            return
        self._file.close()
        earlier = self._named.pop(self._name, None)
        if earlier is not None:
            earlier.unlink(missing_ok=True)
        self._named[self._name] = self._path
        self._file = self._path = self._name = None

    def _on_end(self) -> None:
        self._ended = True
