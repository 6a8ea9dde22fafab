"""What somebody is at a company: the person, and the units held now and before."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import Occupancy, Person
from portal.properties.models import Property, Unit

# Whose ties are asked for: a login's, or those of a person who may have none.
Holder = User | AnonymousUser | Person


@dataclass
class Residency:
    """One login at one company, or one person of its records; remembered on that object.

    One query for whoever holds or held a unit, two for others.
    """

    holder: User | Person
    company: Company

    @cached_property
    def person(self) -> Person | None:
        """The company's record of this human, if there is one."""
        if isinstance(self.holder, Person):
            return self.holder
        if self.occupancies:
            holder: Person = self.occupancies[0].person
            return holder
        found: Person | None = Person.objects.of(self.company).filter(user=self.holder).first()
        return found

    @cached_property
    def occupancies(self) -> list[Occupancy]:
        """All occupancies, past ones included, with unit, building and property."""
        whose = "person" if isinstance(self.holder, Person) else "person__user"
        return list(
            Occupancy.objects.of(self.company)
            .filter(**{whose: self.holder})
            .select_related("person", "unit__building__property")
            .order_by("unit__building__property__name", "unit__label")
        )

    @property
    def current(self) -> list[Occupancy]:
        """The occupancies that hold today."""
        return [occupancy for occupancy in self.occupancies if occupancy.is_current]

    @property
    def units(self) -> list[Unit]:
        """Units held today, each once."""
        return list({o.unit.pk: o.unit for o in self.current}.values())

    @property
    def properties(self) -> list[Property]:
        """Properties with a unit held today, each once."""
        found = {u.building.property.pk: u.building.property for u in self.units}
        return list(found.values())

    @property
    def roles(self) -> set[str]:
        """Owner, tenant or both, today."""
        return {occupancy.role for occupancy in self.current}

    def held_in(self, property: Property, day: date) -> bool:
        """Whether the person held a unit of this property on that day."""
        return any(
            occupancy.unit.building.property_id == property.pk and occupancy.holds_on(day)
            for occupancy in self.occupancies
        )


def residency_of(holder: Holder, company: Company) -> Residency | None:
    """The residency of a login or a person at this company; None for anonymous visitors."""
    if isinstance(holder, AnonymousUser) or (isinstance(holder, User) and not holder.is_active):
        return None
    known: dict[int, Residency] = holder.__dict__.setdefault("_residency_by_company", {})
    if company.pk not in known:
        known[company.pk] = Residency(holder, company)
    return known[company.pk]


def belongs(user: User, company: Company) -> bool:
    """Whether a login may sign in on this company's host as one of its people."""
    return Person.objects.of(company).filter(user=user).exists()
