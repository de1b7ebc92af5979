"""The pictures that the preview keeps in memory; none is ever kept on disk."""

from __future__ import annotations

from collections import OrderedDict

from gui.dicom.preview_process import Wish
from gui.dicom.preview_values import Picture


class PictureCache:
    """The latest pictures, as many as fit into ``room`` bytes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._pictures: OrderedDict[Wish, Picture] = OrderedDict()

    def get(self, wish: Wish) -> Picture | None:
        """The picture of a wish, if it is there."""
        picture = self._pictures.get(wish)
        if picture is not None:
            self._pictures.move_to_end(wish)
        return picture

    def put(self, wish: Wish, picture: Picture) -> None:
        """Keep a picture; those that were wished longest ago make room for it."""
        if picture.size > self._room or wish in self._pictures:
            return
        self._pictures[wish] = picture
        self._taken += picture.size
        while self._taken > self._room:
            _, oldest = self._pictures.popitem(last=False)
            self._taken -= oldest.size

    def clear(self) -> None:
        """Let go of all."""
        self._pictures.clear()
        self._taken = 0
