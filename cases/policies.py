"""Who sees a case and who may do what to it."""

from django.db.models import Q, QuerySet

from cases.models import Case, CaseCategory, CaseMessage
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff
from portal.companies.models import Company
from portal.people.models import Occupancy
from portal.people.residency import residency_of
from portal.properties.models import Property

OPEN = "open"
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


class MessagePolicy(CompanyPolicy[CaseMessage]):
    """Whoever sees the case reads its public messages; internal notes are for case staff alone."""

    model = CaseMessage

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseMessage]":
        """The messages of this company that the user may read."""
        rows: QuerySet[CaseMessage] = CaseMessage.objects.of(company)
        if is_case_staff(user, company):
            return rows
        return rows.filter(
            visibility=CaseMessage.Visibility.PUBLIC,
            case__in=case_policy.visible_to(user, company),
        )

    def who_may_see(self, obj: CaseMessage) -> "QuerySet[User]":
        """The readers of the case; of an internal note only the company's case staff."""
        if obj.visibility == CaseMessage.Visibility.INTERNAL:
            return User.objects.filter(case_staff_q(obj.company), is_active=True).distinct()
        return case_policy.who_may_see(obj.case)


# Topics that only exist under some kinds of management; all others exist everywhere.
_KINDS_OF_GROUP: dict[str, frozenset[str]] = {
    CaseCategory.Group.WEG: frozenset({Property.ManagementKind.WEG}),
    CaseCategory.Group.RENTAL: frozenset(
        {Property.ManagementKind.RENTAL, Property.ManagementKind.SEV}
    ),
}
_ROLES_OF_AUDIENCE: dict[str, frozenset[str]] = {
    CaseCategory.Audience.ALL: frozenset({Occupancy.Role.OWNER, Occupancy.Role.TENANT}),
    CaseCategory.Audience.OWNERS: frozenset({Occupancy.Role.OWNER}),
    CaseCategory.Audience.TENANTS: frozenset({Occupancy.Role.TENANT}),
}


class CategoryPolicy(CompanyPolicy[CaseCategory]):
    """Residents pick the topics that fit a unit they hold today; case staff see all in use."""

    model = CaseCategory

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseCategory]":
        """The topics of this company that the user may pick or, as staff, work with."""
        rows: QuerySet[CaseCategory] = CaseCategory.objects.of(company).filter(is_active=True)
        if is_case_staff(user, company):
            return rows
        return rows.filter(self._fits(user, company))

    def offered_at(self, user: AnyUser, property: Property) -> "QuerySet[CaseCategory]":
        """The topics a resident may pick for this one property."""
        rows: QuerySet[CaseCategory] = CaseCategory.objects.of(property.company)
        return rows.filter(self._fits(user, property.company, property), is_active=True)

    def may(self, user: AnyUser, action: str, obj: CaseCategory) -> bool:
        """Whoever holds a unit the topic fits may open a case on it."""
        if action == OPEN:
            fits = self._fits(user, obj.company)
            return CaseCategory.objects.filter(fits, pk=obj.pk, is_active=True).exists()
        return super().may(user, action, obj)

    def who_may_see(self, obj: CaseCategory) -> "QuerySet[User]":
        """Today's residents the topic fits, and the company's case staff."""
        if not obj.is_active:
            return User.objects.none()
        held = Occupancy.objects.of(obj.company).current()
        held = held.filter(role__in=_ROLES_OF_AUDIENCE[obj.audience])
        if obj.group in _KINDS_OF_GROUP:
            kinds = _KINDS_OF_GROUP[obj.group]
            held = held.filter(unit__building__property__management_kind__in=kinds)
        return User.objects.filter(
            Q(people__occupancies__in=held) | case_staff_q(obj.company), is_active=True
        ).distinct()

    @staticmethod
    def _fits(user: AnyUser, company: Company, property: Property | None = None) -> Q:
        residency = residency_of(user, company)
        held = residency.current if residency else []
        pairs = {
            (occupancy.unit.building.property.management_kind, occupancy.role)
            for occupancy in held
            if property is None or occupancy.unit.building.property_id == property.pk
        }
        fits = Q(pk__in=[])
        for kind, role in sorted(pairs):
            elsewhere = [group for group, kinds in _KINDS_OF_GROUP.items() if kind not in kinds]
            audiences = [a for a, roles in _ROLES_OF_AUDIENCE.items() if role in roles]
            fits |= Q(audience__in=audiences) & ~Q(group__in=elsewhere)
        return fits


case_policy = CasePolicy()
message_policy = MessagePolicy()
category_policy = CategoryPolicy()
