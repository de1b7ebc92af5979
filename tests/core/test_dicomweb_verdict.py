"""The receipt of an upload to a DICOMweb server: lists, and the number that the server shows when asked."""

from __future__ import annotations

from datetime import UTC, datetime

from gui.core.destination import Destination, Dialect
from gui.core.entities import Instance, Patient, Series, Study
from gui.core.receipt import LineState, ReceiptLine
from gui.core.upload import BatchResult, CountReading, InstanceState, Upload
from gui.core.verdict import make_receipt

S = InstanceState
PACS = Destination("p", "City PACS", "https://pacs.example/dicom-web", dialect=Dialect.DICOMWEB)


def line(states: dict[str, S], *results: BatchResult) -> ReceiptLine:
    images = tuple(Instance("/x", 1, 0, uid, "1", "1", Patient(), Study("9"), Series("1")) for uid in states)
    upload = Upload(PACS, images, datetime.now(UTC))
    (found,) = make_receipt(1, upload, states, results, reading=CountReading.UNKNOWN).lines
    return found


def stored(number: int, listed: int, states: dict[str, S], *, status: int = 200, **reasons: str) -> BatchResult:
    told = {uid.replace("_", "."): text for uid, text in reasons.items()}
    digests = dict.fromkeys(states, "d")
    return BatchResult(number, 1, status, {"1": listed}, {"1": len(states)}, states, told, digests, size=len(states))


def witness(number: int, held: int, states: dict[str, S], reasons: dict[str, str] | None = None) -> BatchResult:
    return BatchResult(number, 1, 200, {"1": held}, {}, states, reasons or {})


VERIFIED = {"1.1": S.VERIFIED, "1.2": S.VERIFIED}
UNKNOWN = {"1.1": S.UNKNOWN, "1.2": S.UNKNOWN}


def test_the_newest_number_that_the_server_shows_is_its_count() -> None:
    found = line(VERIFIED, stored(1, 2, UNKNOWN), witness(2, 1, {}), witness(3, 5, VERIFIED))
    assert (found.sent, found.service_count, found.arrived, found.state) == (2, 5, 2, LineState.VERIFIED)


def test_without_one_what_it_listed_is_its_count() -> None:
    one, two = {"1.1": S.VERIFIED}, {"1.2": S.VERIFIED}
    found = line(VERIFIED, stored(1, 1, one), stored(2, 1, two, status=409))
    assert (found.service_count, found.state) == (2, LineState.VERIFIED)


def test_what_is_listed_but_not_witnessed_has_arrived_but_is_not_verified() -> None:
    found = line(UNKNOWN, stored(1, 2, UNKNOWN))
    assert (found.sent, found.service_count, found.arrived, found.state) == (2, 2, 2, LineState.UNKNOWN)


def test_a_number_lower_than_what_is_verified_is_never_called_verified() -> None:
    found = line(VERIFIED, stored(1, 2, UNKNOWN), witness(2, 2, VERIFIED), witness(3, 1, {}))
    assert (found.service_count, found.arrived, found.missing, found.state) == (1, 1, 1, LineState.SHORT)
    assert found.reason == "The service counts 1 of the 2 images that were sent."


def test_images_that_the_server_holds_besides_do_not_stand_in_for_lost_ones() -> None:
    states = {"1.1": S.VERIFIED, "1.2": S.REFUSED}
    found = line(
        states, stored(1, 1, {"1.1": S.UNKNOWN, "1.2": S.REFUSED}, status=202, **{"1_2": "No."}), witness(2, 9, {})
    )
    assert (found.service_count, found.arrived, found.state) == (9, 1, LineState.SHORT)
    assert [one.reason for one in found.missing_instances] == ["No."]


def test_notes_of_what_has_arrived_are_told_but_not_those_of_former_failures() -> None:
    refused = stored(1, 0, {"1.1": S.REFUSED, "1.2": S.UNKNOWN}, status=409, **{"1_1": "No room."})
    there = witness(2, 2, VERIFIED, {"1.2": "It was already there."})
    assert line(VERIFIED, refused, there).reason == "1 of 2 images: It was already there."
    assert line({"1.2": S.VERIFIED}, there).reason == "It was already there."
    assert line(VERIFIED, refused, witness(2, 2, VERIFIED)).reason == ""
