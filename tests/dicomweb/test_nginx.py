"""nginx answers in the archive's place: over TLS, before the body is out, or because the archive is down."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.destination import Scheme
from gui.core.errors import CertificateRefused, ServiceFailing
from gui.core.receipt import LineState
from gui.core.token import Token
from gui.core.upload import Outcome
from gui.service.check import check_connection
from tests.dicomweb.sending import QUICK, destination_of, send
from tests.helpers.nginx import Nginx, needs_nginx
from tests.helpers.orthanc import LOGIN, Orthanc, needs_orthanc
from tests.service.files import write_series

pytestmark = [needs_orthanc, needs_nginx]


def test_an_early_413_over_tls_halves_the_request(
    nginx: Nginx, orthanc: Orthanc, certificate: tuple[str, str], tmp_path: Path
) -> None:
    images = [*write_series(tmp_path, 21, 30, pixels=10_000), *write_series(tmp_path, 22, 1, pixels=3_000_000)]
    destination = destination_of(f"{nginx.origin}/dicom-web", Scheme.BASIC)
    tuning = dataclasses.replace(QUICK, ca_file=certificate[0], tries=20, total_wait=60)
    end, receipt, journal = send(destination, LOGIN, images, tuning=tuning)
    small, large = receipt.lines
    assert end.problem is None
    assert end.outcome is Outcome.SHORT
    assert (small.arrived, small.service_count, small.state) == (30, 30, LineState.VERIFIED)
    assert [one.reason for one in large.missing_instances] == ["The file is larger than the service takes."]
    assert 413 in [result.status for result in journal.results(1)]
    assert [len(held.instances) for held in orthanc.series()] == [30]


def test_an_archive_that_is_down_is_told_as_such(nginx: Nginx, certificate: tuple[str, str], tmp_path: Path) -> None:
    destination = destination_of(f"{nginx.origin}/down/dicom-web", Scheme.BASIC)
    tuning = dataclasses.replace(QUICK, ca_file=certificate[0])
    end, receipt, journal = send(destination, LOGIN, write_series(tmp_path, 23, 2), tuning=tuning)
    assert isinstance(end.problem, ServiceFailing)
    assert end.outcome is Outcome.FAILED
    assert receipt.arrived == 0
    assert {result.status for result in journal.results(1)} == {502}
    with pytest.raises(ServiceFailing):
        check_connection(destination, Token(LOGIN), CancelToken(), tuning)


def test_a_certificate_that_is_not_trusted_stops_the_upload(nginx: Nginx, tmp_path: Path) -> None:
    destination = destination_of(f"{nginx.origin}/dicom-web", Scheme.BASIC)
    end, _, _ = send(destination, LOGIN, write_series(tmp_path, 24, 2))
    assert isinstance(end.problem, CertificateRefused)
    with pytest.raises(CertificateRefused):
        check_connection(destination, Token(LOGIN), CancelToken())
