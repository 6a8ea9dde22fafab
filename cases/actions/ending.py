"""The end of a case: the resident says it is done, confirms it, rates it; the rest by itself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import notices
from cases.actions.steps import locked, move
from cases.ending import REST, closes_at
from cases.models import Case, CaseRating
from cases.policies import CLOSE, RATE, RESOLVE, case_policy
from cases.status import TransitionError, ensure_allowed
from cases.texts import clean_line
from portal.access.policies import NotAllowedError, ensure
from portal.accounts.models import User

Status = Case.Status
_COMMENT_LENGTH = 1000


def resolve_case(*, user: User, case: Case) -> Case:
    """The resident says that their case is done. Raises TransitionError where it has ended."""
    return _end(user, case, RESOLVE, Status.RESOLVED)


def close_case(*, user: User, case: Case) -> Case:
    """The resident confirms the end: nothing more is to be added. Raises TransitionError."""
    return _end(user, case, CLOSE, Status.CLOSED)


@transaction.atomic
def rate_case(*, user: User, case: Case, score: int, comment: str = "") -> CaseRating:
    """How content the resident is, 5 very to 1 not at all; a later word replaces the earlier.

    Raises ValidationError while the case goes on.
    """
    case = locked(case)
    ensure(case_policy, user, RATE, case)
    if case.is_unfinished:
        raise ValidationError({"score": _("You can rate a case once it has ended.")})
    if score not in CaseRating.Score.values:
        raise ValidationError({"score": _("Choose one of the five answers.")})
    said = {
        "author": user,
        "score": score,
        "comment": clean_line("comment", comment, limit=_COMMENT_LENGTH, required=False),
    }
    before = CaseRating.objects.filter(case=case).values("score", "comment").first()
    rating, _new = CaseRating.objects.update_or_create(
        case=case, defaults={**said, "company": case.company, "rated_at": timezone.now()}
    )
    if before != {"score": rating.score, "comment": rating.comment}:
        notices.rated(rating, actor=user)
    return rating


def close_ended() -> None:
    """Close what has rested long enough and nobody took up again; the scheduler calls it hourly."""
    now = timezone.now()
    ended = Case.objects.filter(status__in=Case.ENDED, ended_at__lt=now - REST)
    for pk in ended.order_by("ended_at").values_list("pk", flat=True).iterator():
        with transaction.atomic():
            case = locked(Case(pk=pk))
            # Reopened in this very moment, or written to meanwhile: then it stays as it is.
            due = closes_at(case)
            if due is not None and due < now:
                move(case, None, Status.CLOSED)
                case.save()


@transaction.atomic
def _end(user: User, case: Case, right: str, status: str) -> Case:
    case = locked(case)
    if not case_policy.may(user, right, case):
        # Closed a moment ago, by a colleague or by itself: it is the state that forbids it.
        if case.status == Status.CLOSED and case_policy.is_own(user, case):
            raise TransitionError(case.status, status)
        raise NotAllowedError(right)
    ensure_allowed(case.status, status)
    move(case, user, status)
    case.save()
    notices.ended_by_resident(case, actor=user)
    return case
