"""Pictures of images for the eye, made in a process of their own: the values, and who makes them.

Nothing here is for diagnosis. numpy, pydicom's decoders and Pillow are imported in the process only: decoders in
native code have had holes, and what a hostile file can do to them must not reach the window.
"""

from gui.dicom.preview_places import ImagePlaces
from gui.dicom.preview_values import MAX_EDGE, Answer, Frame, NoPicture, Picture, place_of
from gui.dicom.preview_worker import PreviewWorker

__all__ = ["MAX_EDGE", "Answer", "Frame", "ImagePlaces", "NoPicture", "Picture", "PreviewWorker", "place_of", "render"]


def render(path: str, frame: Frame = 0.5, max_edge: int = MAX_EDGE) -> Answer:
    """Make the picture in the calling process. For tests and for files that are trusted; see :class:`PreviewWorker`."""
    from gui.dicom.preview_render import render as in_this_process

    return in_this_process(path, frame, max_edge)
