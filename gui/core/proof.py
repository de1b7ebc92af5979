"""Proof of content: what is known of each file of a series, with the SHA-256 of its bytes as they were sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gui.core.upload import BatchResult, InstanceState, Upload


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a receipt's series.

    ``digest`` is the SHA-256 (hex, lower case) of the file as it last went out whole, empty when it never did.
    ``reason`` is a sentence, empty for what is verified without one.
    """

    sop_instance_uid: str
    path: str
    size: int
    state: InstanceState
    digest: str
    reason: str = ""


def sent_files(
    upload: Upload,
    states: Mapping[str, InstanceState],
    results: Iterable[BatchResult],
    series_instance_uid: str,
) -> tuple[SentFile, ...]:
    """The files of one series, in the order in which they were to be sent.

    The newest digest of a file counts: a repeat replaces the instance at the service (service contract, Answers).
    """
    digests: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for result in results:
        digests.update(result.digests)
        for uid in result.states:
            reasons[uid] = result.reasons.get(uid, "")
    return tuple(
        SentFile(
            sop_instance_uid=(uid := instance.sop_instance_uid),
            path=instance.shown,
            size=instance.size,
            state=states.get(uid, InstanceState.PLANNED),
            digest=digests.get(uid, ""),
            reason=reasons.get(uid, ""),
        )
        for instance in upload.instances
        if instance.series.series_instance_uid == series_instance_uid
    )
