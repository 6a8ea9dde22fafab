"""What comes after the end of a case: how long it can be reopened, and who may do what then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.models import Case, CaseRating
from cases.policies import CLOSE, RATE, REOPEN, RESOLVE, case_policy
from portal.accounts.models import User

# So long a case rests after its end before it closes by itself (ADR 0013).
REST = timedelta(days=14)


def closes_at(case: Case) -> datetime | None:
    """When it closes by itself, if nobody reopens it; None where it is not at rest.

    It rests from the last word: "Schade." to a rejected case leaves it at its end.
    """
    if case.ended_at is None or case.status not in Case.ENDED:
        return None
    return max(case.ended_at, case.last_message_at or case.ended_at) + REST


@dataclass(frozen=True)
class Ending:
    """What this reader may do about the end of a case, and what they have said about it."""

    may_resolve: bool
    may_close: bool
    may_reopen: bool
    may_rate: bool
    closes_at: datetime | None
    rating: CaseRating | None


def ending_of(case: Case, user: User) -> Ending:
    """The policy's answers where the status allows the step as well."""
    at_rest = case.status in Case.ENDED
    may_rate = not case.is_unfinished and case_policy.may(user, RATE, case)
    return Ending(
        may_resolve=case.is_unfinished and case_policy.may(user, RESOLVE, case),
        may_close=at_rest and case_policy.may(user, CLOSE, case),
        may_reopen=at_rest and case_policy.may(user, REOPEN, case),
        may_rate=may_rate,
        closes_at=closes_at(case),
        rating=getattr(case, "rating", None) if may_rate else None,
    )
