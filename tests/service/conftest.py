"""What the engine's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.servers import make_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A throwaway certificate for localhost, and its key."""
    folder: Path = tmp_path_factory.mktemp("tls")
    return make_certificate(folder)
