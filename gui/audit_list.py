"""``python -m gui audit``: read the audit trail, without Qt."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gui.store.audit import read_trail
from gui.store.audit_message import SOURCE_ROLE
from gui.store.managed import Managed
from gui.store.places import Places


def main(arguments: Sequence[str]) -> int:
    """Print every event of the trail, the oldest month first; answers with the exit code 0."""
    parser = argparse.ArgumentParser(prog="dicom-courier audit", description="Read the audit trail of DICOM Courier")
    parser.add_argument("--folder", metavar="DIR", help="the folder of the trail, instead of this person's own")
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    options = parser.parse_args(arguments)
    folder = Path(options.folder) if options.folder else Managed(Places.for_user()).audit.folder
    events = list(read_trail(folder))
    if options.json:
        sys.stdout.write(f"{json.dumps(events, indent=2)}\n")
    else:
        sys.stdout.writelines(f"{_line(event)}\n" for event in events)
    return 0


def _line(event: Mapping[str, Any]) -> str:
    """When, who, what, where, how it ended, and which studies."""
    told = event["EventIdentification"]
    participants = event["ActiveParticipant"]
    person = next((one for one in participants if one["UserIsRequestor"]), participants[0])
    places = [one for one in participants if not one["UserIsRequestor"] and not _sends(one)]
    objects = event["ParticipantObjectIdentification"]
    parts = [
        told["EventDateTime"],
        person["UserID"],
        told["EventTypeCode"][-1]["originalText"],
        *(place["UserID"] for place in places),
        told.get("EventOutcomeDescription", ""),
        *(
            f"{one['ParticipantObjectID']} ({one['NumberOfInstances']} images)"
            if "NumberOfInstances" in one
            else one["ParticipantObjectID"]
            for one in objects
        ),
    ]
    return " · ".join(part for part in parts if part)


def _sends(participant: Mapping[str, Any]) -> bool:
    """True for this program itself, which is a number and says nothing to a reader."""
    return any(code["csd-code"] == SOURCE_ROLE["csd-code"] for code in participant.get("RoleIDCode", ()))
