"""Where a resident may report something, and when calling comes before writing."""

from cases.models import CaseCategory, Urgency
from portal.accounts.models import User
from portal.companies.models import Company
from portal.core.uuids import parse_uuid
from portal.people.residency import residency_of
from portal.properties.calls import Call, calls_for
from portal.properties.models import Property, Trade, Unit

# Groups in which somebody may have to come at once; elsewhere "high" only means a near date.
_CALLABLE = {CaseCategory.Group.DAMAGE, CaseCategory.Group.KEYS}

# Who can help with a default topic; their numbers come before those of other trades.
_TRADES: dict[str, str] = {
    "water": Trade.PLUMBING,
    "power-cut": Trade.ELECTRICS,
    "heating": Trade.HEATING,
    "sewage": Trade.DRAINS,
    "lift": Trade.LIFT,
    "door-lock": Trade.LOCKS,
    "roof-storm": Trade.ROOF,
    "key-loss": Trade.LOCKS,
}


def properties_of(user: User, company: Company) -> list[Property]:
    """The properties with a unit held today."""
    residency = residency_of(user, company)
    return residency.properties if residency else []


def units_of(user: User, company: Company, house: Property) -> list[Unit]:
    """The units held today in this property."""
    residency = residency_of(user, company)
    held = residency.units if residency else []
    here = [unit for unit in held if unit.building.property_id == house.pk]
    # What one lives in is meant more often than where one parks.
    return sorted(here, key=lambda unit: unit.kind == Unit.Kind.PARKING)


def named(houses: list[Property], uuid_text: str) -> Property | None:
    """The property of that UUID, if it is among them."""
    wanted = parse_uuid(uuid_text)
    return next((house for house in houses if house.uuid == wanted), None)


def call_first(category: CaseCategory) -> bool:
    """Whether numbers stand before the form."""
    if category.urgency == Urgency.EMERGENCY:
        return True
    return category.urgency == Urgency.HIGH and category.group in _CALLABLE


def calls_about(category: CaseCategory, company: Company, house: Property | None) -> list[Call]:
    """Whom to call: the company's numbers, the fitting trade, then the others."""
    wanted = _TRADES.get(category.key)
    return sorted(calls_for(company, house), key=lambda call: call.trade not in {"", wanted})
