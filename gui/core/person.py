"""When two spellings of a patient are one person: the same ID, the same birth date, the name written otherwise."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gui.core.entities import PatientKey


class Person(NamedTuple):
    """A patient without the differences that mean nobody else; two keys with one Person are one patient.

    Who issued the ID does not matter: some devices write it and some do not, and nobody else has the same ID, name
    and birth date.
    """

    patient_id: str
    name: str
    birth_date: str
    apart: str


@lru_cache(maxsize=4096)
def person_of(key: PatientKey) -> Person:
    """Whom a key means, however the name is written."""
    return Person(key.patient_id, plain_name(key.name), key.birth_date, key.apart)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A person name (PN) for comparing: capitals, spaces and the other scripts' groups do not matter.

    The first group counts that holds anything; what holds nothing gives nothing.
    """
    group = next((group for group in name.split("=") if group.strip("^ ")), "")
    return "^".join(" ".join(part.split()) for part in group.casefold().split("^")).rstrip("^")
