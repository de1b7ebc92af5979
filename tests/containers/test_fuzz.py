"""A short run of the campaign over archives (:mod:`tests.containers.fuzz`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.containers.fuzz import Archives


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_archives_of_all_kinds_what_can_be_read_is_read_and_the_rest_is_named(tmp_path: Path) -> None:
    campaign = Archives(20261120, tmp_path)
    for number in range(400):
        campaign.read(number)
    assert campaign.findings == []
    assert campaign.outcomes["images that can be sent"] > 400
    assert campaign.outcomes["FileDamaged"] > 20
