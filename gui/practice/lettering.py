"""Capital letters of five by seven dots, for words within a drawn picture."""

from __future__ import annotations

from collections.abc import Iterator

_LETTERS = {
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "C": "01111 10000 10000 10000 10000 10000 01111",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "I": "11111 00100 00100 00100 00100 00100 11111",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}
_STEP = 6


def letter_spans(text: str, width: int, top: int, scale: int) -> Iterator[tuple[int, int, int]]:
    """The text, centred in ``width`` pixels, as runs of pixels: (row, first column, column after the last).

    ``scale`` is the size of a dot in pixels. Raises :class:`KeyError` for a letter that is not drawn yet.
    """
    start = (width - (len(text) * _STEP - 1) * scale) // 2
    for position, letter in enumerate(text):
        for row, dots in enumerate(_LETTERS[letter].split()):
            for column, dot in enumerate(dots):
                if dot == "1":
                    left = start + (position * _STEP + column) * scale
                    for y in range(top + row * scale, top + (row + 1) * scale):
                        yield y, left, left + scale
