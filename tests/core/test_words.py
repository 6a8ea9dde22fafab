"""Sizes, dates and numbers in the words people read."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from portal.core import words

# Half past midnight in Berlin, still the day before in UTC.
NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize(
    ("size", "german", "english"),
    [
        (0, "", ""),
        (12, "1 kB", "1 kB"),
        (312_400, "312 kB", "312 kB"),
        (1_840_000, "1,8 MB", "1.8 MB"),
    ],
)
def test_a_file_has_a_size_people_know(size: int, german: str, english: str) -> None:
    for language, expected in (("de", german), ("en", english)):
        with translation.override(language):
            assert plain(words.file_size(size)) == expected


@time_machine.travel(NOW, tick=False)
def test_dates_are_said_as_in_berlin_and_in_german() -> None:
    with translation.override("de"):
        assert plain(words.moment(NOW)) == "heute, 0:30 Uhr"
        assert plain(words.moment(datetime(2026, 11, 22, 8, 12, tzinfo=UTC))) == "gestern, 9:12 Uhr"
        assert (
            plain(words.moment(datetime(2026, 11, 2, 8, 12, tzinfo=UTC))) == "Mo, 2.11., 9:12 Uhr"
        )
        assert words.day_near(date(2026, 11, 24)) == "morgen"
        assert words.day_near(date(2026, 11, 26)) == "Donnerstag"
        assert words.day_near(date(2026, 12, 24)) == "Do, 24.12."
        assert plain(words.day_long(date(2026, 11, 25))) == "Mittwoch, 25. November"
        assert plain(words.day_long(date(2027, 1, 4))) == "Montag, 4. Januar 2027"
        assert words.day_short(date(2025, 3, 1)) == "01.03.2025"


@time_machine.travel(NOW, tick=False)
def test_dates_are_said_in_english() -> None:
    with translation.override("en"):
        assert words.moment(NOW) == "today, 0:30"
        assert words.day_short(date(2026, 11, 25)) == "Wed, 25 Nov"
        assert words.day_long(date(2026, 11, 25)) == "Wednesday, 25 November"


@pytest.mark.parametrize(
    ("number", "uri"),
    [
        ("0341 555 01 20", "tel:+493415550120"),
        ("+49 (0)341 555-0120", "tel:+493415550120"),
        ("0049 341 5550120", "tel:+493415550120"),
        ("112", "tel:112"),
    ],
)
def test_a_number_can_be_dialled_from_anywhere(number: str, uri: str) -> None:
    assert words.phone_uri(number) == uri


def test_hours_stay_on_one_line() -> None:
    assert words.unbroken("Fr 9–12 Uhr") == "Fr 9–\N{WORD JOINER}12\N{NO-BREAK SPACE}Uhr"


@pytest.mark.parametrize(
    ("name", "letters"), [("Anna Berger", "AB"), ("Ben", "B"), ("Ada de la Cruz", "AC"), ("", "")]
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert words.initials(name) == letters
