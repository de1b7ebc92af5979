"""The sample files give the same, however they are packed."""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import practice_destination
from gui.core.entities import Instance, SkipReason
from gui.core.upload import Outcome
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.sources import find_files
from gui.store.places import Places
from tests.containers.looking import content, read
from tests.helpers.archives import KINDS, pack
from tests.helpers.samples import SAMPLES, manifest, needs_samples, storable
from tests.helpers.stored import stored_digests

pytestmark = needs_samples


@pytest.fixture(scope="module")
def unpacked() -> Catalogue:
    return read(SAMPLES)


def in_order(catalogue: Catalogue) -> list[tuple[str, bytes]]:
    """The samples in the order in which a scan of the folder meets them."""
    paths = [str(path) for path in SAMPLES.rglob("*") if path.is_file()]
    found = [path for path in find_files([str(SAMPLES)], CancelToken()) if isinstance(path, str)]
    assert sorted(found) == sorted(paths)
    return [(str(Path(path).relative_to(SAMPLES)), Path(path).read_bytes()) for path in found]


def essence(catalogue: Catalogue) -> object:
    """What a person sees of a catalogue, without where it lies."""
    series = [(one.key, one.instances, one.size, one.warnings, one.kind, one.rows) for one in catalogue.series()]
    images = [(one.sop_instance_uid, one.transfer_syntax_uid, one.size, one.frames) for one in catalogue.instances()]
    left = [(one.reason, one.size, one.shown.replace(" › ", "/").rpartition("/")[2]) for one in catalogue.skipped]
    checks = [(one.listed, one.read, one.unread, len(one.missing)) for one in catalogue.check_indexes()]
    return series, Counter(images), Counter(left), catalogue.totals, checks


@pytest.mark.parametrize("kind", KINDS)
def test_the_catalogue_of_the_packed_samples_is_that_of_the_folder(
    tmp_path: Path, unpacked: Catalogue, kind: str
) -> None:
    archive = tmp_path / "without an end to its name"
    archive.write_bytes(pack(in_order(unpacked), kind))
    packed = read(archive)
    assert essence(packed) == essence(unpacked)
    known = {record["sha256"] for record in manifest()["files"] if storable(record)}
    with contextlib.closing(EntryOpener(str(tmp_path))) as opener:
        for instance in packed.instances():
            assert hashlib.sha256(content(instance, opener, room=1 << 20)).hexdigest() in known


def test_an_archive_in_a_folder_adds_to_the_files_around_it(tmp_path: Path, unpacked: Catalogue) -> None:
    (tmp_path / "all.zip").write_bytes(pack(in_order(unpacked), "zip"))
    both = read(SAMPLES, tmp_path)
    assert both.totals.to_send == unpacked.totals.to_send
    assert both.totals.files_found == 2 * unpacked.totals.files_found
    more = Counter(one.reason for one in both.skipped) - Counter(one.reason for one in unpacked.skipped)
    assert more[SkipReason.DUPLICATE] == unpacked.totals.to_send + 3  # the same bytes, found to be so
    again = read(tmp_path, tmp_path / "all.zip", tmp_path)
    assert again.totals.files_found == unpacked.totals.files_found


@pytest.mark.parametrize("kind", ["zip", "zip-stored", "tar", "tar.gz", "nested zip"])
def test_an_upload_of_packed_samples_ends_verified_with_equal_digests(
    tmp_path: Path, unpacked: Catalogue, kind: str
) -> None:
    archive = tmp_path / "export.bin"
    archive.write_bytes(pack(in_order(unpacked), kind))
    places = Places.for_user()
    courier, catalogue = Courier(places), Catalogue()
    try:
        courier.read([str(archive)], catalogue, cancel=CancelToken(), report=lambda _: None)
        instances = catalogue.instances()
        assert all(isinstance(one, Instance) and one.entry for one in instances)
        sent = courier.send(practice_destination(), instances, cancel=CancelToken(), report=lambda _: None)
        assert sent.receipt.outcome is Outcome.VERIFIED
        assert sent.receipt.arrived == unpacked.totals.to_send
        stored = stored_digests(places.practice)
        upload_id = courier.history()[0].upload_id
        for series in {one.series.series_instance_uid for one in instances}:
            for file in courier.files(upload_id, series):
                assert stored[file.sop_instance_uid] == file.digest
                assert file.path.startswith(f"{archive} › ")
        plain = {one.sop_instance_uid: Path(one.path).read_bytes() for one in unpacked.instances()}
        assert stored == {uid: hashlib.sha256(data).hexdigest() for uid, data in plain.items()}
        assert not list((places.data / "unpacked").iterdir())
    finally:
        courier.close()
