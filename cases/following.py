"""The case before a case and the one after it, as far as a reader may see them."""

from cases.models import Case
from cases.policies import case_policy
from portal.accounts.models import User


def earlier_of(case: Case, user: User) -> Case | None:
    """The closed case it goes on with: sharing the later one shows nothing of the earlier."""
    earlier = case.follows
    return earlier if earlier is not None and case_policy.may_see(user, earlier) else None


def later_of(case: Case, user: User) -> Case | None:
    """The newest case that goes on with this one; only a closed one can have that."""
    if case.status != Case.Status.CLOSED:
        return None
    rows = case_policy.visible_to(user, case.company)
    return rows.filter(follows=case).order_by("-pk").first()
