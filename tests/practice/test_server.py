"""The Practice service, asked by real clients over real connections."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from requests_toolbelt import MultipartEncoder

from gui.core.token import Token
from gui.practice.server import PracticeService
from tests.helpers.dicom_files import ROOT, write_instance
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable
from tests.helpers.small_disk import small_disk

TOKEN = "0123456789abcdef"
SIGNED_IN = {"Authorization": f"Token {TOKEN}"}
SERIES = f"{ROOT}1.1"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def service(store: Path) -> Iterator[PracticeService]:
    service = PracticeService(store, Token(TOKEN))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def files(tmp_path: Path, count: int, *, first: int = 1, **elements: object) -> list[Path]:
    paths = [tmp_path / "in" / f"{seed}.dcm" for seed in range(first, first + count)]
    for seed, path in enumerate(paths, start=first):
        write_instance(path, seed=seed, **elements)
    return paths


def encoder(paths: list[Path]) -> MultipartEncoder:
    """The body that the service's document describes, with neutral names."""
    fields = {
        f"{n:04}.dcm": (f"{n:04}.dcm", path.open("rb"), "application/dicom") for n, path in enumerate(paths, start=1)
    }
    return MultipartEncoder(fields=fields)


def post(
    session: requests.Session, service: PracticeService, paths: list[Path], *, kind: str = "related", **headers: str
) -> requests.Response:
    body = encoder(paths)
    content_type = f"multipart/related; type=application/dicom; boundary={body.boundary_value}"
    if kind == "form-data":
        content_type = body.content_type
    try:
        return session.post(
            f"{service.base_url}/studies", data=body, headers={**SIGNED_IN, "Content-Type": content_type, **headers}
        )
    finally:
        for _, (_, file, _) in body.fields.items() if isinstance(body.fields, dict) else body.fields:
            file.close()


