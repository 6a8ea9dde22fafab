"""What several actions do to a case within their transaction; not for any door."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import terms
from cases.models import Case, CaseEvent, CaseMessage
from cases.texts import clean_text, preview
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff

Kind = CaseEvent.Kind
# Case.status_reason, Case.last_message_preview
REASON_LENGTH = 300
PREVIEW_LENGTH = 140


def locked(case: Case) -> Case:
    """The case as it is now, kept for this transaction (SQLite locks the whole database)."""
    rows = Case.objects.select_for_update(of=("self",))
    found: Case = rows.select_related(
        "company__site", "category", "property", "opened_for__user", "assignee"
    ).get(pk=case.pk)
    return found


def speaks_for_company(case: Case, user: User) -> bool:
    """Staff who live in the house write about their own case as residents."""
    return is_case_staff(user, case.company) and case.opened_for.user_id != user.pk


def write(
    case: Case, user: User, body: str, key: UUID, *, by_staff: bool, internal: bool = False
) -> CaseMessage:
    visibility = CaseMessage.Visibility.INTERNAL if internal else CaseMessage.Visibility.PUBLIC
    message: CaseMessage = CaseMessage.objects.create(
        company=case.company,
        case=case,
        author=user,
        by_staff=by_staff,
        visibility=visibility,
        body=clean_text("body", body, limit=10_000),
        submission_key=key,
    )
    if not internal:
        # A note leaves no trace a resident could see: neither the time nor the order of cases.
        case.updated_at = case.last_message_at = message.created_at
        case.last_message_preview = preview(message.body, PREVIEW_LENGTH)
        case.last_message_by_staff = message.by_staff
    return message


def move(case: Case, user: User | None, status: str, reason: str = "") -> None:
    """To a status the table allows; without a user it happens by itself."""
    data: dict[str, Any] = {"from": case.status, "to": str(status)}
    if user is None:
        data["by_itself"] = True
    if reason:
        data["reason"] = reason
    case.status = status
    case.status_reason = reason
    if status in Case.ENDED:
        case.ended_at = timezone.now()
    elif case.is_unfinished:
        case.ended_at = None
    terms.moved(case, data["from"])
    record(case, Kind.STATUS, user, data)


def put_in_charge(case: Case, user: User | None, assignee: User | None) -> None:
    """Somebody is in charge from now on, or nobody any more."""
    data = {"from": _uuid(case.assignee), "to": _uuid(assignee)}
    case.assignee = assignee
    record(case, Kind.ASSIGNED, user, data)


def record(case: Case, kind: str, user: User | None, data: dict[str, Any] | None = None) -> None:
    event = CaseEvent.objects.create(
        company=case.company, case=case, kind=kind, actor=user, data=data or {}
    )
    if kind != Kind.NOTED:
        case.updated_at = event.created_at


def refuse_used_key(rows: "QuerySet[Any]") -> None:
    """Another matter of the same author has this key: nothing was sent twice, the key is wrong."""
    if rows.exists():
        raise ValidationError(
            {"submission_key": _("This key was already used for something else.")}
        )


def _uuid(user: User | None) -> str | None:
    return str(user.uuid) if user else None
