"""A quiet week for stories about dates: the clock stands still until somebody moves it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cases.models import Case
from portal.companies.calendar import Calendar
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.stories import annas_case

BERLIN = ZoneInfo("Europe/Berlin")
MEDIUM, LOW, HIGH = "statement-question", "tax-certificate", "heating"


def quiet_monday(company: Company) -> date:
    """A Monday ahead that begins two weeks without holidays: the cast lives relative to today."""
    calendar = Calendar.of(company)
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() or not all(
        calendar.is_working_day(day + timedelta(days=n)) for n in (*range(5), *range(7, 12))
    ):
        day += timedelta(days=1)
    return day


class Clock:
    """The days of a quiet week, and a hand to move the clock with."""

    def __init__(self, monday: date, traveller: Any) -> None:
        self.monday = monday
        self._traveller = traveller

    def is_now(self, weekday: int, clock: str = "10:00") -> datetime:
        """Move to that day of the week (0 is Monday, 7 the next one) and time, as in Berlin."""
        moment = datetime.combine(self.day(weekday), time.fromisoformat(clock), tzinfo=BERLIN)
        self._traveller.move_to(moment)
        return moment

    def day(self, weekday: int) -> date:
        return self.monday + timedelta(days=weekday)

    def written(self, weekday: int) -> str:
        """Mi, 25.11."""
        day = self.day(weekday)
        return f"{('Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So')[weekday % 7]}, {day.day}.{day.month}."


def due(case: Case) -> str:
    """The date the case has now, as in Berlin."""
    case.refresh_from_db()
    return case.due_at.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") if case.due_at else ""


def money(cast: Cast, **changes: Any) -> Case:
    """Anna asks about a statement: two working days."""
    return annas_case(cast, category=MEDIUM, place="", **changes)
