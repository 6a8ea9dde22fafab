"""Who is told what about a case; how it is worded stands in `notice_kinds`.

The resident, and those a case is shared with, hear what the company does and what the others
write; the company hears what they write; of a colleague's doings only the clerk in charge hears.
While nobody is in charge, all case staff stand in.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from cases.models import Attachment, Case, CaseMessage, CaseRating
from cases.notice_kinds import (
    APPOINTMENT,
    ASSIGNED,
    DUE,
    FILE_LOCKED,
    OPENED,
    RATED,
    RECEIVED,
    REPLIED,
    SHARED,
    STATUS,
)
from cases.policies import case_policy
from cases.readers import Readers, readers_of
from portal.accounts.models import User
from portal.accounts.roles import case_staff_of, is_case_staff
from portal.notifications.actions import Recipient, notify
from portal.people.models import Person


def opened(case: Case, actor: User) -> None:
    """A new case: news for the case staff, a receipt for the resident."""
    _tell(OPENED, case, case_staff_of(case.company), actor)
    # The receipt goes to the very person who acted, hence without an actor.
    _tell(RECEIVED, case, [case.opened_for], None)


def replied(message: CaseMessage, actor: User, *, moved: bool) -> None:
    """A message; a status change it caused is told along with it, not a second time."""
    case = message.case
    readers = readers_of(case)
    residents = _residents(case, readers)
    status = {"status": case.status} if moved else {}
    author = readers.author_of(message)
    data = {"message": str(message.uuid), "author": author, "internal": message.is_internal}
    if message.is_internal:
        _tell(REPLIED, case, _assignee(case), actor, data)
        if moved:
            _tell(STATUS, case, residents, actor, status)
    elif message.by_staff:
        _tell(REPLIED, case, [*residents, *_assignee(case)], actor, data | status)
    else:
        _tell(REPLIED, case, [*residents, *_in_charge(case)], actor, data | status)


def status_changed(case: Case, actor: User) -> None:
    """The company moved the case."""
    recipients = [*_residents(case), *_assignee(case)]
    _tell(STATUS, case, recipients, actor, {"status": case.status})


def ended_by_resident(case: Case, actor: User) -> None:
    """The resident says it is done, or confirms the end: news for whoever works on it."""
    recipients = [*_residents(case), *_in_charge(case)]
    _tell(STATUS, case, recipients, actor, {"status": case.status, "author": str(case.opened_for)})


def rated(rating: CaseRating, actor: User) -> None:
    """The resident's word about the case, for the clerk who had it."""
    data = {"score": rating.score, "author": str(rating.case.opened_for)}
    _tell(RATED, rating.case, _assignee(rating.case), actor, data)


def assigned(case: Case, actor: User, *, moved: bool) -> None:
    """A clerk is in charge now; the resident hears it when work begins with it."""
    _tell(ASSIGNED, case, _assignee(case), actor)
    if moved:
        _tell(STATUS, case, _residents(case), actor, {"status": case.status})


def due_changed(case: Case, actor: User) -> None:
    """The company named another day, or took the one it had named back."""
    data = {"due_at": case.due_at.isoformat() if case.due_at else None}
    _tell(DUE, case, _residents(case), actor, data)


def appointed(case: Case, data: dict[str, str], actor: User) -> None:
    """Somebody comes at this time, or does not come after all."""
    _tell(APPOINTMENT, case, [*_residents(case), *_assignee(case)], actor, data)


def shared(case: Case, people: Sequence[Person], actor: User | None) -> None:
    """The case is shared with these people from now on."""
    by = str(case.opened_for)
    if actor is not None and is_case_staff(actor, case.company):
        by = case.company.name
    _tell(SHARED, case, people, actor, {"author": by})


def file_locked(attachment: Attachment) -> None:
    """Malware was found in a file of the case: the staff are told, and nobody can open it."""
    _tell(FILE_LOCKED, attachment.case, _in_charge(attachment.case), None)


def _tell(
    kind: str,
    case: Case,
    recipients: Iterable[Recipient],
    actor: User | None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write the notices, after asking the policy who may see the case now."""
    readers = set(case_policy.who_may_see(case).values_list("pk", flat=True))
    notify(
        kind=kind,
        company=case.company,
        target=case,
        recipients=[r for r in recipients if _hears(r, case, readers)],
        actor=actor,
        data=data,
    )


def _residents(case: Case, readers: Readers | None = None) -> list[Recipient]:
    """The resident, and those the case is shared with."""
    living = (readers or readers_of(case)).living
    return [case.opened_for, *(participant.person for participant in living)]


def _assignee(case: Case) -> list[Recipient]:
    return [case.assignee] if case.assignee else []


def _in_charge(case: Case) -> list[Recipient]:
    return _assignee(case) or list(case_staff_of(case.company))


def _hears(recipient: Recipient, case: Case, readers: set[int]) -> bool:
    if isinstance(recipient, User):
        return recipient.pk in readers
    if recipient.user_id is None:
        return case_policy.hears_without_login(recipient, case)
    return recipient.user_id in readers
