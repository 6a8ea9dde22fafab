"""Whom to call, as rows: emergency numbers first, then the providers on call."""

from __future__ import annotations

from dataclasses import dataclass

from portal.companies.models import Company
from portal.properties.models import Property, Trade
from portal.properties.queries import emergency_contacts, on_call_providers

_TRADE_ICONS: dict[str, str] = {
    Trade.PLUMBING: "droplet",
    Trade.HEATING: "heater",
    Trade.ELECTRICS: "zap",
    Trade.LOCKS: "key-round",
    Trade.LIFT: "arrow-up-down",
    Trade.DRAINS: "waves",
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
        )
        for row in on_call_providers(company, house)
    ]


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
