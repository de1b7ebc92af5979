"""The multipart body: the very bytes of MultipartEncoder, and never half a file."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from requests_toolbelt import MultipartEncoder

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance
from gui.core.errors import FileChanged, FileUnreadable, FileVanished
from gui.service.body import FileFailed, MultipartBody
from tests.service.files import describe


def files(folder: Path, contents: list[bytes]) -> list[Instance]:
    made = []
    for number, content in enumerate(contents):
        path = folder / f"Rossi Maria {number}.bin"
        path.write_bytes(content)
        made.append(describe(path, "1", str(number)))
    return made


def written(body: MultipartBody) -> bytes:
    return b"".join(bytes(block) for block in body)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=40), st.integers(4000, 20_000).map(os.urandom)), max_size=8),
    st.sampled_from([4096, 5000, 65536]),
)
def test_the_bytes_are_those_of_the_multipart_encoder(tmp_path: Path, contents: list[bytes], block: int) -> None:
    body = MultipartBody(files(tmp_path, contents), block=block)
    names = [f"{number:06d}.dcm" for number in range(1, len(contents) + 1)]
    encoder = MultipartEncoder(
        [(name, (name, io.BytesIO(c), "application/dicom")) for name, c in zip(names, contents, strict=True)],
        boundary=body.boundary,
    )
    expected = encoder.read()
    assert len(body) == len(expected)
    assert written(body) == expected
    assert body.whole
    assert body.digests == {str(n): hashlib.sha256(content).hexdigest() for n, content in enumerate(contents)}


def test_neither_a_path_nor_a_file_name_is_in_it(tmp_path: Path) -> None:
    body = written(MultipartBody(files(tmp_path, [b"x", b"y"])))
    assert b"Rossi" not in body
    assert str(tmp_path).encode() not in body


def test_small_parts_are_packed_into_large_blocks(tmp_path: Path) -> None:
    body = MultipartBody(files(tmp_path, [b"x" * 100] * 50), block=1024 * 1024)
    assert len(list(body)) == 1


def test_one_file_is_open_at_a_time(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("open files are counted in /proc")
    body = MultipartBody(files(tmp_path, [b"x" * 9000] * 30), block=4096)
    before = len(os.listdir("/proc/self/fd"))
    most = max(len(os.listdir("/proc/self/fd")) for _ in body)
    assert most <= before + 1


def test_each_body_sends_the_whole_file_again(tmp_path: Path) -> None:
    made = files(tmp_path, [b"x" * 9000])
    first, second = MultipartBody(made, boundary="b"), MultipartBody(made, boundary="b")
    assert written(first) == written(second)


@pytest.mark.parametrize("change", [-5, +5])
def test_a_file_that_changed_since_the_scan_is_not_sent(tmp_path: Path, change: int) -> None:
    made = files(tmp_path, [b"a" * 100, b"b" * 100])
    os.truncate(made[1].path, 100 + change)
    body = MultipartBody(made)
    with pytest.raises(FileFailed) as failure:
        written(body)
    assert failure.value.instance is made[1]
    assert isinstance(failure.value.trouble, FileChanged)
    assert not body.whole


def test_a_file_with_another_time_is_not_sent(tmp_path: Path) -> None:
    made = files(tmp_path, [b"a" * 100])
    os.utime(made[0].path, ns=(1, 1))
    with pytest.raises(FileFailed) as failure:
        written(MultipartBody(made))
    assert isinstance(failure.value.trouble, FileChanged)


@pytest.mark.parametrize("change", [-40_000, +5, 0])
def test_a_file_that_changes_while_it_is_read_never_makes_a_whole_body(tmp_path: Path, change: int) -> None:
    made = files(tmp_path, [b"a" * 100_000, b"b" * 10])
    body = MultipartBody(made, block=4096)
    blocks = iter(body)
    next(blocks)
    os.truncate(made[0].path, 100_000 + change)
    os.utime(made[0].path, ns=(1, 1))
    with pytest.raises(FileFailed) as failure:
        list(blocks)
    assert (failure.value.instance, type(failure.value.trouble)) == (made[0], FileChanged)
    assert not body.whole
    assert body.digests == {}


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    made = files(tmp_path, [b"a"])
    os.unlink(made[0].path)
    with pytest.raises(FileFailed) as failure:
        written(MultipartBody(made))
    assert isinstance(failure.value.trouble, FileVanished)


def test_a_pipe_in_the_place_of_a_file_is_never_opened(tmp_path: Path) -> None:
    made = files(tmp_path, [b"a"])
    os.unlink(made[0].path)
    os.mkfifo(made[0].path)
    with pytest.raises(FileFailed):
        written(MultipartBody(made))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that answers EIO: /proc/self/mem")
def test_a_read_error_of_the_drive_is_our_own_and_names_the_file() -> None:
    found = os.stat("/proc/self/mem")
    broken = Instance("/proc/self/mem", 100, found.st_mtime_ns, "1", "", "", *_identity())
    whole = dataclasses.replace(broken, size=found.st_size)
    with pytest.raises(FileFailed) as failure:
        list(MultipartBody([broken]))
    assert isinstance(failure.value.trouble, FileChanged)
    assert whole.size == 0
    from gui.service.body import _PlainFile

    opened = _PlainFile(dataclasses.replace(whole, mtime_ns=os.stat("/proc/self/mem").st_mtime_ns))
    with contextlib.closing(opened), pytest.raises(FileFailed) as failure:
        opened.readinto(memoryview(bytearray(10)))
    assert isinstance(failure.value.trouble, FileUnreadable)
    assert failure.value.trouble.detail == "OSError"


def _identity() -> tuple[object, object, object]:
    from gui.core.entities import Patient, Series, Study

    return Patient(), Study("1"), Series("1")


def test_a_file_without_rights_is_unreadable(tmp_path: Path) -> None:
    made = files(tmp_path, [b"a"])
    os.chmod(made[0].path, 0)
    if os.access(made[0].path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(FileFailed) as failure:
        written(MultipartBody(made))
    assert isinstance(failure.value.trouble, FileUnreadable)


def test_the_wish_to_stop_is_heard_within_a_file(tmp_path: Path) -> None:
    cancel = CancelToken()
    body = MultipartBody(files(tmp_path, [b"a" * 100_000]), cancel=cancel, block=4096)
    blocks = iter(body)
    next(blocks)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(blocks)


def test_a_failure_shows_no_path() -> None:
    failure = FileFailed(Instance("/home/anna/Rossi", 1, 1, "1", "", "", *_identity()), FileVanished())
    assert "Rossi" not in f"{failure!r}{failure}"


def test_a_body_that_ends_early_closes_its_file(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("open files are counted in /proc")
    before = len(os.listdir("/proc/self/fd"))
    body = MultipartBody(files(tmp_path, [b"a" * 100_000]), block=4096)
    next(iter(body))
    body.close()
    assert len(os.listdir("/proc/self/fd")) == before
