"""The receipt's words."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.receipt import HistoryEntry, LineState, Receipt, ReceiptLine
from gui.core.sentences import Sentences, Standing, advice, headline, last_upload_line, standing
from gui.core.upload import DiscIndex, Outcome
from tests.helpers.receipts import FINISHED, entry, line, receipt, short_receipt, verified_receipt

CLAIM = re.compile(r"^(All .* have arrived at |The one image .* has arrived at )")


def numbers(text: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


@st.composite
def lines(draw: st.DrawFn) -> ReceiptLine:
    chosen = draw(st.integers(1, 3000))
    arrived = draw(st.one_of(st.just(chosen), st.just(0), st.integers(0, chosen)))
    return line(
        chosen=chosen,
        sent=draw(st.integers(0, chosen)),
        count=draw(st.one_of(st.none(), st.integers(0, 4000))),
        arrived=arrived,
        state=draw(st.sampled_from(LineState)),
        number=draw(st.sampled_from(["", "4", "All images have arrived at "])),
        description="Lung",
    )


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    return receipt(
        *draw(st.lists(lines(), max_size=6)),
        outcome=draw(st.sampled_from(Outcome)),
        practice=draw(st.booleans()),
        name=draw(st.sampled_from(["City", "All have arrived at", "%1 %2 %Ln", "<b>x</b>"])),
        finished=draw(st.sampled_from([FINISHED, None])),
    )


@given(receipts())
def test_headline_claims_all_only_when_every_image_of_every_series_is_verified(given_receipt: Receipt) -> None:
    verified = (
        bool(given_receipt.lines)
        and given_receipt.missing == 0
        and all(line.state is LineState.VERIFIED for line in given_receipt.lines)
    )
    said = headline(given_receipt)
    assert bool(CLAIM.match(said)) == verified
    assert (standing(given_receipt) is Standing.ARRIVED) == verified
    assert not re.search(r"\b(done|complete|success)", said + advice(given_receipt), re.IGNORECASE)


@given(receipts().filter(lambda made: not made.destination_name.startswith("%")))
def test_numbers_of_the_headline_are_those_of_the_receipt(given_receipt: Receipt) -> None:
    said = numbers(headline(given_receipt))
    allowed = {given_receipt.chosen, given_receipt.missing, len(given_receipt.lines)}
    assert set(said) <= allowed
    assert given_receipt.chosen == given_receipt.arrived + given_receipt.missing


@given(receipts().filter(lambda made: standing(made) is not Standing.ARRIVED))
def test_numbers_of_missing_images_add_up_to_the_whole(given_receipt: Receipt) -> None:
    said = re.search(r"(?:Missing|Not confirmed): (.*?)\. ", advice(given_receipt))
    if said:
        counted = numbers(re.sub(r"of (series \d+|\d+ other series)", "", said[1]))
        assert sum(counted) == given_receipt.missing


@given(receipts())
def test_practice_is_named_in_the_headline_and_the_advice(given_receipt: Receipt) -> None:
    if given_receipt.practice and given_receipt.lines:
        assert "the Practice service" in headline(given_receipt)
        assert "nothing has left this computer" in advice(given_receipt)
    else:
        assert "Practice" not in headline(given_receipt)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (verified_receipt(), "All 908 images of 3 series have arrived at City Radiology"),
        (verified_receipt(practice=True), "All 908 images of 3 series have arrived at the Practice service"),
        (receipt(line(chosen=2)), "All 2 images of 1 series have arrived at City Radiology"),
        (receipt(line(chosen=1)), "The one image that was chosen has arrived at City Radiology"),
        (short_receipt(), "98 of 908 images have not arrived at City Radiology"),
        (
            receipt(line(chosen=9, arrived=8, state=LineState.SHORT), outcome=Outcome.SHORT),
            "1 of 9 images has not arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=0, sent=0, count=None, state=LineState.NOT_SENT), outcome=Outcome.FAILED),
            "No image has arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=4, state=LineState.SHORT), outcome=Outcome.CANCELLED),
            "Cancelled: 5 of 9 images have not arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=0, state=LineState.NOT_SENT), outcome=Outcome.CANCELLED),
            "Cancelled: no image has arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=4, state=LineState.UNKNOWN), outcome=Outcome.FAILED, finished=None),
            "Interrupted: it is not known whether 5 of 9 images have arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=0, state=LineState.UNKNOWN), outcome=Outcome.FAILED),
            "It is not known whether the 9 images have arrived at City Radiology",
        ),
        (
            receipt(line(chosen=1, arrived=0, state=LineState.UNKNOWN), outcome=Outcome.FAILED),
            "It is not known whether the image has arrived at City Radiology",
        ),
        (
            receipt(line(chosen=9, arrived=9, state=LineState.UNKNOWN), outcome=Outcome.FAILED),
            "Not every image is confirmed by City Radiology",
        ),
        (
            receipt(
                line(chosen=9, arrived=4, state=LineState.UNKNOWN),
                line(chosen=3, arrived=0, state=LineState.NOT_SENT),
                outcome=Outcome.FAILED,
            ),
            "8 of 12 images are not known to have arrived at City Radiology",
        ),
        (receipt(), "No image was chosen"),
    ],
)
def test_each_outcome_has_its_sentence(made: Receipt, said: str) -> None:
    assert headline(made) == said


def test_advice_names_the_series_that_lack_images() -> None:
    assert advice(short_receipt()) == (
        "Missing: 2 images of series 3 and all 96 images of series 4. "
        "Send them again; nothing is stored twice. If they stay missing, ask City Radiology or your IT."
    )


def test_advice_explains_a_service_that_held_images_before() -> None:
    assert "it held some already" in advice(receipt(line(chosen=5, count=9)))
    assert Sentences().note(line(chosen=5, count=9)) == (
        "The service already held images of this series; it now counts 9."
    )
    assert Sentences().note(line(chosen=5, count=5)) == ""


def test_series_is_never_short_by_nought() -> None:
    assert Sentences().state(line(chosen=4, state=LineState.SHORT)) == "Unknown"
    assert Sentences().state(line(chosen=4, arrived=2, state=LineState.SHORT)) == "Short by 2"
    assert Sentences().state(line(chosen=4, arrived=2)) == "Short by 2"
    assert Sentences().tally(short_receipt().lines) == "1 verified · 1 short · 1 not sent"


def test_names_are_shown_as_they_are_and_never_as_placeholders() -> None:
    assert headline(receipt(line(chosen=2), name="%1\n%Ln\u202e <b>x</b>")).endswith("arrived at %1 %Ln <b>x</b>")


@pytest.mark.parametrize(
    ("made", "when", "said"),
    [
        (
            entry(images=812, series=2),
            "Today 09:12",
            "Last upload, today 09:12: all 812 images of 2 series have arrived at City Radiology.",
        ),
        (
            entry(arrived=810, outcome=Outcome.SHORT),
            "20 Nov 09:12",
            "Last upload, 20 Nov 09:12: 810 of 908 images have arrived at City Radiology, 98 missing.",
        ),
        (
            entry(arrived=0, outcome=None, finished=None),
            "",
            "Last upload: interrupted: none of 908 images has arrived at City Radiology.",
        ),
        (
            entry(images=8, arrived=1, outcome=Outcome.CANCELLED),
            "",
            "Last upload: cancelled: 1 of 8 images has arrived at City Radiology, 7 missing.",
        ),
        (
            entry(images=8, series=1, practice=True),
            "",
            "Last upload: all 8 images of 1 series have arrived at the Practice service.",
        ),
        (
            entry(images=8, outcome=Outcome.FAILED),
            "",
            "Last upload: not every image is confirmed by City Radiology.",
        ),
    ],
)
def test_last_upload_is_told_in_one_line(made: HistoryEntry, when: str, said: str) -> None:
    assert last_upload_line(made, when) == said


@given(
    st.integers(0, 50),
    st.integers(0, 50),
    st.sampled_from([*Outcome, None]),
    st.sampled_from([FINISHED, None]),
)
def test_history_claims_all_only_when_nothing_is_missing(
    images: int, arrived: int, outcome: Outcome | None, finished: datetime | None
) -> None:
    made = entry(images=images, arrived=min(images, arrived), outcome=outcome, finished=finished)
    said = Sentences().entry_line(made)
    assert bool(CLAIM.match(said)) == (images > 0 and made.missing == 0 and outcome is Outcome.VERIFIED)


def test_language_gets_the_text_with_its_number() -> None:
    asked: list[tuple[str, str, int]] = []

    def translate(context: str, text: str, comment: str, count: int) -> str:
        asked.append((context, text, count))
        return {"Short by %Ln": "%Ln fehlen"}.get(text, text)

    made = Sentences(translate, lambda value: f"<{value}>")
    assert made.state(line(chosen=4, arrived=2, state=LineState.SHORT)) == "<2> fehlen"
    assert ("Sentences", "Short by %Ln", 2) in asked


def test_what_a_disc_s_index_lists_is_said_though_all_that_was_chosen_has_arrived() -> None:
    made = dataclasses.replace(verified_receipt(), indexes=(DiscIndex(1512, 1498), DiscIndex(1, 0)))
    assert standing(made) is Standing.ARRIVED
    assert "The disc’s index lists 1,512 images, 1,498 could be read." in advice(made)
    assert "The disc’s index lists one image, which could not be read." in advice(made)
    assert "index" not in advice(verified_receipt())
