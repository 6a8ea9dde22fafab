"""What a case's date means today, in words: for the resident it was promised to, and for staff."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from cases.models import Case
from portal.companies.calendar import is_end_of_day
from portal.core.words import clock, day_short


class Turn(StrEnum):
    """Whose turn it is."""

    PROMISED = "promised"
    LATE = "late"
    WAITING_RESIDENT = "waiting_resident"


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be expected of a case: `title` in short, `label` with whom to call, and the date."""

    code: Turn
    title: str
    due: datetime | None = None
    advice: str = ""

    @property
    def day(self) -> str:
        """The date alone."""
        return due_words(self.due) if self.due else ""

    @property
    def label(self) -> str:
        """All of it in one line."""
        return f"{self.title} {self.advice}".rstrip()


def expected_of(case: Case, phone: str = "") -> Expected | None:
    """For the resident; None where nothing is promised. `phone` is whom to call when it is late."""
    turn = _turn(case)
    if turn == Turn.WAITING_RESIDENT:
        return Expected(turn, _("We are waiting for you"))
    if turn is None or case.due_at is None:
        return None
    if turn == Turn.LATE:
        passed = _("The time we named has passed (%(day)s).") % {"day": due_words(case.due_at)}
        return Expected(turn, passed, case.due_at, _advice(phone))
    return Expected(turn, promise_in_words(case.due_at), case.due_at)


def expected_by_staff(case: Case) -> Expected | None:
    """The same in the company's own words."""
    turn = _turn(case)
    if turn == Turn.WAITING_RESIDENT:
        return Expected(turn, str(case.get_status_display()))
    if turn is None or case.due_at is None:
        return None
    words = _("Overdue since %(day)s") if turn == Turn.LATE else _("Due by %(day)s")
    return Expected(turn, words % {"day": due_words(case.due_at)}, case.due_at)


def promise_in_words(due: datetime) -> str:
    """Wir melden uns bis Mi, 25.11.; without a full stop, since German dates end with one."""
    return _("We get back to you by %(day)s") % {"day": due_words(due)}


def due_words(due: datetime) -> str:
    """Mi, 25.11.; with the time where the term was one of hours: Mi, 25.11., 14:00 Uhr."""
    day = day_short(due)
    if is_end_of_day(due):
        return day
    return _("%(day)s, %(time)s") % {"day": day, "time": clock(due)}


def _turn(case: Case) -> Turn | None:
    if case.status == Case.Status.WAITING_RESIDENT:
        return Turn.WAITING_RESIDENT
    if case.due_at is None or not case.is_unfinished:
        return None
    return Turn.LATE if case.is_overdue else Turn.PROMISED


def _advice(phone: str) -> str:
    if not phone:
        return _("Please write to us again in this case.")
    return _("Please call us: %(phone)s") % {"phone": phone}
