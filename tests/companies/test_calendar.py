"""When a company works, and when a term ends: holidays of its state, its hours, its closed days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.companies.calendar import (
    Calendar,
    add_working_days,
    add_working_hours,
)
from portal.companies.models import BrandingSettings, ClosedPeriod, Company, OfficeHours

BERLIN = ZoneInfo("Europe/Berlin")


def moves_to(company: Company, state: str) -> Company:
    """The same company in another state; read anew."""
    BrandingSettings.objects.filter(site=company.site).update(federal_state=state)
    return Company.objects.get(pk=company.pk)


def closes(company: Company, first: date, last: date) -> Company:
    ClosedPeriod.objects.create(settings=company.branding, starts_on=first, ends_on=last)
    return company


def at(text: str) -> datetime:
    """A moment by the clock in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def clock(moment: datetime | None) -> str:
    assert moment is not None
    assert moment.utcoffset() is not None
    return moment.astimezone(BERLIN).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 25), True),  # a Wednesday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2025, 10, 3), False),  # German Unity Day, a Friday
        (date(2026, 12, 24), True),  # Christmas Eve is no public holiday
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_public_holidays_and_weekends_are_no_working_days(
    linde: Company, day: date, working: bool
) -> None:
    assert Calendar.of(linde).is_working_day(day) is working


@pytest.mark.parametrize(
    ("state", "day", "working"),
    [
        ("BY", date(2026, 6, 4), False),  # Corpus Christi
        ("BE", date(2026, 6, 4), True),
        ("SN", date(2026, 11, 18), False),  # Day of Repentance and Prayer
        ("BY", date(2026, 11, 18), True),
        ("BE", date(2027, 3, 8), False),  # Women's Day
        ("SN", date(2027, 3, 8), True),
    ],
)
def test_some_holidays_are_one_states_only(
    linde: Company, state: str, day: date, working: bool
) -> None:
    assert Calendar.of(moves_to(linde, state)).is_working_day(day) is working


def test_the_same_term_ends_on_two_days_in_two_states(linde: Company, kastanie: Company) -> None:
    asked = at("2026-06-03T10:00")
    bavaria, berlin = moves_to(linde, "BY"), moves_to(kastanie, "BE")
    assert clock(add_working_days(bavaria, asked, 1)) == "Fri 2026-06-05 23:59"
    assert clock(add_working_days(berlin, asked, 1)) == "Thu 2026-06-04 23:59"


def test_the_companys_own_closed_days_count_as_little_as_holidays(linde: Company) -> None:
    closes(linde, date(2026, 12, 24), date(2026, 12, 31))
    assert not Calendar.of(linde).is_working_day(date(2026, 12, 24))
    assert not Calendar.of(linde).is_working_day(date(2026, 12, 31))
    # The first of January is a holiday, then comes a weekend.
    assert clock(add_working_days(linde, at("2026-12-23T10:00"), 1)) == "Mon 2027-01-04 23:59"


def test_closed_days_of_one_company_are_not_the_others(linde: Company, kastanie: Company) -> None:
    closes(linde, date(2026, 11, 25), date(2026, 11, 25))
    assert Calendar.of(kastanie).is_working_day(date(2026, 11, 25))


@pytest.mark.parametrize(
    ("moment", "days", "end"),
    [
        ("2026-11-23T10:00", 2, "Wed 2026-11-25 23:59"),
        ("2026-11-27T18:00", 1, "Mon 2026-11-30 23:59"),  # Friday evening
        ("2026-11-27T18:00", 2, "Tue 2026-12-01 23:59"),
        ("2026-11-28T03:00", 1, "Mon 2026-11-30 23:59"),  # a Saturday
        ("2026-04-02T23:59", 1, "Tue 2026-04-07 23:59"),  # before Good Friday
        ("2026-11-23T23:59", 1, "Tue 2026-11-24 23:59"),  # by the clock of Berlin still Monday
        ("2026-11-24T00:00", 1, "Wed 2026-11-25 23:59"),
        ("2026-03-28T12:00", 1, "Mon 2026-03-30 23:59"),  # the clocks go forward on Sunday
        ("2026-10-25T02:30", 1, "Mon 2026-10-26 23:59"),  # and back
    ],
)
def test_a_term_of_days_ends_with_its_last_working_day(
    linde: Company, moment: str, days: int, end: str
) -> None:
    assert clock(add_working_days(linde, at(moment), days)) == end


