"""Many cases of the same shape, for benchmarks and for counting queries."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cases.models import Case, CaseCategory, CaseCounter, CaseEvent, CaseMessage
from portal.accounts.models import User
from portal.people.models import Person
from portal.properties.models import Property

BATCH = 1000
MESSAGES_PER_CASE = 5
SUBJECTS = ("Heizung bleibt kalt", "Licht flackert", "Tür klemmt", "Frage zur Abrechnung")
WORDS = "Guten Tag, das ist eine Nachricht in der Länge, wie sie im Alltag vorkommt. Vielen Dank."


def add_cases(person: Person, place: Property, clerk: User, count: int) -> None:
    """Add `count` cases of one person, each with five messages and an event.

    Spread over two years back, all statuses in turn. Nobody is notified.
    """
    for start in range(0, count, BATCH):
        with transaction.atomic():
            _add_batch(person, place, clerk, range(start, min(start + BATCH, count)))


def _add_batch(person: Person, place: Property, clerk: User, numbers: range) -> None:
    counter, _created = CaseCounter.objects.get_or_create(
        company=person.company, year=timezone.localdate().year
    )
    categories = list(CaseCategory.objects.of(person.company))
    cases = [
        _case(person, place, categories[n % len(categories)], counter.last + 1 + i, n)
        for i, n in enumerate(numbers)
    ]
    counter.last += len(cases)
    counter.save()
    Case.objects.bulk_create(cases)
    CaseMessage.objects.bulk_create(
        _message(case, clerk, m) for case in cases for m in range(MESSAGES_PER_CASE)
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            company=case.company,
            case=case,
            kind=CaseEvent.Kind.OPENED,
            actor=case.opened_by,
            created_at=case.created_at,
        )
        for case in cases
    )


def _case(person: Person, place: Property, category: CaseCategory, number: int, n: int) -> Case:
    assert person.user is not None  # noqa: S101 -- the demo's residents all have a login
    at = timezone.now() - timedelta(minutes=17 * (n + 1) % (2 * 365 * 24 * 60))
    status = Case.Status.values[n % len(Case.Status.values)]
    return Case(
        company=person.company,
        number=f"V-{at.year}-{number:06}",
        category=category,
        property=place,
        subject=SUBJECTS[n % len(SUBJECTS)],
        status=status,
        urgency=category.urgency,
        opened_for=person,
        opened_by=person.user,
        submission_key=uuid.uuid4(),
        created_at=at,
        due_at=at + timedelta(days=2) if status in Case.UNFINISHED else None,
        ended_at=None if status in Case.UNFINISHED else at,
        updated_at=at + timedelta(hours=MESSAGES_PER_CASE),
        last_message_at=at + timedelta(hours=MESSAGES_PER_CASE - 1),
        last_message_preview=WORDS[:140],
    )


def _message(case: Case, clerk: User, m: int) -> CaseMessage:
    by_staff = m % 2 == 1
    return CaseMessage(
        company=case.company,
        case=case,
        author=clerk if by_staff else case.opened_by,
        by_staff=by_staff,
        body=WORDS,
        submission_key=uuid.uuid4(),
        created_at=case.created_at + timedelta(hours=m),
    )
