"""“All tags…”: joins the details pane to the process that reads the tags of an image."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.containers.passwords import Keys
from gui.dicom.tags import TagsAnswer, read_tags
from gui.jobs.crew import Crew
from gui.jobs.job import Report
from gui.widgets import words
from gui.widgets.details_pane import DetailsPane
from gui.widgets.tags_dialog import TagsDialog
from gui.widgets.theme import Look


class Tags(QObject):
    """Shows the tags of the image in view. Reading ends when the dialog is closed before it has.

    :param in_view: the image that the preview shows, or None when there is none.
    :param keys_of: the passwords of an archive.
    """

    def __init__(
        self,
        look: Look,
        pane: DetailsPane,
        crew: Crew,
        in_view: Callable[[], Instance | None],
        keys_of: Callable[[str], Keys] = lambda _path: (),
    ) -> None:
        super().__init__(pane)
        self._look, self._pane, self._crew = look, pane, crew
        self._in_view, self._keys_of = in_view, keys_of
        pane.tags_wished.connect(self.open)

    def open(self) -> None:
        """Open the dialog and have the tags read."""
        instance = self._in_view()
        if instance is None or self._crew.closing:
            return
        caption = " · ".join((words.series_title(instance.series), words.file_name(instance.entry or instance.path)))
        dialog = TagsDialog(self._look, words.person_name(instance.patient.name), caption, self._pane.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        seen = True

        def work(cancel: CancelToken, _report: Report) -> TagsAnswer:
            return read_tags(instance, cancel=cancel, keys=self._keys_of(instance.path))

        def show(answer: TagsAnswer) -> None:
            if seen:
                dialog.show_tags(answer)

        def fail(_error: object) -> None:
            if seen:
                dialog.show_trouble()

        def close() -> None:
            nonlocal seen
            seen = False
            job.cancel()

        job = self._crew.run(work, succeeded=show, failed=fail)
        dialog.finished.connect(close)
        dialog.open()
