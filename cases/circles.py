"""With whom a case can be shared: the people of its unit, and the property's advisory board."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cases.models import Case, CaseCategory, CaseParticipant, Circle
from portal.people.models import BoardMembership, Occupancy, Person
from portal.properties.models import Unit

_ROLES = {Circle.TENANTS: Occupancy.Role.TENANT, Circle.OWNERS: Occupancy.Role.OWNER}

CIRCLE_NAMES: dict[str, str | Promise] = {
    Circle.TENANTS: pgettext_lazy("circle", "The tenants of the unit"),
    Circle.OWNERS: pgettext_lazy("circle", "The owners of the unit"),
    Circle.BOARD: pgettext_lazy("circle", "The advisory board"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody a case may be shared with, and through what."""

    person: Person
    circle: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A circle with people in it who do not take part yet; how many is all that is told."""

    circle: str
    people: int

    @property
    def title(self) -> str:
        """The owners of the unit."""
        return str(CIRCLE_NAMES[self.circle])


def members_of(case: Case, circles: Iterable[str]) -> list[Member]:
    """The people of these circles today, without the resident whose case it is; each once."""
    wanted = set(circles)
    found: dict[int, Member] = {}
    for member in [*_of_unit(case, wanted), *_of_board(case, wanted)]:
        found.setdefault(member.person.pk, member)
    found.pop(case.opened_for_id, None)
    return list(found.values())


def offers_for(case: Case, participants: Iterable[CaseParticipant]) -> list[Offer]:
    """The circles one can still share with, in the order of the names."""
    there = {participant.person_id for participant in participants}
    left = [m for m in members_of(case, CIRCLE_NAMES) if m.person.pk not in there]
    people = Counter(member.circle for member in left)
    return [Offer(circle, people[circle]) for circle in CIRCLE_NAMES if people[circle]]


def circles_by_rule(category: CaseCategory) -> list[str]:
    """With whom the company shares every case on this topic."""
    return [circle for circle in CIRCLE_NAMES if getattr(category, f"shared_with_{circle}")]


def neighbours_of(case: Case) -> list[Member]:
    """Everybody who holds a unit in the property today; staff choose among them by name."""
    found: dict[int, Member] = {}
    for occupancy in _held_today(case).filter(unit__building__property=case.property):
        found.setdefault(
            occupancy.person_id, Member(occupancy.person, Circle.NEIGHBOUR, occupancy.unit)
        )
    found.pop(case.opened_for_id, None)
    return sorted(found.values(), key=lambda m: (m.person.last_name, m.person.first_name))


def _of_unit(case: Case, wanted: set[str]) -> list[Member]:
    roles = {str(role): circle for circle, role in _ROLES.items() if circle in wanted}
    if case.unit_id is None or not roles:
        return []
    rows = _held_today(case).filter(unit=case.unit_id, role__in=roles)
    return [Member(row.person, roles[row.role], row.unit) for row in rows]


def _of_board(case: Case, wanted: set[str]) -> list[Member]:
    if Circle.BOARD not in wanted:
        return []
    seats = BoardMembership.objects.of(case.company).current().filter(property=case.property)
    return [Member(seat.person, Circle.BOARD) for seat in seats.select_related("person__user")]


def _held_today(case: Case) -> "QuerySet[Occupancy]":
    rows: QuerySet[Occupancy] = Occupancy.objects.of(case.company).current()
    return rows.select_related("person__user", "unit")
