"""Staff move a case along: its status, who is in charge, and by when the resident hears."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases import notices, terms
from cases.actions.steps import REASON_LENGTH, locked, move, put_in_charge, record
from cases.models import Case, CaseEvent
from cases.policies import ASSIGN, CHANGE_STATUS, SET_DUE, case_policy
from cases.status import ensure_allowed
from cases.texts import clean_line
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff

Status = Case.Status
Kind = CaseEvent.Kind


@transaction.atomic
def change_status(*, user: User, case: Case, status: str, reason: str = "") -> Case:
    """Staff move a case along the table; a rejection needs its reason."""
    case = locked(case)
    ensure(case_policy, user, CHANGE_STATUS, case)
    ensure_allowed(case.status, status)
    rejected = status == Status.REJECTED
    reason = clean_line("reason", reason, limit=REASON_LENGTH, required=rejected)
    move(case, user, status, reason)
    case.save()
    notices.status_changed(case, actor=user)
    return case


@transaction.atomic
def assign(*, user: User, case: Case, assignee: User | None) -> Case:
    """Staff hand a case to one of them, or to nobody; assigning takes it from open to work."""
    case = locked(case)
    ensure(case_policy, user, ASSIGN, case)
    if assignee is not None and not is_case_staff(assignee, case.company):
        raise ValidationError({"assignee": _("Choose one of the company's clerks.")})
    if assignee == case.assignee:
        return case
    put_in_charge(case, user, assignee)
    moved = assignee is not None and case.status == Status.OPEN
    if moved:
        move(case, user, Status.IN_PROGRESS)
    case.save()
    notices.assigned(case, actor=user, moved=moved)
    return case


@transaction.atomic
def set_due(*, user: User, case: Case, day: date | None) -> Case:
    """Staff name the day by which the resident hears from them, or take the date back."""
    case = locked(case)
    ensure(case_policy, user, SET_DUE, case)
    change = terms.fix(case, day)
    if change:
        record(case, Kind.DUE, user, change)
        case.save()
        notices.due_changed(case, actor=user)
    return case
