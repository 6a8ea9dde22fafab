"""Everything that happens to a case; every door (HTML, API, admin, mail, import) calls these."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notices, terms
from cases.models import Attachment, Case, CaseCategory, CaseEvent, CaseMessage
from cases.numbers import next_number
from cases.policies import (
    ASSIGN,
    CHANGE_STATUS,
    NOTE,
    OPEN,
    REPLY,
    SET_DUE,
    case_policy,
    category_policy,
)
from cases.reports import Report
from cases.status import ensure_allowed
from cases.texts import clean_line, clean_text, preview
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company
from portal.documents.files import Written, atomic_with_files, keep
from portal.documents.uploads import CheckedUpload
from portal.properties.models import Property, Unit

Status = Case.Status
Kind = CaseEvent.Kind
_PREVIEW_LENGTH = 140
_REASON_LENGTH = 300


def open_case(
    *,
    company: Company,
    user: User,
    category: CaseCategory,
    property: Property,
    unit: Unit | None,
    place: str,
    subject: str,
    body: str,
    submission_key: UUID,
    files: Sequence[CheckedUpload] = (),
) -> Case:
    """A resident reports something; the same `submission_key` again gives the same case."""
    ensure(category_policy, user, OPEN, category)
    report = Report(category, property, unit, place, subject, body).checked(user)
    known = {"company": company, "opened_by": user, "submission_key": submission_key}
    repeated: Case | None = Case.objects.filter(**known).first()
    if repeated is not None:
        return repeated
    try:
        with atomic_with_files() as written:
            return _open(report, known, files, written)
    except IntegrityError:
        # The same form was sent twice at once, and the other was quicker.
        found: Case | None = Case.objects.filter(**known).first()
        if found is None:
            _refuse_used_key(Case.objects.filter(opened_by=user, submission_key=submission_key))
            raise
        return found


def reply(
    *,
    user: User,
    case: Case,
    body: str,
    submission_key: UUID,
    files: Sequence[CheckedUpload] = (),
    internal: bool = False,
    next_status: str | None = None,
) -> CaseMessage:
    """Resident or staff write; staff may note internally and choose the status that follows.

    The same `submission_key` again gives the same message, even if the case was closed since.
    """
    known = {"case": case, "author": user, "submission_key": submission_key}
    repeated: CaseMessage | None = CaseMessage.objects.filter(**known).first()
    if repeated is not None:
        return repeated
    try:
        with atomic_with_files() as written:
            case = _locked(case)
            ensure(case_policy, user, NOTE if internal else REPLY, case)
            if next_status is not None:
                ensure(case_policy, user, CHANGE_STATUS, case)
            message = _write(case, user, body, submission_key, internal)
            _attach(message, files, written)
            terms.heard(message)
            moved = _move_after(message, next_status)
            case.save()
            notices.replied(message, actor=user, moved=moved)
            return message
    except IntegrityError:
        found: CaseMessage | None = CaseMessage.objects.filter(**known).first()
        if found is None:
            _refuse_used_key(CaseMessage.objects.filter(author=user, submission_key=submission_key))
            raise
        return found


@transaction.atomic
def change_status(*, user: User, case: Case, status: str, reason: str = "") -> Case:
    """Staff move a case along the table; a rejection needs its reason."""
    case = _locked(case)
    ensure(case_policy, user, CHANGE_STATUS, case)
    ensure_allowed(case.status, status)
    rejected = status == Status.REJECTED
    reason = clean_line("reason", reason, limit=_REASON_LENGTH, required=rejected)
    _move(case, user, status, reason)
    case.save()
    notices.status_changed(case, actor=user)
    return case


@transaction.atomic
def assign(*, user: User, case: Case, assignee: User | None) -> Case:
    """Staff hand a case to one of them, or to nobody; assigning takes it from open to work."""
    case = _locked(case)
    ensure(case_policy, user, ASSIGN, case)
    if assignee is not None and not is_case_staff(assignee, case.company):
        raise ValidationError({"assignee": _("Choose one of the company's clerks.")})
    if assignee == case.assignee:
        return case
    data = {"from": _uuid(case.assignee), "to": _uuid(assignee)}
    case.assignee = assignee
    _record(case, Kind.ASSIGNED, user, data)
    moved = assignee is not None and case.status == Status.OPEN
    if moved:
        _move(case, user, Status.IN_PROGRESS)
    case.save()
    notices.assigned(case, actor=user, moved=moved)
    return case


@transaction.atomic
def set_due(*, user: User, case: Case, day: date | None) -> Case:
    """Staff name the day by which the resident hears from them, or take the date back."""
    case = _locked(case)
    ensure(case_policy, user, SET_DUE, case)
    change = terms.fix(case, day)
    if change:
        _record(case, Kind.DUE, user, change)
        case.save()
        notices.due_changed(case, actor=user)
    return case


def _open(
    report: Report,
    known: dict[str, Any],
    files: Sequence[CheckedUpload],
    written: Written,
) -> Case:
    case = Case.objects.create(
        **known,
        # Replaced below: the counter's row is locked last, so that nobody waits for our files.
        number=uuid4().hex[:20],
        category=report.category,
        property=report.property,
        unit=report.unit,
        place=report.place,
        subject=report.subject,
        urgency=report.category.urgency,
        opened_for=report.reporter(known["opened_by"]),
        updated_at=timezone.now(),
    )
    # A key of its own: the case's key already keeps the whole report from being sent twice.
    message = _write(case, case.opened_by, report.body, uuid4(), internal=False)
    _attach(message, files, written)
    _record(case, Kind.OPENED, case.opened_by)
    terms.promise(case, case.created_at)
    notices.opened(case, actor=case.opened_by)
    case.number = next_number(case.company, case.created_at)
    case.save()
    return case


def _locked(case: Case) -> Case:
    """The case as it is now, kept for this transaction (SQLite locks the whole database)."""
    rows = Case.objects.select_for_update(of=("self",))
    found: Case = rows.select_related(
        "company__site", "category", "property", "opened_for__user", "assignee"
    ).get(pk=case.pk)
    return found


def _write(case: Case, user: User, body: str, key: UUID, internal: bool) -> CaseMessage:
    visibility = CaseMessage.Visibility.INTERNAL if internal else CaseMessage.Visibility.PUBLIC
    message: CaseMessage = CaseMessage.objects.create(
        company=case.company,
        case=case,
        author=user,
        # Staff who live in the house write about their own case as residents.
        by_staff=is_case_staff(user, case.company) and case.opened_for.user_id != user.pk,
        visibility=visibility,
        body=clean_text("body", body, limit=10_000),
        submission_key=key,
    )
    if not internal:
        # A note leaves no trace a resident could see: neither the time nor the order of cases.
        case.updated_at = case.last_message_at = message.created_at
        case.last_message_preview = preview(message.body, _PREVIEW_LENGTH)
        case.last_message_by_staff = message.by_staff
    return message


def _attach(message: CaseMessage, files: Sequence[CheckedUpload], written: Written) -> None:
    for upload in files:
        row = Attachment(company=message.company, case=message.case, message=message)
        keep(row, upload, written)


def _move_after(message: CaseMessage, wanted: str | None) -> bool:
    """Move the case as this message asks for; whether it moved."""
    case, user = message.case, message.author
    kind = Kind.NOTED if message.is_internal else Kind.REPLIED
    _record(case, kind, user, {"message": str(message.uuid)})
    target = wanted or _follows(message)
    if target is None or target == case.status:
        return False
    ensure_allowed(case.status, target)
    reason = ""
    if target == Status.REJECTED:
        if message.is_internal:
            raise ValidationError({"body": _("Tell the resident why: a note is not sent.")})
        reason = preview(message.body, _REASON_LENGTH)
    _move(case, user, target, reason)
    return True


def _follows(message: CaseMessage) -> str | None:
    if message.is_internal:
        return None
    before = {Status.OPEN} if message.by_staff else {Status.WAITING_RESIDENT, Status.RESOLVED}
    return Status.IN_PROGRESS if message.case.status in before else None


def _move(case: Case, user: User | None, status: str, reason: str = "") -> None:
    data = {"from": case.status, "to": str(status)}
    if reason:
        data["reason"] = reason
    case.status = status
    case.status_reason = reason
    terms.moved(case, data["from"])
    _record(case, Kind.STATUS, user, data)


def _record(case: Case, kind: str, user: User | None, data: dict[str, Any] | None = None) -> None:
    event = CaseEvent.objects.create(
        company=case.company, case=case, kind=kind, actor=user, data=data or {}
    )
    if kind != Kind.NOTED:
        case.updated_at = event.created_at


def _refuse_used_key(rows: "QuerySet[Any]") -> None:
    """Another matter of the same author has this key: nothing was sent twice, the key is wrong."""
    if rows.exists():
        raise ValidationError(
            {"submission_key": _("This key was already used for something else.")}
        )


def _uuid(user: User | None) -> str | None:
    return str(user.uuid) if user else None