def stored(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


# -- taking images ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["related", "form-data"])
def test_images_are_stored_by_their_uids_with_the_same_bytes(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path, kind: str
) -> None:
    paths = files(tmp_path, 3)
    answer = post(session, service, paths, kind=kind)
    assert answer.status_code == 200
    assert answer.json() == {
        "message": "Success",
        "series_instance_uids": [SERIES],
        "detailed_info": [{"SeriesInstanceUID": SERIES, "NumberOfSeriesRelatedInstances": 3}],
    }
    for seed, path in enumerate(paths, start=1):
        kept = store / f"{ROOT}1" / SERIES / f"{ROOT}9.{seed}.dcm"
        assert hashlib.sha256(kept.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


def test_counts_are_cumulative_for_each_series_and_a_repeat_counts_once(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    first = files(tmp_path, 3)
    other = files(tmp_path, 2, first=10, SeriesInstanceUID=f"{ROOT}1.2")
    post(session, service, first)
    answer = post(session, service, [first[0], *other, *files(tmp_path, 2, first=4)]).json()
    assert answer["detailed_info"] == [
        {"SeriesInstanceUID": SERIES, "NumberOfSeriesRelatedInstances": 5},
        {"SeriesInstanceUID": f"{ROOT}1.2", "NumberOfSeriesRelatedInstances": 2},
    ]
    assert len(stored(store)) == 7


def test_a_repeat_replaces_the_same_image(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    post(session, service, files(tmp_path, 1))
    again = files(tmp_path, 1, PatientID="another")
    assert post(session, service, again).json()["detailed_info"][0]["NumberOfSeriesRelatedInstances"] == 1
    (kept,) = stored(store)
    assert kept.read_bytes() == again[0].read_bytes()


def test_a_series_in_two_studies_is_counted_as_one(
    session: requests.Session, service: PracticeService, tmp_path: Path
) -> None:
    post(session, service, files(tmp_path, 2))
    answer = post(session, service, files(tmp_path, 1, first=5, StudyInstanceUID=f"{ROOT}2"))
    assert answer.json()["detailed_info"] == [{"SeriesInstanceUID": SERIES, "NumberOfSeriesRelatedInstances": 3}]


def test_a_dicomweb_body_without_names_is_taken(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    parts = [b"--b\r\nContent-Type: application/dicom\r\n\r\n" + path.read_bytes() for path in files(tmp_path, 3)]
    answer = session.post(
        f"{service.base_url}/studies/",
        data=b"\r\n".join(parts) + b"\r\n--b--\r\n",
        headers={**SIGNED_IN, "Content-Type": 'multipart/related; type="application/dicom"; boundary="b"'},
    )
    assert answer.json()["detailed_info"][0]["NumberOfSeriesRelatedInstances"] == 3
    assert len(stored(store)) == 3


def test_of_parts_with_one_name_only_the_last_counts(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    opened = [("same", (path.name, path.read_bytes(), "application/dicom")) for path in files(tmp_path, 3)]
    answer = session.post(f"{service.base_url}/studies", files=opened, headers=SIGNED_IN)
    assert answer.json()["detailed_info"][0]["NumberOfSeriesRelatedInstances"] == 1
    assert [path.name for path in stored(store)] == [f"{ROOT}9.3.dcm"]


def test_what_is_no_image_does_not_keep_the_others_out(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    paths = files(tmp_path, 2)
    note = tmp_path / "note.txt"
    note.write_text("no image")
    answer = post(session, service, [paths[0], note, paths[1]])
    assert answer.status_code == 200
    assert answer.json()["detailed_info"][0]["NumberOfSeriesRelatedInstances"] == 2
    assert len(stored(store)) == 2


def test_only_what_is_no_image_is_400(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("no image")
    answer = post(session, service, [note])
    assert (answer.status_code, answer.json()) == (400, {"message": "No DICOM files were uploaded!"})
    assert stored(store) == []


@pytest.mark.parametrize("body", [b"", b"--b--\r\n", b"\r\n--b--\r\n", b"--b--"])
def test_an_empty_body_says_that_the_token_is_good(
    session: requests.Session, service: PracticeService, body: bytes
) -> None:
    headers = {**SIGNED_IN, "Content-Type": "multipart/related; type=application/dicom; boundary=b"}
    answer = session.post(f"{service.base_url}/studies", data=body, headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (400, "No DICOM files were uploaded!")


@pytest.mark.parametrize("uid", ["..", "../../evil", "1.2/3", "1.2\\3", ".", "1..2.", "", "1" * 65, "1.2.x"])
def test_no_uid_leads_out_of_the_folder(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path, uid: str
) -> None:
    path = tmp_path / "evil.dcm"
    write_instance(path, seed=1)
    content = path.read_bytes()
    good = f"{ROOT}1.1".encode()
    evil = uid.encode()
    padded = evil + b"\0" * (len(evil) % 2)
    header = b"\x20\x00\x0e\x00UI"
    start = content.index(header)
    path.write_bytes(
        content[:start]
        + header
        + len(padded).to_bytes(2, "little")
        + padded
        + content[start + 8 + len(good) + len(good) % 2 :]
    )
    assert post(session, service, [path]).status_code == 400
    assert stored(store) == []
    assert not (tmp_path / "evil").exists()


@needs_samples
def test_every_storable_sample_is_stored_under_its_uids(
    session: requests.Session, service: PracticeService, store: Path
) -> None:
    records = [record for record in manifest()["files"] if storable(record)]
    wanted = {}
    for start in range(0, len(records), 100):
        part = records[start : start + 100]
        assert post(session, service, [SAMPLES / record["path"] for record in part]).status_code == 200
        for record in part:
            uids = (record["study_instance_uid"], record["series_instance_uid"], record["sop_instance_uid"])
            wanted["/".join(uids) + ".dcm"] = record["sha256"]
    found = {
        path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in stored(store)
    }
    assert found == wanted


@needs_samples
def test_no_other_sample_is_taken(session: requests.Session, service: PracticeService, store: Path) -> None:
    others = [SAMPLES / record["path"] for record in manifest()["files"] if not storable(record)]
    assert post(session, service, others).status_code == 400
    assert stored(store) == []


# -- refusing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", [None, "", "Token", f"Basic {TOKEN}", "Token wrong", f"Token {TOKEN} x", TOKEN])
def test_without_the_token_the_answer_is_401_and_the_connection_goes_on(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path, header: str | None
) -> None:
    paths = files(tmp_path, 2, size=600)
    answer = post(session, service, paths, **{"Authorization": header})
    assert answer.status_code == 401
    assert answer.json() == {
        "message": "Invalid token header. No credentials provided.",
        "next": "/accounts/login/",
        "authenticated": False,
    }
    assert stored(store) == []
    assert post(session, service, paths).status_code == 200


@pytest.mark.parametrize("scheme", ["Token", "Bearer", "bearer"])
def test_both_schemes_sign_in(session: requests.Session, service: PracticeService, tmp_path: Path, scheme: str) -> None:
    assert post(session, service, files(tmp_path, 1), Authorization=f"{scheme} {TOKEN}").status_code == 200


def test_a_required_source_is_asked_for(session: requests.Session, store: Path, tmp_path: Path) -> None:
    service = PracticeService(store, Token(TOKEN), required_source="clinic-7")
    service.start()
    try:
        paths = files(tmp_path, 1)
        answer = post(session, service, paths)
        assert (answer.status_code, answer.json()) == (403, {"success": False, "message": "Access denied!"})
        assert post(session, service, paths, Source="clinic-8").status_code == 403
        assert post(session, service, paths, Source="clinic-7").status_code == 200
    finally:
        service.stop()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 404),
        ("POST", "/studies/1.2", 404),
        ("POST", "/api/studies", 404),
        ("GET", "/studies", 405),
        ("HEAD", "/studies", 405),
        ("PUT", "/studies/", 405),
        ("DELETE", "/studies", 405),
        ("GET", "/", 404),
    ],
)
def test_other_paths_and_methods_are_404_and_405(
    session: requests.Session, service: PracticeService, method: str, path: str, status: int
) -> None:
    answer = session.request(method, service.base_url + path, headers=SIGNED_IN)
    assert answer.status_code == status
    if status == 405:
        assert answer.headers["Allow"] == "POST"


def test_a_body_above_the_limit_is_413_and_the_answer_is_seen(
    session: requests.Session, store: Path, tmp_path: Path
) -> None:
    service = PracticeService(store, Token(TOKEN), max_body=10_000)
    service.start()
    try:
        assert post(session, service, files(tmp_path, 1, size=3000)).status_code == 413
        assert post(session, service, files(tmp_path, 1)).status_code == 200
    finally:
        service.stop()


def test_more_files_than_allowed_are_400_and_none_is_kept(
    session: requests.Session, store: Path, tmp_path: Path
) -> None:
    service = PracticeService(store, Token(TOKEN), max_files=2)
    service.start()
    try:
        assert post(session, service, files(tmp_path, 3)).status_code == 400
        assert stored(store) == []
        assert post(session, service, files(tmp_path, 2)).status_code == 200
    finally:
        service.stop()


@pytest.mark.parametrize(
    "body",
    [
        b"no multipart at all",
        b"--b\r\nContent-Type: application/dicom\r\n\r\nhalf a pa",
        b"--b\r\nno header\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\n" + b"x" * 100_000,
    ],
)
def test_a_body_that_is_no_multipart_is_400_and_leaves_nothing(
    session: requests.Session, service: PracticeService, store: Path, body: bytes
) -> None:
    headers = {**SIGNED_IN, "Content-Type": "multipart/related; boundary=b"}
    answer = session.post(f"{service.base_url}/studies", data=body, headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (400, "Multipart form parse error.")
    assert stored(store) == []


def test_chunked_bodies_are_411(session: requests.Session, service: PracticeService) -> None:
    answer = session.post(f"{service.base_url}/studies", data=iter([b"x"]), headers=SIGNED_IN)
    assert answer.status_code == 411


# -- connections --------------------------------------------------------------------------------------------------


def raw_request(service: PracticeService, body: bytes, length: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    head = (
        f"POST /studies HTTP/1.1\r\nHost: x\r\nAuthorization: Token {TOKEN}\r\n"
        f"Content-Type: multipart/related; boundary=b\r\nContent-Length: {length}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    return connection


def test_many_requests_go_over_one_connection(service: PracticeService, tmp_path: Path) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    connection.connect()
    ours = connection.sock.getsockname()
    for path in files(tmp_path, 5):
        body = b"--b\r\nContent-Type: application/dicom\r\n\r\n" + path.read_bytes() + b"\r\n--b--\r\n"
        connection.request("POST", "/studies", body, {**SIGNED_IN, "Content-Type": "multipart/related; boundary=b"})
        answer = json.loads(connection.getresponse().read())
        assert connection.sock.getsockname() == ours
    assert answer["detailed_info"][0]["NumberOfSeriesRelatedInstances"] == 5
    connection.close()


def test_parallel_requests_lose_nothing(service: PracticeService, store: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def send(first: int) -> int:
        with requests.Session() as session:
            return post(session, service, files(tmp_path, 10, first=first)).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(1, 81, 10))) == {200}
    assert len(stored(store)) == 80


def test_a_client_that_goes_away_leaves_nothing_behind(service: PracticeService, store: Path, tmp_path: Path) -> None:
    (path,) = files(tmp_path, 1, size=600)
    part = b"--b\r\nContent-Type: application/dicom\r\n\r\n" + path.read_bytes()
    connection = raw_request(service, part, len(part) + 100)
    connection.shutdown(socket.SHUT_WR)
    assert connection.recv(100) == b""
    connection.close()
    service.stop()
    assert stored(store) == []


def test_stop_ends_connections_that_are_open(store: Path) -> None:
    service = PracticeService(store, Token(TOKEN))
    service.start()
    idle = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    busy = raw_request(service, b"--b\r\n", 1000)
    service.stop()
    service.stop()
    for connection in (idle, busy):
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(100) == b""
        connection.close()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", service.port), timeout=1)
    assert [thread.name for thread in threading.enumerate() if thread.name == "practice"] == []
    assert list(store.iterdir()) == []


def test_it_listens_on_this_computer_only(service: PracticeService) -> None:
    assert service._server.socket.getsockname()[0] == "127.0.0.1"
    assert service.base_url == f"http://127.0.0.1:{service.port}"


@pytest.mark.skipif(os.name != "posix", reason="rights by mode exist on POSIX only")
def test_what_is_received_is_readable_for_this_person_only(
    session: requests.Session, service: PracticeService, store: Path, tmp_path: Path
) -> None:
    post(session, service, files(tmp_path, 1))
    for path in [store, *store.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


MEASURED = """
import sys
from pathlib import Path
from gui.core.token import Token
from gui.practice.server import PracticeService
from tests.helpers.memory import peak_kib
service = PracticeService(Path(sys.argv[1]), Token(sys.argv[2]))
service.start()
print(service.port, peak_kib(), flush=True)
sys.stdin.readline()
print(peak_kib(), flush=True)
service.stop()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read as Linux gives it")
def test_a_big_image_is_streamed_and_not_held_in_memory(store: Path, tmp_path: Path) -> None:
    size = 200 * 1024 * 1024
    path = tmp_path / "big.dcm"
    write_instance(path, seed=1)
    with open(path, "r+b") as file:
        file.truncate(size)
    process = subprocess.Popen(
        [sys.executable, "-c", MEASURED, str(store), TOKEN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    port, before = map(int, process.stdout.readline().split())
    body = encoder([path])
    with requests.Session() as session:
        answer = session.post(
            f"http://127.0.0.1:{port}/studies", data=body, headers={**SIGNED_IN, "Content-Type": body.content_type}
        )
    body.fields["0001.dcm"][1].close()
    process.stdin.write("\n")
    process.stdin.flush()
    after = int(process.stdout.readline())
    process.communicate()
    assert answer.status_code == 200
    assert (after - before) * 1024 < 20 * 1024 * 1024
    (kept,) = stored(store)
    assert kept.stat().st_size == size


def test_on_a_full_disk_the_answer_is_500_and_nothing_is_half_stored(session: requests.Session, tmp_path: Path) -> None:
    paths = files(tmp_path, 3, size=300)
    with small_disk(tmp_path / "disk", "256k") as disk:
        service = PracticeService(disk / "store", Token(TOKEN))
        service.start()
        assert post(session, service, paths).status_code == 500
        assert stored(disk / "store") == []
        assert post(session, service, paths[:1]).status_code == 200
        assert [path.read_bytes() for path in stored(disk / "store")] == [paths[0].read_bytes()]
        service.stop()
