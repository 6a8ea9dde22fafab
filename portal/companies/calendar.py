"""When a company works: office hours, holidays of its state, its own closed days; and the terms.

A working day is a day on which the office is open. Days and hours are those of Europe/Berlin, on
whichever clock a moment is given; a term of days ends with its last day, one of hours on the
minute (ADR 0011).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from holidays.countries.germany import Germany

from portal.companies.models import ClosedPeriod, Company

ZONE = ZoneInfo("Europe/Berlin")
# The last minute of a day: a term of days holds as long as the day does.
END_OF_DAY = time(23, 59)
# For reckoning only, and shown to nobody: a company that has not said when it works.
ASSUMED_HOURS = {weekday: ((time(9), time(17)),) for weekday in range(5)}
# Nothing can be promised by an office that stays closed longer than this.
_LONGEST_CLOSURE = 400

Span = tuple[time, time]


@lru_cache(maxsize=256)
def public_holidays(state: str, year: int) -> frozenset[date]:
    """The days off of a whole state; those of single towns in it are the company's to enter."""
    return frozenset(Germany(subdiv=state, years=year))


@dataclass(frozen=True)
class Calendar:
    """A company's working time, read once: ask it as often as you like."""

    state: str
    # Spans of a weekday (0 is Monday), in order and without overlap.
    hours: Mapping[int, tuple[Span, ...]]
    closed: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, company: Company) -> Calendar:
        """Read it, with two queries."""
        settings = company.branding
        week: dict[int, list[Span]] = {}
        for row in settings.opening_times:
            week.setdefault(row.weekday, []).append((row.opens, row.closes))
        hours = {weekday: _merged(spans) for weekday, spans in week.items()}
        closed = ClosedPeriod.objects.filter(settings__site=company.site_id)
        return cls(
            state=settings.federal_state,
            hours=hours or ASSUMED_HOURS,
            closed=tuple(closed.values_list("starts_on", "ends_on")),
        )

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on that day."""
        return bool(self.spans_on(day))

    def is_office_hour(self, moment: datetime) -> bool:
        """Whether the office is open then. Raises ValueError without a time zone."""
        here = timezone.localtime(moment, ZONE)
        now = here.time()
        return any(opens <= now < closes for opens, closes in self.spans_on(here.date()))

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """When the office is open on that day; nothing on holidays and closed days."""
        spans = self.hours.get(day.weekday(), ())
        if not spans or day in public_holidays(self.state, day.year):
            return ()
        return () if any(first <= day <= last for first, last in self.closed) else spans

    def add_working_days(self, moment: datetime, days: int) -> datetime | None:
        """The end of the n-th working day after this day, which does not count (§ 187 BGB).

        None when no working day is in sight. Raises ValueError below one day or without a zone.
        """
        if days < 1:
            raise ValueError("a term has at least one day")
        today = timezone.localtime(moment, ZONE).date()
        for number, day in enumerate(self._working_days(today + timedelta(days=1)), start=1):
            if number == days:
                return end_of(day)
        return None

    def add_working_hours(self, moment: datetime, hours: int) -> datetime | None:
        """When so many office hours have passed; None and ValueError as for days."""
        if hours < 1:
            raise ValueError("a term has at least one hour")
        left = timedelta(hours=hours)
        today = timezone.localtime(moment, ZONE).date()
        for day in self._working_days(today):
            for opens, closes in self.spans_on(day):
                # In UTC, where an hour is an hour on the day the clocks change as well.
                start, end = max(_at(day, opens), moment.astimezone(UTC)), _at(day, closes)
                if end - start >= left:
                    return start + left
                left -= max(end - start, timedelta())
        return None

    def _working_days(self, first: date) -> Iterator[date]:
        """One after the other, until the office stays closed for too long."""
        day, idle = first, 0
        while idle < _LONGEST_CLOSURE:
            if self.is_working_day(day):
                idle = 0
                yield day
            else:
                idle += 1
            day += timedelta(days=1)


def add_working_days(company: Company, moment: datetime, days: int) -> datetime | None:
    """`Calendar.add_working_days` for a company asked once."""
    return Calendar.of(company).add_working_days(moment, days)


def add_working_hours(company: Company, moment: datetime, hours: int) -> datetime | None:
    """`Calendar.add_working_hours` for a company asked once."""
    return Calendar.of(company).add_working_hours(moment, hours)


def end_of(day: date) -> datetime:
    """The moment a term ends that is named by its day."""
    return _at(day, END_OF_DAY)


def is_end_of_day(moment: datetime) -> bool:
    """Whether a term is named by its day alone, without a time."""
    here = timezone.localtime(moment, ZONE)
    return (here.hour, here.minute) == (END_OF_DAY.hour, END_OF_DAY.minute)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Overlapping times count once."""
    merged: list[Span] = []
    for opens, closes in sorted(spans):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)
