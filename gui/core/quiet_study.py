"""A study in a watched folder."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.entities import Instance, Patient


@dataclass(frozen=True, slots=True)
class QuietStudy:
    """A study that has come to rest, with those of its images that have not been sent."""

    study_instance_uid: str
    instances: tuple[Instance, ...]

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Whose images they are."""
        return tuple(dict.fromkeys(one.patient for one in self.instances))

    @property
    def paths(self) -> tuple[str, ...]:
        """The files they lie in."""
        return tuple(dict.fromkeys(one.path for one in self.instances))
