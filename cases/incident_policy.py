"""Who sees an incident, who joins it, and who raises, tells and ends it."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.incident_querysets import KEPT
from cases.models import Incident
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff
from portal.companies.models import Company
from portal.people.models import Occupancy, Person

JOIN = "join"
LEAVE = "leave"
TELL = "tell"
END = "end"


class IncidentPolicy(CompanyPolicy[Incident]):
    """Residents see what concerns a unit they hold today; case staff all; editors none.

    What is over stays readable for two weeks, for those who have joined as long as they live there.
    """

    model = Incident

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Incident]":
        """The incidents of this company that the user may see."""
        rows: QuerySet[Incident] = Incident.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Incident) -> bool:
        """Those it concerns join while it goes on; staff raise, tell and end."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        if action in {JOIN, LEAVE}:
            return (obj.is_active or action == LEAVE) and self._concerns(user, obj)
        if action == TELL and not obj.is_active:
            return False
        return action in {Action.ADD, TELL, END} and is_case_staff(user, obj.company)

    def who_may_see(self, obj: Incident) -> "QuerySet[User]":
        """The logins of those it concerns, and the company's case staff."""
        people = self.concerned(obj)
        if obj.ended_at is not None and obj.ended_at <= timezone.now() - KEPT:
            people = people.filter(incident_joins__incident=obj)
        return User.objects.filter(
            Q(people__in=people) | case_staff_q(obj.company), is_active=True
        ).distinct()

    def concerned(self, obj: Incident) -> "QuerySet[Person]":
        """The residents who hold a unit there today, with or without a login."""
        places = obj.scopes.all()
        whole = places.filter(building=None).values("property")
        held = Occupancy.objects.of(obj.company).current()
        held = held.filter(
            Q(unit__building__property__in=whole)
            | Q(unit__building__in=places.filter(building__isnull=False).values("building"))
        )
        people: QuerySet[Person] = Person.objects.of(obj.company)
        return people.filter(occupancies__in=held).distinct()

    def involved(self, obj: Incident) -> "QuerySet[Person]":
        """Of those it concerns, who has joined or has a case that belongs to it."""
        return self.concerned(obj).filter(Q(incident_joins__incident=obj) | Q(cases__incident=obj))

    def _concerns(self, user: AnyUser, obj: Incident) -> bool:
        if not isinstance(user, User) or not user.is_active:
            return False
        return self.concerned(obj).filter(user=user).exists()


incident_policy = IncidentPolicy()
