"""What a process that makes files anonymous answers: plain text (JSON), because hostile files have been read there."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from gui.core.entities import Instance, Patient, Series, SkipReason, Study
from gui.dicom.deidentify.one_file import NOT_CERTAIN, Job, Left
from gui.dicom.deidentify.pseudonyms import Pseudonyms

LONGEST_ANSWER = 1 << 20
_NOT_CERTAIN = Left(SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)


def packed(answer: Instance | Left) -> bytes:
    """An answer as it travels."""
    value: Any
    if isinstance(answer, Left):
        value = [answer.reason.value, answer.text]
    else:
        one = answer
        numbers = (one.size, one.mtime_ns, one.instance_number, one.rows, one.columns, one.frames)
        uids = (one.sop_instance_uid, one.sop_class_uid, one.transfer_syntax_uid)
        value = [numbers, uids, astuple(one.patient), astuple(one.study), astuple(one.series)]
    return json.dumps(value).encode("ascii")


def unpacked(block: bytes, job: Job) -> Instance | Left:
    """The answer to a job again; what is none, or is about something else, is an image that cannot be sent."""
    try:
        value = json.loads(block)
        if len(value) == 2:
            return Left(SkipReason(value[0]), _text(value[1]))
        (size, mtime_ns, *shape), uids, patient, study, series = value
        sop, sop_class, syntax = map(_text, uids)
        number, rows, columns, frames = (None if one is None else _number(one) for one in shape)
        made = Instance(
            path=job.target,
            size=_number(size),
            mtime_ns=_number(mtime_ns),
            sop_instance_uid=sop,
            sop_class_uid=sop_class,
            transfer_syntax_uid=syntax,
            patient=Patient(*map(_text, patient)),
            study=Study(*map(_text, study)),
            series=Series(*map(_text, series)),
            instance_number=number,
            rows=rows,
            columns=columns,
            frames=frames,
        )
    except (ValueError, TypeError, RecursionError):
        return _NOT_CERTAIN
    wanted = map(Pseudonyms(job.secret).uid, (job.sop_instance_uid, job.study_instance_uid, job.series_instance_uid))
    met = (made.sop_instance_uid, made.study.study_instance_uid, made.series.series_instance_uid)
    return made if met == tuple(wanted) and made.sop_class_uid == job.sop_class_uid else _NOT_CERTAIN


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value
