"""Small pictures of the studies in sight, made one after the other while the preview has nothing to do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from gui.core.entities import Instance, SeriesKey, StudyKey
from gui.dicom.preview import Answer, ImagePlaces, Picture, PreviewWorker
from gui.dicom.preview_reasons import OVERTAKEN
from gui.models.series_tree import SeriesTree
from gui.widgets.preview_canvas import image_of

EDGE = 96
"""Pixels of the longer side: enough for a row at 300 %."""
KEPT = 300
"""Pictures at the most; the study that was in sight longest ago loses its own. Nothing is kept on disk."""


@dataclass(frozen=True, slots=True)
class _Answered:
    """What came of one wish: ``run`` tells for which list it was."""

    run: int
    study: StudyKey
    answer: Answer


class Thumbnails(QObject):
    """Gives the studies of the tree their pictures, as they come into sight.

    The middle image of a study's largest series stands for it. Where no picture can be made, the row goes on
    showing the type's letters.

    :param instances_of: the images of a series in their order; asked only while nothing is read or sent.
    :param worker: makes the pictures, and those of the preview first; ended by who made it.
    """

    _answered = Signal(object)

    def __init__(
        self,
        model: SeriesTree,
        instances_of: Callable[[SeriesKey], Sequence[Instance]],
        worker: PreviewWorker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._instances_of, self._worker = model, instances_of, worker
        self._known: OrderedDict[StudyKey, bool] = OrderedDict()
        self._waiting: list[StudyKey] = []
        self._asked: StudyKey | None = None
        self._resting = False
        self._run = 0
        # the answers come in the worker's thread
        self._answered.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def rest(self, resting: bool) -> None:
        """Begin no picture while files are read or sent; what has been wished for is made up for."""
        if self._resting and not resting:  # what could not be made may be another image now
            self._known = OrderedDict((study, made) for study, made in self._known.items() if made)
        self._resting = resting
        self._go_on()

    def wish(self, studies: Sequence[StudyKey]) -> None:
        """These studies are in sight and have no picture; those of earlier wishes need none any more."""
        self._waiting = [study for study in studies if study not in self._known]
        self._go_on()

    def forget(self) -> None:
        """The list was emptied."""
        self._run += 1
        self._known.clear()
        self._waiting.clear()
        self._asked = None

    def _go_on(self) -> None:
        while self._waiting and self._asked is None and not self._resting:
            study = self._waiting.pop(0)
            if study not in self._known:
                self._ask_for(study)

    def _ask_for(self, study: StudyKey) -> None:
        series = self._model.main_series(study)
        images = ImagePlaces(self._instances_of(series) if series is not None else ())
        if not images.count:
            self._keep(study, made=False)
            return
        self._asked, run = study, self._run
        path, frame, version = images.place(images.middle)

        def done(answer: Answer) -> None:
            self._answered.emit(_Answered(run, study, answer))

        self._worker.request_when_idle(path, frame, done, version=version, max_edge=EDGE)

    def _show(self, answered: _Answered) -> None:
        if answered.run != self._run:
            return
        self._asked = None
        answer = answered.answer
        if answer == OVERTAKEN:
            self._waiting.append(answered.study)  # after the others, once more
        else:
            self._keep(answered.study, made=isinstance(answer, Picture))
        if isinstance(answer, Picture):
            self._model.show_picture(answered.study, image_of(answer))
        self._go_on()

    def _keep(self, study: StudyKey, *, made: bool) -> None:
        self._known[study] = made
        pictures = sum(self._known.values())
        for oldest in tuple(self._known):
            if pictures <= KEPT:
                break
            if self._known[oldest]:
                del self._known[oldest]
                self._model.show_picture(oldest, None)
                pictures -= 1
