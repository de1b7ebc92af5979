"""The verdict: what the answers to an upload amount to, one line for each series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from gui.core.counts import registered_at_least
from gui.core.destination import Dialect
from gui.core.entities import Instance
from gui.core.receipt import LineState, MissingInstance, Receipt, ReceiptLine
from gui.core.upload import BatchResult, CountReading, InstanceState, Outcome, Upload

ANSWERED = frozenset({200, 201, 202})
"""The statuses of an answer that speaks of success (service contract, Answers)."""

_WENT_OUT = frozenset({InstanceState.VERIFIED, InstanceState.SHORT, InstanceState.UNKNOWN})
_NOT_SENT = {
    Outcome.CANCELLED: "The upload was cancelled before it was sent.",
    None: "The upload was interrupted before it was sent.",
}
_PLANNED = InstanceState.PLANNED
_OPEN = (InstanceState.UNKNOWN, InstanceState.SENDING)
_SETTLED = frozenset({InstanceState.SHORT, InstanceState.REFUSED})
_REASONS = {
    InstanceState.PLANNED: "It was not sent.",
    InstanceState.SENDING: "It is not known whether it has arrived: sending was interrupted.",
    InstanceState.UNKNOWN: "It is not known whether it has arrived: the service has not confirmed it.",
    InstanceState.SHORT: "The service did not count it among the images that it registered.",
    InstanceState.REFUSED: "It was refused.",
}


def make_receipt(
    upload_id: int,
    upload: Upload,
    states: Mapping[str, InstanceState],
    results: Sequence[BatchResult],
    *,
    reading: CountReading,
    outcome: Outcome | None = None,
    finished: datetime | None = None,
    retries: int = 0,
    problem: str = "",
) -> Receipt:
    """Make the receipt from what the journal holds; an instance without a state is ``planned``.

    A series is *verified* only when every instance of it that was chosen is. ``outcome`` None (an upload that was
    interrupted) is judged from the states. ``problem`` is the title of what stopped the upload, and so the reason
    of all that was not sent.

    An instance counts as *sent* when it went out whole in a request that was answered with success, with a
    passing failure, or not at all: it may have been stored then. A request that was refused took nothing
    (service contract, Answers).

    A DICOMweb server lists what it stored of each request, and is asked afterwards how many it holds: the newest
    such number is its count, without one what it listed.
    """
    lists = upload.destination.dialect is Dialect.DICOMWEB
    if lists:
        reading = CountReading.PER_REQUEST
    groups: dict[str, list[Instance]] = {}
    for instance in upload.instances:
        groups.setdefault(instance.series.series_instance_uid, []).append(instance)
    series_of = {i.sop_instance_uid: i.series.series_instance_uid for i in upload.instances}
    reasons: dict[str, str] = {}
    went_out: set[str] = set()
    answers: dict[str, list[tuple[frozenset[str], int]]] = {}
    counted: set[str] = set()
    witnessed: dict[str, int] = {}
    notes: dict[str, str] = {}
    for result in results:
        reasons.update(result.reasons)
        verified = (uid for uid, state in result.states.items() if state is InstanceState.VERIFIED)
        notes.update((uid, result.reasons.get(uid, "")) for uid in verified)
        went_out.update(uid for uid, state in result.states.items() if state in _WENT_OUT)
        if result.witness:
            witnessed.update(result.counts)
        elif result.status in ANSWERED or (lists and result.counts):
            went_out.update(uid for uid in result.digests if result.states.get(uid) is not InstanceState.PLANNED)
            counted.update(result.counts)
            for uid, carried in carried_sets(result, series_of).items():
                answers.setdefault(uid, []).append((carried, result.counts.get(uid, 0)))
    not_sent = f"{problem}." if problem else _NOT_SENT.get(outcome, _REASONS[InstanceState.PLANNED])
    reasons.update((uid, not_sent) for uid in series_of if states.get(uid, _PLANNED) is _PLANNED)
    lines = tuple(
        _line(
            instances,
            {i.sop_instance_uid: states.get(i.sop_instance_uid, _PLANNED) for i in instances},
            reasons,
            went_out,
            answers.get(uid, []) if uid in counted else None,
            reading,
            witnessed.get(uid),
            notes,
        )
        for uid, instances in groups.items()
    )
    return Receipt(
        upload_id=upload_id,
        outcome=judge_outcome(states.get(uid, _PLANNED) for uid in series_of) if outcome is None else outcome,
        destination_name=upload.destination.name,
        endpoint=upload.destination.address.endpoint,
        practice=upload.destination.practice,
        user=upload.user,
        started=upload.started,
        finished=finished,
        lines=lines,
        left_out=upload.left_out,
        not_chosen=upload.not_chosen,
        requests=len(results),
        retries=retries,
        deidentified=upload.deidentified,
        indexes=upload.indexes,
    )


def judge_outcome(states: Iterable[InstanceState]) -> Outcome:
    """What an upload amounts to that nobody stopped: verified, short when all is settled, else failed."""
    seen = set(states)
    if seen <= {InstanceState.VERIFIED}:
        return Outcome.VERIFIED
    return Outcome.SHORT if seen <= {InstanceState.VERIFIED, *_SETTLED} else Outcome.FAILED


def service_count(answers: Sequence[tuple[frozenset[str], int]], reading: CountReading, *, verified: bool) -> int:
    """The number to show as the service's count of a series, from its answers in the order they came.

    ``answers`` are pairs of what a request carried and what was answered. Per request: the sum over distinct
    instances; cumulative or not known: the largest. ``verified`` True says that the reading was known when the
    answers were judged, so that the sum counts as well.
    """
    largest = max((number for _, number in answers), default=0)
    if reading is CountReading.PER_REQUEST or verified:
        return max(largest, registered_at_least(answers))
    return largest


def carried_sets(result: BatchResult, series_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The instances that a request carried, by series: those whose digest as sent is kept."""
    groups: dict[str, set[str]] = {}
    for uid in result.digests or result.states:
        series = series_of.get(uid)
        if series is not None and result.carried.get(series, 0):
            groups.setdefault(series, set()).add(uid)
    return {series: frozenset(uids) for series, uids in groups.items()}


