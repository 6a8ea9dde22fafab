"""Whom to call at a property: its own contacts and the company's for all properties."""

from django.db.models import Q, QuerySet

from portal.companies.models import Company
from portal.properties.models import (
    CODE_LENGTH,
    EmergencyCode,
    EmergencyContact,
    Property,
    ServiceProvider,
)


def emergency_contacts(
    company: Company, property: Property | None = None
) -> "QuerySet[EmergencyContact]":
    """Numbers for this property, the company-wide ones included; without property only those."""
    rows: QuerySet[EmergencyContact] = EmergencyContact.objects.of(company)
    return rows.filter(Q(property=property) | Q(property=None))


def on_call_providers(
    company: Company, property: Property | None = None
) -> "QuerySet[ServiceProvider]":
    """Providers on call for this property, those for all properties included."""
    rows: QuerySet[ServiceProvider] = ServiceProvider.objects.of(company).filter(is_on_call=True)
    return rows.filter(Q(properties=property) | Q(properties=None)).distinct()


def living_codes(company: Company) -> "QuerySet[EmergencyCode]":
    """The codes that open something, with what their notices name."""
    rows: QuerySet[EmergencyCode] = EmergencyCode.objects.of(company).filter(retired_at=None)
    return rows.select_related("company__site", "property", "building__property", "created_by")


def find_code(company: Company, code: str) -> EmergencyCode | None:
    """The living code of this company that was scanned, or typed from the notice."""
    if len(code) != CODE_LENGTH or not (code.isascii() and code.isalnum()):
        return None
    return living_codes(company).filter(code=code.lower()).first()
