"""The preview of the series in view: joins the details pane to the process that makes pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from gui.core.entities import Instance, SeriesKey, SeriesSummary
from gui.dicom.preview import Answer, ImagePlaces, NoPicture, Picture, PreviewWorker
from gui.models import told
from gui.widgets.details_pane import DetailsPane

InstancesOf = Callable[[SeriesKey], Sequence[Instance]]


@dataclass(frozen=True, slots=True)
class _Answered:
    """What came of one wish: ``run`` tells for which series it was."""

    run: int
    index: int
    answer: Answer


class Previews(QObject):
    """Shows the middle image of each series that comes into view, and the others as they are wished for.

    :param pane: the details pane; its preview is filled, and its ``series_shown`` says which series is in view.
    :param instances_of: the images of a series in their order; asked only while nothing is being read.
    :param worker: makes the pictures; :meth:`shut_down` ends it.
    """

    _answered = Signal(object)

    def __init__(
        self, pane: DetailsPane, instances_of: InstancesOf, worker: PreviewWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pane, self._view = pane, pane.preview
        self._instances_of = instances_of
        self._worker = worker
        self._reading = False
        self._closed = False
        self._series: SeriesSummary | None = None
        self._images = ImagePlaces(())
        self._run = 0
        self._due = False
        # the answers come in the worker's thread
        self._answered.connect(self._show, Qt.ConnectionType.QueuedConnection)
        pane.series_shown.connect(self._show_series)
        pane.opened.connect(self._make_up)
        self._view.picture_wished.connect(self._wish)

    def set_reading(self, reading: bool) -> None:
        """Say whether files are being read: the images of a series are known only when all have been."""
        if reading == self._reading:
            return
        self._reading = reading
        self._begin()

    def forget(self) -> None:
        """Let go of all pictures in memory, because the list was emptied."""
        self._series = None
        self._begin()
        self._worker.forget()

    def shut_down(self) -> None:
        """End the process that makes pictures; takes a moment at the most."""
        self._closed = True
        self._worker.shut_down()

    def in_view(self) -> Instance | None:
        """The image that is shown, or wished for; None while there is none."""
        return self._images.instance(self._view.index)

    # -- the series in view ------------------------------------------------------------------------------------

    def _show_series(self, series: SeriesSummary | None) -> None:
        before, self._series = self._series, series
        same = before is not None and series is not None and before.key == series.key
        if same and before is not None and series is not None and before.instances == series.instances:
            return
        self._begin()

    def _begin(self) -> None:
        """Show the series in view from its middle."""
        self._run += 1
        self._images = ImagePlaces(())
        self._due = False
        if self._series is None:
            self._view.show_nothing()
            self._worker.drop()
        elif self._reading:
            self._view.show_no_picture(self.tr("Shown when everything has been read"))
            self._worker.drop()
        elif self._pane.isVisible():
            self._open(self._series)
        else:
            self._due = True

    def _make_up(self) -> None:
        """The pane was hidden when the series came into view."""
        if self._due:
            self._begin()

    def _open(self, series: SeriesSummary) -> None:
        self._images = ImagePlaces(self._instances_of(series.key))
        if not self._images.count:
            self._view.show_no_picture(self.tr("This series holds no images."))
            return
        self._view.show_series(self._images.count, self._images.middle)
        self._wish(self._images.middle)

    # -- one image ---------------------------------------------------------------------------------------------

    def _wish(self, index: int) -> None:
        if self._closed or not 0 <= index < self._images.count:
            return
        path, frame, version = self._images.place(index)
        run = self._run

        def done(answer: Answer) -> None:
            self._answered.emit(_Answered(run, index, answer))

        known = self._worker.request(path, frame, done, version=version)
        if known is not None:
            self._show(_Answered(run, index, known))

    def _show(self, answered: _Answered) -> None:
        if answered.run != self._run or self._closed:
            return
        answer = answered.answer
        if isinstance(answer, Picture):
            self._view.show_picture(answer, answered.index, self._images.count)
        elif isinstance(answer, NoPicture):
            value = told.told(answer.value)
            sentence = told.told(answer.template).replace("%1", value)
            self._view.show_no_picture(sentence, answered.index)
