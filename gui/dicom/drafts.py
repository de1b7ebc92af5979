"""Makes instances by the hundred thousand.

Each field of a frozen dataclass is set by a call of its own, which takes five times as long as all the rest. So an
instance is filled in as an object of a class with the same slots that is not frozen, and becomes an
:class:`~gui.core.entities.Instance` before anybody has seen it.
"""

from __future__ import annotations

from dataclasses import fields

from gui.core.entities import Instance, Patient, Series, SeriesWarning, Study


class _Draft:
    __slots__ = tuple(field.name for field in fields(Instance))

    def __init__(
        self,
        path: str,
        size: int,
        mtime_ns: int,
        sop_instance_uid: str,
        sop_class_uid: str,
        transfer_syntax_uid: str,
        patient: Patient,
        study: Study,
        series: Series,
        instance_number: int | None,
        rows: int | None,
        columns: int | None,
        frames: int | None,
        cautions: tuple[SeriesWarning, ...],
        claimed: int | None,
        entry: str,
    ) -> None:
        self.path = path
        self.size = size
        self.mtime_ns = mtime_ns
        self.sop_instance_uid = sop_instance_uid
        self.sop_class_uid = sop_class_uid
        self.transfer_syntax_uid = transfer_syntax_uid
        self.patient = patient
        self.study = study
        self.series = series
        self.instance_number = instance_number
        self.rows = rows
        self.columns = columns
        self.frames = frames
        self.cautions = cautions
        self.claimed = claimed
        self.entry = entry
        self.__class__ = Instance  # type: ignore[assignment]


instance: type[Instance] = _Draft  # type: ignore[assignment]
"""Takes what :class:`Instance` takes, all of it and in its order, and makes the same."""
