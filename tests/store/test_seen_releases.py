"""What was seen of newer versions is kept, whole or not at all."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.store.places import Places
from gui.store.seen_releases import Seen, SeenReleases
from tests.helpers.small_disk import fill, small_disk

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def store(folder: Path) -> SeenReleases:
    return SeenReleases(Places(folder, folder, folder, folder))


def test_nothing_was_seen_where_nothing_is_kept(tmp_path: Path) -> None:
    assert store(tmp_path / "none").load() == Seen()


@given(
    st.builds(
        Seen,
        looked=st.none() | st.datetimes(timezones=st.just(UTC)),
        notice=st.binary(max_size=200),
        dismissed=st.text(st.characters(codec="utf-8"), max_size=20),
    )
)
def test_what_was_seen_is_kept(tmp_path_factory: pytest.TempPathFactory, seen: Seen) -> None:
    folder = tmp_path_factory.mktemp("seen")
    store(folder).save(seen)
    assert store(folder).load() == seen


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"format": 2, "looked": "", "notice": "", "dismissed": ""}',
     b'{"format": 1, "looked": "noon", "notice": "", "dismissed": ""}',
     b'{"format": 1, "looked": "", "notice": "?", "dismissed": ""}',
     b'{"format": 1, "looked": "", "notice": "", "dismissed": 3}'],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "updates.json").write_bytes(content)
    assert store(tmp_path).load() == Seen()


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_it_is_readable_for_this_person_only(tmp_path: Path) -> None:
    store(tmp_path / "data").save(Seen())
    assert stat.S_IMODE((tmp_path / "data" / "updates.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_on_a_full_disk_what_was_kept_before_stays(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        store(disk).save(Seen(NOON, b"notice", "1.2"))
        fill(disk)
        with pytest.raises(OSError):
            store(disk).save(Seen(notice=b"x" * 20_000))
        assert store(disk).load() == Seen(NOON, b"notice", "1.2")
        assert [path.name for path in disk.iterdir() if path.name.startswith(".updates")] == []
