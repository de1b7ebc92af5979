"""Says above the list what should be looked at in the ticked series, and goes there or unticks them when asked."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.core.entities import SkipReason
from gui.flow import Flow, State
from gui.models import words
from gui.models.look_at import LookAt, to_look_at
from gui.models.series_tree import SeriesTree
from gui.widgets.banner import BannerAction
from gui.widgets.main_window import MainWindow

_SAID_AT_MOST = 4
_CONFLICTS = object()


class ToLookAt(QObject):
    """Follows the ticks while an upload can be begun; nothing of it stops anybody."""

    def __init__(self, window: MainWindow, flow: Flow, model: SeriesTree) -> None:
        super().__init__(window)
        self._window, self._flow, self._model = window, flow, model
        self._conflicts = 0
        model.chosen_changed.connect(self.say)
        flow.state_changed.connect(self._follow)
        flow.scan_ended.connect(self.look_again)
        window.notice_pressed.connect(self._press)

    def look_again(self) -> None:
        """What is left out has changed."""
        skipped = self._flow.catalogue.skipped
        self._conflicts = sum(one.reason is SkipReason.CONFLICT for one in skipped)
        self.say()

    def say(self) -> None:
        """Say what is to be looked at now."""
        if self._flow.state is not State.READY:
            return
        found = to_look_at(self._model.chosen_summaries())
        sentences = [one.sentence for one in found]
        if self._conflicts:
            sentences.insert(0, self._conflict_sentence())
        if not sentences:
            self._window.show_look_at("")
            return
        more = len(sentences) - _SAID_AT_MOST
        if more > 0:
            sentences[_SAID_AT_MOST:] = [self.tr("The State column tells of more.")]
        self._window.show_look_at(self.tr("Look at this before you send"), " ".join(sentences), self._actions(found))

    def _conflict_sentence(self) -> str:
        text = self.tr("%1 are there twice, with different content; one of each is sent.")
        if self._conflicts == 1:
            text = self.tr("%1 is there twice, with different content; one of the two is sent.")
        return text.replace("%1", words.images(self._conflicts))

    def _actions(self, found: tuple[LookAt, ...]) -> tuple[BannerAction, ...]:
        go: list[tuple[object, str]] = [(one.keys[:1], one.sentence) for one in found]
        untick: list[tuple[object, str]] = [(one, one.untick.replace("&", "")) for one in found if one.untick]
        actions = []
        if self._conflicts:
            actions.append(BannerAction(self.tr("&Choose which…"), _CONFLICTS))
        if go:
            choices = tuple(go) if len(go) > 1 else ()
            actions.append(BannerAction(self.tr("Go &there"), go[0][0], choices=choices))
        if untick:
            choices = tuple(untick) if len(untick) > 1 else ()
            text = self.tr("Unt&ick…") if choices else next(one.untick for one in found if one.untick)
            actions.append(BannerAction(text, untick[0][0], choices=choices))
        return tuple(actions)

    def _follow(self, state: State) -> None:
        if state is State.READY:
            self.say()
        else:
            self._window.show_look_at("")

    def _press(self, value: object) -> None:
        if value is _CONFLICTS:
            self._window.show_left_out()
        elif isinstance(value, LookAt):
            self._model.set_all_chosen(value.keys, False)
        elif isinstance(value, tuple):
            for key in value:
                self._window.show_row(key)