@pytest.mark.parametrize(
    ("moment", "hours", "end"),
    [
        ("2026-11-23T09:30", 2, "Mon 2026-11-23 11:30"),
        ("2026-11-23T10:00", 2, "Mon 2026-11-23 12:00"),
        ("2026-11-23T11:00", 2, "Mon 2026-11-23 14:00"),  # the lunch break does not count
        ("2026-11-23T12:30", 1, "Mon 2026-11-23 14:00"),
        ("2026-11-23T15:30", 2, "Tue 2026-11-24 10:30"),
        ("2026-11-27T18:00", 4, "Mon 2026-11-30 14:00"),  # Friday evening
        ("2026-11-23T23:59", 1, "Tue 2026-11-24 10:00"),
        ("2026-04-02T15:30", 1, "Tue 2026-04-07 09:30"),  # over Easter
        ("2026-10-23T11:00", 2, "Mon 2026-10-26 10:00"),  # over the weekend the clocks change
    ],
)
def test_a_term_of_hours_counts_office_hours_only(
    linde: Company, moment: str, hours: int, end: str
) -> None:
    assert clock(add_working_hours(linde, at(moment), hours)) == end


def test_an_hour_is_an_hour_in_the_night_the_clocks_go_back(linde: Company) -> None:
    """The hour from two to three happens twice: one to four o'clock are four hours."""
    OfficeHours.objects.create(settings=linde.branding, weekday=6, opens=time(1), closes=time(4))
    linde = Company.objects.get(pk=linde.pk)
    assert clock(add_working_hours(linde, at("2026-10-25T00:30"), 4)) == "Sun 2026-10-25 04:00"
    begun = add_working_hours(linde, at("2026-10-25T01:30"), 2)
    assert clock(begun) == "Sun 2026-10-25 02:30"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T08:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T11:59", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T13:00", True),
        ("2026-11-27T14:00", False),  # Friday afternoon
        ("2026-11-28T10:00", False),
        ("2026-12-25T10:00", False),  # a Friday
    ],
)
def test_office_hours_are_those_of_the_week_and_no_holidays(
    linde: Company, moment: str, is_open: bool
) -> None:
    assert Calendar.of(linde).is_office_hour(at(moment)) is is_open


def test_a_moment_is_read_by_the_clock_of_berlin_whatever_zone_it_comes_in(linde: Company) -> None:
    assert Calendar.of(linde).is_office_hour(datetime(2026, 7, 20, 7, 0, tzinfo=UTC))
    assert not Calendar.of(linde).is_office_hour(datetime(2026, 1, 19, 7, 0, tzinfo=UTC))
    assert clock(add_working_days(linde, datetime(2026, 11, 23, 23, 30, tzinfo=UTC), 1)) == (
        "Wed 2026-11-25 23:59"
    )


def test_a_moment_of_no_zone_is_refused(linde: Company) -> None:
    with pytest.raises(ValueError, match="naive"):
        Calendar.of(linde).is_office_hour(datetime(2026, 11, 23, 10))
    for term in (add_working_days, add_working_hours):
        with pytest.raises(ValueError, match="at least one"):
            term(linde, at("2026-11-23T10:00"), 0)


def test_times_that_overlap_count_once(linde: Company) -> None:
    OfficeHours.objects.create(settings=linde.branding, weekday=0, opens=time(10), closes=time(14))
    linde = Company.objects.get(pk=linde.pk)
    assert clock(add_working_hours(linde, at("2026-11-23T09:00"), 6)) == "Mon 2026-11-23 15:00"


def test_a_company_that_has_told_no_hours_works_from_monday_to_friday(linde: Company) -> None:
    OfficeHours.objects.filter(settings=linde.branding).delete()
    linde = Company.objects.get(pk=linde.pk)
    assert linde.branding.office_hours == ""
    assert Calendar.of(linde).is_office_hour(at("2026-11-27T16:59"))
    assert not Calendar.of(linde).is_working_day(date(2026, 11, 28))


def test_an_office_that_stays_closed_promises_nothing(linde: Company) -> None:
    closes(linde, date(2026, 11, 1), date(2030, 1, 1))
    assert add_working_days(linde, at("2026-11-23T10:00"), 1) is None
    assert add_working_hours(linde, at("2026-11-23T10:00"), 1) is None


def test_a_calendar_is_read_once_however_often_it_is_asked(linde: Company) -> None:
    linde = Company.objects.select_related("site__brandingsettings").get(pk=linde.pk)
    with CaptureQueriesContext(connection) as queries:
        calendar = Calendar.of(linde)
        for _ in range(50):
            calendar.add_working_days(at("2026-11-23T10:00"), 20)
    assert len(queries) == 2
