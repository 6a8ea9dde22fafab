"""A resident opens a case."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from cases import notices, terms
from cases.actions.drafts import hand_over
from cases.actions.sharing import share_by_rule
from cases.actions.steps import attach, record, refuse_used_key, write
from cases.models import Case, CaseCategory, CaseEvent
from cases.numbers import next_number
from cases.policies import OPEN, category_policy
from cases.reports import Report
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents.files import Written, atomic_with_files
from portal.documents.uploads import CheckedUpload
from portal.properties.models import Property, Unit


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
    follows: Case | None = None,
    answers: Mapping[str, str] | None = None,
) -> Case:
    """A resident reports something; the same `submission_key` again gives the same case."""
    ensure(category_policy, user, OPEN, category)
    told = Report(category, property, unit, place, subject, body, follows, answers or {})
    report = told.checked(user)
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
            refuse_used_key(Case.objects.filter(opened_by=user, submission_key=submission_key))
            raise
        return found


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
        follows=report.follows,
        answers=list(report.kept),
        opened_for=report.reporter(known["opened_by"]),
        updated_at=timezone.now(),
    )
    # A key of its own: the case's key already keeps the whole report from being sent twice.
    message = write(case, case.opened_by, report.body, uuid4(), internal=False)
    hand_over(message, case.submission_key, beside=len(files))
    attach(message, files, written)
    record(case, CaseEvent.Kind.OPENED, case.opened_by)
    terms.promise(case, case.created_at)
    share_by_rule(case)
    notices.opened(case, actor=case.opened_by)
    case.number = next_number(case.company, case.created_at)
    case.save()
    return case
