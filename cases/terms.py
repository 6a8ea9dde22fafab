"""By when a resident hears from the company: promised on opening, kept by an answer (ADR 0011).

These change `due_at` of a case that its caller holds locked and saves.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case, CaseMessage, TermUnit
from portal.companies.calendar import add_working_days, add_working_hours, end_of

Status = Case.Status
# A day beyond that is a slip of the keyboard.
_FURTHEST = timedelta(days=366)


def promise(case: Case, since: datetime) -> None:
    """The date the category gives, counted from `since`; none where it promises none."""
    within = case.category.answer_within
    case.due_is_fixed = False
    if not within:
        case.due_at = None
    elif case.category.answer_unit == TermUnit.HOURS:
        case.due_at = add_working_hours(case.company, since, within)
    else:
        case.due_at = add_working_days(case.company, since, within)


def heard(message: CaseMessage) -> None:
    """A message, before it moves the case: an answer keeps the promise, a question begins one.

    A finished case owes nothing, until the message takes it up again (see `moved`).
    """
    case = message.case
    if message.is_internal or not case.is_unfinished or _is_fixed_ahead(case):
        return
    if message.by_staff:
        _clear(case)
    elif case.due_at is None or case.status == Status.WAITING_RESIDENT:
        promise(case, message.created_at)


def moved(case: Case, before: str) -> None:
    """A new status: a finished case owes nothing, a reopened one an answer again."""
    if not case.is_unfinished:
        _clear(case)
    elif before not in Case.UNFINISHED:
        promise(case, timezone.now())


def fix(case: Case, day: date | None) -> dict[str, str | None] | None:
    """A clerk's own day, or none; what changed, or None. Raises ValidationError for `day`."""
    if not case.is_unfinished:
        raise ValidationError({"day": _("The case is finished: there is nothing to wait for.")})
    today = timezone.localdate()
    if day is not None and not today <= day <= today + _FURTHEST:
        raise ValidationError({"day": _("Choose a day from today on, within a year.")})
    before, was_fixed = case.due_at, case.due_is_fixed
    case.due_at, case.due_is_fixed = end_of(day) if day else None, day is not None
    if (case.due_at, case.due_is_fixed) == (before, was_fixed):
        return None
    return {"from": _iso(before), "to": _iso(case.due_at)}


def _is_fixed_ahead(case: Case) -> bool:
    return case.due_is_fixed and case.due_at is not None and case.due_at > timezone.now()


def _clear(case: Case) -> None:
    case.due_at, case.due_is_fixed = None, False


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
