"""Whom to call, as rows: emergency numbers first, then the providers on call."""

from __future__ import annotations

from dataclasses import dataclass

from portal.companies.models import Company
from portal.core.words import unbroken
from portal.properties.models import Property, Trade
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


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: for what, who answers, when."""

    title: str
    text: str
    phone: str
    icon: str
    # Of a provider; the company's own numbers are for everything.
    trade: str = ""


@dataclass(frozen=True, slots=True)
class HouseCalls:
    """The numbers of one house that the resident's other houses do not share."""

    house: Property
    calls: list[Call]


def calls_for_all(company: Company, houses: list[Property]) -> tuple[list[Call], list[HouseCalls]]:
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
        for row in on_call_providers(company, house)
    ]


def _joined(*words: str) -> str:
    return unbroken(" · ".join(word for word in words if word))
