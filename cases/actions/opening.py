"""A case is opened: by a resident, or by a clerk for whoever called, wrote or came by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notices, terms
from cases.actions.drafts import bring_files
from cases.actions.sharing import share_by_rule
from cases.actions.steps import record, refuse_used_key, write
from cases.models import Case, CaseCategory, CaseEvent
from cases.numbers import next_number
from cases.policies import OPEN, OPEN_ON_BEHALF, category_policy
from cases.reports import Report
from portal.access.policies import Action, ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents.files import Written, atomic_with_files
from portal.documents.uploads import CheckedUpload
from portal.people.models import Person
from portal.people.policies import person_policy
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
    """A resident reports something; the same `submission_key` again gives the same case.

    Raises ValidationError, its messages keyed by field.
    """
    ensure(category_policy, user, OPEN, category)
    told = Report(category, property, unit, place, subject, body, follows, answers or {})
    return _open_once(_Opening(company, user, told.checked(user), submission_key, files))


def open_on_behalf(
    *,
    company: Company,
    user: User,
    person: Person,
    source: str,
    category: CaseCategory,
    property: Property,
    unit: Unit | None,
    place: str,
    subject: str,
    body: str,
    submission_key: UUID,
    files: Sequence[CheckedUpload] = (),
    answers: Mapping[str, str] | None = None,
) -> Case:
    """A clerk writes down what a resident, with or without a login, said by phone, letter or in
    person; the same `submission_key` again gives the same case.

    Raises ValidationError, its messages keyed by field.
    """
    ensure(category_policy, user, OPEN_ON_BEHALF, category)
    ensure(person_policy, user, Action.VIEW, person)
    if source not in Case.ON_BEHALF:
        raise ValidationError({"source": _("Choose one of the offered values.")})
    told = Report(
        category, property, unit, place, subject, body, answers=answers or {}, source=source
    )
    return _open_once(_Opening(company, user, told.checked(person), submission_key, files))


@dataclass(frozen=True)
class _Opening:
    """A checked report on its way to a case, whoever opens it."""

    company: Company
    user: User
    report: Report
    submission_key: UUID
    files: Sequence[CheckedUpload]

    @property
    def known(self) -> dict[str, Any]:
        """By which the same opening is recognised when it is sent again."""
        return {
            "company": self.company,
            "opened_by": self.user,
            "submission_key": self.submission_key,
        }


def _open_once(opening: _Opening) -> Case:
    repeated: Case | None = Case.objects.filter(**opening.known).first()
    if repeated is not None:
        return repeated
    try:
        with atomic_with_files() as written:
            return _open(opening, written)
    except IntegrityError:
        # The same form was sent twice at once, and the other was quicker.
        found: Case | None = Case.objects.filter(**opening.known).first()
        if found is None:
            key = {"opened_by": opening.user, "submission_key": opening.submission_key}
            refuse_used_key(Case.objects.filter(**key))
            raise
        return found


def _open(opening: _Opening, written: Written) -> Case:
    report, user = opening.report, opening.user
    case = Case.objects.create(
        **opening.known,
        # Replaced below: the counter's row is locked last, so that nobody waits for our files.
        number=uuid4().hex[:20],
        category=report.category,
        property=report.property,
        unit=report.unit,
        place=report.place,
        subject=report.subject,
        urgency=report.urgency,
        follows=report.follows,
        answers=list(report.kept),
        source=report.source,
        opened_for=report.reporter(),
        updated_at=timezone.now(),
    )
    # A key of its own: the case's key already keeps the whole report from being sent twice.
    # Whoever writes it down, it is the resident's word.
    message = write(case, user, report.body, uuid4(), by_staff=False)
    bring_files(message, case.submission_key, opening.files, written)
    by = {"source": case.source} if case.source in Case.ON_BEHALF else None
    record(case, CaseEvent.Kind.OPENED, user, by)
    terms.promise(case, case.created_at)
    share_by_rule(case)
    notices.opened(case, actor=user)
    case.number = next_number(case.company, case.created_at)
    case.save()
    return case
