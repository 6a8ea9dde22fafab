"""Case numbers: per company and year of Berlin, no gaps, no number twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cases.models import Case, CaseCounter
from cases.numbers import next_number
from portal.demo.cast import Cast
from tests.stories import annas_case

YEAR = timezone.localdate().year


def test_numbers_count_up_per_company(cast: Cast) -> None:
    numbers = [annas_case(cast).number for _ in range(3)]
    assert numbers == [f"V-{YEAR}-{n:06}" for n in (1, 2, 3)]


def test_a_refused_case_gives_its_number_back(cast: Cast) -> None:
    annas_case(cast)
    with pytest.raises(ValidationError):
        annas_case(cast, body=" ")
    assert annas_case(cast).number == f"V-{YEAR}-000002"


def test_the_year_is_the_one_on_the_wall_in_berlin(cast: Cast) -> None:
    just_before = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    just_after = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert next_number(cast.kastanie, just_before) == "V-2026-000001"
    assert next_number(cast.kastanie, just_after) == "V-2027-000001"
    assert next_number(cast.linde, just_after) == "V-2027-000001"


@pytest.mark.django_db(transaction=True)
def test_cases_opened_at_once_get_numbers_without_gap_or_double(cast: Cast) -> None:
    def report(n: int) -> str:
        try:
            return annas_case(cast, subject=f"Meldung {n}").number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(report, range(16)))
    assert numbers == [f"V-{YEAR}-{n:06}" for n in range(1, 17)]
    assert Case.objects.count() == 16
    assert CaseCounter.objects.get().last == 16