def _line(
    instances: Sequence[Instance],
    states: Mapping[str, InstanceState],
    reasons: Mapping[str, str],
    went_out: set[str],
    answers: Sequence[tuple[frozenset[str], int]] | None,
    reading: CountReading,
    witnessed: int | None,
    notes: Mapping[str, str],
) -> ReceiptLine:
    first = instances[0]
    tally = Counter(states.values())
    verified = tally[InstanceState.VERIFIED]
    out = [state for uid, state in states.items() if uid in went_out or state in _WENT_OUT]
    sent = len(out)
    count = None if answers is None else service_count(answers, reading, verified=verified == sent)
    arrived = verified if count is None else max(verified, min(count, sent - out.count(InstanceState.REFUSED)))
    state = _line_state(tally, len(states), sent)
    if witnessed is not None:
        count, arrived = witnessed, min(verified, witnessed)
    if arrived < verified:  # it no longer holds what it was seen to hold
        state, tally = LineState.SHORT, Counter({InstanceState.SHORT: verified - arrived})
    named = _named(instances, states, reasons, missing=len(states) - arrived)
    return ReceiptLine(
        series_instance_uid=first.series.series_instance_uid,
        study_instance_uids=tuple(dict.fromkeys(i.study.study_instance_uid for i in instances)),
        patient=first.patient,
        study=first.study,
        series=first.series,
        chosen=len(states),
        sent=sent,
        service_count=count,
        arrived=arrived,
        state=state,
        reason=_line_reason(state, tally, sent, count, named) or _noted(states, notes),
        size=sum(instance.size for instance in instances),
        missing_instances=named,
    )


def _line_state(tally: Mapping[InstanceState, int], chosen: int, sent: int) -> LineState:
    if tally[InstanceState.VERIFIED] == chosen:
        return LineState.VERIFIED
    if tally[InstanceState.SHORT] or (tally[InstanceState.REFUSED] and sent):
        return LineState.SHORT
    if any(tally[state] for state in _OPEN):
        return LineState.UNKNOWN
    return LineState.SHORT if sent else LineState.NOT_SENT


def _named(
    instances: Sequence[Instance],
    states: Mapping[str, InstanceState],
    reasons: Mapping[str, str],
    *,
    missing: int,
) -> tuple[MissingInstance, ...]:
    """The instances that have not arrived, as far as it is known which ones they are."""
    absent = [i for i in instances if states[i.sop_instance_uid] is not InstanceState.VERIFIED]
    if len(absent) != missing:
        surely = (InstanceState.REFUSED, InstanceState.PLANNED)
        absent = [i for i in absent if states[i.sop_instance_uid] in surely]
    return tuple(
        MissingInstance(
            i.sop_instance_uid, i.shown, reasons.get(i.sop_instance_uid) or _REASONS[states[i.sop_instance_uid]]
        )
        for i in absent
    )


def _line_reason(
    state: LineState,
    tally: Mapping[InstanceState, int],
    sent: int,
    count: int | None,
    named: Sequence[MissingInstance],
) -> str:
    if state is LineState.VERIFIED:
        return ""
    if state is LineState.UNKNOWN:
        open_images = sum(tally[state] for state in _OPEN)
        return (
            f"The service has not confirmed {open_images} of the images. "
            "Send them again to be sure; no image can arrive twice."
        )
    if state is LineState.SHORT and tally[InstanceState.SHORT]:
        return f"The service counts {count or 0} of the {sent} images that were sent."
    told = Counter(instance.reason for instance in named)
    return told.most_common(1)[0][0] if told else _REASONS[InstanceState.PLANNED]


def _noted(states: Mapping[str, InstanceState], notes: Mapping[str, str]) -> str:
    """What there is to say of a series that has arrived: the note that most of its images have."""
    told = Counter(note for uid in states if (note := notes.get(uid)))
    for note, images in told.most_common(1):
        return note if images == len(states) == 1 else f"{images} of {len(states)} images: {note}"
    return ""
