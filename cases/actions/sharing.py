"""A case is shared with others, and no longer."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notices
from cases.actions.steps import locked, record
from cases.circles import CIRCLE_NAMES, Member, circles_by_rule, members_of, neighbours_of
from cases.models import Case, CaseEvent, CaseParticipant
from cases.policies import END_SHARING, SHARE, SHARE_BY_NAME, case_policy, participant_policy
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.people.models import Person

Kind = CaseEvent.Kind


@transaction.atomic
def share_case(*, user: User, case: Case, circle: str) -> list[CaseParticipant]:
    """Share the case with all of a circle who do not take part yet; who came in by this.

    Raises ValidationError for `circle` when it is unknown or nobody is in it.
    """
    case = locked(case)
    ensure(case_policy, user, SHARE, case)
    if circle not in CIRCLE_NAMES:
        raise ValidationError({"circle": _("Choose one of the offered values.")})
    members = members_of(case, [circle])
    if not members:
        raise ValidationError({"circle": _("There is nobody in this circle at the moment.")})
    return _let_in(case, members, user)


@transaction.atomic
def share_with_person(*, user: User, case: Case, person: Person) -> list[CaseParticipant]:
    """Staff share the case with one resident of the property. Raises ValidationError."""
    case = locked(case)
    ensure(case_policy, user, SHARE_BY_NAME, case)
    chosen = [member for member in neighbours_of(case) if member.person == person]
    if not chosen:
        raise ValidationError({"person": _("Choose somebody who holds a unit there today.")})
    return _let_in(case, chosen, user)


@transaction.atomic
def end_sharing(*, user: User, participant: CaseParticipant) -> None:
    """Take somebody out again, or leave oneself; a second time changes nothing."""
    ensure(participant_policy, user, END_SHARING, participant)
    case = locked(participant.case)
    ended = CaseParticipant.objects.unended().filter(pk=participant.pk)
    if ended.update(ended_at=timezone.now()):
        _told(case, user, left=[participant.person])
        case.save()


def share_by_rule(case: Case) -> None:
    """Within the opening: the company's rule for the topic lets its circles in."""
    members = members_of(case, circles_by_rule(case.category))
    if members:
        _let_in(case, members, None)


def _let_in(case: Case, members: Sequence[Member], user: User | None) -> list[CaseParticipant]:
    rows = CaseParticipant.objects.filter(case=case)
    there = set(rows.living().values_list("person", flat=True))
    wanted = [member for member in members if member.person.pk not in there]
    # Whose tie of then is gone comes in anew, by the tie of today.
    gone = rows.unended().filter(person__in=[member.person for member in wanted])
    gone.update(ended_at=timezone.now())
    new = CaseParticipant.objects.bulk_create(
        CaseParticipant(
            company=case.company,
            case=case,
            person=member.person,
            circle=member.circle,
            unit=member.unit,
            added_by=user,
        )
        for member in wanted
    )
    if new:
        _told(case, user, joined=[row.person for row in new])
        case.save()
        notices.shared(case, [row.person for row in new], actor=user)
    return new


def _told(
    case: Case, user: User | None, *, joined: Sequence[Person] = (), left: Sequence[Person] = ()
) -> None:
    data: dict[str, object] = {
        "joined": [str(it.uuid) for it in joined],
        "left": [str(it.uuid) for it in left],
    }
    by_rule = {"by_itself": True} if user is None else {}
    record(case, Kind.SHARED, user, {key: uuids for key, uuids in data.items() if uuids} | by_rule)
