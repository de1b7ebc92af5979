"""What an ended request means: for its images, for what goes out next, and for the upload as a whole."""

from __future__ import annotations

from dataclasses import replace

from gui.core.errors import CourierError, NotTheService, ServiceFailing
from gui.core.retry import Reaction
from gui.core.upload import InstanceState
from gui.service.attempt import Attempt
from gui.service.contract import ServiceSpeech
from gui.service.endpoint import Route
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.outage import Outage
from gui.service.source import may_pass
from gui.service.speech import Look, Speech
from gui.service.tasks import Task, TaskQueue
from gui.service.tuning import Tuning

_TOO_MANY = ("too many", "number of files", "number of fields")


class Judge:
    """Judges requests that have ended and queues what follows. Its owner (the desk) holds the lock.

    ``problem`` is what stopped the upload, ``gave_up`` the failure of requests that were given up while others
    went through, ``retries`` how many requests went out again after a passing failure.
    """

    def __init__(
        self,
        ledger: Ledger,
        queue: TaskQueue,
        outage: Outage,
        route: Route,
        tuning: Tuning,
        speech: Speech | None = None,
    ) -> None:
        self.problem: CourierError | None = None
        self.gave_up: CourierError | None = None
        self.retries = 0
        self._ledger = ledger
        self._queue = queue
        self._outage = outage
        self._route = route
        self._tuning = tuning
        self._speech = speech or ServiceSpeech()
        self._reached = False
        self._accepted = False
        self._halved = False
        self._read_twice: set[str] = set()

    def stop(self, problem: CourierError) -> None:
        """End the upload because of a problem; the first one counts."""
        if self.problem is None:
            self.problem = problem

    def end(self, task: Task, attempt: Attempt) -> bool:
        """Judge a request that has ended. True when its answer showed how the service counts."""
        if attempt.connected:
            self._reached = True
        if attempt.accepted:
            return self._taken(task, attempt)
        if task.look is not None:
            self._looked(task.look, task, attempt)
        elif attempt.failed is not None:
            self._without_file(task, attempt)
        elif attempt.answer is None or attempt.answer.reaction in (Reaction.ACCEPT, Reaction.RETRY):
            self._lost(task, attempt)
        else:
            self._refused(task, attempt)
        return False

    def settle(self, record: SeriesRecord, *, short: bool = True) -> None:
        """Queue what a series needs to be judged, and give up what it is short of.

        ``short`` False asks for requests only, because what is found short must be recorded with an answer.
        """
        if self.problem is not None:
            return
        step = self._speech.next_step(self._ledger, record, queued=self._queue.holds(record.uid))
        if step.look is not None:
            self._queue.put_look(step.look)
        if step.confirm:
            self._queue.put_confirm(record, step.confirm)
        self._queue.put_first(step.again)
        if short:
            for group in step.halve:
                self._queue.put_halves(group)
            for instance in step.short:
                self._ledger.put(instance, InstanceState.SHORT)

    def _settle_those_of(self, task: Task) -> None:
        for uid in task.handles:
            self.settle(self._ledger.series[uid])

    def _taken(self, task: Task, attempt: Attempt) -> bool:
        assert attempt.answer is not None
        self._passed()
        self._accepted = True
        learnt = self._ledger.answer(task.instances, task.handles, attempt.answer)
        if learnt:
            for record in self._ledger.series.values():
                self.settle(record)
        else:
            self._settle_those_of(task)
        return learnt

    def _looked(self, look: Look, task: Task, attempt: Attempt) -> None:
        """A question about a series has ended."""
        if attempt.sighting is not None:
            self._passed()
            look.take(attempt.sighting)
            self.settle(self._ledger.series[look.series])
        elif attempt.stop is not None:
            self.stop(attempt.stop)
        elif not attempt.cancelled:
            self._fail(task, attempt)
            if self.problem is None and not self._try_again(task, attempt):
                look.give_up()

    def _lost(self, task: Task, attempt: Attempt) -> None:
        """No answer, or one that speaks of a passing failure."""
        if attempt.began:
            self._ledger.lose(task.instances, task.handles, whole=attempt.whole)
        else:
            self._ledger.refuse(task.instances, task.handles)
        if attempt.stop is not None:
            self.stop(attempt.stop)
        elif not attempt.cancelled:
            self._fail(task, attempt)
            if self.problem is None and not self._try_again(task, attempt):
                self._settle_those_of(task)

    def _fail(self, task: Task, attempt: Attempt) -> None:
        """The service, or the way to it, is not working: nobody goes on before the wait is over."""
        task.failures += not self._outage.asked
        if task.outage == self._outage.number and self._outage.fail(attempt.retry_after, reached=self._reached):
            self.stop(self._failure(attempt, self._outage.failures))

    def _failure(self, attempt: Attempt, tries: int) -> CourierError:
        kind = ServiceFailing if attempt.connected else attempt.unreached
        return self._route.error(kind, attempt.detail, tries=tries)

    def _try_again(self, task: Task, attempt: Attempt) -> bool:
        """Queue a request again that failed in passing.

        One that keeps failing at a service that took others is halved, once until something passes again: if a
        single file makes the service fail, its neighbours get through.
        """
        suspicious = task.failures >= max(2, self._tuning.tries // 2) and self._accepted and not self._halved
        if suspicious and len(task.instances) > 1 and task.confirms is None:
            self._halved = True
            self._queue.put_halves(task.instances, failures=task.failures)
            self.retries += 1
            return True
        if task.failures < self._tuning.tries:
            self._queue.put_again(task, behind=int(task.failures > 1))
            self.retries += 1
            return True
        if task.confirms is None:
            self.gave_up = self._failure(attempt, task.failures)
        return False

    def _passed(self) -> None:
        self._outage.over()
        self._halved = False

    def _without_file(self, task: Task, attempt: Attempt) -> None:
        """A file broke the body off: the others go out without it.

        If it has changed it goes out as it is now; if its folder is gone, it waits, and so does all that lies there; if
        the device failed to read it, it is tried once more in the end; else it is refused with its reason.
        """
        assert attempt.failed is not None
        bad, trouble = attempt.failed.instance, attempt.failed.trouble
        if attempt.began:
            self._ledger.lose(task.instances, task.handles, whole=False, surely_not=(bad.sop_instance_uid,))
        else:
            self._ledger.refuse(task.instances, task.handles)
        if attempt.gone:
            self._queue.gone.add(attempt.gone)
        if task.confirms is None:
            rest = [i for i in task.instances if i is not bad]
            if attempt.changed is not None:
                self._ledger.replace(attempt.changed)
                rest = [attempt.changed if i is bad else i for i in task.instances]
            elif not attempt.gone and may_pass(attempt.failed) and bad.sop_instance_uid not in self._read_twice:
                self._read_twice.add(bad.sop_instance_uid)
                self._queue.put_last(bad)
            elif not attempt.gone:
                self._ledger.put(bad, InstanceState.REFUSED, f"{trouble.title}. {trouble.advice}")
            self._queue.put_first(rest)
        self._settle_those_of(task)

    def _refused(self, task: Task, attempt: Attempt) -> None:
        """The service answered, and took nothing."""
        assert attempt.answer is not None
        answer = attempt.answer
        if answer.status // 100 == 2 and answer.reaction is not Reaction.TOKEN:
            self._ledger.lose(task.instances, task.handles, whole=attempt.whole)
        else:
            self._ledger.refuse(task.instances, task.handles)
        if attempt.stop is not None:
            self.stop(attempt.stop)
            return
        self._passed()
        if attempt.moved:
            self._queue.put_again(task)
        elif task.confirms is not None:
            self._settle_those_of(task)
        elif len(task.instances) > 1:
            self._learn_limit(task, attempt)
            self._queue.put_halves(task.instances)
        elif not answer.readable and not self._accepted and answer.reaction is Reaction.SPLIT:
            self.stop(self._route.error(NotTheService, attempt.detail))
        else:
            self._ledger.put(task.instances[0], InstanceState.REFUSED, _words(attempt))
            self._settle_those_of(task)

    def _learn_limit(self, task: Task, attempt: Attempt) -> None:
        assert attempt.answer is not None
        limits, files, size = self._queue.limits, len(task.instances), task.batch.size
        if attempt.answer.reaction is Reaction.SHRINK:
            self._queue.narrow(replace(limits, max_bytes=max(1, min(limits.max_bytes, size // 2))))
        elif any(words in attempt.answer.message.lower() for words in _TOO_MANY):
            self._queue.narrow(replace(limits, max_files=max(1, min(limits.max_files, files // 2))))


def _words(attempt: Attempt) -> str:
    """Why one file was refused, in the service's own words where it has any."""
    assert attempt.answer is not None
    if attempt.answer.reaction is Reaction.SHRINK:
        return "The file is larger than the service takes."
    if attempt.answer.message:
        return f"The service refused it: {attempt.answer.message}"
    return f"The service refused it (HTTP status {attempt.answer.status})."
