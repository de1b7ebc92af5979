"""Debian's Orthanc with its DICOMweb plugin, as a server that nobody here wrote.

Orthanc 1.10 knows no bind address: it listens on every address of this computer and refuses whoever is not on it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.helpers.server_process import free_port, running

PLUGIN = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
LOGIN = "clinic:secret"

_missing = shutil.which("Orthanc") is None or not PLUGIN.exists()
needs_orthanc = pytest.mark.skipif(
    _missing, reason="no Orthanc here (apt-get install --no-install-recommends orthanc orthanc-dicomweb)"
)


@dataclass(frozen=True)
class HeldSeries:
    """One series as Orthanc's own REST API shows it."""

    orthanc_id: str
    series: str
    study: str
    instances: tuple[str, ...]


class Orthanc:
    """A running Orthanc; everything it is asked here goes through its own REST API, not through DICOMweb."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = LOGIN
        self.base_url = f"http://127.0.0.1:{port}/dicom-web"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.auth = tuple(LOGIN.split(":"))

    def rest(self, path: str, query: Any = None) -> Any:
        """Ask the REST API: GET, or POST when there is a query."""
        url = f"http://127.0.0.1:{self.port}{path}"
        method = "GET" if query is None else "POST"
        reply = self._session.request(method, url, json=query, timeout=30)
        reply.raise_for_status()
        return reply.json()

    def file(self, orthanc_id: str) -> bytes:
        """The bytes of an instance as Orthanc stored them."""
        reply = self._session.get(f"http://127.0.0.1:{self.port}/instances/{orthanc_id}/file", timeout=30)
        reply.raise_for_status()
        return reply.content

    def series(self) -> list[HeldSeries]:
        """Every series that it holds, with its SOPInstanceUIDs."""
        found = self.rest("/tools/find", {"Level": "Series", "Query": {}, "Expand": True})
        return [self._series(one) for one in found]

    def _series(self, one: dict[str, Any]) -> HeldSeries:
        instances = self.rest(f"/series/{one['ID']}/instances")
        return HeldSeries(
            one["ID"],
            one["MainDicomTags"]["SeriesInstanceUID"],
            self.rest(f"/series/{one['ID']}/study")["MainDicomTags"]["StudyInstanceUID"],
            tuple(instance["MainDicomTags"]["SOPInstanceUID"] for instance in instances),
        )

    def holds(self, sop_instance_uid: str) -> bool:
        """True when an instance of this UID is there."""
        query = {"Level": "Instance", "Query": {"SOPInstanceUID": sop_instance_uid}}
        return bool(self.rest("/tools/find", query))

    def forget(self, sop_instance_uid: str) -> None:
        """Delete an instance."""
        query = {"Level": "Instance", "Query": {"SOPInstanceUID": sop_instance_uid}}
        for one in self.rest("/tools/find", query):
            self._session.delete(f"http://127.0.0.1:{self.port}/instances/{one}", timeout=30).raise_for_status()

    def empty(self) -> None:
        """Delete everything."""
        for patient in self.rest("/patients"):
            self._session.delete(f"http://127.0.0.1:{self.port}/patients/{patient}", timeout=30).raise_for_status()

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()


@contextlib.contextmanager
def run_orthanc(folder: Path) -> Iterator[Orthanc]:
    """An Orthanc that keeps its store in ``folder``: empty, or with what an earlier one left there."""
    port = free_port()
    settings = {
        "Name": "TEST",
        "StorageDirectory": str(folder / "store"),
        "IndexDirectory": str(folder / "store"),
        "HttpPort": port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": True,
        "RegisteredUsers": dict([LOGIN.split(":")]),
        "DicomServerEnabled": False,
        "OverwriteInstances": False,
        "Plugins": [str(PLUGIN)],
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
    }
    (folder / "store").mkdir(parents=True, exist_ok=True)
    (folder / "orthanc.json").write_text(json.dumps(settings))
    with running(["Orthanc", "orthanc.json"], folder, [port]):
        server = Orthanc(port)
        try:
            yield server
        finally:
            server.close()
