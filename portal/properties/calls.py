"""Whom to call, as rows: emergency numbers first, then the providers on call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from portal.companies.calendar import Calendar
from portal.companies.models import Company
from portal.core.words import unbroken
from portal.properties.models import Property, ServiceProvider, Trade
from portal.properties.queries import emergency_contacts, on_call_providers

_TRADE_ICONS: dict[str, str] = {
    Trade.PLUMBING: "droplet",
    Trade.HEATING: "heater",
    Trade.ELECTRICS: "zap",
    Trade.LOCKS: "key-round",
    Trade.LIFT: "arrow-up-down",
    Trade.DRAINS: "waves-horizontal",
    Trade.ROOF: "house",
    Trade.CARETAKER: "wrench",
    Trade.CLEANING: "brush-cleaning",
}

# Water first: the trades stand in the order in which minutes count.
_URGENCY = {trade: place for place, trade in enumerate(Trade.values)}


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: for what, who answers, when."""

    title: str
    text: str
    phone: str
    icon: str
    # Of a provider; the company's own numbers are for everything.
    trade: str = ""
    # Known of the office alone: the other hours are words.
    answers_now: bool = False


@dataclass(frozen=True, slots=True)
class HouseCalls:
    """The numbers of one house that the resident's other houses do not share."""

    house: Property
    calls: list[Call]


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """What the emergency page shows, first whom to call first."""

    calls: list[Call]
    by_house: list[HouseCalls]


def emergency_numbers(company: Company, houses: Sequence[Property] = ()) -> EmergencyNumbers:
    """The numbers for some houses at this hour: while it is open the office comes first.

    Without houses they are for everybody, and phones keep that page (ADR 0007): so nothing on it
    depends on the hour.
    """
    if not houses:
        return EmergencyNumbers(_with_office(company, calls_for(company), is_open=False), [])
    shared, own = calls_for_all(company, houses)
    return EmergencyNumbers(_with_office(company, shared, is_open=_is_open(company)), own)


def _is_open(company: Company) -> bool:
    # Without hours the calendar assumes some; those are for reckoning, not for a caller.
    has_hours = bool(company.branding.opening_times)
    return has_hours and Calendar.of(company).is_office_hour(timezone.now())


def _with_office(company: Company, calls: list[Call], *, is_open: bool) -> list[Call]:
    phone, hours = company.branding.phone, company.branding.office_hours
    if not phone:
        return calls
    office = Call(company.name, unbroken(hours), phone, "building", answers_now=is_open)
    return [office, *calls] if is_open else [*calls, office]


def calls_for_all(
    company: Company, houses: Sequence[Property]
) -> tuple[list[Call], list[HouseCalls]]:
    """Numbers shared by all the houses, then what is each house's own."""
    by_house = [HouseCalls(house, calls_for(company, house)) for house in houses]
    shared = [call for call in by_house[0].calls if all(call in other.calls for other in by_house)]
    own = [
        HouseCalls(item.house, [call for call in item.calls if call not in shared])
        for item in by_house
    ]
    return shared, [item for item in own if item.calls]


def calls_for(company: Company, house: Property | None = None) -> list[Call]:
    """The numbers for a house; without one only the company's own, which may be public."""
    numbers = [
        Call(row.name, _joined(row.description, row.hours), row.phone, "phone")
        for row in emergency_contacts(company, house)
    ]
    if house is None:
        return numbers
    return numbers + [
        Call(
            title=row.get_trade_display(),
            text=_joined(row.name, row.hours),
            phone=row.phone,
            icon=_TRADE_ICONS.get(row.trade, "wrench"),
            trade=row.trade,
        )
        for row in firms_for(company, house)
    ]


def firms_for(company: Company, house: Property) -> list[ServiceProvider]:
    """The firms on call for a house, the most urgent trade first."""
    return sorted(on_call_providers(company, house), key=lambda row: _URGENCY[row.trade])


def _joined(*words: str) -> str:
    return unbroken(" · ".join(word for word in words if word))
