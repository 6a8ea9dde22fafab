"""Who sees which property and which person."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from portal.access.policies import Action, AnyUser, CompanyPolicy, RegisterPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff, is_manager
from portal.companies.models import Company
from portal.people.models import BoardMembership, Occupancy, Person
from portal.properties.models import Property

Tie = TypeVar("Tie", Occupancy, BoardMembership)


class PropertyPolicy(CompanyPolicy[Property]):
    """Residents see the properties they hold a unit of today; case staff see all; editors none."""

    model = Property

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Property]":
        """The properties of this company that the user may see."""
        rows: QuerySet[Property] = Property.objects.of(company)
        if is_case_staff(user, company):
            return rows
        if not isinstance(user, User) or not user.is_active:
            return rows.none()
        held = Occupancy.objects.of_user(user, company).current()
        return rows.filter(pk__in=held.values("unit__building__property"))

    def may(self, user: AnyUser, action: str, obj: Property) -> bool:
        """Managers change properties; whoever sees one may view it."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        return is_manager(user, obj.company)

    def who_may_see(self, obj: Property) -> "QuerySet[User]":
        """Today's residents of the property and the company's case staff."""
        held = Occupancy.objects.of(obj.company).current().filter(unit__building__property=obj)
        return User.objects.filter(
            Q(people__occupancies__in=held) | case_staff_q(obj.company), is_active=True
        ).distinct()


class PersonPolicy(CompanyPolicy[Person]):
    """A person sees their own record; case staff see all of the company's; editors none."""

    model = Person

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Person]":
        """The people of this company that the user may see."""
        rows: QuerySet[Person] = Person.objects.of(company)
        if is_case_staff(user, company):
            return rows
        if not isinstance(user, User) or not user.is_active:
            return rows.none()
        return rows.filter(user=user)

    def may(self, user: AnyUser, action: str, obj: Person) -> bool:
        """Case staff keep the records; only managers delete one."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        if action == Action.DELETE:
            return is_manager(user, obj.company)
        return is_case_staff(user, obj.company)

    def who_may_see(self, obj: Person) -> "QuerySet[User]":
        """The person's own login and the company's case staff."""
        return User.objects.filter(
            Q(pk=obj.user_id) | case_staff_q(obj.company), is_active=True
        ).distinct()


class TiePolicy(RegisterPolicy[Tie]):
    """What ties a person to a unit or a board: case staff keep it, only managers delete it."""

    def may(self, user: AnyUser, action: str, obj: Tie) -> bool:
        """A wrong entry is ended by its last day; deleting one takes access without a trace."""
        if action == Action.DELETE:
            return is_manager(user, obj.company)
        return is_case_staff(user, obj.company)


property_policy = PropertyPolicy()
person_policy = PersonPolicy()
occupancy_policy = TiePolicy(Occupancy)
board_policy = TiePolicy(BoardMembership)
