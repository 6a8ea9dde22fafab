"""The base of every policy: may this user, which rows, which users; one rule, three questions."""

from enum import StrEnum
from typing import Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff, is_manager
from portal.companies.models import Company, CompanyOwned

M = TypeVar("M", bound=CompanyOwned)
AnyUser = User | AnonymousUser


class Action(StrEnum):
    """What every model can be asked for; rooms add their own verbs beside these."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


class CompanyPolicy(Generic[M]):
    """Closed unless a room opens it: by default nobody sees and nobody may.

    A room's policy answers `visible_to` as a queryset; `may(VIEW)` and `who_may_see` must be the
    same rule seen from the other sides (tests/access holds them together).
    """

    model: type[M]

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[M]":
        """The rows of this company that the user may see."""
        rows: QuerySet[M] = self.model.objects.of(company).none()
        return rows

    def may(self, user: AnyUser, action: str, obj: M) -> bool:
        """Whether the user may do this to that object."""
        return action == Action.VIEW and self.may_see(user, obj)

    def may_see(self, user: AnyUser, obj: M) -> bool:
        """`visible_to` asked for one row."""
        return self.visible_to(user, obj.company).filter(pk=obj.pk).exists()

    def who_may_see(self, obj: M) -> "QuerySet[User]":
        """The users who may see the object now; recipients of a notice are filtered by it."""
        return User.objects.none()


class RegisterPolicy(CompanyPolicy[M]):
    """What case staff look things up in: clerks and managers read it, managers change it."""

    def __init__(self, model: type[M]) -> None:
        self.model = model

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[M]":
        """All rows of the company for its case staff, none for anybody else."""
        rows: QuerySet[M] = self.model.objects.of(company)
        return rows if is_case_staff(user, company) else rows.none()

    def may(self, user: AnyUser, action: str, obj: M) -> bool:
        """Managers keep the register."""
        if action == Action.VIEW:
            return is_case_staff(user, obj.company)
        return is_manager(user, obj.company)

    def who_may_see(self, obj: M) -> "QuerySet[User]":
        """The company's case staff."""
        return User.objects.filter(case_staff_q(obj.company), is_active=True).distinct()


class NotAllowedError(Exception):
    """The policy refused an action; views answer 403, and 404 where the object is foreign."""


def ensure(policy: CompanyPolicy[M], user: AnyUser, action: str, obj: M) -> None:
    """Raise NotAllowedError unless the policy allows the action; the first line of every action."""
    if not policy.may(user, action, obj):
        raise NotAllowedError(action)
