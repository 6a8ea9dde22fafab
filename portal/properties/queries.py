"""Whom to call at a property: its own contacts and the company's for all properties."""

from django.db.models import Q, QuerySet

from portal.companies.models import Company
from portal.properties.models import EmergencyContact, Property, ServiceProvider


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
