"""Where letters to people go: the address the company has noted, else that of their unit."""

from collections.abc import Iterable

from portal.people.models import Occupancy, Person
from portal.properties.models import Unit

Address = list[str]


def addresses_of(people: Iterable[Person]) -> dict[int, Address]:
    """Street and town in lines by the person's key, one query; empty for who has moved out."""
    people = list(people)
    noted = {person.pk: _lines(person.postal_address) for person in people}
    asked = [person for person in people if not noted[person.pk]]
    return noted | _of_units(asked)


def _of_units(people: list[Person]) -> dict[int, Address]:
    if not people:
        return {}
    held = Occupancy.objects.filter(person__in=people).current().order_by("-starts_on", "-pk")
    found: dict[int, Address] = {}
    # One lives in a flat, and only parks in a parking space.
    rows = held.select_related("unit__building__property")
    for row in sorted(rows, key=lambda row: row.unit.kind == Unit.Kind.PARKING):
        found.setdefault(row.person_id, _lines(row.unit.building.address.replace(", ", "\n")))
    return found


def _lines(text: str) -> Address:
    return [line.strip() for line in text.splitlines() if line.strip()]
