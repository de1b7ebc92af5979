"""What a series still needs when the answers do not prove all that was sent of it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.entities import Instance
from gui.core.upload import CountReading, InstanceState
from gui.service.ledger import Ledger, SeriesRecord
from gui.service.speech import Look

_CONFIRMS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next for a series; one of ``confirm``, ``again``, ``look`` and (``halve``, ``short``) at the most.

    ``confirm`` goes out again for a settled count, ``again`` because something of it is missing, each group of
    ``halve`` in two halves to find out which; ``short`` is what the service does not count; ``look`` is to be asked.
    """

    confirm: tuple[Instance, ...] = ()
    again: tuple[Instance, ...] = ()
    halve: tuple[tuple[Instance, ...], ...] = ()
    short: tuple[Instance, ...] = ()
    look: Look | None = None


NOTHING = Step()


def next_step(ledger: Ledger, record: SeriesRecord, *, queued: bool) -> Step:
    """Decide what a series needs. ``queued`` is True while requests that carry it wait to go out.

    While the reading is not known, two answers that fit both make one image go out again at once. Else, when
    nothing of the series is queued or out any more: one image more for a settled count (requests that overlapped
    may not have counted one another); then all that is not proven once more; then halves until the missing ones are
    known by name, where counts can tell that. Under the cumulative reading they can't: a count does not change
    when what is held is sent again.
    """
    counts = record.counts
    if len(record.acknowledged) == len(record.verified):
        return NOTHING
    unknown = ledger.reading is CountReading.UNKNOWN
    if unknown and counts.answers > 1 and counts.largest > 1 and not record.confirms:
        return _confirm(ledger, record)
    if queued or counts.in_flight or ledger.lost(record):
        return NOTHING
    overlapped = ledger.reading is not CountReading.PER_REQUEST and not counts.settled
    if overlapped or (unknown and counts.requests > 1):
        step = _confirm(ledger, record)
        if step.confirm:
            return step
    unproven = ledger.unproven(record)
    if not record.asked_again:
        record.asked_again = True
        return Step(again=tuple(unproven))
    if ledger.reading is CountReading.CUMULATIVE:
        return Step(short=tuple(unproven))
    return _narrow(record, unproven)


def _narrow(record: SeriesRecord, unproven: list[Instance]) -> Step:
    waiting = {instance.sop_instance_uid for instance in unproven}
    halve: list[tuple[Instance, ...]] = []
    short: list[Instance] = []
    for group in record.counts.short_requests():
        rest = tuple(record.instances[uid] for uid in record.instances if uid in group and uid in waiting)
        if len(rest) > 1:
            halve.append(rest)
        else:
            short.extend(rest)
    return Step(halve=tuple(halve), short=tuple(short))


def _confirm(ledger: Ledger, record: SeriesRecord) -> Step:
    """Choose a small image of the series to go out again, to see what the service counts then.

    It is safe: identity is the SOPInstanceUID, and a repeat replaces. While no answer was larger than one, two
    images go, because one alone could not show that a count went down.
    """
    if record.confirms >= _CONFIRMS:
        return NOTHING
    candidates = sorted(
        (uid for uid in record.answered if uid not in record.confirmed_with),
        key=lambda uid: (ledger.states[uid] is not InstanceState.VERIFIED, record.instances[uid].size),
    )
    chosen = candidates[: 2 if record.counts.largest <= 1 else 1]
    if not chosen:
        return NOTHING
    record.confirms += 1
    record.confirmed_with.update(chosen[:1])
    return Step(confirm=tuple(record.instances[uid] for uid in chosen))
