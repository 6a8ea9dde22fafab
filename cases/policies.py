"""Who sees a case and who may do what to it."""

from django.db.models import Q, QuerySet

from cases.models import Case
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company
from portal.people.policies import case_staff_q
from portal.people.residency import residency_of

REPLY = "reply"
NOTE = "note"
CHANGE_STATUS = "change_status"
ASSIGN = "assign"
STAFF_ACTIONS = frozenset({REPLY, NOTE, CHANGE_STATUS, ASSIGN})


class CasePolicy(CompanyPolicy[Case]):
    """A resident sees cases opened for them in a period they held a unit there; case staff all.

    After moving out the past stays readable, but nothing can be written any more.
    """

    model = Case

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Case]":
        """The cases of this company that the user may see."""
        rows: QuerySet[Case] = Case.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Case) -> bool:
        """Staff answer, note, assign, move; residents answer while they live or own there."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        if obj.status == Case.Status.CLOSED:
            return False
        if is_case_staff(user, obj.company):
            return action in STAFF_ACTIONS
        return action == REPLY and self.may_see(user, obj) and self._holds_now(user, obj)

    def who_may_see(self, obj: Case) -> "QuerySet[User]":
        """The resident it was opened for, and the company's case staff."""
        seen = Case.objects.filter(pk=obj.pk).held_when_opened()
        return User.objects.filter(
            Q(people__cases__in=seen) | case_staff_q(obj.company), is_active=True
        ).distinct()

    @staticmethod
    def _holds_now(user: AnyUser, case: Case) -> bool:
        residency = residency_of(user, case.company)
        return residency is not None and case.property_id in {p.pk for p in residency.properties}


case_policy = CasePolicy()
