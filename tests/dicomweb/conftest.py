"""Servers that nobody here wrote, one of each for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.nginx import Nginx, run_nginx
from tests.helpers.orthanc import Orthanc, run_orthanc
from tests.helpers.tiny_pacs import TinyPacs, run_tiny_pacs
from tests.service.servers import make_certificate

CAP = 60_000


@pytest.fixture(scope="session")
def orthanc_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """One Orthanc for all tests."""
    with run_orthanc(tmp_path_factory.mktemp("orthanc")) as server:
        yield server


@pytest.fixture
def orthanc(orthanc_server: Orthanc) -> Orthanc:
    """An Orthanc that holds nothing."""
    orthanc_server.empty()
    return orthanc_server


@pytest.fixture(scope="session")
def tiny_pacs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TinyPacs]:
    """One tiny_pacs for all tests; it keeps what it gets, and takes ``CAP`` bytes in a request."""
    with run_tiny_pacs(tmp_path_factory.mktemp("tiny_pacs"), cap=CAP) as server:
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A throwaway certificate for localhost, and its key."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session", params=[True, False], ids=["lingering", "not-lingering"])
def nginx(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    orthanc_server: Orthanc,
    certificate: tuple[str, str],
) -> Iterator[Nginx]:
    """nginx in front of the Orthanc: with TLS, and 64 kB for a request."""
    folder = tmp_path_factory.mktemp("nginx")
    with run_nginx(folder, orthanc_server.port, certificate, lingering=request.param) as server:
        yield server
