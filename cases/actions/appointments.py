"""Staff agree on a time with the resident, move it, or call it off."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notices
from cases.actions.steps import locked, record
from cases.models import Case, CaseAppointment, CaseEvent
from cases.policies import SET_APPOINTMENT, case_policy
from cases.texts import clean_line
from portal.access.policies import ensure
from portal.accounts.models import User

Kind = CaseEvent.Kind
_NOTE_LENGTH = 200
# Beyond that is a slip of the keyboard.
_FURTHEST, _LONGEST = timedelta(days=366), timedelta(days=1)


@transaction.atomic
def set_appointment(
    *, user: User, case: Case, starts_at: datetime, ends_at: datetime, note: str = ""
) -> CaseAppointment:
    """Name the time, or move it; the same once more tells nobody.

    Raises ValidationError for a time that has passed, is more than a year away, or does not end
    within a day of its beginning.
    """
    case = locked(case)
    ensure(case_policy, user, SET_APPOINTMENT, case)
    _check(starts_at, ends_at)
    note = clean_line("note", note, limit=_NOTE_LENGTH, required=False)
    before: CaseAppointment | None = CaseAppointment.objects.filter(case=case).first()
    if before and (before.starts_at, before.ends_at, before.note) == (starts_at, ends_at, note):
        return before
    appointment = before or CaseAppointment(company=case.company, case=case)
    appointment.starts_at, appointment.ends_at, appointment.note = starts_at, ends_at, note
    appointment.sequence += 1
    appointment.updated_at = timezone.now()
    appointment.save()
    times = {"starts": starts_at.isoformat(), "ends": ends_at.isoformat()}
    record(case, Kind.APPOINTMENT, user, times)
    case.save()
    notices.appointed(case, times | {"note": note}, actor=user)
    return appointment


@transaction.atomic
def call_off_appointment(*, user: User, case: Case) -> None:
    """It does not take place; where there is none, nothing happens."""
    case = locked(case)
    ensure(case_policy, user, SET_APPOINTMENT, case)
    appointment = CaseAppointment.objects.filter(case=case).first()
    if appointment is None:
        return
    data = {"called_off": appointment.starts_at.isoformat()}
    appointment.delete()
    record(case, Kind.APPOINTMENT, user, data)
    case.save()
    notices.appointed(case, data, actor=user)


def _check(starts_at: datetime, ends_at: datetime) -> None:
    now = timezone.now()
    if not now < starts_at < now + _FURTHEST:
        raise ValidationError({"starts_at": _("Choose a time from now on, within a year.")})
    if not starts_at < ends_at <= starts_at + _LONGEST:
        raise ValidationError({"ends_at": _("It must end after its beginning, within a day.")})
