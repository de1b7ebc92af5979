"""Values as words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from gui.core.entities import Patient, Series
from gui.models import words


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    words.date.cache_clear()
    words.patient_facts.cache_clear()
    yield
    QLocale.setDefault(before)
    words.date.cache_clear()
    words.patient_facts.cache_clear()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Sample^Sally", "Sample, Sally"),
        ("Adams^John Robert^Quincy^Rev.^B.A. M.Div.", "Adams, Rev. John Robert Quincy, B.A. M.Div."),
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田 太郎)"),
        ("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "ﾔﾏﾀﾞ, ﾀﾛｳ (山田 太郎)"),
        ("Hong^Gildong=洪^吉洞=홍^길동", "Hong, Gildong (洪 吉洞)"),
        ("Wang^XiaoDong=王^小东=", "Wang, XiaoDong (王 小东)"),
        ("=山田^太郎", "山田 太郎"),
        ("山田^太郎", "山田 太郎"),
        ("==やまだ^たろう", "やまだ たろう"),
        ("Люкceмбypг", "Люкceмбypг"),
        ("قباني^لنزار", "قباني, لنزار"),
        ("Buc^Jérôme", "Buc, Jérôme"),
        ("SMITH", "SMITH"),
        ("^Only Given", "Only Given"),
        ("", "No name"),
        ("^^^^", "No name"),
        (" = ", "No name"),
        ("<b>Bold</b>^&amp;", "<b>Bold</b>, &amp;"),
        ("Evil\u202egpj.exe^\u2066x", "Evilgpj.exe, x"),
    ],
)
def test_person_names_read_as_people_write_them(name: str, shown: str) -> None:
    assert words.person_name(name) == shown


def test_undecodable_bytes_of_a_file_name_are_shown_as_a_replacement_sign() -> None:
    name = b"/media/caf\xe9/IM1".decode("utf-8", "surrogateescape")
    assert words.file_name(name[:-4]) == "caf\ufffd"
    assert words.plain(name).encode("utf-8")
    assert words.file_name("/") == "/"
    assert words.file_name("D:\\") == "D:"


@given(st.text())
def test_plain_text_is_one_line_without_hidden_signs(text: str) -> None:
    shown = words.plain(text)
    assert not any(
        ord(letter) < 32 or "\u202a" <= letter <= "\u202e" or "\ud800" <= letter <= "\udfff" for letter in shown
    )
    assert words.plain(shown) == shown


@given(st.text(st.characters(codec="utf-8")))
def test_names_of_any_kind_have_words(name: str) -> None:
    assert words.person_name(name)


@given(st.lists(st.text(st.sampled_from("09aÄ² ß")), min_size=2, max_size=4))
def test_natural_keys_can_always_be_compared(texts: list[str]) -> None:
    assert sorted(texts, key=words.natural_key)


def test_dates_are_without_a_doubt_which_is_day_and_month() -> None:
    assert words.date("19620411") == "11 Apr 1962"
    assert words.date("1962.04.11") == "11 Apr 1962"
    assert words.date("19621399") == "19621399"
    assert words.date("") == ""
    assert words.date_and_time("20261120", "101400.123") == "20 Nov 2026, 10:14"
    assert words.date_and_time("20261120", "") == "20 Nov 2026"
    QLocale.setDefault(QLocale(QLocale.Language.Swedish))
    words.date.cache_clear()
    assert words.date("19620411") == "1962-04-11"


def test_moments_are_told_from_today_on() -> None:
    zone = datetime.now().astimezone().tzinfo
    today = date(2026, 11, 24)
    assert words.when(datetime(2026, 11, 24, 14, 32, tzinfo=zone), today) == "Today 14:32"
    assert words.when(datetime(2026, 11, 23, 17, 48, tzinfo=zone), today) == "Yesterday 17:48"
    assert words.when(datetime(2026, 11, 20, 15, 37, tzinfo=zone), today) == "20 Nov 15:37"
    assert words.when(datetime(2025, 11, 20, 15, 37, tzinfo=zone), today) == "20 Nov 2025 15:37"


def test_counts_and_sizes_have_units_and_separators() -> None:
    assert [words.images(count) for count in (0, 1, 2, 1204)] == ["0 images", "1 image", "2 images", "1,204 images"]
    assert [words.patients(1), words.studies(2), words.series(1), words.series(3), words.files(967)] == [
        "1 patient",
        "2 studies",
        "1 series",
        "3 series",
        "967 files",
    ]
    assert [words.size(size) for size in (0, 1, 999, 1500, 508_900_000, 5_400_000_000)] == [
        "0 bytes",
        "1 byte",
        "999 bytes",
        "1.5 kB",
        "508.9 MB",
        "5.4 GB",
    ]
    assert words.size_of(392_800_000, 494_100_000) == "392.8 of 494.1 MB"
    assert words.size_of(392_800, 494_100_000) == "392.8 kB of 494.1 MB"
    assert words.speed(2_400_000) == "2.4 MB/s"


def test_all_but_one_image_is_not_100_per_cent() -> None:
    assert words.per_cent(0.9999) == "99 %"
    assert words.per_cent(0.29) == "29 %"
    assert words.per_cent(1.0) == "100 %"


def test_time_left_is_a_rough_estimate() -> None:
    assert [words.time_left(seconds) for seconds in (3, 41, 200, 9000)] == [
        "a few seconds left",
        "about 40 s left",
        "about 3 min left",
        "about 2 h left",
    ]


def test_series_without_number_or_description_still_have_a_name() -> None:
    assert words.series_title(Series("1", number="3", description="Axial")) == "3 · Axial"
    assert words.series_title(Series("1", number="3")) == "Series 3"
    assert words.series_title(Series("1", description="Axial")) == "Axial"
    assert words.series_title(Series("1")) == "Series without a number"
    assert words.patient_facts(Patient("4711", birth_date="19620411")) == "11 Apr 1962 · ID 4711"
    assert words.patient_facts(Patient()) == "no ID"


def test_tooltips_and_labels_show_markup_as_text() -> None:
    assert words.tooltip("<b>x</b>", "", "y") == "<qt>&lt;b&gt;x&lt;/b&gt;<br>y</qt>"
    assert words.tooltip("") == ""
    assert words.label_text("A & B") == "A && B"
    assert words.joined(["A", "B", "C"]) == "A, B and C"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (0.2, "0:01"), (42, "0:42"), (59.01, "1:00"), (754, "12:34")]
)
def test_a_countdown_is_rounded_up(seconds: float, shown: str) -> None:
    assert words.countdown(seconds) == shown
